"""A small box for a whole number, without arrows: keys and the wheel change it."""

from PySide6.QtWidgets import QSpinBox

WIDTH = 64


def number_box(name: str, least: int, most: int) -> QSpinBox:
    """Return a box for numbers from ``least`` to ``most``, called so by a screen reader."""
    box = QSpinBox()
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
