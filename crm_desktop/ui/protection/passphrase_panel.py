"""A new passphrase, typed twice, with its strength while it is typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.protection.secret_field import SecretField
from crm_desktop.ui.protection.strength_bar import LEAST, StrengthBar


class PassphrasePanel(QWidget):
    """Ready once it is strong enough and both fields say the same."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in the second field."""

    def __init__(self, language: Language, icons: Icons, words: Sequence[str]) -> None:
        super().__init__()
        self._language = language
        self.first = SecretField(language, icons, language.text("New passphrase"))
        self.again = SecretField(language, icons, language.text("The same once more"))
        self.strength = StrengthBar(language, words)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for widget in (self.first, self.strength, self.again):
            rows.addWidget(widget)
        self.first.edited.connect(self._judge)
        self.again.edited.connect(self.changed)
        self.first.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self._enter)
        self.again.line.editingFinished.connect(self._compare)
        self.setFocusProxy(self.first)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.first.text

    @property
    def is_ready(self) -> bool:
        """Whether a file may be encrypted with it."""
        is_same = self.first.text == self.again.text
        return self.strength.score >= LEAST and is_same

    def _judge(self) -> None:
        self.strength.show_for(self.first.text)
        self.changed.emit()

    def _compare(self) -> None:
        if self.again.text and self.again.text != self.first.text:
            self._say_other()

    def _say_other(self) -> None:
        words = self._language.text("This is not the same as above.")
        if self.again.problem != words:
            self.again.tell(words)

    def _enter(self) -> None:
        if self.is_ready:
            self.entered.emit()
