"""Where a screen asks the window to go; the window alone knows how to get there."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Page(StrEnum):
    """The pages the rail leads to."""

    TODAY = "today"
    CUSTOMERS = "customers"
    TIERS = "tiers"
    CALENDAR = "calendar"
    PLAYBOOK = "playbook"
    SETTINGS = "settings"


CARD, VISIT, BRIEF, LISTS, DUPLICATES = "card", "visit", "brief", "lists", "duplicates"
BACKUPS = "backups"
TRUST_LOG, ERASE = "trust_log", "erase"
"""Names of the pages that no button of the rail leads to."""


class CardTab(StrEnum):
    """The tabs of a card, in their order."""

    OVERVIEW = "overview"
    BASICS = "basics"
    PEOPLE = "people"
    PURCHASES = "purchases"
    SERVICE = "service"
    PREFERENCES = "preferences"
    MAN = "man"
    DEVELOPMENT = "development"
    HISTORY = "history"


class Navigation(QObject):
    """Wishes of the screens; every signal is emitted and received on the UI thread."""

    page_wanted = Signal(object)
    """A :class:`Page`."""
    card_wanted = Signal(int, object)
    """A customer's key and the :class:`CardTab` to show, None for the last one."""
    person_wanted = Signal(int, int)
    """A customer's key and the key of the affiliation of somebody there."""
    view_wanted = Signal(object)
    """A :class:`~crm_desktop.domain.list_views.ListView` of the list of customers."""
    visit_wanted = Signal(int, object)
    """A customer's key, and the key of a visit, the day of a new one, or None for any day."""
    brief_wanted = Signal(object)
    """A list of :class:`~crm_desktop.services.briefs.BriefOrder` to look at and print."""
    privacy_wanted = Signal()
    """To what may be kept: sensitive facts, and cards past their term."""
    cadence_wanted = Signal()
    """To where the days between contacts and visits are set."""
    back_wanted = Signal()
    import_wanted = Signal(object)
    """A list of paths to look at before they are imported; empty asks which."""
    duplicates_wanted = Signal(object)
    """The keys of two cards to compare; empty looks for duplicates in the whole file."""
    backups_wanted = Signal()
    """To the backups of the open file."""
    restore_wanted = Signal(object)
    """A :class:`~crm_desktop.domain.backups.Backup` to put in the place of the open file."""
    copy_wanted = Signal()
    """To save a copy of the open file where the person says."""
    reopen_wanted = Signal()
    """To open the file anew that is only read."""
    recovery_wanted = Signal()
    """To what may be done about an open file that is damaged."""
    log_wanted = Signal()
    """To the log of prints, exports and erasures."""
    erase_wanted = Signal(object)
    """A :class:`~crm_desktop.domain.erasures.Subject` to look at before it is erased for good."""
    erased = Signal(object)
    """Somebody is gone for good: what tells whether a text names them, for all that remembers."""
    language_wanted = Signal(object)
    """A :class:`~crm_desktop.text.LanguageCode` to speak from now on."""
    look_wanted = Signal(object)
    """A :class:`~crm_desktop.ui.theme.Look`."""
    habits_wanted = Signal(object)
    """The :class:`~crm_desktop.ui.habits.Habits` of the person from now on."""
    lock_wanted = Signal()
    """The open file shall be locked at once."""
    protection_shown = Signal()
    """The settings shall show the protection of the file."""
    protection_wanted = Signal(object)
    """A :class:`~crm_desktop.ui.protection.secret_dialog.Wish` of what is to be done to it."""
    author_wanted = Signal(str)
    """The name to sign changes with."""
