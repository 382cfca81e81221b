"""What is chosen for an entry beside its texts: when a phrase fits, the kind of a question."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from crm_desktop.ui.labels import Label
from crm_desktop.ui.playbook.measures import FRAME_PX, GUTTER_PX

_SPACE_PX = 6


class SituationPick(QWidget):
    """Chips, one or more of them chosen."""

    picked = Signal(object)
    """The codes chosen, a list that is never empty."""

    def __init__(self, caption: str, choices: Sequence[tuple[str, str]], chosen: object) -> None:
        super().__init__()
        line = _line(self, caption)
        self.chips: dict[str, QPushButton] = {}
        for code, words in choices:
            chip = QPushButton(words)
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _, code=code: self._clicked(code))
            self.chips[code] = chip
            line.addWidget(chip)
        line.addStretch(1)
        self.show_value(chosen)

    def show_value(self, chosen: object) -> None:
        """Show what is chosen."""
        codes = chosen if isinstance(chosen, list) else []
        for code, chip in self.chips.items():
            chip.setChecked(code in codes)

    def value(self) -> list[str]:
        """Return the codes chosen."""
        return [code for code, chip in self.chips.items() if chip.isChecked()]

    def _clicked(self, code: str) -> None:
        """A phrase that fits nowhere would never be seen: the last one stays."""
        if self.value():
            self.picked.emit(self.value())
        else:
            self.chips[code].setChecked(True)


class OnePick(QWidget):
    """A list to choose one from."""

    picked = Signal(object)
    """The code chosen."""

    def __init__(self, caption: str, choices: Sequence[tuple[str, str]], chosen: object) -> None:
        super().__init__()
        line = _line(self, caption)
        self._codes = [code for code, _ in choices]
        self.box = _Box()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setAccessibleName(caption)
        self.box.addItems([words for _, words in choices])
        self.box.activated.connect(lambda _: self.picked.emit(self.value()))
        line.addWidget(self.box)
        line.addStretch(1)
        self.show_value(chosen)

    def show_value(self, chosen: object) -> None:
        """Show what is chosen."""
        if chosen in self._codes:
            self.box.setCurrentIndex(self._codes.index(str(chosen)))

    def value(self) -> str:
        """Return the code chosen."""
        return self._codes[self.box.currentIndex()]


class _Box(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll the page: a wheel over a closed list must not change an entry."""
        event.ignore()


def _line(widget: QWidget, caption: str) -> QHBoxLayout:
    line = QHBoxLayout(widget)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(_SPACE_PX)
    label = Label(caption, "small")
    label.setFixedWidth(GUTTER_PX - FRAME_PX - _SPACE_PX)
    line.addWidget(label)
    return line
