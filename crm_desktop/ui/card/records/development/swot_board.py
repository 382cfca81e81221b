"""Our position at a customer as a board of four lists; lines are dragged or moved by keys (D20)."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import Quadrant
from crm_desktop.services import card_edits
from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark
from crm_desktop.ui.card.records.development.quick_line import QuickLine
from crm_desktop.ui.card.records.development.swot_lists import of_quadrant, quick_spec, swot_spec
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.forms.record_row import RecordRow
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.wording.card import QUADRANTS

MIME = "application/x-crm-desktop-swot"
_AT = {
    Quadrant.STRENGTH: (0, 0),
    Quadrant.WEAKNESS: (0, 1),
    Quadrant.OPPORTUNITY: (1, 0),
    Quadrant.THREAT: (1, 1),
}
"""Helpful at the left, harmful at the right; inside above, outside below."""
_MOVES = {"Alt+Left": (0, -1), "Alt+Right": (0, 1), "Alt+Up": (-1, 0), "Alt+Down": (1, 0)}


class QuadrantBox(QFrame):
    """One list of the board, onto which lines of the others are dropped."""

    dropped = Signal(int)

    def __init__(self, shown: Shown, icons: Icons, quadrant: Quadrant) -> None:
        super().__init__()
        self.quadrant = quadrant
        self.setProperty("look", "quadrant")
        self.setProperty("quadrant", quadrant.value)
        self.setProperty("state", "")
        self.setAcceptDrops(True)
        self.records = RecordList(shown.workspace, icons, swot_spec(shown, quadrant))
        self.quick = QuickLine(shown, icons, quick_spec(shown, quadrant))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 12)
        rows.setSpacing(8)
        rows.addWidget(self.records)
        rows.addStretch(1)
        rows.addWidget(self.quick)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take a line of another list."""
        key = dragged_key(event.mimeData())
        if key is not None and key not in self.records.rows:
            restyle(self, "state", "wanted")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 (Qt's name)
        """Look as before."""
        restyle(self, "state", "")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell which line is to stand here."""
        restyle(self, "state", "")
        key = dragged_key(event.mimeData())
        if key is not None:
            event.acceptProposedAction()
            self.dropped.emit(key)


class SwotBoard(QWidget):
    """Two by two; Alt and an arrow moves the line that has the keyboard."""

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown = shown
        self.boxes = {one: QuadrantBox(shown, icons, one) for one in Quadrant}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(Label(shown.text("Our position at this customer (SWOT)"), "heading"), 0, 0)
        hint = shown.text(mark("Drag a line to another list, or press Alt and an arrow"))
        grid.addWidget(Label(hint, "small"), 0, 1, alignment=Qt.AlignmentFlag.AlignRight)
        for quadrant, (row, column) in _AT.items():
            box = self.boxes[quadrant]
            grid.addWidget(box, row + 1, column)
            grid.setColumnStretch(column, 1)
            box.dropped.connect(self._dropping(quadrant))
            box.records.drag_wanted.connect(self.start_drag)
        for keys, step in _MOVES.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._stepping(step))

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        for quadrant, box in self.boxes.items():
            found = of_quadrant(view, quadrant)
            box.records.show_records(found, customer_id=view.customer_id)
            box.quick.show_customer(view.customer_id)

    def start_drag(self, key: int) -> None:
        """Let a line hang on the mouse until it is dropped."""
        row = self._row(key)
        if row is None:
            return
        drag = QDrag(self)
        drag.setMimeData(dragged(key))
        drag.setPixmap(_picture(row))
        drag.setHotSpot(row.rect().topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def move(self, key: int, quadrant: Quadrant) -> None:  # type: ignore[override]
        """Put a line into another list; the keyboard goes with it."""
        row = self._row(key)
        if row is None or key in self.boxes[quadrant].records.rows:
            return
        workspace = self._shown.workspace
        database, author = workspace.database, workspace.author
        self.boxes[quadrant].records.expect(key)
        name = self._shown.text(QUADRANTS[quadrant])
        workspace.write(
            lambda: card_edits.set_fields(
                database, Kind.SWOT_ITEM, key, {"quadrant": quadrant}, author=author
            ),
            notice=self._shown.text("Moved to {list}: {text}", list=name, text=row.text),
            owner=self,
        )

    def _row(self, key: int) -> RecordRow | None:
        found = (box.records.rows.get(key) for box in self.boxes.values())
        return next((row for row in found if row is not None), None)

    def _dropping(self, quadrant: Quadrant) -> Callable[[int], None]:
        return lambda key: self.move(key, quadrant)

    def _stepping(self, step: tuple[int, int]) -> Callable[[], None]:
        def take() -> None:
            focused = QApplication.focusWidget()
            if not isinstance(focused, RecordRow):
                return
            for quadrant, (row, column) in _AT.items():
                if focused.key in self.boxes[quadrant].records.rows:
                    wanted = (row + step[0], column + step[1])
                    for other, place in _AT.items():
                        if place == wanted:
                            self.move(focused.key, other)
                    return

        return take


def dragged(key: int) -> QMimeData:
    """Return what hangs on the mouse while a line is dragged."""
    data = QMimeData()
    data.setData(MIME, QByteArray(str(key).encode()))
    return data


def dragged_key(data: QMimeData) -> int | None:
    """Return the line that is dragged, None for anything else."""
    found = bytes(data.data(MIME).data())
    return int(found) if found.isdigit() else None


def _picture(row: RecordRow) -> QPixmap:
    return row.grab()
