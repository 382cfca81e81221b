"""Records as a list brings them, before anybody knows whether they are new."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.services.import_plan import Stored
from crm_desktop.services.import_stored import NO_DEFAULT, defaults

UNCHANGED, UPDATED, NEW = 0, 1, 2
_quoted = json.encoder.encode_basestring
_needs_quoting = re.compile(r"[\\\x00-\x1f]").search


@dataclass(frozen=True, slots=True)
class Link:
    """A column that refers to a record of ``kind``: its keys here, and how the list names them."""

    kind: Kind
    keys: Sequence[int | None]
    names: Sequence[str | None] = ()

    def only(self, places: Sequence[int]) -> "Link":
        """What some of the records refer to."""
        names = [self.names[place] for place in places] if self.names else ()
        return Link(self.kind, [self.keys[place] for place in places], names)


@dataclass(frozen=True, slots=True)
class Children:
    """A list of values that belongs to each record, such as its phones.

    ``rows`` holds the stored values of each record's children; ``name`` is the field it is
    filled from.
    """

    name: str
    kind: Kind
    owner: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Stored]]


@dataclass(slots=True)
class Records:
    """Some records of one kind as a list brings them; ``lines`` are where they stand in it.

    ``unsaid`` columns are filled in for new records; the list itself says nothing about them.
    ``found`` are records in the file, by key, that a row without a known id means;
    ``is_kind_guessed`` says that the list does not state which kind of customer its rows are.
    """

    kind: Kind
    source: str
    keys: Sequence[str]
    lines: Sequence[int]
    columns: dict[str, list[Any]]
    links: dict[str, Link] = field(default_factory=dict)
    children: list[Children] = field(default_factory=list)
    file: str = ""
    entity: str = ""
    unsaid: dict[str, list[Any]] = field(default_factory=dict)
    found: Mapping[str, int] = field(default_factory=dict)
    is_kind_guessed: bool = False

    def __post_init__(self) -> None:
        self.entity = self.entity or self.kind.value

    def only(self, places: Sequence[int]) -> "Records":
        """Some of the records."""
        return replace(
            self,
            keys=[self.keys[place] for place in places],
            lines=[self.lines[place] for place in places],
            columns=_only(self.columns, places),
            links={name: link.only(places) for name, link in self.links.items()},
            children=[
                replace(one, rows=[one.rows[place] for place in places]) for one in self.children
            ],
            unsaid=_only(self.unsaid, places),
        )


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The key of each record and whether it is new or changes.

    A key below zero is a new record's; None stands for one that was removed by hand since.
    """

    keys: list[int | None]
    states: list[int]


def orphans(records: Records) -> set[int]:
    """The records that lack what every record of their kind must refer to."""
    known = defaults(records.kind)
    return {
        place
        for name, link in records.links.items()
        if known[name] is NO_DEFAULT and None in link.keys
        for place, key in enumerate(link.keys)
        if key is None
    }


def _only(columns: Mapping[str, Sequence[Any]], places: Sequence[int]) -> dict[str, list[Any]]:
    return {name: [values[place] for place in places] for name, values in columns.items()}


def imported_json(records: Records) -> list[str]:
    """What each record brings as a JSON object, without what every record says anyway."""
    known = defaults(records.kind)
    parts = [_parts(name, values, known[name]) for name, values in records.columns.items()]
    parts += [_parts(name, link.names, None) for name, link in records.links.items() if link.names]
    parts += [_list_parts(children) for children in records.children]
    if not parts:
        return ["{}"] * len(records.keys)
    return [f"{{{''.join(row)[1:]}}}" for row in zip(*parts, strict=True)]


def _parts(name: str, values: Sequence[Any], default: Any) -> list[str]:
    """The member of an object for each text, whole number or None, with a comma before it.

    A default becomes "".
    """
    head = f',"{name}":'
    members = _Written(head, {None: f"{head}null", default: ""})
    return list(map(members.__getitem__, values))


def _list_parts(children: Children) -> list[str]:
    head = f",{_quoted(children.name)}:"
    written = _Written("", {None: "null"}).__getitem__

    def line(row: Stored) -> str:
        """The texts of most rows need no quoting, and are looked at together."""
        try:
            text = '","'.join(row)
        except TypeError:
            return ",".join(map(written, row))
        if text.count('"') > 2 * len(row) - 2 or _needs_quoting(text):
            return ",".join(map(written, row))
        return f'"{text}"'

    return [
        ""
        if not rows
        else f"{head}[[{line(rows[0])}]]"
        if len(rows) == 1
        else f"{head}[[{'],['.join(map(line, rows))}]]"
        for rows in children.rows
    ]


class _Written(dict[Any, str]):
    """Texts and whole numbers as JSON behind a head, each written once: cells repeat, and this is
    a quarter of the time of the general encoder."""

    def __init__(self, head: str, known: Mapping[Any, str]) -> None:
        super().__init__(known)
        self._head = head

    def __missing__(self, value: Any) -> str:
        written = self._head + (_quoted(value) if isinstance(value, str) else str(value))
        self[value] = written
        return written
