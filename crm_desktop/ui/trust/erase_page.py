"""Erasing a customer or a person for good: what goes, what stays, and the name typed (D28)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.erasures import ErasePlan, Older, Subject
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.ui.card.records.service.choice_chips import ChoiceChips
from crm_desktop.ui.choice_row import choice_row
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.trust.line_list import LineList
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.services.erase import Erased
    from crm_desktop.services.erase_backups import Cleaned
    from crm_desktop.services.erase_everywhere import WholePlan

_TOPIC = "erase-plan"
_CHIP_PX = 320
"""A longer name ends in … on its chip; the tip and the plan say it whole."""


class ErasePage(Screen):
    """Shows the plan of a customer, or of one of its people, and erases when the name is typed."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        text = self.language.text
        self._whole: WholePlan | None = None
        self._subject: Subject | None = None
        self._people: tuple[tuple[Subject, str], ...] = ()
        self._older = Older.REWRITE
        self._title = ElidedLabel("", "title")
        self._warning = Label(
            text(
                "This can't be undone and no copy is kept. Prints, exports and files that were"
                " handed on are out of reach."
            ),
            "warning",
        )
        self._warning.setWordWrap(True)
        self.who = ChoiceChips("", (), may_be_none=False)
        self.who.setAccessibleName(text("Who is erased"))
        self.who.picked.connect(self._choose)
        self.gone = LineList(text("What goes"))
        self.kept = LineList(text("What stays"))
        self.name = QLineEdit()
        self._ask = Label("", "")
        self._ask.setWordWrap(True)
        self._ask.setBuddy(self.name)
        self.erase_button = QPushButton(text("Erase for good"))
        self.erase_button.setProperty("look", "primary")
        self.erase_button.setEnabled(False)
        self.cancel_button = QPushButton(text("Cancel"))
        self.name.textChanged.connect(self._check)
        self.name.returnPressed.connect(self._erase)
        self.erase_button.clicked.connect(self._erase)
        self.cancel_button.clicked.connect(workspace.navigation.back_wanted)
        self._build()

    def show_subject(self, subject: Subject) -> None:
        """Show what erasing somebody would do; a customer with its people to choose among."""
        self._subject, self._whole, self._people = subject, None, ()
        self.name.clear()
        self._show()
        self.reload()

    def reload(self) -> None:
        """Make the plan again."""
        from crm_desktop.services.erase_everywhere import plan_everywhere, subjects_of

        subject, database, config = (
            self._subject,
            self.workspace.database,
            self.workspace.paths.config,
        )
        if subject is None:
            return

        def look() -> "tuple[WholePlan, tuple[tuple[Subject, str], ...]]":
            return plan_everywhere(database, subject, config), subjects_of(database, subject)

        self.workspace.tasks.look_up(
            _TOPIC, look, self._take, failed=self._gone, owner=self, is_long=True
        )

    def concerns(self, changes: Changes) -> bool:
        """Any change may be one of what would go."""
        return self._subject is not None and not changes.is_empty

    def take_focus(self) -> None:
        """Begin with what goes, so that it is read before the name is typed."""
        self.gone.setFocus()

    def _take(self, found: "tuple[WholePlan, tuple[tuple[Subject, str], ...]]") -> None:
        self._whole, people = found
        self._people = people or self._people
        self._show()

    def _gone(self, error: CrmError) -> None:
        self._whole = self._subject = None
        self.workspace.tell_problem(error)
        self._show()

    def _show(self) -> None:
        text, whole = self.language.text, self._whole
        name = whole.plan.name if whole else ""
        nobody = text("Looking…") if self._subject else text("Erase for good")
        self._title.setText(text("Erase {name} for good", name=name) if whole else nobody)
        ask = text("To erase, type the name: {name}", name=name) if whole else ""
        self._ask.setText(ask.replace("&", "&&"))  # a label with a buddy underlines after an &
        self.name.setAccessibleName(ask)
        self.name.setPlaceholderText(name)
        self._fill_lists(whole)
        self._fill_who()
        self._fill_older(whole)
        self._check()

    def _fill_lists(self, whole: "WholePlan | None") -> None:
        from crm_desktop.wording.erase_plan import gone_lines, kept_lines

        if whole is None:
            self.gone.show_lines([])
            self.kept.show_lines([])
            return
        language, plan = self.language, whole.plan
        self.gone.show_lines(
            [_self_line(self, plan), *gone_lines(language, plan, len(whole.backups))]
        )
        self.kept.show_lines(
            kept_lines(language, plan) or [language.text("Nothing names them elsewhere.")]
        )

    def _fill_who(self) -> None:
        people = self._people if len(self._people) > 1 else ()
        fits = self.fontMetrics().elidedText
        choices = [(one, fits(name, Qt.TextElideMode.ElideRight, _CHIP_PX)) for one, name in people]
        self.who.offer(choices, [name for _, name in people])
        self.who.show_value(self._subject)
        self.who.setVisible(bool(people))

    def _fill_older(self, whole: "WholePlan | None") -> None:
        empty(self._olders)
        if whole is None or not whole.backups:
            return
        text = self.language.text
        choices = (
            (Older.REWRITE, text("Make older backups anew without them")),
            (Older.DELETE, text("Delete older backups")),
        )
        row = choice_row(choices, self._older, self._choose_older)
        row.setAccessibleName(text("Older backups"))
        self._olders.addWidget(row)

    def _choose(self, subject: object) -> None:
        if isinstance(subject, Subject) and subject != self._subject:
            people = self._people
            self.show_subject(subject)
            self._people = people
            self._fill_who()

    def _choose_older(self, older: object) -> None:
        self._older = Older(str(older))

    def _is_named(self) -> bool:
        from crm_desktop.services.erase import check_name

        if self._whole is None:
            return False
        try:
            check_name(self._whole.plan, self.name.text())
        except CrmError:
            return False
        return True

    def _check(self) -> None:
        can_write = not self.workspace.database.is_read_only
        self.erase_button.setEnabled(can_write and self._is_named())

    def _erase(self) -> None:
        whole = self._whole
        if whole is None or not self.erase_button.isEnabled():
            return
        from crm_desktop.services.erase_everywhere import erase_everywhere

        workspace, older = self.workspace, self._older
        self.erase_button.setEnabled(False)
        results: list[tuple[Erased, Cleaned]] = []

        def work(progress: Progress) -> Changes:
            done, cleaned = erase_everywhere(
                workspace.database,
                whole,
                workspace.paths,
                older,
                progress=progress,
                author=workspace.author,
            )
            results.append((done, cleaned))
            return done.changes

        self._subject = None  # what is erased is not planned again by its own change
        workspace.write_long(
            self.language.text("Erasing for good"),
            work,
            then=lambda _: self._done(whole.plan, *results[0]),
            failed=lambda error: self._refused(whole, error),
            cancelled=lambda: self.show_subject(whole.plan.subject),
        )

    def _done(self, plan: ErasePlan, done: "Erased", cleaned: "Cleaned") -> None:
        from crm_desktop.wording.erase_plan import done_text, trouble_lines

        workspace, navigation = self.workspace, self.workspace.navigation
        self._whole = None
        self._show()
        workspace.history.forget(done.operations)
        workspace.undo_changed.emit()
        navigation.page_wanted.emit(Page.CUSTOMERS)
        navigation.erased.emit(done.is_named)
        words = done_text(self.language, plan.name, done.records)
        workspace.noticed.emit(Notice(words, NoticeKind.DONE))
        for line in trouble_lines(self.language, cleaned.troubles):
            workspace.tell(line, kind=NoticeKind.PROBLEM)
        if done.trouble is not None:
            workspace.tell_problem(done.trouble)

    def _refused(self, whole: "WholePlan", error: CrmError) -> None:
        """Nothing was erased: say why, and show what would go as before."""
        self.workspace.tell_problem(error)
        self.show_subject(whole.plan.subject)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(self._title)
        rows.addWidget(self._warning)
        self._olders = QHBoxLayout()
        rows.addWidget(self.who)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self.gone, 1)
        lists.addWidget(self.kept, 1)
        rows.addLayout(lists, 1)
        rows.addLayout(self._olders)
        rows.addWidget(self._ask)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.name, 1)
        foot.addWidget(self.erase_button)
        foot.addWidget(self.cancel_button)
        rows.addLayout(foot)


def _self_line(page: ErasePage, plan: ErasePlan) -> str:
    text = page.language.text
    if plan.subject.kind is Kind.CUSTOMER:
        return text("The whole card of {name}", name=plan.name)
    return text("{name} on every card", name=plan.name)
