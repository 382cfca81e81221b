"""The tab of the development plan: chances, actions, our position and goals (D1, D20)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import Opportunity, OpportunityState
from crm_desktop.services import card_edits, development
from crm_desktop.services.card_views import CardView
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.card.records.development import actions_and_goals, opportunities
from crm_desktop.ui.card.records.development.ending_strip import EndingStrip
from crm_desktop.ui.card.records.development.folding_list import Fold, FoldingList
from crm_desktop.ui.card.records.development.goal_progress import GoalProgress
from crm_desktop.ui.card.records.development.ideas_panel import IdeasPanel
from crm_desktop.ui.card.records.development.quick_line import QuickLine, QuickSpec
from crm_desktop.ui.card.records.development.sums_strip import SumsStrip
from crm_desktop.ui.card.records.development.swot_board import SwotBoard
from crm_desktop.ui.card.records.development.swot_lists import (
    FOLD,
    FollowList,
    derived,
    follow_spec,
)
from crm_desktop.ui.card.records.records_tab import RecordsTab, Select
from crm_desktop.ui.forms.record_list import ListSpec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.workspace import Workspace

_WIDE_PX = 1500
_TOWS = mark(
    "Ask of each pair: a strength for an opportunity – use it; a strength against a threat –"
    " defend; a weakness before an opportunity – catch up; a weakness under a threat – protect."
)


class DevelopmentTab(RecordsTab):
    """Opportunities with what to offer next, actions and goals, and the SWOT as a board.

    What stands further down is made in steps after the first paint; whoever needs it at once
    calls :meth:`finish`.
    """

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self.quick: dict[Kind, QuickLine] = {}
        self._view: CardView | None = None
        self.sums = SumsStrip(self.shown)
        self.ending = EndingStrip(self.shown, icons)
        self.opportunities = self._list(
            opportunities.list_spec(self.shown, self.end),
            opportunities.FOLD,
            opportunities.ordered,
        )
        self._put_quick(self.opportunities, opportunities.quick_spec(self.shown))
        _put(self.opportunities, 1, self.sums)
        _put(self.opportunities, 2, self.ending)
        self.column.addWidget(self.opportunities)
        self._steps = iter((self._make_actions, self._make_goals, self._make_board))
        self._plans = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._plans.setSpacing(20)

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        if self._view is None or self._view.customer_id != view.customer_id:
            self.ending.put_away()
        self._view = view
        super().show_view(view)
        for line in self.quick.values():
            line.show_customer(view.customer_id)
        self.sums.show_sums(development.sums_of(self.workspace.database, view.card, view.today))
        for part in self.findChildren(IdeasPanel) + self.findChildren(SwotBoard):
            part.show_view(view)
        for progress in self.findChildren(GoalProgress):
            progress.show_goals(view.card.goals)
        later(self, self._go_on)

    def finish(self) -> None:
        """Have every part now."""
        for make in self._steps:
            make()

    def start_entry(self) -> None:
        """Put the keyboard where an opportunity is added."""
        self.quick[Kind.OPPORTUNITY].line.setFocus()

    def open_record(self, kind: Kind, record_id: int) -> None:
        """Open a record that stands on this tab."""
        self.finish()
        super().open_record(kind, record_id)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved, in the quick lines too."""
        if drafts:
            self.finish()
        found = super().take_up(drafts)
        return found + sum(line.take_up(drafts) for line in self.findChildren(QuickLine))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Put actions and goals side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE_PX
        directions = QBoxLayout.Direction
        self._plans.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def end(self, one: Opportunity, state: OpportunityState) -> None:
        """End an opportunity today and ask why."""
        key, words = one.id or 0, self.shown.words(Kind.OPPORTUNITY, "state", state)
        database, author = self.workspace.database, self.workspace.author
        fields = {"state": state, "closed_on": self.workspace.today()}
        self.workspace.write(
            lambda: card_edits.set_fields(database, Kind.OPPORTUNITY, key, fields, author=author),
            then=lambda _: self._ask_why(one, state),
            notice=self.language.labelled(one.title, words),
            owner=self,
        )

    def _ask_why(self, ended: Opportunity, state: OpportunityState) -> None:
        if ended.customer_id == self.shown.customer_id:
            self.ending.ask(ended, state)

    def _go_on(self) -> None:
        """Make the next part, and the one after it in a turn of its own."""
        make = next(self._steps, None)
        if make is not None:
            make()
            later(self, self._go_on)

    def _make_actions(self) -> None:
        self.ideas = IdeasPanel(self.shown, self.icons)
        self.column.addWidget(self.ideas)
        self.column.addLayout(self._plans)
        if self._view is not None:
            self.ideas.show_view(self._view)
        self.relationship_actions = self._list(
            actions_and_goals.action_spec(self.shown),
            actions_and_goals.ACTION_FOLD,
            actions_and_goals.ordered_actions,
        )
        self._put_quick(self.relationship_actions, actions_and_goals.quick_action(self.shown))
        self._plans.addWidget(self.relationship_actions, 1, Qt.AlignmentFlag.AlignTop)

    def _make_goals(self) -> None:
        self.goals = self._list(
            actions_and_goals.goal_spec(self.shown),
            actions_and_goals.GOAL_FOLD,
            actions_and_goals.ordered_goals,
        )
        self._put_quick(self.goals, actions_and_goals.quick_goal(self.shown))
        self.progress = GoalProgress(self.language)
        self.goals.head.insertWidget(2, self.progress)
        self._plans.addWidget(self.goals, 1, Qt.AlignmentFlag.AlignTop)
        if self._view is not None:
            self.progress.show_goals(self._view.card.goals)

    def _make_board(self) -> None:
        self.board = SwotBoard(self.shown, self.icons)
        self.column.addWidget(self.board)
        self.follows = FollowList(self.workspace, self.icons, follow_spec(self.shown), FOLD)
        self.follows.add_button.hide()
        hint = Label(self.language.text(_TOWS), "small")
        hint.setWordWrap(True)
        _put(self.follows, 1, hint)
        self.column.addWidget(self.follows)
        self.take_in(self.follows, derived)
        if self._view is not None:
            self.board.show_view(self._view)

    def _list(self, spec: ListSpec, fold: Fold, select: Select) -> FoldingList:
        made = FoldingList(self.workspace, self.icons, spec, fold)
        self.take_in(made, select)
        return made

    def _put_quick(self, records: FoldingList, spec: QuickSpec) -> None:
        line = self.quick[spec.kind] = QuickLine(self.shown, self.icons, spec)
        line.show_customer(self.shown.customer_id)
        _put(records, 1, line)


def _put(records: FoldingList, at: int, widget: QWidget) -> None:
    """Put a widget between the heading of a list and its records."""
    layout = records.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(at, widget)
