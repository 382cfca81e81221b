"""How to open, what to surprise with, what to suggest, and which words fit a visit."""

from collections.abc import Iterator
from datetime import date, timedelta

from crm_desktop.domain.brief_values import (
    CrossSell,
    Lens,
    Occasion,
    OccasionKind,
    Of,
    Phrase,
    Remark,
    Surprise,
    SurpriseKind,
)
from crm_desktop.domain.briefs import Rapport, Selling, Service
from crm_desktop.domain.cards import Card
from crm_desktop.domain.cross_sell import Idea, Mood, Pair, associations, choose, replacements
from crm_desktop.domain.development import OpportunityState
from crm_desktop.domain.interactions import ComplaintState
from crm_desktop.domain.playbook import Playbook, Situation
from crm_desktop.domain.preferences import Duration, Evidence, PreferenceCategory
from crm_desktop.domain.visits import Visit
from crm_desktop.services.brief_people import People

MAX_PHRASES = 3
SURPRISE_DAYS = 21
DECLINED_DAYS = 180
_ANTICIPATED = frozenset({OccasionKind.BIRTHDAY, OccasionKind.ANNIVERSARY, OccasionKind.EXPIRY})


def rapport(
    people: People, visit: Visit | None, occasions: tuple[Occasion, ...], service: Service
) -> Rapport:
    """Return opener, small surprise, preferences and the style of whom we meet.

    After a second complaint there is no surprise (D9); a one-off choice is no preference (D1).
    """
    card = people.card
    is_second = any(one.is_second for one in service.complaints)
    style = card.styles[-1] if card.styles else None
    return Rapport(
        opener=_opener(people, visit),
        surprise=None if is_second else _surprise(people, visit, occasions),
        preferences=tuple(
            Of(one, people.name(one.contact_id))
            for one in card.preferences
            if one.duration is Duration.LASTING
        ),
        style=Of(style, people.name(style.contact_id)) if style else None,
    )


def _opener(people: People, visit: Visit | None) -> Remark | None:
    """The planned opener, else the customer's own words last written down."""
    if visit is not None and visit.opener:
        return Remark(visit.opener)
    for one in people.card.interactions:
        if one.heard:
            return Remark(one.heard, one.happened_on)
    return None


def _surprise(
    people: People, visit: Visit | None, occasions: tuple[Occasion, ...]
) -> Surprise | None:
    """The planned surprise, else a day that is near, else a hobby they told us about (D7)."""
    if visit is not None and visit.surprise:
        return Surprise(visit.surprise)
    near = next((one for one in occasions if one.kind in _ANTICIPATED), None)
    day = visit.visit_on if visit else None
    if near is not None and day is not None and near.on - day <= timedelta(days=SURPRISE_DAYS):
        text = " · ".join(part for part in (near.person, near.text) if part)
        return Surprise(text, SurpriseKind.ANTICIPATION, near.on) if text else None
    for one in people.card.preferences:
        told = one.evidence is Evidence.STATED and not one.sensitive
        if told and one.category is PreferenceCategory.HOBBY:
            return Surprise(one.text, SurpriseKind.MEMORY, one.noted_on)
    return None


def selling(
    card: Card, pairs: list[Pair], service: Service, playbook: Playbook, today: date
) -> Selling:
    """Return at most three ideas and the phrases that fit; no idea at a wrong time (D5)."""
    names = {one.id: one.name for one in card.products}
    owned = {names[line.product_id]: True for line in card.lines if line.product_id in names}.keys()
    due = replacements(_bought(card, names), today)
    ideas = choose([*due, *associations(pairs, owned)], _mood(card, names, today), today)
    return Selling(tuple(_cross_sell(idea) for idea in ideas), _phrases(card, service, playbook))


def _bought(card: Card, names: dict[int | None, str]) -> Iterator[tuple[str, date]]:
    days = {one.id: one.purchased_on for one in card.purchases}
    for line in card.lines:
        if line.product_id in names and line.purchase_id in days and line.quantity > 0:
            yield names[line.product_id], days[line.purchase_id]


def _mood(card: Card, names: dict[int | None, str], today: date) -> Mood:
    closed = [
        one.closed_on
        for one in card.complaints
        if one.state is ComplaintState.CLOSED and one.closed_on is not None
    ]
    horizon = today - timedelta(days=DECLINED_DAYS)
    declined = {
        names.get(one.product_id, one.title)
        for one in card.opportunities
        if one.state is OpportunityState.DECLINED and (one.closed_on or today) >= horizon
    }
    return Mood(
        has_open_complaint=any(one.is_open for one in card.complaints),
        last_complaint_closed=max(closed, default=None),
        declined=declined,
    )


def _cross_sell(idea: Idea) -> CrossSell:
    if idea.due is not None:
        return CrossSell(idea.product, Lens.RHYTHM, on=idea.due)
    return CrossSell(idea.product, Lens.ASSOCIATION, idea.because)


def _phrases(card: Card, service: Service, playbook: Playbook) -> tuple[Phrase, ...]:
    """The few pairs of the situation: an open complaint, a delay, talk of money, else general."""
    if service.complaints:
        situation = Situation.COMPLAINT_OPEN
    elif any(one.delivery_due_on and not one.delivered_on for one in card.purchases):
        situation = Situation.DELAY
    elif any(one.state is OpportunityState.QUOTED for one in card.opportunities):
        situation = Situation.PRICE
    else:
        situation = Situation.GENERAL
    pairs = playbook.phrases_for(situation)[:MAX_PHRASES]
    return tuple(Phrase(pair.avoid, pair.use) for pair in pairs)
