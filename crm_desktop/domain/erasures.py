"""Erasing a customer or a person for good (D28): what is kept of it, so that it stays erased."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from crm_desktop.domain.changes import Kind

ERASED = "erased"
"""The code of the operation that erased somebody."""

CONTENT_ERASED = "content_erased"
"""The code of an operation that was about erased records alone."""


class Older(StrEnum):
    """What becomes of the older backups that hold somebody."""

    REWRITE = "rewrite"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That somebody was erased, known again by a salted hash of the record's identity alone."""

    kind: Kind
    salt: bytes
    digest: bytes
    erased_at: datetime = field(compare=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is to be erased: a customer or a contact, by key."""

    kind: Kind
    key: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of a record that stays and names somebody; ``customer_id`` is whose record it is."""

    kind: Kind
    key: int
    customer_id: int | None
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A text that stays and names the erased, with the name of the customer it belongs to."""

    mention: Mention
    customer: str


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What would go and what stays.

    ``records`` are counted by kind without the erased themselves; ``merged`` and ``people`` go
    with them, ``kept_people`` are known at other customers too. ``keys`` are all the customers
    and people that go, by which older backups are known to hold them.
    """

    subject: Subject
    name: str
    records: dict[Kind, int]
    merged: tuple[str, ...]
    people: tuple[str, ...]
    kept_people: tuple[str, ...]
    files: int
    log_entries: int
    elsewhere: tuple[Elsewhere, ...]
    keys: tuple[tuple[Kind, int], ...]


def without(value: Any, is_named: Callable[[str], bool]) -> Any:
    """Return JSON with every text that names somebody emptied, at any depth."""
    match value:
        case dict():
            return {key: without(one, is_named) for key, one in value.items() if not is_named(key)}
        case list():
            return [without(one, is_named) for one in value]
        case str() if is_named(value):
            return ""
        case _:
            return value
