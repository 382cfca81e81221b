"""Values of lists turned into what is stored, a column at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.imports import Entity, FieldType
from crm_desktop.services.import_batches import Columns
from crm_desktop.storage.records import codec
from crm_desktop.storage.types import to_micro, to_words

NO_DEFAULT = object()
"""Stands for the default of a column that every record must have a value for."""
_MOST_REMEMBERED = 100_000


def _amount(value: tuple[Decimal, str]) -> int:
    return to_micro(value[0])


def _whole(value: Decimal) -> int:
    return round(value)


def _choice(value: StrEnum) -> str:
    return value.value


_ENCODERS: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.DATE: lambda day: day.isoformat(),
    FieldType.TIME: lambda time: time.isoformat(),
    FieldType.MONEY: _amount,
    FieldType.DECIMAL: to_micro,
    FieldType.FRACTION: to_micro,
    FieldType.PERCENT: _whole,
    FieldType.CHOICE: _choice,
    FieldType.BOOLEAN: int,
    FieldType.WORDS: to_words,
}


@cache
def defaults(kind: Kind) -> dict[str, Any]:
    """The stored value of each column of ``kind`` in a record that says nothing about it."""
    record = codec(kind)
    found = {}
    for field in fields(record.value_class):  # type: ignore[arg-type]
        if field.name != "id":
            has_default = field.default is not MISSING
            found[field.name] = (
                record.encode_field(field.name, field.default) if has_default else NO_DEFAULT
            )
    return found


def plain_columns(entity: Entity, kind: Kind, columns: Columns) -> dict[str, list[Any]]:
    """The stored columns whose name is that of a field of the list."""
    known = defaults(kind)
    found: dict[str, list[Any]] = {}
    for binding in columns.bindings:
        field = field_of(entity, binding.field)
        if field is None or field.key not in known or field.takes_many:
            continue
        if field.kind is not FieldType.REFERENCE:
            found[field.key] = stored_column(field.kind, columns.get(field.key), known[field.key])
    return found


def stored_column(kind: FieldType, values: Sequence[Any], default: Any) -> list[Any]:
    """Stored values; an empty cell becomes the default of its column."""
    empty = None if default is NO_DEFAULT else default
    encode = _ENCODERS.get(kind)
    if encode is None:
        return [empty if value is None else value for value in values]
    remembered = {None: empty}
    found = []
    for value in values:
        try:
            found.append(remembered[value])
        except KeyError:
            if len(remembered) > _MOST_REMEMBERED:
                remembered = {None: empty}
            remembered[value] = encode(value)
            found.append(remembered[value])
    return found


def filled(value: Iterable[Any] | None) -> Iterable[Any]:
    """The values, none where there is nothing."""
    return () if value is None else value
