"""Tests of the pictures on buttons."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from crm_desktop.ui.buttons import GAP, icon_button, put_icon
from crm_desktop.ui.host import Host
from crm_desktop.ui.icons import Icons

ROOM = QSize(100, 100)


@pytest.fixture
def icons(host: Host) -> Icons:
    """The icons of the program in its look."""
    return Icons(host.paths.resources / "icons", host.theme)


def test_a_picture_keeps_apart_from_the_words_of_its_button(icons: Icons) -> None:
    button = icon_button(icons, "printer", "Print")
    assert button.text() == "Print"
    assert button.icon().actualSize(ROOM) == QSize(16 + GAP, 16)


def test_a_picture_alone_stands_in_the_middle(icons: Icons) -> None:
    button = QPushButton()
    put_icon(button, icons, "printer", is_alone=True)
    assert button.icon().actualSize(ROOM) == QSize(16, 16)
