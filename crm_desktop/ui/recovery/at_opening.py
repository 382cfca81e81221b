"""What a person is told of a file when it is opened: read only, copied elsewhere, a wrong clock."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from crm_desktop.services.clock_check import doubt_of
from crm_desktop.services.shared_places import NETWORK, shared_place
from crm_desktop.text import Language
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.ui.workspace import Workspace

KNOWN = "shared_places_known"
"""The setting that names the files a person was warned of and keeps where they are."""
_MOST_KNOWN = 50


class Settled(Protocol):
    """Who keeps the settings of the person."""

    settings: dict[str, Any]

    def keep_settings(self) -> None:
        """Write them down."""


@dataclass(frozen=True)
class Outlook:
    """What was found: the service or drive that shares the file, and the newest entry in doubt."""

    shared: str | None
    doubtful: datetime | None


def tell_at_opening(workspace: Workspace, keeper: Settled) -> None:
    """Look off the UI thread, for a drive may be slow, and tell what is found."""
    database, path = workspace.database, workspace.file.path
    if database.is_read_only:
        _tell_read_only(workspace)

    def look() -> Outlook:
        return Outlook(shared_place(path, os.environ), doubt_of(database, database.clock()))

    def tell(found: Outlook) -> None:
        if found.shared is not None and not database.is_read_only:
            _tell_shared(workspace, keeper, found.shared)
        if found.doubtful is not None:
            words = _clock_text(workspace.language, found.doubtful, database.clock())
            workspace.tell(words)

    workspace.tasks.look_up(
        "at-opening", look, tell, failed=workspace.tell_problem, owner=workspace
    )


def _tell_read_only(workspace: Workspace) -> None:
    language = workspace.language
    words = language.text(
        "{path} may only be read: look, search, print and export as always, but nothing can be"
        " changed.",
        path=workspace.file.path,
    )
    copy = language.text("Save a copy as…")
    wanted = workspace.navigation.copy_wanted.emit
    workspace.noticed.emit(Notice(words, NoticeKind.PROBLEM, copy, wanted))


def _tell_shared(workspace: Workspace, keeper: Settled, shared: str) -> None:
    path = str(workspace.file.path)
    if path in _known(keeper.settings):
        return

    def remember() -> None:
        keeper.settings[KNOWN] = [path, *_known(keeper.settings)][:_MOST_KNOWN]
        keeper.keep_settings()

    language = workspace.language
    words = language.text(
        "This file lies on a drive of another computer. If the connection breaks while it is"
        " written, it may be damaged; a folder of this computer is safer and quicker."
    )
    if shared != NETWORK:
        words = language.text(
            "{service} copies this file to other computers. Work on it on one of them at a time,"
            " and close it there first; a folder that is not copied is safer.",
            service=shared,
        )
    known = language.text("Don't warn of this file again")
    workspace.noticed.emit(Notice(words, NoticeKind.PROBLEM, known, remember))


def _known(settings: dict[str, Any]) -> Iterable[str]:
    found = settings.get(KNOWN)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _clock_text(language: Language, newest: datetime, now: datetime) -> str:
    day, today = (language.date(one.astimezone().date()) for one in (newest, now))
    if now < newest:
        return language.text(
            "This computer says it is {today}, but the newest entry of the file is of {day}."
            " Check the date; nothing is thrown away by its age until then.",
            today=today,
            day=day,
        )
    return language.text(
        "The newest entry of this file is of {day}, more than a year before {today}. If that date"
        " is right all is well; nothing was thrown away by its age.",
        today=today,
        day=day,
    )
