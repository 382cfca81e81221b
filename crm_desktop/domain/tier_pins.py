"""Which pins hold on a day: a pinned tier is one no run may change (D3)."""

from datetime import date

from crm_desktop.domain.tier_history import TierPin


def is_valid(pin: TierPin, day: date) -> bool:
    """Report whether ``pin`` holds on ``day``.

    Its first and its last day count; on the day it is removed it holds no more.
    """
    has_begun = pin.pinned_on is None or pin.pinned_on <= day
    has_expired = pin.expires_on is not None and pin.expires_on < day
    is_removed = pin.removed_on is not None and pin.removed_on <= day
    return has_begun and not has_expired and not is_removed
