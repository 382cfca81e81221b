"""A small box for a whole number, without arrows: keys and the wheel change it."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSpinBox

from crm_desktop.ui.later import later

WIDTH = 64


class _NumberBox(QSpinBox):
    """What is typed replaces the number, however the keyboard came here."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Qt chooses the number for Tab alone, and a click would take it back at once."""
        super().focusInEvent(event)
        later(self, self.selectAll)


def number_box(name: str, least: int, most: int) -> QSpinBox:
    """Return a box for numbers from ``least`` to ``most``, called so by a screen reader."""
    box = _NumberBox()
    box.setProperty("look", "number")
    box.setRange(least, most)
    box.setFixedWidth(WIDTH)
    box.setAccessibleName(name)
    return box


def show_number(box: QSpinBox, value: int) -> None:
    """Show a number without telling of a change."""
    box.blockSignals(True)
    box.setValue(value)
    box.blockSignals(False)
