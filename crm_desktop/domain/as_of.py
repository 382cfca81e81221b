"""Records as they stood on a day: what happened to them later is taken back ("As-of")."""

from dataclasses import replace
from datetime import date, datetime

from crm_desktop.domain.consents import Consent
from crm_desktop.domain.development import (
    Goal,
    Opportunity,
    OpportunityState,
    RelationshipAction,
    SwotItem,
)
from crm_desktop.domain.interactions import Complaint, ComplaintState
from crm_desktop.domain.preferences import PainPoint, Preference
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.tier_history import TierPin

_AFTER_RESOLVING = frozenset({ComplaintState.FOLLOW_UP, ComplaintState.CLOSED})


def is_known(on: date | None, day: date) -> bool:
    """True for an undated fact and for one dated up to ``day``."""
    return on is None or on <= day


def promise_as_of(promise: Promise, day: date) -> Promise:
    """Open again what was closed later."""
    if is_known(promise.closed_on, day):
        return promise
    return replace(promise, state=PromiseState.OPEN, closed_on=None)


def complaint_as_of(complaint: Complaint, day: date) -> Complaint:
    """Open again what was closed later, and forget later answers."""
    if not is_known(complaint.closed_on, day):
        complaint = replace(complaint, state=ComplaintState.FOLLOW_UP, closed_on=None)
    if not _has_come(complaint.resolved_at, day):
        before = complaint.state in _AFTER_RESOLVING
        state = ComplaintState.RESOLVE if before else complaint.state
        complaint = replace(complaint, state=state, resolved_at=None)
    if not _has_come(complaint.responded_at, day):
        complaint = replace(complaint, responded_at=None)
    return complaint


def opportunity_as_of(opportunity: Opportunity, day: date) -> Opportunity:
    """Open again what was won, lost or declined later."""
    if is_known(opportunity.closed_on, day):
        return opportunity
    return replace(opportunity, state=OpportunityState.OPEN, closed_on=None, closed_reason="")


def purchase_as_of(purchase: Purchase, day: date) -> Purchase:
    """Forget a payment and a delivery of a later day."""
    if is_known(purchase.paid_on, day) and is_known(purchase.delivered_on, day):
        return purchase  # A card may have thousands, and copying one takes 8 µs.
    return replace(
        purchase,
        paid_on=_until(purchase.paid_on, day),
        delivered_on=_until(purchase.delivered_on, day),
    )


def preference_as_of(preference: Preference, day: date) -> Preference:
    """Forget a later confirmation."""
    return replace(preference, confirmed_on=_until(preference.confirmed_on, day))


def pain_point_as_of(pain_point: PainPoint, day: date) -> PainPoint:
    """Forget that it was solved later."""
    return replace(pain_point, resolved_on=_until(pain_point.resolved_on, day))


def action_as_of(action: RelationshipAction, day: date) -> RelationshipAction:
    """Forget that it was done later."""
    return replace(action, done_on=_until(action.done_on, day))


def swot_item_as_of(item: SwotItem, day: date) -> SwotItem:
    """Forget that its action was done later."""
    return replace(item, done_on=_until(item.done_on, day))


def goal_as_of(goal: Goal, day: date) -> Goal:
    """Forget that it was reached later."""
    return replace(goal, reached_on=_until(goal.reached_on, day))


def consent_as_of(consent: Consent, day: date) -> Consent:
    """Forget that it was withdrawn later."""
    return replace(consent, withdrawn_on=_until(consent.withdrawn_on, day))


def pin_as_of(pin: TierPin, day: date) -> TierPin:
    """Forget that it was removed later."""
    return replace(pin, removed_on=_until(pin.removed_on, day))


def _until(on: date | None, day: date) -> date | None:
    return on if is_known(on, day) else None


def _has_come(moment: datetime | None, day: date) -> bool:
    """A person's day is the local one."""
    return moment is None or moment.astimezone().date() <= day
