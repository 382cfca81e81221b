"""The strip of taboos and safety needs that stands over every tab and is never cut."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.cards import Card
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card.cautions import Caution, cautions, counts_text
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.wrapped import height_of, wrap
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace

OTHERS_PX = 92
"""How high those below *never* may stand before they scroll."""
WORST_PART = 0.4
"""The part of the page the worst may take; only texts nobody can read at once go beyond it."""
_MARGIN, _GAP, _PAD = 8, 7, 3


class TabooStrip(QFrame):
    """Tells which record was clicked; ``add_wanted`` where there is none yet."""

    clicked = Signal(object, int)
    """The kind and the key of a record."""
    add_wanted = Signal()

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons = workspace, icons
        self._shown: tuple[Caution, ...] | None = None
        self._worst, self._others = _Lines(), _Lines()
        self._none = self._build_none()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(6)
        for part in (self._worst, self._others, self._none):
            rows.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_card(self, card: Card) -> None:
        """Show what stands on a card."""
        language = self._workspace.language
        found = cautions(card, language)
        if found == self._shown:
            return
        self._shown = found
        self._worst.show_lines([self._chip(one) for one in found if one.is_pinned])
        self._others.show_lines([self._chip(one) for one in found if not one.is_pinned])
        self._none.setVisible(not found)
        self.setProperty("look", "taboos" if found else "plain")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(counts_text(found, language) if found else language.text("Taboos"))
        self.fit()

    def fit(self) -> None:
        """Take the height the texts need at the width there is."""
        page = self.parentWidget()
        most = round((page.height() if page else 720) * WORST_PART)
        width = self.width() - 26
        self._worst.fit(width, max(120, most))
        self._others.fit(width, OTHERS_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Wrap anew."""
        super().resizeEvent(event)
        self.fit()

    def _chip(self, caution: Caution) -> "CautionChip":
        chip = CautionChip(caution, self._workspace)
        chip.clicked.connect(lambda: self.clicked.emit(caution.kind, caution.record_id))
        return chip

    def _build_none(self) -> QWidget:
        language = self._workspace.language
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = language.text("No taboo is known. Ask, and note what must never happen.")
        label = Label(words, "muted")
        label.setMaximumWidth(label.sizeHint().width() + 1)
        label.setWordWrap(True)
        row.addWidget(label, 100)
        add = icon_button(self._icons, "plus", language.text("Add a taboo"), "link")
        add.setProperty("look", "quiet")
        add.clicked.connect(self.add_wanted)
        row.addWidget(add)
        row.addStretch(1)
        return line


class _Lines(QScrollArea):
    """Chips that wrap, scrolled where they are higher than allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        self._flow = Flow(canvas, spacing=4)
        self.setWidget(canvas)

    def show_lines(self, chips: Sequence["CautionChip"]) -> None:
        empty(self._flow)
        for chip in chips:
            self._flow.addWidget(chip)
            # Qt shows it later on its own, and what is hidden has no height until then.
            chip.show()
        self.setVisible(bool(chips))

    def fit(self, width: int, most: int) -> None:
        needed = self._flow.heightForWidth(width)
        if needed > most:
            needed = self._flow.heightForWidth(width - 14)
        self.setFixedHeight(min(needed, most))


class CautionChip(QAbstractButton):
    """One taboo: how bad, whose, and its whole text, wrapped where it is longer than a line."""

    def __init__(self, caution: Caution, workspace: Workspace) -> None:
        super().__init__()
        self._caution, self._theme = caution, workspace.theme
        whose = caution.whose
        text = workspace.language.labelled(whose, caution.text) if whose else caution.text
        self._text = text
        self.setText(caution.spoken(workspace.language))
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter clicks as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The text in one line."""
        width = self._before() + self.fontMetrics().horizontalAdvance(self._text) + _MARGIN + 2
        return QSize(width, self.fontMetrics().height() + 2 * _PAD)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """A long text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """The height of the wrapped text."""
        return height_of(self._laid_out(width)) + 2 * _PAD

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the badge and the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        danger = QColor(self._theme.colour("danger"))
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(danger, 1.5 if self.hasFocus() else 0.6))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(danger)
        area = self.rect().adjusted(_MARGIN, _PAD, -_MARGIN + 2, -_PAD)
        painter.setFont(self._bold())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignTop), self._caution.badge)
        painter.setFont(self.font())
        if not self._caution.is_pinned:
            painter.setPen(QColor(self._theme.colour("text")))
        self._laid_out(self.width()).draw(painter, QPointF(self._before(), _PAD))

    def _laid_out(self, width: int) -> QTextLayout:
        return wrap(self._text, self.font(), width - self._before() - _MARGIN)

    def _before(self) -> int:
        metrics = QFontMetrics(self._bold())
        return _MARGIN + metrics.horizontalAdvance(self._caution.badge) + _GAP

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
