"""The rows of the agenda: parts, days with their hints, and visits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.services.visits import DatedVisit
from crm_desktop.text import Language
from crm_desktop.ui.visits.days import AgendaDay, Span, clash_text, clashes, when
from crm_desktop.wording.choices import VISIT_STATES

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


class RowKind(Enum):
    """What a row of the agenda is."""

    SPAN = auto()
    DAY = auto()
    HINT = auto()
    VISIT = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``lead`` stands left of ``text``, ``detail`` beneath, ``note`` at the right."""

    kind: RowKind
    text: str
    day: date | None = None
    lead: str = ""
    detail: str = ""
    note: str = ""
    visit: DatedVisit | None = None

    @property
    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""
        return ", ".join(part for part in (self.lead, self.text, self.detail, self.note) if part)


def agenda_rows(language: Language, days: Sequence[AgendaDay], today: date) -> Iterator[Row]:
    """Yield the rows of days in their order."""
    span: Span | None = None
    for one in days:
        if one.span is not span:
            span = one.span
            yield Row(RowKind.SPAN, language.text(span.value))
        yield _day(language, one, today)
        hints = {found.second: clash_text(language, found) for found in clashes(one.visits)}
        for visit in one.visits:
            if visit in hints:
                yield Row(RowKind.HINT, hints[visit], one.day)
            yield _visit(language, visit)


def _day(language: Language, one: AgendaDay, today: date) -> Row:
    count = language.plural("{count} visit", "{count} visits", len(one.visits))
    parts = [count]
    if one.span not in (Span.TODAY, Span.TOMORROW):
        parts.insert(0, language.relative(one.day, today))
    note = language.text("Print all") if one.printable else ""
    detail = "  ·  ".join(parts)
    return Row(RowKind.DAY, language.date(one.day, "full"), one.day, detail=detail, note=note)


def _visit(language: Language, dated: DatedVisit) -> Row:
    visit = dated.visit
    place = visit.venue or visit.address
    parts = (language.join(dated.contact_names), place, visit.objective)
    return Row(
        RowKind.VISIT,
        dated.customer_name,
        visit.visit_on,
        lead=when(language, dated),
        detail="  ·  ".join(" ".join(part.split()) for part in parts if part),
        note=language.text(VISIT_STATES[visit.state]),
        visit=dated,
    )


class AgendaModel(QAbstractListModel):
    """Gives the rows to the view; parts and hints can't be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 (Qt's name)
        """How many rows there are; a list has no branches."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row for the painter, or its words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days and visits can be chosen."""
        if index.isValid() and self.rows[index.row()].kind in (RowKind.DAY, RowKind.VISIT):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags
