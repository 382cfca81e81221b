"""One line in which what just happened is noted, and the whole form it unfolds into."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.timeline_line import Line, read_line
from crm_desktop.services import interaction_log
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.card.records.service.composer import SCOPE as FORM
from crm_desktop.ui.card.records.service.composer import EntryComposer
from crm_desktop.ui.card.records.service.kind_row import KindRow
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.drafted_line import DraftedLine
from crm_desktop.ui.forms.list_specs import NEW
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.wording.problems import problem_text

SCOPE = "quick"
_HINT = mark("What happened? One line and Enter is enough, as in “call yesterday: …”")
_LONGEST_TOLD = 60


class QuickEntry(QFrame):
    """Kind and day are read from what stands before a colon, or chosen on the chips below.

    What is typed survives a refusal and a kill, in the line and in the form.
    """

    logged = Signal(int)

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown, self._icons = shown, icons
        self._is_saving = False
        self._drafts = DraftKeeper(shown.workspace)
        self.kind = InteractionKind.CALL
        self._customer_id = 0
        self._composer: EntryComposer | None = None
        self.setProperty("look", "surface")
        self.line = DraftedLine(self._drafts, self._place)
        self.line.setObjectName("quick-entry")
        self.line.setPlaceholderText(shown.text(_HINT))
        self.line.setAccessibleName(shown.text("What happened"))
        self.line.returnPressed.connect(self.save)
        self.line.textChanged.connect(self._read)
        self._when = Label("", "badge")
        self._when.hide()
        self._problem = Label("", "problem")
        self._problem.hide()
        self.kinds = KindRow(shown, icons)
        self.kinds.picked.connect(self._picked)
        self._short = QWidget()
        self._rows = QVBoxLayout(self)
        self._build()

    @property
    def composer(self) -> EntryComposer | None:
        """The whole form while it is open."""
        is_open = self._composer is not None and not self._composer.isHidden()
        return self._composer if is_open else None

    def show_customer(self, customer_id: int) -> None:
        """Begin anew where another card is shown."""
        if customer_id != self._customer_id:
            self._customer_id = customer_id
            self.line.clear()
            self._problem.hide()
            self.choose(InteractionKind.CALL)
            if self._composer is not None:
                self._composer.clear()
                self._fold()

    def start(self) -> None:
        """Put the keyboard into the line, or into the form while it is open."""
        if self.composer is not None:
            self.composer.take_focus()
        else:
            self.line.setFocus()

    def choose(self, kind: InteractionKind) -> None:
        """Say what is noted next, unless the line itself says it."""
        self.kind = kind
        self._read()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved, into the line or the form."""
        mine = [one for one in drafts if one.place == self._place()]
        for one in mine:
            self.line.setText(one.text)
        found = self._whole_form().take_up(drafts) if _is_of_form(drafts) else 0
        if found:
            self._unfold()
        return len(mine) + found

    def open_form(self) -> None:
        """Unfold the whole form, with what the line says."""
        composer = self._whole_form()
        composer.start(self._said())
        self.line.setText("")
        self.line.keep()
        composer.show()
        # First: the button that is hidden would hand the keyboard, and the page, further down.
        composer.take_focus()
        self._short.hide()

    def save(self) -> None:
        """Store what the line says; an empty one only waits."""
        draft = self._said()
        if not draft.summary or self._is_saving:
            return
        self._is_saving = True
        self.line.let_be()
        self._problem.hide()
        workspace, database = self._shown.workspace, self._shown.workspace.database
        now, author, place = workspace.clock(), workspace.author, self._place()
        typed, text = self.line.text(), draft.summary
        told = text if len(text) < _LONGEST_TOLD else text[:_LONGEST_TOLD] + "…"
        self._drafts.write(
            lambda: interaction_log.log_interaction(database, draft, now=now, author=author),
            {place: typed},
            then=lambda result: self._done(place, typed, result[0]),
            failed=lambda error: self._refuse(place, error),
            notice=self._shown.text("Logged: {text}", text=told),
            owner=self,
        )

    def _said(self) -> Interaction:
        """What the line says with the kind chosen, not stored yet."""
        workspace, said = self._shown.workspace, self._line()
        return Interaction(
            self._customer_id,
            said.on or workspace.today(),
            said.kind or self.kind,
            said.text,
            said.at,
            author=workspace.author,
        )

    def _line(self) -> Line:
        return read_line(self.line.text(), self._shown.today)

    def _read(self) -> None:
        """Show at once what was understood of the line."""
        said, language = self._line(), self._shown.language
        self.kinds.show_kind(said.kind or self.kind)
        day = language.relative(said.on, self._shown.today) if said.on is not None else ""
        if said.on is not None and (self._shown.today - said.on).days > 1:
            day = language.date(said.on, "month_day")
        time = language.time(said.at) if said.at is not None else ""
        words = " ".join(filter(None, (day, time)))
        self._when.setText(words)
        self._when.setVisible(bool(words))

    def _picked(self, kind: InteractionKind) -> None:
        said = self._line()
        if said.kind is not None:
            self.line.setText(said.text)
            self.line.keep()
        self.choose(kind)
        self.line.setFocus()

    def _whole_form(self) -> EntryComposer:
        if self._composer is None:
            self._composer = EntryComposer(self._shown, self._icons)
            self._composer.logged.connect(self._logged_whole)
            self._composer.folded.connect(self._fold_with)
            self._composer.given_up.connect(self._fold_and_start)
            self._composer.hide()
            self._rows.addWidget(self._composer)
        return self._composer

    def _unfold(self) -> None:
        self._short.hide()
        self._whole_form().show()

    def _fold(self) -> None:
        if self._composer is not None:
            self._composer.hide()
        self._short.show()

    def _fold_and_start(self) -> None:
        self._short.show()
        self.line.setFocus()
        self._fold()

    def _fold_with(self, text: str) -> None:
        self._fold_and_start()
        self.line.setText(text)
        self.line.keep()

    def _logged_whole(self, key: int) -> None:
        self._fold_and_start()
        self.choose(InteractionKind.CALL)
        self.logged.emit(key)

    def _build(self) -> None:
        text = self._shown.text
        self._rows.setContentsMargins(12, 9, 12, 9)
        rows = QVBoxLayout(self._short)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(7)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.line, 1)
        across.addWidget(self._when)
        log = QPushButton(text("Log it"))
        log.setObjectName("log-it")
        log.clicked.connect(self.save)
        across.addWidget(log)
        rows.addLayout(across)
        rows.addWidget(self._problem)
        below = QHBoxLayout()
        below.addWidget(self.kinds)
        below.addStretch(1)
        below.addWidget(self._more_button())
        rows.addLayout(below)
        self._rows.addWidget(self._short)

    def _more_button(self) -> QPushButton:
        text = self._shown.text
        more = QPushButton(text("More"))
        more.setProperty("look", "quiet")
        more.setObjectName("more-fields")
        put_icon(more, self._icons, "chevron-down", "link")
        more.setAccessibleName(text("More: mood, IHEART, moment of truth, promises"))
        set_tip(more, text("More: mood, IHEART, moment of truth, promises"))
        more.clicked.connect(self.open_form)
        return more

    def _done(self, place: DraftPlace, typed: str, key: int) -> None:
        self._is_saving = False
        if place != self._place():
            return
        if self.line.text() == typed:
            self.line.setText("")
            self.line.let_be()
            is_complaint = self.kind is InteractionKind.COMPLAINT
            # Else what is noted next would begin another clock, and raise the alarm of a second.
            self.choose(InteractionKind.CALL if is_complaint else self.kind)
        self.logged.emit(key)

    def _refuse(self, place: DraftPlace, error: CrmError) -> None:
        self._is_saving = False
        if place != self._place():
            self._shown.workspace.tell_problem(error)
            return
        self._problem.setText(problem_text(self._shown.language, error.problem))
        self._problem.show()

    def _place(self) -> DraftPlace:
        return DraftPlace(Kind.INTERACTION, NEW, self._customer_id, f"{SCOPE}/summary")


def _is_of_form(drafts: Sequence[KeptDraft]) -> bool:
    is_new = (one for one in drafts if one.place.kind is Kind.INTERACTION)
    return any(one.place.field.startswith(f"{FORM}/") for one in is_new)
