"""What a starting window shows until it is whole: its frame as it was left, and the rows of today.

Everything around the rows is a picture kept at the last close (`window_picture.py`); the rows are
read from the file and drawn by the painter of the list. Whatever does not fit to that picture - a
first start, another file, language, look, scale or filter - is left to the usual way of starting.

Little may be imported here: a test names what.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop import __version__
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.problems import CrmError
from crm_desktop.paths import Paths
from crm_desktop.services import files, list_pages, user_settings
from crm_desktop.services.files import OpenFile
from crm_desktop.services.list_pages import FIRST, PageRow
from crm_desktop.text import Language
from crm_desktop.ui.colours import COLOURS, Scheme, is_dark
from crm_desktop.ui.customers.cell_texts import CellTexts
from crm_desktop.ui.customers.columns import Column
from crm_desktop.ui.customers.row_painter import ROW_HEIGHT, RowPainter, Span, reach
from crm_desktop.ui.fonts import use_core_font
from crm_desktop.ui.svg import drawn

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

PICTURE = user_settings.PICTURE
"""Pixels alone, beside `window.json` with their size; Qt takes 4 ms longer for a file of PNG."""
PIXELS = QImage.Format.Format_RGB32

Sight = Mapping[str, Any]


class FirstSight(QWidget):
    """Rows over the picture of a window; tells by ``painted`` that a person sees them."""

    painted = Signal()

    def __init__(self, sight: Sight, picture: QPixmap, rows: Sequence[PageRow]) -> None:
        super().__init__()
        self._picture, self._rows = picture, rows
        # Checked here: trouble while painting would be the end of the program.
        self._place = QRect(*map(index, sight["place"]))
        self._spans: list[Span] = [
            (Column(name), index(x), index(width)) for name, x, width in sight["columns"]
        ]
        if not self._spans:
            raise LookupError("columns")
        keys = [row.id for row in rows]
        wanted = sight["customer"]
        self._chosen = keys.index(wanted) if wanted in keys else 0 if wanted is None else -1
        whole = self._place.height() // ROW_HEIGHT
        self._top, self._most = max(0, self._chosen + 1 - whole), whole + 1
        self._is_painted = False
        self.typed: list[QKeyEvent | QMouseEvent] = []

    def use(self, texts: CellTexts, painter: RowPainter, ground: tuple[str, str]) -> None:
        """Take what words and colours are drawn with; ``ground`` is that of window and list."""
        self._texts, self._painter = texts, painter
        self._ground, self._paper = map(QColor, ground)

    @property
    def language(self) -> Language:
        """What the person reads."""
        return self._texts.language

    def keyPressEvent(self, event: "QKeyEvent") -> None:  # noqa: N802 (Qt's name)
        """Keep what is typed for the window that is to come."""
        self.typed.append(event.clone())

    def mousePressEvent(self, event: "QMouseEvent") -> None:  # noqa: N802 (Qt's name)
        """Keep a click too."""
        self.typed.append(event.clone())

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:  # noqa: N802 (Qt's name)
        """Keep its end."""
        self.typed.append(event.clone())

    def mouseDoubleClickEvent(self, event: "QMouseEvent") -> None:  # noqa: N802 (Qt's name)
        """Keep the second click of two."""
        self.typed.append(event.clone())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the frame and the rows."""
        painter = QPainter(self)
        ratio = self._picture.devicePixelRatio()
        if self._picture.size() == self.size() * ratio:
            painter.drawPixmap(0, 0, self._picture)
        else:
            painter.fillRect(self.rect(), self._ground)
        painter.setClipRect(self._place)
        painter.fillRect(self._place, self._paper)
        for number in range(self._top, min(len(self._rows), self._top + self._most)):
            self._paint_row(painter, number)
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def _paint_row(self, painter: QPainter, number: int) -> None:
        row, is_chosen = self._rows[number], number == self._chosen
        top = self._place.top() + (number - self._top) * ROW_HEIGHT
        left, width = reach(self._spans)
        ground = QRect(self._place.left() + left, top, width, ROW_HEIGHT)
        self._painter.paint_ground(painter, ground, is_chosen=is_chosen, is_marked=is_chosen)
        for column, left, width in self._spans:
            area = QRect(self._place.left() + left, top, width, ROW_HEIGHT)
            cell = (column, self._texts.text(row, column))
            self._painter.paint_cell(painter, area, row, cell, is_chosen=is_chosen)


def open_at_first_sight(
    application: QApplication, paths: Paths, state: Mapping[str, Any], wish: tuple[Path, Language]
) -> tuple[OpenFile, FirstSight] | None:
    """Open the wished file and return it with what is to be seen of it at once.

    ``state`` is that of the settings. None where the usual way has to be gone: no picture fits, or
    the file is missing, held, damaged or of an older schema.
    """
    path, language = wish
    sight = _fitting(application, state, path, language)
    picture = _picture(paths.config / PICTURE, sight) if sight else None
    file = files.open_at_once(path) if picture else None
    if file is None or sight is None or picture is None:
        return None
    try:
        shown = _rows_over(sight, picture, file)
        texts = CellTexts(language, list_pages.base_currency(file.database), date.today())  # noqa: DTZ011 (a person's today is the local one)
        colours = COLOURS[Scheme(sight["scheme"])]
    except (CrmError, LookupError, OverflowError, TypeError, ValueError):
        files.close(file)
        return None
    use_core_font(application, paths.resources / "fonts")
    picture.setDevicePixelRatio(sight["ratio"])
    painter = RowPainter(colours, _drawing(paths, colours), application.font())
    shown.use(texts, painter, (colours["window"], colours["surface"]))
    return file, shown


def _picture(path: Path, sight: Sight) -> QPixmap | None:
    try:
        pixels = path.read_bytes()
        width, height = (int(side) for side in sight["size"])
    except (OSError, LookupError, OverflowError, TypeError, ValueError):
        return None
    if min(width, height) < 1 or len(pixels) != width * height * 4:
        return None
    return QPixmap.fromImage(QImage(pixels, width, height, PIXELS))


def _rows_over(sight: Sight, picture: QPixmap, file: OpenFile) -> FirstSight:
    query = ListQuery(ListColumn(sight["sort"]), bool(sight["descending"]))
    return FirstSight(sight, picture, list_pages.first_rows(file.database, query, FIRST))


def _fitting(
    application: QApplication, state: Mapping[str, Any], path: Path, language: Language
) -> Sight | None:
    """Return where the rows stand in the picture, None where it is one of another window."""
    window = state.get("window")
    sight = window.get("sight") if isinstance(window, dict) else None
    if not isinstance(window, dict) or window.get("file") != str(path):
        return None
    if not isinstance(sight, dict):
        return None
    now = {
        "version": __version__,
        "language": language.code.value,
        "look": state.get("look"),
        "is_dark": is_dark(application.palette()),
        "ratio": application.devicePixelRatio(),
    }
    return sight if all(sight.get(name) == value for name, value in now.items()) else None


def _drawing(paths: Paths, colours: Mapping[str, str]) -> Any:
    """Return how icons are drawn before there is a theme."""

    def draw(name: str, size: int, token: str) -> QPixmap:
        ratio = QApplication.primaryScreen().devicePixelRatio()
        return drawn(paths.resources / "icons" / f"{name}.svg", size, colours[token], ratio)

    return draw
