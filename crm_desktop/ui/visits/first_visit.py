"""What counts where nobody of ours was ever there: the first impression stays (D7)."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desktop.domain.playbook import Playbook
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label

FIRST_CONTACT = "first_contact"
"""The moment of the playbook whose service points make the checklist."""


class FirstVisit(QFrame):
    """The service points of the first contact, from the playbook and edited there."""

    def __init__(self, language: Language, playbook: Playbook) -> None:
        super().__init__()
        self.setProperty("look", "hint")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(4)
        moment = playbook.moments.get(FIRST_CONTACT)
        self._has_points = moment is not None and bool(moment.points)
        rows.addWidget(Label(language.text("First visit: the first minutes stay"), "heading"))
        for point in moment.points if moment is not None else ():
            line = Label(f"·  {point.text.get(language.code)}")
            line.setWordWrap(True)
            rows.addWidget(line)

    def show_if(self, *, is_first: bool) -> None:
        """Show the list on a first visit, as far as the playbook has one."""
        self.setVisible(is_first and self._has_points)
