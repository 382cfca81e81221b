"""How good a passphrase is, and what would make it better."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LEAST_LENGTH = 8
BEST_SCORE = 4
ADVISED_SCORE = 3
LEAST_SCORE = 2
"""With less a file would look safe and not be."""
_WIDE = frozenset("WF")


class PassphraseHint(StrEnum):
    """Why a passphrase is easy to guess."""

    TOO_SHORT = "too_short"
    OWN_WORDS = "own_words"
    COMMON_WORDS = "common_words"
    KEYBOARD_ROW = "keyboard_row"
    REPEATS = "repeats"
    SEQUENCES = "sequences"
    DATES = "dates"
    MORE_WORDS = "more_words"


@dataclass(frozen=True, slots=True)
class Strength:
    """A score from 0, guessed at once, to 4, never; the hints in the order of their weight."""

    score: int
    hints: tuple[PassphraseHint, ...] = ()

    @property
    def is_advised(self) -> bool:
        """Return whether a stolen file would stay shut for years."""
        return self.score >= ADVISED_SCORE


def length(passphrase: str) -> int:
    """Return how long a passphrase is; a Chinese character says as much as two letters."""
    plain = unicodedata.normalize("NFKC", passphrase)
    return sum(1 + (unicodedata.east_asian_width(sign) in _WIDE) for sign in plain)


def is_long_enough(passphrase: str) -> bool:
    """Return whether a passphrase may be used at all."""
    return length(passphrase) >= LEAST_LENGTH
