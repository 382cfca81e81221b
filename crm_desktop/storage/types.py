# ruff: noqa: ARG002 (SQLAlchemy hands every conversion its dialect)
"""Column types: exact money, aware moments, enums by value and word lists.

SQLModel's own choices lose data here: a Decimal becomes a REAL and an enum is stored by the name
of its member. The codec of records takes its conversions from these types, so there is one truth.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

MICRO = 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UNIT = Decimal(1)


def to_micro(value: Decimal) -> int:
    """``value`` in units of 10^-6, rounded half to even."""
    return int((value * MICRO).quantize(_UNIT, rounding=ROUND_HALF_EVEN))


def from_micro(value: int) -> Decimal:
    """The decimal of ``value`` units of 10^-6, without trailing zeros past the point."""
    whole, rest = divmod(value, MICRO)
    return Decimal(whole) if not rest else (Decimal(value).scaleb(-6)).normalize()


class Micro(TypeDecorator[Decimal]):
    """A decimal with at most six places, stored as a whole number of 10^-6."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Return the stored number."""
        return None if value is None else to_micro(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Return the decimal."""
        return None if value is None else from_micro(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, stored as microseconds since 1970; naive values are refused."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the stored number; raises ValueError for a naive value."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Named(TypeDecorator[StrEnum]):
    """A member of a string enum, stored by its value."""

    impl = String
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Return the value; raises ValueError for what is not a member."""
        return None if value is None else self.members(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        """Return the member."""
        return None if value is None else self.members(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of texts, stored as JSON."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """Return the JSON text."""
        return json.dumps(list(value or ()), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """Return the texts in order."""
        return tuple(json.loads(value)) if value else ()
