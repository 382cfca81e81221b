"""Notices: what happened and what may be done about it, shown without stopping anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip

SHOWN_MS = 8_000
MOST = 3
WIDEST_PX = 720
GAP_PX, BELOW_PX = 8, 16


class NoticeKind(StrEnum):
    """How serious a notice is; a problem stays until it is closed."""

    INFO = "info"
    DONE = "done"
    PROBLEM = "problem"


_ICONS = {
    NoticeKind.INFO: "info",
    NoticeKind.DONE: "check",
    NoticeKind.PROBLEM: "circle-alert",
}


@dataclass(frozen=True)
class Notice:
    """One sentence, and where it makes sense one thing to do about it."""

    text: str
    kind: NoticeKind = NoticeKind.INFO
    action: str = ""
    act: Callable[[], None] | None = None


class NoticeArea(QWidget):
    """The newest notices, stacked over the bottom of the widget they are shown on."""

    def __init__(self, over: QWidget, language: Language, icons: Icons) -> None:
        super().__init__(over)
        self._over, self._language, self._icons = over, language, icons
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, BELOW_PX)
        self._rows.setSpacing(GAP_PX)
        over.installEventFilter(self)
        self.hide()

    def add(self, notice: Notice) -> None:
        """Show a notice; the oldest goes when there are too many, one said again is moved up."""
        for row in self._shown():
            if row.notice.text == notice.text:
                self._drop(row)
        shown = self._shown()
        if len(shown) >= MOST:
            self._drop(shown[0])
        row = NoticeRow(notice, self._language, self._icons)
        row.closed.clicked.connect(lambda: self._drop(row))
        if row.button is not None:
            row.button.clicked.connect(lambda: self._act(row))
        self._rows.addWidget(row, alignment=Qt.AlignmentFlag.AlignHCenter)
        row.show()
        if notice.kind is not NoticeKind.PROBLEM:
            QTimer.singleShot(SHOWN_MS, row, lambda: self._drop(row))
        self._place()
        event = QAccessibleAnnouncementEvent(row, notice.text)
        QAccessible.updateAccessibility(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Stay at the bottom of a window that is resized."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _act(self, row: "NoticeRow") -> None:
        act = row.notice.act
        self._drop(row)
        if act is not None:
            act()

    def _drop(self, row: "NoticeRow") -> None:
        if self._rows.indexOf(row) >= 0:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._place()

    def _shown(self) -> list["NoticeRow"]:
        items = [self._rows.itemAt(at) for at in range(self._rows.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, NoticeRow)]

    def _place(self) -> None:
        rows = self._shown()
        self.setVisible(bool(rows))
        if not rows:
            return
        most = min(WIDEST_PX, max(200, self._over.width() - 80))
        for row in rows:
            row.fit(most)
        width = max(row.width() for row in rows)
        height = sum(row.height() + GAP_PX for row in rows) - GAP_PX + BELOW_PX
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - height, width, height)
        self.raise_()


class NoticeRow(QFrame):
    """One notice with its button and a cross."""

    def __init__(self, notice: Notice, language: Language, icons: Icons) -> None:
        super().__init__()
        self.notice = notice
        self.setProperty("look", f"notice-{notice.kind}")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 8, 9)
        row.setSpacing(10)
        picture = Label()
        picture.setPixmap(icons.pixmap(_ICONS[notice.kind], 18, "notice"))
        self._text = Label(notice.text)
        row.addWidget(picture)
        row.addWidget(self._text, 1)
        self.button: QPushButton | None = None
        if notice.action:
            self.button = QPushButton(notice.action)
            self.button.setProperty("look", "notice")
            row.addWidget(self.button)
        self.closed = QToolButton()
        self.closed.setIcon(icons.icon("x", "notice"))
        self.closed.setAccessibleName(language.text("Close this notice"))
        set_tip(self.closed, language.text("Close this notice"))
        self.closed.setAutoRaise(True)
        row.addWidget(self.closed)

    def fit(self, most: int) -> None:
        """Take the room the words need, over several lines where that is more than ``most``."""
        self._text.setWordWrap(False)
        wanted = self.sizeHint()
        if wanted.width() > most:
            self._text.setWordWrap(True)
            wanted = QSize(most, max(wanted.height(), self.heightForWidth(most)))
        self.setFixedSize(wanted)
