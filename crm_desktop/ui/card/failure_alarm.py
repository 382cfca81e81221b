"""The alarm of a second complaint, seen on every tab: it turns the advice round (D9)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from crm_desktop.domain.timeline import failures
from crm_desktop.services.card_views import CardView
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.timeline import (
    SECOND_FAILURE,
    SECOND_FAILURE_ADVICE,
    SECOND_FAILURE_REASON,
)


class FailureAlarm(QFrame):
    """One line; why it is there and which complaints are meant stands in its tooltip."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("look", "taboos")
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 7, 14, 7)
        across.setSpacing(10)
        sign = Label("")
        sign.setPixmap(icons.pixmap("triangle-alert", 18, "danger"))
        across.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        language = workspace.language
        said = language.labelled(
            language.text(SECOND_FAILURE), language.text(SECOND_FAILURE_ADVICE)
        )
        self.advice = Label(said, "danger")
        self.advice.setWordWrap(True)
        across.addWidget(self.advice, 1)
        self.hide()

    def show_view(self, view: CardView) -> None:
        """Show the alarm where it is time for it."""
        zone = self._workspace.clock().tzinfo
        found = failures(view.card.complaints, view.today, zone) if zone is not None else ()
        self.setVisible(bool(found))
        language = self._workspace.language
        days = [language.date(one.received_at.astimezone(zone).date()) for one in found]
        reason = language.text(SECOND_FAILURE_REASON, days=language.join(days))
        set_tip(self, reason)
        self.setAccessibleDescription(reason)
