"""Who moves by a plan, filtered by direction; a click on the name opens the card (D3)."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.services import list_pages
from crm_desktop.ui.badges import draw_badge
from crm_desktop.ui.labels import Label
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.tiers.moves_model import Column, MovesModel
from crm_desktop.ui.tiers.plain_table import dress
from crm_desktop.ui.tiers.what_if import DIRECTIONS, Direction, Outlook
from crm_desktop.ui.workspace import Workspace

BADGE_PX = 22
_WIDTHS: dict[int, int] = {Column.NAME: 200, Column.BEFORE: 52, Column.AFTER: 52, Column.INDEX: 64}


class MovesView(QWidget):
    """``opened`` carries the customer whose card a person wants; ``chosen`` tells of other rows."""

    opened = Signal(int)
    chosen = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._outlook: Outlook | None = None
        self.direction = Direction.ALL
        self.chips: dict[Direction, QPushButton] = {}
        self.model = MovesModel(self._language, self._names, self)
        self.table = QTableView()
        self._empty = Label("", "muted")
        self._build()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the moves of another plan; the filter stays while it finds anybody."""
        self._outlook = outlook
        for direction, chip in self.chips.items():
            count = len(outlook.keys[direction])
            words = self._language.text(DIRECTIONS[direction])
            chip.setText(f"{words} {self._language.number(count)}")
            chip.setVisible(
                count > 0 or (direction is Direction.ALL and any(outlook.keys.values()))
            )
        if not outlook.keys[self.direction]:
            self.direction = Direction.ALL
        self._show()

    @property
    def chosen_keys(self) -> list[int]:
        """The customers of the chosen rows, in their order."""
        selection = self.table.selectionModel()
        if self._layers.currentIndex() or selection is None:
            return []
        return [self.model.key_at(row) for row in sorted(i.row() for i in selection.selectedRows())]

    def show_direction(self, direction: Direction) -> None:
        """Show the moves of one direction."""
        self.direction = direction
        if self._outlook is not None:
            self._show()

    def _show(self) -> None:
        assert self._outlook is not None
        self.chips[self.direction].setChecked(True)
        keys = self._outlook.keys[self.direction]
        self.model.show_moves(self._outlook.plan, keys)
        self._layers.setCurrentIndex(0 if keys else 1)
        if keys:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._empty.setText(
            self._language.text("Nobody can be tiered yet.")
            if self._outlook.is_empty
            else self._language.text("Nobody moves: everybody stays in the present tier.")
        )

    def _names(self, keys: object) -> dict[int, str]:
        rows = list_pages.rows(self._workspace.database, keys)  # type: ignore[arg-type]
        return {row.id: row.name for row in rows}

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(self._chip_row())
        holder = QWidget()
        self._layers = QStackedLayout(holder)
        self._layers.addWidget(self.table)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._layers.addWidget(self._empty)
        rows.addWidget(holder, 1)
        self._build_table()

    def _chip_row(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for direction in Direction:
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setProperty("look", "chip")
            chip.setObjectName(f"moves_{direction}")
            chip.clicked.connect(self._choosing(direction))
            group.addButton(chip)
            self.chips[direction] = chip
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _choosing(self, direction: Direction) -> Callable[[], None]:
        return lambda: self.show_direction(direction)

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self._language.text("Moves"))
        table.setItemDelegate(_MoveDelegate(self._workspace.theme, self.model, table))
        dress(table, _WIDTHS, stretched=Column.WHY)
        table.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        table.clicked.connect(self._clicked)
        table.activated.connect(lambda index: self._open(index.row()))

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == Column.NAME:
            self._open(index.row())

    def _open(self, row: int) -> None:
        self.opened.emit(self.model.key_at(row))


class _MoveDelegate(QStyledItemDelegate):
    """Tiers as badges, names as links."""

    def __init__(self, theme: Theme, model: MovesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def initStyleOption(  # noqa: N802 (Qt's name)
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Write the name in the colour of links."""
        super().initStyleOption(option, index)
        if index.column() == Column.NAME:
            link = QColor(self._theme.colour("link"))
            option.palette.setColor(QPalette.ColorRole.Text, link)
        if index.column() in (Column.BEFORE, Column.AFTER):
            option.text = ""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, and over it the badge of a tier."""
        super().paint(painter, option, index)
        if index.column() in (Column.BEFORE, Column.AFTER):
            tier = self._model.tier_at(index.row(), Column(index.column()))
            centre = QRectF(option.rect).center()
            area = QRectF(0, 0, BADGE_PX, BADGE_PX)
            area.moveCenter(centre)
            draw_badge(painter, area, tier or "", self._theme)
