"""Merging two cards of one customer: fields by choice, everything else united, one operation."""

from collections.abc import Collection
from dataclasses import dataclass

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.duplicate_pairs import pair_of, same_subject
from crm_desktop.domain.merge_choices import FieldChoice, field_choices, merged_fields
from crm_desktop.domain.problems import InputError
from crm_desktop.services.merge_people import same_people, unite_people
from crm_desktop.storage import merging
from crm_desktop.storage.cards import load_customer
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing

COUNTED = (
    Kind.TABOO,
    Kind.PROMISE,
    Kind.PURCHASE,
    Kind.VISIT,
    Kind.INTERACTION,
    Kind.CONTACT,
    Kind.CONTACT_POINT,
    Kind.ADDRESS,
    Kind.IMPORTANT_DATE,
    Kind.PREFERENCE,
    Kind.SPECIAL_NEED,
    Kind.OPPORTUNITY,
    Kind.RELATIONSHIP_ACTION,
    Kind.CONTRACT,
    Kind.ATTACHMENT,
    Kind.TAG,
)
"""What a person is told the numbers of before two cards are merged."""


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What would happen: who stays, what is to choose, and what comes together.

    ``united`` maps a kind to how many the kept card and the other one have; ``people`` are the
    names of who stands on both.
    """

    kept: Customer
    other: Customer
    choices: tuple[FieldChoice, ...]
    united: dict[Kind, tuple[int, int]]
    people: tuple[str, ...]


def plan_merge(database: Database, kept: int, other: int) -> MergePlan:
    """Return what merging one card into another would do; a few milliseconds.

    Raises InputError ``customer_unknown`` or ``merge_not_two``.
    """
    with database.read() as reading:
        mine, its = _two(reading, kept, other)
        is_newer = merging.changed_at(reading, other) > merging.changed_at(reading, kept)
        choices = field_choices(mine, its, is_other_newer=is_newer)
        counts = {
            kind: (_count(reading, kind, kept), _count(reading, kind, other)) for kind in COUNTED
        }
        people = tuple(one.name for one, _ in same_people(reading, kept, other))
    united = {kind: both for kind, both in counts.items() if any(both)}
    return MergePlan(mine, its, choices, united, people)


def merge(
    database: Database, kept: int, other: int, taken: Collection[str], *, author: str = ""
) -> Changes:
    """Merge the other card into the kept one; ``taken`` are the fields of the other to keep.

    The other card goes to the bin, empty. Exact doubles are not doubled. One operation: its undo
    brings both cards back. Raises like :func:`plan_merge`; KeyError for a field nobody can choose.
    """
    with database.read() as reading:
        mine, its = _two(reading, kept, other)
    params = {"name": mine.name, "other": its.name, "kept_id": kept, "other_id": other}
    with database.write("customers_merged", params=params, author=author) as work:
        mine, its = _two(work, kept, other)
        unite_people(work, kept, other)
        _settle_rivals(work, kept, other)
        moved = merging.move(work, "customer_id", other, kept)
        merging.drop_doubles(work, "customer_id", kept, moved)
        _drop_double_tags(work, kept)
        merging.move_identities(work, Kind.CUSTOMER.value, other, kept)
        _lead_told_apart(work, kept, other)
        work.change(Kind.CUSTOMER, kept, **merged_fields(mine, its, frozenset(taken)))
        work.change(Kind.CUSTOMER, other, binned_at=work.now)
    return work.changes


def _two(reading: Reading, kept: int, other: int) -> tuple[Customer, Customer]:
    mine, its = load_customer(reading, kept), load_customer(reading, other)
    if kept == other or mine.binned_at or its.binned_at:
        raise InputError("merge_not_two")
    return mine, its


def _settle_rivals(work: Writing, kept: int, other: int) -> None:
    """Where a card can have one of a thing, that of the kept card stands."""
    today = work.now.astimezone().date()
    active = "WHERE customer_id = ? AND removed_on IS NULL"
    if work.values(Kind.TIER_PIN, active, (kept,)):
        pins = work.values(Kind.TIER_PIN, active, (other,))
        work.change_many(Kind.TIER_PIN, [one.id for one in pins], removed_on=today)
    merging.leave_one_photo(work, "customer_id", other, kept)
    rated = {one.run_id for one in work.values(Kind.TIER_RECORD, "WHERE customer_id = ?", (kept,))}
    records = work.values(Kind.TIER_RECORD, "WHERE customer_id = ?", (other,))
    work.remove_many(Kind.TIER_RECORD, [one.id for one in records if one.run_id in rated])
    others = [one.id for one in records if one.run_id not in rated]
    work.change_many(Kind.TIER_RECORD, others, customer_id=kept)


def _drop_double_tags(work: Writing, kept: int) -> None:
    known: set[str] = set()
    for tag in work.values(Kind.TAG, "WHERE customer_id = ? ORDER BY id", (kept,)):
        if tag.name.casefold() in known:
            work.remove(Kind.TAG, tag.id)
        known.add(tag.name.casefold())


def _lead_told_apart(work: Writing, kept: int, other: int) -> None:
    """Who was told apart from the other card is told apart from the kept one."""
    for one in work.values(Kind.DISMISSAL, "WHERE subject LIKE 'same:%'"):
        pair = pair_of(one.subject)
        if pair is None or other not in pair:
            continue
        (third,) = set(pair) - {other}
        if third == kept:
            work.remove(Kind.DISMISSAL, one.id)
        else:
            first = min(third, kept)
            work.change(
                Kind.DISMISSAL, one.id, subject=same_subject(kept, third), customer_id=first
            )


def _count(reading: Reading, kind: Kind, key: int) -> int:
    table = Kind.AFFILIATION if kind is Kind.CONTACT else kind
    return len(merging.keys(reading, table, "customer_id", key))
