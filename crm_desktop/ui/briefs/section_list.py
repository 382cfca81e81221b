"""The blocks of one part of a brief: switched on and off, and put in order."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from crm_desktop.domain.briefs import Section
from crm_desktop.text import Language, mark
from crm_desktop.ui.briefs.choices import FIXED, LOCKED
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.wording.briefs import SECTIONS

SMALLEST_ROW_PX = 22
LOCKED_BECAUSE = mark(
    "Taboos and safety facts stand on page 1 of every brief: overlooking one can't be made good."
)
LEADS_BECAUSE = mark("Who you meet always leads page 1; it may be switched off.")


class SectionList(QListWidget):
    """Check marks switch blocks on; dragging or Alt with an arrow key moves them."""

    changed = Signal()

    def __init__(self, language: Language, icons: Icons, name: str) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self.setAccessibleName(name)
        self.setDragDropMode(self.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemChanged.connect(lambda _: self.changed.emit())

    def fill(self, order: Sequence[Section], chosen: Sequence[Section]) -> None:
        """Show blocks in an order, the chosen ones checked; tells nobody."""
        row = self.currentRow()
        with QSignalBlocker(self):
            self.clear()
            for section in order:
                self.addItem(self._item(section, is_on=section in chosen))
            self.setCurrentRow(row)
        rows = self.count() * max(self.sizeHintForRow(0), SMALLEST_ROW_PX)
        self.setFixedHeight(rows + 2 * self.frameWidth() + 2)

    def order(self) -> list[Section]:
        """Return all blocks as they stand."""
        return [self._section(row) for row in range(self.count())]

    def chosen(self) -> list[Section]:
        """Return the checked blocks as they stand."""
        checked = Qt.CheckState.Checked
        rows = (row for row in range(self.count()) if self.item(row).checkState() is checked)
        return [self._section(row) for row in rows]

    def move_current(self, step: int) -> None:
        """Move the current block up (-1) or down (1) among those that move."""
        row, first = self.currentRow(), sum(one in FIXED for one in self.order())
        target = row + step
        if row < first or not first <= target < self.count():
            return
        with QSignalBlocker(self):
            self.insertItem(target, self.takeItem(row))
            self.setCurrentRow(target)
        self.changed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Alt with an arrow from the window's menus."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_move(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Alt with an arrow moves the block."""
        if _is_move(event):
            self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the new order, with the fixed blocks still leading."""
        with QSignalBlocker(self):
            super().dropEvent(event)
        order, chosen = self.order(), self.chosen()
        led = [one for one in FIXED if one in order]
        self.fill([*led, *(one for one in order if one not in led)], chosen)
        self.changed.emit()

    def _section(self, row: int) -> Section:
        return Section(self.item(row).data(Qt.ItemDataRole.UserRole))

    def _item(self, section: Section, *, is_on: bool) -> QListWidgetItem:
        item = QListWidgetItem(self._language.text(SECTIONS[section]))
        item.setData(Qt.ItemDataRole.UserRole, section.value)
        is_locked = section is LOCKED
        item.setCheckState(Qt.CheckState.Checked if is_on or is_locked else Qt.CheckState.Unchecked)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not is_locked:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if section not in FIXED:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(flags)
        if is_locked:
            item.setIcon(self._icons.icon("lock", size=14))
            set_tip(item, self._language.text(LOCKED_BECAUSE))
        elif section in FIXED:
            set_tip(item, self._language.text(LEADS_BECAUSE))
        else:
            set_tip(item, self._language.text("Drag to move, or press Alt with an arrow key"))
        return item


def _is_move(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Up, Qt.Key.Key_Down)
    alt = Qt.KeyboardModifier.AltModifier
    return isinstance(event, QKeyEvent) and event.key() in keys and bool(event.modifiers() & alt)
