"""Keeps how a window was left, without its customers, for the first sight at the next start."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop import __version__
from crm_desktop.domain.problems import CrmError
from crm_desktop.services.whole_files import write_whole
from crm_desktop.ui.customers.customers_page import CustomersPage
from crm_desktop.ui.customers.side_pane import SidePane
from crm_desktop.ui.first_sight import PICTURE, PIXELS
from crm_desktop.ui.main_window import MainWindow


def keep_picture(window: MainWindow, look: Any, config: Path) -> dict[str, Any] | None:
    """Write the picture of a window and return where its rows stand.

    None without a picture where the window shows something else than the unfiltered list, or a
    protected file. Customers are left out: a picture lies open beside the settings, and they may
    be others by then.
    """
    page = window.page
    picture_path = config / PICTURE
    is_open_to_all = not window.workspace.is_protected
    sight = page.sight() if isinstance(page, CustomersPage) and is_open_to_all else None
    if sight is None or not isinstance(page, CustomersPage):
        with suppress(OSError):  # without its place in the settings nobody looks at it
            picture_path.unlink(missing_ok=True)
        return None
    window.hide_customers()
    theme = window.workspace.theme
    rows, side = page.table.viewport(), page.findChild(SidePane)
    picture = window.grab()
    painter = QPainter(picture)
    assert side is not None
    for widget, token in ((side, "window"), (page.head.count, "window"), (rows, "surface")):
        painter.fillRect(_place(widget, window), QColor(theme.colour(token)))
    painter.end()
    pixels = picture.toImage().convertToFormat(PIXELS)
    try:
        write_whole(picture_path, bytes(pixels.constBits()))
    except CrmError:
        return None
    place = _place(rows, window)
    return {
        **sight,
        "place": [place.x(), place.y(), place.width(), place.height()],
        "version": __version__,
        "language": window.workspace.language.code.value,
        "look": look,
        "scheme": theme.scheme.value,
        "is_dark": theme.system_is_dark,
        "ratio": picture.devicePixelRatio(),
        "size": [pixels.width(), pixels.height()],
    }


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
