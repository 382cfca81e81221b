"""The scale of a MAN question: five levels, unknown and, where that may be, not applicable."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from crm_desktop.text import Language, mark
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.man.answers import Mark, Said

SAID = {Said.UNKNOWN: mark("Unknown"), Said.NOT_APPLICABLE: mark("Not applicable")}
_KEYS: dict[int, Mark] = {
    Qt.Key.Key_0: 0,
    Qt.Key.Key_1: 1,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_3: 3,
    Qt.Key.Key_4: 4,
    Qt.Key.Key_U: Said.UNKNOWN,
    Qt.Key.Key_N: Said.NOT_APPLICABLE,
}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LevelScale(QFrame):
    """One stop of the keyboard: 0-4, U, N and left or right answer, up and down go on.

    ``said`` carries the mark a person chose, ``looked_at`` the one under the pointer or None,
    ``moved`` -1 or 1 for the question before or after.
    """

    said = Signal(object)
    looked_at = Signal(object)
    moved = Signal(int)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._marks: tuple[Mark, ...] = ()
        self._anchors: Sequence[str] = ()
        self._buttons: dict[Mark, QPushButton] = {}
        self._mark: Mark = Said.UNKNOWN
        self.setProperty("look", "scale")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 3, 2, 3)
        self._row.setSpacing(4)
        self._row.addStretch(1)

    @property
    def mark(self) -> Mark:
        """What is chosen."""
        return self._mark

    def button(self, mark: Mark) -> QPushButton:
        """Return the button of a mark; raises KeyError for one not offered."""
        return self._buttons[mark]

    def offer(self, marks: tuple[Mark, ...], anchors: Sequence[str]) -> None:
        """Offer these marks; ``anchors`` are the words of the levels 0-4."""
        if (marks, anchors) == (self._marks, self._anchors):
            return
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._marks, self._anchors, self._buttons = marks, anchors, {}
        for place, one in enumerate(marks):
            button = self._buttons[one] = self._button(one)
            self._row.insertWidget(place, button)

    def show_mark(self, mark: Mark) -> None:
        """Show what is chosen; tells nobody."""
        self._mark = mark
        for one, button in self._buttons.items():
            button.setChecked(one == mark)
        self.setAccessibleDescription(self.words(mark))

    def words(self, mark: Mark) -> str:
        """Return what a mark means: its level with the anchor, or what was said instead."""
        if isinstance(mark, int):
            return self._language.labelled(str(mark), self._anchors[mark])
        if mark is Said.UNKNOWN:
            return self._language.text("Unknown is not 0: it asks to be found out.")
        return self._language.text("Not applicable: it is left out of the weight.")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Answer, or go to the next question."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if plain == Qt.KeyboardModifier.NoModifier:
            if key in _UPRIGHT:
                self.moved.emit(_UPRIGHT[Qt.Key(key)])
                return
            wanted = self._beside(_SIDEWAYS[Qt.Key(key)]) if key in _SIDEWAYS else _KEYS.get(key)
            if wanted in self._buttons:
                self._say(wanted)
                return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Tell which level the pointer is over."""
        if event.type() == QEvent.Type.Enter:
            mark = next((one for one, each in self._buttons.items() if each is watched), None)
            self.looked_at.emit(mark)
        elif event.type() == QEvent.Type.Leave:
            self.looked_at.emit(None)
        return super().eventFilter(watched, event)

    def _beside(self, step: int) -> Mark:
        place = self._marks.index(self._mark) + step
        return self._marks[max(0, min(len(self._marks) - 1, place))]

    def _say(self, mark: Mark) -> None:
        self.show_mark(mark)
        self.said.emit(mark)

    def _button(self, mark: Mark) -> QPushButton:
        is_level = isinstance(mark, int)
        text = str(mark) if isinstance(mark, int) else self._language.text(SAID[mark])
        button = QPushButton(text)
        button.setProperty("look", "level" if is_level else "said")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(self.words(mark) if is_level else text)
        key = "U" if mark is Said.UNKNOWN else "N"
        words = self.words(mark)  # those of a level begin with its key
        set_tip(button, words if is_level else self._language.with_note(words, key))
        button.installEventFilter(self)
        button.clicked.connect(lambda: self._clicked(mark))
        self._group.addButton(button)
        return button

    def _clicked(self, mark: Mark) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._say(mark)
