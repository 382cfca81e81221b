"""A panel beside what was clicked: it goes with Escape or a click elsewhere."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desktop.ui.labels import Label

GAP_PX = 4


class Popover(QFrame):
    """Sections go into ``rows``; :meth:`open` shows it within the screen."""

    def __init__(self, beside: QWidget, title: str, *, width: int = 420) -> None:
        super().__init__(beside, Qt.WindowType.Popup)
        self._beside = beside
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "popover")
        self.setAccessibleName(title)
        self.setFixedWidth(width)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(16, 14, 16, 16)
        self.rows.setSpacing(8)
        self.rows.addWidget(Label(title, "heading"))

    def open(self) -> None:
        """Show the panel beneath what it belongs to and give it the keyboard."""
        self.place()
        self.show()
        self.setFocus()
        self.focusNextChild()

    def place(self) -> None:
        """Fit the panel to what it holds, inside the screen."""
        self.rows.activate()
        height = self.rows.heightForWidth(self.width())
        self.resize(self.width(), max(height, self.rows.sizeHint().height()))
        corner = self._beside.mapToGlobal(QPoint(0, self._beside.height() + GAP_PX))
        screen = self._beside.screen().availableGeometry()
        left = max(screen.left(), min(corner.x(), screen.right() - self.width()))
        top = max(screen.top(), min(corner.y(), screen.bottom() - self.height()))
        self.move(left, top)

    def finish(self) -> None:
        """Go, as after what it was opened for is done."""
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
