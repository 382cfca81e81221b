"""Records as lines of JSON and back, with their keys and stamps: what an export is made of.

Money is a decimal string, days and moments are ISO, choices stand by their code (docs/export.md).
A line is the same for the same record, so that a digest over the lines compares two files.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import UnionType
from typing import Any, NamedTuple, get_args, get_type_hints

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.language.cleaning import clean
from crm_desktop.storage.reading import Reading, Row
from crm_desktop.storage.records import STAMPS, codec
from crm_desktop.storage.types import (
    MICRO,
    from_micro,
    from_moment,
    from_words,
    to_micro,
    to_moment,
    to_words,
)

Plain = Callable[[Any], Any]
Scope = Mapping[Kind, Collection[int]]
"""The keys of the records of each kind that belong to an export."""
UID_BYTES = 16
_encode = json.JSONEncoder(ensure_ascii=False).encode
_LARGEST = 2**63
_LARGEST_KEY = 2**32 - 1
"""Two keys must fit into one number where duplicates are looked for."""
_AT_ONCE = 2_000


class RecordFormError(ValueError):
    """A JSON object that is no record of its kind; ``field`` says where."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class RecordForm:
    """How the records of one kind stand in JSON; fields in the order of the value class."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.names = (*codec(kind).names, *STAMPS)
        hints: dict[str, Any] = get_type_hints(codec(kind).value_class)
        hints |= {"uid": bytes, "created_at": datetime, "updated_at": datetime, "version": int}
        pairs = {name: _FORMS.get(_bare(hints[name]), _SAME) for name in self.names}
        self._out = [(at, pairs[name][0]) for at, name in enumerate(self.names) if pairs[name][0]]
        self._cells = [
            (at, _CELLS[sort])
            for at, name in enumerate(self.names)
            if (sort := _bare(hints[name])) in _CELLS
        ]
        self._in = {name: pairs[name][1] or _checked(_bare(hints[name])) for name in self.names}
        self._in |= {"id": _between(1, _LARGEST_KEY), **_NARROWER.get(kind, {})}
        self._may_be_none = {name for name in self.names if isinstance(hints[name], UnionType)}
        self._defaults = {
            field.name: field.default
            for field in fields(codec(kind).value_class)  # type: ignore[arg-type]
            if field.default is not MISSING
        }
        self.select = f"SELECT {', '.join(self.names)} FROM {kind.value}"

    def values(self, row: Row) -> list[Any]:
        """Return the JSON values of a stored row."""
        found = list(row)
        for at, plain in self._out:
            if plain is not None and found[at] is not None:
                found[at] = plain(found[at])
        return found

    def line(self, row: Row) -> str:
        """Return a stored row as one line of JSON."""
        return _encode(dict(zip(self.names, self.values(row), strict=True)))

    def cells(self, row: Row) -> list[Any]:
        """Return a stored row as cells of a table: numbers, days and texts."""
        found = list(row)
        for at, cell in self._cells:
            if found[at] is not None:
                found[at] = cell(found[at])
        return found

    def stored(self, record: Any) -> list[Any]:
        """Return the stored row of a JSON object; fields it lacks have their usual value.

        Raises RecordFormError.
        """
        if not isinstance(record, dict):
            raise RecordFormError("")
        return [self._one(name, record) for name in self.names]

    def _one(self, name: str, record: Mapping[str, Any]) -> Any:
        if name == "id" and record.get("id") is None:
            raise RecordFormError(name)
        if name not in record:
            if name not in self._defaults:
                raise RecordFormError(name)
            return codec(self.kind).encode_field(name, self._defaults[name])
        value = record[name]
        if value is None and name in self._may_be_none:
            return None
        try:
            return self._in[name](value)
        except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
            raise RecordFormError(name) from error


@cache
def record_form(kind: Kind) -> RecordForm:
    """Return the form of a kind (made once)."""
    return RecordForm(kind)


def kinds_in_order(reading: Reading) -> list[Kind]:
    """Return all kinds so that what a record refers to comes before it."""
    needs: dict[Kind, set[Kind]] = {
        kind: {
            Kind(row[2])
            for row in reading.rows(f"PRAGMA foreign_key_list({kind.value})")
            if row[2] in set(Kind) and row[2] != kind.value
        }
        for kind in Kind
    }
    ordered: list[Kind] = []
    while len(ordered) < len(needs):
        ordered += [kind for kind in needs if kind not in ordered and needs[kind] <= set(ordered)]
    return ordered


def count_rows(reading: Reading, kind: Kind, scope: Scope | None = None) -> int:
    """Return how many records of a kind there are."""
    if scope is not None:
        return len(scope.get(kind, ()))
    found = reading.one(f"SELECT count(*) FROM {kind.value}")
    return int(found[0]) if found else 0


def read_rows(reading: Reading, kind: Kind, scope: Scope | None = None) -> Iterator[Row]:
    """Yield the stored rows of a kind in the order of their keys, a few of them in memory."""
    form, last = record_form(kind), 0
    chosen = "" if scope is None else " AND id IN (SELECT value FROM json_each(?))"
    keys = [] if scope is None else [json.dumps(sorted(scope.get(kind, ())))]
    sql = f"{form.select} WHERE id > ?{chosen} ORDER BY id LIMIT {_AT_ONCE}"
    place = form.names.index("id")
    while True:
        rows = reading.rows(sql, [last, *keys])
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1][place]


class Stamp(NamedTuple):
    """What is the same of a record everywhere, when it was changed last, and how often."""

    uid: bytes
    updated_at: int
    version: int


def stamps_of(reading: Reading, kind: Kind, keys: Iterable[int]) -> dict[int, Stamp]:
    """Return the stamps of some records; moments are in microseconds."""
    sql = f"SELECT id, uid, updated_at, version FROM {kind.value}"
    rows = reading.rows(
        f"{sql} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(keys)),)
    )
    return {key: Stamp(bytes(uid), updated, version) for key, uid, updated, version in rows}


def _bare(hint: Any) -> Any:
    if isinstance(hint, UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


@lru_cache(maxsize=4096)
def _moment_text(moment: int) -> str:
    """Kept since what is imported or written together bears one moment."""
    return from_moment(moment).isoformat()


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _money_text(micro: int) -> str:
    whole, rest = divmod(abs(micro), MICRO)
    text = f"{whole}.{rest:06}".rstrip("0").rstrip(".") if rest else str(whole)
    return f"-{text}" if micro < 0 else text


def _money(value: Any) -> int:
    if not isinstance(value, str):
        raise TypeError(value)
    return to_micro(Decimal(value))


def _words(value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError(value)
    return to_words([_text(one) for one in value])


def _uid(value: Any) -> bytes:
    found = bytes.fromhex(value)
    if len(found) != UID_BYTES:
        raise ValueError(value)
    return found


def _text(value: Any) -> str:
    """A text as a form would keep it: whoever wrote the export, nothing unseen comes in."""
    return clean(_said(value), max_length=len(value) + 1, multiline=True)


def _said(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # no half characters
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= _LARGEST:
        raise TypeError(value)
    return value


def _between(least: int, most: int) -> Plain:
    def whole(value: Any) -> int:
        if not least <= _whole(value) <= most:
            raise ValueError(value)
        return int(value)

    return whole


def _json(value: Any) -> str:
    json.loads(_said(value))
    return str(value)


def _yes(value: Any) -> int:
    if not isinstance(value, bool):
        raise TypeError(value)
    return int(value)


def _checked(hint: Any) -> Plain:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value: hint(value).value
    return _whole if hint is int else _text


_SAME: tuple[Plain | None, Plain | None] = (None, None)
_FORMS: Mapping[Any, tuple[Plain | None, Plain | None]] = {
    bool: (bool, _yes),
    Decimal: (_money_text, _money),
    date: (None, lambda value: date.fromisoformat(value).isoformat()),
    time: (None, lambda value: time.fromisoformat(value).isoformat()),
    datetime: (
        _moment_text,
        lambda value: to_moment(datetime.fromisoformat(value)),
    ),
    tuple[str, ...]: (lambda value: list(from_words(value)), _words),
    bytes: (bytes.hex, _uid),
}


_NARROWER: Mapping[Kind, Mapping[str, Plain]] = {
    Kind.IMPORTANT_DATE: {"month": _between(1, 12), "day": _between(1, 31)},
    Kind.SETTING: {"value": _json},
    Kind.TIER_PIN: {"tier": lambda value: Tier(value).value},
}
"""Values without which a file could not be shown."""

_CELLS: Mapping[Any, Plain] = {
    bool: bool,
    Decimal: from_micro,
    date: _day,
    datetime: _moment_text,
    bytes: bytes.hex,
}


def insert_rows(kind: Kind) -> tuple[str, Sequence[str]]:
    """Return the statement that stores whole rows of a kind, and the names of its columns."""
    names = record_form(kind).names
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {kind.value} ({', '.join(names)}) VALUES ({marks})", names
