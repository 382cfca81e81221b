"""Erasing a customer or a person for good (D28): what is kept of it, so that it stays erased."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crm_desktop.domain.changes import Kind

ERASED = "erased"
"""The code of the operation that erased somebody."""

CONTENT_ERASED = "content_erased"
"""The code of an operation that was about erased records alone."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That somebody was erased, known again by a salted hash of the record's identity alone."""

    kind: Kind
    salt: bytes
    digest: bytes
    erased_at: datetime = field(compare=False)


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
