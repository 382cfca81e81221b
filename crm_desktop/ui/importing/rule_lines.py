"""Lines of a small form: a caption with a choice or a text beside it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from crm_desktop.ui.labels import Label

Value = TypeVar("Value")
_FEWEST_LETTERS = 8


class ChoiceBox(QComboBox):
    """A list of values; Qt would hand an enum back as a plain text, so they are kept here."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.values: list[object] = []
        self.setAccessibleName(caption)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(_FEWEST_LETTERS)

    def offer(self, choices: Sequence[tuple[object, str]], now: object) -> None:
        """Offer other choices; the first is set where what is set now is none of them."""
        self.clear()
        self.values = [value for value, _ in choices]
        self.addItems([words for _, words in choices])
        self.setCurrentIndex(self.values.index(now) if now in self.values else 0)


def choice_box(
    caption: str,
    choices: Sequence[tuple[Value, str]],
    now: Value,
    chosen: Callable[[Value], None],
) -> ChoiceBox:
    """Return a list to choose from."""
    box = ChoiceBox(caption)
    box.offer(choices, now)
    box.activated.connect(lambda place: chosen(box.values[place]))  # type: ignore[arg-type]
    return box


def text_line(caption: str, now: str, typed: Callable[[str], None], hint: str = "") -> QLineEdit:
    """Return a line to type into."""
    line = QLineEdit(now)
    line.setAccessibleName(caption)
    line.setPlaceholderText(hint)
    line.textEdited.connect(typed)
    return line


def rule_form(parent: QWidget) -> QFormLayout:
    """Return an empty form whose captions stand at the left."""
    form = QFormLayout(parent)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(8)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def add_rule(form: QFormLayout, caption: str, field: QWidget) -> None:
    """Put a line into a form."""
    form.addRow(Label(caption), field)
