"""Reads playbook files value by value and says in which file and at which key one is broken."""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from crm_desktop.domain.field_checks import LONGEST_LINE
from crm_desktop.domain.playbook import Bilingual, WordList
from crm_desktop.domain.problems import InputError
from crm_desktop.language.cleaning import clean

Member = TypeVar("Member", bound=StrEnum)

LANGUAGES = frozenset({"en", "zh_CN"})


class PlaybookError(InputError):
    """A playbook file can't be used; params: ``file`` and, inside it, ``key`` (``M1.ask.en``)."""


class Node:
    """One value of a playbook file with the key it stands at.

    What ``is_edited`` was written by a person: a text may lack one language, where the other one
    stands in, and so may a list of words.
    """

    __slots__ = ("file", "is_edited", "key", "value")

    def __init__(self, value: object, *, file: str, key: str = "", is_edited: bool = False) -> None:
        self.value = value
        self.file = file
        self.key = key
        self.is_edited = is_edited

    def wrong(self, code: str, key: str = "") -> PlaybookError:
        """The error for this value, or for a key below it."""
        return PlaybookError(code, file=self.file, key=self._below(key) if key else self.key)

    def table(
        self, required: Iterable[str] = (), optional: Iterable[str] = ()
    ) -> dict[str, "Node"]:
        """The values by key; all required keys must be there, and where any are named no other."""
        value = self._checked(required, optional)
        return {key: self._child(key, part) for key, part in value.items()}

    def items(self) -> Iterator["Node"]:
        """The members of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("playbook_not_a_list")
        return (self._child(str(place), value) for place, value in enumerate(self.value))

    def text(self) -> str:
        """A text that is not blank."""
        return self._text(self.value)

    def word(self) -> str:
        """A word for the program, which may be empty."""
        if not isinstance(self.value, str):
            raise self.wrong("playbook_word_unknown")
        return self.value

    def days(self) -> int:
        """A whole number of days, at least 1."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 1:
            raise self.wrong("playbook_not_days")
        return self.value

    def member(self, kind: type[Member]) -> Member:
        """A member of an enum by its value."""
        try:
            return kind(self.text())
        except ValueError:
            raise self.wrong("playbook_word_unknown") from None

    def members(self, kind: type[Member]) -> tuple[Member, ...]:
        """A list of members of an enum, each once."""
        found: dict[Member, None] = {}
        for node in self.items():
            member = node.member(kind)
            if member in found:
                raise node.wrong("playbook_word_twice")
            found[member] = None
        return tuple(found)

    def bilingual(self) -> Bilingual:
        """A text in both languages."""
        value = self._checked(LANGUAGES)
        en, zh_cn = value["en"], value["zh_CN"]
        if self.is_edited:
            en, zh_cn = en if en != "" else zh_cn, zh_cn if zh_cn != "" else en
        return Bilingual(self._text(en, "en"), self._text(zh_cn, "zh_CN"))

    def bilinguals(self) -> tuple[Bilingual, ...]:
        """A list of texts in both languages."""
        return tuple(node.bilingual() for node in self.items())

    def word_list(self) -> WordList:
        """Words of both languages, at least one of each."""
        lists = self.table(LANGUAGES)
        if self.is_edited:  # one of the two may be empty
            given = {code: part.words() if part.value != [] else () for code, part in lists.items()}
            if not any(given.values()):
                raise self.wrong("playbook_text_missing")
            return WordList(given["en"], given["zh_CN"])
        return WordList(lists["en"].words(), lists["zh_CN"].words())

    def words(self) -> tuple[str, ...]:
        """A list of words that is not empty."""
        if not isinstance(self.value, list) or not self.value:
            raise self.wrong("playbook_not_a_list")
        return tuple(self._text(word, str(place)) for place, word in enumerate(self.value))

    def _checked(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, object]:
        if not isinstance(self.value, dict):
            raise self.wrong("playbook_not_a_table")
        needed = frozenset(required)
        for key in sorted(needed - self.value.keys()):
            raise self.wrong("playbook_key_missing", key)
        known = needed.union(optional)
        for key in sorted(self.value.keys() - known) if known else ():
            raise self.wrong("playbook_key_unknown", key)
        return self.value

    def _text(self, value: object, key: str = "") -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong("playbook_text_missing", key)
        return clean(value, max_length=LONGEST_LINE) if self.is_edited else value

    def _child(self, key: str, value: object) -> "Node":
        return Node(value, file=self.file, key=self._below(key), is_edited=self.is_edited)

    def _below(self, key: str) -> str:
        return f"{self.key}.{key}" if self.key else key


def read_node(folder: Path, name: str) -> Node:
    """The whole of one file; raises :class:`PlaybookError` when it is missing or no JSON."""
    root = Node(None, file=name)
    try:
        text = (folder / name).read_text(encoding="utf-8-sig")
    except OSError:
        raise root.wrong("playbook_file_missing") from None
    except UnicodeDecodeError:
        raise root.wrong("playbook_not_json") from None
    try:
        value = json.loads(text, object_pairs_hook=lambda pairs: _without_doubles(pairs, root))
    except (ValueError, RecursionError):
        raise root.wrong("playbook_not_json") from None
    return Node(value, file=name)


def _without_doubles(pairs: list[tuple[str, object]], root: Node) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        raise root.wrong("playbook_key_twice", next(key for key in keys if keys.count(key) > 1))
    return table
