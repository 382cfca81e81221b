"""The four lists of the SWOT, the list of what follows from them, and their lines (D20)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import Quadrant, SwotItem
from crm_desktop.domain.plan_lines import read_plan
from crm_desktop.services.card_views import CardView
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.card.records.development.folding_list import Fold, FoldingList, done_words
from crm_desktop.ui.card.records.development.quick_line import QuickSpec
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.wording.card import QUADRANTS

_ARROW = "→"
_FIELDS = (
    FieldSpec("text", columns=2),
    FieldSpec("action", columns=2, label=mark("Action that follows from it")),
    FieldSpec("owner"),
    FieldSpec("due_on"),
    FieldSpec("done_on"),
    FieldSpec("quadrant", label=mark("Stands under")),
)
_EMPTY: Mapping[Quadrant, str] = {
    Quadrant.STRENGTH: mark("What do we do better for them than anybody else?"),
    Quadrant.WEAKNESS: mark("Where do we let them down, or are we missing?"),
    Quadrant.OPPORTUNITY: mark("What is changing at their side that we could serve?"),
    Quadrant.THREAT: mark("Who or what could take this customer from us?"),
}
_HINTS: Mapping[Quadrant, str] = {
    Quadrant.STRENGTH: mark("Add a strength -> what to do about it, by when"),
    Quadrant.WEAKNESS: mark("Add a weakness -> what to do about it, by when"),
    Quadrant.OPPORTUNITY: mark("Add an opportunity -> what to do about it, by when"),
    Quadrant.THREAT: mark("Add a threat -> what to do about it, by when"),
}
FOLD = Fold(
    lambda one: one.done_on is not None,
    done_words,
    mark("Every action that followed from the four lists is done."),
)


class FollowList(FoldingList):
    """The actions derived from the four lists; their records are opened where they stand."""

    def open_record(self, record_id: int) -> None:
        """Leave that to the list the record belongs to."""

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:  # noqa: ARG002 (see above)
        """Leave that to the list the record belongs to."""
        return 0


def of_quadrant(view: CardView, quadrant: Quadrant) -> list[SwotItem]:
    """Return the lines of a list, those with a done action last."""
    found = [one for one in view.card.swot if one.quadrant is quadrant]
    return sorted(found, key=lambda one: (one.done_on is not None, one.id))


def derived(view: CardView) -> list[SwotItem]:
    """Return the lines an action follows from, by its day; done ones last."""
    found = [one for one in view.card.swot if one.action]
    return sorted(
        found,
        key=lambda one: (one.done_on is not None, one.due_on is None, one.due_on, one.id),
    )


def swot_spec(shown: Shown, quadrant: Quadrant) -> ListSpec:
    """Return one of the four lists."""

    def summary(one: SwotItem) -> Summary:
        if one.done_on is not None:
            done = shown.text("done on {day}", day=shown.day(one.done_on))
            action = f"{_ARROW} {one.action}" if one.action else ""
            return Summary(one.text, shown.joined(action, done), icon="check", wraps=True)
        action = f"{_ARROW} {one.action}" if one.action else ""
        due, look = shown.due_badge(one.due_on)
        detail = shown.joined(action, one.owner)
        return Summary(one.text, detail, wraps=True, mark=due, mark_look=look)

    return ListSpec(
        Kind.SWOT_ITEM,
        QUADRANTS[quadrant],
        mark("Add line"),
        _EMPTY[quadrant],
        _FIELDS,
        summary,
        lambda customer: SwotItem(customer, quadrant, ""),
        scope=quadrant.value,
        drags=True,
    )


def follow_spec(shown: Shown) -> ListSpec:
    """Return the list of actions that follow."""

    def summary(one: SwotItem) -> Summary:
        source = shown.language.labelled(shown.text(QUADRANTS[one.quadrant]), one.text)
        if one.done_on is not None:
            done = shown.text("done on {day}", day=shown.day(one.done_on))
            return Summary(one.action, shown.joined(source, one.owner, done), icon="check")
        due, look = shown.due_badge(one.due_on)
        return Summary(one.action, shown.joined(source, one.owner), mark=due, mark_look=look)

    def actions(one: SwotItem) -> list[RowAction]:
        key = one.id or 0
        if one.done_on is not None:
            words = shown.text("Open again")
            return [shown.one_click(Kind.SWOT_ITEM, key, words, "rotate-ccw", done_on=None)]
        return [shown.one_click(Kind.SWOT_ITEM, key, shown.text("Done"), done_on=shown.today)]

    return ListSpec(
        Kind.SWOT_ITEM,
        mark("What follows from it"),
        mark("Add line"),
        mark("Nothing follows yet. Open a line above and say what to do about it, who and when."),
        _FIELDS,
        summary,
        lambda customer: SwotItem(customer, Quadrant.STRENGTH, ""),
        scope="follows",
        actions=actions,
    )


def quick_spec(shown: Shown, quadrant: Quadrant) -> QuickSpec:
    """Return the line that adds one: `Strong in exports → invite to the fair by Friday`."""

    def draft(text: str) -> SwotItem:
        said, _, action = text.replace("->", _ARROW).partition(_ARROW)
        bare = SwotItem(shown.customer_id, quadrant, said.strip() or text)
        if not said.strip() or not action.strip():
            return bare
        found = read_plan(action.strip(), shown.today)
        return replace(bare, action=found.text, due_on=found.day, owner=shown.workspace.author)

    def understood(one: SwotItem) -> str:
        if not one.action:
            return ""
        return shown.joined(f"“{one.text}”", f"{_ARROW} {one.action}", shown.day(one.due_on))

    name = shown.language.labelled(shown.text("New line"), shown.text(QUADRANTS[quadrant]))
    return QuickSpec(Kind.SWOT_ITEM, _HINTS[quadrant], name, draft, understood, quadrant.value)
