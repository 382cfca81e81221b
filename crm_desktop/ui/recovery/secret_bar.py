"""Asks for the passphrase of an encrypted backup, or of the damaged file, where it is needed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from crm_desktop.domain.problems import CrmError
from crm_desktop.services import protection
from crm_desktop.services.protection import DataKey
from crm_desktop.text import Language
from crm_desktop.ui.backups.question import Question
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.protection.secret_field import SecretField
from crm_desktop.ui.tasks import Tasks
from crm_desktop.wording.problems import problem_text


class SecretBar(Question):
    """Enter goes on, Escape gives up; what is wrong is said beneath the field."""

    def __init__(self, language: Language, icons: Icons, tasks: Tasks) -> None:
        super().__init__("hint")
        self._language, self._tasks = language, tasks
        self._path = Path()
        self._then: Callable[[DataKey], None] = _nothing
        words = Label(language.text("It is encrypted. Its passphrase or recovery code opens it."))
        words.setWordWrap(True)
        self.field = SecretField(language, icons, language.text("Passphrase or recovery code"))
        self.field.entered.connect(self._unlock)
        self.go_on = QPushButton(language.text("Go on"))
        self.go_on.setProperty("look", "primary")
        self.go_on.clicked.connect(self._unlock)
        cancel = QPushButton(language.text("Cancel"))
        cancel.clicked.connect(self.give_up)
        self.lay_out([words, self.field], [self.go_on, cancel])

    def ask(self, path: Path, then: Callable[[DataKey], None]) -> None:
        """Ask for what opens a file; ``then`` is given its key."""
        self._path, self._then = path, then
        self.field.clear()
        self.show()
        self.field.setFocus()

    def give_up(self) -> None:
        """Ask no more, and forget what was typed."""
        self.field.clear()
        super().give_up()

    def _unlock(self) -> None:
        path, secret, then = self._path, self.field.text, self._then
        if not secret:
            return
        self.go_on.setEnabled(False)

        def done(key: DataKey) -> None:
            self.go_on.setEnabled(True)
            self.give_up()
            then(key)

        def failed(error: CrmError) -> None:
            self.go_on.setEnabled(True)
            self.field.tell(problem_text(self._language, error.problem))

        self._tasks.look_up(
            "recovery-key",
            lambda: protection.unlock(path, secret),
            done,
            failed=failed,
            owner=self,
        )


def _nothing(_: DataKey) -> None:
    return
