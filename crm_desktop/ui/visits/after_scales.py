"""Choices of a few, one stop of the keyboard each: one key answers and goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from crm_desktop.text import Language
from crm_desktop.ui.labels import set_tip

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Option:
    """A value with the words on its button, the keys that choose it, and what it means."""

    value: object
    words: str
    keys: str
    tip: str = ""


class KeyRow(QFrame):
    """A row of buttons of which at most one is on; the one that is on, chosen again, goes off.

    ``chosen`` carries the value, None for nothing; ``passed`` asks for the next stop, after a key
    that answers and after Enter.
    """

    chosen = Signal(object)
    passed = Signal()

    def __init__(self, language: Language, name: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._language = language
        self._options = tuple(options)
        self._value: object = None
        self.setProperty("look", "scale")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(4)
        self.buttons = [self._button(one) for one in self._options]
        for button in self.buttons:
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> object:
        """What is chosen, None for nothing."""
        return self._value

    def show_value(self, value: object) -> None:
        """Show what is chosen; tells nobody."""
        self._value = value
        for one, button in zip(self._options, self.buttons, strict=True):
            button.setChecked(one.value == value and value is not None)
        words = next((one.tip or one.words for one in self._options if one.value == value), "")
        self.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Answer by the key of an option or by arrows, or go on by Enter."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain == Qt.KeyboardModifier.NoModifier and self._takes(event):
            return
        super().keyPressEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        key, letter = event.key(), event.text().casefold()
        if key in _ENTER:
            self.passed.emit()
            return True
        if key in _SIDEWAYS:
            self._move(_SIDEWAYS[Qt.Key(key)])
            return True
        for one in self._options:
            if letter and letter in one.keys:
                self._say(one.value)
                self.passed.emit()
                return True
        return False

    def _move(self, step: int) -> None:
        values = [one.value for one in self._options]
        at = values.index(self._value) + step if self._value in values else 0
        self._say(values[max(0, min(len(values) - 1, at))])

    def _say(self, value: object) -> None:
        self.show_value(value)
        self.chosen.emit(value)

    def _button(self, option: Option) -> QPushButton:
        button = QPushButton(option.words)
        is_short = len(option.words) <= 2 and not option.words.isalpha()
        button.setProperty("look", "option-number" if is_short else "option")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(option.tip or option.words)
        set_tip(button, self._language.with_note(option.tip or option.words, option.keys[0]))
        button.clicked.connect(lambda: self._clicked(option.value))
        return button

    def _clicked(self, value: object) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._say(None if value == self._value else value)
