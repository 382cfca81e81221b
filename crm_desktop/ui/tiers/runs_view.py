"""The runs that were applied, newest first; the scheme of one can be taken up again (D3)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableWidgetItem, QVBoxLayout, QWidget

from crm_desktop.domain.tier_scheme import Method, Scheme, Term, Tier, normalised
from crm_desktop.services.tier_runs import RunView
from crm_desktop.text import Language, mark
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.tiers.plain_table import plain_table
from crm_desktop.wording.tiers import METHODS, TERMS

HEADINGS = (mark("Day"), mark("Method"), "A", "B", "C", mark("Settings"), mark("By"))
_WIDTHS = {0: 132, 1: 84, 2: 46, 3: 46, 4: 54, 6: 100}
_SETTINGS = 5


def scheme_text(language: Language, scheme: Scheme) -> str:
    """Return the cuts and weights of a scheme in a line."""
    pairs = {
        Method.QUOTA: (scheme.quota_a, scheme.quota_b),
        Method.THRESHOLD: (scheme.threshold_a / 100, scheme.threshold_b / 100),
        Method.PARETO: (scheme.pareto_a, scheme.pareto_b),
    }
    cuts = " / ".join(language.number(one * 100) for one in pairs[scheme.method])
    weights = normalised(scheme.weights)
    parts = [
        f"{language.text(TERMS[term])} {language.number(weights[term] * 100)}"
        for term in Term
        if weights[term]
    ]
    return f"{cuts} · {', '.join(parts)}"


class RunsView(QWidget):
    """``scheme_wanted`` carries the scheme a person wants to try again."""

    scheme_wanted = Signal(object)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._runs: Sequence[RunView] = ()
        headings = [language.text(one) if len(one) > 1 else one for one in HEADINGS]
        name = language.text("Applied runs")
        self.table = plain_table(headings, name, _WIDTHS, stretched=_SETTINGS)
        self.use_button = QPushButton(language.text("Try these settings"))
        self._empty = Label(language.text("No run was applied yet."), "muted")
        self._build()

    def show_runs(self, runs: Sequence[RunView]) -> None:
        """Show applied runs, the newest first."""
        self._runs = runs
        self.table.setRowCount(len(runs))
        for row, view in enumerate(runs):
            for column, words in enumerate(self._cells(view)):
                self.table.setItem(row, column, QTableWidgetItem(words))
        self.table.setVisible(bool(runs))
        self._empty.setVisible(not runs)
        if runs:
            self.table.setCurrentCell(0, 0)
        self.use_button.setEnabled(bool(runs))
        set_tip(self.use_button, "" if runs else self._empty.text())

    def _cells(self, view: RunView) -> tuple[str, ...]:
        language = self._language
        return (
            language.date(view.run.as_of),
            language.text(METHODS[view.scheme.method]),
            *(language.number(view.counts[tier]) for tier in Tier),
            scheme_text(language, view.scheme),
            view.run.author,
        )

    def _use(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._runs):
            self.scheme_wanted.emit(self._runs[row].scheme)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self.use_button)
        line.addStretch(1)
        rows.addLayout(line)
        rows.addWidget(self._empty)
        rows.addWidget(self.table, 1)
        rows.addStretch(0)
        self.use_button.clicked.connect(self._use)
        self.table.activated.connect(self._use)
