"""The checks a single value of a card may have to pass; each gives a problem or None."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

from crm_desktop.domain.codes import COUNTRIES, CURRENCIES
from crm_desktop.domain.graphemes import count_graphemes
from crm_desktop.domain.problems import Problem

Check = Callable[[str, object], Problem | None]
"""Takes the name of the field and its value; an absent value passes."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_LINE = 500
LONGEST_TEXT = 10_000
MOST_ITEMS = 100
LARGEST_AMOUNT = Decimal(9_000_000_000_000)
_SITE = re.compile(r"(?:[^\s.@/<>]+\.)+[^\s.@/<>]{2,}|\d+(?:\.\d+){3}")
_EMAIL = re.compile(r"[^\s@]+@(?:[^\s@.]+\.)+[^\s@.]{2,}(?:>)?|.+<[^\s@]+@[^\s@]+>")


def given(field: str, value: object) -> Problem | None:
    """Refuse what is empty where something has to stand."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return Problem("field_empty", field=field)
    return None


def text_of(longest: int) -> Check:
    """Refuse a text of more characters."""

    def check(field: str, value: object) -> Problem | None:
        if isinstance(value, str) and len(value) > longest:
            return Problem("text_too_long", {"limit": longest, "length": len(value)}, field)
        return None

    return check


def graphemes_of(longest: int) -> Check:
    """Refuse a text of more characters as a reader counts them."""

    def check(field: str, value: object) -> Problem | None:
        if isinstance(value, str) and len(value) > longest:
            count = count_graphemes(value)
            if count > longest:
                return Problem("taboo_too_long", {"limit": longest, "length": count}, field)
        return None

    return check


def words(field: str, value: object) -> Problem | None:
    """Refuse a list that is too long, or an item in it that is."""
    if not isinstance(value, tuple):
        return None
    if len(value) > MOST_ITEMS:
        return Problem("too_many_items", {"limit": MOST_ITEMS, "count": len(value)}, field)
    line = text_of(LONGEST_LINE)
    return next(filter(None, (line(field, item) for item in value)), None)


def between(low: int, high: int) -> Check:
    """Refuse a number outside of a range."""

    def check(field: str, value: object) -> Problem | None:
        if isinstance(value, int | Decimal) and not _is_within(value, low, high):
            params = {"low": low, "high": high, "value": value}
            return Problem("number_out_of_range", params, field)
        return None

    return check


def share(field: str, value: object) -> Problem | None:
    """Refuse what is no fraction of 1."""
    if isinstance(value, Decimal) and not _is_within(value, 0, 1):
        return Problem("share_out_of_range", {"value": value}, field)
    return None


def amount(field: str, value: object) -> Problem | None:
    """Refuse what is no number, or too large to be stored exactly."""
    if isinstance(value, Decimal) and not _is_within(value, -LARGEST_AMOUNT, LARGEST_AMOUNT):
        return Problem("amount_too_large", {"value": value}, field)
    return None


def not_negative(field: str, value: object) -> Problem | None:
    """Refuse an amount below zero, and what :func:`amount` refuses."""
    if isinstance(value, int | Decimal) and not _is_within(value, 0, LARGEST_AMOUNT):
        is_negative = Decimal(value).is_finite() and value < 0
        if is_negative:
            return Problem("number_negative", {"value": value}, field)
        return amount(field, Decimal(value))
    return None


def day(field: str, value: object) -> Problem | None:
    """Refuse a day or moment of a year nobody means."""
    if isinstance(value, date | datetime) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        params = {"first": FIRST_YEAR, "last": LAST_YEAR, "year": value.year}
        return Problem("day_out_of_range", params, field)
    return None


def currency(field: str, value: object) -> Problem | None:
    """Refuse what is no ISO 4217 code; empty means unknown."""
    if value and value not in CURRENCIES:
        return Problem("currency_code_unknown", {"value": value}, field)
    return None


def country(field: str, value: object) -> Problem | None:
    """Refuse what is no ISO 3166 code; empty means unknown."""
    if value and value not in COUNTRIES:
        return Problem("country_code_unknown", {"value": value}, field)
    return None


def website(field: str, value: object) -> Problem | None:
    """Refuse what no browser would open as a page."""
    if not isinstance(value, str) or not value:
        return None
    try:
        parts = urlsplit(value if "://" in value else f"https://{value}")
        is_page = parts.scheme in ("http", "https") and _SITE.fullmatch(parts.hostname or "")
    except ValueError:
        is_page = None
    return None if is_page else Problem("website_wrong", {"value": value}, field)


def email(field: str, value: object) -> Problem | None:
    """Refuse a text without the shape of an address; whether it exists nobody can tell."""
    if isinstance(value, str) and value and not _EMAIL.fullmatch(value):
        return Problem("email_wrong", {"value": value}, field)
    return None


def phone(field: str, value: object) -> Problem | None:
    """Refuse a text without three digits; every other way to write a number is kept."""
    if isinstance(value, str) and value and sum(one.isdigit() for one in value) < 3:
        return Problem("phone_without_digits", {"value": value}, field)
    return None


def tier(field: str, value: object) -> Problem | None:
    """Refuse what is no tier."""
    return None if value in ("A", "B", "C") else Problem("tier_unknown", {"value": value}, field)


def _is_within(value: int | Decimal, low: int | Decimal, high: int | Decimal) -> bool:
    return Decimal(value).is_finite() and low <= value <= high
