"""The log of prints, exports and erasures (D28): its lines, and what holds them together.

Each line carries the hash of the one before, so that a line that was changed, taken out or put in
between is told. A person's name may stand in the name of a file alone; the hash covers its seal
instead, so that an erase can take the name out and the chain stays whole.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

BEGINNING = "0" * 64
"""What stands in the first line for the hash of the one before."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class TrustCode(StrEnum):
    """What is noted; the part before the dot is the family people filter by."""

    BRIEF_PRINTED = "print.brief"
    WEEK_PRINTED = "print.week"
    EVERYTHING_EXPORTED = "export.everything"
    CUSTOMERS_EXPORTED = "export.customers"
    TIERS_EXPORTED = "export.tiers"
    CALENDAR_EXPORTED = "export.calendar"
    HANDED_OVER = "export.handover"
    ACCESS_GIVEN = "export.subject_access"
    ATTACHMENT_SAVED = "export.attachment"
    LOG_EXPORTED = "export.log"
    EVERYTHING_IMPORTED = "import.everything"
    ERASED = "erase.erased"
    FACTS_ERASED = "erase.facts"
    BIN_EMPTIED = "erase.bin"
    ERASED_AGAIN = "erase.again"
    RESTORED = "backup.restored"
    BACKUP_ERASED = "backup.rewritten"
    BACKUP_DELETED = "backup.deleted"
    DRILL_FAILED = "backup.drill_failed"
    SALVAGED = "backup.salvaged"
    PROTECTED = "protection.on"
    UNPROTECTED = "protection.off"
    WORDS_CHANGED = "protection.passphrase"
    KEY_ROTATED = "protection.key"

    @property
    def family(self) -> "TrustFamily":
        """What kind of thing it is."""
        return TrustFamily(self.value.partition(".")[0])


class TrustFamily(StrEnum):
    """The kinds of line people filter the log by."""

    PRINT = "print"
    EXPORT = "export"
    IMPORT = "import"
    ERASE = "erase"
    BACKUP = "backup"
    PROTECTION = "protection"


class Breach(StrEnum):
    """What is wrong with the first broken line."""

    CHANGED = "changed"
    MISSING = "missing"
    NAME_CHANGED = "name_changed"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class TrustNote:
    """What is to be noted: a code, who did it, about whom, and how much.

    ``subject`` is a kind and a key (``customer:12``) or a salted hash; ``params`` hold nothing
    about a person; ``name`` is that of the written file, without its folder.
    """

    code: TrustCode
    author: str = ""
    subject: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class TrustLine:
    """One line as it stands in the file; ``params`` is JSON and ``happened_at`` in UTC."""

    sequence: int
    happened_at: datetime
    code: str
    author: str
    subject: str
    params: str
    name: str
    nonce: str
    seal: str
    previous: str
    hash: str

    @property
    def facts(self) -> Mapping[str, object]:
        """What was noted beside the names."""
        return dict(json.loads(self.params))

    @property
    def is_name_erased(self) -> bool:
        """True where the name of the file was taken out with a person."""
        return bool(self.seal) and not self.nonce


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line that does not hold."""

    sequence: int
    breach: Breach


def seal_of(nonce: str, name: str) -> str:
    """Return what stands in the hash for the name of a file; empty where there is none."""
    return sha256(f"{nonce}:{name}".encode()).hexdigest() if name else ""


def hash_of(line: TrustLine) -> str:
    """Return the hash over everything in a line that never changes."""
    parts = (
        line.sequence,
        (line.happened_at - _EPOCH) // timedelta(microseconds=1),
        line.code,
        line.author,
        line.subject,
        line.params,
        line.seal,
        line.previous,
    )
    return sha256(json.dumps(parts).encode()).hexdigest()


def first_broken(lines: Iterable[TrustLine], last: int) -> Broken | None:
    """Return the first line that is missing or was changed, None where the chain holds.

    ``lines`` come in their order; ``last`` is the number the file gave last.
    """
    expected, previous = 1, BEGINNING
    for line in lines:
        if line.sequence != expected:
            return Broken(expected, Breach.MISSING)
        if line.previous != previous or line.hash != hash_of(line):
            return Broken(expected, Breach.CHANGED)
        if not line.is_name_erased and line.seal != seal_of(line.nonce, line.name):
            return Broken(expected, Breach.NAME_CHANGED)
        expected, previous = expected + 1, line.hash
    return Broken(expected, Breach.CUT_OFF) if expected <= last else None
