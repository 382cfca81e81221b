"""Duplicates of a whole file: found, named, and put aside where a person says they are two."""

from collections.abc import Collection
from dataclasses import replace

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.domain.duplicate_pairs import CardName, DuplicatePair, pair_of, same_subject
from crm_desktop.domain.problems import InputError
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


def still_open(database: Database, pairs: Collection[DuplicatePair]) -> tuple[DuplicatePair, ...]:
    """Return which of the pairs are still to be decided, under the names they have now.

    Left out is whose card is in the bin, as after a merge, and who was told apart meanwhile.
    """
    with database.read() as reading:
        names = card_names(reading, {key for pair in pairs for key in pair.keys})
        apart = told_apart(reading)
    return tuple(
        replace(pair, first=names[pair.keys[0]], second=names[pair.keys[1]])
        for pair in pairs
        if pair.keys not in apart and names.keys() >= set(pair.keys)
    )


def chosen_pair(database: Database, one: int, other: int) -> DuplicatePair:
    """Return two cards a person chose as a pair, the older one first.

    Raises InputError ``merge_not_two`` unless both are living.
    """
    with database.read() as reading:
        names = card_names(reading, {one, other})
    if len(names) != 2:
        raise InputError("merge_not_two")
    return DuplicatePair(names[min(one, other)], names[max(one, other)], (), 0.0, is_sure=False)
