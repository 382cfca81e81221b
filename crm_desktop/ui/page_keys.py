"""The keys of the places of the window that no action of the menu has, in one table.

Whoever gives a page a key of its own adds a line to :data:`PLACES`; the list of shortcuts shows it.
"""

import re
import sys
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from crm_desktop.text import mark, mark_in

_SIGNS = {
    "Arrows": "↑↓←→", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→",
    "Return": "Enter", "PgDown": "PgDn",
}  # fmt: skip
_NAMES = re.compile(rf"\b({'|'.join(_SIGNS)})\b")


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What some keys do; ``keys`` are as Qt writes them, several ways each on its own.

    ``Arrows`` stands for all four of them.
    """

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A page, or something found on several, with its keys."""

    title: str
    lines: tuple[KeyLine, ...]


def keys_text(keys: str) -> str:
    """Return a combination as this system writes it, arrows as arrows: `Ctrl+↓`, `⌘↓`.

    Keys stand as they are printed on keyboards, in English also where the window is Chinese.
    """
    if sys.platform == "darwin":
        one = QKeySequence(keys.replace("Arrows", "Up"))
        shown = one.toString(QKeySequence.SequenceFormat.NativeText)
        return shown.replace("↑", _SIGNS["Arrows"]) if "Arrows" in keys else shown
    return _NAMES.sub(lambda name: _SIGNS[name[0]], keys)


PLACES: tuple[KeyPlace, ...] = (
    KeyPlace(
        mark("Search and commands"),
        (
            KeyLine(("Up", "Down"), mark("Choose among what is found")),
            KeyLine(("Return",), mark("Open or do what is chosen")),
            KeyLine((">",), mark("Look among actions alone")),
            KeyLine(("Esc",), mark("Go back to where you were")),
        ),
    ),
    KeyPlace(
        mark_in("page", "Today"),
        (
            KeyLine(("Return",), mark("Do what is proposed")),
            KeyLine(("Ctrl+Return",), mark("Open the card")),
            KeyLine(("Space",), mark("Show what else can be done")),
            KeyLine(("Del",), mark("Be done with it")),
        ),
    ),
    KeyPlace(
        mark("List of customers"),
        (
            KeyLine(("Return",), mark("Open the card")),
            KeyLine(("Space",), mark("Choose the customer or not")),
            KeyLine(("Shift+Up", "Shift+Down"), mark("Choose several")),
            KeyLine(("Ctrl+A",), mark("Choose all")),
        ),
    ),
    KeyPlace(
        mark_in("page", "Card"),
        (
            KeyLine(("Ctrl+PgDown", "Ctrl+PgUp"), mark("Next tab, tab before")),
            KeyLine(("Ctrl+V",), mark("Paste a picture as the photo")),
        ),
    ),
    KeyPlace(
        mark("Lists on a card"),
        (
            KeyLine(("Up", "Down"), mark("From line to line")),
            KeyLine(("Home", "End"), mark("First line, last line")),
            KeyLine(("Return", "Space"), mark("Open or close a line")),
            KeyLine(("Del",), mark("Remove the line")),
            KeyLine(("Esc",), mark("Close the line, put a new one away")),
            KeyLine(("Ctrl+Return",), mark("Save a new record from a note")),
        ),
    ),
    KeyPlace(
        mark("Map of people"),
        (
            KeyLine(("Arrows",), mark("To the person there")),
            KeyLine(("Return",), mark("Edit the person beside the map")),
            KeyLine(("Ctrl+Return",), mark("Open the person in the list")),
            KeyLine(("Alt+Arrows",), mark("Move the person")),
            KeyLine(("L",), mark("Draw an arrow from the person")),
            KeyLine(("Del",), mark("Remove the arrow or the person")),
            KeyLine(("+", "-", "Ctrl+0"), mark("Larger, smaller, all of it")),
        ),
    ),
    KeyPlace(
        mark_in("tab of a card", "Service"),
        (
            KeyLine(("Return",), mark("Log the line that is typed")),
            KeyLine(("Ctrl+Return",), mark("Log the form from any field")),
            KeyLine(("Up", "Down", "PgUp", "PgDown"), mark("Through the timeline")),
        ),
    ),
    KeyPlace(
        mark("Questions of MAN"),
        (
            KeyLine(("0", "1", "2", "3", "4"), mark("Answer with a level")),
            KeyLine(("U",), mark("Not known")),
            KeyLine(("N",), mark("Does not apply")),
        ),
    ),
    KeyPlace(
        mark("Development plan"),
        (
            KeyLine(("Return",), mark("Add the line that is typed")),
            KeyLine(
                ("Alt+Arrows",),
                mark("Move a line of the SWOT to another list"),
            ),
        ),
    ),
    KeyPlace(
        mark("Duplicates"),
        (
            KeyLine(("M",), mark("Merge")),
            KeyLine(("N",), mark("Not the same")),
            KeyLine(("L",), mark("Later")),
            KeyLine(("Return",), mark("Go to the choices")),
        ),
    ),
    KeyPlace(
        mark_in("page", "Calendar"),
        (
            KeyLine(("Arrows",), mark("By day and by week")),
            KeyLine(("PgUp", "PgDown"), mark("Month before, next month")),
            KeyLine(("T", "Home"), mark("Go to today")),
            KeyLine(("Return",), mark("Go into the day; plan a visit on an empty one")),
            KeyLine(("Alt+Left", "Alt+Right"), mark("Move the chosen visit by a day")),
            KeyLine(("Alt+Up", "Alt+Down"), mark("Move the chosen visit by a week")),
        ),
    ),
    KeyPlace(
        mark("After a visit"),
        (KeyLine(("Ctrl+Return",), mark("Save what came of it")),),
    ),
    KeyPlace(
        mark("Playbook"),
        (
            KeyLine(("Return", "F2"), mark("Edit an entry")),
            KeyLine(("Up", "Down"), mark("From entry to entry")),
        ),
    ),
    KeyPlace(
        mark("Pages of a brief"),
        (
            KeyLine(("Ctrl++", "Ctrl+-"), mark("Larger, smaller")),
            KeyLine(("Ctrl+0",), mark("Whole width")),
        ),
    ),
)
"""The places in the order a person comes to them."""
