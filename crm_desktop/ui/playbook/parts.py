"""What an entry of each book is made of, in the order it is read; knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from crm_desktop.domain.playbook_entries import Book
from crm_desktop.domain.playbook_parts import Path
from crm_desktop.text import mark, mark_in


class PartKind(Enum):
    """How a part is written."""

    TEXT = auto()
    LINES = auto()
    LEVELS = auto()
    POINTS = auto()
    WORDS = auto()


class Pick(Enum):
    """What is chosen for an entry beside its texts."""

    SITUATIONS = auto()
    DIG = auto()
    INDUSTRY = auto()
    CATEGORY = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an entry; ``caption`` and ``add`` (what adds a line) are marked texts.

    One that ``is_title`` says what the entry is called; ``tone`` is the colour of the caption.
    """

    path: Path
    caption: str
    kind: PartKind = PartKind.TEXT
    add: str = ""
    is_title: bool = False
    tone: str = ""


_LINE = mark("In one line")
_ADD_STEP = mark("Add a step")
_QUESTION = (
    Part(("label",), mark("Subject"), is_title=True),
    Part(("ask",), mark_in("playbook", "Ask")),
    Part(("find_out",), mark("Find out")),
    Part(("levels",), mark("Level {level}"), PartKind.LEVELS),
)
PARTS: Mapping[Book, tuple[Part, ...]] = {
    Book.TIERS: (
        Part(("badge",), mark_in("playbook", "Name"), is_title=True),
        Part(("headline",), _LINE),
        Part(("points",), mark_in("playbook", "Service"), PartKind.LINES, mark("Add a line")),
    ),
    Book.MAN: _QUESTION,
    Book.ADVICE: (
        Part(("headline",), _LINE, is_title=True),
        Part(("points",), mark("Steps"), PartKind.LINES, _ADD_STEP),
    ),
    Book.MOMENTS: (
        Part(("label",), mark_in("playbook", "Name"), is_title=True),
        Part(("when",), mark_in("playbook", "When")),
        Part(("points",), mark("Service points"), PartKind.POINTS, mark("Add a service point")),
    ),
    Book.PHRASES: (
        Part(("avoid",), mark("Rather not"), tone="danger"),
        Part(("use",), mark("Better"), tone="good"),
    ),
    Book.MISTAKES: (
        Part(("avoid",), mark("Mistake"), tone="danger"),
        Part(("use",), mark("Better"), tone="good"),
    ),
    Book.QUESTIONS: (Part(("text",), mark_in("playbook", "Ask")),),
    Book.EMOTIONS: (
        Part(("headline",), _LINE),
        Part(("signals",), mark("Signals"), PartKind.LINES, mark("Add a signal")),
        Part(("advice",), mark("What helps"), PartKind.LINES, _ADD_STEP),
    ),
    Book.STYLES: (
        Part(("headline",), _LINE),
        Part(("pace",), mark("Pace")),
        Part(("content",), mark_in("playbook", "Content")),
        Part(("decision",), mark("Decision")),
        Part(("avoid",), mark("Avoid")),
    ),
    Book.CONFLICTS: (
        Part(("why",), mark_in("playbook", "Why"), is_title=True),
        Part(("keywords",), mark("The taboo says"), PartKind.WORDS),
        Part(("triggers",), mark("Warn of"), PartKind.WORDS),
    ),
    Book.STAGES: (Part(("name",), mark_in("playbook", "Name")),),
}
PICKS: Mapping[Book, tuple[str, Pick]] = {
    Book.PHRASES: ("situations", Pick.SITUATIONS),
    Book.QUESTIONS: ("kind", Pick.DIG),
    Book.MOMENTS: ("industry", Pick.INDUSTRY),
    Book.CONFLICTS: ("category", Pick.CATEGORY),
}
"""The key of the entry that is chosen from a list, by book."""

PERSON = "person"
"""The part of a MAN question that differs for a person."""


def parts_of(book: Book, variant: str = "") -> tuple[Part, ...]:
    """Return the parts of an entry, or those of its variant for a person."""
    if not variant:
        return PARTS[book]
    return tuple(replace(part, path=(variant, *part.path)) for part in PARTS[book])
