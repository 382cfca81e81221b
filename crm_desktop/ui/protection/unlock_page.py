"""What stands in the window while a protected file is locked: its name and a field to open it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.text import Language
from crm_desktop.ui.caution import caution
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.protection.secret_field import SecretField

COLUMN_PX = 440


class UnlockPage(QScrollArea):
    """Asks for the passphrase, or for the recovery code in its place; tells what was typed."""

    given = Signal(str, bool)
    """The passphrase or recovery code, and whether this computer shall remember the key."""
    other_wanted = Signal()
    stop_wanted = Signal()

    def __init__(
        self, language: Language, icons: Icons, path: Path, *, can_remember: bool, was_open: bool
    ) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self._by_code = False
        self._column = self._make_column()
        self._head(path, was_open=was_open)
        self.field = SecretField(language, icons, language.text("Passphrase"))
        self.field.entered.connect(self._give)
        self.field.edited.connect(self._enable)
        self.remembers = QCheckBox(language.text("Remember on this computer"))
        self._explain_remembering(can_remember=can_remember)
        self.told = Label()
        self._trouble = caution(icons, self.told)
        self._trouble.hide()
        for widget in (self._trouble, self.field, self.remembers):
            self._column.addWidget(widget)
        self._column.addLayout(self._make_buttons())
        self._column.addWidget(self._make_wait())
        self._column.addStretch(3)
        self.setFocusProxy(self.field)
        self._enable()

    @property
    def trouble(self) -> str:
        """What is told over the field."""
        return self.told.text() if not self._trouble.isHidden() else ""

    def tell_wrong(self, problem: str) -> None:
        """Say beside the field that what was typed does not open the file."""
        self.show_busy(False)
        self.tell_trouble("")
        self.field.tell(problem)

    def tell_trouble(self, problem: str) -> None:
        """Say what is wrong with the file or its key file; empty says nothing."""
        self.show_busy(False)
        self.told.setText(problem)
        self._trouble.setVisible(bool(problem))
        if problem:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, problem))

    def show_busy(self, is_busy: bool) -> None:
        """Let nothing else be asked for while the key is worked out."""
        for widget in (self.field, self.remembers, self.other, self.turn):
            widget.setEnabled(not is_busy)
        self.open_button.setEnabled(not is_busy and bool(self.field.text))
        text = self._language.text
        self.open_button.setText(text("Opening…") if is_busy else text("Open"))

    def wait(self, is_busy: bool) -> None:
        """Say that something has to end before the file is closed, and that it has."""
        self._wait.setVisible(is_busy)
        self.field.setEnabled(not is_busy)
        self._enable()

    def _give(self) -> None:
        if self.open_button.isEnabled():
            self.show_busy(True)
            self.given.emit(self.field.text, self.remembers.isChecked())

    def _enable(self) -> None:
        self.open_button.setEnabled(bool(self.field.text) and self.field.isEnabled())

    def _turn(self) -> None:
        """Ask for the other of the two."""
        self._by_code = not self._by_code
        text = self._language.text
        self.field.rename(text("Recovery code") if self._by_code else text("Passphrase"))
        self.turn.setText(
            text("Use the passphrase") if self._by_code else text("Use the recovery code")
        )
        self.tell_trouble("")
        self._enable()
        self.field.setFocus()

    def _make_column(self) -> QVBoxLayout:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        across = QHBoxLayout(canvas)
        across.setContentsMargins(20, 24, 20, 24)
        body = QWidget()
        body.setFixedWidth(COLUMN_PX)
        across.addWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(2)
        self.setWidget(canvas)
        return column

    def _head(self, path: Path, *, was_open: bool) -> None:
        text = self._language.text
        picture = Label()
        picture.setPixmap(self._icons.pixmap("lock", 40, "accent"))
        note = (
            text("The file is locked. What you typed is kept in it.")
            if was_open
            else text("This file is protected by a passphrase.")
        )
        for label in (
            picture,
            ElidedLabel(path.stem, "title"),
            ElidedLabel(str(path.parent), "muted"),
        ):
            self._column.addWidget(label)
        words = Label(note)
        words.setWordWrap(True)
        self._column.addWidget(words)

    def _make_buttons(self) -> QHBoxLayout:
        text = self._language.text
        self.open_button = QPushButton(text("Open"))
        self.open_button.setProperty("look", "primary")
        self.open_button.clicked.connect(self._give)
        self.turn = QPushButton(text("Use the recovery code"))
        self.other = QPushButton(text("Another file"))
        for button, act in ((self.turn, self._turn), (self.other, self.other_wanted.emit)):
            button.setProperty("look", "quiet")
            button.clicked.connect(act)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addWidget(self.turn)
        row.addStretch(1)
        row.addWidget(self.other)
        return row

    def _make_wait(self) -> QWidget:
        self._wait = QWidget()
        row = QHBoxLayout(self._wait)
        row.setContentsMargins(0, 0, 0, 0)
        told = Label(
            self._language.text("Something still runs. The file is closed as soon as it is done."),
            "muted",
        )
        told.setWordWrap(True)
        self.stop = QPushButton(self._language.text("Stop it now"))
        self.stop.clicked.connect(self.stop_wanted)
        row.addWidget(told, 1)
        row.addWidget(self.stop)
        self._wait.hide()
        return self._wait

    def _explain_remembering(self, *, can_remember: bool) -> None:
        self.remembers.setVisible(can_remember)
        set_tip(
            self.remembers,
            self._language.text(
                "Whoever is signed in on this computer as you then opens the file without the"
                " passphrase. After a lock it is asked for all the same."
            ),
        )
