"""Asks for the passphrase in force, a new one, or both, before the protection changes."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm_desktop.domain.problems import CrmError
from crm_desktop.services import protection
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.protection.growing_dialog import GrowingDialog
from crm_desktop.ui.protection.passphrase_panel import PassphrasePanel
from crm_desktop.ui.protection.secret_field import SecretField
from crm_desktop.ui.tasks import Tasks
from crm_desktop.wording.problems import problem_text

WIDTH_PX = 480


class Wish(StrEnum):
    """What is to be done to the protection of the open file."""

    ENCRYPT = "encrypt"
    CHANGE = "change"
    SHOW_CODE = "show_code"
    NEW_KEY = "new_key"
    REMOVE = "remove"


ASKS_NEW = frozenset({Wish.ENCRYPT, Wish.CHANGE, Wish.NEW_KEY})
"""What a new passphrase belongs to; all but the first need the one in force too."""

_TITLES = {
    Wish.ENCRYPT: mark("Encrypt this file"),
    Wish.CHANGE: mark("Change the passphrase"),
    Wish.SHOW_CODE: mark("Show the recovery code"),
    Wish.NEW_KEY: mark("Make a new key"),
    Wish.REMOVE: mark("Remove the protection"),
}
_NOTES = {
    Wish.ENCRYPT: mark(
        "Whoever finds the file then reads nothing in it without the passphrase. Nobody can tell"
        " you a passphrase that is forgotten: keep the recovery code you get next."
    ),
    Wish.CHANGE: mark("The recovery code stays the same."),
    Wish.SHOW_CODE: mark("It opens the file without the passphrase."),
    Wish.NEW_KEY: mark(
        "The file is encrypted anew. The recovery code of before no longer opens it, but still"
        " opens older backups."
    ),
    Wish.REMOVE: mark(
        "Whoever has the file can read it then. Backups made until now stay encrypted."
    ),
}
_BUTTONS = {
    Wish.ENCRYPT: mark("Encrypt"),
    Wish.CHANGE: mark_in("protection", "Change"),
    Wish.SHOW_CODE: mark("Show"),
    Wish.NEW_KEY: mark("Make a new key"),
    Wish.REMOVE: mark_in("protection", "Remove"),
}


class SecretDialog(GrowingDialog):
    """Closes once what was typed is known to open the file; nothing was changed until then."""

    answered = Signal(str, str)
    """The passphrase or recovery code in force, and the new passphrase; either may be empty."""

    def __init__(
        self, language: Language, icons: Icons, wish: Wish, path: Path, parent: QWidget
    ) -> None:
        super().__init__(parent, WIDTH_PX)
        self._language, self._path = language, path
        text = language.text
        self.setWindowTitle(text(_TITLES[wish]))
        self.current: SecretField | None = None
        self.new: PassphrasePanel | None = None
        rows = self.rows
        rows.addWidget(Label(text(_TITLES[wish]), "title"))
        note = Label(text(_NOTES[wish]))
        note.setWordWrap(True)
        rows.addWidget(note)
        if wish is not Wish.ENCRYPT:
            self.current = SecretField(language, icons, text("Passphrase or recovery code"))
            self.current.edited.connect(self._enable)
            self.current.entered.connect(self._go_on)
            rows.addWidget(self.current)
        if wish in ASKS_NEW:
            self.new = PassphrasePanel(language, icons, (path.stem,))
            self.new.changed.connect(self._enable)
            self.new.entered.connect(self._accept)
            rows.addWidget(self.new)
        rows.addLayout(self._buttons(text(_BUTTONS[wish])))
        self._enable()

    def check_with(self, tasks: Tasks) -> None:
        """Work out with these threads whether the passphrase in force is the right one."""
        self._tasks = tasks

    def tell(self, error: CrmError) -> None:
        """Say beside the field what is wrong with what was typed."""
        self._show_busy(False)
        field = self.current or (self.new.first if self.new is not None else None)
        assert field is not None
        field.tell(problem_text(self._language, error.problem))

    def _buttons(self, words: str) -> QHBoxLayout:
        self.accept_button = QPushButton(words)
        self.accept_button.setProperty("look", "primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button = QPushButton(self._language.text("Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        return row

    def _enable(self) -> None:
        is_given = self.current is None or bool(self.current.text)
        self.accept_button.setEnabled(is_given and (self.new is None or self.new.is_ready))

    def _show_busy(self, is_busy: bool) -> None:
        for widget in (self.current, self.new, self.accept_button):
            if widget is not None:
                widget.setEnabled(not is_busy)

    def _go_on(self) -> None:
        if self.new is not None:
            self.new.setFocus()
        else:
            self._accept()

    def _accept(self) -> None:
        if not self.accept_button.isEnabled():
            return
        if self.current is None:
            self._end()
            return
        path, secret = self._path, self.current.text
        self._show_busy(True)

        def work() -> object:
            return protection.unlock(path, secret)

        self._tasks.look_up("unlock", work, lambda _: self._end(), failed=self.tell, owner=self)

    def _end(self) -> None:
        current = self.current.text if self.current is not None else ""
        new = self.new.passphrase if self.new is not None else ""
        self.close()
        self.answered.emit(current, new)
