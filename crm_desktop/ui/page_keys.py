"""The keys of the places of the window that no action of the menu has, in one table.

Whoever gives a page a key of its own adds a line to :data:`PLACES`; the list of shortcuts shows it.
"""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from crm_desktop.text import mark, mark_in

_NATIVE = QKeySequence.SequenceFormat.NativeText
_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter"}


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What some keys do; ``keys`` are as Qt writes them, several ways each on its own."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A page, or something found on several, with its keys."""

    title: str
    lines: tuple[KeyLine, ...]


def keys_text(keys: str) -> str:
    """Return a combination as this system writes it, arrows as arrows: `Ctrl+↓`, `⌘↓`."""
    shown = QKeySequence(keys).toString(_NATIVE)
    for name, sign in _ARROWS.items():
        shown = shown.replace(name, sign)
    return shown


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
        mark("Development plan"),
        (
            KeyLine(("Return",), mark("Add the line that is typed")),
            KeyLine(
                ("Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"),
                mark("Move a line of the SWOT to another list"),
            ),
        ),
    ),
    KeyPlace(
        mark_in("page", "Calendar"),
        (
            KeyLine(("Left", "Right", "Up", "Down"), mark("By day and by week")),
            KeyLine(("PgUp", "PgDown"), mark("Month before, next month")),
            KeyLine(("T", "Home"), mark("Go to today")),
            KeyLine(("Return",), mark("Go into the day; plan a visit on an empty one")),
            KeyLine(("Alt+Left", "Alt+Right"), mark("Move the chosen visit by a day")),
            KeyLine(("Alt+Up", "Alt+Down"), mark("Move the chosen visit by a week")),
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
