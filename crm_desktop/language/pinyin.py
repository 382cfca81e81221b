"""Pinyin of names: with tone marks to read aloud, plain to search and compare by."""

import re
from functools import cache, lru_cache
from operator import add

from crm_desktop.language.folding import fold
from crm_desktop.language.surnames import (
    compound_surname,
    compound_surnames,
    single_surnames,
)
from crm_desktop.language.tables import phrases, readings, simplified

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_REMEMBERED = 16_384
_DOT = re.compile("[·・•]")  # between the words of a name from another language: 阿凡提·买买提


def pinyin(name: str, *, surname_first: bool = True) -> list[str]:
    """One syllable a Han character, tone marks on, lower case; other words as they stand.

    `surname_first` reads the first characters as a person's surname (单 shàn); without it the
    text is read by its words alone (重庆 chóng qìng). A character without a reading stays itself.
    """
    syllables: list[str] = []
    surname_first = surname_first and not _DOT.search(name)
    for at, part in enumerate(_parts().findall(name)):
        if _is_han(part[0]):
            syllables += _read(part, surname_length(part) if surname_first and at == 0 else 0)
        else:
            syllables.append(part)
    return syllables


def pinyin_name(name: str) -> str:
    """A person's name as GB/T 28039 writes it: `Zhāng Měilì`, `Ōuyáng Xiū`, `Ālǐmù·Wǔmài'ěr`."""
    parts = _DOT.split(name)
    return "·".join(_written(part, has_surname=len(parts) == 1) for part in parts)


def toneless(name: str, *, surname_first: bool = True) -> list[str]:
    """The syllables of `pinyin` in plain ASCII (吕 → lu), for comparing with Latin spellings."""
    if syllables := _quick(name, surname_first=surname_first):
        return syllables
    return [_folded(syllable) for syllable in pinyin(name, surname_first=surname_first)]


_folded = lru_cache(maxsize=4096)(fold)
"""There are fewer syllables than that."""


def spellings(name: str, *, surname_first: bool = True) -> list[tuple[str, ...]]:
    """For each Han character of `name` every plain spelling a person may search it by: plausible
    readings, surname and phrase readings, and ü as v (typed), u (plain) and yu (passports)."""
    table = _typed()
    options = [table[character] for character in name if character in table]
    if surname_first and options:
        _widen_surname(name, options)
    if len(options) > 1:
        _widen_phrases(name, options)
    return options


def sole_spellings(name: str) -> list[str] | None:
    """The plain syllables of a surname and name of everyday simplified characters that can be read
    in one way only (0.5 µs for what `fold` and `spellings` say in 5), None for any other name."""
    rest = _sole_rest(name[1:])
    if rest is None or name[:2] in _read_together():
        return None
    first = _sole_firsts().get(name[:1])
    return [first, *rest] if first else None


def surname_length(name: str) -> int:
    """Characters of the surname a Chinese name begins with: 1, or 2 to 4 for a compound one."""
    return len(compound_surname(name)) or 1


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(f"[{_HAN}]+|[^{_HAN}\\s·・•]+")


def _is_han(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u9fff"
        or character >= "\U00020000"
        or "\uf900" <= character <= "\ufaff"
        or character == "\u3007"
    )


def _read(han: str, surname: int) -> list[str]:
    table = readings()
    syllables = [table[character][0] if character in table else character for character in han]
    for start, spoken in _phrases_in(han, surname):
        syllables[start : start + len(spoken)] = spoken
    if surname > 1:
        syllables[:surname] = compound_surname(han)
    elif surname:
        syllables[0] = single_surnames().get(han[0], (syllables[0],))[0]
    return syllables


def _phrases_in(han: str, start: int) -> list[tuple[int, tuple[str, ...]]]:
    """The words with a reading of their own from `start` on, longest first, none overlapping."""
    if len(han) - start < 2:
        return []
    known = phrases()
    table = simplified()
    text = han
    if not table.keys().isdisjoint(han):
        text = "".join(table.get(character, character) for character in han)
    if not _has_phrase(text[start:]):
        return []
    found = []
    while start < len(text) - 1:
        spoken = known.get(text[start : start + 3]) or known.get(text[start : start + 2])
        if spoken:
            found.append((start, spoken))
        start += len(spoken) if spoken else 1
    return found


def _has_phrase(han: str) -> bool:
    """False where no word of `_phrases_in` can begin."""
    return not _beginnings().isdisjoint(map(add, han, han[1:]))


@cache
def _beginnings() -> frozenset[str]:
    """The first two characters of every word with a reading of its own."""
    return frozenset(word[:2] for word in phrases())


def _quick(name: str, *, surname_first: bool) -> list[str] | None:
    """The plain syllables of everyday characters without words that are read in their own way (0.5
    µs instead of 4), None for any other name."""
    rest = _plain_rest(name[1:])
    if rest is None or name[:1] in simplified():
        return None
    if not surname_first:
        first = None if name[:2] in _beginnings() else _plain().get(name[:1])
    elif len(name) > 4 or compound_surname(name):
        return None
    else:
        first = _plain_surnames().get(name[:1]) or _plain().get(name[:1])
    return [first, *rest] if first else None


@lru_cache(maxsize=_REMEMBERED)
def _plain_rest(rest: str) -> tuple[str, ...] | None:
    """What follows the first character, kept since given names and kinds of firms repeat."""
    try:
        syllables = tuple(map(_plain().__getitem__, rest))
    except KeyError:
        return None
    if not simplified().keys().isdisjoint(rest) or _has_phrase(rest):
        return None
    return syllables


@lru_cache(maxsize=_REMEMBERED)
def _sole_rest(rest: str) -> tuple[str, ...] | None:
    """The same with the spellings people type."""
    try:
        syllables = tuple(map(_sole().__getitem__, rest))
    except KeyError:
        return None
    return None if _has_phrase(rest) else syllables


@cache
def _read_together() -> frozenset[str]:
    """Two characters that begin a name whose reading is not that of its characters."""
    return _beginnings() | {surname[:2] for surname in compound_surnames()}


@cache
def _sole_firsts() -> dict[str, str]:
    """First characters of a name with their typed spelling, empty where a surname has several."""
    said = {
        surname: options[0] if len(options) == 1 else ""
        for surname, options in _typed_surnames().items()
        if surname in _sole()
    }
    return _sole() | said


@cache
def _plain_surnames() -> dict[str, str]:
    return {surname: fold(spoken[0]) for surname, spoken in single_surnames().items()}


def _written(part: str, has_surname: bool) -> str:
    syllables = pinyin(part, surname_first=has_surname)
    han = "".join(filter(_is_han, part))
    if len(han) != len(syllables):
        return " ".join(syllable[:1].upper() + syllable[1:] for syllable in syllables)
    surname = surname_length(han) if has_surname else 0
    words = [_joined(syllables[:surname]), _joined(syllables[surname:])]
    return " ".join(word for word in words if word)


def _joined(syllables: list[str]) -> str:
    text = ""
    for syllable in syllables:
        text += ("'" if text and fold(syllable)[0] in "aoe" else "") + syllable
    return text[:1].upper() + text[1:]


@cache
def _plain() -> dict[str, str]:
    folded: dict[str, str] = {}
    table = {}
    for character, syllables in readings().items():
        syllable = syllables[0]
        if syllable not in folded:
            folded[syllable] = fold(syllable)
        table[character] = folded[syllable]
    return table


@cache
def _typed() -> dict[str, tuple[str, ...]]:
    """Characters with their typed spellings; equal tuples are one object."""
    return {character: typed(syllables) for character, syllables in readings().items()}


@cache
def _sole() -> dict[str, str]:
    """Everyday simplified characters that have one typed spelling."""
    variants = simplified()
    return {
        character: options[0]
        for character, options in _typed().items()
        if len(options) == 1 and "\u4e00" <= character <= "\u9fff" and character not in variants
    }


@cache
def typed(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """The plain spellings of toned syllables, each once: lǚ → lv, lu, lyu."""
    found: dict[str, None] = {}
    for syllable in syllables:
        plain = fold(syllable)
        if any(letter in syllable for letter in "üǖǘǚǜ"):
            found |= dict.fromkeys((plain.replace("u", "v"), plain, plain.replace("u", "yu")))
        else:
            found[plain] = None
    return tuple(found)


def _widen_surname(name: str, options: list[tuple[str, ...]]) -> None:
    compound = compound_surname(name)
    if compound:
        for at, syllable in enumerate(compound):
            options[at] = _united(typed((syllable,)), options[at])
    elif name[0] in (surnames := _typed_surnames()):
        options[0] = surnames[name[0]]


@cache
def _typed_surnames() -> dict[str, tuple[str, ...]]:
    table = _typed()
    return {
        surname: _united(typed(syllables), table.get(surname, ()))
        for surname, syllables in single_surnames().items()
    }


def _widen_phrases(name: str, options: list[tuple[str, ...]]) -> None:
    if len(name) != len(options):
        return
    for start, spoken in _phrases_in(name, 0):
        for at, syllable in enumerate(spoken, start):
            options[at] = _united(options[at], typed((syllable,)))


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))
