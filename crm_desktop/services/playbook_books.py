"""The books of the playbook: what is shipped, with the edits of a customer file laid over it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_desktop.domain.contacts import Style
from crm_desktop.domain.customers import Stage
from crm_desktop.domain.interactions import Emotion
from crm_desktop.domain.man_advice import PUBLISHED_ADVICE
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.playbook import UNDETERMINED, Industry, Moment
from crm_desktop.domain.playbook_entries import EXTENDABLE, Book, Edit, Entry, EntryKey, merged
from crm_desktop.domain.problems import CrmError, InputError, Problem
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services.playbook_nodes import Node, read_node
from crm_desktop.services.playbook_readers import READERS, read_industry

Edits = Mapping[EntryKey, Edit | Problem]
"""What a file holds for entries; a Problem where what is stored can't be read."""

_PHRASES = "phrases.json", ("phrases", "mistakes")
_MOMENTS = "moments.json", ("industries", "moments")
_SHARED: Mapping[Book, tuple[str, tuple[str, ...]]] = {
    Book.PHRASES: _PHRASES,
    Book.MISTAKES: _PHRASES,
    Book.MOMENTS: _MOMENTS,
}
"""The books that share a file with something else, and what stands in it."""

_CODES: Mapping[Book, Sequence[str]] = {
    Book.TIERS: tuple(Tier),
    Book.MAN: tuple(Question),
    Book.ADVICE: (*PUBLISHED_ADVICE, UNDETERMINED),
    Book.EMOTIONS: tuple(Emotion),
    Book.STYLES: tuple(Style),
    Book.STAGES: tuple(Stage),
}
"""The entries of the books that have these and no other."""


@dataclass(frozen=True, slots=True)
class Books:
    """Every entry of every book by its code, and the lines of business moments belong to."""

    entries: Mapping[Book, Mapping[str, Entry]]
    industries: Mapping[str, Industry]

    @property
    def unusable(self) -> tuple[Entry, ...]:
        """The entries whose edits can't be used."""
        every = (entry for book in self.entries.values() for entry in book.values())
        return tuple(entry for entry in every if entry.problem is not None)

    def usable(self, book: Book) -> dict[str, Entry]:
        """The entries of a book the program can speak from, by code."""
        return {code: entry for code, entry in self.entries[book].items() if entry.is_usable}


def read_books(folder: Path, edits: Edits) -> Books:
    """Read the shipped books and lay the edits over them.

    Raises PlaybookError for a shipped file that is missing or broken. An edit that can't be used
    leaves what is shipped in force.
    """
    shelves = {book: _shipped(folder, book) for book in Book}
    shared = read_node(folder, _MOMENTS[0]).table(_MOMENTS[1])
    industries = {code: read_industry(part) for code, part in shared["industries"].table().items()}
    entries = {book: _entries(book, shelves[book], edits, industries) for book in Book}
    return Books(entries, industries)


def value_of(entry: Entry) -> Any:
    """Return what an entry means; raises PlaybookError for a shipped one that is broken."""
    return READERS[entry.key.book](_node(entry))


def entry_with(
    key: EntryKey, shipped: Any, edit: Edit | Problem | None, industries: Mapping[str, Industry]
) -> Entry:
    """Return the entry in force; ``shipped`` is None for one the program did not bring."""
    if edit is None:
        return Entry(key, shipped, shipped)
    if isinstance(edit, Problem):
        return _unusable(key, shipped, edit)
    try:
        entry = Entry(key, _laid_over(key, shipped, edit), shipped, edit)
        _check(entry, industries)
    except CrmError as error:
        return _unusable(key, shipped, error.problem)
    except RecursionError:
        return _unusable(key, shipped, Problem("playbook_edit_unreadable"))
    return entry


def _unusable(key: EntryKey, shipped: Any, problem: Problem) -> Entry:
    return Entry(key, {} if shipped is None else shipped, shipped, None, problem)


def _laid_over(key: EntryKey, shipped: Any, edit: Edit) -> Any:
    """Return an edit with what was shipped anew since; raises InputError without a place."""
    if shipped is None and key.book not in EXTENDABLE:
        raise InputError("playbook_entry_gone")
    if shipped is None or edit.base is None:
        return edit.entry
    return merged(edit.base, edit.entry, shipped)


def _check(entry: Entry, industries: Mapping[str, Industry]) -> None:
    meant = value_of(entry)
    if isinstance(meant, Moment) and meant.industry and meant.industry not in industries:
        raise _node(entry).wrong("playbook_word_unknown", "industry")


def _entries(
    book: Book, shelf: Mapping[str, Node], edits: Edits, industries: Mapping[str, Industry]
) -> dict[str, Entry]:
    """Return a book: a person's own entries first, but moments as a customer meets them."""
    own = [key.code for key in edits if key.book is book and key.code not in shelf]
    found = {}
    for code in (*shelf, *reversed(own)) if book is Book.MOMENTS else (*own, *shelf):
        key = EntryKey(book, code)
        shipped = shelf[code].value if code in shelf else None
        found[code] = entry_with(key, shipped, edits.get(key), industries)
    return found


def _shipped(folder: Path, book: Book) -> dict[str, Node]:
    """Return the entries of a book as they are shipped, in their order."""
    if book in _SHARED:
        name, parts = _SHARED[book]
        return read_node(folder, name).table(parts)[book.value].table()
    found = read_node(folder, f"{book}.json").table(_CODES.get(book, ()))
    return {str(code): found[code] for code in _CODES.get(book, found)}


def _node(entry: Entry) -> Node:
    book, code = entry.key.book, entry.key.code
    is_edited = entry.edit is not None
    if book in _SHARED:
        return Node(entry.value, file=_SHARED[book][0], key=f"{book}.{code}", is_edited=is_edited)
    return Node(entry.value, file=f"{book}.json", key=code, is_edited=is_edited)
