"""Reading the change log, and taking an operation back."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Action, Changes, FieldChange, Kind, Operation
from crm_desktop.domain.erasures import CONTENT_ERASED, ERASED
from crm_desktop.domain.problems import InputError, OutdatedError
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.records import STAMPS, codec
from crm_desktop.storage.writing import Writing

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OPERATION = "SELECT id, code, params, author, happened_at, undone_by, undoes FROM operation"


def operations(reading: Reading, *, limit: int = 50) -> list[Operation]:
    """Return the newest operations first."""
    return [
        as_operation(row)
        for row in reading.rows(f"{_OPERATION} ORDER BY id DESC LIMIT ?", (limit,))
    ]


def history(reading: Reading, kind: Kind, record_id: int) -> list[tuple[Operation, FieldChange]]:
    """Return every change of one record's fields, newest first."""
    rows = reading.rows(
        "SELECT o.id, o.code, o.params, o.author, o.happened_at, o.undone_by, o.undoes,"
        " c.before, c.after FROM change c JOIN operation o ON o.id = c.operation_id"
        " WHERE c.kind = ? AND c.record_id = ? AND c.action = 'changed' ORDER BY c.id DESC",
        (kind.value, record_id),
    )
    record = codec(kind)
    found = []
    for *operation, before, after in rows:
        old, new = record.decode_fields(_load(before)), record.decode_fields(_load(after))
        found += [
            (as_operation(operation), FieldChange(kind, record_id, name, old.get(name), value))
            for name, value in new.items()
        ]
    return found


def undo(database: Database, operation_id: int, *, author: str = "") -> Changes:
    """Take one operation back in one transaction, and return what that changed.

    Undoing an undo is the redo. Raises InputError ``operation_gone``, ``already_undone``, or
    ``operation_erased`` for what was about somebody erased since, and OutdatedError
    ``changed_since`` or ``used_since`` when a record was changed again after the operation, or
    something new refers to it.
    """
    with database.read() as reading:
        found = reading.one(f"{_OPERATION} WHERE id = ?", (operation_id,))
    if found is None:
        raise InputError("operation_gone", id=operation_id)
    operation = as_operation(found)
    if operation.undone_by is not None:
        raise InputError("already_undone", id=operation_id)
    if operation.code in (ERASED, CONTENT_ERASED):
        raise InputError("operation_erased", id=operation_id)
    with database.write(
        operation.code, params=operation.params, author=author, undoes=operation_id
    ) as work:
        lines = work.rows(
            "SELECT kind, action, record_id, last_id, before, after FROM change"
            " WHERE operation_id = ? ORDER BY id DESC",
            (operation_id,),
        )
        if any(map(_is_erased, lines)):
            raise InputError("operation_erased", id=operation_id)
        try:
            for line in lines:
                _invert(work, line, operation_id)
        except dbapi2.IntegrityError as error:
            raise OutdatedError("used_since", id=operation_id) from error
        work.execute(
            "UPDATE operation SET undone_by = ? WHERE id = ?", (work.operation_id, operation_id)
        )
    return work.changes


def as_operation(row: Any) -> Operation:
    """Return an operation of its columns in the order of its fields."""
    key, code, params, author, happened_at, undone_by, undoes = row
    moment = _EPOCH + timedelta(microseconds=happened_at)
    return Operation(key, code, json.loads(params), author, moment, undone_by, undoes)


def _invert(work: Writing, line: tuple[Any, ...], operation_id: int) -> None:
    kind, first, last = Kind(line[0]), line[2], line[3]
    before, after = _load(line[4]), _load(line[5])
    match Action(line[1]):
        case Action.ADDED:
            _expect_fields(work, kind, first, {k: v for k, v in after.items() if k not in STAMPS})
            work.remove(kind, first)
        case Action.ADDED_RANGE:
            keys = range(first, (last or first) + 1)
            _expect_as_added(work, kind, keys, operation_id)
            work.remove_range(kind, keys)
        case Action.CHANGED if after:  # nothing is left of a change that erased a note
            _expect_fields(work, kind, first, after)
            work.change_stored(kind, first, before)
        case Action.REMOVED:
            work.restore(kind, first, before)


def _is_erased(line: tuple[Any, ...]) -> bool:
    """True where the state to go back to was taken out with a person."""
    _, action, _, _, before, after = line
    return not (after if action == Action.ADDED else before) and action != Action.ADDED_RANGE


def _load(state: str) -> dict[str, Any]:
    return dict(json.loads(state)) if state else {}


def _expect_as_added(work: Writing, kind: Kind, keys: range, operation_id: int) -> None:
    """Raise OutdatedError where one of a run of records is not as it was added.

    What was changed and taken back, by undo or by hand, is as it was.
    """
    added: dict[int, dict[str, Any]] = {}
    for key, before in work.rows(
        "SELECT record_id, before FROM change WHERE kind = ? AND action = 'changed'"
        " AND record_id BETWEEN ? AND ? AND operation_id > ? AND operation_id < ? ORDER BY id",
        (kind.value, keys[0], keys[-1], operation_id, work.operation_id),
    ):
        added[key] = _load(before) | added.get(key, {})
    for key, values in added.items():
        if values:
            _expect_fields(work, kind, key, values)


def _expect_fields(work: Writing, kind: Kind, record_id: int, after: dict[str, Any]) -> None:
    names = list(after)
    found = work.one(f"SELECT {', '.join(names)} FROM {kind.value} WHERE id = ?", (record_id,))
    if found is None or dict(zip(names, found, strict=True)) != after:
        raise OutdatedError("changed_since", kind=kind.value, id=record_id)
