"""Every action of the window: its words, shortcut and icon, in one table."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.text import Language, mark, mark_in
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import name_action

REMOVAL_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
"""What removes the thing that has the keyboard; Apple's small keyboards have the second alone."""
_REDO = QKeySequence.StandardKey.Redo


class ActionCode(StrEnum):
    """What a person may ask of the window."""

    NEW_FILE = "new_file"
    OPEN_FILE = "open_file"
    IMPORT = "import"
    EXPORT_ALL = "export_all"
    EXPORT_CALENDAR = "export_calendar"
    BACKUPS = "backups"
    SAVE_COPY = "save_copy"
    LOCK = "lock"
    CLOSE_WINDOW = "close_window"
    NEW_CUSTOMER = "new_customer"
    DUPLICATES = "duplicates"
    PRIVACY = "privacy"
    UNDO = "undo"
    REDO = "redo"
    COPY_CARD = "copy_card"
    BIN = "bin"
    FILTER = "filter"
    SEARCH = "search"
    REFRESH = "refresh"
    BACK = "back"
    TODAY = "today"
    CUSTOMERS = "customers"
    TIERS = "tiers"
    CALENDAR = "calendar"
    PLAYBOOK = "playbook"
    SETTINGS = "settings"
    PRINT_BRIEF = "print_brief"
    DAY_PLAN = "day_plan"
    LOG = "log"
    PLAN_VISIT = "plan_visit"
    HANDOVER = "handover"
    SUBJECT_ACCESS = "subject_access"
    EXPORT_TIERS = "export_tiers"
    GUIDE = "guide"
    SHORTCUTS = "shortcuts"
    ABOUT = "about"
    TRUST_LOG = "trust_log"
    ERASE = "erase"


@dataclass(frozen=True)
class ActionSpec:
    """Words with the letter to press behind &, a tip, the shortcut and the icon.

    ``more`` are shortcuts besides the one that is shown; ``mac`` is the one of macOS where the
    usual one has another meaning there, as ⌘M for minimising.
    """

    text: str
    tip: str
    shortcut: str = ""
    icon: str = ""
    more: tuple[str, ...] = ()
    mac: str = ""


ACTIONS: Mapping[ActionCode, ActionSpec] = MappingProxyType(
    {
        ActionCode.NEW_FILE: ActionSpec(
            mark("&New file…"), mark("Make an empty customer file"), "Ctrl+Shift+N", "file-plus"
        ),
        ActionCode.OPEN_FILE: ActionSpec(
            mark("&Open file…"), mark("Open another customer file"), "Ctrl+O", "folder-open"
        ),
        ActionCode.IMPORT: ActionSpec(
            mark("&Import lists…"),
            mark("Take in customers, purchases and more from CSV and Excel lists"),
            "Ctrl+I",
            "download",
        ),
        ActionCode.EXPORT_ALL: ActionSpec(
            mark("E&xport everything…"),
            mark("Write all of the file to a zip that can be read without this program"),
            "",
            "upload",
        ),
        ActionCode.EXPORT_CALENDAR: ActionSpec(
            mark("Export the &calendar…"),
            mark("Write visits and days to remember for Google, Outlook and Apple's calendars"),
            "",
            "calendar",
        ),
        ActionCode.LOCK: ActionSpec(
            mark("&Lock now"),
            mark("Close the file until its passphrase is given"),
            "Ctrl+Shift+L",
            "lock",
        ),
        ActionCode.BACKUPS: ActionSpec(
            mark("&Backups…"),
            mark("Look at the backups of this file, make one, go back to one"),
            "",
            "history",
        ),
        ActionCode.SAVE_COPY: ActionSpec(
            mark("Save a &copy as…"),
            mark("Write all of this file to a second one and work on as before"),
            "",
            "copy",
        ),
        ActionCode.CLOSE_WINDOW: ActionSpec(
            mark("&Quit"), mark("Close the window; everything is saved"), "Ctrl+Q", "log-out"
        ),
        ActionCode.NEW_CUSTOMER: ActionSpec(
            mark("&New customer…"), mark("Add a customer card"), "Ctrl+N", "user-plus"
        ),
        ActionCode.PRIVACY: ActionSpec(
            mark("C&onsent and retention"),
            mark("Settle sensitive facts, and decide on cards past their term"),
            "",
            "eye-off",
        ),
        ActionCode.DUPLICATES: ActionSpec(
            mark("Find d&uplicates…"),
            mark("Cards that may be of the same customer, to merge or to tell apart"),
            "",
            "copy",
        ),
        ActionCode.UNDO: ActionSpec(
            mark("&Undo"), mark("Take back the newest change of this window"), "Ctrl+Z", "undo-2"
        ),
        ActionCode.REDO: ActionSpec(
            mark("&Redo"), mark("Do again what was undone last"), "Ctrl+Y", "redo-2"
        ),
        ActionCode.COPY_CARD: ActionSpec(
            mark("&Copy as text"), mark("Copy the card as text"), "Ctrl+Shift+C", "copy"
        ),
        ActionCode.BIN: ActionSpec(
            mark("Move to &bin"), mark("Move the chosen customers to the bin"), "Del", "trash-2"
        ),
        ActionCode.FILTER: ActionSpec(
            mark("&Filter"), mark("Type to filter the list"), "Ctrl+F", "filter"
        ),
        ActionCode.SEARCH: ActionSpec(
            mark("&Search and commands"),
            mark("Find a customer, a person or an action by name, pinyin, initials or phone"),
            "Ctrl+K",
            "search",
        ),
        ActionCode.REFRESH: ActionSpec(
            mark("Re&fresh"), mark("Read everything shown again"), "F5", "refresh-cw"
        ),
        ActionCode.BACK: ActionSpec(
            mark("&Back"), mark("Go back to where you came from"), "Esc", "chevron-left"
        ),
        ActionCode.TODAY: ActionSpec(
            mark_in("page", "T&oday"), mark("What to do now, and why"), "Ctrl+1", "sun"
        ),
        ActionCode.CUSTOMERS: ActionSpec(
            mark("&Customers"), mark("The list of customers"), "Ctrl+2", "users"
        ),
        ActionCode.TIERS: ActionSpec(
            mark("&Tiers"), mark("Who is A, B or C, and why"), "Ctrl+3", "chart-column"
        ),
        ActionCode.CALENDAR: ActionSpec(
            mark_in("page", "Ca&lendar"),
            mark("Visits and days to remember, by month and by day"),
            "Ctrl+4",
            "calendar",
        ),
        ActionCode.PLAYBOOK: ActionSpec(
            mark("&Playbook"),
            mark("Strategies, questions and phrases, to read and to make your own"),
            "Ctrl+5",
            "book-open",
        ),
        ActionCode.SETTINGS: ActionSpec(
            mark("&Settings"), mark("Language, look and your name"), "Ctrl+,", "settings"
        ),
        ActionCode.PRINT_BRIEF: ActionSpec(
            mark("&Print brief…"), mark("Look at the visit brief and print it"), "Ctrl+P", "printer"
        ),
        ActionCode.DAY_PLAN: ActionSpec(
            mark("Print a &day…"),
            mark("Print the plan and the briefs of a day's visits"),
            "Ctrl+Shift+P",
            "calendar",
        ),
        ActionCode.LOG: ActionSpec(
            mark("&Log an interaction"), mark("Note what happened"), "Ctrl+L", "pencil"
        ),
        ActionCode.PLAN_VISIT: ActionSpec(
            mark("Plan a &visit"),
            mark("Plan a visit to this customer"),
            "Ctrl+M",
            "calendar-plus",
            mac="Ctrl+Shift+M",
        ),
        ActionCode.HANDOVER: ActionSpec(
            mark("Write a &handover pack…"),
            mark("All that the next account manager must know, as a PDF and for the program"),
            "",
            "briefcase",
        ),
        ActionCode.SUBJECT_ACCESS: ActionSpec(
            mark("Write what is stored about a p&erson…"),
            mark("Everything about one person who asks for it, as a PDF and as JSON"),
            "",
            "user",
        ),
        ActionCode.TRUST_LOG: ActionSpec(
            mark("Log of p&rints and exports"),
            mark("What was printed, exported and erased: who, when, how much, for whose eyes"),
            "",
            "file-text",
        ),
        ActionCode.ERASE: ActionSpec(
            mark("Erase for &good…"),
            mark("Take a customer or a person out of the file and its backups, without a way back"),
            "",
            "trash-2",
        ),
        ActionCode.EXPORT_TIERS: ActionSpec(
            mark("&Export the tier list…"),
            mark("Write the tier list as PDF, XLSX or CSV"),
            "Ctrl+E",
            "upload",
        ),
        ActionCode.GUIDE: ActionSpec(
            mark("&Guide"), mark("Read about what you look at"), "F1", "book-open"
        ),
        ActionCode.SHORTCUTS: ActionSpec(
            mark("&Keyboard shortcuts"),
            mark("All shortcuts at a glance"),
            "?",
            "circle-help",
            ("Ctrl+/",),
        ),
        ActionCode.ABOUT: ActionSpec(
            mark("&About CRM Desktop"), mark("Version and licences"), "", "info"
        ),
    }
)

_ROLES = {
    ActionCode.SETTINGS: QAction.MenuRole.PreferencesRole,
    ActionCode.ABOUT: QAction.MenuRole.AboutRole,
    ActionCode.CLOSE_WINDOW: QAction.MenuRole.QuitRole,
}
"""What macOS moves into the menu of the program; by itself it knows the English words alone."""

Menu = tuple[str, tuple[ActionCode | None, ...]]
MENUS: tuple[Menu, ...] = (
    (
        mark("&File"),
        (
            ActionCode.NEW_FILE,
            ActionCode.OPEN_FILE,
            None,
            ActionCode.IMPORT,
            ActionCode.EXPORT_TIERS,
            ActionCode.EXPORT_CALENDAR,
            ActionCode.EXPORT_ALL,
            None,
            ActionCode.BACKUPS,
            ActionCode.SAVE_COPY,
            ActionCode.TRUST_LOG,
            None,
            ActionCode.SETTINGS,
            None,
            ActionCode.LOCK,
            ActionCode.CLOSE_WINDOW,
        ),
    ),
    (
        mark("&Edit"),
        (
            ActionCode.UNDO,
            ActionCode.REDO,
            None,
            ActionCode.COPY_CARD,
            ActionCode.BIN,
            None,
            ActionCode.FILTER,
            ActionCode.SEARCH,
        ),
    ),
    (
        mark("&View"),
        (
            ActionCode.TODAY,
            ActionCode.CUSTOMERS,
            ActionCode.TIERS,
            ActionCode.CALENDAR,
            ActionCode.PLAYBOOK,
            None,
            ActionCode.BACK,
            ActionCode.REFRESH,
        ),
    ),
    (
        mark_in("menu", "&Customer"),
        (
            ActionCode.NEW_CUSTOMER,
            None,
            ActionCode.LOG,
            ActionCode.PLAN_VISIT,
            ActionCode.PRINT_BRIEF,
            ActionCode.DAY_PLAN,
            None,
            ActionCode.DUPLICATES,
            ActionCode.PRIVACY,
            None,
            ActionCode.HANDOVER,
            ActionCode.SUBJECT_ACCESS,
            None,
            ActionCode.ERASE,
        ),
    ),
    (mark("&Help"), (ActionCode.GUIDE, ActionCode.SHORTCUTS, None, ActionCode.ABOUT)),
)
"""The menu bar; None is a line between groups. Every action stands in it once."""


def plain(text: str) -> str:
    """Return the words of an action without the mark of its letter, also `文件(&F)`."""
    head, _, letter = text.partition("(&")
    return (head if letter else text).replace("&", "").strip()


def keys_of(code: ActionCode, *, is_mac: bool = sys.platform == "darwin") -> QKeySequence:
    """Return the shortcut of an action on this system, an empty one where it has none."""
    spec = ACTIONS[code]
    return QKeySequence(spec.mac if is_mac and spec.mac else spec.shortcut)


def shown_keys(code: ActionCode) -> str:
    """Return the shortcut of an action as this system writes it: Ctrl+K, ⌘K on macOS."""
    return keys_of(code).toString(QKeySequence.SequenceFormat.NativeText)


def make_action(code: ActionCode, language: Language, icons: Icons, owner: QWidget) -> QAction:
    """Return the action of a code in the reader's language, with its shortcut in the tooltip."""
    spec = ACTIONS[code]
    action = QAction(language.text(spec.text), owner)
    action.setObjectName(code.value)
    action.setMenuRole(_ROLES.get(code, QAction.MenuRole.NoRole))
    if spec.icon:
        action.setIcon(icons.icon(spec.icon))
    tip = language.text(spec.tip)
    if spec.shortcut:
        keys = keys_of(code)
        further = [QKeySequence(one) for one in spec.more]
        usual = QKeySequence.keyBindings(_REDO) if code is ActionCode.REDO else []
        action.setShortcuts([keys, *further, *(one for one in usual if one != keys)])
        tip = language.with_note(tip, shown_keys(code))
    name_action(action, tip)
    action.setStatusTip("")
    return action


def fill_menu(
    menu: QMenu, codes: tuple[ActionCode | None, ...], actions: Mapping[ActionCode, QAction]
) -> None:
    """Put actions into a menu in their order."""
    for code in codes:
        if code is None:
            menu.addSeparator()
        else:
            menu.addAction(actions[code])
