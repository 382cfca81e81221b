"""What a protected file shows and asks, for tests that walk every screen."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.ui.host import Host
from crm_desktop.ui.locking.recovery_dialog import RecoveryDialog
from crm_desktop.ui.locking.unlock_window import UnlockWindow
from crm_desktop.ui.locking.working_window import WorkingWindow
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.protection.new_file_dialog import NewFileDialog
from crm_desktop.ui.protection.secret_dialog import SecretDialog, Wish
from crm_desktop.ui.start.file_commands import FileCommands


def protection_screens(host: Host, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Show one after the other; nothing is done to the file."""
    assert host.workspace is not None
    path, icons = host.workspace.file.path, window.icons
    shown: list[QWidget] = [
        NewFileDialog(host.language, icons, path.with_name("1.crm"), window),
        *(SecretDialog(host.language, icons, wish, path, window) for wish in Wish),
        RecoveryDialog(window, "0000 0000"),
        WorkingWindow(host.language, host.tasks, path, "2"),
        _unlocking(host, window),
    ]
    for widget in shown:
        widget.show()
        yield type(widget).__name__, widget
        widget.hide()
        widget.deleteLater()


def _unlocking(host: Host, window: MainWindow) -> UnlockWindow:
    """The unlock page with everything it may say."""
    assert host.workspace is not None
    path = host.workspace.file.path
    unlocking = UnlockWindow(host, window.icons, FileCommands(host), path, was_open=True)
    unlocking.page.remembers.show()
    unlocking.page.wait(is_busy=True)
    unlocking.page.field.setEnabled(True)
    return unlocking
