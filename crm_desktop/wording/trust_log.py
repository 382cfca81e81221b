"""The log of prints, exports and erasures in words (D28)."""

from collections.abc import Callable, Mapping

from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.domain.trust_log import Breach, Broken, TrustCode, TrustFamily, TrustLine
from crm_desktop.text import Language, mark
from crm_desktop.wording.briefs import PRIVACY_LEVELS
from crm_desktop.wording.languages import language_name

FAMILIES: dict[TrustFamily, str] = {
    TrustFamily.PRINT: mark("Prints"),
    TrustFamily.EXPORT: mark("Exports"),
    TrustFamily.IMPORT: mark("Taken in"),
    TrustFamily.ERASE: mark("Erased"),
    TrustFamily.BACKUP: mark("Backups"),
    TrustFamily.PROTECTION: mark("Protection"),
}

WHAT: dict[TrustCode, str] = {
    TrustCode.BRIEF_PRINTED: mark("Visit brief"),
    TrustCode.WEEK_PRINTED: mark("Week plan"),
    TrustCode.EVERYTHING_EXPORTED: mark("Export of everything"),
    TrustCode.CUSTOMERS_EXPORTED: mark("Export of chosen customers"),
    TrustCode.TIERS_EXPORTED: mark("Tier list"),
    TrustCode.CALENDAR_EXPORTED: mark("Calendar"),
    TrustCode.HANDED_OVER: mark("Handover pack"),
    TrustCode.ACCESS_GIVEN: mark("Subject access"),
    TrustCode.ATTACHMENT_SAVED: mark("Copy of an attachment"),
    TrustCode.LOG_EXPORTED: mark("Export of this log"),
    TrustCode.EVERYTHING_IMPORTED: mark("Import of everything"),
    TrustCode.ERASED: mark("Erased for good"),
    TrustCode.FACTS_ERASED: mark("Sensitive facts erased for good"),
    TrustCode.BIN_EMPTIED: mark("Bin emptied"),
    TrustCode.ERASED_AGAIN: mark("Erased again: came back with an older file"),
    TrustCode.RESTORED: mark("Backup restored"),
    TrustCode.BACKUP_ERASED: mark("Backup rewritten without the erased"),
    TrustCode.BACKUP_DELETED: mark("Backup deleted because it held the erased"),
    TrustCode.DRILL_FAILED: mark("Trial restore failed"),
    TrustCode.SALVAGED: mark("Saved from a damaged file"),
    TrustCode.PROTECTED: mark("Encryption switched on"),
    TrustCode.UNPROTECTED: mark("Encryption switched off"),
    TrustCode.WORDS_CHANGED: mark("Passphrase changed"),
    TrustCode.KEY_ROTATED: mark("Key replaced"),
}

_BREACHES: dict[Breach, str] = {
    Breach.CHANGED: mark("Line {number} was changed afterwards. The lines before it are as noted."),
    Breach.MISSING: mark("Line {number} is missing. The lines before it are as noted."),
    Breach.NAME_CHANGED: mark(
        "The file name in line {number} was changed afterwards. The lines before it are as noted."
    ),
    Breach.CUT_OFF: mark("The log was cut off: line {number} and what came after it are missing."),
}
_SOUND = mark("The log is whole: nothing was changed, taken out or put in between.")
_UNKNOWN = mark("Something a newer program noted")
_GONE = mark("erased or removed")
_NAME_ERASED = mark("(erased)")


def what_text(language: Language, line: TrustLine) -> str:
    """Return what was done."""
    known = WHAT[TrustCode(line.code)] if line.code in set(TrustCode) else _UNKNOWN
    return language.text(known)


def subject_text(language: Language, line: TrustLine, name: str) -> str:
    """Return whom a line is about; who is not in the file any more has no name."""
    if name or not line.subject:
        return name
    return language.text(_GONE)


def file_text(language: Language, line: TrustLine) -> str:
    """Return the name of the file, or that it was taken out with a person."""
    return language.text(_NAME_ERASED) if line.is_name_erased else line.name


def details_text(language: Language, line: TrustLine) -> str:
    """Return how much there was and for whose eyes."""
    parts = [
        words(language, line.facts[key]) for key, words in _DETAILS.items() if key in line.facts
    ]
    return " · ".join(part for part in parts if part)


def chain_text(language: Language, broken: Broken | None) -> str:
    """Return whether the log holds, or where it first does not."""
    if broken is None:
        return language.text(_SOUND)
    return language.text(_BREACHES[broken.breach], number=broken.sequence)


def _privacy(language: Language, value: object) -> str:
    known = PRIVACY_LEVELS[PrivacyLevel(str(value))] if value in set(PrivacyLevel) else None
    return language.text(known) if known else str(value)


def _languages(language: Language, value: object) -> str:
    codes = value if isinstance(value, list) else []
    return language.join([language_name(language, str(code)) for code in codes])


def _customers(language: Language, value: object) -> str:
    return language.plural("{count} customer", "{count} customers", _count(value))


def _facts(language: Language, value: object) -> str:
    return language.plural("{count} sensitive fact", "{count} sensitive facts", _count(value))


def _records(language: Language, value: object) -> str:
    return language.plural("{count} record", "{count} records", _count(value))


def _events(language: Language, value: object) -> str:
    return language.plural("{count} event", "{count} events", _count(value))


def _lines(language: Language, value: object) -> str:
    return language.plural("{count} line", "{count} lines", _count(value))


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


_DETAILS: Mapping[str, Callable[[Language, object], str]] = {
    "privacy": _privacy,
    "languages": _languages,
    "customers": _customers,
    "facts": _facts,
    "records": _records,
    "events": _events,
    "lines": _lines,
}
