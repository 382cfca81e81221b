"""How a tier is served, from the playbook (D3)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.playbook import TierStrategy
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label


class StrategyView(QScrollArea):
    """The headline of a tier and the points of its service."""

    def __init__(self, language: Language, tier: Tier, strategy: TierStrategy) -> None:
        super().__init__()
        self._language, self._tier = language, tier
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        rows = QVBoxLayout(canvas)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        self._badge, self._points = Label("", "heading"), Label("", "small")
        for label in (self._badge, self._points):
            label.setWordWrap(True)
            rows.addWidget(label)
        rows.addStretch(1)
        self.setWidget(canvas)
        self.show_strategy(strategy)

    def show_strategy(self, strategy: TierStrategy) -> None:
        """Show how the tier is served now."""
        code = self._language.code
        self._badge.setText(f"{self._tier}  {strategy.badge.get(code)}")
        points = "\n".join(f"• {point.get(code)}" for point in strategy.points)
        self._points.setText(points)
