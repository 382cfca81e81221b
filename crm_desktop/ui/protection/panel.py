"""The protection of the open file among the settings: what it is, and when it is locked."""

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.services import protection
from crm_desktop.text import mark
from crm_desktop.ui.habits import LOCKING_MINUTES, Habits
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.protection.secret_dialog import Wish
from crm_desktop.ui.workspace import Workspace

_WISHES = (
    (Wish.CHANGE, mark("Change passphrase…")),
    (Wish.SHOW_CODE, mark("Show recovery code…")),
    (Wish.NEW_KEY, mark("Make a new key…")),
    (Wish.REMOVE, mark("Remove protection…")),
)


class ProtectionPanel(QWidget):
    """The protection belongs to the file, the minutes to the person."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons = workspace, icons
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._rows.addLayout(self._state())
        self.buttons = self._make_buttons()
        self._rows.addLayout(self._in_row(list(self.buttons.values())))
        if workspace.is_protected:
            self._rows.addLayout(self._idle())
            self._rows.addWidget(self._session())
            self._add_remembered()

    def take_focus(self) -> None:
        """Start with the first button."""
        next(iter(self.buttons.values())).setFocus()

    def _state(self) -> QHBoxLayout:
        say, is_protected = self._workspace.language.text, self._workspace.is_protected
        picture = Label()
        icon, colour = ("lock", "good") if is_protected else ("lock-open", "muted")
        picture.setPixmap(self._icons.pixmap(icon, 20, colour))
        words = Label(
            say("This file is encrypted. Without its passphrase nobody reads anything in it.")
            if is_protected
            else say("This file is not protected: whoever gets hold of it can read all of it.")
        )
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(picture)
        row.addWidget(words, 1)
        return row

    def _make_buttons(self) -> dict[Wish, QPushButton]:
        say, wanted = self._workspace.language.text, self._workspace.navigation.protection_wanted
        offered = _WISHES if self._workspace.is_protected else ((Wish.ENCRYPT, mark("Encrypt…")),)
        buttons = {}
        for wish, words in offered:
            buttons[wish] = QPushButton(say(words))
            buttons[wish].clicked.connect(lambda _, wish=wish: wanted.emit(wish))
        return buttons

    def _in_row(self, widgets: list[QPushButton]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _idle(self) -> QHBoxLayout:
        language = self._workspace.language
        words = language.text("Lock when nobody was here for")
        self.minutes = QComboBox()
        self.minutes.setAccessibleName(words)
        for minutes in LOCKING_MINUTES:
            said = language.plural("{count} minute", "{count} minutes", minutes)
            self.minutes.addItem(said if minutes else language.text("Never"), minutes)
        self.minutes.setCurrentIndex(LOCKING_MINUTES.index(self._workspace.habits.locks_after_min))
        self.minutes.activated.connect(
            lambda at: self._keep(
                replace(self._workspace.habits, locks_after_min=LOCKING_MINUTES[at])
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(words))
        row.addWidget(self.minutes)
        row.addStretch(1)
        return row

    def _session(self) -> QCheckBox:
        say = self._workspace.language.text
        self.with_session = QCheckBox(say("Lock when the computer is locked or goes to sleep"))
        self.with_session.setChecked(self._workspace.habits.locks_with_session)
        self.with_session.toggled.connect(
            lambda is_on: self._keep(replace(self._workspace.habits, locks_with_session=is_on))
        )
        return self.with_session

    def _add_remembered(self) -> None:
        """Offer to forget the key, where this computer remembers it; asked beside the window."""
        path = self._workspace.file.path
        if protection.can_remember():
            self._workspace.tasks.look_up(
                "remembered key",
                lambda: protection.remembered(path) is not None,
                self._show_remembered,
                failed=lambda _: None,  # a keyring that does not answer remembers nothing
                owner=self,
            )

    def _show_remembered(self, is_remembered: bool) -> None:
        if not is_remembered:
            return
        say, path = self._workspace.language.text, self._workspace.file.path
        words = Label(say("This computer opens the file without the passphrase."))
        self.forget = QPushButton(self._icons.icon("x"), say("Ask for it again"))
        self.forget.setIconSize(QSize(16, 16))
        row = QHBoxLayout()
        row.addWidget(words)
        row.addWidget(self.forget)
        row.addStretch(1)
        self._rows.addLayout(row)

        def gone(_: object) -> None:
            words.hide()
            self.forget.hide()

        self.forget.clicked.connect(
            lambda: self._workspace.tasks.look_up(
                "remembered key",
                lambda: protection.forget(path),
                gone,
                failed=self._workspace.tell_problem,
                owner=self,
            )
        )

    def _keep(self, habits: Habits) -> None:
        self._workspace.navigation.habits_wanted.emit(habits)
