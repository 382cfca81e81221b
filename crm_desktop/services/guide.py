"""The guide: pages of Markdown in both languages, read from the program's own folder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.language.folding import fold
from crm_desktop.text import LanguageCode

CONTENTS = "README.md"
_LINK = re.compile(r"^\s*(?:[-*]|\d+\.) \[([^\]]+)\]\(([a-z-]+)\.md\)", re.MULTILINE)
_NO_WORDS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[#*`|>]")


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page: its name in every language the same, its title, and its Markdown."""

    name: str
    title: str
    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Found:
    """A page that holds all words looked for, with the line that holds the first of them."""

    page: GuidePage
    line: str


def load_guide(folder: Path, code: LanguageCode) -> tuple[GuidePage, ...]:
    """Return the pages of a language in the order of its table of contents.

    Raises OSError where a page that the contents name is not there.
    """
    home = folder / code.value
    contents = (home / CONTENTS).read_text(encoding="utf-8")
    return tuple(_page(home, title, name) for title, name in _LINK.findall(contents))


def look_for(pages: Sequence[GuidePage], text: str) -> list[Found]:
    """Return the pages that hold every word of ``text``, those with it in the title first."""
    words = fold(text).split()
    found = [(page, fold(page.title), fold(page.text)) for page in pages]
    hits = [(page, title) for page, title, whole in found if all(one in whole for one in words)]
    hits.sort(key=lambda hit: not all(word in hit[1] for word in words))
    return [Found(page, _line_with(page, words)) for page, _ in hits]


def _page(home: Path, title: str, name: str) -> GuidePage:
    path = home / f"{name}.md"
    return GuidePage(name, title, path.read_text(encoding="utf-8"), path)


def _line_with(page: GuidePage, words: Sequence[str]) -> str:
    for line in page.text.splitlines():
        plain = _NO_WORDS.sub(r"\1", line).strip()
        if words and words[0] in fold(plain):
            return plain
    return ""
