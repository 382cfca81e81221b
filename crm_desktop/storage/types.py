"""How values are stored: exact numbers, moments, enums by value and word lists.

The column types of the schema and the codec of records both convert by these functions. Nothing
here needs SQLAlchemy, so a file is opened and read without loading it.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal

from crm_desktop.domain.problems import InputError

MICRO = 1_000_000
LARGEST_MICRO = 2**63 - 1
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_UNIT = Decimal(1)
_MILLION = Decimal(MICRO)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micro(value: Decimal) -> int:
    """``value`` in units of 10^-6, rounded half to even.

    Raises InputError ``number_too_large`` for what does not fit (past 9.2 x 10^12).
    """
    if not value.is_finite() or value.adjusted() > len(str(LARGEST_MICRO)):
        raise InputError("number_too_large", text=str(value))
    scaled = int(_EXACT.quantize(_EXACT.multiply(value, Decimal(MICRO)), _UNIT))
    if abs(scaled) > LARGEST_MICRO:
        raise InputError("number_too_large", text=str(value))
    return scaled


def from_micro(value: int) -> Decimal:
    """The decimal of ``value`` units of 10^-6, without trailing zeros past the point."""
    return Decimal(value) / _MILLION


def to_moment(value: datetime) -> int:
    """``value`` as microseconds since 1970 in UTC; raises ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (value - _EPOCH) // _MICROSECOND


def from_moment(value: int) -> datetime:
    """The moment in UTC of ``value`` microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=value)


def to_words(value: Sequence[str]) -> str:
    """A short list of texts as JSON."""
    return json.dumps(list(value), ensure_ascii=False)


def from_words(value: str) -> tuple[str, ...]:
    """The texts of a stored list, in order."""
    return tuple(json.loads(value)) if value not in ("", "[]") else ()
