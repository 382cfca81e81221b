"""The foot of the minute after a visit: save it all, or say that it did not take place."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.coming_days import coming_day
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.page_keys import keys_text
from crm_desktop.ui.visits.after_lines import tell_line
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.day_words import weekday_words

SAVE_KEYS = "Ctrl+Return"


class AfterBar(QFrame):
    """``save_wanted`` asks to store it all, ``moved`` carries the day a visit moves to, and
    ``called_off`` why there was none."""

    save_wanted = Signal()
    moved = Signal(object)
    called_off = Signal(str)

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self.setProperty("look", "foot")
        self._problem = Label("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._usual, self._instead = QWidget(), QWidget()
        self._build_usual(icons)
        self._build_instead(icons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 8, 20, 8)
        rows.setSpacing(4)
        for widget in (self._problem, self._usual, self._instead):
            rows.addWidget(widget)
        self._instead.hide()

    def show_state(self, *, may_not_have_been: bool) -> None:
        """Begin anew for a visit; one that was told of has taken place."""
        self._not_held.setVisible(may_not_have_been)
        self.say_problem("")
        self._fold()

    def say_problem(self, text: str) -> None:
        """Say why nothing was saved; empty takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def take_focus(self) -> None:
        """Put the keyboard on Save."""
        self._save.setFocus()

    def _build_usual(self, icons: Icons) -> None:
        text = self._language.text
        row = QHBoxLayout(self._usual)
        row.setContentsMargins(0, 0, 0, 0)
        self._not_held = icon_button(icons, "ban", text("It did not take place…"))
        self._not_held.clicked.connect(self.ask_instead)
        told = text(
            "Enter goes on, {keys} saves; leave out what there is not.", keys=keys_text(SAVE_KEYS)
        )
        hint = Label(told, "small")
        self._save = icon_button(icons, "check", text("Save"), "on_accent")
        self._save.setProperty("look", "primary")
        self._save.setAutoDefault(True)
        set_tip(self._save, self._language.with_note(text("Save all of it"), keys_text(SAVE_KEYS)))
        self._save.clicked.connect(self.save_wanted)
        row.addWidget(self._not_held)
        row.addStretch(1)
        row.addWidget(hint)
        row.addSpacing(8)
        row.addWidget(self._save)

    def _build_instead(self, icons: Icons) -> None:
        text = self._language.text
        row = QHBoxLayout(self._instead)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.day = tell_line(text("New day"), text("New day: next Tuesday, 3/20"))
        self.reason = tell_line(text("Why it did not take place"), text("Or why not"))
        self._do = QPushButton()
        self._back = icon_button(icons, "x", text("Cancel"))
        self._back.clicked.connect(self._fold)
        self._do.clicked.connect(self._carry_out)
        for line in (self.day, self.reason):
            line.entered.connect(self._carry_out)
            line.textEdited.connect(self._name_deed)
        self.day.passed.connect(self.reason.setFocus)
        self.reason.passed.connect(self._do.setFocus)
        row.addWidget(self.day, 1)
        row.addWidget(self.reason, 2)
        row.addWidget(self._do)
        row.addWidget(self._back)

    def ask_instead(self) -> None:
        """Ask for another day, or why there was none."""
        for line in (self.day, self.reason):
            line.clear()
        self._name_deed()
        self._usual.hide()
        self._instead.show()
        self.day.setFocus()

    def _fold(self) -> None:
        self._instead.hide()
        self._usual.show()

    def _new_day(self) -> date | None:
        return coming_day(self.day.text(), self._workspace.today())

    def _name_deed(self) -> None:
        """Let the button say what it does with what is typed by now."""
        day, language = self._new_day(), self._language
        if day is None:
            self._do.setText(language.text("Call it off"))
        else:
            words = language.text("Move to {day}", day=weekday_words(language, day))
            self._do.setText(words)

    def _carry_out(self) -> None:
        day, typed = self._new_day(), self.day.text().strip()
        if typed and day is None:
            self.say_problem(
                self._language.text("“{text}” is no day that is understood.", text=typed)
            )
            self.day.setFocus()
        elif day is not None:
            self.moved.emit(day)
        else:
            self.called_off.emit(self.reason.text().strip())
