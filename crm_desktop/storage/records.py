"""The map between frozen values and table rows, one codec for each kind of record.

Conversions follow the annotations of the value classes; a test holds them against the column types
of the schema. Reads decode plain driver rows, which costs a few microseconds a record and loads no
SQLAlchemy; ORM objects cost ten to thirty times that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_type_hints

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.storage.types import (
    from_micro,
    from_moment,
    from_words,
    to_micro,
    to_moment,
    to_words,
)

Converter = Callable[[Any], Any]
STAMPS = ("uid", "created_at", "updated_at", "version")
_KINDS = {value_class: kind for kind, value_class in VALUE_CLASSES.items()}
_PLAIN = {str: None, int: None, bytes: None}
_CONVERSIONS: dict[Any, tuple[Converter, Converter]] = {
    bool: (int, bool),
    Decimal: (to_micro, from_micro),
    date: (date.isoformat, date.fromisoformat),
    time: (time.isoformat, time.fromisoformat),
    datetime: (to_moment, from_moment),
    tuple[str, ...]: (to_words, from_words),
}


def kind_of(value: object) -> Kind:
    """Return the kind of a record value; raises KeyError for any other object."""
    return _KINDS[type(value)]


class Codec:
    """How the values of one kind are stored: columns in field order and their conversions."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.value_class = VALUE_CLASSES[kind]
        self.table = kind.value
        hints = get_type_hints(self.value_class)
        self.names = tuple(field.name for field in fields(self.value_class))  # type: ignore[arg-type]
        found = {name: _conversion(hints[name]) for name in self.names}
        self._encoders = {name: pair[0] for name, pair in found.items() if pair}
        self._decoders = {name: pair[1] for name, pair in found.items() if pair}
        self._row_decoders = [
            (index, self._decoders[name])
            for index, name in enumerate(self.names)
            if name in self._decoders
        ]
        self.select = f"SELECT {self.columns_sql()} FROM {self.table}"
        stored = (*self.names, *STAMPS)
        marks = ", ".join("?" * len(stored))
        self.insert = f"INSERT INTO {self.table} ({', '.join(stored)}) VALUES ({marks})"

    def columns_sql(self, alias: str = "") -> str:
        """Return the columns in field order for a SELECT, with a table alias where given."""
        prefix = f"{alias}." if alias else ""
        return ", ".join(prefix + name for name in self.names)

    def decode(self, row: Sequence[Any]) -> Any:
        """Return the value of a row whose columns stand in field order."""
        return self.decode_all((row,))[0]

    def decode_all(self, rows: Iterable[Sequence[Any]]) -> list[Any]:
        """Return the values of many rows in their order."""
        make, decoders = self.value_class, self._row_decoders
        found = []
        for row in rows:
            values = list(row)
            for index, decoder in decoders:
                stored = values[index]
                if stored is not None:
                    values[index] = decoder(stored)
            found.append(make(*values))
        return found

    def encode(self, value: object) -> list[Any]:
        """Return the stored values of ``value`` in field order."""
        return [self.encode_field(name, getattr(value, name)) for name in self.names]

    def encode_field(self, name: str, value: Any) -> Any:
        """Return what is stored for one field; raises KeyError for an unknown field."""
        if name not in self.names:
            raise KeyError(name)
        encoder = self._encoders.get(name)
        return value if encoder is None or value is None else encoder(value)

    def decode_fields(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return the field values of stored columns; columns that are no fields are left out."""
        result = {}
        for name, value in stored.items():
            if name in self.names:
                decoder = self._decoders.get(name)
                result[name] = decoder(value) if decoder and value is not None else value
        return result


@cache
def codec(kind: Kind) -> Codec:
    """Return the codec of a kind (made once)."""
    return Codec(kind)


def _conversion(hint: Any) -> tuple[Converter, Converter] | None:
    """Return how a field of this annotation is stored and read back; None leaves it as it is."""
    if isinstance(hint, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        members = {member.value: member for member in hint}
        return (lambda value: hint(value).value), members.__getitem__
    return None if hint in _PLAIN else _CONVERSIONS[hint]
