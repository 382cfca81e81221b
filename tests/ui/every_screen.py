"""Every screen of the window, one after the other, for tests that walk all of them."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.services.briefs import BriefOrder
from crm_desktop.ui.help_dialogs import AboutDialog, ShortcutsDialog
from crm_desktop.ui.host import Host
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CardTab, Page


def screens(host: Host, customer_id: int) -> Iterator[tuple[str, QWidget]]:
    """Show each screen and give its name with the window that holds it."""
    window = host.window
    assert isinstance(window, MainWindow)
    for page in Page:
        window.go(page)
        yield _settled(host, page.value, window)
    for tab in CardTab:
        window.open_card(customer_id, tab)
        yield _settled(host, f"card {tab.value}", window)
    window.plan_visit(customer_id, None)
    yield _settled(host, "visit", window)
    window.preview_briefs([BriefOrder(customer_id)])
    yield _settled(host, "brief", window)
    for dialog in (
        ShortcutsDialog(host.language, window),
        AboutDialog(host.language, window.icons, window),
    ):
        dialog.show()
        yield _settled(host, type(dialog).__name__, dialog)
        dialog.close()


def _settled(host: Host, name: str, window: QWidget) -> tuple[str, QWidget]:
    for _ in range(4):
        QApplication.processEvents()
        host.tasks.drain()
    return name, window
