"""The log of prints, exports and erasures: noted by whoever does one, read, and checked (D28)."""

import getpass
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.trust_log import Broken, TrustFamily, TrustLine, TrustNote
from crm_desktop.language.cleaning import storable
from crm_desktop.storage import trust_log
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing

MOST = 2_000
"""So many lines are shown at once; the days make the list shorter."""

_NAMED = (Kind.CUSTOMER, Kind.CONTACT)


@dataclass(frozen=True, slots=True)
class TrustFilter:
    """Which lines are wanted: days by the reader's clock, both included, and kinds of line.

    Without families all of them are; ``words`` are looked for in who, whom and the file's name.
    """

    since: date | None = None
    until: date | None = None
    families: frozenset[TrustFamily] = frozenset()
    words: str = ""


@dataclass(frozen=True, slots=True)
class TrustEntry:
    """A line with the name of whom it is about, empty where nobody is known by it any more."""

    line: TrustLine
    subject_name: str = ""


def subject_of(kind: Kind, key: int) -> str:
    """Return how a line names whom it is about: never by name."""
    return f"{kind.value}:{key}"


def note(work: Writing, *notes: TrustNote) -> None:
    """Add lines in the transaction of what they tell; who has said no name is named by login.

    Bytes in the name of a file that are no character become question marks.
    """
    trust_log.append_all(
        work,
        (replace(one, author=one.author or login(), name=storable(one.name)) for one in notes),
    )


def note_alone(database: Database, *notes: TrustNote) -> None:
    """Add lines about what left the file, in a transaction of their own.

    A file that may only be read takes none; what it holds can be taken out all the same.
    """
    try:
        with database.write("noted") as work:
            note(work, *notes)
    except FailureError as error:
        if error.problem.code != "file_read_only":
            raise


def login() -> str:
    """The name this person has on this machine, empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def entries(
    database: Database, wanted: TrustFilter | None = None, *, most: int | None = None
) -> tuple[TrustEntry, ...]:
    """Return lines, the newest first; a file of 10,000 lines takes some 30 ms."""
    wanted = wanted or TrustFilter()
    with database.read() as reading:
        lines = trust_log.between(reading, *_moments(wanted))
        if wanted.families:
            lines = [one for one in lines if _family(one) in wanted.families]
        names = _names(reading, lines)
    found = (TrustEntry(one, names.get(one.subject, "")) for one in lines)
    return tuple(islice((one for one in found if _has(one, wanted.words)), most))


def check_chain(database: Database) -> Broken | None:
    """Return the first line that was changed, taken out or put in between; None for a whole log."""
    with database.read() as reading:
        return trust_log.check(reading)


def _family(line: TrustLine) -> str:
    return line.code.partition(".")[0]


def _moments(wanted: TrustFilter) -> tuple[datetime | None, datetime | None]:
    since, until = wanted.since, wanted.until
    return (
        _start(since) if since else None,
        _start(until + timedelta(days=1)) if until else None,
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone(UTC)


def _names(reading: Reading, lines: Iterable[TrustLine]) -> Mapping[str, str]:
    wanted: dict[Kind, list[int]] = {kind: [] for kind in _NAMED}
    for subject in {one.subject for one in lines}:
        kind, _, key = subject.partition(":")
        if kind in _NAMED and key.isdigit():
            wanted[Kind(kind)].append(int(key))
    return {
        subject_of(kind, key): name
        for kind, keys in wanted.items()
        for key, name in trust_log.names_of(reading, kind, keys)
    }


def _has(entry: TrustEntry, words: str) -> bool:
    said = f"{entry.line.author} {entry.line.name} {entry.subject_name}".casefold()
    return all(word in said for word in words.casefold().split())
