"""The tab of the development plan: chances, actions, our position and goals (D1, D20)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import Goal, Opportunity, OpportunityState
from crm_desktop.services import card_edits, development
from crm_desktop.services.card_views import CardView
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.card.development import actions_and_goals, opportunities
from crm_desktop.ui.card.development.ending_strip import EndingStrip
from crm_desktop.ui.card.development.folding_list import Fold, FoldingList
from crm_desktop.ui.card.development.ideas_panel import IdeasPanel
from crm_desktop.ui.card.development.quick_line import QuickLine, QuickSpec
from crm_desktop.ui.card.development.sums_strip import SumsStrip
from crm_desktop.ui.card.development.swot_board import SwotBoard
from crm_desktop.ui.card.development.swot_lists import FOLD, FollowList, derived, follow_spec
from crm_desktop.ui.card.records.records_tab import RecordsTab, Select
from crm_desktop.ui.forms.record_list import ListSpec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace

_WIDE_PX = 1500
_TOWS = mark(
    "Ask of each pair: a strength for an opportunity – use it; a strength against a threat –"
    " defend; a weakness before an opportunity – catch up; a weakness under a threat – protect."
)


class DevelopmentTab(RecordsTab):
    """Opportunities with what to offer next, actions and goals, and the SWOT as a board."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        shown = self.shown
        self.quick: dict[Kind, QuickLine] = {}
        self.sums = SumsStrip(shown)
        self.ending = EndingStrip(shown, icons)
        self.ideas = IdeasPanel(shown, icons)
        self.board = SwotBoard(shown, icons)
        self._make_lists()
        self._plans = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._plans.setSpacing(20)
        for one in (self.relationship_actions, self.goals):
            self._plans.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.opportunities)
        self.column.addWidget(self.ideas)
        self.column.addLayout(self._plans)
        self.column.addWidget(self.board)
        self.column.addWidget(self.follows)

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        is_other = self.shown.customer_id != view.customer_id
        super().show_view(view)
        if is_other:
            self.ending.put_away()
        for line in self.quick.values():
            line.show_customer(view.customer_id)
        self.board.show_view(view)
        self.sums.show_sums(development.sums_of(self.workspace.database, view.card, view.today))
        self.ideas.show_view(view)
        self._show_progress(view.card.goals)

    def start_entry(self) -> None:
        """Put the keyboard where an opportunity is added."""
        self.quick[Kind.OPPORTUNITY].line.setFocus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved, in the quick lines too."""
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
        database, author, today = (
            self.workspace.database, self.workspace.author, self.workspace.today(),
        )  # fmt: skip
        fields = {"state": state, "closed_on": today}
        self.workspace.write(
            lambda: card_edits.set_fields(database, Kind.OPPORTUNITY, key, fields, author=author),
            then=lambda _: self.ending.ask(one, state),
            notice=self.language.labelled(one.title, words),
            owner=self,
        )

    def _make_lists(self) -> None:
        shown = self.shown
        self.opportunities = self._list(
            opportunities.list_spec(shown, self.end), opportunities.FOLD, opportunities.ordered
        )
        self.relationship_actions = self._list(
            actions_and_goals.action_spec(shown),
            actions_and_goals.ACTION_FOLD,
            actions_and_goals.ordered_actions,
        )
        self.goals = self._list(
            actions_and_goals.goal_spec(shown),
            actions_and_goals.GOAL_FOLD,
            actions_and_goals.ordered_goals,
        )
        self._put_quick(self.opportunities, opportunities.quick_spec(shown))
        self._put_quick(self.relationship_actions, actions_and_goals.quick_action(shown))
        self._put_quick(self.goals, actions_and_goals.quick_goal(shown))
        _put(self.opportunities, 1, self.sums)
        _put(self.opportunities, 2, self.ending)
        self._make_progress()
        self.follows = FollowList(self.workspace, self.icons, follow_spec(shown), FOLD)
        self.follows.add_button.hide()
        hint = Label(self.language.text(_TOWS), "small")
        hint.setWordWrap(True)
        _put(self.follows, 1, hint)
        self.take_in(self.follows, derived)

    def _list(self, spec: ListSpec, fold: Fold, select: Select) -> FoldingList:
        made = FoldingList(self.workspace, self.icons, spec, fold)
        self.take_in(made, select)
        return made

    def _put_quick(self, records: FoldingList, spec: QuickSpec) -> None:
        line = self.quick[spec.kind] = QuickLine(self.shown, self.icons, spec)
        _put(records, 1, line)

    def _make_progress(self) -> None:
        self._reached = Label("", "muted")
        self._progress = QProgressBar()
        self._progress.setProperty("look", "goals")
        self._progress.setFixedWidth(140)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.language.text("Goals reached"))
        self.goals.head.insertWidget(2, self._reached)
        self.goals.head.insertWidget(3, self._progress)

    def _show_progress(self, goals: Sequence[Goal]) -> None:
        reached, total = sum(one.reached_on is not None for one in goals), len(goals)
        number = self.language.number
        words = self.language.text(
            "{reached} of {total} reached", reached=number(reached), total=number(total)
        )
        self._reached.setText(words)
        self._progress.setMaximum(max(1, total))
        self._progress.setValue(reached)
        for widget in (self._reached, self._progress):
            widget.setVisible(total > 0)


def _put(records: FoldingList, at: int, widget: QWidget) -> None:
    """Put a widget between the heading of a list and its records."""
    layout = records.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(at, widget)
