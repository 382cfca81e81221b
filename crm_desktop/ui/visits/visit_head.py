"""The head of a visit's page: whose it is, when, how it stands, and what to do with it."""

from datetime import date
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.visit_views import VisitView
from crm_desktop.text import mark
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.briefs.view_bar import tool
from crm_desktop.ui.buttons import icon_button, put_icon
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, restyle, set_tip
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.choices import VISIT_STATES


class Half(Enum):
    """The two halves of a visit's page."""

    PLAN = auto()
    AFTER = auto()


HALVES = {Half.PLAN: mark("Plan"), Half.AFTER: mark("How it went")}


def may_be_told(visit: Visit | None, today: date) -> bool:
    """Return whether a visit is one to tell of: it has begun by now and was not called off."""
    is_there = visit is not None and visit.state is not VisitState.CANCELLED
    return is_there and visit is not None and visit.visit_on <= today


class VisitHead(QFrame):
    """Tells what was clicked; ``state_wanted`` carries the state to set, ``half_wanted`` which
    half of the page to show."""

    print_wanted = Signal()
    save_wanted = Signal()
    state_wanted = Signal(object)
    delete_wanted = Signal()
    card_wanted = Signal()
    half_wanted = Signal(object)

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language, self._icons = workspace, workspace.language, icons
        self.setProperty("look", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        back = tool(icons, "chevron-left", self._language.text("Back"))
        back.clicked.connect(workspace.navigation.back_wanted)
        row.addWidget(back)
        row.addLayout(self._words(), 1)
        for button in self._buttons():
            row.addWidget(button)

    def show_view(self, view: VisitView, half: Half) -> None:
        """Show whose visit it is, which half is seen, and what can be done with it."""
        visit, language = view.visit, self._language
        name = view.card.card.customer.name
        self._title.setText(language.text("Visit: {name}", name=name))
        self._when.setText(self._time(visit))
        is_planned = visit is not None and visit.state is VisitState.PLANNED
        is_plan = half is Half.PLAN
        self._halves[half].setChecked(True)
        self._choice.setVisible(may_be_told(visit, view.card.today))
        self._save.setVisible(visit is None)
        self._cancel.setVisible(is_planned and is_plan)
        self._again.setVisible(visit is not None and visit.state is VisitState.CANCELLED)
        self._delete.setVisible(visit is not None and is_plan)
        restyle(self._print, "look", "primary" if is_plan else "")
        put_icon(self._print, self._icons, "printer", "on_accent" if is_plan else "icon")

    def _time(self, visit: Visit | None) -> str:
        language = self._language
        if visit is None:
            return language.text("Not stored yet: it is kept as soon as it has a day.")
        parts = [language.date(visit.visit_on, "full")]
        if visit.visit_time is not None:
            parts.append(language.time(visit.visit_time))
        parts.append(language.relative(visit.visit_on, self._workspace.today()))
        parts.append(language.text(VISIT_STATES[visit.state]))
        return "  ·  ".join(parts)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = ElidedLabel("", "title")
        self._when = ElidedLabel("", "muted")
        words.addWidget(self._title)
        words.addWidget(self._when)
        return words

    def _buttons(self) -> list[QWidget]:
        language = self._language
        card = self._button("user", language.text("Card"), language.text("Open the card"))
        card.clicked.connect(self.card_wanted)
        self._again = self._state(language.text("Plan again"), "rotate-ccw", VisitState.PLANNED)
        self._cancel = self._button("ban", "", language.text("Call off"))
        self._cancel.clicked.connect(lambda: self.state_wanted.emit(VisitState.CANCELLED))
        self._delete = self._button(
            "trash-2", "", language.text("Delete the visit; it can be undone")
        )
        self._delete.clicked.connect(self.delete_wanted)
        self._save = self._button("save", language.text("Save"), language.text("Store the visit"))
        self._save.clicked.connect(self.save_wanted)
        words = language.text("Print brief…")
        self._print = icon_button(self._icons, "printer", words, "on_accent")
        self._print.clicked.connect(self.print_wanted)
        set_tip(self._print, language.with_note(words, shown_keys(ActionCode.PRINT_BRIEF)))
        self._choice = self._half_choice()
        rest = [self._cancel, self._delete, self._again, self._save, self._print]
        return [self._choice, card, *rest]

    def _half_choice(self) -> QWidget:
        """Two buttons of which one is on: the plan, and how it went."""
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(4)
        group = QButtonGroup(choice)
        self._halves: dict[Half, QPushButton] = {}
        for half, words in HALVES.items():
            button = self._halves[half] = QPushButton(self._language.text(words))
            button.setProperty("look", "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, half=half: self.half_wanted.emit(half))
            group.addButton(button)
            row.addWidget(button)
        return choice

    def _state(self, words: str, icon: str, state: VisitState) -> QPushButton:
        button = self._button(icon, words, self._language.text(VISIT_STATES[state]))
        button.clicked.connect(lambda: self.state_wanted.emit(state))
        return button

    def _button(self, icon: str, words: str, tip: str) -> QPushButton:
        if words:
            button = icon_button(self._icons, icon, words)
        else:
            button = QPushButton(self._icons.icon(icon), "")
        button.setAccessibleName(words or tip)
        set_tip(button, tip)
        return button
