"""The character tables beside this module, read when first needed (written by
packaging/language/build_tables.py)."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")


@cache
def simplified() -> dict[str, str]:
    """Traditional and variant characters with the simplified one each folds to (4,100).

    One character folds to one character whatever stands around it: 乾 folds to 干 in 乾隆 too.
    Wrong as a conversion, right as a key, since text and query fold alike.
    """
    sources, targets = _lines("simplified.txt")
    return dict(zip(sources, targets, strict=True))


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Every Han character (42,000) with its plausible readings, tone marks on, most usual first."""
    table: dict[str, tuple[str, ...]] = {}
    for line in _lines("readings.txt"):
        syllable, characters = line.split("\t")
        if syllable[0] == "+":
            for character in characters:
                table[character] += (syllable[1:],)
        else:
            table.update(dict.fromkeys(characters, (syllable,)))
    return table


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Words of two or three characters that read otherwise than their characters alone (重庆)."""
    rows = (line.split("\t") for line in _lines("phrases.txt"))
    return {phrase: tuple(syllables.split(" ")) for phrase, syllables in rows}


def _lines(name: str) -> Iterator[str]:
    return iter((_DATA / name).read_text(encoding="utf-8").splitlines())
