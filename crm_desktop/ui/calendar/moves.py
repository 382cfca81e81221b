"""Puts a planned visit on another day, and tells in the notice what it meets there."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.problems import CrmError
from crm_desktop.services.calendar_days import Move, look_at_move, move_visit
from crm_desktop.services.visits import DatedVisit
from crm_desktop.text import Language
from crm_desktop.ui.calendar.months import within
from crm_desktop.ui.visits.days import clash_text, clashes
from crm_desktop.ui.visits.entries import Entry
from crm_desktop.ui.visits.plan import conflict_lines
from crm_desktop.ui.workspace import Workspace


class Mover(QObject):
    """Asks nothing; every move can be undone from its notice."""

    moved = Signal(object, str)
    """The day a visit is on now, and the key of its entry."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._language = workspace, workspace.language
        self._on_way: dict[str, date] = {}

    def move_by(self, entry: Entry, days: int) -> None:
        """Move a visit back or on from where its last move took it."""
        start = self._on_way.get(entry.key, entry.day)
        self.move(entry, start + timedelta(days=days))

    def move(self, entry: Entry, day: date) -> None:
        """Move a visit to a day, or tell why it stays."""
        dated, workspace = entry.visit, self._workspace
        if dated is None or dated.visit.id is None:
            return
        if not entry.is_planned:
            text = "{name}: the visit is over and stays on its day. Only a planned visit moves."
            workspace.tell(self._language.text(text, name=dated.customer_name))
            return
        day = within(day)
        if day == self._on_way.get(entry.key, entry.day):
            return
        self._on_way[entry.key] = day
        database, playbook, today = workspace.database, workspace.playbook, workspace.today()
        workspace.tasks.look_up(
            f"move-{entry.key}",
            lambda: look_at_move(database, dated.visit, day, playbook, today),
            lambda move: self._write(entry, dated, move),
            failed=lambda error: self._stay(entry, error),
            owner=self,
        )

    def _write(self, entry: Entry, dated: DatedVisit, move: Move) -> None:
        workspace, day, key = self._workspace, move.visit.visit_on, dated.visit.id
        database, author = workspace.database, workspace.author
        assert key is not None

        def done(_: object) -> None:
            self._on_way.pop(entry.key, None)
            self.moved.emit(day, entry.key)

        workspace.write(
            lambda: move_visit(database, key, day, author=author),
            then=done,
            failed=lambda error: self._stay(entry, error),
            notice=move_words(self._language, dated.customer_name, move, workspace.today()),
            owner=self,
        )

    def _stay(self, entry: Entry, error: CrmError) -> None:
        """A visit that could not be moved is where it was, and may be moved again."""
        self._on_way.pop(entry.key, None)
        self._workspace.tell_problem(error)


def move_words(language: Language, name: str, move: Move, today: date) -> str:
    """Return where a visit went, and what it meets there: a kept day, another visit, the past."""
    day = move.visit.visit_on
    mine = DatedVisit(move.visit, name)
    near = [one for one in clashes([*move.others, mine]) if mine in (one.first, one.second)]
    parts = [language.text("{name}: moved to {day}.", name=name, day=language.date(day, "full"))]
    parts += [f"▲ {line}" for line in conflict_lines(language, move.kept_days)]
    parts += [f"▲ {clash_text(language, one)}" for one in near]
    parts += [language.text("That day is over.")] if day < today else []
    return " ".join(parts)
