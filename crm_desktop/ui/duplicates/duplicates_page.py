"""The page of duplicates: look for them, compare two cards, merge them or tell them apart."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.duplicate_pairs import DuplicatePair
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import duplicates
from crm_desktop.services.duplicate_merge import MergePlan, merge, plan_merge
from crm_desktop.text import mark
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.choice_row import choice_row
from crm_desktop.ui.duplicates.compare_panel import ComparePanel
from crm_desktop.ui.duplicates.pair_list import Certainty, Keys, PairList
from crm_desktop.ui.duplicates.pair_view import PairView
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.tasks import Job, guarded
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.duplicates import POSSIBLE, SURE

_FILTERS = ((Certainty.ALL, mark("All")), (Certainty.SURE, SURE), (Certainty.POSSIBLE, POSSIBLE))
_TOPIC, _PLAN = "duplicates.open", "duplicates.plan"
_SPLIT = (430, 700)


class DuplicatesPage(Screen):
    """Pairs at the left, the surest first; the two cards of one at the right."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self.pairs = PairList()
        self._job: Job | None = None
        self._has_looked = False
        self._wanted: Keys | None = None
        self._plan: MergePlan | None = None
        self._chips: QWidget | None = None
        self._build()

    def look(self) -> None:
        """Look for duplicates unless they are being looked for."""
        if self._job is not None:
            return
        database = self.workspace.database
        self._job = self.workspace.tasks.start_job(
            self.language.text("Looking for duplicates"),
            lambda progress: duplicates.find_duplicates(database, progress=progress),
            guarded(self, self._take),
            failed=guarded(self, self._fail, instead=self.workspace.tell_problem),
            cancelled=lambda: guarded(self, lambda _: self._stopped())(None),
        )
        self._show_state()

    def look_once(self) -> None:
        """Look for duplicates where that was not done yet."""
        if not self._has_looked:
            self.look()

    def compare(self, one: int, other: int) -> None:
        """Show two cards a person chose; tells where one of them is gone."""
        try:
            pair = duplicates.chosen_pair(self.workspace.database, one, other)
        except CrmError as error:
            self.workspace.tell_problem(error)
            return
        self.pairs.certainty = Certainty.ALL
        self._wanted = self.pairs.add(pair).keys
        self._show_pairs()

    def reload(self) -> None:
        """Leave out what is decided by now, and bring back what was undone."""
        database, found = self.workspace.database, self.pairs.found
        if not found:
            return
        self.workspace.tasks.look_up(
            _TOPIC,
            lambda: duplicates.still_open(database, found),
            self._take_open,
            failed=self.workspace.tell_problem,
            owner=self,
        )

    def concerns(self, changes: Changes) -> bool:
        """Nearly every record counts for what comes together."""
        return not changes.is_empty and not changes.kinds <= {Kind.PRINTED_BRIEF, Kind.SETTING}

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """F5 looks again."""
        return {ActionCode.REFRESH: self.look}

    def take_focus(self) -> None:
        """Begin in the list, so that arrows and letters work at once."""
        self.view.setFocus()

    def _build(self) -> None:
        text = self.language.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(text("Duplicates"), "title"))
        self._state = Label("", "muted")
        head.addWidget(self._state, 1)
        self.again = QPushButton("")
        self.again.clicked.connect(self._again_or_stop)
        head.addWidget(self.again)
        rows.addLayout(head)
        self._filters = QWidget()
        self._filter_row = QHBoxLayout(self._filters)
        self._filter_row.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._filters)
        rows.addWidget(self._build_body(), 1)
        self._show_pairs()

    def _build_body(self) -> QStackedWidget:
        self.view = PairView(self.language, self.workspace.theme)
        self.panel = ComparePanel(self.language, self.icons)
        self._empty = Label("", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.view)
        split.addWidget(self.panel)
        split.setSizes(list(_SPLIT))
        split.setStretchFactor(1, 1)
        self._body = QStackedWidget()
        self._body.addWidget(split)
        self._body.addWidget(self._empty)
        self.view.looked_at.connect(self._look_at)
        self.view.merge_wanted.connect(self.panel.merge)
        self.view.apart_wanted.connect(self._tell_apart)
        self.view.later_wanted.connect(self._put_off)
        self.view.entered.connect(self.panel.focus_choices)
        self.panel.merged.connect(self._merge)
        self.panel.told_apart.connect(self._tell_apart)
        self.panel.put_off.connect(self._put_off)
        navigation = self.workspace.navigation
        self.panel.open_wanted.connect(lambda key: navigation.card_wanted.emit(key, None))
        return self._body

    def _take(self, found: tuple[DuplicatePair, ...]) -> None:
        self._job, self._has_looked = None, True
        self.pairs.take(found)
        self._show_pairs()
        self.reload()  # what was decided while the scan ran

    def _take_open(self, found: tuple[DuplicatePair, ...]) -> None:
        self.pairs.open = found
        self._show_pairs()

    def _fail(self, error: CrmError) -> None:
        self._job = None
        self.workspace.tell_problem(error)
        self._show_state()

    def _stopped(self) -> None:
        self._job = None
        self._show_state()

    def _again_or_stop(self) -> None:
        if self._job is None:
            self.look()
        else:
            self._job.cancel()

    def _show_pairs(self) -> None:
        self._show_filters()
        self._show_state()
        shown = self.pairs.shown
        self._body.setCurrentIndex(0 if shown else 1)
        current = self.view.current()
        wanted = self._wanted or (current.keys if current else None)
        self._wanted = None
        self.view.show_pairs(shown, wanted)

    def _show_filters(self) -> None:
        language, counts = self.language, self.pairs.counts
        old = self._chips
        choices = [
            (one, language.with_note(language.text(words), language.number(counts[one])))
            for one, words in _FILTERS
        ]
        self._chips = choice_row(choices, self.pairs.certainty, self._filter)
        self._filter_row.addWidget(self._chips)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._filters.setVisible(counts[Certainty.ALL] > 0)

    def _filter(self, certainty: object) -> None:
        assert isinstance(certainty, Certainty)
        self.pairs.certainty = certainty
        self._show_pairs()

    def _show_state(self) -> None:
        text = self.language.text
        is_looking = self._job is not None
        self.again.setText(text("Stop") if is_looking else text("Look again"))
        if is_looking:
            self._state.setText(text("Looking for duplicates…"))
            self._empty.setText(
                text("Every card is compared with those it shares something with. You can work on.")
            )
            return
        self._state.setText("")
        if self.pairs.counts[Certainty.ALL]:
            self._empty.setText(text("None of this kind. Choose another filter above."))
        elif self._has_looked:
            self._empty.setText(text("No card looks like another one."))
        else:
            self._empty.setText(text("Stopped. Look again to find duplicates."))

    def _look_at(self, pair: DuplicatePair | None) -> None:
        self._plan = None
        if pair is None:
            return
        database = self.workspace.database

        def show(plan: MergePlan) -> None:
            self._plan = plan
            self.panel.show_plan(pair, plan)

        self.workspace.tasks.look_up(
            _PLAN,
            lambda: plan_merge(database, *pair.keys),
            show,
            failed=self._gone,
            owner=self,
        )

    def _gone(self, error: CrmError) -> None:
        self.workspace.tell_problem(error)
        self.reload()

    def _merge(self, taken: frozenset[str]) -> None:
        plan, pair = self._plan, self.view.current()
        if plan is None or pair is None:
            return
        workspace, (kept, other) = self.workspace, pair.keys
        notice = self.language.text(
            "Merged {other} into {name}", other=plan.other.name, name=plan.kept.name
        )
        self._leave(pair)

        def work() -> Changes:
            return merge(workspace.database, kept, other, taken, author=workspace.author)

        workspace.write(
            workspace.backups.backed_up(Reason.BEFORE_MERGE, work, is_rare=False),
            failed=self._gone,
            notice=notice,
        )

    def _tell_apart(self) -> None:
        pair, workspace = self.view.current(), self.workspace
        if pair is None:
            return
        self._leave(pair)
        notice = self.language.text(
            "{first} and {second} are two customers", first=pair.first.name, second=pair.second.name
        )
        workspace.write(
            lambda: duplicates.tell_apart(workspace.database, *pair.keys, author=workspace.author),
            notice=notice,
        )

    def _put_off(self) -> None:
        pair = self.view.current()
        if pair is not None:
            self._wanted = self.pairs.next_after(pair.keys)
            self.pairs.put_off(pair.keys)
            self._show_pairs()

    def _leave(self, pair: DuplicatePair) -> None:
        """Go on to the next pair; what is decided leaves the list when it is written."""
        self._wanted, self._plan = self.pairs.next_after(pair.keys), None
