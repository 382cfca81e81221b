"""A strip over the list that asks for one value for many customers: a tag, an owner, a stage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from crm_desktop.domain.problems import CrmError
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label
from crm_desktop.wording.problems import problem_text

Choice = tuple[str, str]
Answered = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked: the sentence, what the field is called, and the word on the button.

    With ``is_free`` other texts than the choices may be typed. ``reason_for`` is the value that
    needs a reason, empty where none does.
    """

    sentence: str
    label: str
    verb: str
    is_free: bool = True
    reason_for: str = ""


class AskBar(QFrame):
    """One question at a time; Enter answers, Escape gives up."""

    closed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._ask = Ask("", "", "")
        self._answer: Answered | None = None
        self.setProperty("look", "hint")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        rows.addLayout(row)
        self._sentence = Label()
        self.box = QComboBox()
        self.box.setMinimumWidth(180)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.currentTextChanged.connect(self._show_reason)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(language.text("Reason"))
        self.reason.setAccessibleName(language.text("Reason"))
        self.apply_button = QPushButton()
        self.apply_button.clicked.connect(self._apply)
        cancel = QPushButton(language.text("Cancel"))
        cancel.setProperty("look", "quiet")
        cancel.clicked.connect(self.close_ask)
        for widget in (self._sentence, self.box, self.reason, self.apply_button, cancel):
            row.addWidget(widget)
        row.addStretch(1)
        self._problem = Label("", "problem")
        self._problem.setWordWrap(True)
        rows.addWidget(self._problem)
        self.hide()

    def ask(self, ask: Ask, choices: Sequence[Choice], answer: Answered) -> None:
        """Show a question; ``answer`` gets the value and the reason."""
        self._ask, self._answer = ask, answer
        self._sentence.setText(ask.sentence)
        self.apply_button.setText(ask.verb)
        self.box.setAccessibleName(ask.label)
        self.box.clear()
        self.box.setEditable(ask.is_free)
        for value, words in choices:
            self.box.addItem(words, value)
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(ask.label)
            line.setAccessibleName(ask.label)
            completer = line.completer()
            assert completer is not None
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.setCurrentIndex(-1 if ask.is_free else 0)
        self.reason.clear()
        self.show_problem(None)
        self._show_reason()
        self.show()
        self.box.setFocus()

    def show_problem(self, error: CrmError | None) -> None:
        """Say beneath the field what is wrong."""
        text = problem_text(self._language, error.problem) if error is not None else ""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def close_ask(self) -> None:
        """Give up."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter answers, Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_ask()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        else:
            super().keyPressEvent(event)

    def _value(self) -> str:
        text = self.box.currentText().strip()
        place = self.box.findText(text)
        return str(self.box.itemData(place)) if place >= 0 else text

    def _show_reason(self) -> None:
        self.reason.setVisible(bool(self._ask.reason_for) and self._value() == self._ask.reason_for)

    def _apply(self) -> None:
        if self._answer is not None:
            self._answer(self._value(), self.reason.text().strip())
