# ruff: noqa: ARG002 (SQLAlchemy hands every conversion its dialect)
"""Column types that lose nothing.

SQLModel's own choices lose data here: a Decimal becomes a REAL and an enum is stored by the name
of its member.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from crm_desktop.storage.types import (
    from_micro,
    from_moment,
    from_words,
    to_micro,
    to_moment,
    to_words,
)


class Micro(TypeDecorator[Decimal]):
    """A decimal with at most six places, stored as a whole number of 10^-6."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Return the stored number."""
        return None if value is None else to_micro(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Return the decimal."""
        return None if value is None else from_micro(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, stored as microseconds since 1970; naive values are refused."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the stored number; raises ValueError for a naive value."""
        return None if value is None else to_moment(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        return None if value is None else from_moment(value)


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

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Return the member."""
        return None if value is None else self.members(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of texts, stored as JSON."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """Return the JSON text."""
        return to_words(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Return the texts in order."""
        return from_words(value or "")
