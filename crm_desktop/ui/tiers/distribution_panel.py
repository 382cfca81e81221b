"""How customers and revenue spread over the tiers, beside the curve or the strategies (D3)."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.text import mark_in
from crm_desktop.ui.labels import Label
from crm_desktop.ui.tiers.pareto_chart import ParetoChart
from crm_desktop.ui.tiers.strategy_view import StrategyView
from crm_desktop.ui.tiers.tier_bars import TierBars
from crm_desktop.ui.tiers.what_if import Outlook
from crm_desktop.ui.workspace import Workspace

HEIGHT_PX = 192
NARROW_HEIGHT_PX = 224
NARROW_PX = 640
"""Below, there is no room for both sides: the bars become one of the things to choose."""

SHARES = 0
CURVE = 1


class DistributionPanel(QFrame):
    """The bars of the plan at the left, at the right what a person chooses to see beside them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        language, theme = workspace.language, workspace.theme
        self._workspace, self._language = workspace, language
        self.setProperty("look", "surface")
        self.setFixedHeight(HEIGHT_PX)
        self.bars = TierBars(language, theme)
        self.chart = ParetoChart(language, theme)
        self._legend = Label("", "small")
        self._left = QWidget()
        self._place = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._place)
        self._stack.addWidget(self.chart)
        names = [
            language.text(mark_in("tiers", "Shares")),
            language.text(mark_in("tiers", "Curve")),
        ]
        self._empty: dict[int, tuple[QWidget, Tier]] = {}
        self._strategies: dict[Tier, StrategyView] = {}
        for tier in Tier:
            holder = QWidget()
            self._empty[self._stack.addWidget(holder)] = holder, tier
            names.append(language.text("Serving {tier}", tier=tier))
        self.sides = [QPushButton(name) for name in names]
        self._build()
        self.show_side(CURVE)

    @property
    def side(self) -> int:
        """What is shown: 1 the curve, 2 to 4 the strategy of A, B, C; 0 the bars, if narrow."""
        return self._stack.currentIndex()

    def show_side(self, side: int) -> None:
        """Show one of them; a number that is none shows the curve."""
        is_there = 0 <= side < len(self.sides) and (side != SHARES or self._is_narrow)
        if side in self._empty:
            self._fill(side, *self._empty.pop(side))
        self._stack.setCurrentIndex(side if is_there else CURVE)
        self.sides[self.side].setChecked(True)

    def _fill(self, side: int, holder: QWidget, tier: Tier) -> None:
        """Make the strategy of a tier when it is first looked at."""
        strategy = self._workspace.playbook.tiers[tier]
        self._stack.removeWidget(holder)
        holder.deleteLater()
        view = self._strategies[tier] = StrategyView(self._language, tier, strategy)
        self._stack.insertWidget(side, view)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what a plan comes to, with the present tiers where there are any."""
        for tier, view in self._strategies.items():
            view.show_strategy(self._workspace.playbook.tiers[tier])
        before = None if outlook.is_first else outlook.now
        self.bars.show_shares(outlook.plan.shares, before)
        self.chart.show_course(outlook.course)
        text = self._language.text
        self._legend.setText(
            text("Customers above, revenue beneath")
            if before is None
            else text("Customers above, revenue beneath; the line: now")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Put the bars beside the rest, or among it where the window is narrow."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < NARROW_PX
        if is_narrow is self._is_narrow:
            return
        holder = self._inside if is_narrow else self._across
        holder.insertWidget(0, self._left, 6)
        self.sides[SHARES].setVisible(is_narrow)
        self.setFixedHeight(NARROW_HEIGHT_PX if is_narrow else HEIGHT_PX)
        self.show_side(SHARES if is_narrow else self.side)

    @property
    def _is_narrow(self) -> bool:
        return self._left.parentWidget() is self._place

    def _build(self) -> None:
        self._inside = QHBoxLayout(self._place)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(14, 10, 14, 8)
        self._across.setSpacing(20)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(4)
        left.addWidget(self._legend)
        left.addWidget(self.bars)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addLayout(self._chips())
        right.addWidget(self._stack, 1)
        self._across.addWidget(self._left, 6)
        self._across.addLayout(right, 5)

    def _chips(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for place, button in enumerate(self.sides):
            button.setCheckable(True)
            button.setProperty("look", "chip")
            button.clicked.connect(self._showing(place))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.sides[SHARES].hide()
        return row

    def _showing(self, side: int) -> Callable[[], None]:
        return lambda: self.show_side(side)
