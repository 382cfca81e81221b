"""Visit briefs: everything two pages say of a customer, gathered from the card as of a day."""

from dataclasses import dataclass, replace
from datetime import date, time

from crm_desktop.domain.brief_values import CrossSell
from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.man import Assessment, assess
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.tier_pins import is_valid
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services import brief_business, brief_people, brief_selling, brief_talk
from crm_desktop.services.brief_business import Rank
from crm_desktop.services.brief_cautions import Guard, cautions, guard, taboos_of
from crm_desktop.services.brief_dates import outlook
from crm_desktop.services.brief_figures import Amounts, figures
from crm_desktop.services.brief_people import Moment, People
from crm_desktop.services.brief_recent import recent
from crm_desktop.storage import settings, tier_records
from crm_desktop.storage.cards import base_amounts, load_card, photos
from crm_desktop.storage.figures import figures as stored_figures
from crm_desktop.storage.man_records import as_answer
from crm_desktop.storage.product_pairs import pairs_of
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.scanned import uid_of


@dataclass(frozen=True, slots=True)
class BriefOrder:
    """One brief to make; without ``visit_id`` it is for the next planned visit, if any."""

    customer_id: int
    visit_id: int | None = None


def build(reading: Reading, order: BriefOrder, moment: Moment, playbook: Playbook) -> VisitBrief:
    """Gather everything the paper says of a customer, as of ``moment.today``.

    Raises InputError ``customer_unknown``. May run off the UI thread.
    """
    people = _people(reading, order, moment)
    card, today = people.card, people.today
    rank = _rank(reading, card, today)
    watch = guard(taboos_of(people), playbook)
    service = brief_business.service(people, rank, playbook)
    live = brief_business.business(card, rank, playbook, today)
    is_calm = not service.complaints and not service.is_second_failure
    ideas = _ideas(reading, card, watch, today) if is_calm else ()
    amounts = Amounts(settings.base_currency(reading), base_amounts(reading, order.customer_id))
    return VisitBrief(
        customer=card.customer,
        today=today,
        visit=brief_people.with_host(people),
        attendees=people.attendees,
        cautions=cautions(people, watch),
        service=service,
        recent=recent(reading, people, rank.assessment),
        needs=brief_business.needs(people, rank, playbook),
        business=live,
        rapport=brief_talk.rapport(people, watch, playbook, is_calm=is_calm),
        selling=brief_selling.selling(ideas, service, live, playbook),
        figures=figures(people, amounts),
        outlook=outlook(people, watch),
        annexes=brief_people.annexes(
            people, uid_of(reading, Kind.CUSTOMER, order.customer_id), _visit_uid(reading, people)
        ),
    )


def _visit_uid(reading: Reading, people: People) -> str:
    visit = people.visit
    return uid_of(reading, Kind.VISIT, visit.id) if visit is not None and visit.id else ""


def _people(reading: Reading, order: BriefOrder, moment: Moment) -> People:
    card = load_card(reading, order.customer_id).as_of(moment.today)
    visit = _visit(card, order, moment.today)
    if visit is not None:
        card = with_guests(reading, card, visit)
    return People(card, photos(reading, order.customer_id), visit, moment)


def _visit(card: Card, order: BriefOrder, today: date) -> Visit | None:
    if order.visit_id is not None:
        return next((one for one in card.visits if one.id == order.visit_id), None)
    planned = [
        one for one in card.visits if one.state is VisitState.PLANNED and one.visit_on >= today
    ]
    return min(planned, key=_start, default=None)


def _start(visit: Visit) -> tuple[date, time, int]:
    """The order of visits; those without an hour come last on their day."""
    return visit.visit_on, visit.visit_time or time.max, visit.id or 0


def with_guests(reading: Reading, card: Card, visit: Visit) -> Card:
    """Add who attends without belonging to the customer, with what they must not be served."""
    known = {one.contact_id for one in card.affiliations}
    attending = {one.contact_id for one in card.visit_contacts if one.visit_id == visit.id}
    guests = attending - known
    if not guests:
        return card
    found = [one for one in reading.by_ids(Kind.CONTACT, "id", guests) if one.binned_at is None]
    taboos = reading.by_ids(Kind.TABOO, "contact_id", guests)
    needs = reading.by_ids(Kind.SPECIAL_NEED, "contact_id", guests)
    return replace(
        card,
        contacts=(*card.contacts, *found),
        taboos=tuple(dict.fromkeys((*card.taboos, *taboos))),
        special_needs=tuple(dict.fromkeys((*card.special_needs, *needs))),
        points=(*card.points, *reading.by_ids(Kind.CONTACT_POINT, "contact_id", guests)),
        dates=(*card.dates, *reading.by_ids(Kind.IMPORTANT_DATE, "contact_id", guests)),
    )


def _ideas(reading: Reading, card: Card, watch: Guard, today: date) -> tuple[CrossSell, ...]:
    products = {line.product_id for line in card.lines if line.product_id is not None}
    pairs = pairs_of(reading, products) if products else []
    return brief_selling.ideas(card, pairs, watch, today)


def _rank(reading: Reading, card: Card, today: date) -> Rank:
    key = card.customer.id or 0
    held = tier_records.held_tiers(reading, today, [key]).get(key)
    pin = next((one for one in card.tier_pins if is_valid(one, today)), None)
    found = stored_figures(reading, today, [key]).get(key)
    return Rank(
        tier=pin.tier if pin else held.tier.value if held else "",
        since=pin.pinned_on if pin else held.since if held else None,
        is_prospect=found is not None and found.is_prospect,
        assessment=_assessment(card, today) if found and found.shows_man else None,
    )


def _assessment(card: Card, today: date) -> Assessment:
    """Assess the card by its answers, the oldest first (D2)."""
    days = {one.id: one.assessed_on for one in card.man_snapshots}
    stored = sorted(card.man_answers, key=lambda one: (days[one.snapshot_id], one.snapshot_id))
    answers = [as_answer(one, days[one.snapshot_id]) for one in stored]
    return assess(answers, as_of=today, kind=card.customer.kind)
