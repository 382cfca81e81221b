"""One of a few choices as chips: a click chooses, a second click on it takes it back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.forms.specs import Choice
from crm_desktop.ui.labels import Label, set_tip


class ChoiceChips(QWidget):
    """``picked`` carries the value chosen by a person, None where the choice was taken back."""

    picked = Signal(object)

    def __init__(
        self, caption: str, choices: Sequence[Choice], *, may_be_none: bool = True
    ) -> None:
        super().__init__()
        self._may_be_none = may_be_none
        self._caption = caption
        self._value: object = None
        self.chips: dict[object, QPushButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        if caption:
            rows.addWidget(Label(caption, "small"))
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        rows.addWidget(self._holder)
        self.offer(choices)

    @property
    def value(self) -> object:
        """What is chosen now."""
        return self._value

    def offer(self, choices: Sequence[Choice], tips: Sequence[str] = ()) -> None:
        """Offer these choices from now on."""
        empty(self._flow)
        self.chips = {}
        for at, (value, words) in enumerate(choices):
            chip = QPushButton(words.replace("&", "&&"))
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(f"{self._caption} {words}".strip())
            set_tip(chip, tips[at] if at < len(tips) else "")
            chip.clicked.connect(lambda _=False, one=value: self._clicked(one))
            self._flow.addWidget(chip)
            self.chips[value] = chip
        self.show_value(self._value)

    def show_value(self, value: object) -> None:
        """Show what is chosen; tells nobody."""
        self._value = value
        for one, chip in self.chips.items():
            chip.setChecked(value is not None and one == value)

    def _clicked(self, value: object) -> None:
        is_again = self._value is not None and value == self._value
        chosen = None if is_again and self._may_be_none else value
        self.show_value(chosen)
        if not is_again or self._may_be_none:
            self.picked.emit(chosen)


class ManyChips(QWidget):
    """Any of some choices as chips; ``changed`` after a person's click."""

    changed = Signal()

    def __init__(self, caption: str, nobody: str = "") -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self.chips: dict[object, QPushButton] = {}
        rows = QHBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        self._label = Label(caption, "small")
        rows.addWidget(self._label, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._nobody = Label(nobody, "muted")
        rows.addWidget(self._nobody, 1)
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        rows.addWidget(self._holder, 1)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these choices from now on."""
        self._nobody.setVisible(not choices)
        self._holder.setVisible(bool(choices))
        if list(choices) == list(self._choices):
            return
        chosen, self._choices = self.values(), list(choices)
        empty(self._flow)
        self.chips = {}
        for value, words in choices:
            chip = QPushButton(words.replace("&", "&&"))
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(words)
            chip.clicked.connect(self.changed)
            self._flow.addWidget(chip)
            self.chips[value] = chip
        self.show_values(chosen)

    def show_values(self, values: Sequence[object]) -> None:
        """Show what is chosen; tells nobody."""
        for one, chip in self.chips.items():
            chip.setChecked(one in values)

    def values(self) -> list[object]:
        """Return what is chosen, in the order of the choices."""
        return [one for one, chip in self.chips.items() if chip.isChecked()]
