"""Texts on the screen: always plain, because Qt would take a customer's `<b>` for markup."""

import html
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """A label that shows its text as it is; ``look`` names its style in the style sheet."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if look:
            self.setProperty("look", look)


class ElidedLabel(Label):
    """One line that ends in … where it has no room; the whole text is its tooltip then."""

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Show a text on one line."""
        super().setText(" ".join(text.split()))
        set_tip(self, text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A few letters are enough."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Draw as much as there is room for."""
        painter = QPainter(self)
        area = self.contentsRect()
        text = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment()), text)


class Tipped(Protocol):
    """What shows a tooltip: a widget, an item of a list."""

    def setToolTip(self, text: str, /) -> None:  # noqa: N802 (Qt's name)
        """Take a text Qt may read as markup."""


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet asks for; the style is worked out again where it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def set_tip(place: Tipped, text: str) -> None:
    """Give a widget or an item a tooltip of plain text; long ones are wrapped."""
    place.setToolTip(as_tip(text))


def name_action(action: QAction, tip: str) -> None:
    """Give an action a tip of ours, which buttons and screen readers take over as it is."""
    action.setToolTip(tip)


def as_tip(text: str) -> str:
    """Return a plain text the way a tooltip shows it as it is, for models that give it by role."""
    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>") if text else ""
