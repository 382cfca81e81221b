"""How customers and revenue spread over the tiers, beside the curve or the strategies (D3)."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.ui.labels import Label
from crm_desktop.ui.tiers.pareto_chart import ParetoChart
from crm_desktop.ui.tiers.strategy_view import StrategyView
from crm_desktop.ui.tiers.tier_bars import TierBars
from crm_desktop.ui.tiers.what_if import Outlook
from crm_desktop.ui.workspace import Workspace

HEIGHT_PX = 192


class DistributionPanel(QFrame):
    """The bars of the plan at the left, at the right what a person chooses to see beside them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        language, theme = workspace.language, workspace.theme
        self._language = language
        self.setProperty("look", "surface")
        self.setFixedHeight(HEIGHT_PX)
        self.bars = TierBars(language, theme)
        self.chart = ParetoChart(language, theme)
        self._legend = Label("", "small")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        names = [language.text("Pareto curve")]
        for tier in Tier:
            strategy = workspace.playbook.tiers[tier]
            self._stack.addWidget(StrategyView(language, tier, strategy))
            names.append(language.text("Serving {tier}", tier=tier))
        self.sides = [QPushButton(name) for name in names]
        self._build()

    @property
    def side(self) -> int:
        """What is shown: 0 the curve, 1 to 3 the strategy of A, B, C."""
        return self._stack.currentIndex()

    def show_side(self, side: int) -> None:
        """Show the curve (0) or the strategy of a tier (1 to 3); another number shows the curve."""
        self._stack.setCurrentIndex(side if 0 <= side < len(self.sides) else 0)
        self.sides[self.side].setChecked(True)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what a plan comes to, with the present tiers where there are any."""
        before = None if outlook.is_first else outlook.now
        self.bars.show_shares(outlook.plan.shares, before)
        self.chart.show_course(outlook.course)
        text = self._language.text
        self._legend.setText(
            text("Customers above, revenue beneath")
            if before is None
            else text("Customers above, revenue beneath; the line: now")
        )

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 10, 14, 8)
        across.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(6)
        self._legend.setWordWrap(True)
        left.addWidget(self._legend)
        left.addWidget(self.bars)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for place, button in enumerate(self.sides):
            button.setCheckable(True)
            button.setProperty("look", "chip")
            button.clicked.connect(lambda _=False, side=place: self.show_side(side))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.sides[0].setChecked(True)
        right.addLayout(row)
        right.addWidget(self._stack, 1)
        across.addLayout(left, 6)
        across.addLayout(right, 5)
