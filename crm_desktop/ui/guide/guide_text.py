"""A page of the guide as it is read: pictures to the width, keys told apart, links within."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from crm_desktop.services.guide import GuidePage
from crm_desktop.ui.theme import Theme

COLUMN_PX = 760
"""Longer lines are hard to read."""
_EDGE_PX = 28
_LINE_HEIGHT = 145
_BIGGER = {1: 1.7, 2: 1.25, 3: 1.05}
_SETTLED_MS = 80


class GuideText(QTextBrowser):
    """Shows one page; ``page_wanted`` carries the name of another that was clicked."""

    page_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: GuidePage | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setProperty("look", "reading")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._draw_again)

    def show_page(self, page: GuidePage) -> None:
        """Show a page from its beginning."""
        self._page = page
        self.setAccessibleName(page.title)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 (Qt's name)
        """Return a picture of the guide's own folders, no wider than the column."""
        if kind != QTextDocument.ResourceType.ImageResource or self._page is None:
            return None
        path = Path(self._page.path.parent, QUrl(name).path())
        in_look = path.with_suffix(f".{self._theme.scheme}{path.suffix}")
        picture = QImage(str(in_look if in_look.is_file() else path))
        if picture.isNull():
            return None
        ratio = self.devicePixelRatioF()
        width = min(self._width() * ratio, picture.width())
        shown = picture.scaledToWidth(round(width), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep the column in the middle; pictures follow when the size has settled."""
        super().resizeEvent(event)
        aside = max((self.width() - COLUMN_PX) // 2, _EDGE_PX)
        self.setViewportMargins(aside, 0, aside, 0)
        self._settled.start()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A column of text with its edges."""
        return QSize(COLUMN_PX + 2 * _EDGE_PX, 600)

    def _width(self) -> int:
        return max(self.viewport().width() - 2 * round(self.document().documentMargin()), 120)

    def _draw_again(self) -> None:
        place = self.verticalScrollBar().value()
        self._draw()
        self.verticalScrollBar().setValue(place)

    def _draw(self) -> None:
        if self._page is None:
            return
        document = self.document()
        document.clear()  # Qt keeps pictures, and they are drawn to the width of before
        document.setMarkdown(self._page.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        block = document.begin()
        while block.isValid():
            self._set_block(QTextCursor(block))
            block = block.next()
        self._set_keys()
        self._set_tables()
        self.moveCursor(QTextCursor.MoveOperation.Start)  # Qt keeps the cursor in sight

    def _set_block(self, cursor: QTextCursor) -> None:
        level = cursor.blockFormat().headingLevel()
        wanted = QTextBlockFormat()
        is_cell = cursor.currentTable() is not None
        if not (is_cell or _is_picture(cursor)):
            kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
            wanted.setLineHeight(_LINE_HEIGHT, kind.value)
        wanted.setTopMargin(18 if level else 0 if is_cell else 4)
        wanted.setBottomMargin(0 if is_cell else 6)
        cursor.mergeBlockFormat(wanted)
        if level:
            font = QFont(self.font())
            font.setPixelSize(round(self.fontInfo().pixelSize() * _BIGGER.get(level, 1.0)))
            font.setBold(True)
            words = QTextCharFormat()
            words.setFont(font)
            end = QTextCursor.MoveOperation.EndOfBlock
            cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(words)

    def _set_keys(self) -> None:
        """Show what stands in backticks as a key or as something to type."""
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.colour("hover")))
        look.setFontFamilies(self.font().families())
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().fontFixedPitch():
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(piece.position())
                    end = piece.position() + piece.length()
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(look)
                pieces += 1
            block = block.next()

    def _set_tables(self) -> None:
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                look = frame.format().toTableFormat()
                look.setBorderBrush(QColor(self._theme.colour("border")))
                look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                look.setBorder(1)
                look.setCellSpacing(0)
                look.setCellPadding(6)
                look.setTopMargin(8)
                look.setBottomMargin(12)
                frame.setFormat(look)

    def _follow(self, link: QUrl) -> None:
        """Go to another page of the guide; nothing else is opened from here."""
        path = Path(link.path())
        if not link.scheme() and path.suffix == ".md":
            self.page_wanted.emit(path.stem)


def _is_picture(cursor: QTextCursor) -> bool:
    """True for a paragraph that is a picture: its line is as high as it is."""
    piece = cursor.block().begin().fragment()
    return piece.isValid() and piece.charFormat().isImageFormat()
