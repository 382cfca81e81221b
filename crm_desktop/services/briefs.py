"""Visit briefs: gathering one from a card, printing it, and printing many with a day plan."""

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.cards import Card
from crm_desktop.domain.man import assess
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services import brief_business, brief_figures, brief_people, brief_talk
from crm_desktop.services.brief_business import Moment, Rank
from crm_desktop.services.brief_figures import Amounts
from crm_desktop.services.brief_people import People
from crm_desktop.storage import settings, tier_records
from crm_desktop.storage.cards import base_amounts, load_card, photos, uid_of
from crm_desktop.storage.figures import figures
from crm_desktop.storage.man_records import man_answers
from crm_desktop.storage.product_pairs import pairs_of
from crm_desktop.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class BriefOrder:
    """One brief to make; without ``visit_id`` it is for the next planned visit, if any."""

    customer_id: int
    visit_id: int | None = None


def build(reading: Reading, order: BriefOrder, moment: Moment, playbook: Playbook) -> VisitBrief:
    """Gather everything the paper says of a customer, as of ``moment.today``.

    Raises InputError ``customer_unknown``.
    """
    today, key = moment.today, order.customer_id
    card = load_card(reading, key).as_of(today)
    visit = _visit(card, order, today)
    people = People(card, photos(reading, key))
    rank = _rank(reading, card, today)
    attendees = people.attendees(visit)
    service = brief_business.service(people, rank, moment)
    outlook = brief_figures.outlook(people, today)
    products = {line.product_id for line in card.lines if line.product_id is not None}
    pairs = pairs_of(reading, products) if products else []
    amounts = Amounts(settings.base_currency(reading), base_amounts(reading, key))
    return VisitBrief(
        customer=card.customer,
        today=today,
        visit=visit,
        attendees=attendees,
        cautions=brief_people.cautions(people, visit, playbook),
        service=service,
        recent=brief_business.recent(card, today),
        needs=brief_business.needs(people, visit, rank, playbook),
        business=brief_business.business(card, rank, playbook, today),
        rapport=brief_talk.rapport(people, visit, outlook.occasions, service),
        selling=brief_talk.selling(card, pairs, service, playbook, today),
        figures=brief_figures.figures(card, amounts, today),
        outlook=outlook,
        annexes=brief_people.annexes(people, attendees, uid_of(reading, key), today),
    )


def _visit(card: Card, order: BriefOrder, today: date) -> Visit | None:
    if order.visit_id is not None:
        return next((one for one in card.visits if one.id == order.visit_id), None)
    planned = [
        one for one in card.visits if one.state is VisitState.PLANNED and one.visit_on >= today
    ]
    return min(planned, key=_start, default=None)


def _start(visit: Visit) -> tuple[date, str]:
    return visit.visit_on, visit.visit_time.isoformat() if visit.visit_time else ""


def _rank(reading: Reading, card: Card, today: date) -> Rank:
    key = card.customer.id or 0
    held = tier_records.held_tiers(reading, today, [key]).get(key)
    pin = tier_records.pins(reading, today).get(key)
    found = figures(reading, today, [key]).get(key)
    answers = man_answers(reading, today, [key]).get(key, [])
    shows_man = found is not None and found.shows_man and bool(answers)
    return Rank(
        tier=pin.tier if pin else held.tier.value if held else "",
        since=pin.pinned_on if pin else held.since if held else None,
        is_prospect=found is not None and found.is_prospect,
        assessment=assess(answers, as_of=today, kind=card.customer.kind) if shows_man else None,
    )
