"""Backups in words: why each was made, and how long ago."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from crm_desktop.domain.backups import Reason
from crm_desktop.text import Language, mark

REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.OPENED: mark("When the file was opened"),
        Reason.WORKED: mark("While you worked"),
        Reason.CLOSED: mark("When the file was closed"),
        Reason.BY_HAND: mark("Made by hand"),
        Reason.BEFORE_IMPORT: mark("Before an import"),
        Reason.BEFORE_BULK_EDIT: mark("Before a change of many customers"),
        Reason.BEFORE_MERGE: mark("Before cards were merged"),
        Reason.BEFORE_MIGRATION: mark("Before an update of the program"),
        Reason.BEFORE_RESTORE: mark("Before a restore"),
        Reason.BEFORE_REKEY: mark("Before the encryption was changed"),
        Reason.BEFORE_ERASE: mark("Before somebody was erased"),
    }
)
_MINUTE_S, _HOUR_S, _DAY_S = 60, 60 * 60, 24 * 60 * 60


def reason_of(language: Language, reason: Reason) -> str:
    """Return why a backup was made."""
    return language.text(REASONS[reason])


def ago_text(language: Language, moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, as `5 minutes ago`; one that is ahead counts as now."""
    seconds = (now - moment).total_seconds()
    if seconds < _MINUTE_S:
        return language.text("just now")
    if seconds < _HOUR_S:
        count = int(seconds // _MINUTE_S)
        return language.plural("{count} minute ago", "{count} minutes ago", count)
    if seconds < _DAY_S:
        count = int(seconds // _HOUR_S)
        return language.plural("{count} hour ago", "{count} hours ago", count)
    count = int(seconds // _DAY_S)
    return language.plural("{count} day ago", "{count} days ago", count)
