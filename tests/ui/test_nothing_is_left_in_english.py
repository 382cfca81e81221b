"""The Chinese window speaks Chinese: every text of every widget, tooltip, menu and header."""

import html
import re
from collections.abc import Iterator

import pytest
from chinese_card import add_chinese_customer
from every_screen import screens
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from crm_desktop.services import files
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ACTIONS, plain

_SAME_IN_CHINESE = {
    *("CRM", "Desktop", "English", "MAN", "PDF", "XLSX", "CSV", "SWOT", "IHEART", "QR", "NPS"),
    *("Ctrl", "Shift", "Alt", "Esc", "Del", "Enter", "Tab", "Space", "Home", "End", "PgUp", "PgDn"),
    *("Letter", "mm", "MB", "MIT", "LGPL", "OFL", "ISC", "Qt", "SQLite", "ReportLab", "Lucide"),
    *("MAn", "MaN", "Man", "mAN", "mAn", "maN", "man"),
    *("Noto", "Sans", "JPEG", "PNG", "WEBP", "px", "vs", "RFM", "ISO", "CNY", "EUR", "USD"),
    *("kB",),
}
"""Names and keys that Chinese readers see in Latin letters everywhere."""

_WORD = re.compile(r"[A-Za-z]{2,}")
_DATA = re.compile(r"\S+@\S+|\S+\.crm\S*|/\S*|https?:\S+|\b[A-Z]{3}\b|tier:\S+|owner:\S+")
_PINYIN = re.compile(r"[A-Za-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][\wāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]*")


def english_words(text: str) -> list[str]:
    """Return the words of a text that no Chinese reader expects."""
    bare = _PINYIN.sub(" ", _DATA.sub(" ", html.unescape(re.sub(r"<[^>]*>", " ", text))))
    return [word for word in _WORD.findall(bare) if word not in _SAME_IN_CHINESE]


def texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    yield from (widget.statusTip(), widget.whatsThis())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    yield from (action.text() for action in widget.actions() if isinstance(action, QAction))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _texts_of_model(widget)


def _texts_of_model(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    # A list has one column and keeps its count to itself.
    for column in range(model.columnCount() if isinstance(view, QTableView) else 1):
        if isinstance(view, QTableView):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(20, model.rowCount())):
            yield str(model.index(row, column).data() or "")


@pytest.fixture
def chinese_window(make_host, tmp_path, private_paths):
    """The Chinese window on a file whose one customer has no Latin letter."""
    path = tmp_path / "客户.crm"
    files.close(files.create_file(path, private_paths.config, currency="CNY"))
    host = make_host(path, LanguageCode.CHINESE)
    key = add_chinese_customer(host.workspace.database, host.workspace.today())
    host.workspace.author = "苏晚晴"
    host.window.page.reload()
    return host, key


def test_no_widget_of_any_screen_is_left_in_english(chinese_window):
    host, key = chinese_window

    left = {
        name: sorted(
            {
                text
                for widget in [window, *window.findChildren(QWidget)]
                for text in texts_of(widget)
                if english_words(text)
            }
        )
        for name, window in screens(host, key)
    }

    assert {name: texts for name, texts in left.items() if texts} == {}


def test_every_menu_is_translated_with_a_letter_to_press(chinese_host):
    menus = chinese_host.window.menuBar().actions()

    assert len(menus) == 5
    for menu in menus:
        assert re.fullmatch(r"[\u4e00-\u9fff]+\(&[A-Z]\)", menu.text())
        assert all(not english_words(plain(one.text())) for one in menu.menu().actions())


def test_no_two_actions_share_a_shortcut():
    shortcuts = [spec.shortcut for spec in ACTIONS.values() if spec.shortcut]

    assert len(shortcuts) == len(set(shortcuts))
