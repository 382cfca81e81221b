"""Edits of many customers at once, each one operation: bin, owner, stage, tags."""

from collections.abc import Collection

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import Stage, Tag
from crm_desktop.domain.problems import InputError
from crm_desktop.services.field_values import checked
from crm_desktop.storage import customer_choice as choice
from crm_desktop.storage.database import Database

BULK_FIELDS = frozenset({"owner", "stage"})


def bin_customers(database: Database, ids: Collection[int], *, author: str = "") -> Changes:
    """Put customers into the bin, from where they can be restored; binned ones stay as they are."""
    with database.write("customers_binned", params={"count": len(ids)}, author=author) as work:
        living = choice.living(work, ids)
        work.change_many(Kind.CUSTOMER, living, binned_at=work.now)
    return work.changes


def restore_customers(database: Database, ids: Collection[int], *, author: str = "") -> Changes:
    """Take customers out of the bin."""
    with database.write("customers_restored", params={"count": len(ids)}, author=author) as work:
        work.change_many(Kind.CUSTOMER, ids, binned_at=None)
    return work.changes


def set_of_many(
    database: Database,
    ids: Collection[int],
    field: str,
    value: object,
    *,
    reason: str = "",
    author: str = "",
) -> Changes:
    """Set ``owner`` or ``stage`` of many customers; a stage is held since today.

    Raises InputError ``lost_reason_missing`` for the stage *lost* without a reason. KeyError for
    another field.
    """
    if field not in BULK_FIELDS:
        raise KeyError(field)
    params = {"count": len(ids), "field": field, "value": value}
    with database.write("customers_set", params=params, author=author) as work:
        given = {field: value, "stage_reason": reason}
        wanted = {name: checked(Kind.CUSTOMER, name, one) for name, one in given.items()}
        further: dict[str, object] = {}
        if field == "stage":
            if wanted["stage"] == Stage.LOST and not wanted["stage_reason"]:
                raise InputError("lost_reason_missing", field="stage_reason")
            further = {"stage_since": work.now.astimezone().date()}
            further |= {"stage_reason": wanted["stage_reason"]} if reason else {}
        others = choice.with_another(work, ids, field, str(wanted[field]))
        work.change_many(Kind.CUSTOMER, others, **{field: wanted[field]}, **further)
    return work.changes


def tag_many(database: Database, ids: Collection[int], name: str, *, author: str = "") -> Changes:
    """Give customers a tag; who has it keeps the one they have."""
    tag = str(checked(Kind.TAG, "name", name))
    with database.write("tagged", params={"count": len(ids), "name": tag}, author=author) as work:
        known = choice.tags_of(work, ids)
        having = {customer for _, customer, text in known if text.casefold() == tag.casefold()}
        living = [key for key in choice.existing(work, ids) if key not in having]
        work.add_many(Kind.TAG, [Tag(key, tag) for key in living])
    return work.changes


def untag_many(database: Database, ids: Collection[int], name: str, *, author: str = "") -> Changes:
    """Take a tag from customers, however its letters are cased."""
    tag = str(checked(Kind.TAG, "name", name))
    params = {"count": len(ids), "name": tag}
    with database.write("untagged", params=params, author=author) as work:
        known = choice.tags_of(work, ids)
        work.remove_many(
            Kind.TAG, [key for key, _, text in known if text.casefold() == tag.casefold()]
        )
    return work.changes
