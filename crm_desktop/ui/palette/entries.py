"""What the palette offers: entries in sections, each with what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.text import mark, mark_in


class Section(StrEnum):
    """The groups of the palette."""

    RECENT = "recent"
    CUSTOMERS = "customers"
    PEOPLE = "people"
    ACTIONS = "actions"
    CARD = "card"
    VIEWS = "views"
    SETTINGS = "settings"


TITLES: Mapping[Section, str] = {
    Section.RECENT: mark("Seen lately"),
    Section.CUSTOMERS: mark("Customers"),
    Section.PEOPLE: mark("People"),
    Section.ACTIONS: mark("Actions"),
    Section.CARD: mark_in("palette", "On this card"),
    Section.VIEWS: mark("Saved views"),
    Section.SETTINGS: mark("Settings"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; ``tier`` is None where no badge stands in front but the icon.

    ``keys`` is its shortcut as this system writes it. Without ``act`` it is greyed and ``detail``
    says why. ``ident`` tells it from all others, also after the lines were made anew.
    """

    section: Section
    ident: str
    title: str
    detail: str = ""
    keys: str = ""
    icon: str = ""
    tier: str | None = None
    act: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above the entries of a section."""

    title: str


Line = Entry | Heading
