"""The picture of a customer: their photo, or the first letters of the name."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton

from crm_desktop.ui.theme import Theme

_ROUNDING = 10.0


class Portrait(QAbstractButton):
    """A square picture with round corners; a click asks what to do with it."""

    def __init__(self, theme: Theme, side: int) -> None:
        super().__init__()
        self._theme, self._side = theme, side
        self._photo: QPixmap | None = None
        self._letters = ""
        self._content: tuple[bytes | None, str] | None = None
        self._is_target = False
        self.setFixedSize(side, side)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def has_photo(self) -> bool:
        """True while a photo is shown."""
        return self._photo is not None

    def show_photo(self, content: bytes | None, letters: str) -> None:
        """Show a picture, or letters where there is none."""
        if (content, letters) == self._content:
            return
        self._content = content, letters
        self._letters, self._photo = letters, None
        if content:
            photo = QPixmap()
            if photo.loadFromData(content):
                self._photo = photo
        self.update()

    def show_target(self, *, is_target: bool) -> None:
        """Show that what is dragged may be dropped here."""
        self._is_target = is_target
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the picture and, while focused, a ring."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        shape = QPainterPath()
        shape.addRoundedRect(area, _ROUNDING, _ROUNDING)
        painter.save()
        painter.setClipPath(shape)
        if self._photo is None:
            self._draw_letters(painter, area)
        else:
            self._draw_photo(painter, area, self._photo)
        painter.restore()
        if self.hasFocus() or self._is_target:
            pen = painter.pen()
            pen.setColor(QColor(self._theme.colour("accent")))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawPath(shape)

    def _draw_letters(self, painter: QPainter, area: QRectF) -> None:
        painter.fillRect(area, QColor(self._theme.colour("selected")))
        font = QFont(self.font())
        font.setPixelSize(round(self._side * 0.4))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colour("on_selected")))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self._letters)

    def _draw_photo(self, painter: QPainter, area: QRectF, photo: QPixmap) -> None:
        side = min(photo.width(), photo.height())
        left, top = (photo.width() - side) / 2, (photo.height() - side) / 2
        painter.drawPixmap(area, photo, QRectF(left, top, side, side))


def monogram(name: str) -> str:
    """Return what stands for a name: a Chinese one's first character, else up to two initials."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return name.strip()[:1].upper()
    first = words[0][0]
    if ord(first) > 0x2E7F or len(words) == 1:
        return first.upper()
    return (first + words[1][0]).upper()
