"""What to suggest on a visit and when not to, and the words that fit its situation."""

from collections.abc import Iterator
from datetime import date

from crm_desktop.domain.brief_values import CrossSell, Lens, Phrase
from crm_desktop.domain.briefs import Business, Selling, Service
from crm_desktop.domain.cards import Card
from crm_desktop.domain.cross_sell import (
    Idea,
    Mood,
    Pair,
    associations,
    choose,
    declined_lately,
    replacements,
)
from crm_desktop.domain.development import OpportunityState
from crm_desktop.domain.interactions import ComplaintState
from crm_desktop.domain.playbook import Playbook, Situation
from crm_desktop.services.brief_cautions import Guard

MAX_PHRASES = 3


def ideas(card: Card, pairs: list[Pair], watch: Guard, today: date) -> tuple[CrossSell, ...]:
    """Return at most three products, each with its reason; none at a wrong time (D5).

    A product that touches a taboo is not suggested (D26).
    """
    names = {one.id: one.name for one in card.products}
    owned = {names[line.product_id] for line in card.lines if line.product_id in names}
    due = replacements(_bought(card, names), today)
    found = [one for one in (*due, *associations(pairs, owned)) if watch.allows(one.product)]
    return tuple(_cross_sell(idea) for idea in choose(found, _mood(card, names, today), today))


def selling(
    found: tuple[CrossSell, ...], service: Service, live: Business, playbook: Playbook
) -> Selling:
    """Return the ideas with the few phrases of the situation (D15).

    An open complaint comes before a delay, that before talk of money.
    """
    if service.complaints:
        situation = Situation.COMPLAINT_OPEN
    elif live.late_deliveries:
        situation = Situation.DELAY
    elif live.quotes or live.overdue_invoices:
        situation = Situation.PRICE
    else:
        situation = Situation.GENERAL
    pairs = playbook.phrases_for(situation)[:MAX_PHRASES]
    return Selling(found, tuple(Phrase(pair.avoid, pair.use) for pair in pairs))


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
    declined = (
        (names.get(one.product_id, one.title), one.closed_on)
        for one in card.opportunities
        if one.state is OpportunityState.DECLINED
    )
    return Mood(
        has_open_complaint=any(one.is_open for one in card.complaints),
        last_complaint_closed=max(closed, default=None),
        declined=declined_lately(declined, today),
    )


def _cross_sell(idea: Idea) -> CrossSell:
    if idea.due is not None:
        return CrossSell(idea.product, Lens.RHYTHM, on=idea.due)
    return CrossSell(idea.product, Lens.ASSOCIATION, idea.because)
