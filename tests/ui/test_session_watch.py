"""The system's own lock and sleep are heard on a bus, and no bus is no trouble."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLOWEST_S = 30
DESKTOP = """
import os, sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor
from crm_desktop.ui.protection import session_watch
from crm_desktop.ui.protection.session_watch import SessionWatch

LOGIN, SAVER = "org.freedesktop.login1", "org.freedesktop.ScreenSaver"
session_watch.SLEEPS_AFTER_MS = 1

@ClassInfo({"D-Bus Interface": LOGIN + ".Manager"})
class Login(QObject):
    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what, who, why, how):
        print("asked", what, how)
        QTimer.singleShot(0, tell)
        return QDBusUnixFileDescriptor(os.pipe()[0])

def tell():
    if not watch.holds_off_sleep:
        QTimer.singleShot(1, tell)
        return
    for path, name, signal, *told in (
        ("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", False),
        ("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", True),
        ("/org/freedesktop/login1/session/_31", LOGIN + ".Session", "Lock"),
        ("/org/freedesktop/login1", LOGIN + ".Manager", "PrepareForSleep", True),
    ):
        message = QDBusMessage.createSignal(path, name, signal)
        message.setArguments(told)
        desktop.send(message)
    end()

def end():
    if len(heard) == 3 and not watch.holds_off_sleep:
        app.quit()
    else:
        QTimer.singleShot(1, end)

app = QCoreApplication([])
desktop = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "desktop")
assert desktop.registerService(LOGIN) and desktop.registerService(SAVER)
login = Login()
everything = QDBusConnection.RegisterOption.ExportAllSlots
assert desktop.registerObject("/org/freedesktop/login1", login, everything)
heard = []
watch = SessionWatch(app)
watch.locked.connect(lambda: heard.append("locked"))
watch.sleeping.connect(lambda: heard.append("sleeping"))
app.exec()
print(*sorted(heard))
"""
NOBODY = """
from PySide6.QtCore import QCoreApplication
from crm_desktop.ui.protection.session_watch import SessionWatch
app = QCoreApplication([])
watch = SessionWatch(app)
app.processEvents()
print(watch.holds_off_sleep)
"""


def run(script: str, **environ: str) -> list[str]:
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=SLOWEST_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.split("\n")


@pytest.fixture
def bus(tmp_path):
    """The address of a bus of this test's own."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon on this machine")
    command = [program, "--session", "--nofork", "--print-address=1"]
    place = f"--address=unix:tmpdir={tmp_path}"
    daemon = subprocess.Popen(
        [*command, place], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


def test_lock_and_sleep_of_the_system_are_heard(bus):
    told = run(DESKTOP, DBUS_SESSION_BUS_ADDRESS=bus, DBUS_SYSTEM_BUS_ADDRESS=bus)

    assert told[:2] == ["asked sleep delay", "locked locked sleeping"]


def test_without_a_bus_nothing_is_said():
    assert run(NOBODY)[0] == "False"


def test_messages_of_windows_mean_lock_and_sleep():
    from crm_desktop.ui.protection.windows_messages import meaning

    assert meaning(0x02B1, 7) == "lock"
    assert meaning(0x0218, 4) == "sleep"
    assert meaning(0x02B1, 8) == ""
