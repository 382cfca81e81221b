"""A dialog of one width that is always as high as what it says."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget


class GrowingDialog(QDialog):
    """Filled into ``rows``; wrapped lines that come or go never press on the fields."""

    def __init__(self, parent: QWidget, width_px: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._width = width_px
        self.setFixedWidth(width_px)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(24, 20, 24, 20)
        self.rows.setSpacing(12)

    def event(self, event: QEvent) -> bool:
        """Take the height that is needed by now."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Polish):
            self.setFixedHeight(self.rows.totalHeightForWidth(self._width))
        return done
