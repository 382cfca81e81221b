"""The map between frozen values and table rows, one codec for each kind of record.

Conversions come from the column types of the SQLModel tables, so schema and codec can't differ.
Reads decode plain driver rows, which costs a few microseconds a record; ORM objects cost ten to
thirty times that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.tables.catalog import CATALOG

Converter = Callable[[Any], Any]
STAMPS = ("uid", "created_at", "updated_at", "version")
_KINDS = {value_class: kind for kind, (value_class, _) in CATALOG.items()}


def kind_of(value: object) -> Kind:
    """Return the kind of a record value; raises KeyError for any other object."""
    return _KINDS[type(value)]


class Codec:
    """How the values of one kind are stored: columns in field order and their conversions."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.value_class, table = CATALOG[kind]
        self.table = kind.value
        columns = table.__table__.columns  # type: ignore[attr-defined]
        self.names = tuple(field.name for field in fields(self.value_class))  # type: ignore[arg-type]
        self._encoders = {name: _encoder(columns[name]) for name in self.names}
        self._decoders = {name: _decoder(columns[name]) for name in self.names}
        self._row_decoders = [
            (index, decoder)
            for index, name in enumerate(self.names)
            if (decoder := self._decoders[name])
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
        values = list(row)
        for index, decoder in self._row_decoders:
            if values[index] is not None:
                values[index] = decoder(values[index])
        return self.value_class(*values)

    def encode(self, value: object) -> list[Any]:
        """Return the stored values of ``value`` in field order."""
        return [self.encode_field(name, getattr(value, name)) for name in self.names]

    def encode_field(self, name: str, value: Any) -> Any:
        """Return what is stored for one field; raises KeyError for an unknown field."""
        encoder = self._encoders[name]
        return encoder(value) if encoder else value

    def decode_fields(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return the field values of stored columns; columns that are no fields are left out."""
        result = {}
        for name, value in stored.items():
            if name in self._decoders:
                decoder = self._decoders[name]
                result[name] = decoder(value) if decoder and value is not None else value
        return result


@cache
def codec(kind: Kind) -> Codec:
    """Return the codec of a kind (made once)."""
    return Codec(kind)


def _encoder(column: Column[Any]) -> Converter | None:
    dialect = sqlite_dialect()
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _decoder(column: Column[Any]) -> Converter | None:
    dialect = sqlite_dialect()
    return column.type.dialect_impl(dialect).result_processor(dialect, None)
