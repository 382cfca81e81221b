"""What happened at a customer since the last held visit, from dated facts and the change log."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crm_desktop.domain.brief_values import Change, ChangeKind
from crm_desktop.domain.briefs import Recent
from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import FieldChange, Kind, Operation
from crm_desktop.domain.development import OPEN_STATES, Opportunity, OpportunityState
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.man import Assessment
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.visits import VisitState
from crm_desktop.services.brief_movements import DONE, NOT_DONE, movements
from crm_desktop.services.brief_people import People
from crm_desktop.storage.change_log import history
from crm_desktop.storage.reading import Reading

MAX_INTERACTIONS = 3
GONE = "− "
"""How news ends, in every language."""

_VISITS = frozenset({InteractionKind.VISIT, InteractionKind.EXECUTIVE_VISIT})
_LOGGED = {
    Kind.CUSTOMER: frozenset(
        {"name", "owner", "street", "city", "present_solution", "competitor", "payment_method"}
    ),
    Kind.AFFILIATION: frozenset({"title", "department", "counterpart"}),
}

Fact = tuple[date | None, ChangeKind, str]


def recent(reading: Reading, people: People, assessment: Assessment | None = None) -> Recent:
    """Return what happened after the last held visit, newest first, and the last interactions.

    Without a held visit there is no "since", and no change is told. What stands on the same page
    with its day is not told twice: open complaints and needs, quotes.
    """
    card, today = people.card, people.today
    last = last_visit_on(card, today)
    found: list[Change] = []
    if last is not None:
        told = [*_facts(card, last), *_log_entries(reading, people)]
        found = [
            Change(on, kind, text) for on, kind, text in told if on and last < on <= today and text
        ]
        found += movements(reading, people, last, assessment)
    ordered = sorted(dict.fromkeys(found), key=lambda change: change.on, reverse=True)
    return Recent(
        last,
        tuple(ordered),
        card.interactions[:MAX_INTERACTIONS],
        is_acquainted=bool(last or card.purchases or card.contracts),
    )


def last_visit_on(card: Card, today: date) -> date | None:
    """Return the day of the last visit that was held, from the visits or the log."""
    held = [
        one.visit_on
        for one in card.visits
        if one.state is VisitState.HELD and one.visit_on <= today
    ]
    logged = [one.happened_on for one in card.interactions if one.kind in _VISITS]
    return max(held + logged, default=None)


def _facts(card: Card, last: date) -> Iterator[Fact]:
    names = {one.id: one.name for one in card.contacts}
    yield from _purchases(card, [one for one in card.purchases if one.purchased_on > last])
    for contract in card.contracts:
        yield contract.starts_on, ChangeKind.CONTRACT, contract.name
        yield contract.ends_on, ChangeKind.CONTRACT, GONE + contract.name
    for chance in card.opportunities:
        if chance.state is not OpportunityState.QUOTED:
            yield chance.opened_on, ChangeKind.OPPORTUNITY, chance.title
        yield chance.closed_on, ChangeKind.OPPORTUNITY, _ended(chance)
    for place in card.affiliations:
        name = names.get(place.contact_id, "")
        yield place.left_on, ChangeKind.PEOPLE, GONE + name if name else ""
    yield from _service_facts(card)


def _service_facts(card: Card) -> Iterator[Fact]:
    told = {one.id: one.summary for one in card.interactions}
    waiting = {one.interaction_id for one in card.complaints if one.is_open}
    for one in card.interactions:
        if one.kind is InteractionKind.COMPLAINT and one.id not in waiting:
            yield one.happened_on, ChangeKind.COMPLAINT, one.summary
    for complaint in card.complaints:
        text = told.get(complaint.interaction_id) or complaint.category
        yield complaint.closed_on, ChangeKind.COMPLAINT, DONE + text if text else ""
    for pain in card.pain_points:
        yield pain.resolved_on, ChangeKind.CARD, DONE + pain.text


def _ended(chance: Opportunity) -> str:
    if chance.state in OPEN_STATES:
        return ""
    return (DONE if chance.state is OpportunityState.WON else NOT_DONE) + chance.title


def _purchases(card: Card, sales: Sequence[Purchase]) -> Iterator[Fact]:
    """Tell purchases in one line and returns in another, lest they crowd out all other news."""
    for kind, some in (
        (ChangeKind.PURCHASE, [one for one in sales if one.amount >= 0]),
        (ChangeKind.RETURN, [one for one in sales if one.amount < 0]),
    ):
        if some:
            times = f"{len(some)} × " if len(some) > 1 else ""
            newest = max(one.purchased_on for one in some)
            yield newest, kind, times + _bought(card, some)


def _bought(card: Card, sales: Sequence[Purchase]) -> str:
    """Return the first two products of some purchases, else a number or amount."""
    names, keys = {one.id: one.name for one in card.products}, {one.id for one in sales}
    items = [
        names.get(line.product_id, line.description)
        for line in card.lines
        if line.purchase_id in keys
    ]
    named = list(dict.fromkeys(item for item in items if item))
    shown = " · ".join(named[:2]) + (" …" if len(named) > 2 else "")
    sale = sales[0]
    return shown or sale.reference or f"{sale.amount:f} {sale.currency}".strip()


def _log_entries(reading: Reading, people: People) -> Iterator[Fact]:
    """What somebody wrote anew on the card: before → after, the newest of each field."""
    card = people.card
    found = history(reading, Kind.CUSTOMER, card.customer.id or 0)
    for on, text in _rewritten(found, _LOGGED[Kind.CUSTOMER], people):
        yield on, ChangeKind.CARD, text
    for place in card.affiliations:
        name = people.name(place.contact_id)
        if place.id is None or not name:
            continue
        found = history(reading, Kind.AFFILIATION, place.id)
        for on, text in _rewritten(found, _LOGGED[Kind.AFFILIATION], people):
            yield on, ChangeKind.PEOPLE, f"{name}: {text}"


def _rewritten(
    entries: Iterable[tuple[Operation, FieldChange]], fields: frozenset[str], people: People
) -> Iterator[tuple[date, str]]:
    seen = set()
    for operation, change in entries:
        on = people.moment.day_of(operation.happened_at)
        is_told = change.field in fields and change.field not in seen and on <= people.today
        if operation.undone_by is None and operation.undoes is None and is_told:
            seen.add(change.field)
            texts = [str(one) for one in (change.before, change.after) if one]
            yield on, " → ".join(texts) if change.after else GONE + "".join(texts)
