"""One stored record in a list: its line, and its form while it is open."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.forms.list_specs import ListPlace, RowAction, RowBody, Summary
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.row_line import BELOW_PX, LEFT_PX, LINE_PX, RowLine
from crm_desktop.ui.labels import set_tip

_TURN_PX = 30
_TOOL_PX = 30
_BELOW_FORM_PX = 12
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -2, Qt.Key.Key_End: 2}


class RecordRow(QFrame):
    """A painted line that opens into a form; what it wishes of its list it tells by signals."""

    removal_wanted = Signal(int)
    step_wanted = Signal(int, int)
    """The key and how far the keyboard goes: -1 up, 1 down, -2 to the first, 2 to the last."""
    reached = Signal(int)
    """The keyboard came to this row."""
    closed = Signal(int)
    drag_wanted = Signal(int)
    """The row is pulled by the mouse, where its list lets rows be dragged."""

    def __init__(self, place: ListPlace, record: Any) -> None:
        super().__init__()
        self._place, self._record = place, record
        self._body: RowBody | None = None
        self._tools: QWidget | None = None
        self._remove: QToolButton | None = None
        self._actions: tuple[str, ...] = ()
        self._pressed_at: QPoint | None = None
        self._line = RowLine(Summary(""), place.workspace.theme, place.icons)
        self._line_px = LINE_PX
        self._measured: tuple[int, int, Summary] | None = None
        self.setProperty("look", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(LEFT_PX, LINE_PX, LEFT_PX, 0)
        self._rows.setSpacing(0)

    @property
    def key(self) -> int:
        """The key of the record."""
        return int(self._record.id)

    @property
    def text(self) -> str:
        """What the closed record says."""
        return self._line.summary.text

    @property
    def summary(self) -> Summary:
        """All the closed record says."""
        return self._line.summary

    @property
    def body(self) -> RowBody | None:
        """What is seen of the open record, None while it was never open."""
        return self._body

    @property
    def is_open(self) -> bool:
        """True while the form is shown."""
        return self._body is not None and not self._body.isHidden()

    def show_record(self, record: Any, *, customer_id: int) -> None:
        """Show a newer state of the record."""
        self._record = record
        summary = self._place.spec.summary(record)
        if summary != self._line.summary:
            self._line.summary = summary
            words = (summary.badge, summary.text, summary.detail)
            self.setAccessibleName(", ".join(filter(None, words)))
            self._show_tip()
            self.update()
        self._show_actions()
        self._measure()
        if self._body is not None:
            self._body.show_record(record, customer_id=customer_id)

    def open(self) -> None:
        """Show the form and put the keyboard into its first field."""
        body = self._ready_body()
        body.show()
        self._rows.setContentsMargins(LEFT_PX, self._line_px, LEFT_PX, _BELOW_FORM_PX)
        self._tell_state()
        body.take_focus()

    def close_form(self) -> None:
        """Hide the form; what was typed is saved by leaving it."""
        self.setFocus()
        if self._body is not None:
            self._body.hide()
        self._rows.setContentsMargins(LEFT_PX, self._line_px, LEFT_PX, 0)
        self._tell_state()
        self.closed.emit(self.key)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Open the form with typing put back into it."""
        self.open()
        return self._ready_body().take_up(drafts)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Any width."""
        return QSize(200, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the line, and a ring while the keyboard is here."""
        super().paintEvent(event)
        painter = QPainter(self)
        area = QRect(LEFT_PX, 0, self._room_px(), self._line_px)
        self._line.draw(painter, area, self._tools_px())
        chevron = "chevron-up" if self.is_open else "chevron-down"
        pixmap = self._place.icons.pixmap(chevron, 16, "muted")
        painter.drawPixmap(self.width() - 24, (LINE_PX - 16) // 2, pixmap)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._place.workspace.theme.colour("accent")), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Measure again how many lines the text needs."""
        super().resizeEvent(event)
        self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A press on the line begins a click or a drag."""
        is_on_line = event.position().y() < self._line_px
        if event.button() == Qt.MouseButton.LeftButton and is_on_line:
            self._pressed_at = event.position().toPoint()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell of a drag once the mouse is far enough from where it was pressed."""
        at = event.position().toPoint()
        if self._pressed_at is None or not self._place.spec.drags:
            super().mouseMoveEvent(event)
        elif (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self.drag_wanted.emit(self.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click on the line opens or closes it."""
        if self._pressed_at is not None and self.rect().contains(event.position().toPoint()):
            self._toggle()
        self._pressed_at = None
        super().mouseReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Offer to remove the record."""
        super().enterEvent(event)
        self._show_remove()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Put the offer away."""
        super().leaveEvent(event)
        self._show_remove()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Say which row has the keyboard."""
        super().focusInEvent(event)
        self.reached.emit(self.key)
        self._show_remove()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the ring away."""
        super().focusOutEvent(event)
        self._show_remove()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens or closes, Delete removes, arrows move, Escape closes."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.is_open:
            self.close_form()
        elif not self.hasFocus():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._toggle()
        elif key in REMOVAL_KEYS:
            self.removal_wanted.emit(self.key)
        elif key in _STEPS:
            self.step_wanted.emit(self.key, _STEPS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def keeps(self, key: int) -> bool:
        """Whether a key belongs to this row before the window: Delete, and Escape while open."""
        return key in REMOVAL_KEYS or (key == Qt.Key.Key_Escape and self.is_open)

    def _toggle(self) -> None:
        if self.is_open:
            self.close_form()
        else:
            self.open()

    def _ready_body(self) -> RowBody:
        if self._body is None:
            place = self._place
            make = place.spec.body or FormBody
            self._body = make(place)
            self._body.hide()
            self._body.show_record(self._record, customer_id=place.customer_id)
            self._rows.addWidget(self._body)
        return self._body

    def _measure(self) -> None:
        measured = (self._room_px(), self._tools_px(), self._line.summary)
        if measured == self._measured:
            return
        self._measured = measured
        height = self._line.measure(*measured[:2], self.font())
        if height != self._line_px:
            self._line_px = height
            below = _BELOW_FORM_PX if self.is_open else 0
            self._rows.setContentsMargins(LEFT_PX, height, LEFT_PX, below)
        self._put_tools()

    def _room_px(self) -> int:
        return self.width() - LEFT_PX - _TURN_PX

    def _tools_px(self) -> int:
        # The offer to remove has its room kept, so that the text stays where it is under the mouse.
        return _TOOL_PX + (self._tools.width() if self._tools is not None else 0)

    def _show_actions(self) -> None:
        make = self._place.spec.actions
        actions = make(self._record) if make is not None else ()
        words = tuple(action.text for action in actions)
        if words == self._actions:
            return
        self._actions = words
        if self._tools is not None:
            self._tools.hide()
            self._tools.deleteLater()
            self._tools = None
        if actions:
            self._make_tools(actions)

    def _make_tools(self, actions: Sequence[RowAction]) -> None:
        self._tools = QWidget(self)
        across = QHBoxLayout(self._tools)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2)
        for action in actions:
            across.addWidget(self._tool(action, has_words=action.icon != "copy"))
        self._tools.adjustSize()
        self._tools.show()

    def _tool(self, action: RowAction, *, has_words: bool) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action.icon and not has_words:
            button.setIcon(self._place.icons.icon(action.icon, size=16))
        elif action.icon:
            put_icon(button, self._place.icons, action.icon)
        if has_words:
            button.setText(action.text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        else:
            set_tip(button, action.text)
        button.setAccessibleName(action.text)
        button.clicked.connect(action.act)
        return button

    def _put_tools(self) -> None:
        x = self.width() - _TURN_PX - _TOOL_PX
        for tool in (self._remove, self._tools):
            if tool is not None:
                x -= tool.width() if tool is self._tools else 0
                below = self._line_px - BELOW_PX - 3 + (BELOW_PX - tool.height()) // 2
                beside = (LINE_PX - tool.height()) // 2
                tool.move(x, below if self._line.is_stacked else beside)

    def _show_remove(self) -> None:
        is_reached = self._is_reached()
        if self._remove is None and is_reached:
            text = self._place.workspace.language.text("Remove")
            wish = RowAction(text, lambda: self.removal_wanted.emit(self.key), "trash-2")
            self._remove = self._tool(wish, has_words=False)
            self._remove.setObjectName("remove")
            self._remove.setParent(self)
            self._remove.adjustSize()
            self._put_tools()
        if self._remove is not None:
            self._remove.setVisible(is_reached)

    def _is_reached(self) -> bool:
        focused = QApplication.focusWidget()
        holds = focused is not None and self.isAncestorOf(focused)
        return self.underMouse() or self.hasFocus() or self.is_open or holds

    def _show_tip(self) -> None:
        """What is cut off in a closed line can be read under the mouse."""
        parts = (self.summary.text, self.summary.detail)
        set_tip(self, "" if self.is_open else "\n".join(filter(None, parts)))

    def _tell_state(self) -> None:
        language = self._place.workspace.language
        self._show_tip()
        self.setAccessibleDescription(language.text("open") if self.is_open else "")
        self._show_remove()
        self.update()


class FormBody(RowBody):
    """The fields of the record in columns."""

    def __init__(self, place: ListPlace) -> None:
        super().__init__()
        spec = place.spec
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        self.form = RecordForm(
            place.workspace,
            place.icons,
            spec.kind,
            spec.fields,
            options=spec.options,
            columns=spec.columns,
            set_fields=spec.set_fields,
        )
        rows.addWidget(self.form)

    def show_record(self, record: Any, *, customer_id: int) -> None:
        """Show a newer state of the record."""
        self.form.show_record(record, customer_id=customer_id)

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self.form.take_focus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        return self.form.take_up(drafts)
