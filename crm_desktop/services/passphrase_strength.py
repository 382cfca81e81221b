"""How long a passphrase would withstand guessing, by zxcvbn's lists and patterns."""

from collections.abc import Iterable

from crm_desktop.domain.passphrases import (
    ADVISED_SCORE,
    PassphraseHint,
    Strength,
    is_long_enough,
    length,
)

_LONGEST_LOOKED_AT = 72
_PATTERNS = {
    "dictionary": PassphraseHint.COMMON_WORDS,
    "spatial": PassphraseHint.KEYBOARD_ROW,
    "repeat": PassphraseHint.REPEATS,
    "sequence": PassphraseHint.SEQUENCES,
    "date": PassphraseHint.DATES,
    "regex": PassphraseHint.DATES,
}
# What an ideograph adds for somebody who guesses at random among the 3,500 common ones; zxcvbn,
# which knows Latin letters alone, counts it like a digit.
_LENGTH_OF_SCORE = (0, 8, 12, 16, 20)


def strength(passphrase: str, words: Iterable[str] = ()) -> Strength:
    """Return the strength of a passphrase; ``words`` are those a thief would try first.

    What is left of it without them counts, and all of them together for one step more. Some
    milliseconds; the first call loads lists of words for 50 more.
    """
    if not is_long_enough(passphrase):
        return Strength(0, (PassphraseHint.TOO_SHORT,))
    own = sorted({part for word in words for part in word.split() if len(part) > 1}, key=len)
    rest = passphrase.casefold()
    for part in reversed(own):
        rest = rest.replace(part.casefold(), " ")
    found = _look(passphrase)
    if rest == passphrase.casefold():
        score, hints = found
    else:
        score = min(found[0], _look(rest)[0] + 1)
        hints = (PassphraseHint.OWN_WORDS, *found[1])
    return Strength(score, () if score >= ADVISED_SCORE else (*hints, PassphraseHint.MORE_WORDS))


def _look(passphrase: str) -> tuple[int, tuple[PassphraseHint, ...]]:
    if not passphrase.strip():
        return 0, ()
    from zxcvbn import zxcvbn

    found = zxcvbn(passphrase[:_LONGEST_LOOKED_AT])
    score, patterns = found["score"], [one["pattern"] for one in found["sequence"]]
    if set(patterns) <= {"bruteforce"}:
        score = max(score, _score_of_length(passphrase))
    hints = (_PATTERNS[one] for one in patterns if one in _PATTERNS)
    return score, tuple(dict.fromkeys(hints))


def _score_of_length(passphrase: str) -> int:
    is_mixed = len(set(passphrase)) > len(passphrase) // 2
    size = length(passphrase) if is_mixed else 0
    return max(score for score, least in enumerate(_LENGTH_OF_SCORE) if size >= least)
