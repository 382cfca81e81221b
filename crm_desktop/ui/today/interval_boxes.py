"""How often each tier is met: a number of days for every duty, and the one that would fit."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QWidget

from crm_desktop.domain.cadence import Cadence, Duty
from crm_desktop.domain.cadence_settings import LONGEST_DAYS, from_settings
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services.cadence import CapacityCheck
from crm_desktop.text import Language, mark_in
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.ui.number_box import WIDTH, number_box, show_number
from crm_desktop.wording.standing import DUTIES

STORED_AFTER_MS = 600
SUFFIX_PX = 16
_APART_PX = 20


class IntervalBoxes(QWidget):
    """``changed`` carries the cadence a moment after a number was changed."""

    changed = Signal(object)

    def __init__(self, language: Language, cadence: Cadence) -> None:
        super().__init__()
        self._language = language
        self._boxes: dict[tuple[Tier, Duty], QSpinBox] = {}
        self._proposed: dict[tuple[Tier, Duty], Label] = {}
        self._rest = QTimer(self, singleShot=True, interval=STORED_AFTER_MS)
        self._rest.timeout.connect(lambda: self.changed.emit(self.cadence()))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for row, tier in enumerate(Tier):
            badge = Label(tier.value, "tier")
            restyle(badge, "tier", tier.value)
            grid.addWidget(badge, row, 0)
            for column, one in enumerate(cadence[tier], 1):
                name = Label(language.text(DUTIES[one.duty]))
                grid.addWidget(name, row, 2 * column - 1)
                grid.addLayout(self._box(tier, one.duty), row, 2 * column)
        grid.setColumnStretch(7, 1)

    def show_check(self, check: CapacityCheck) -> None:
        """Show the days in force and those that would fit, where they differ."""
        proposal = check.proposal or check.cadence
        for tier in Tier:
            for now, then in zip(check.cadence[tier], proposal[tier], strict=True):
                key = tier, now.duty
                if not self._rest.isActive():
                    show_number(self._boxes[key], now.days)
                words = self._language.number(then.days) if then.days != now.days else ""
                self._proposed[key].setText(f"→ {words}" if words else "")

    def cadence(self) -> Cadence:
        """Return what stands in the boxes."""
        stored: dict[str, dict[str, int]] = {tier.value: {} for tier in Tier}
        for (tier, duty), box in self._boxes.items():
            stored[tier.value][duty.value] = box.value()
        return from_settings(stored)

    def _box(self, tier: Tier, duty: Duty) -> QHBoxLayout:
        name = self._language.text(DUTIES[duty])
        box = number_box(self._language.with_note(name, tier.value), 1, LONGEST_DAYS)
        box.setSuffix(f" {self._language.text(mark_in('days', 'd'))}")
        box.setFixedWidth(WIDTH + SUFFIX_PX)
        box.valueChanged.connect(lambda _: self._rest.start())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.setContentsMargins(0, 0, _APART_PX, 0)
        row.addWidget(box)
        proposed = Label("", "good-line")
        row.addWidget(proposed)
        row.addStretch(1)
        self._boxes[tier, duty], self._proposed[tier, duty] = box, proposed
        return row
