"""Hears when the system locks the screen or goes to sleep; quiet where it tells nobody."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Signal, Slot

SYSTEM_BUS = Path("/run/dbus/system_bus_socket")
_LOGIN = "org.freedesktop.login1"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


class SessionWatch(QObject):
    """On Linux by the buses of the system and of the session, on Windows by its messages."""

    locked = Signal()
    sleeping = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buses: list[object] = []
        if sys.platform == "win32":
            from crm_desktop.ui.protection.windows_messages import watch_messages

            self._messages = watch_messages(self.locked.emit, self.sleeping.emit)
        elif sys.platform != "darwin":
            self._hear_buses()

    def _hear_buses(self) -> None:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:  # a bare Linux without its library
            return
        if SYSTEM_BUS.exists() or "DBUS_SYSTEM_BUS_ADDRESS" in os.environ:
            bus = QDBusConnection.systemBus()
            manager, session = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
            bus.connect(
                _LOGIN, "/org/freedesktop/login1", manager, "PrepareForSleep",
                self, _slot("hear_sleep(bool)"),
            )  # fmt: skip
            bus.connect(_LOGIN, "", session, "Lock", self, _slot("hear_lock()"))
            self._buses.append(bus)
        # Without an address the library would start a bus of its own.
        if "DBUS_SESSION_BUS_ADDRESS" in os.environ:
            bus = QDBusConnection.sessionBus()
            for name, place in _SAVERS:
                bus.connect(name, place, name, "ActiveChanged", self, _slot("hear_saver(bool)"))
            self._buses.append(bus)

    @Slot(bool)
    def hear_sleep(self, is_before: bool) -> None:
        """Take the system's word that it goes to sleep, or has woken up."""
        if is_before:
            self.sleeping.emit()

    @Slot()
    def hear_lock(self) -> None:
        """Take the word that the session shall be locked."""
        self.locked.emit()

    @Slot(bool)
    def hear_saver(self, is_active: bool) -> None:
        """Take the word that the screen was locked, or is free again."""
        if is_active:
            self.locked.emit()


def _slot(signature: str) -> bytes:
    return SLOT(signature).encode()
