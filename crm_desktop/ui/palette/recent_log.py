"""Notes what a person looks at, for the palette to offer it again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.services.briefs import BriefOrder
    from crm_desktop.services.recent_things import RecentThing, Thing

STORED_AFTER_MS = 400
"""Nothing is written while the card that was asked for is read and painted."""
_MOST_BRIEFS = 3
"""The briefs of a whole tier would leave nothing else in the list."""


class RecentLog(QObject):
    """Hears where the window is asked to go; stores it in the file a little later."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._waiting: list[Thing] = []
        self._rest = QTimer(self, singleShot=True, interval=STORED_AFTER_MS)
        self._rest.timeout.connect(self._store)
        navigation = workspace.navigation
        navigation.card_wanted.connect(self._note_card)
        navigation.visit_wanted.connect(self._note_visit)
        navigation.brief_wanted.connect(self._note_briefs)

    def things(self) -> "list[RecentThing]":
        """Return what was looked at lately, the newest first; reads a few rows."""
        from crm_desktop.services.recent_things import recent_things

        return recent_things(self._workspace.database, self._waiting)

    def _note_card(self, customer_id: int, _: object) -> None:
        from crm_desktop.services.recent_things import Thing, ThingKind

        self._note(Thing(ThingKind.CARD, customer_id))

    def _note_visit(self, customer_id: int, visit: object) -> None:
        from crm_desktop.services.recent_things import Thing, ThingKind

        if isinstance(visit, int):  # an empty plan is nothing to come back to
            self._note(Thing(ThingKind.VISIT, customer_id, visit))

    def _note_briefs(self, orders: "Sequence[BriefOrder]") -> None:
        from crm_desktop.services.recent_things import Thing, ThingKind

        for order in orders[:_MOST_BRIEFS]:
            self._note(Thing(ThingKind.BRIEF, order.customer_id, order.visit_id))

    def _note(self, thing: "Thing") -> None:
        self._waiting = list(dict.fromkeys([thing, *self._waiting]))
        self._rest.start()

    def _store(self) -> None:
        from crm_desktop.services.recent_things import remember

        database, things = self._workspace.database, tuple(self._waiting)
        self._workspace.tasks.command(
            lambda: remember(database, things),
            lambda _: self._stored(things),
            failed=lambda _: None,  # nobody waits for it, and the next thing tries again
            owner=self,
        )

    def _stored(self, things: "Sequence[Thing]") -> None:
        self._waiting = [one for one in self._waiting if one not in things]
