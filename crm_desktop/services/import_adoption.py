"""Finds the record in the file that a row means by the key a person chose for its list."""

import unicodedata
from collections.abc import Iterable, Sequence

from crm_desktop.domain.imports import UpdateKey
from crm_desktop.language.folding import fold
from crm_desktop.storage import import_keys
from crm_desktop.storage.reading import Reading

SEVERAL = 0
"""Stands where a record would, for a key that several have."""


class Finder:
    """Records by e-mail, phone, tax number, or name and city; asks the file at first need.

    With the key ID it finds nothing: only known ids are updated then.
    """

    def __init__(self, reading: Reading, key: UpdateKey) -> None:
        self._reading = reading
        self.key = key
        self.lines: dict[str, int] = {}
        self._customers: dict[str, int] | None = None
        self._contacts: dict[str, int] | None = None
        self._taboos: dict[int, set[str]] = {}

    @property
    def is_used(self) -> bool:
        """True where a list is brought together by more than its ids."""
        return self.key is not UpdateKey.ID

    def customer(self, keys: Iterable[str]) -> int | None:
        """The customer all of these keys mean, SEVERAL, or None."""
        if self._customers is None:
            rows = import_keys.customer_keys(self._reading, self.key)
            self._customers = _index(rows, self.key)
        return _one_of(self._customers, keys)

    def contact(self, keys: Iterable[str]) -> int | None:
        """The contact all of these keys mean, SEVERAL, or None."""
        if self._contacts is None:
            self._contacts = _index(import_keys.contact_keys(self._reading, self.key), self.key)
        return _one_of(self._contacts, keys)

    def persons(
        self, keys: Sequence[str], customers: Sequence[int | None], names: Sequence[str]
    ) -> dict[str, int]:
        """The contacts of those names at customers that were there already, by key of the row."""
        if not self.is_used:
            return {}
        known = import_keys.contacts_at(self._reading, [one for one in customers if one])
        people = {(customer, fold(name)): contact for customer, contact, name in known}
        rows = zip(keys, customers, names, strict=True)
        found = {key: people.get((owner or 0, fold(name))) for key, owner, name in rows}
        return {key: contact for key, contact in found.items() if contact is not None}

    def affiliations(
        self,
        keys: Sequence[str],
        contacts: Sequence[int | None],
        customers: Sequence[int | None],
    ) -> dict[str, int]:
        """The places at customers that people have already, by key of the row."""
        if not self.is_used:
            return {}
        known = import_keys.affiliations_at(self._reading, [one for one in customers if one])
        rows = zip(keys, contacts, customers, strict=True)
        found = {key: known.get((contact or 0, customer or 0)) for key, contact, customer in rows}
        return {key: record for key, record in found.items() if record is not None}

    def note_taboos(self, customers: Sequence[int | None]) -> None:
        """Look up which taboos customers have, so that none is added twice."""
        if self.is_used:
            living = [one for one in customers if one and one > 0]
            self._taboos = {}
            for customer, text in import_keys.taboo_texts(self._reading, living):
                self._taboos.setdefault(customer, set()).add(fold(text))

    def has_taboo(self, customer: int | None, text: str) -> bool:
        """True when that customer has a taboo of that text already."""
        return fold(text) in self._taboos.get(customer or 0, ())


def name_and_city(name: str, city: str) -> str:
    """One key of a name and a city, "" without a name."""
    return f"{fold(name)}\x1f{fold(city)}" if fold(name) else ""


def number_key(text: str) -> str:
    """A tax number without blanks, points and letter case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _index(rows: Iterable[tuple[int, str, str]], key: UpdateKey) -> dict[str, int]:
    found: dict[str, int] = {}
    for record, text, more in rows:
        if key is UpdateKey.NAME_CITY:
            text = name_and_city(text, more)
        elif key is UpdateKey.TAX_NUMBER:
            text = number_key(text)
        elif key is UpdateKey.EMAIL:
            text = text.casefold()
        if text:
            found[text] = record if found.get(text, record) == record else SEVERAL
    return found


def _one_of(known: dict[str, int], keys: Iterable[str]) -> int | None:
    found = {known[key] for key in keys if key in known}
    if len(found) > 1:
        return SEVERAL
    return found.pop() if found else None
