"""The currencies a form offers, those met most often first."""

from functools import cache

from crm_desktop.domain.codes import CURRENCIES
from crm_desktop.ui.forms.specs import Choice

_USUAL = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD")


@cache
def currency_choices() -> tuple[Choice, ...]:
    """Return every ISO code as a choice, none first."""
    rest = sorted(CURRENCIES - set(_USUAL))
    return ("", ""), *((one, one) for one in (*_USUAL, *rest))
