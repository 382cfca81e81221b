"""The tab of the development plan: chances, actions, our position and goals (D1, D20)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import (
    OPEN_STATES,
    Goal,
    Opportunity,
    OpportunityState,
    Quadrant,
    RelationshipAction,
    SwotItem,
)
from crm_desktop.services import products
from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark
from crm_desktop.ui.card.records.records_tab import RecordsTab, Select
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RecordList, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.card import QUADRANTS

_OPPORTUNITY_LOOKS = {
    OpportunityState.OPEN: "section",
    OpportunityState.QUOTED: "warning",
    OpportunityState.WON: "good",
    OpportunityState.LOST: "danger",
    OpportunityState.DECLINED: "danger",
}
_OPPORTUNITY_FIELDS = (
    FieldSpec("title", columns=2, hint=mark("Which chance to grow do you see?")),
    FieldSpec("product_id", is_choice=True, is_editable_choice=True),
    FieldSpec("value"),
    FieldSpec("currency", hint="CNY"),
    FieldSpec("probability"),
    FieldSpec("state"),
    FieldSpec("next_step", columns=2),
    FieldSpec("next_step_on"),
    FieldSpec("opened_on"),
    FieldSpec("closed_on"),
    FieldSpec("note", columns=3, lines=2),
)
_ACTION_FIELDS = (
    FieldSpec("text", columns=3, hint=mark("What do we do for the relationship?")),
    FieldSpec("contact_id", is_choice=True, label=mark("With whom")),
    FieldSpec("owner"),
    FieldSpec("due_on"),
    FieldSpec("done_on"),
)
_SWOT_FIELDS = (
    FieldSpec("text", columns=2),
    FieldSpec("action", columns=2, label=mark("Action that follows from it")),
    FieldSpec("owner"),
    FieldSpec("due_on"),
)
_GOAL_FIELDS = (
    FieldSpec("text", columns=3, hint=mark("What do we want to have reached, and by when?")),
    FieldSpec("due_on"),
    FieldSpec("reached_on"),
)
_SWOT_EMPTY = {
    Quadrant.STRENGTH: mark("What do we do better for them than anybody else?"),
    Quadrant.WEAKNESS: mark("Where do we let them down, or are we missing?"),
    Quadrant.OPPORTUNITY: mark("What is changing at their side that we could serve?"),
    Quadrant.THREAT: mark("Who or what could take this customer from us?"),
}


class DevelopmentTab(RecordsTab):
    """Opportunities, relationship actions, SWOT in four lists, goals."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        shown = self.shown
        self.opportunities = self.list_of(_opportunity_spec(shown), _opportunities)
        self.relationship_actions = self.list_of(_action_spec(shown), _actions)
        self.goals = self.list_of(_goal_spec(shown), _goals)
        self.swot = {one: self.list_of(_swot_spec(shown, one), _quadrant(one)) for one in Quadrant}
        self.column.addWidget(self.opportunities)
        self.column.addWidget(self.relationship_actions)
        self.column.addLayout(self._position(self.swot))
        self.column.addWidget(self.goals)

    def _position(self, swot: dict[Quadrant, RecordList]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        title = Label(self.language.text("Our position at this customer (SWOT)"), "heading")
        grid.addWidget(title, 0, 0, 1, 2)
        for at, records in enumerate(swot.values()):
            grid.addWidget(records, 1 + at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        return grid


def _opportunities(view: CardView) -> list[Opportunity]:
    return sorted(view.card.opportunities, key=lambda one: (one.state not in OPEN_STATES, one.id))


def _actions(view: CardView) -> list[RelationshipAction]:
    return sorted(
        view.card.actions,
        key=lambda one: (one.done_on is not None, one.due_on is None, one.due_on, one.id),
    )


def _goals(view: CardView) -> list[Goal]:
    return sorted(view.card.goals, key=lambda one: (one.reached_on is not None, one.id))


def _quadrant(quadrant: Quadrant) -> Select:
    return lambda view: [one for one in view.card.swot if one.quadrant is quadrant]


def _opportunity_spec(shown: Shown) -> ListSpec:
    database = shown.workspace.database

    def summary(one: Opportunity) -> Summary:
        chance = "" if one.probability is None else f"{one.probability}%"
        step = one.next_step
        if one.next_step_on is not None and one.state in OPEN_STATES:
            due = shown.language.due(one.next_step_on, shown.today)
            step = shown.language.with_note(step, due) if step else due
        detail = shown.joined(shown.money(one.value, one.currency), chance, step)
        badge = shown.words(Kind.OPPORTUNITY, "state", one.state)
        return Summary(one.title, detail, badge, _OPPORTUNITY_LOOKS[one.state])

    return ListSpec(
        Kind.OPPORTUNITY,
        mark("Growth opportunities"),
        mark("Add opportunity"),
        mark("No opportunity yet. Note the next product they could use, and the step towards it."),
        _OPPORTUNITY_FIELDS,
        summary,
        lambda customer: Opportunity(
            customer, "", currency=shown.currency(), opened_on=shown.today
        ),
        options={"product_id": shown.product_choices},
        columns=3,
        store=lambda drafts, author: products.add_sold(database, drafts[0], author=author),
        set_fields=lambda kind, key, values, author: products.set_sold(
            database, kind, key, values, author=author
        ),
    )


def _action_spec(shown: Shown) -> ListSpec:
    def summary(one: RelationshipAction) -> Summary:
        who = shown.joined(shown.person(one.contact_id), one.owner)
        if one.done_on is not None:
            done = shown.text("done on {day}", day=shown.day(one.done_on))
            return Summary(one.text, shown.joined(who, done), icon="check")
        return Summary(one.text, who, *shown.due_badge(one.due_on))

    def actions(one: RelationshipAction) -> list[RowAction]:
        key = one.id or 0
        if one.done_on is not None:
            return []
        words = shown.text("Done")
        return [shown.one_click(Kind.RELATIONSHIP_ACTION, key, words, done_on=shown.today)]

    return ListSpec(
        Kind.RELATIONSHIP_ACTION,
        mark("Relationship actions"),
        mark("Add action"),
        mark("No action is planned. An invitation, an introduction, a visit to the plant …"),
        _ACTION_FIELDS,
        summary,
        lambda customer: RelationshipAction(customer, ""),
        options={"contact_id": shown.people(mark("nobody in particular"))},
        columns=3,
        actions=actions,
    )


def _swot_spec(shown: Shown, quadrant: Quadrant) -> ListSpec:
    def summary(one: SwotItem) -> Summary:
        action = f"→ {one.action}" if one.action else ""
        detail = shown.joined(action, one.owner, shown.day(one.due_on))
        return Summary(one.text, detail, wraps=True)

    return ListSpec(
        Kind.SWOT_ITEM,
        QUADRANTS[quadrant],
        mark("Add line"),
        _SWOT_EMPTY[quadrant],
        _SWOT_FIELDS,
        summary,
        lambda customer: SwotItem(customer, quadrant, ""),
        scope=quadrant.value,
    )


def _goal_spec(shown: Shown) -> ListSpec:
    def summary(one: Goal) -> Summary:
        if one.reached_on is not None:
            day = shown.text("reached on {day}", day=shown.day(one.reached_on))
            return Summary(one.text, day, icon="check")
        return Summary(one.text, "", *shown.due_badge(one.due_on))

    def actions(one: Goal) -> list[RowAction]:
        if one.reached_on is not None:
            return []
        words = shown.text("Reached")
        return [shown.one_click(Kind.GOAL, one.id or 0, words, reached_on=shown.today)]

    return ListSpec(
        Kind.GOAL,
        mark("Goals"),
        mark("Add goal"),
        mark("No goal is set. What should be different here in a year?"),
        _GOAL_FIELDS,
        summary,
        lambda customer: Goal(customer, ""),
        columns=3,
        actions=actions,
    )
