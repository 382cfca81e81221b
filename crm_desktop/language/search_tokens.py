"""What the search index holds of a card, and what a typed query asks of it.

Index grammar (`index_tokens`), terms separated by spaces, after folding:

- Every Han, kana and Hangul character is a term: `张 梅`; values are parted by `SEPARATOR`, so no
  run of characters crosses from one value into the next.
- Every word start is a term of the letters from there on, words squeezed together, cut to
  `WORD_LENGTH`: `O'Brien Ann` gives `obrienann`, `brienann`, `ann`. Every question about words is a
  prefix question, so the word itself needs no term. The top-level domain of an e-mail address
  starts none.
- Names also give, from each of their words or Han characters on, the initials (`zm`) and for Han
  the plain pinyin (`zhangmei`, `mei`), in every plausible reading (at most `MAX_READINGS`
  together), cut to `SOUND_LENGTH`; a name of three or four characters its surname with initials
  (`zhangwm`).
- Phones give every three digits that stand side by side, in their order: `138 381 812`. Any run of
  digits inside the number is then a phrase, and such short terms, which many cards share, cost
  the index a third of what every tail of the number would.

Query grammar (`query_tokens`): the query is split at white space; every `Token` must be found, in
any order. A chunk asks for its CJK characters as one phrase and for its letters and digits,
squeezed (`anna@ex` asks `annaex`), as a prefix; more than three digits alone also as a phrase. A
group of one or two digits may also be part of the digits around it (`8888 66`). Neither side ever
hands raw input to the index: terms are letters, digits and marks only, so `"`, `*` and `AND` are
text.

The index must be made with tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, zip_longest

from crm_desktop.language.folding import fold
from crm_desktop.language.phones import MIN_RUN, digit_runs, digits_of
from crm_desktop.language.pinyin import sole_spellings, spellings

SEPARATOR = "\ue000"
WORD_LENGTH = 20
SOUND_LENGTH = 12
MAX_READINGS = 32

_CJK = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs of Indic, Thai, Tibetan, Myanmar and Khmer are part of the word, which \w denies.
_WORD = re.compile(
    "(?:[^\\W_]|[\u0900-\u0963\u0966-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd"
    "\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3])+"
)
_PLAIN_WORD = re.compile("[a-z0-9]+")
"""The same for folded ASCII, in a third of the time."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that stand side by side; with `is_prefix` the last is the beginning of a term."""

    terms: tuple[str, ...]
    is_prefix: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A condition a card must meet: one of its phrases is found."""

    alternatives: tuple[Phrase, ...]


def index_tokens(
    names: Iterable[str], phones: Iterable[str], emails: Iterable[str], other: Iterable[str]
) -> str:
    """The index text of one card. Phones may be in any written form, each also as E.164 where that
    is known; `other` (city, company number, tags) is found by characters and words only."""
    characters: list[str] = []
    terms: list[str] = []
    for name in names:
        _add_name(name, characters, terms)
    for text in other:
        if text.isalpha():
            own_characters, own_terms = _of_text(text)
            characters += own_characters
            terms += own_terms
        else:
            _add_text(text, characters, terms)
    for email in emails:
        _add_email(email, characters, terms)
    for digits in _longest(list(map(digits_of, phones))):
        characters += digit_runs(digits)
        characters.append(SEPARATOR)
    return " ".join([*characters, *dict.fromkeys(terms)])


def query_tokens(query: str) -> list[Token]:
    """The conditions of a query, in its order; none when it holds no letter or digit."""
    tokens: list[Token] = []
    chunks = [_split(chunk) for chunk in fold(query).split()]
    for is_number, group in groupby(chunks, key=_is_number):
        if is_number:
            tokens += _number_tokens([word for _, word in group])
            continue
        for characters, word in group:
            if characters:
                tokens.append(Token((Phrase(tuple(characters), is_prefix=False),)))
            if word:
                tokens.append(Token(_word_phrases(word)))
    return tokens


def is_met(index_text: str, token: Token) -> bool:
    """Whether a text made by `index_tokens` meets a condition, as the search index would say."""
    text = f" {index_text} "
    return any(
        f" {' '.join(phrase.terms)}{'' if phrase.is_prefix else ' '}" in text
        for phrase in token.alternatives
    )


def match_expression(tokens: Sequence[Token]) -> str:
    """The FTS5 expression of `tokens`; empty when there are none, which FTS5 refuses."""
    return " AND ".join(
        "(" + " OR ".join(_quoted(phrase) for phrase in token.alternatives) + ")"
        for token in tokens
    )


@cache
def _cjk() -> re.Pattern[str]:
    """Compiled at first need (3 ms), since a Latin file never asks."""
    return re.compile(f"[{_CJK}]")


def _quoted(phrase: Phrase) -> str:
    return '"' + " ".join(phrase.terms) + '"' + ("*" if phrase.is_prefix else "")


def _split(chunk: str) -> tuple[str, str]:
    if chunk.isascii():
        return "", "".join(_WORD.findall(chunk))
    characters = "".join(_cjk().findall(chunk))
    return characters, "".join(_WORD.findall(_cjk().sub(" ", chunk)))


def _is_number(chunk: tuple[str, str]) -> bool:
    characters, word = chunk
    return not characters and word.isdecimal()


def _number_tokens(groups: list[str]) -> list[Token]:
    joined = "".join(groups)
    tokens = []
    for group in groups:
        phrases = _word_phrases(group)
        if len(groups) > 1 and len(group) < MIN_RUN:
            phrases += _word_phrases(joined)
        tokens.append(Token(phrases))
    return tokens


def _word_phrases(word: str) -> tuple[Phrase, ...]:
    phrases = [Phrase((word[:WORD_LENGTH],), is_prefix=True)]
    if len(word) > MIN_RUN and word.isdecimal():
        phrases.append(Phrase(tuple(digit_runs(word)), is_prefix=False))
    if len(word) > SOUND_LENGTH:
        phrases.append(Phrase((word[:SOUND_LENGTH],), is_prefix=False))
    return tuple(phrases)


def _longest(numbers: list[str]) -> list[str]:
    """Those that are not the end of the next: 138... before +86 138... gives no term of its own."""
    if len(numbers) < 2:
        return numbers
    if len(numbers) == 2 and numbers[0] != numbers[1]:
        return numbers[1:] if numbers[1].endswith(numbers[0]) else numbers
    return [
        one
        for one, after in zip_longest(numbers, numbers[1:], fillvalue="")
        if one == after or not after.endswith(one)
    ]


def _add_name(name: str, characters: list[str], terms: list[str]) -> None:
    if name.isascii():
        _add_initials(_add_text(name, characters, terms), terms)
    elif sounds := sole_spellings(name):
        characters += name
        characters.append(SEPARATOR)
        _add_one_reading(sounds, terms)
    else:
        _add_initials(_add_text(name, characters, terms), terms)
        _add_sounds(spellings(name), terms)


@lru_cache(maxsize=4096)
def _of_text(text: str) -> tuple[list[str], list[str]]:
    """The characters and terms of a word, kept since many cards share cities and tags; a number of
    a customer is nobody else's."""
    characters: list[str] = []
    terms: list[str] = []
    _add_text(text, characters, terms)
    return characters, terms


def _add_text(text: str, characters: list[str], terms: list[str]) -> list[str]:
    folded = fold(text)
    if folded.isascii():
        words = _PLAIN_WORD.findall(folded)
    else:
        found = _cjk().findall(folded)
        if found:
            characters += found
            characters.append(SEPARATOR)
            if len(found) == len(folded):
                return []
            folded = _cjk().sub(" ", folded)
        words = _WORD.findall(folded)
    if words:
        _add_words(words, len(words), terms)
    return words


def _add_words(words: list[str], starts: int, terms: list[str]) -> None:
    squeezed = "".join(words)
    terms.append(squeezed[:WORD_LENGTH])
    at = 0
    for word in words[: starts - 1]:
        at += len(word)
        terms.append(squeezed[at : at + WORD_LENGTH])


def _add_email(email: str, characters: list[str], terms: list[str]) -> None:
    if not email.isascii():
        _add_text(email, characters, terms)
        return
    words = _PLAIN_WORD.findall(email.lower())
    if words:
        _add_words(words, max(1, len(words) - 1), terms)


def _add_initials(words: list[str], terms: list[str]) -> None:
    """One initial alone is the beginning of its word, so it needs no term."""
    if len(words) > 1:
        initials = "".join([word[0] for word in words])
        terms += [initials[at : at + SOUND_LENGTH] for at in range(len(initials) - 1)]


def _add_sounds(options: list[tuple[str, ...]], terms: list[str]) -> None:
    if sum(map(len, options)) == len(options):
        if options:
            _add_one_reading([option[0] for option in options], terms)
        return
    for at in range(len(options)):
        terms += _readings(tuple(options[at : at + SOUND_LENGTH]))
    initials = [tuple(dict.fromkeys([sound[0] for sound in option])) for option in options]
    for at in range(len(initials) - 1):
        terms += _readings(tuple(initials[at : at + SOUND_LENGTH]))
    if 3 <= len(options) <= 4:
        terms += _readings((options[0], *initials[1:]))


def _add_one_reading(sounds: list[str], terms: list[str]) -> None:
    if len(sounds) == 3:
        terms += _three(*sounds)
        return
    initials = "".join([sound[0] for sound in sounds])
    if len(sounds) > 1:
        terms += [initials[at : at + SOUND_LENGTH] for at in range(len(sounds) - 1)]
    squeezed = "".join(sounds)
    at = 0
    for sound in sounds:
        terms.append(squeezed[at : at + SOUND_LENGTH])
        at += len(sound)
    if 3 <= len(sounds) <= 4:
        terms.append((sounds[0] + initials[1:])[:SOUND_LENGTH])


def _three(surname: str, first: str, second: str) -> tuple[str, ...]:
    """The same for most Chinese names, in half of the time; a sound has at most six letters."""
    given, initials = first + second, first[0] + second[0]
    return (
        surname[0] + initials,
        initials,
        (surname + given)[:SOUND_LENGTH],
        given,
        second,
        surname + initials,
    )


@lru_cache(maxsize=4096)
def _readings(options: tuple[tuple[str, ...], ...]) -> list[str]:
    """Kept for the ends of names, which repeat: 有限公司."""
    return readings_from(options)


def readings_from(options: Sequence[tuple[str, ...]]) -> list[str]:
    """The squeezed readings of the characters, cut to `SOUND_LENGTH`, the most usual first."""
    texts = [""]
    for sounds in options:
        if all(len(text) >= SOUND_LENGTH for text in texts):
            break
        texts = [text + sound for text in texts for sound in sounds][:MAX_READINGS]
    return [text[:SOUND_LENGTH] for text in texts]
