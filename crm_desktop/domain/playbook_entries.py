"""The entries of the playbook as a person edits them: what is shipped, and what they made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from crm_desktop.domain.problems import Problem

Json = Mapping[str, Any]
"""An entry with the keys of its file; a text is a table of ``en`` and ``zh_CN``."""

LANGUAGES = ("en", "zh_CN")


class Book(StrEnum):
    """The books of the playbook in the order of the page."""

    TIERS = "tiers"
    MAN = "man"
    ADVICE = "advice"
    MOMENTS = "moments"
    PHRASES = "phrases"
    MISTAKES = "mistakes"
    QUESTIONS = "questions"
    EMOTIONS = "emotions"
    STYLES = "styles"
    CONFLICTS = "conflicts"
    STAGES = "stages"


EXTENDABLE = frozenset({Book.MOMENTS, Book.PHRASES, Book.MISTAKES, Book.QUESTIONS, Book.CONFLICTS})
"""Books that take entries of a person's own."""

HIDEABLE = frozenset({Book.MOMENTS, Book.PHRASES, Book.MISTAKES, Book.QUESTIONS})
"""Books whose shipped entries may be put out of use; what guards against a taboo may not."""


@dataclass(frozen=True, slots=True)
class EntryKey:
    """Where an entry stands."""

    book: Book
    code: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person made of an entry; ``base`` is what was shipped then, None for their own."""

    entry: Json
    base: Json | None
    author: str
    edited_at: datetime
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry in force: ``value`` is what the program speaks from, ``shipped`` what it brought.

    ``problem`` says why an edit can't be used; ``value`` is the shipped one then.
    """

    key: EntryKey
    value: Json
    shipped: Json | None
    edit: Edit | None = None
    problem: Problem | None = None

    @property
    def is_own(self) -> bool:
        """True for an entry the program did not bring."""
        return self.shipped is None

    @property
    def is_usable(self) -> bool:
        """False for one of a person's own that can't be read."""
        return self.problem is None or self.shipped is not None

    @property
    def is_hidden(self) -> bool:
        """True while it is out of use."""
        return self.edit is not None and self.edit.is_hidden

    @property
    def is_changed(self) -> bool:
        """True where a shipped entry reads otherwise than shipped."""
        return self.shipped is not None and self.value != self.shipped


def is_bilingual(value: object) -> bool:
    """Return whether a value of an entry is a text (or a list of words) in two languages."""
    return isinstance(value, dict) and set(value) == set(LANGUAGES)


def merged(base: Any, mine: Any, shipped: Any) -> Any:
    """Return ``shipped`` with the changes a person made to ``base`` by writing ``mine``.

    A text a person changed stays theirs, one they left alone follows what is shipped now; words
    they added or took away stay added or away. The parts of a table come in the shipped order,
    their own behind.
    """
    if mine == base:
        return shipped
    kinds = {type(base), type(mine), type(shipped)}
    if kinds == {dict} and (not is_bilingual(shipped) or _is_word_list(shipped)):
        return _merged_table(base, mine, shipped)
    if kinds == {list} and all(isinstance(one, str) for one in (*base, *mine, *shipped)):
        return _merged_words(base, mine, shipped)
    return mine


def _is_word_list(value: Mapping[str, Any]) -> bool:
    return all(isinstance(part, list) for part in value.values())


def _merged_table(base: Json, mine: Json, shipped: Json) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in (*shipped, *(key for key in mine if key not in shipped)):
        if key in mine and key in base and key in shipped:
            found[key] = merged(base[key], mine[key], shipped[key])
        elif key in mine and mine[key] != base.get(key):
            found[key] = mine[key]
        elif key in shipped and key not in base:
            found[key] = shipped[key]
    return found


def _merged_words(base: list[str], mine: list[str], shipped: list[str]) -> list[str]:
    kept = [word for word in shipped if word in mine or word not in base]
    return kept + [word for word in mine if word not in base and word not in kept]
