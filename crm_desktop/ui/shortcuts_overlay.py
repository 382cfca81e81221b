"""All shortcuts at a glance, over the window: found by words of either language or by keys."""

from collections.abc import Sequence
from functools import cached_property

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.filter_line import filter_line
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.key_group import KeyGroup
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.shortcut_groups import ShortcutGroup, fitting, shortcut_groups
from crm_desktop.ui.workspace import Workspace

_MOST_PX, _EDGE_PX, _COLUMN_PX = 1180, 32, 350
_SHADE = 150
_LEAST_LINES = 14
"""So few lines stand in one column."""


class ShortcutsOverlay(QWidget):
    """Covers the window; Escape, a click beside it or the cross puts it away."""

    def __init__(self, workspace: Workspace, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._language = workspace, workspace.language
        self._before = QApplication.focusWidget()
        self.groups = shortcut_groups(workspace.language)
        self._columns = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self._language.text("Keyboard shortcuts"))
        text = self._language.text
        self.search = filter_line(icons, text("Find a shortcut"), text("Find a shortcut"))
        self.search.textChanged.connect(lambda _: self._fill())
        self._nothing = Label("", "muted")
        self._canvas = QWidget()
        self._canvas.setProperty("look", "canvas")
        self._across = QHBoxLayout(self._canvas)
        self._build(icons)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self._fill()

    @property
    def shown(self) -> list[ShortcutGroup]:
        """What is seen."""
        return [one.group for one in self._canvas.findChildren(KeyGroup) if not one.isHidden()]

    def open(self) -> None:
        """Come up and take the keyboard."""
        self.show()
        self.raise_()
        self.search.setFocus()

    def leave(self) -> None:
        """Go, and give the keyboard back."""
        self.close()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Cover the window also when it gets another size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Darken what is beneath."""
        shade = QColor("black")
        shade.setAlpha(_SHADE)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click beside the list puts it away."""
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.leave()

    def event(self, event: QEvent) -> bool:
        """Keep Escape, and every shortcut of what is covered, from the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002, N802 (Qt's)
        """Keep the keyboard from what is covered."""
        other = self._close if self.search.hasFocus() else self.search
        other.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape puts it away, arrows and pages scroll."""
        bar = self._area.verticalScrollBar()
        moves = {
            Qt.Key.Key_Down: bar.singleStep() * 2,
            Qt.Key.Key_Up: -bar.singleStep() * 2,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in moves:
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        else:
            event.accept()

    def resizeEvent(self, event: object) -> None:  # noqa: N802, ARG002 (Qt's name)
        """As many columns as have room."""
        if self._column_count() != self._columns:
            self._fill()

    @cached_property
    def _other(self) -> Language:
        """The other language, in which people may look for something too."""
        is_english = self._language.code is LanguageCode.ENGLISH
        code = LanguageCode.CHINESE if is_english else LanguageCode.ENGLISH
        return Language.load(code, self._workspace.paths.locale)

    def _build(self, icons: Icons) -> None:
        text = self._language.text
        outer = QHBoxLayout(self)
        outer.setContentsMargins(_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
        self._frame = QFrame()
        self._frame.setProperty("look", "sheet")
        self._frame.setMaximumWidth(_MOST_PX)
        outer.addWidget(self._frame)
        rows = QVBoxLayout(self._frame)
        rows.setContentsMargins(24, 18, 24, 18)
        rows.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Label(text("Keyboard shortcuts"), "title"))
        head.addStretch(1)
        head.addWidget(self.search)
        close = self._close = QPushButton()
        close.setIcon(icons.icon("x", size=18))
        close.setProperty("look", "quiet")
        close.setAccessibleName(text("Close"))
        set_tip(close, text("Close"))
        close.clicked.connect(self.leave)
        head.addWidget(close)
        rows.addLayout(head)
        rows.addWidget(self._nothing)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._canvas)
        self._across.setContentsMargins(0, 0, 12, 0)
        self._across.setSpacing(32)
        rows.addWidget(self._area, 1)

    def _fill(self) -> None:
        text = self.search.text()
        found = fitting(self.groups, self._other, text) if text.strip() else self.groups
        while (item := self._across.takeAt(0)) is not None:
            column = item.widget()
            if column is not None:
                column.hide()
                column.deleteLater()
        self._columns = self._column_count()
        for groups in _spread(found, self._columns):
            self._across.addWidget(self._column(groups), 1)
        words = self._language.text("Nothing matches “{text}”.", text=text.strip())
        self._nothing.setText(words)
        self._nothing.setVisible(not found)

    def _column(self, groups: Sequence[ShortcutGroup]) -> QWidget:
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(20)
        for group in groups:
            rows.addWidget(KeyGroup(group, self._workspace.theme))
        rows.addStretch(1)
        return column

    def _column_count(self) -> int:
        room = min(_MOST_PX, self.width() - 2 * _EDGE_PX) - 60
        return max(1, min(3, room // _COLUMN_PX))


def _spread(groups: Sequence[ShortcutGroup], columns: int) -> list[list[ShortcutGroup]]:
    """Return the groups in their order over columns of about the same height."""
    heights = [len(one.lines) + 2 for one in groups]
    share = max(sum(heights) / columns, _LEAST_LINES)
    found: list[list[ShortcutGroup]] = [[] for _ in range(columns)]
    before = 0.0
    for group, height in zip(groups, heights, strict=True):
        at = min(columns - 1, int((before + height / 2) / share))
        found[at].append(group)
        before += height
    return found
