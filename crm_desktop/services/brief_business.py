"""What a brief says of service, live business and needs, from a card as of the day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from crm_desktop.domain.brief_values import ManMark, Of, OpenComplaint, Question, TierMark, Wording
from crm_desktop.domain.briefs import Business, Needs, Service
from crm_desktop.domain.cards import Card
from crm_desktop.domain.complaint_clock import as_answered, clock, is_second_failure
from crm_desktop.domain.development import OpportunityState
from crm_desktop.domain.interactions import Complaint, Interaction
from crm_desktop.domain.man import Assessment
from crm_desktop.domain.playbook import Dig, Playbook
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services.brief_people import People

MAX_QUESTIONS = 3
MISSED_RENEWAL_DAYS = 30
"""A renewal that was just missed still wants a word."""


@dataclass(frozen=True, slots=True)
class Rank:
    """What the rules say of a customer: tier in force since when, and MAN where it applies."""

    tier: str = ""
    since: date | None = None
    is_prospect: bool = False
    assessment: Assessment | None = None


def service(people: People, rank: Rank, playbook: Playbook) -> Service:
    """Return open complaints with their clock, the open promises, and the second failure."""
    card = people.card
    open_ones = [one for one in card.complaints if one.is_open]
    complaints = [_complaint(one, people, rank, playbook) for one in open_ones]
    promises = []
    for one in card.promises:
        if one.state is PromiseState.OPEN:
            person = people.name(one.contact_id) or one.who
            promises.append(Of(replace(one, who=one.who or person), person))
    return Service(tuple(complaints), tuple(promises), has_second_failure(people))


def has_second_failure(people: People) -> bool:
    """True when a second complaint came within 180 days, open or not (D9)."""
    received = [people.moment.day_of(one.received_at) for one in people.card.complaints]
    return is_second_failure(received, people.today)


def _complaint(
    complaint: Complaint, people: People, rank: Rank, playbook: Playbook
) -> OpenComplaint:
    moment = people.moment
    received_at = moment.local(complaint.received_at)
    complaint = as_answered(replace(complaint, received_at=received_at))
    due = clock(complaint, rank.tier, now=moment.now)
    told = next(
        (one for one in people.card.interactions if one.id == complaint.interaction_id), None
    )
    mood = _mood(people.card, told, received_at.date())
    emotion = mood.emotion if mood else None
    return OpenComplaint(
        complaint=complaint,
        text=(told.summary if told else "") or complaint.category,
        respond_by=moment.local(due.respond_by),
        resolve_by=moment.local(due.resolve_by),
        is_overdue=due.is_overdue,
        emotion=emotion,
        intensity=mood.emotion_intensity if mood else None,
        advice=playbook.emotions[emotion].headline if emotion else None,
    )


def _mood(card: Card, told: Interaction | None, since: date) -> Interaction | None:
    """Return the newest interaction since a complaint that shows an emotion (D13)."""
    for one in card.interactions:
        if one.emotion is not None and one.happened_on >= since:
            return one
    return told


def needs(people: People, rank: Rank, playbook: Playbook) -> Needs:
    """Return open pain points, newest first, and at most three questions (D2, D18).

    First those planned for the visit, then MAN's next best where MAN applies, then one that digs
    for a need read between the lines. After a second complaint nothing is qualified (D9).
    """
    card = people.card
    pains = [one for one in card.pain_points if one.resolved_on is None]
    pains.sort(key=lambda one: one.noted_on or date.min, reverse=True)
    planned = people.visit.questions if people.visit else ()
    questions = [Question(Wording.same(text)) for text in planned if text]
    wants_more = len(questions) < MAX_QUESTIONS and not has_second_failure(people)
    if rank.assessment is not None and wants_more:
        asks = playbook.man[card.customer.kind]
        best = rank.assessment.next_questions[:MAX_QUESTIONS]
        questions += [Question(asks[one.question].ask, one.question) for one in best]
    if any(not one.is_explicit for one in pains):
        questions += [Question(text) for text in playbook.questions[Dig.HYPOTHETICAL][:1]]
    about = tuple(Of(one, people.name(one.contact_id)) for one in pains)
    return Needs(about, tuple(questions[:MAX_QUESTIONS]))


def business(card: Card, rank: Rank, playbook: Playbook, today: date) -> Business:
    """Return quotes, late deliveries and overdue invoices, the latest first, renewal, tier, MAN."""
    quotes = [one for one in card.opportunities if one.state is OpportunityState.QUOTED]
    late = [one for one in card.purchases if is_late(one, today)]
    unpaid = [one for one in card.purchases if _is_unpaid(one, today)]
    return Business(
        quotes=tuple(sorted(quotes, key=lambda one: -(one.value or 0))),
        late_deliveries=tuple(sorted(late, key=lambda one: one.delivery_due_on or today)),
        overdue_invoices=tuple(sorted(unpaid, key=lambda one: one.due_on or today)),
        renewal=_next_renewal(card.contracts, today),
        tier=_tier_mark(rank, playbook),
        man=_man_mark(rank.assessment, playbook),
    )


def is_late(purchase: Purchase, today: date) -> bool:
    """True when something was to be delivered before today and was not."""
    due = purchase.delivery_due_on
    return due is not None and due < today and purchase.delivered_on is None


def _is_unpaid(purchase: Purchase, today: date) -> bool:
    """True for an invoice past its day; a credit note waits for nobody's money."""
    due = purchase.due_on
    return due is not None and due < today and purchase.paid_on is None and purchase.amount > 0


def _next_renewal(contracts: Sequence[Contract], today: date) -> Contract | None:
    """Return the contract that renews next, else the one that should have lately."""
    days = [(one.renews_on, one) for one in contracts if one.renews_on is not None]
    horizon = today - timedelta(days=MISSED_RENEWAL_DAYS)
    coming = [pair for pair in days if pair[0] >= today]
    if coming:
        return min(coming, key=lambda pair: pair[0])[1]
    missed = [pair for pair in days if horizon <= pair[0] < today]
    return max(missed, key=lambda pair: pair[0])[1] if missed else None


def _tier_mark(rank: Rank, playbook: Playbook) -> TierMark | None:
    if rank.tier:
        return TierMark(rank.tier, rank.since, playbook.tiers[Tier(rank.tier)].headline)
    return TierMark() if rank.is_prospect else None


def _man_mark(assessment: Assessment | None, playbook: Playbook) -> ManMark | None:
    if assessment is None or not assessment.is_assessed:
        return None
    days = [one.answered_on for one in assessment.answers if one.answered_on]
    overall = round(Fraction(assessment.overall))
    advice = playbook.advice_for(assessment.man_class).headline
    return ManMark(assessment.man_class, overall, max(days, default=None), advice)
