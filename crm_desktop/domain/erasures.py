"""Erasing a customer or a person for good (D28): what is kept of it, so that it stays erased."""

from dataclasses import dataclass
from datetime import datetime

from crm_desktop.domain.changes import Kind


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That somebody was erased, known again by a salted hash of the record's identity alone."""

    kind: Kind
    salt: bytes
    digest: bytes
    erased_at: datetime
