"""What happened with a customer: noted in a line, with who took part; complaints start a clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.interactions import (
    Complaint,
    Interaction,
    InteractionContact,
    InteractionKind,
)
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.timeline import FollowUp
from crm_desktop.services.card_edits import add
from crm_desktop.storage.database import Database
from crm_desktop.storage.records import kind_of
from crm_desktop.storage.writing import Writing


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """What happened, who took part, and the promises and actions it led to, not stored yet."""

    interaction: Interaction
    contact_ids: Collection[int] = ()
    follow_ups: Sequence[FollowUp] = ()


def log_interaction(
    database: Database,
    draft: Interaction,
    contact_ids: Collection[int] = (),
    *,
    now: datetime,
    author: str = "",
) -> tuple[int, Changes]:
    """Store what happened and who took part; like :func:`log_whole` without follow-ups."""
    return log_whole(database, WholeEntry(draft, contact_ids), now=now, author=author)


def log_whole(
    database: Database, entry: WholeEntry, *, now: datetime, author: str = ""
) -> tuple[int, Changes]:
    """Store an entry with all it led to as one operation and return the interaction's key.

    One of kind complaint gets its complaint record, received ``now`` or at noon of an earlier day.
    Raises InputError with the field and the code of what is wrong.
    """
    draft, params = entry.interaction, {"kind": Kind.INTERACTION.value}
    with database.write("record_added", params=params, author=author) as work:
        key = add(work, draft)
        for contact_id in dict.fromkeys(entry.contact_ids):
            add(work, InteractionContact(key, contact_id))
        if draft.kind is InteractionKind.COMPLAINT:
            add(work, _complaint(key, draft, now))
        for one in entry.follow_ups:
            add(work, replace(one, interaction_id=key))
    return key, work.changes


def add_follow_ups(
    database: Database, interaction_id: int, follow_ups: Sequence[FollowUp], *, author: str = ""
) -> Changes:
    """Store what an interaction led to as one operation; raises like :func:`log_whole`."""
    params = {"kind": kind_of(follow_ups[0]).value}
    with database.write("record_added", params=params, author=author) as work:
        for one in follow_ups:
            add(work, replace(one, interaction_id=interaction_id))
    return work.changes


def open_complaint(
    database: Database, interaction_id: int, *, now: datetime, author: str = ""
) -> tuple[int, Changes]:
    """Start the clock of an interaction that turned out to be a complaint.

    Raises InputError ``record_gone``.
    """
    params = {"kind": Kind.COMPLAINT.value}
    with database.write("record_added", params=params, author=author) as work:
        happened: Interaction | None = work.get(Kind.INTERACTION, interaction_id)
        if happened is None:
            raise InputError("record_gone", kind=Kind.INTERACTION.value, id=interaction_id)
        key = add(work, _complaint(interaction_id, happened, now))
    return key, work.changes


def set_participants(
    database: Database, interaction_id: int, contact_ids: Collection[int], *, author: str = ""
) -> Changes:
    """Make these contacts the ones who took part; raises InputError ``record_gone``."""
    params = {"kind": Kind.INTERACTION_CONTACT.value, "fields": ["contact_id"]}
    with database.write("fields_set", params=params, author=author) as work:
        if work.get(Kind.INTERACTION, interaction_id) is None:
            raise InputError("record_gone", kind=Kind.INTERACTION.value, id=interaction_id)
        make_take_part(work, interaction_id, set(contact_ids))
    return work.changes


def make_take_part(work: Writing, interaction_id: int, wanted: set[int]) -> None:
    """Make these contacts the ones who took part, inside a write."""
    known = work.values(
        Kind.INTERACTION_CONTACT, "WHERE interaction_id = ? ORDER BY id", (interaction_id,)
    )
    for one in known:
        if one.contact_id not in wanted:
            work.remove(Kind.INTERACTION_CONTACT, one.id)
    for contact_id in sorted(wanted - {one.contact_id for one in known}):
        add(work, InteractionContact(interaction_id, contact_id))


def _complaint(interaction_id: int, happened: Interaction, now: datetime) -> Complaint:
    local = now.astimezone()
    received = local
    if happened.happened_on != local.date():
        at = happened.happened_at or time(12)
        received = datetime.combine(happened.happened_on, at, tzinfo=local.tzinfo)
    return Complaint(interaction_id, happened.customer_id, received.astimezone(UTC))
