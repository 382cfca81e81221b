"""The stream as one widget: painted where it is seen, an entry opened where it stands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from crm_desktop.domain.timeline import Entry, Event
from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.card.records.service.stream_layout import TEXT_PX, StreamLayout
from crm_desktop.ui.card.records.service.stream_painter import StreamPainter
from crm_desktop.ui.card.records.service.stream_rows import StreamRow, StreamRows
from crm_desktop.ui.forms.list_specs import RowBody
from crm_desktop.ui.forms.record_list import bring_into_view
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.later import later
from crm_desktop.ui.workspace import Workspace

Key = tuple[Event, int]
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}
_AHEAD_PX = 900
_GAP_PX = 10


def leads_on(entry: Entry) -> bool:
    """Whether an entry opens here or leads to where it belongs."""
    if entry.event is Event.PRINTED:
        return entry.record.visit_id is not None
    return entry.event is not Event.TIER


class StreamCanvas(QFrame):
    """Arrows move, Enter opens or leads on, Delete removes; a click does what Enter does."""

    chosen = Signal(object)
    """An :class:`Entry` that opens nothing here was chosen."""
    removal_wanted = Signal(object)
    tick_wanted = Signal(object)
    """A promise or action that a person has done with."""

    def __init__(
        self,
        workspace: Workspace,
        icons: Icons,
        rows: StreamRows,
        make_body: Callable[[Entry], RowBody],
    ) -> None:
        super().__init__()
        self._workspace, self._rows, self._make_body = workspace, rows, make_body
        self._painter = StreamPainter(workspace.theme, workspace.language, icons)
        self._layout = StreamLayout(rows.row)
        self._entries: Sequence[Entry] = ()
        self._customer_id = 0
        self._current = self._hover = -1
        self._open: Key | None = None
        self.body: RowBody | None = None
        self.setProperty("look", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(workspace.language.text("Timeline"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def rows(self) -> list[StreamRow]:
        """The rows that are placed, the newest first."""
        return [one.row for one in self._layout.placed]

    @property
    def opened(self) -> Key | None:
        """The key of the entry that is open."""
        return self._open

    def show_entries(self, entries: Sequence[Entry], *, customer_id: int) -> None:
        """Show entries in their order; an open one stays open and keeps its typing."""
        current = self._key_at(self._current)
        if customer_id != self._customer_id:
            self._customer_id, current = customer_id, None
            self.close_entry()
        self._entries = entries
        self._lay_out()
        self._current = self._index_of(current) if current else -1
        self._hover = -1
        self._take_up_open()

    def open_entry(self, key: Key) -> RowBody | None:
        """Open an entry below its line and return what is shown of it; None where it is gone."""
        at = self._index_of(key)
        if at < 0:
            return None
        self._reach(at)
        if self._open != key:
            self._drop_body()
            self._open = key
            self.body = self._make_body(self._entries[at])
            self.body.setParent(self)
            self.body.installEventFilter(self)
            self.body.show_record(self._entries[at].record, customer_id=self._customer_id)
        self._current = at
        self._place_body()
        assert self.body is not None
        self.body.show()
        bring_into_view(self.body)
        self.update()
        return self.body

    def close_entry(self) -> None:
        """Close the open entry; what was typed is saved by leaving it."""
        if self._open is None:
            return
        if self.body is not None and self.body.isAncestorOf(self.focusWidget() or self):
            self.setFocus()
        self._drop_body()
        self._fit()
        self.update()

    def go_to(self, at: int) -> None:
        """Put the keyboard on a row."""
        if not self._entries:
            return
        at = max(0, min(at, len(self._entries) - 1, len(self._layout.placed) - 1))
        self._current = at
        self._tell_current()
        self._show_row(at)
        if at > len(self._layout.placed) - 20:
            self._extend()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As wide as there is room, as high as what is placed."""
        return QSize(300, self._layout.height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The same height at any width."""
        return QSize(160, self._layout.height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Give what is open the room it asks for."""
        if watched is self.body and event.type() == QEvent.Type.LayoutRequest:
            later(self, self._place_body)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep Delete, and Escape while an entry is open, from the window's own shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape and self._open is not None
            if is_escape or (self.hasFocus() and event.key() in REMOVAL_KEYS):
                event.accept()
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the rows that are seen, and place more where the end comes near."""
        painter = QPainter(self)
        seen = event.rect()
        placed = self._layout.placed
        first = max(0, self._first_at(seen.top()))
        for at in range(first, len(placed)):
            top = placed[at].top + self._layout.shift(at)
            if top > seen.bottom():
                break
            area = QRect(0, top, self.width(), placed[at].height)
            self._painter.draw(painter, placed[at], area, state=self._state_of(at))
        if not self._layout.is_whole and seen.bottom() + _AHEAD_PX > self.height():
            later(self, self._extend)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Measure anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._lay_out()
            self._take_up_open()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Measure anew with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()
            self._take_up_open()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Show what a click would do, and the whole of what is cut off."""
        at = self._layout.at(event.position().toPoint().y())
        if at != self._hover:
            self._hover = at
            row = self._layout.placed[at].row if at >= 0 else None
            set_tip(self, "\n".join(filter(None, (row.title, row.detail))) if row else "")
            self.setCursor(self._cursor_over(row))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click on a circle ends what it stands for, one on a row does what Enter does."""
        point = event.position().toPoint()
        at = self._layout.at(point.y())
        if event.button() != Qt.MouseButton.LeftButton or at < 0:
            super().mousePressEvent(event)
            return
        self.setFocus()
        self._current = at
        self._tell_current()
        step = self._step_at(at, point)
        if step is not None:
            self.tick_wanted.emit(step)
        else:
            self._act(at)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """The keyboard stands on the first row at first."""
        super().focusInEvent(event)
        if self._current < 0 and self._layout.placed:
            self._current = 0
        self._tell_current()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Arrows move, Enter opens, Delete removes, Escape closes."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self._open is not None:
            self.close_entry()
            self.setFocus()
        elif not self.hasFocus() or not self._layout.placed:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.go_to(max(0, self._current) + _STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(self._current)
        elif key in REMOVAL_KEYS:
            self.removal_wanted.emit(self._entries[self._current])
        else:
            super().keyPressEvent(event)

    def _act(self, at: int) -> None:
        entry = self._entries[at]
        if entry.event is not Event.INTERACTION:
            self.chosen.emit(entry)
        elif self._open == entry.key:
            self.close_entry()
            self.setFocus()
        else:
            body = self.open_entry(entry.key)
            if body is not None:
                body.take_focus()

    def _lay_out(self) -> None:
        self._layout.open_at = -1
        self._layout.set_width(self.width())
        self._layout.start(self._entries, self.font(), stamp=self._rows.stamp())
        self._layout.reach(self._seen_bottom() + _AHEAD_PX)
        self._fit()

    def _seen_bottom(self) -> int:
        """How far down the page is scrolled, wherever the stream begins on it."""
        area = self._area()
        if area is None:
            return 0
        return area.verticalScrollBar().value() + area.viewport().height()

    def _area(self) -> QScrollArea | None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        return area

    def _extend(self) -> None:
        if not self._layout.is_whole:
            self._layout.extend()
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self._layout.height))
        self.updateGeometry()
        self.update()

    def _take_up_open(self) -> None:
        """Give an open entry its place and its newer state; close it where it is gone."""
        if self._open is None or self.body is None:
            return
        at = self._index_of(self._open)
        if at < 0:
            self.close_entry()
            return
        self._reach(at)
        self.body.show_record(self._entries[at].record, customer_id=self._customer_id)
        self._place_body()

    def _place_body(self) -> None:
        if self._open is None or self.body is None:
            return
        at = self._index_of(self._open)
        if not 0 <= at < len(self._layout.placed):
            return
        width = max(200, self.width() - TEXT_PX - 2)
        hint, layout = self.body.sizeHint().height(), self.body.layout()
        if layout is not None and layout.hasHeightForWidth():
            hint = max(layout.totalHeightForWidth(width), layout.minimumSize().height())
        area = QRect(TEXT_PX, self._layout.placed[at].bottom + 2, width, hint)
        is_same = self._layout.open_at == at and self._layout.open_px == hint + _GAP_PX
        self.body.setGeometry(area)
        if not is_same:
            self._layout.open_at, self._layout.open_px = at, hint + _GAP_PX
            self._fit()

    def _drop_body(self) -> None:
        body, self.body, self._open = self.body, None, None
        self._layout.open_at = -1
        if body is not None:
            body.removeEventFilter(self)
            body.hide()
            body.deleteLater()

    def _reach(self, at: int) -> None:
        if at >= len(self._layout.placed):
            self._layout.extend(at + 1 - len(self._layout.placed))
            self._fit()

    def _index_of(self, key: Key) -> int:
        return next((at for at, one in enumerate(self._entries) if one.key == key), -1)

    def _key_at(self, at: int) -> Key | None:
        return self._entries[at].key if 0 <= at < len(self._entries) else None

    def _first_at(self, y: int) -> int:
        found = self._layout.at(y)
        return found if found >= 0 else max(0, self._layout.open_at)

    def _state_of(self, at: int) -> str:
        if at == self._current and self.hasFocus():
            return "current"
        is_open = self._layout.open_at == at and self._open is not None
        return "open" if is_open or at == self._hover else ""

    def _step_at(self, at: int, point: QPoint) -> object | None:
        placed = self._layout.placed[at]
        line_top = placed.line_top + self._layout.shift(at)
        for number, step in enumerate(placed.row.steps):
            circle = self._painter.step_circle(placed, line_top, number)
            if step.is_open and circle.adjusted(-4, -4, 4, 4).contains(point):
                return step.record
        return None

    def _cursor_over(self, row: StreamRow | None) -> Qt.CursorShape:
        is_dead = row is None or not leads_on(row.entry)
        return Qt.CursorShape.ArrowCursor if is_dead else Qt.CursorShape.PointingHandCursor

    def _tell_current(self) -> None:
        placed = self._layout.placed
        row = placed[self._current].row if 0 <= self._current < len(placed) else None
        day = self._workspace.language.date(row.entry.on, "full") if row else ""
        self.setAccessibleDescription(f"{day}, {row.spoken}" if row else "")

    def _show_row(self, at: int) -> None:
        area = self._area()
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None:
            placed = self._layout.placed[at]
            top = self.mapTo(inside, QPoint(0, placed.top + self._layout.shift(at)))
            area.ensureVisible(0, top.y() + placed.height // 2, 0, placed.height // 2 + 24)
