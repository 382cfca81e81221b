"""At 100,000 customers the window answers every key and click within 50 ms of its own time."""

import pytest
from held_journeys import walk
from many_customers import COUNT, make_many
from person import HELD_MS
from PySide6.QtWidgets import QApplication

from crm_desktop.services import list_pages
from crm_desktop.ui.preloading import preload_after_paint

IDLE_TURNS = 300
"""So many turns of the loop make the pages that are made while nothing else is to do."""


@pytest.fixture
def busy_host(make_host, tmp_path, today):
    """The window on a file of 100,000, some seconds after it was opened."""
    path = tmp_path / "many.crm"
    make_many(path, today)
    host = make_host(path)
    preload_after_paint(host)
    host.tasks.drain()
    for _ in range(IDLE_TURNS):
        QApplication.processEvents()
    return host


def test_no_act_of_the_five_journeys_holds_the_window(busy_host):
    assert list_pages.count(busy_host.workspace.database) == COUNT

    held = walk(busy_host)

    assert {name: act for name, act in held.items() if act[0] > HELD_MS} == {}
