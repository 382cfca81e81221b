"""Compares names of columns and tables as people mean them, not as they typed them."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
_NUMBERED = re.compile(r"(.*?\D)(\d{1,2})(\D*)$")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Letters and digits alone, in one case and width: `Customer ID`, `customer_id` are equal."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", name).casefold())


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name; `InvoiceDate` has two."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", name))
    return tuple(word.casefold() for word in _NOT_WORD.split(spaced) if word)


def without_unit(name: str) -> str:
    """The name without what stands in brackets: `Amount (USD)` is an amount."""
    return _BRACKETS.sub("", name).strip() or name


def unit(name: str) -> str:
    """What stands in brackets, or ""."""
    match = _BRACKETS.search(name)
    return match[0][1:-1].strip() if match else ""


def numbered(name: str) -> tuple[str, int] | None:
    """A folded name without its number, and the number: `E-mail 2 Address` is (emailaddress, 2)."""
    match = _NUMBERED.match(fold(name))
    return (match[1] + match[3], int(match[2])) if match else None


def singular(word: str) -> str:
    """A plain English singular; other words come back as they are."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
