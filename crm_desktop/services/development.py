"""The development plan of a card: sums, what to offer next and when not to (D5), and its moves."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.brief_values import CrossSell
from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.complaint_clock import is_second_failure
from crm_desktop.domain.cross_sell import QUIET_DAYS
from crm_desktop.domain.development import OPEN_STATES, Opportunity
from crm_desktop.domain.interactions import ComplaintState
from crm_desktop.domain.opportunity_sums import OpportunitySums, opportunity_sums
from crm_desktop.domain.playbook import Playbook
from crm_desktop.language.folding import fold
from crm_desktop.services import brief_selling
from crm_desktop.services.brief_cautions import guard
from crm_desktop.services.card_edits import add
from crm_desktop.storage.database import Database
from crm_desktop.storage.opportunity_values import base_values
from crm_desktop.storage.product_pairs import pairs_of
from crm_desktop.storage.products import product_named
from crm_desktop.storage.settings import base_currency


class Quiet(StrEnum):
    """Why nothing is suggested just now."""

    OPEN_COMPLAINT = "open_complaint"
    SECOND_FAILURE = "second_failure"
    JUST_CLOSED = "just_closed"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What to offer next; with ``quiet`` nothing is, ``until`` a day where one is known."""

    ideas: tuple[CrossSell, ...] = ()
    quiet: Quiet | None = None
    until: date | None = None


def sums_of(database: Database, card: Card, today: date) -> OpportunitySums:
    """Return what the opportunities of a card come to in the base currency; takes 0.2 ms.

    While the file has no base currency, the one that all of them share takes its place.
    """
    with database.read() as reading:
        currency = base_currency(reading)
        worth = base_values(reading, card.customer.id or 0)
    if not currency:
        currency, worth = _shared(card.opportunities)
    return opportunity_sums(card.opportunities, worth, currency, today)


def suggestions(database: Database, card: Card, playbook: Playbook, today: date) -> Suggestions:
    """Return at most three products nobody pursues yet, each with its reason, or why none now.

    A product that touches a taboo is not suggested (D26). May run off the UI thread.
    """
    known = card.as_of(today)
    quiet = _quiet(known, today)
    if quiet.quiet is not None:
        return quiet
    products = {line.product_id for line in known.lines if line.product_id is not None}
    with database.read() as reading:
        pairs = pairs_of(reading, products) if products else []
    own = [one for one in card.taboos if one.customer_id == card.customer.id]
    found = brief_selling.ideas(known, pairs, guard(own, playbook), today)
    pursued = _pursued(card)
    return Suggestions(tuple(one for one in found if fold(one.product) not in pursued))


def pursue(
    database: Database, card: Card, idea: CrossSell, note: str, today: date, *, author: str = ""
) -> tuple[int, Changes]:
    """Make an opportunity of a suggestion; ``note`` is its reason in words."""
    params = {"kind": Kind.OPPORTUNITY.value}
    with database.write("record_added", params=params, author=author) as work:
        product = product_named(work, idea.product)
        draft = Opportunity(
            card.customer.id or 0,
            idea.product,
            product_id=product,
            currency=base_currency(work),
            opened_on=today,
            note=note,
        )
        key = add(work, draft)
    return key, work.changes


def _shared(opportunities: tuple[Opportunity, ...]) -> tuple[str, dict[int, Decimal]]:
    valued = [one for one in opportunities if one.value is not None]
    currencies = {one.currency for one in valued}
    if len(currencies) != 1:
        return "", {}
    return currencies.pop(), {one.id or 0: one.value for one in valued if one.value is not None}


def _quiet(card: Card, today: date) -> Suggestions:
    """Say why this is no time to sell: a complaint that waits, a second one, one just closed."""
    if any(one.is_open for one in card.complaints):
        return Suggestions(quiet=Quiet.OPEN_COMPLAINT)
    if is_second_failure((one.received_at.astimezone().date() for one in card.complaints), today):
        return Suggestions(quiet=Quiet.SECOND_FAILURE)
    closed = [
        one.closed_on
        for one in card.complaints
        if one.state is ComplaintState.CLOSED and one.closed_on is not None
    ]
    until = max(closed, default=date.min)
    if closed and (today - until).days <= QUIET_DAYS:
        return Suggestions(quiet=Quiet.JUST_CLOSED, until=until + timedelta(days=QUIET_DAYS + 1))
    return Suggestions()


def _pursued(card: Card) -> set[str]:
    """Return the folded names of what is being sold to them already."""
    names = {one.id: one.name for one in card.products}
    open_ones = [one for one in card.opportunities if one.state in OPEN_STATES]
    return {fold(names.get(one.product_id, one.title)) for one in open_ones}
