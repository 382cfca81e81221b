"""Codes that a scanner types into the search box and ends with Enter."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from crm_desktop.domain.code_links import CodeLink, begins_link, read_link
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.scanned_people import (
    ScannedPerson,
    begins_card,
    ends_card,
    is_foreign,
    read_person,
)
from crm_desktop.services.scans import Place, customers_of, place_of
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.notices import NoticeKind
from crm_desktop.ui.workspace import Workspace

MOST_LINES, WAITED_MS = 80, 1500
"""A scanner types a line in some hundredths of a second; a card that stops has ended."""


class Scanner(QObject):
    """Takes lines; a card of a person comes in many, each ended by an Enter of its own.

    ``offer`` shows what is known of several customers, by a text to look for.
    """

    def __init__(self, workspace: Workspace, offer: Callable[[str], None]) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._offer = offer
        self._lines: list[str] = []
        self._rest = QTimer(self, singleShot=True, interval=WAITED_MS)
        self._rest.timeout.connect(self.forget)

    @property
    def is_gathering(self) -> bool:
        """True while more lines of a card are to come."""
        return bool(self._lines)

    def holds(self, text: str) -> bool:
        """Return whether a text is a code, or part of one, so that nobody is looked for by it."""
        return self.is_gathering or begins_link(text) or begins_card(text)

    def take(self, line: str) -> bool:
        """Act on a line that was ended by Enter; return False where it is no code."""
        if self._lines or begins_card(line):
            self._gather(line)
            return True
        link = read_link(line)
        if link is not None:
            self._open(link)
        elif begins_link(line):
            self._say(self._language.text("This code is cut short. Scan it again."))
        elif (person := read_person(line)) is not None:
            self._find(person)
        elif is_foreign(line):
            text = self._language.text
            self._say(text("This code is none of CRM Desktop: {text}", text=_short(line)))
        else:
            return False
        return True

    def forget(self) -> None:
        """Begin anew, as after a card that never ended."""
        self._lines = []

    def _gather(self, line: str) -> None:
        self._lines.append(line)
        self._rest.start()
        text = "\n".join(self._lines)
        if ends_card(text) or len(self._lines) > MOST_LINES:
            self._lines = []
            self._find(read_person(text) or ScannedPerson())

    def _open(self, link: CodeLink) -> None:
        database, navigation = self._workspace.database, self._workspace.navigation

        def go(place: Place) -> None:
            if place.visit_id is None:
                navigation.card_wanted.emit(place.customer_id, None)
            else:
                navigation.visit_wanted.emit(place.customer_id, place.visit_id)

        self._look_up(lambda: place_of(database, link), go)

    def _find(self, person: ScannedPerson) -> None:
        database, navigation = self._workspace.database, self._workspace.navigation
        known_by = (*person.emails, *person.phones)
        who = person.name or (known_by[0] if known_by else "")

        def go(found: list[int]) -> None:
            if not found:
                self._say(self._unknown(who))
            elif len(found) == 1:
                navigation.card_wanted.emit(found[0], CardTab.PEOPLE)
            else:
                self._offer(known_by[0])

        if known_by:
            self._look_up(lambda: customers_of(database, person), go)
        else:
            self._say(self._language.text("This code names no number and no e-mail address."))

    def _unknown(self, who: str) -> str:
        return self._language.text(
            "Nobody in this file has the number or address of {name}.", name=who
        )

    def _look_up(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        failed: Callable[[CrmError], None] = self._workspace.tell_problem
        self._workspace.tasks.look_up("scan", work, then, failed=failed, owner=self)

    def _say(self, text: str) -> None:
        self._workspace.tell(text, kind=NoticeKind.PROBLEM)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
