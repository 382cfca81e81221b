"""How each tier is served, from the playbook (D3)."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.playbook import TierStrategy
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label


class StrategiesView(QScrollArea):
    """A headline and its points a tier."""

    def __init__(self, language: Language, strategies: Mapping[Tier, TierStrategy]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(language.text("How each tier is served"))
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        rows = QVBoxLayout(canvas)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(2)
        for tier, strategy in strategies.items():
            badge = strategy.badge.get(language.code)
            title = Label(f"{tier}  {badge}", "heading")
            points = "\n".join(f"• {point.get(language.code)}" for point in strategy.points)
            words = Label(points)
            for label in (title, words):
                label.setWordWrap(True)
                rows.addWidget(label)
            rows.addSpacing(6)
        rows.addStretch(1)
        self.setWidget(canvas)
