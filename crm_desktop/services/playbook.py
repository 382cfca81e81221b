"""The playbook in force, the editable data in both languages that cards and briefs speak from."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crm_desktop.domain.contacts import Style
from crm_desktop.domain.customers import CustomerKind, Section, Stage
from crm_desktop.domain.interactions import Emotion
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.playbook import Bilingual, CardField, Dig, Moment, Playbook, QuestionText
from crm_desktop.domain.playbook_entries import Book
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services.playbook_books import Books, Edits, read_books, value_of
from crm_desktop.services.playbook_nodes import Node, read_node
from crm_desktop.services.playbook_store import read_edits
from crm_desktop.storage.database import Database

NO_EDITS: Edits = MappingProxyType({})
Expected = Mapping[CustomerKind, Mapping[Section, tuple[CardField, ...]]]


def load_playbook(folder: Path, edits: Edits = NO_EDITS) -> Playbook:
    """Read and check the whole folder with the edits of a file; nothing is cached.

    Raises ``PlaybookError`` with file and key for a shipped file that is missing or no JSON, a
    missing, unknown or doubled key, and a text that is blank in either language. An edit that
    can't be used leaves what is shipped in force.
    """
    return playbook_from(read_books(folder, edits), folder)


def playbook_of(database: Database, resources: Path) -> Playbook:
    """Return the playbook in force for a customer file; raises like :func:`load_playbook`."""
    return load_playbook(resources / "playbook", read_edits(database))


def playbook_from(books: Books, folder: Path) -> Playbook:
    """Return the playbook that books in force make; ``folder`` knows what a card should hold."""
    phrases, mistakes = _shown(books, Book.PHRASES), _shown(books, Book.MISTAKES)
    return Playbook(
        man=_man(books),
        tiers={Tier(code): value for code, value in _shown(books, Book.TIERS).items()},
        advice=_shown(books, Book.ADVICE),
        emotions={Emotion(code): value for code, value in _shown(books, Book.EMOTIONS).items()},
        styles={Style(code): value for code, value in _shown(books, Book.STYLES).items()},
        phrases=tuple(phrases.values()),
        mistakes=tuple(mistakes.values()),
        questions=_questions(_shown(books, Book.QUESTIONS)),
        expected=_expected(read_node(folder, "completeness.json")),
        lexicon=_shown(books, Book.CONFLICTS),
        stages={Stage(code): value for code, value in _shown(books, Book.STAGES).items()},
        industries=books.industries,
        moments=_moments(books),
        unusable=tuple(f"{entry.key.book}/{entry.key.code}" for entry in books.unusable),
    )


def _shown(books: Books, book: Book) -> dict[str, Any]:
    """Return what the entries of a book mean, without those put out of use."""
    used = books.usable(book).items()
    return {code: value_of(entry) for code, entry in used if not entry.is_hidden}


def _man(books: Books) -> Mapping[CustomerKind, Mapping[Question, QuestionText]]:
    asked = {Question(code): value for code, value in _shown(books, Book.MAN).items()}
    return {
        CustomerKind.COMPANY: {question: pair[0] for question, pair in asked.items()},
        CustomerKind.PERSON: {question: pair[1] for question, pair in asked.items()},
    }


def _questions(asked: Mapping[str, tuple[Dig, Bilingual]]) -> Mapping[Dig, tuple[Bilingual, ...]]:
    return {dig: tuple(text for kind, text in asked.values() if kind is dig) for dig in Dig}


def _moments(books: Books) -> dict[str, Moment]:
    """Return every moment, one out of use too: records may name it."""
    return {
        code: replace(value_of(entry), is_hidden=entry.is_hidden)
        for code, entry in books.usable(Book.MOMENTS).items()
    }


def _expected(node: Node) -> Expected:
    kinds = node.table(CustomerKind)
    return {kind: _sections(kinds[kind]) for kind in CustomerKind}


def _sections(node: Node) -> Mapping[Section, tuple[CardField, ...]]:
    table = node.table(Section)
    return {section: table[section].members(CardField) for section in Section}
