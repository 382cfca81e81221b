"""What a brief says of service, news, live business and needs, from a card as of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from crm_desktop.domain.brief_values import (
    Change,
    ChangeKind,
    ManMark,
    Of,
    OpenComplaint,
    Question,
    TierMark,
    Wording,
)
from crm_desktop.domain.briefs import Business, Needs, Recent, Service
from crm_desktop.domain.cards import Card
from crm_desktop.domain.complaint_clock import clock, is_second_failure
from crm_desktop.domain.development import OpportunityState
from crm_desktop.domain.interactions import Complaint, Interaction, InteractionKind
from crm_desktop.domain.man import Assessment
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.brief_people import People

MAX_QUESTIONS = 3
_VISITS = frozenset({InteractionKind.VISIT, InteractionKind.EXECUTIVE_VISIT})


@dataclass(frozen=True, slots=True)
class Moment:
    """The day a brief is for, and the clock that deadlines are compared with."""

    today: date
    now: datetime


@dataclass(frozen=True, slots=True)
class Rank:
    """What the rules say of a customer: tier in force since when, and MAN where it applies."""

    tier: str = ""
    since: date | None = None
    is_prospect: bool = False
    assessment: Assessment | None = None


def service(people: People, rank: Rank, moment: Moment) -> Service:
    """Return open complaints with their clock, and the open promises of both sides."""
    card = people.card
    told = {one.id: one for one in card.interactions}
    received = [one.received_at.date() for one in card.complaints]
    is_second = is_second_failure(received, moment.today)
    complaints = [
        _complaint(one, told.get(one.interaction_id), rank, moment, is_second)
        for one in card.complaints
        if one.is_open
    ]
    promises = [
        Of(one, people.name(one.contact_id) or one.who)
        for one in card.promises
        if one.state is PromiseState.OPEN
    ]
    return Service(tuple(complaints), tuple(promises))


def _complaint(
    complaint: Complaint,
    told: Interaction | None,
    rank: Rank,
    moment: Moment,
    is_second: bool,
) -> OpenComplaint:
    due = clock(complaint, rank.tier, now=moment.now)
    return OpenComplaint(
        complaint=complaint,
        text=told.summary if told else complaint.category,
        respond_by=due.respond_by,
        resolve_by=due.resolve_by,
        is_overdue=due.is_overdue,
        emotion=told.emotion if told else None,
        intensity=told.emotion_intensity if told else None,
        is_second=is_second,
    )


def recent(card: Card, today: date) -> Recent:
    """Return what happened after the last held visit, and the last interactions."""
    last = last_visit_on(card, today)
    changes = _changes(card, last) if last else []
    ordered = sorted(changes, key=lambda change: change.on, reverse=True)
    return Recent(last, tuple(ordered), card.interactions[:3])


def last_visit_on(card: Card, today: date) -> date | None:
    """Return the day of the last visit that was held, from the visits or the log."""
    held = [
        one.visit_on
        for one in card.visits
        if one.state is VisitState.HELD and one.visit_on <= today
    ]
    logged = [one.happened_on for one in card.interactions if one.kind in _VISITS]
    return max(held + logged, default=None)


def _changes(card: Card, last: date) -> list[Change]:
    """Facts dated after the day, each once, in the words of the card."""
    facts: list[tuple[date | None, ChangeKind, str]] = [
        *((one.purchased_on, ChangeKind.PURCHASE, _bought(card, one)) for one in card.purchases),
        *((one.starts_on, ChangeKind.CONTRACT, one.name) for one in card.contracts),
        *((one.opened_on, ChangeKind.OPPORTUNITY, one.title) for one in card.opportunities),
        *((one.closed_on, ChangeKind.OPPORTUNITY, one.title) for one in card.opportunities),
        *(
            (one.left_on, ChangeKind.PEOPLE, _left(card, one.contact_id))
            for one in card.affiliations
        ),
        *(
            (one.happened_on, ChangeKind.COMPLAINT, one.summary)
            for one in card.interactions
            if one.kind is InteractionKind.COMPLAINT
        ),
        *((one.noted_on, ChangeKind.CARD, one.text) for one in card.pain_points),
    ]
    return [Change(on, kind, text) for on, kind, text in facts if on and on > last and text]


def _bought(card: Card, purchase: Purchase) -> str:
    names = {one.id: one.name for one in card.products}
    items = [
        names.get(line.product_id, line.description)
        for line in card.lines
        if line.purchase_id == purchase.id
    ]
    named = list(dict.fromkeys(item for item in items if item))
    shown = " · ".join(named[:2]) + (" …" if len(named) > 2 else "")
    return shown or purchase.reference or f"{purchase.amount:f} {purchase.currency}"


def _left(card: Card, contact_id: int) -> str:
    return next((one.name for one in card.contacts if one.id == contact_id), "")


def needs(people: People, visit: Visit | None, rank: Rank, playbook: Playbook) -> Needs:
    """Return open pain points and at most three questions: those planned, then MAN's next best."""
    pains = tuple(
        Of(one, people.name(one.contact_id))
        for one in people.card.pain_points
        if one.resolved_on is None
    )
    questions = [Question(Wording.same(text)) for text in (visit.questions if visit else ())]
    if rank.assessment is not None:
        asks = playbook.man[people.card.customer.kind]
        questions += [
            Question(asks[one.question].ask, one.question)
            for one in rank.assessment.next_questions[:MAX_QUESTIONS]
        ]
    return Needs(pains, tuple(questions[:MAX_QUESTIONS]))


def business(card: Card, rank: Rank, playbook: Playbook, today: date) -> Business:
    """Return quotes, late deliveries, overdue invoices, the next renewal, tier and MAN."""
    return Business(
        quotes=tuple(one for one in card.opportunities if one.state is OpportunityState.QUOTED),
        late_deliveries=tuple(one for one in card.purchases if _is_late(one, today)),
        overdue_invoices=tuple(one for one in card.purchases if _is_unpaid(one, today)),
        renewal=_next_renewal(card.contracts, today),
        tier=_tier_mark(rank, playbook),
        man=_man_mark(rank.assessment),
    )


def _is_late(purchase: Purchase, today: date) -> bool:
    due = purchase.delivery_due_on
    return due is not None and due < today and purchase.delivered_on is None


def _is_unpaid(purchase: Purchase, today: date) -> bool:
    due = purchase.due_on
    return due is not None and due < today and purchase.paid_on is None


def _next_renewal(contracts: Sequence[Contract], today: date) -> Contract | None:
    """Return the contract that renews next; one just missed still wants a word."""
    horizon = today - timedelta(days=30)
    coming = [one for one in contracts if one.renews_on and one.renews_on >= horizon]
    return min(coming, key=lambda one: one.renews_on or date.max, default=None)


def _tier_mark(rank: Rank, playbook: Playbook) -> TierMark | None:
    if rank.tier:
        return TierMark(rank.tier, rank.since, playbook.tiers[Tier(rank.tier)].headline)
    return TierMark() if rank.is_prospect else None


def _man_mark(assessment: Assessment | None) -> ManMark | None:
    if assessment is None or not assessment.is_assessed:
        return None
    days = [one.answered_on for one in assessment.answers if one.answered_on]
    overall = round(Fraction(assessment.overall))
    return ManMark(assessment.man_class, overall, max(days, default=None))
