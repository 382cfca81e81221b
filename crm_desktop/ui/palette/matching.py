"""How well the words of an action fit what is typed, in either language; knows no widget."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from crm_desktop.language.folding import fold
from crm_desktop.language.search_tokens import Token, index_tokens, is_met, query_tokens

_SHORTEST_INSIDE = 3
_SHORTEST_SUBSEQUENCE = 3
_WORD_STARTS = " -/"


class Fit(IntEnum):
    """The better the smaller."""

    EXACT = 0
    BEGINS = 1
    WORDS = 2
    """Every word that is typed begins a word, its pinyin or the initials."""
    HOLDS = 3
    EXPLAINED = 4
    """It stands in the explanation."""
    LETTERS = 5
    """The letters follow each other with gaps, the first one begins a word."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of something in both languages, prepared to be compared with what is typed."""

    names: tuple[str, ...]
    index: str
    explained: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is typed, prepared to be compared with many words."""

    folded: str
    squeezed: str
    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, text: str) -> "Wanted":
        """Prepare a text."""
        folded = " ".join(fold(text).split())
        return cls(folded, folded.replace(" ", ""), tuple(query_tokens(text)))


def words_of(names: Iterable[str], explained: Iterable[str] = ()) -> Words:
    """Prepare the names of something and the sentences that explain it; takes 0.1 ms."""
    known = tuple(dict.fromkeys(filter(None, names)))
    folded = tuple(" ".join(fold(name).split()) for name in known)
    return Words(folded, index_tokens(known, (), (), ()), index_tokens((), (), (), explained))


def fit(words: Words, wanted: Wanted) -> Fit | None:
    """Return how well words fit what is typed, None where they don't; takes some microseconds."""
    folded = wanted.folded
    if not wanted.tokens:
        return None
    if folded in words.names:
        return Fit.EXACT
    if any(name.startswith(folded) for name in words.names):
        return Fit.BEGINS
    if all(is_met(words.index, token) for token in wanted.tokens):
        return Fit.WORDS
    if _may_be_inside(folded) and any(folded in name for name in words.names):
        return Fit.HOLDS
    if all(is_met(words.explained, token) for token in wanted.tokens):
        return Fit.EXPLAINED
    is_long = len(wanted.squeezed) >= _SHORTEST_SUBSEQUENCE
    if is_long and any(_follows(name, wanted.squeezed) for name in words.names):
        return Fit.LETTERS
    return None


def _may_be_inside(folded: str) -> bool:
    """Two letters stand in the middle of many words; two characters are a word."""
    return len(folded) >= _SHORTEST_INSIDE or not folded.isascii()


def _follows(name: str, letters: str) -> bool:
    """Whether letters stand in a name one after the other, from the start of a word on."""
    starts = [at for at, sign in enumerate(name) if sign == letters[0]]
    return any(
        _is_subsequence(letters, name[at:])
        for at in starts
        if not at or name[at - 1] in _WORD_STARTS
    )


def _is_subsequence(letters: str, name: str) -> bool:
    at = 0
    for letter in letters:
        at = name.find(letter, at) + 1
        if not at:
            return False
    return True
