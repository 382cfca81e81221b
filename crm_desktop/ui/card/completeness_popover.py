"""What a card lacks, section by section, and confirming that a section is still true (D1)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm_desktop.domain.completeness import STALE_DAYS, SectionState
from crm_desktop.domain.customers import Section
from crm_desktop.services import card_edits
from crm_desktop.services.card_views import CardView
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.popover import Popover
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.card import FIELDS, SECTIONS

_TABS = {
    Section.BASICS: CardTab.BASICS,
    Section.TRANSACTIONS: CardTab.PURCHASES,
    Section.SERVICE: CardTab.SERVICE,
    Section.DEVELOPMENT: CardTab.DEVELOPMENT,
}


class CompletenessPopover(Popover):
    """Leads to the tab of a section, and notes that somebody confirmed it today."""

    tab_wanted = Signal(object)

    def __init__(self, beside: QWidget, workspace: Workspace, view: CardView) -> None:
        language = workspace.language
        title = language.text("Card {percent}% complete", percent=view.percent)
        super().__init__(beside, title, width=460)
        self._workspace, self._view = workspace, view
        for section, state in view.sections.items():
            self._add(section, state)
        hint = language.text(
            "What stands in a section is marked after {days} days without a look at it.",
            days=STALE_DAYS,
        )
        self._wrapped(hint, "small")

    def _add(self, section: Section, state: SectionState) -> None:
        language = self._workspace.language
        name = language.text(SECTIONS[section])
        line = QHBoxLayout()
        line.addWidget(Label(f"{name}  {state.percent}%", "heading"))
        line.addStretch(1)
        go = QPushButton(language.text("Go there"))
        go.setAccessibleName(language.text("Go to {section}", section=name))
        go.clicked.connect(lambda: self._go(section))
        confirm = QPushButton(language.text("Confirm"))
        confirm.setAccessibleName(language.text("Confirm {section}", section=name))
        confirm.setObjectName(f"confirm-{section}")
        confirm.clicked.connect(lambda: self._confirm(section))
        for button in (go, confirm):
            button.setProperty("look", "quiet")
            line.addWidget(button)
        self.rows.addLayout(line)
        self._wrapped(missing_text(state, language), "")
        self._wrapped(freshness_text(state, language), "warning" if state.is_stale else "small")

    def _wrapped(self, text: str, look: str) -> None:
        label = Label(text, look)
        label.setWordWrap(True)
        self.rows.addWidget(label)

    def _go(self, section: Section) -> None:
        self.tab_wanted.emit(_TABS[section])
        self.close()

    def _confirm(self, section: Section) -> None:
        workspace, customer_id = self._workspace, self._view.customer_id
        database, author, today = workspace.database, workspace.author, workspace.today()
        name = workspace.language.text(SECTIONS[section])
        workspace.write(
            lambda: card_edits.confirm_section(
                database, customer_id, section, today, author=author
            ),
            notice=workspace.language.text("Confirmed: {section}", section=name),
        )
        self.close()


def missing_text(state: SectionState, language: Language) -> str:
    """Return what is missing in a section."""
    if not state.missing:
        return language.text("Nothing is missing.")
    fields = language.join([language.text(FIELDS[field]) for field in state.missing])
    return language.text("missing: {fields}", fields=fields)


def freshness_text(state: SectionState, language: Language) -> str:
    """Return when a section was confirmed, and that this is long ago."""
    if state.confirmed_on is None:
        return language.text("never confirmed")
    day = language.text("confirmed on {day}", day=language.date(state.confirmed_on))
    if not state.is_stale:
        return day
    return language.with_note(day, language.text("long ago"))
