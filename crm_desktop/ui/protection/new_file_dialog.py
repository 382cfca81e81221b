"""Whether a new file gets a passphrase, asked before it is made."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QRadioButton, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label
from crm_desktop.ui.protection.growing_dialog import GrowingDialog
from crm_desktop.ui.protection.passphrase_panel import PassphrasePanel
from crm_desktop.ui.protection.secret_dialog import WIDTH_PX


class NewFileDialog(GrowingDialog):
    """Nothing is made until it is answered."""

    answered = Signal(str)
    """The passphrase; empty where the file shall have none."""

    def __init__(self, language: Language, icons: Icons, path: Path, parent: QWidget) -> None:
        super().__init__(parent, WIDTH_PX)
        text = language.text
        self.setWindowTitle(text("Make a customer file"))
        self.with_passphrase = QRadioButton(text("&Protect it with a passphrase"))
        self.without = QRadioButton(text("&Without a passphrase"))
        self.panel = PassphrasePanel(language, icons, (path.stem,))
        note = Label(
            text(
                "On a laptop that may be stolen choose a passphrase. It can be given, changed and"
                " taken away later too, in the settings."
            ),
            "muted",
        )
        note.setWordWrap(True)
        rows = self.rows
        rows.addWidget(ElidedLabel(path.name, "title"))
        for widget in (note, self.with_passphrase, self.panel, self.without):
            rows.addWidget(widget)
        rows.addLayout(self._buttons(language))
        self.with_passphrase.setChecked(True)
        self.with_passphrase.toggled.connect(self._choose)
        self.panel.changed.connect(self._enable)
        self.panel.entered.connect(self._accept)
        self.panel.setFocus()
        self._enable()

    def _buttons(self, language: Language) -> QHBoxLayout:
        self.make_button = QPushButton(language.text("Make the file"))
        self.make_button.setProperty("look", "primary")
        self.make_button.setDefault(True)
        self.make_button.clicked.connect(self._accept)
        cancel = QPushButton(language.text("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.make_button)
        return row

    def _choose(self, is_protected: bool) -> None:
        self.panel.setVisible(is_protected)
        self._enable()

    def _enable(self) -> None:
        self.make_button.setEnabled(self.without.isChecked() or self.panel.is_ready)

    def _accept(self) -> None:
        if self.make_button.isEnabled():
            passphrase = "" if self.without.isChecked() else self.panel.passphrase
            self.close()
            self.answered.emit(passphrase)
