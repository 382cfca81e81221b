"""The relationship actions and goals of a card: how they read, their forms and quick lines."""

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import Goal, RelationshipAction
from crm_desktop.domain.plan_lines import read_plan
from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark
from crm_desktop.ui.card.records.development.folding_list import Fold, done_words
from crm_desktop.ui.card.records.development.quick_line import QuickSpec
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec

_ACTION_FIELDS = (
    FieldSpec("text", columns=3, hint=mark("What do we do for the relationship?")),
    FieldSpec("contact_id", is_choice=True, label=mark("With whom")),
    FieldSpec("owner"),
    FieldSpec("due_on"),
    FieldSpec("done_on"),
)
_GOAL_FIELDS = (
    FieldSpec("text", columns=3, hint=mark("What do we want to have reached, and by when?")),
    FieldSpec("due_on"),
    FieldSpec("reached_on"),
)
ACTION_FOLD = Fold(
    lambda one: one.done_on is not None,
    done_words,
    mark("Everything planned is done. What comes next for the relationship?"),
)
GOAL_FOLD = Fold(
    lambda one: one.reached_on is not None,
    lambda language, count: language.plural("{count} reached", "{count} reached", count),
    mark("Every goal is reached. Set the next one."),
)


def ordered_actions(view: CardView) -> list[RelationshipAction]:
    """Return the actions by their day, done ones last, the newest of them first."""
    open_ones = [one for one in view.card.actions if one.done_on is None]
    done = [one for one in view.card.actions if one.done_on is not None]
    open_ones.sort(key=lambda one: (one.due_on is None, one.due_on, one.id))
    done.sort(key=lambda one: (one.done_on, one.id), reverse=True)
    return [*open_ones, *done]


def ordered_goals(view: CardView) -> list[Goal]:
    """Return the goals by their day, reached ones last."""
    open_ones = [one for one in view.card.goals if one.reached_on is None]
    reached = [one for one in view.card.goals if one.reached_on is not None]
    open_ones.sort(key=lambda one: (one.due_on is None, one.due_on, one.id))
    reached.sort(key=lambda one: (one.reached_on, one.id), reverse=True)
    return [*open_ones, *reached]


def action_spec(shown: Shown) -> ListSpec:
    """Return the list of relationship actions."""

    def summary(one: RelationshipAction) -> Summary:
        who = shown.joined(shown.person(one.contact_id), one.owner)
        if one.done_on is not None:
            done = shown.text("done on {day}", day=shown.day(one.done_on))
            return Summary(one.text, shown.joined(who, done), icon="check")
        due, look = shown.due_badge(one.due_on)
        return Summary(one.text, who, mark=due, mark_look=look)

    def actions(one: RelationshipAction) -> list[RowAction]:
        if one.done_on is not None:
            return [_again(shown, Kind.RELATIONSHIP_ACTION, one.id, "done_on")]
        words, key = shown.text("Done"), one.id or 0
        return [shown.one_click(Kind.RELATIONSHIP_ACTION, key, words, done_on=shown.today)]

    return ListSpec(
        Kind.RELATIONSHIP_ACTION,
        mark("Relationship actions"),
        mark("Add action"),
        mark("No action is planned. An invitation, an introduction, a visit to the plant …"),
        _ACTION_FIELDS,
        summary,
        lambda customer: RelationshipAction(customer, "", owner=shown.workspace.author),
        options={"contact_id": shown.people(mark("nobody in particular"))},
        columns=3,
        actions=actions,
    )


def goal_spec(shown: Shown) -> ListSpec:
    """Return the list of goals."""

    def summary(one: Goal) -> Summary:
        if one.reached_on is not None:
            day = shown.text("reached on {day}", day=shown.day(one.reached_on))
            return Summary(one.text, day, icon="check")
        due, look = shown.due_badge(one.due_on)
        return Summary(one.text, shown.day(one.due_on), mark=due, mark_look=look)

    def actions(one: Goal) -> list[RowAction]:
        if one.reached_on is not None:
            return [_again(shown, Kind.GOAL, one.id, "reached_on")]
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


def quick_action(shown: Shown) -> QuickSpec:
    """Return the line that adds an action; a name of the card in it says with whom."""

    def draft(text: str) -> RelationshipAction:
        found = read_plan(text, shown.today)
        named = [key for key, name in shown.names().items() if name and name in found.text]
        return RelationshipAction(
            shown.customer_id,
            found.text,
            contact_id=named[0] if len(named) == 1 else None,
            owner=shown.workspace.author,
            due_on=found.day,
        )

    def understood(one: RelationshipAction) -> str:
        who = ""
        if one.contact_id is not None:
            who = shown.text("with {name}", name=shown.person(one.contact_id))
        return _understood(shown, one.text, who, shown.day(one.due_on))

    return QuickSpec(
        Kind.RELATIONSHIP_ACTION,
        mark("Add one in a line: invite them to the fair by Friday"),
        mark("New action in a line"),
        draft,
        understood,
    )


def quick_goal(shown: Shown) -> QuickSpec:
    """Return the line that adds a goal."""

    def draft(text: str) -> Goal:
        found = read_plan(text, shown.today)
        return Goal(shown.customer_id, found.text, due_on=found.day)

    return QuickSpec(
        Kind.GOAL,
        mark("Add one in a line: all three sites, by Dec 31"),
        mark("New goal in a line"),
        draft,
        lambda one: _understood(shown, one.text, shown.day(one.due_on)),
    )


def _again(shown: Shown, kind: Kind, key: int | None, field: str) -> RowAction:
    words = shown.text("Open again")
    return shown.one_click(kind, key or 0, words, "rotate-ccw", **{field: None})


def _understood(shown: Shown, text: str, *parts: str) -> str:
    return shown.joined(f"“{text}”", *parts) if any(parts) else ""
