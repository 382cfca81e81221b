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
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        rows = QVBoxLayout(canvas)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        badge = strategy.badge.get(language.code)
        points = "\n".join(f"• {point.get(language.code)}" for point in strategy.points)
        for label in (Label(f"{tier}  {badge}", "heading"), Label(points, "small")):
            label.setWordWrap(True)
            rows.addWidget(label)
        rows.addStretch(1)
        self.setWidget(canvas)
