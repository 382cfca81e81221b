"""A field for what nobody beside may read: hidden, to be shown, with the state of caps lock."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, restyle, set_tip

MOST = 1_000
"""Letters; what is longer is no passphrase but a file pasted by mistake."""


class SecretField(QWidget):
    """``name`` stands over the line; what is wrong with it is said beneath."""

    entered = Signal()
    """Enter was pressed in the line."""
    edited = Signal()

    def __init__(self, language: Language, icons: Icons, name: str) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self.label = Label(name, "small")
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setMaxLength(MOST)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._forget_problem)
        self.line.installEventFilter(self)
        self.show_button = QToolButton()
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show)
        self._caps = Label(language.text("Caps lock is on."), "warning")
        self._problem = Label("", "problem")
        self._problem.setWordWrap(True)
        self.label.setBuddy(self.line)
        self.setFocusProxy(self.line)
        self._lay_out()
        self._show(False)
        self._caps.hide()
        self._problem.hide()

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    @property
    def problem(self) -> str:
        """What is said beneath."""
        return self._problem.text()

    def rename(self, name: str) -> None:
        """Ask for something else, beginning empty."""
        self.label.setText(name)
        self.line.setAccessibleName(name)
        self.clear()

    def clear(self) -> None:
        """Forget what was typed, also what could be brought back by undo."""
        self.line.setText("")
        self.tell("")

    def tell(self, problem: str) -> None:
        """Say what is wrong and let it be typed over; empty says nothing."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        restyle(self.line, "state", "wrong" if problem else "")
        self.line.setAccessibleDescription(problem)
        if problem:
            self.line.setFocus()
            self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Watch the keys for caps lock, which Qt does not tell."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._watch_caps(event)
        elif event.type() == QEvent.Type.FocusOut or isinstance(event, QInputMethodEvent):
            self._caps.hide()
        return super().eventFilter(watched, event)

    def _watch_caps(self, event: QKeyEvent) -> None:
        """A small letter with shift, or a large one without, tells that caps lock is on."""
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.setVisible(self._caps.isHidden())
            return
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps.setVisible(letter.isupper() is not is_shifted)

    def _forget_problem(self) -> None:
        self.tell("")
        self.edited.emit()

    def _show(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        text = self._language.text
        words = text("Hide what is typed") if is_shown else text("Show what is typed")
        self.show_button.setIcon(self._icons.icon("eye-off" if is_shown else "eye"))
        self.show_button.setAccessibleName(words)
        set_tip(self.show_button, words)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        across = QHBoxLayout()
        across.setSpacing(4)
        across.addWidget(self.line, 1)
        across.addWidget(self.show_button)
        rows.addWidget(self.label)
        rows.addLayout(across)
        rows.addWidget(self._caps)
        rows.addWidget(self._problem)
