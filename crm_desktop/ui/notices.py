"""Notices: what happened and what may be done about it, shown without stopping anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.later import later

SHOWN_MS = 8_000
MOST = 3
WIDEST_PX = 720
GAP_PX, BELOW_PX = 8, 16
FIELD_PX = 200
"""What is higher than a field, such as a list, may lie beneath in part."""


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
    """One sentence, and where it makes sense one thing to do about it.

    It goes as soon as ``holds`` says no, and where one of the same ``topic`` follows.
    """

    text: str
    kind: NoticeKind = NoticeKind.INFO
    action: str = ""
    act: Callable[[], None] | None = None
    holds: Callable[[], bool] | None = None
    topic: str = ""


def saved_notice(language: Language, text: str, folder: Path) -> Notice:
    """Return the notice of a file that was written, which opens its folder."""

    def open_folder() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    return Notice(text, NoticeKind.DONE, language.text("Open folder"), open_folder)


class NoticeArea(QWidget):
    """The newest notices, stacked over the bottom of the widget they are shown on."""

    def __init__(self, over: QWidget, language: Language, icons: Icons) -> None:
        super().__init__(over)
        self._over, self._language, self._icons = over, language, icons
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, BELOW_PX)
        self._rows.setSpacing(GAP_PX)
        over.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        self.hide()

    def add(self, notice: Notice) -> None:
        """Show a notice; the oldest goes when there are too many, one said again is moved up."""
        for row in self._shown():
            is_one_topic = bool(notice.topic) and row.notice.topic == notice.topic
            if row.notice.text == notice.text or is_one_topic:
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
            later(row, lambda: self._drop(row), SHOWN_MS)
        self._place()
        event = QAccessibleAnnouncementEvent(row, notice.text)
        QAccessible.updateAccessibility(event)

    def tidy(self) -> None:
        """Take away what no longer holds, such as the offer to undo what was undone."""
        for row in self._shown():
            if row.notice.holds is not None and not row.notice.holds():
                self._drop(row)

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
        place = QRect(left, self._over.height() - height, width, height)
        if self._hides_what_is_used(place):
            place.moveTop(0)
        self.setGeometry(place)
        self.raise_()

    def _hides_what_is_used(self, place: QRect) -> bool:
        """Whether a field or a button that has the keyboard would lie beneath."""
        used = QApplication.focusWidget()
        if used is None or used.height() > FIELD_PX or not self._over.isAncestorOf(used):
            return False
        return place.intersects(QRect(used.mapTo(self._over, QPoint(0, 0)), used.size()))

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Make room for the field the keyboard comes to."""
        if now is not None and self.isVisible():
            self._place()


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
