"""Edits of the playbook in a customer file: each is one logged, undoable operation."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from crm_desktop.domain.changes import Changes
from crm_desktop.domain.playbook_entries import (
    EXTENDABLE,
    HIDEABLE,
    Book,
    Edit,
    Entry,
    EntryKey,
)
from crm_desktop.domain.playbook_parts import Path as PartPath
from crm_desktop.domain.playbook_parts import part_of, with_part, without_part
from crm_desktop.domain.problems import InputError
from crm_desktop.services.playbook_books import Books, entry_with, read_books
from crm_desktop.services.playbook_hygiene import (
    clean_entry,
    hygienic,
    refuse_blank,
    refuse_blank_texts,
    refuse_many,
)
from crm_desktop.services.playbook_store import edits_in, put, read_edits, setting_of
from crm_desktop.storage.database import Database
from crm_desktop.storage.moment_names import is_named
from crm_desktop.storage.setting_groups import remove_setting
from crm_desktop.storage.writing import Writing

MOST_OWN = 200
"""So many entries of a person's own fit into a book."""


def new_code(moment: datetime) -> str:
    """Return a code for an entry of a person's own, or a service point of theirs."""
    return f"own_{int(moment.timestamp() * 1000):x}_{secrets.token_hex(2)}"


class PlaybookDesk:
    """Changes the playbook of one file in one person's name, against what is shipped."""

    def __init__(self, database: Database, resources: Path, author: str) -> None:
        self._database, self._folder, self._author = database, resources / "playbook", author

    def books(self) -> Books:
        """Return every entry in force."""
        return read_books(self._folder, read_edits(self._database))

    def set_part(self, key: EntryKey, path: PartPath, value: str | Iterable[str]) -> Changes:
        """Set one text, list of words or choice of an entry.

        Raises InputError ``playbook_text_blank``, ``playbook_text_long``, ``playbook_words_many``
        or ``playbook_lines_many``, and ``playbook_entry_gone`` for an entry that is no more.
        """
        kept = hygienic(value)

        def change(entry: Entry) -> Edit:
            changed = with_part(entry.value, path, kept)
            refuse_blank(changed, path)
            refuse_many(changed, path)
            return self._edit_of(entry, changed)

        return self._write("playbook_changed", key, change)

    def remove_part(self, key: EntryKey, path: PartPath) -> Changes:
        """Take a line or a service point out of an entry.

        Raises InputError ``playbook_entry_gone`` where it is no more, and
        ``playbook_last_line`` for the last one.
        """

        def change(entry: Entry) -> Edit:
            if part_of(entry.value, path) is None:
                raise InputError("playbook_entry_gone")
            changed = without_part(entry.value, path)
            if not part_of(changed, path[:-1]):
                raise InputError("playbook_last_line")
            return self._edit_of(entry, changed)

        return self._write("playbook_changed", key, change)

    def add(self, key: EntryKey, entry: Mapping[str, Any]) -> Changes:
        """Add an entry of a person's own to a book that takes some.

        Raises InputError for a text that is blank in both languages (``field`` is its path with
        full stops), and ``playbook_too_many``.
        """
        cleaned = clean_entry(entry)
        refuse_blank_texts(cleaned)
        with self._database.write(
            "playbook_added", params=_params(key), author=self._author
        ) as work:
            books = read_books(self._folder, edits_in(work))
            if key.book not in EXTENDABLE:
                raise InputError("playbook_entry_gone")
            if sum(one.is_own for one in books.entries[key.book].values()) >= MOST_OWN:
                raise InputError("playbook_too_many", limit=MOST_OWN)
            edit = Edit(cleaned, None, self._author, work.now)
            put(work, entry_with(key, None, edit, books.industries))
        return work.changes

    def hide(self, key: EntryKey, *, is_hidden: bool) -> Changes:
        """Put an entry out of use, or back into it."""
        if key.book not in HIDEABLE:
            raise InputError("playbook_entry_gone")
        code = "playbook_hidden" if is_hidden else "playbook_shown"
        return self._write(
            code, key, lambda entry: replace(self._edit_of(entry, entry.value), is_hidden=is_hidden)
        )

    def reset(self, key: EntryKey) -> Changes:
        """Let an entry read as shipped again; one of a person's own is gone then.

        A moment of their own that records name is put out of use instead, so that those still say
        what it was.
        """
        with self._database.write(
            "playbook_reset", params=_params(key), author=self._author
        ) as work:
            self._reset(work, key)
        return work.changes

    def reset_book(self, book: Book) -> Changes:
        """Let a whole book read as shipped again, entries of a person's own included."""
        params = {"book": book.value}
        with self._database.write(
            "playbook_book_reset", params=params, author=self._author
        ) as work:
            for key in edits_in(work):
                if key.book is book:
                    self._reset(work, key)
        return work.changes

    def _reset(self, work: Writing, key: EntryKey) -> None:
        books = read_books(self._folder, edits_in(work))
        entry = books.entries[key.book].get(key.code)
        if entry is not None and entry.is_own and entry.edit is not None and is_named(work, key):
            put(work, replace(entry, edit=replace(entry.edit, is_hidden=True)))
        else:
            remove_setting(work, setting_of(key))

    def _edit_of(self, entry: Entry, value: Mapping[str, Any]) -> Edit:
        is_hidden = entry.is_hidden
        return Edit(value, entry.shipped, self._author, self._database.clock(), is_hidden)

    def _write(self, code: str, key: EntryKey, change: Callable[[Entry], Edit]) -> Changes:
        with self._database.write(code, params=_params(key), author=self._author) as work:
            books = read_books(self._folder, edits_in(work))
            entry = books.entries[key.book].get(key.code)
            if entry is None or not entry.is_usable:
                raise InputError("playbook_entry_gone")
            edit = change(entry)
            if edit.entry != entry.value or edit.is_hidden != entry.is_hidden:
                put(work, entry_with(key, entry.shipped, edit, books.industries))
        return work.changes


def _params(key: EntryKey) -> dict[str, object]:
    return {"book": key.book.value, "entry": key.code}
