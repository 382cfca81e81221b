"""Chips that narrow the timeline down to some kinds."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.wording.card import INTERACTIONS


class KindChips(QWidget):
    """One chip for each kind there is; with none checked all are shown."""

    changed = Signal()

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        flow = Flow(self)
        self.chips: dict[InteractionKind, QPushButton] = {}
        for kind in InteractionKind:
            chip = QPushButton()
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self.changed)
            chip.hide()
            flow.addWidget(chip)
            self.chips[kind] = chip

    def show_kinds(self, interactions: Iterable[Interaction]) -> None:
        """Offer the kinds these are of, with how many there are."""
        counts = Counter(one.kind for one in interactions)
        for kind, chip in self.chips.items():
            words = self._shown.text(INTERACTIONS[kind])
            chip.setText(f"{words}  {counts[kind]}")
            chip.setAccessibleName(words)
            if not counts[kind]:
                chip.setChecked(False)
            chip.setVisible(len(counts) > 1 and counts[kind] > 0)
        self.setVisible(len(counts) > 1)

    def clear(self) -> None:
        """Narrow down to nothing any more."""
        for chip in self.chips.values():
            chip.setChecked(False)

    def chosen(self) -> frozenset[InteractionKind]:
        """Return the kinds to show; empty for all."""
        return frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())
