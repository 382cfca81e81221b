"""The opportunities of a card: how one reads, its form, its quick line, and how it ends."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import OPEN_STATES, Opportunity, OpportunityState
from crm_desktop.domain.opportunity_sums import weighted
from crm_desktop.domain.plan_lines import read_opportunity
from crm_desktop.services import products
from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark, mark_in
from crm_desktop.ui.card.records.development.folding_list import Fold
from crm_desktop.ui.card.records.development.quick_line import QuickSpec
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec

LOOKS = {
    OpportunityState.OPEN: "section",
    OpportunityState.QUOTED: "warning",
    OpportunityState.WON: "good",
    OpportunityState.LOST: "danger",
    OpportunityState.DECLINED: "danger",
}
ENDS: Mapping[OpportunityState, tuple[str, str]] = {
    OpportunityState.WON: (mark_in("to end an opportunity", "Won"), "check"),
    OpportunityState.LOST: (mark_in("to end an opportunity", "Lost"), "x"),
    OpportunityState.DECLINED: (mark_in("to end an opportunity", "Declined"), "ban"),
}
_FIELDS = (
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
    FieldSpec("closed_reason", columns=3),
    FieldSpec("note", columns=3, lines=2),
)

FOLD = Fold(
    lambda one: one.state not in OPEN_STATES,
    lambda language, count: language.plural(
        "{count} won, lost or declined", "{count} won, lost or declined", count
    ),
    mark("Nothing is open. What could they use next?"),
)

End = Callable[[Opportunity, OpportunityState], None]


def ordered(view: CardView) -> list[Opportunity]:
    """Return the open ones, the next step due first; then the others, the newest end first."""
    open_ones = [one for one in view.card.opportunities if one.state in OPEN_STATES]
    over = [one for one in view.card.opportunities if one.state not in OPEN_STATES]
    open_ones.sort(key=lambda one: (one.next_step_on is None, one.next_step_on, one.id))
    over.sort(key=lambda one: (one.closed_on is not None, one.closed_on, one.id), reverse=True)
    return [*open_ones, *over]


def list_spec(shown: Shown, end: End) -> ListSpec:
    """Return the list; ``end`` is called for one click on won, lost or declined."""
    database = shown.workspace.database

    def actions(one: Opportunity) -> list[RowAction]:
        if one.state not in OPEN_STATES:
            words = shown.text("Open again")
            fields = {"state": OpportunityState.OPEN, "closed_reason": ""}
            return [shown.one_click(Kind.OPPORTUNITY, one.id or 0, words, "rotate-ccw", **fields)]
        return [
            RowAction(shown.text(words), _ending(end, one, state), icon)
            for state, (words, icon) in ENDS.items()
        ]

    return ListSpec(
        Kind.OPPORTUNITY,
        mark("Growth opportunities"),
        mark("Add opportunity"),
        mark("No opportunity yet. Note the next product they could use, and the step towards it."),
        _FIELDS,
        lambda one: summary(shown, one),
        lambda customer: Opportunity(
            customer, "", currency=shown.currency(), opened_on=shown.today
        ),
        options={"product_id": shown.product_choices},
        columns=3,
        actions=actions,
        store=lambda drafts, author: products.add_sold(database, drafts[0], author=author),
        set_fields=lambda kind, key, values, author: products.set_sold(
            database, kind, key, values, author=author
        ),
    )


def summary(shown: Shown, one: Opportunity) -> Summary:
    """Return how an opportunity reads: its sum, the next step, and what of it is overdue."""
    badge, look = shown.words(Kind.OPPORTUNITY, "state", one.state), LOOKS[one.state]
    product = shown.product(one.product_id)
    title = one.title if product in ("", one.title) else f"{one.title} · {product}"
    if one.state not in OPEN_STATES:
        ended = shown.joined(_worth(shown, one), one.closed_reason, shown.day(one.closed_on))
        return Summary(title, ended, badge, look)
    mark_text, mark_look = shown.due_badge(one.next_step_on)
    step = one.next_step
    if not step and one.next_step_on is None:
        mark_text, mark_look = shown.text("no next step"), "warning"
    return Summary(
        title,
        shown.joined(_worth(shown, one), step),
        badge,
        look,
        mark=mark_text,
        mark_look=mark_look,
    )


def _ending(end: End, one: Opportunity, state: OpportunityState) -> Callable[[], None]:
    return lambda: end(one, state)


def _worth(shown: Shown, one: Opportunity) -> str:
    """Return value, chance and what the one makes of the other: `¥120,000 × 40% = ¥48,000`."""
    value = shown.money(one.value, one.currency)
    if one.probability is None or not value:
        chance = "" if one.probability is None else shown.language.percent(one.probability / 100)
        return value or chance
    if one.state not in OPEN_STATES:
        return value
    chance = shown.language.percent(one.probability / 100)
    expected = weighted(one)
    rounded = None if expected is None else expected.quantize(Decimal(1))
    return f"{value} × {chance} = {shown.money(rounded, one.currency)}"


def quick_spec(shown: Shown) -> QuickSpec:
    """Return the line that adds one."""

    def draft(text: str) -> Opportunity:
        found = read_opportunity(text, shown.today)
        currency = found.currency or shown.currency()
        return Opportunity(
            shown.customer_id,
            found.text,
            value=found.value,
            currency=currency,
            probability=found.probability,
            next_step_on=found.day,
            opened_on=shown.today,
        )

    def understood(one: Opportunity) -> str:
        chance = "" if one.probability is None else shown.language.percent(one.probability / 100)
        step = ""
        if one.next_step_on is not None:
            step = shown.text("next step {day}", day=shown.day(one.next_step_on))
        parts = (shown.money(one.value, one.currency), chance, step)
        if not any(parts):
            return ""
        return shown.joined(f"“{one.title}”", *parts)

    return QuickSpec(
        Kind.OPPORTUNITY,
        mark("Add one in a line: annual contract, 120,000, 40%, by Friday"),
        mark("New opportunity in a line"),
        draft,
        understood,
    )
