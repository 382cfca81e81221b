"""Finds the record a list means by an id of its source, or by a name."""

from collections.abc import Iterable, Sequence
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.language.folding import fold
from crm_desktop.services.import_inputs import UNNAMED
from crm_desktop.storage.import_records import (
    contacts_by_name,
    keys_of_names,
    keys_of_source,
)
from crm_desktop.storage.reading import Reading

AMBIGUOUS = 0
"""Stands where a key would, for what several records are called."""


class References:
    """Keys by external id and by name; below zero for records this import will add."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._ids: dict[tuple[Kind, str], dict[str, int]] = {}
        self._own: dict[tuple[Kind, str], dict[str, int]] = {}
        self._names: dict[tuple[Kind, str], dict[str, int]] = {}
        self._people: dict[tuple[int, str], int] | None = None

    def add(self, kind: Kind, source: str, ids: Iterable[str], keys: Iterable[int]) -> None:
        """Take in records of this import, which go before all earlier ones."""
        self._own.setdefault((kind, _space(source)), {}).update(zip(ids, keys, strict=True))

    def find(self, kind: Kind, source: str, external_id: str) -> int | None:
        """The record of that id in its source, AMBIGUOUS, or None."""
        space = _space(source)
        own = self._own.get((kind, space), {}).get(external_id)
        return own or self._stored(kind, space).get(external_id)

    def find_all(self, kind: Kind, source: str, ids: Sequence[str | None]) -> list[int | None]:
        """The record of each id, as ``find`` gives it; None for no id."""
        space = _space(source)
        own = self._own.get((kind, space), {})
        found = [None if one is None else own.get(one) for one in ids]
        if None in found:
            stored = self._stored(kind, space)
            for place, one in enumerate(ids):
                if found[place] is None and one is not None:
                    found[place] = stored.get(one)
        return found

    def named(self, kind: Kind, column: str, name: str) -> int | None:
        """The one record with that text in ``column``, AMBIGUOUS, or None."""
        return self._named(kind, column).get(fold(name))

    def add_names(self, kind: Kind, column: str, names: Sequence[str], keys: Sequence[int]) -> None:
        """Take in what records of this import are called."""
        known = self._named(kind, column)
        for name, key in zip(names, keys, strict=True):
            _enter(known, fold(name), key)

    def person(self, customer: int, name: str) -> int | None:
        """The contact of that name at a customer, AMBIGUOUS, or None."""
        return self._persons().get((customer, fold(name)))

    def add_persons(self, rows: Iterable[tuple[int, str, int]]) -> None:
        """Take in contacts of this import: customer, name and key."""
        known = self._persons()
        for customer, name, key in rows:
            _enter(known, (customer, fold(name)), key)

    def _persons(self) -> dict[tuple[int, str], int]:
        if self._people is None:
            self._people = {}
            for customer, name, key in contacts_by_name(self._reading):
                _enter(self._people, (customer, fold(name)), key)
        return self._people

    def _named(self, kind: Kind, column: str) -> dict[str, int]:
        place = (kind, column)
        if place not in self._names:
            known = self._names[place] = {}
            for name, key in keys_of_names(self._reading, kind, column):
                _enter(known, fold(name), key)
        return self._names[place]

    def _stored(self, kind: Kind, space: str) -> dict[str, int]:
        place = (kind, space)
        if place not in self._ids:
            known = self._ids[place] = {}
            is_prefix = space == UNNAMED
            for name, key in keys_of_source(self._reading, kind, space, is_prefix=is_prefix):
                _enter(known, name, key)
        return self._ids[place]


def _space(source: str) -> str:
    """Lists nobody named share their ids; a named source keeps to itself."""
    return UNNAMED if source.startswith(UNNAMED) else source


def _enter(known: dict[Any, int], name: Any, key: int) -> None:
    known[name] = key if known.get(name, key) == key else AMBIGUOUS
