"""Duplicates of a whole file: found, named, and put aside where a person says they are two."""

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.domain.duplicate_pairs import CardName, DuplicatePair, pair_of, same_subject
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.services.duplicate_reading import read_likenesses
from crm_desktop.services.duplicate_scan import compare
from crm_desktop.storage import likeness as stored
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading


def find_duplicates(
    database: Database, *, progress: Progress | None = None
) -> tuple[DuplicatePair, ...]:
    """Return every suspicion among living cards that nobody has put aside, the surest first.

    Reports steps of 100. May run off the window's thread; raises CancelledError.
    """
    progress = progress or NoProgress()
    with database.read() as reading:
        cards = read_likenesses(reading, progress)
        known = told_apart(reading)
        found = compare(cards, progress=progress, known=known)
        keys = {key for one in found for key in (one.first, one.second)}
        names = card_names(reading, keys)
    return tuple(
        DuplicatePair(names[one.first], names[one.second], one.evidence, one.points, one.is_sure)
        for one in found
    )


def card_names(reading: Reading, keys: set[int]) -> dict[int, CardName]:
    """Return what a list shows of these living customers."""
    return {row[0]: CardName(*row) for row in stored.card_names(reading, keys)}


def told_apart(reading: Reading) -> set[tuple[int, int]]:
    """Return the pairs a person said are two customers."""
    subjects = (subject for (subject,) in stored.told_apart(reading))
    return {pair for subject in subjects if (pair := pair_of(subject)) is not None}


def tell_apart(database: Database, one: int, other: int, *, author: str = "") -> Changes:
    """Remember that two cards are of two customers; the second time changes nothing."""
    subject = same_subject(one, other)
    with database.write("told_apart", author=author) as work:
        if not work.values(Kind.DISMISSAL, "WHERE subject = ?", (subject,)):
            work.add(Dismissal(subject, min(one, other)))
    return work.changes
