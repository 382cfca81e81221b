"""Where a customer file keeps what is edited in its playbook: a setting for each entry."""

import json
from datetime import datetime
from typing import Any

from crm_desktop.domain.playbook_entries import Book, Edit, Entry, EntryKey
from crm_desktop.domain.problems import Problem, refuse
from crm_desktop.services.playbook_books import Edits
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.setting_groups import remove_setting, settings_below
from crm_desktop.storage.settings import write_setting
from crm_desktop.storage.writing import Writing

_PREFIX = "playbook/"


def read_edits(database: Database) -> Edits:
    """Return what is edited in a file, newest entries of a person's own first."""
    with database.read() as reading:
        return edits_in(reading)


def edits_in(reading: Reading) -> Edits:
    """Like :func:`read_edits`, inside a unit of work."""
    found: dict[EntryKey, Edit | Problem] = {}
    for key, value in settings_below(reading, _PREFIX):
        _, _, place = key.partition("/")
        book, _, code = place.partition("/")
        if book in set(Book) and code:
            found[EntryKey(Book(book), code)] = _decoded(value)
    return dict(sorted(found.items(), key=_by_age, reverse=True))


def put(work: Writing, entry: Entry) -> None:
    """Store the edit of an entry; raises InputError for one that could not be read again."""
    refuse(entry.problem)
    assert entry.edit is not None
    if entry.edit.entry == entry.shipped and not entry.is_hidden:
        remove_setting(work, setting_of(entry.key))
    else:
        write_setting(work, setting_of(entry.key), _encoded(entry.edit))


def setting_of(key: EntryKey) -> str:
    """Return the key of the setting an entry is kept under."""
    return f"{_PREFIX}{key.book}/{key.code}"


def _encoded(edit: Edit) -> dict[str, Any]:
    return {
        "entry": edit.entry,
        "base": edit.base,
        "by": edit.author,
        "at": edit.edited_at.isoformat(),
        "hidden": edit.is_hidden,
    }


def _decoded(value: str) -> Edit | Problem:
    try:
        kept = json.loads(value)
        entry, base, author = kept["entry"], kept["base"], kept["by"]
        moment = datetime.fromisoformat(kept["at"])
        is_hidden = kept["hidden"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return Problem("playbook_edit_unreadable")
    is_sound = isinstance(entry, dict) and isinstance(base, dict | None)
    if not (is_sound and isinstance(author, str) and isinstance(is_hidden, bool)):
        return Problem("playbook_edit_unreadable")
    return Edit(entry, base, author, moment, is_hidden)


def _by_age(item: tuple[EntryKey, object]) -> str:
    return item[0].code
