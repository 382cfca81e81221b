"""How long a thief would need for a passphrase, as a bar and in words, while it is typed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crm_desktop.services import protection
from crm_desktop.text import Language, LanguageCode, mark_in
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.wording.protection import hint_text

LEAST = 2
"""A file is not encrypted with less: it would look safe and not be."""
_WORDS = (
    mark_in("passphrase", "Very weak"),
    mark_in("passphrase", "Weak"),
    mark_in("passphrase", "Fair"),
    mark_in("passphrase", "Good"),
    mark_in("passphrase", "Strong"),
)
_LOOKS = ("weak", "weak", "fair", "good", "good")


class StrengthBar(QWidget):
    """``words`` are those a thief would try first, such as the name of the file."""

    def __init__(self, language: Language, words: Sequence[str]) -> None:
        super().__init__()
        self._language, self._words = language, tuple(words)
        self.score = 0
        self.bar = QProgressBar()
        self.bar.setRange(0, len(_WORDS))
        self.bar.setTextVisible(False)
        self.bar.setProperty("look", "strength")
        self.bar.setAccessibleName(language.text("Strength of the passphrase"))
        self.said = Label("", "small")
        self.said.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.bar)
        rows.addWidget(self.said)
        self.show_for("")

    def show_for(self, passphrase: str) -> None:
        """Say how strong a passphrase is and what would make it stronger."""
        found = protection.strength(passphrase, self._words)
        self.score = found.score if passphrase else 0
        self.bar.setValue(self.score + 1 if passphrase else 0)
        restyle(self.bar, "state", _LOOKS[self.score])
        text = self._language.text
        if not passphrase:
            self.said.setText(
                text("Four words that have nothing to do with each other are easy to keep in mind.")
            )
            return
        word = text(_WORDS[self.score])
        between = "" if self._language.code is LanguageCode.CHINESE else " "
        hints = between.join(hint_text(self._language, hint) for hint in found.hints)
        self.said.setText(self._language.labelled(word, hints) if hints else word)
        self.bar.setAccessibleDescription(word)
