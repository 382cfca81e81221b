"""How a customer stands against the rules: cadence, risks and the influence map (D1, D3, D17)."""

from datetime import date

from crm_desktop.domain.at_risk import Activity, risks
from crm_desktop.domain.cadence import Cadence, DutyStanding, Touch, standing
from crm_desktop.domain.card_standing import CardStanding
from crm_desktop.domain.cards import Card
from crm_desktop.domain.influence_map import read_map
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.periods import quarter_of
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.domain.visits import VisitState


def card_standing(card: Card, tier: str, cadence: Cadence, *, today: date) -> CardStanding:
    """Return the standing of a card with ``tier`` in force, as of a day.

    Who was never contacted is due from the day the tier was first held.
    """
    duties: tuple[DutyStanding, ...] = ()
    if tier:
        duties = standing(
            cadence[Tier(tier)],
            _touches(card, today),
            since=_tier_since(card) or today,
            period=quarter_of(today),
            today=today,
        )
    people = card.affiliations
    influence = read_map(people, last_contacts(card), today=today) if people else None
    return CardStanding(duties, risks(_activity(card, today), today=today), influence)


def _tier_since(card: Card) -> date | None:
    """Return since when the tier in force is held: the pin's day, else the newest record's."""
    pinned = [one.pinned_on for one in card.tier_pins if one.removed_on is None and one.pinned_on]
    held = [one.since for one in card.tier_records if one.since is not None]
    return max(pinned, default=None) or (held[0] if held else None)


def last_contacts(card: Card) -> dict[int, date]:
    """Return when each contact last took part in an interaction."""
    days = {one.id: one.happened_on for one in card.interactions}
    found: dict[int, date] = {}
    for one in card.interaction_contacts:
        day = days.get(one.interaction_id)
        if day is not None:
            found[one.contact_id] = max(day, found.get(one.contact_id, day))
    return found


def _touches(card: Card, today: date) -> list[Touch]:
    """What happened, and the visits still to come."""
    happened = [Touch(one.happened_on, one.kind) for one in card.interactions]
    planned = [
        Touch(
            one.visit_on,
            InteractionKind.EXECUTIVE_VISIT if one.is_executive else InteractionKind.VISIT,
        )
        for one in card.visits
        if one.state is VisitState.PLANNED and one.visit_on > today
    ]
    return happened + planned


def _activity(card: Card, today: date) -> Activity:
    days = {one.purchased_on for one in card.purchases}
    renewals = [one.renews_on for one in card.contracts if one.renews_on and one.renews_on >= today]
    return Activity(
        first_purchase=min(days, default=None),
        last_purchase=max(days, default=None),
        purchase_days=len(days),
        last_contact=max((one.happened_on for one in card.interactions), default=None),
        next_renewal=min(renewals, default=None),
    )
