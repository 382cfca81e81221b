"""Whether a folded text holds a word: a Latin one whole or as a plural, a Chinese one anywhere."""

import re

_LATIN = re.compile(r"[a-z0-9]")
_PLURAL = "(?:e?s)?"


def holds(text: str, word: str) -> bool:
    """Return whether a text holds a word; both are folded and of one line, an empty one is none."""
    if not word or word not in text:
        return False
    before = "(?<![a-z0-9])" if _LATIN.match(word) else ""
    after = f"{_PLURAL}(?![a-z0-9])" if _LATIN.match(word[-1]) else ""
    return re.search(f"{before}{re.escape(word)}{after}", text) is not None


def one_line(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())
