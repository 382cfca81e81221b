"""Values as JSON: money as decimal strings, dates ISO, enums by value (docs/json.md)."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

SCORE_PLACES = 6


def plain(value: Any) -> Any:
    """Return ``value`` made of dicts, lists, strings, numbers, booleans and None only."""
    if value is None or isinstance(value, bool | int | float):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | Fraction):
        return number(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)


def plain_object(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a JSON object of ``value``."""
    return {key: plain(one) for key, one in value.items()}


def number(value: Decimal | Fraction) -> str:
    """Return an exact number as a decimal string with at most six places, without exponent."""
    exact = _decimal(value)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(value: Decimal | Fraction) -> Decimal:
    if isinstance(value, Decimal) and -int(value.as_tuple().exponent) <= SCORE_PLACES:
        return value
    return Decimal(round(value * 10**SCORE_PLACES)).scaleb(-SCORE_PLACES)
