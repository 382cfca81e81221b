"""What may be kept, and what no longer: sensitive facts and their ground, cards past their term."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.services.privacy_look import PrivacyLook, look
from crm_desktop.text import mark
from crm_desktop.ui.card_places import tab_of
from crm_desktop.ui.choice_row import choice_row
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.privacy.facts_view import FactsView
from crm_desktop.ui.privacy.retention_view import RetentionView
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.workspace import Workspace

_UNSEEN = frozenset({Kind.PRINTED_BRIEF, Kind.ATTACHMENT})


class Part(StrEnum):
    """The parts of the page, in the order of their chips."""

    WAITING = "waiting"
    FACTS = "facts"
    RETENTION = "retention"


_PARTS = {
    Part.WAITING: mark("To settle"),
    Part.FACTS: mark("All sensitive facts"),
    Part.RETENTION: mark("Past their term"),
}
_EMPTY = {
    Part.WAITING: mark("Every sensitive fact stands on a consent or another ground."),
    Part.FACTS: mark("No fact is marked as sensitive."),
    Part.RETENTION: mark("No card is past its term."),
}


class PrivacyPage(Screen):
    """Reads off the UI thread; each part shows its list and what can be done with the chosen."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self.part = Part.WAITING
        self._look = PrivacyLook()
        self._chips: QWidget | None = None
        self.facts = FactsView(workspace, icons)
        self.retention = RetentionView(workspace, icons)
        self.facts.card_wanted.connect(
            lambda one: self._open(one.fact.customer_id, tab_of(one.fact.kind))
        )
        self.retention.card_wanted.connect(lambda one: self._open(one.customer_id, None))
        self._build()
        self._show_part()
        self.reload()

    def show_part(self, part: Part) -> None:
        """Show one of the parts."""
        self.part = part
        self._show_part()
        self.take_focus()

    def reload(self) -> None:
        """Read again what may be kept."""
        database, today = self.workspace.database, self.workspace.today()
        self.workspace.tasks.look_up(
            f"privacy-{id(self)}",
            lambda: look(database, today),
            self._take,
            failed=self.workspace.tell_problem,
            owner=self,
            is_long=True,
        )

    def concerns(self, changes: Changes) -> bool:
        """Nearly every record may be sensitive, or keep a card alive."""
        return not changes.is_empty and not changes.kinds <= _UNSEEN

    def take_focus(self) -> None:
        """Begin in the list that is shown."""
        (self.retention if self.part is Part.RETENTION else self.facts).take_focus()

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(Label(self.language.text("Consent and retention"), "title"))
        self._chip_row = QHBoxLayout()
        self._chip_row.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._chip_row)
        self._empty = Label("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setWordWrap(True)
        rows.addWidget(self._empty)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.facts)
        self._stack.addWidget(self.retention)
        rows.addWidget(self._stack, 1)

    def _take(self, found: PrivacyLook) -> None:
        self._look = found
        self._show_part()

    def _show_part(self) -> None:
        found = self._look
        self._show_chips()
        self._stack.setCurrentWidget(self.retention if self.part is Part.RETENTION else self.facts)
        if self.part is Part.RETENTION:
            self.retention.show_cards(found.past_terms, found.terms)
        else:
            is_all = self.part is Part.FACTS
            self.facts.show_facts(found.facts if is_all else found.unsettled)
        self._empty.setText(self.language.text(_EMPTY[self.part]))
        self._empty.setVisible(not self._counts()[self.part])

    def _counts(self) -> dict[Part, int]:
        found = self._look
        return {
            Part.WAITING: len(found.unsettled),
            Part.FACTS: len(found.facts),
            Part.RETENTION: len(found.past_terms),
        }

    def _show_chips(self) -> None:
        counts, language, old = self._counts(), self.language, self._chips
        choices = [
            (part, language.with_note(language.text(words), language.number(counts[part])))
            for part, words in _PARTS.items()
        ]
        had_focus = old is not None and old.isAncestorOf(self.focusWidget() or old)
        self._chips = choice_row(choices, self.part, self._choose)
        self._chip_row.addWidget(self._chips)
        if old is not None:
            old.hide()
            old.deleteLater()
        if had_focus:
            self.take_focus()

    def _choose(self, part: object) -> None:
        self.show_part(Part(str(part)))

    def _open(self, customer_id: int, tab: object) -> None:
        self.workspace.navigation.card_wanted.emit(customer_id, tab)
