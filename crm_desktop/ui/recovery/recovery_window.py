"""The screen for a file that is damaged or gone: what is wrong, and every way on from there."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QWidget,
)

from crm_desktop.domain.backups import Backup
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.file_checks import CheckReport
from crm_desktop.domain.problems import Problem
from crm_desktop.services.backup_places import places_of
from crm_desktop.services.file_check import check
from crm_desktop.services.files import is_protected
from crm_desktop.ui.actions import ActionCode, keys_of
from crm_desktop.ui.backups.column import column
from crm_desktop.ui.backups.confirm import ConfirmBar
from crm_desktop.ui.caution import caution
from crm_desktop.ui.choice_button import ChoiceButton
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.later import later
from crm_desktop.ui.recovery.hosts import RecoveryHost
from crm_desktop.ui.recovery.mending import mend_file
from crm_desktop.ui.recovery.offers import Offers, offers_for
from crm_desktop.ui.recovery.secret_bar import SecretBar
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.wording.backups import ago_text, reason_of
from crm_desktop.wording.problems import problem_text

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.services.protection import DataKey

SIZE = (960, 680)
_BEHIND_PLACE = 3


class RecoveryWindow(QMainWindow):
    """Nothing is changed before a person chooses, and then the damaged file is set aside."""

    def __init__(
        self,
        host: RecoveryHost,
        path: Path,
        problem: Problem,
        key: "DataKey | None",
        offers: Offers,
    ) -> None:
        super().__init__()
        self._host, self._path, self._key = host, path, key
        self._problem = problem
        self._language = host.language
        self._icons = Icons(host.paths.resources / "icons", host.theme)
        self._commands = FileCommands(host)
        self.setWindowTitle(f"{path.stem} – CRM Desktop")
        self.resize(*SIZE)
        self.confirm = ConfirmBar(self._language)
        self.secret = SecretBar(self._language, self._icons, host.tasks)
        self._choices: list[QPushButton] = []
        self._rows = column(self)
        self._build(problem, offers)
        self._bind()
        if offers.has_file:
            self._check()
        for first in self._choices[:1]:
            later(self, first.setFocus)

    def _build(self, problem: Problem, offers: Offers) -> None:
        text, rows = self._language.text, self._rows
        rows.addWidget(Label(text("{name} needs your help", name=self._path.name), "title"))
        rows.addWidget(caution(self._icons, Label(problem_text(self._language, problem))))
        rows.addWidget(self._place())
        rows.addWidget(Label(text("Go back to a backup"), "heading"))
        now = self._host.clock()
        for one in offers.backups:
            rows.addWidget(self._backup(one, now))
        if not offers.backups:
            rows.addWidget(self._muted(text("No good backup of this file was found.")))
        rows.addWidget(self.confirm)
        rows.addWidget(self.secret)
        if offers.has_file:
            rows.addWidget(Label(text("Save what can still be read"), "heading"))
            rows.addWidget(
                self._choice(
                    "save",
                    text("Save it to a new file…"),
                    text("Row by row, with a report of what was saved and what was lost"),
                    self._salvage,
                )
            )
        rows.addLayout(self._others())
        rows.addStretch(1)

    def _check(self) -> None:
        """See whether all that is wrong can be made anew, which loses nothing at all."""
        path, key = self._path, self._key
        self._host.tasks.look_up(
            "recovery-check",
            lambda: check(path, key),
            self._offer_mending,
            failed=lambda _: None,  # what is wrong is told already
            owner=self,
            is_long=True,
        )

    def _offer_mending(self, report: CheckReport) -> None:
        if not report.is_mendable:
            return
        text = self._language.text
        choice = self._choice(
            "rotate-ccw",
            text("Mend it where it is"),
            text("Only indexes and figures are wrong; they are made anew and nothing is lost"),
            partial(mend_file, self._host, self._path, self._key),
        )
        self._rows.insertWidget(_BEHIND_PLACE, choice)
        choice.setFocus()

    def _place(self) -> QWidget:
        button = QPushButton(self._language.text("Show where the file lies"))
        button.setProperty("look", "quiet")
        set_tip(button, str(self._path))
        folder = QUrl.fromLocalFile(str(self._path.parent))
        button.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        return button

    def _backup(self, backup: Backup, now: "datetime") -> QPushButton:
        language = self._language
        when = language.moment(backup.made_at.astimezone())
        ago = ago_text(language, backup.made_at, now)
        count = backup.counts.get(Kind.CUSTOMER, 0)
        held = language.plural("{count} customer", "{count} customers", count)
        note = f"{held} · {reason_of(language, backup.reason)}"
        title = language.with_note(when, ago)
        return self._choice("history", title, note, partial(self._ask, backup))

    def _ask(self, backup: Backup) -> None:
        when = self._language.moment(backup.made_at.astimezone())
        words = self._language.text(
            "The file goes back to {when}. What is there now is set aside among the backups, not"
            " thrown away.",
            when=when,
        )
        self.secret.give_up()
        self.confirm.ask(words, self._language.text("Restore"), partial(self._open, backup))

    def _open(self, backup: Backup) -> None:
        """Restore a backup, after asking for its passphrase where that is not known."""
        if backup.is_protected and self._key is None:
            self.secret.ask(backup.path, partial(self._restore, backup))
        else:
            self._restore(backup, self._key)

    def _restore(self, backup: Backup, key: "DataKey | None") -> None:
        from crm_desktop.ui.backups.restoring import restore_backup

        restore_backup(self._host, self._path, backup, key)

    def _salvage(self) -> None:
        if is_protected(self._path) and self._key is None:
            self.confirm.give_up()
            self.secret.ask(self._path, self._save_rows)
        else:
            self._save_rows(self._key)

    def _save_rows(self, key: "DataKey | None") -> None:
        from crm_desktop.ui.recovery.salvaging import salvage_file

        target = self._commands.ask_new_path(
            self._language.text("{name} saved", name=self._path.stem)
        )
        if target is not None:
            salvage_file(self._host, self._path, target, self._problem, key)

    def _others(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 14, 0, 0)
        text = self._language.text
        for words, act in (
            (text("Open another file"), self._commands.open_file),
            (text("To the start screen"), self._host.show_start),
        ):
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _choice(self, icon: str, title: str, note: str, act: Callable[[], None]) -> QPushButton:
        button = ChoiceButton(self._icons, icon, (title, note), act)
        self._choices.append(button)
        return button

    def _muted(self, words: str) -> Label:
        label = Label(words, "muted")
        label.setWordWrap(True)
        return label

    def _bind(self) -> None:
        for code, act in (
            (ActionCode.OPEN_FILE, self._commands.open_file),
            (ActionCode.NEW_FILE, self._commands.new_file),
            (ActionCode.CLOSE_WINDOW, self._commands.quit),
        ):
            QShortcut(QKeySequence(keys_of(code)), self, act)


def show_recovery(host: RecoveryHost, path: Path, problem: Problem, key: "DataKey | None") -> None:
    """Leave the file that is open and show the way on from a damaged one."""
    places = places_of(path, host.paths.config)

    def make() -> QMainWindow:
        return RecoveryWindow(host, path, problem, key, offers_for(path, places))

    host.show_other(make)
