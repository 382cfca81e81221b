"""What the opportunities come to, over their list."""

from decimal import Decimal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.opportunity_sums import OpportunitySums
from crm_desktop.text import mark
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.labels import Label, set_tip

_FIGURES = (
    mark("Open in total"),
    mark("Weighted by chance"),
    mark("Won in 12 months"),
)
_WHY = mark("The value of each open opportunity times its chance, added up.")


class SumsStrip(QFrame):
    """Three figures, and what is not in them."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self.setProperty("look", "plain")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 2)
        across.setSpacing(36)
        self._figures = [self._figure(words, across) for words in _FIGURES]
        set_tip(self._figures[1], shown.text(_WHY))
        self._note = Label("", "small")
        self._note.setWordWrap(True)
        across.addWidget(self._note, 1)

    def show_sums(self, sums: OpportunitySums) -> None:
        """Show other sums; hidden while there is nothing to add up."""
        values = (sums.value, sums.weighted, sums.won)
        self.setVisible(any(values))
        for label, value in zip(self._figures, values, strict=True):
            rounded = value.quantize(Decimal(1))
            label.setText(self._shown.money(rounded, sums.currency) if value else "–")
        self._note.setText(self._missing(sums))

    def _missing(self, sums: OpportunitySums) -> str:
        plural = self._shown.language.plural
        parts = []
        if sums.without_amount:
            parts.append(
                plural(
                    "{count} open one has no value or no rate",
                    "{count} open ones have no value or no rate",
                    sums.without_amount,
                )
            )
        if sums.without_chance:
            parts.append(
                plural(
                    "{count} has no chance yet", "{count} have no chance yet", sums.without_chance
                )
            )
        return self._shown.joined(*parts)

    def _figure(self, words: str, across: QHBoxLayout) -> Label:
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        label = Label("", "figure")
        rows.addWidget(label)
        rows.addWidget(Label(self._shown.text(words), "small"))
        across.addWidget(box)
        return label
