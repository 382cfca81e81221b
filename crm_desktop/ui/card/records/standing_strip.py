"""Who supports us at the customer, in one line: red, amber or green, and what is missing (D1)."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desktop.domain.influence_map import MapReading, MapStatus
from crm_desktop.text import mark
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.labels import Label
from crm_desktop.wording.standing import ALARMS, STATUSES

_LOOKS = {MapStatus.RED: "danger", MapStatus.AMBER: "warning-line", MapStatus.GREEN: "good-line"}
_MISSING = mark("Look after this: {alarms}")


class StandingStrip(QFrame):
    """The status with its reason, and the alarms beneath."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self.setProperty("look", "surface")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 10, 14, 10)
        rows.setSpacing(4)
        self.status, self.alarms = Label(""), Label("", "muted")
        self.alarms.setWordWrap(True)
        rows.addWidget(self.status)
        rows.addWidget(self.alarms)

    def show_reading(self, reading: MapReading | None) -> None:
        """Show how we stand; without contacts there is nothing to say."""
        self.setVisible(reading is not None)
        if reading is None:
            return
        words = self._shown.text(STATUSES[reading.status])
        self.status.setText(f"●  {words[:1].upper()}{words[1:]}")
        self.status.setProperty("look", _LOOKS[reading.status])
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        alarms = self._shown.language.join(
            [self._shown.text(ALARMS[one]) for one in reading.alarms]
        )
        self.alarms.setText(self._shown.text(_MISSING, alarms=alarms))
        self.alarms.setVisible(bool(reading.alarms))
