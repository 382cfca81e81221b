"""A person at protected files: keys on the unlock page, and answers to what is asked."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.services import protection
from crm_desktop.ui.host import Host
from crm_desktop.ui.locking.recovery_dialog import RecoveryDialog
from crm_desktop.ui.locking.unlock_window import UnlockWindow
from crm_desktop.ui.protection.new_file_dialog import NewFileDialog
from crm_desktop.ui.protection.secret_dialog import SecretDialog

PASSPHRASE = "copper lantern meadow 7"
OTHER = "violet harbour anchor 9"
CHEAP = protection.Cost(memory_kib=64, passes=1, lanes=1)


def settle(host: Host) -> None:
    """Let everything that was asked for be done and shown."""
    for _ in range(4):
        QApplication.processEvents()
        host.tasks.drain()


def unlock_page(host: Host):
    """What asks for the passphrase now."""
    assert isinstance(host.window, UnlockWindow)
    return host.window.page


def give(host: Host, secret: str) -> None:
    """Type a secret on the unlock page and press Enter."""
    line = unlock_page(host).field.line
    QTest.keyClicks(line, secret)
    QTest.keyClick(line, "\r")
    settle(host)


def lock(host: Host) -> None:
    """Lock as the menu does."""
    host.workspace.navigation.lock_wanted.emit()
    settle(host)


def asked(window: QWidget, kind: type[QDialog]):
    """The dialog of a kind that is open on a window."""
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, kind
    return found[0]


def without_passphrase(window: QWidget) -> None:
    """Make a file that is not protected."""
    dialog = asked(window, NewFileDialog)
    dialog.without.click()
    dialog.make_button.click()


def type_new(dialog: NewFileDialog | SecretDialog, passphrase: str) -> None:
    """Type a new passphrase twice, going on by Enter."""
    panel = dialog.panel if isinstance(dialog, NewFileDialog) else dialog.new
    QTest.keyClicks(panel.first.line, passphrase)
    QTest.keyClick(panel.first.line, "\r")
    QTest.keyClicks(panel.again.line, passphrase)
    QTest.keyClick(panel.again.line, "\r")


def keep_code(host: Host) -> str:
    """Read the recovery code, say that it is kept, go on."""
    dialog = asked(host.window, RecoveryDialog)
    code = dialog.code.text()
    dialog.has_kept.click()
    dialog.go_on.click()
    settle(host)
    return code
