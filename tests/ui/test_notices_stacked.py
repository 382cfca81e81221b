"""Tests of several notices at once."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.host import Host
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.notices import Notice, NoticeArea, NoticeKind, NoticeRow

LONG = "The file is held by another program; close it and try again, nothing typed is lost. " * 2
CHINESE = (
    "这个文件正由另一个程序打开，无法写入。请关闭那个程序后重试；您输入的内容已保留，不会丢失。" * 2
)


@pytest.fixture
def area(host: Host, qtbot: QtBot) -> NoticeArea:
    """Where notices are shown, over a window of usual size."""
    over = QWidget()
    over.resize(1280, 720)
    qtbot.addWidget(over)
    over.show()
    return NoticeArea(over, host.language, Icons(host.paths.resources / "icons", host.theme))


def test_three_notices_at_once_are_each_read_whole(area: NoticeArea, qtbot: QtBot) -> None:
    for text in ("Saved", LONG, CHINESE):
        area.add(Notice(text, NoticeKind.PROBLEM))
    rows = area.findChildren(NoticeRow)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in rows))
    heights = [row.height() for row in rows]
    assert heights[0] >= rows[0].minimumSizeHint().height()
    assert min(heights[1:]) > heights[0]
    assert all(area.rect().contains(row.geometry()) for row in rows)
    tops = [row.geometry().top() for row in rows]
    assert all(b >= a + height for a, b, height in zip(tops, tops[1:], heights, strict=False))


def test_a_short_notice_takes_one_line(area: NoticeArea) -> None:
    area.add(Notice("Saved", NoticeKind.DONE))
    [row] = area.findChildren(NoticeRow)
    assert row.width() < 300
