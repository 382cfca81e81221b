"""What is put off is done once, and let go where its owner goes first."""

import gc
import weakref

import shiboken6
from PySide6.QtCore import QObject

from crm_desktop.ui.later import later


class Owner(QObject):
    def act(self) -> None:
        self.setObjectName(self.objectName() + "done ")


def test_it_is_done_once_and_leaves_no_timer(qtbot):
    owner = Owner()
    later(owner, owner.act)
    later(owner, owner.act, 1)

    qtbot.waitUntil(lambda: owner.objectName() == "done done " and not owner.children())


def test_nothing_is_kept_of_an_owner_that_goes_first(qtbot, qapp):
    owner = Owner()
    gone = weakref.ref(owner)
    later(owner, owner.act)
    later(owner, lambda: gone().act(), 60_000)
    shiboken6.delete(owner)
    del owner
    qapp.processEvents()
    gc.collect()

    assert gone() is None
