"""Reads mapping files: TOML that states how the tables of an import are to be understood.

The format is described in docs/import-mapping.md.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatch
from pathlib import Path
from typing import TypeVar

from crm_desktop.domain.import_fields import FIELDS
from crm_desktop.domain.import_numbers import parse_currency
from crm_desktop.domain.imports import (
    CUSTOM,
    STATES_NOTHING,
    Conventions,
    DateOrder,
    DecimalMark,
    Entity,
    UpdateKey,
)
from crm_desktop.formats.csv_file import CsvOptions
from crm_desktop.formats.mapping_errors import MappingError, MappingErrorCode, Place

T = TypeVar("T")
_FIND_OUT = CsvOptions()

_TOP_KEYS = ("source", "currency", "table")
_TABLE_KEYS = (
    "file",
    "entity",
    "header",
    "delimiter",
    "encoding",
    "dates",
    "decimals",
    "currency",
    "source",
    "others",
    "key",
    "columns",
)
_COLUMN_KEYS = (
    "column",
    "columns",
    "constant",
    "join",
    "split",
    "part",
    "label",
    "label_column",
    "values",
    "times",
    "currency",
    "dates",
)


class Others(StrEnum):
    """What becomes of columns the mapping doesn't name; only customers have custom fields."""

    CUSTOM = "custom"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """Where one value of a field comes from: columns (name or position from 1) or a constant."""

    field: str
    columns: tuple[str | int, ...] = ()
    constant: str | None = None
    joiner: str = " "
    separator: str = ""
    part: int | None = None
    label: str = ""
    values: Mapping[str, str] | None = None
    times: int = 1
    currency: str = ""
    label_column: str | int | None = None
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class TableRule:
    """What a mapping states about the files its pattern matches; without `columns` they are
    guessed, without `entity` that is guessed too."""

    place: Place
    pattern: str
    entity: Entity | None = None
    options: CsvOptions = _FIND_OUT
    conventions: Conventions = STATES_NOTHING
    source: str = ""
    others: Others = Others.CUSTOM
    key: UpdateKey = UpdateKey.ID
    columns: tuple[ColumnRule, ...] = ()


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A whole mapping file; `source` names where the lists come from, "" leaves it to a guess."""

    path: Path
    source: str
    currency: str
    rules: tuple[TableRule, ...]

    def rule_for(self, file_name: str) -> TableRule | None:
        """The first rule whose pattern matches the name of a file, letter case aside, or None."""
        name = file_name.casefold()
        return next((rule for rule in self.rules if fnmatch(name, rule.pattern.casefold())), None)


def read_mapping(path: Path) -> MappingFile:
    """The mapping in a TOML file. Raises MappingError naming the key and what is allowed there."""
    return parse_mapping(_content(path), path)


def parse_mapping(text: str, path: Path) -> MappingFile:
    """The mapping that a text states; ``path`` is what errors call it. Raises MappingError."""
    top = Place(path)
    data = _load(text, path)
    _check_keys(data, _TOP_KEYS, top)
    source = _text(data, "source", top)
    currency = _currency(data, top)
    tables = data.get("table", [])
    if not isinstance(tables, list) or not tables:
        raise MappingError(MappingErrorCode.NO_TABLES, top.at("table"))
    rules = [
        _table(entry, top.item("table", number), source, currency)
        for number, entry in enumerate(tables, 1)
    ]
    return MappingFile(path, source, currency, tuple(rules))


def _content(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise MappingError(MappingErrorCode.NO_PLAIN_FILE, Place(path))
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise MappingError(MappingErrorCode.UNREADABLE, Place(path), reason=reason) from error
    except UnicodeDecodeError as error:
        raise MappingError(MappingErrorCode.NOT_TOML, Place(path), reason=str(error)) from error


def _load(text: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(MappingErrorCode.NOT_TOML, Place(path), reason=str(error)) from error


def _table(entry: object, place: Place, source: str, currency: str) -> TableRule:
    data = _section(entry, place)
    _check_keys(data, _TABLE_KEYS, place)
    pattern = _text(data, "file", place)
    if not pattern:
        raise MappingError(MappingErrorCode.MISSING, place.at("file"))
    entity = _one_of(data, "entity", place, {kind.value: kind for kind in Entity})
    columns = _section(data.get("columns", {}), place.at("columns"))
    if columns and entity is None:
        raise MappingError(MappingErrorCode.MISSING, place.at("entity"), allowed=tuple(Entity))
    return TableRule(
        place=place,
        pattern=pattern,
        entity=entity,
        options=_options(data, place),
        conventions=_conventions(data, place, currency),
        source=_text(data, "source", place) or source,
        others=_one_of(data, "others", place, {o.value: o for o in Others}) or Others.CUSTOM,
        key=_one_of(data, "key", place, {key.value: key for key in UpdateKey}) or UpdateKey.ID,
        columns=_columns(columns, entity, place.at("columns")),
    )


def _options(data: Mapping[str, object], place: Place) -> CsvOptions:
    delimiter = _text(data, "delimiter", place)
    if len(delimiter) > 1:
        raise MappingError(
            MappingErrorCode.NOT_ALLOWED,
            place.at("delimiter"),
            value=delimiter,
            allowed="one character",
        )
    header = data.get("header")
    if not isinstance(header, bool | None):
        raise MappingError(
            MappingErrorCode.WRONG_TYPE, place.at("header"), expected="true or false"
        )
    return CsvOptions(_text(data, "encoding", place) or None, delimiter or None, header)


def _conventions(data: Mapping[str, object], place: Place, currency: str) -> Conventions:
    return Conventions(
        _one_of(data, "dates", place, {order.value: order for order in DateOrder}),
        _one_of(data, "decimals", place, {mark.value: mark for mark in DecimalMark}),
        _currency(data, place) or currency,
    )


def _columns(
    data: Mapping[str, object], entity: Entity | None, place: Place
) -> tuple[ColumnRule, ...]:
    rules: list[ColumnRule] = []
    for key, value in data.items():
        _check_field(key, entity, place.at(key))
        rules += [_column(key, one, place.at(key)) for one in _rules_of(value)]
    return tuple(rules)


def _rules_of(value: object) -> list[object]:
    """A list of columns is one rule; a list with tables of keys is one rule an entry."""
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return value
    return [value]


def _check_field(key: str, entity: Entity | None, place: Place) -> None:
    allowed = tuple(field.key for field in FIELDS[entity]) if entity else ()
    is_custom = entity is Entity.CUSTOMERS and key.startswith(CUSTOM) and key != CUSTOM
    if key not in allowed and not is_custom:
        raise MappingError(MappingErrorCode.UNKNOWN_KEY, place, allowed=allowed)


def _column(field: str, value: object, place: Place) -> ColumnRule:
    if isinstance(value, str | int | list):
        return ColumnRule(field, _positions(value, place))
    data = _section(value, place)
    _check_keys(data, _COLUMN_KEYS, place)
    columns = _positions(data.get("columns", data.get("column", [])), place)
    constant = data.get("constant")
    if bool(columns) == (constant is not None):
        raise MappingError(
            MappingErrorCode.MISSING, place, allowed=("column", "columns", "constant")
        )
    part = _number(data, "part", place)
    labels = _positions(data["label_column"], place) if "label_column" in data else ()
    return ColumnRule(
        field,
        columns,
        None if constant is None else str(constant),
        joiner=_text(data, "join", place) or " ",
        separator=_text(data, "split", place),
        part=part - 1 if part else None,
        label=_text(data, "label", place),
        values={
            key: str(text)
            for key, text in _section(data.get("values", {}), place.at("values")).items()
        },
        times=_number(data, "times", place) or 1,
        currency=_currency(data, place),
        label_column=labels[0] if labels else None,
        date_order=_one_of(data, "dates", place, {order.value: order for order in DateOrder}),
    )


def _positions(value: object, place: Place) -> tuple[str | int, ...]:
    parts: Sequence[object] = value if isinstance(value, list) else [value]
    for part in parts:
        is_position = isinstance(part, int) and not isinstance(part, bool) and part > 0
        if not is_position and not (isinstance(part, str) and part):
            raise MappingError(
                MappingErrorCode.WRONG_TYPE, place, expected="a heading or a number from 1"
            )
    return tuple(part for part in parts if isinstance(part, str | int))


def _section(value: object, place: Place) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise MappingError(MappingErrorCode.WRONG_TYPE, place, expected="a table of keys")
    return value


def _check_keys(data: Mapping[str, object], allowed: Sequence[str], place: Place) -> None:
    for key in data:
        if key not in allowed:
            raise MappingError(MappingErrorCode.UNKNOWN_KEY, place.at(key), allowed=tuple(allowed))


def _text(data: Mapping[str, object], key: str, place: Place) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise MappingError(MappingErrorCode.WRONG_TYPE, place.at(key), expected="text in quotes")
    return value


def _number(data: Mapping[str, object], key: str, place: Place) -> int:
    value = data.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or (key in data and value < 1):
        raise MappingError(MappingErrorCode.WRONG_TYPE, place.at(key), expected="a number from 1")
    return value


def _currency(data: Mapping[str, object], place: Place) -> str:
    text = _text(data, "currency", place)
    code = parse_currency(text) if text else ""
    if code is None:
        raise MappingError(
            MappingErrorCode.NOT_ALLOWED,
            place.at("currency"),
            value=text,
            allowed="a code such as CNY",
        )
    return code


def _one_of(
    data: Mapping[str, object], key: str, place: Place, allowed: Mapping[str, T]
) -> T | None:
    text = _text(data, key, place)
    if text and text not in allowed:
        raise MappingError(
            MappingErrorCode.NOT_ALLOWED, place.at(key), value=text, allowed=tuple(allowed)
        )
    return allowed.get(text)
