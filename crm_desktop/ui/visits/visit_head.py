"""The head of a visit's page: whose it is, when, how it stands, and what to do with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.visit_views import VisitView
from crm_desktop.ui.briefs.view_bar import tool
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, set_tip
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.choices import VISIT_STATES


class VisitHead(QFrame):
    """Tells what was clicked; ``state_wanted`` carries the state to set."""

    print_wanted = Signal()
    save_wanted = Signal()
    state_wanted = Signal(object)
    delete_wanted = Signal()
    card_wanted = Signal()
    log_wanted = Signal()

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

    def show_view(self, view: VisitView) -> None:
        """Show whose visit it is and what can be done with it."""
        visit, language = view.visit, self._language
        name = view.card.card.customer.name
        self._title.setText(language.text("Visit: {name}", name=name))
        self._when.setText(self._time(visit))
        is_planned = visit is not None and visit.state is VisitState.PLANNED
        self._save.setVisible(visit is None)
        self._held.setVisible(is_planned)
        self._cancel.setVisible(is_planned)
        self._again.setVisible(visit is not None and not is_planned)
        self._log.setVisible(visit is not None and visit.state is VisitState.HELD)
        self._delete.setVisible(visit is not None)

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

    def _buttons(self) -> list[QPushButton]:
        language = self._language
        card = self._button("user", language.text("Card"), language.text("Open the card"))
        card.clicked.connect(self.card_wanted)
        self._log = self._button(
            "pencil", language.text("Log the result"), language.text("Note what happened")
        )
        self._log.clicked.connect(self.log_wanted)
        self._again = self._state(language.text("Plan again"), "rotate-ccw", VisitState.PLANNED)
        self._cancel = self._state(language.text("Call off"), "ban", VisitState.CANCELLED)
        self._held = self._state(language.text("Mark as held"), "check", VisitState.HELD)
        self._delete = self._button(
            "trash-2", "", language.text("Delete the visit; it can be undone")
        )
        self._delete.clicked.connect(self.delete_wanted)
        self._save = self._button("save", language.text("Save"), language.text("Store the visit"))
        self._save.clicked.connect(self.save_wanted)
        words = language.text("Print brief…")
        printing = icon_button(self._icons, "printer", words, "on_accent")
        printing.setProperty("look", "primary")
        printing.clicked.connect(self.print_wanted)
        set_tip(printing, language.with_note(words, "Ctrl+P"))
        rest = [self._again, self._cancel, self._held, self._save, printing]
        return [card, self._log, self._delete, *rest]

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
