"""Hears when the system locks the screen or goes to sleep; quiet where it tells nobody."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

from crm_desktop.ui.later import later

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

SYSTEM_BUS = Path("/run/dbus/system_bus_socket")
SLEEPS_AFTER_MS = 1_000
"""So long the system waits with its sleep for the file to be closed; it allows for five seconds."""
_LOGIN, _LOGIN_PLACE = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
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
        self._system: QDBusConnection | None = None
        self._hold: object = None
        if sys.platform == "win32":
            from crm_desktop.ui.protection.windows_messages import WindowsMessages

            self._messages = WindowsMessages(self.locked.emit, self.sleeping.emit)
        elif sys.platform != "darwin":
            self._hear_buses()

    @property
    def holds_off_sleep(self) -> bool:
        """Whether the system waits for us before it sleeps."""
        return self._hold is not None

    @Slot(bool)
    def hear_sleep(self, is_before: bool) -> None:
        """Take the system's word that it goes to sleep, or has woken up."""
        if is_before:
            self.sleeping.emit()
            later(self, self._let_sleep, SLEEPS_AFTER_MS)
        else:
            self._hold_off_sleep()

    @Slot()
    def hear_lock(self) -> None:
        """Take the word that the session shall be locked."""
        self.locked.emit()

    @Slot(bool)
    def hear_saver(self, is_active: bool) -> None:
        """Take the word that the screen was locked, or is free again."""
        if is_active:
            self.locked.emit()

    def _hear_buses(self) -> None:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:  # a bare Linux without its library
            return
        if SYSTEM_BUS.exists() or "DBUS_SYSTEM_BUS_ADDRESS" in os.environ:
            self._system = QDBusConnection.systemBus()
            sleep = (_LOGIN, _LOGIN_PLACE, _MANAGER, "PrepareForSleep")
            self._hear(self._system, sleep, "hear_sleep(bool)")
            self._hear(self._system, (_LOGIN, "", _SESSION, "Lock"), "hear_lock()")
            self._hold_off_sleep()
        # Without an address the library would start a bus of its own.
        if "DBUS_SESSION_BUS_ADDRESS" in os.environ:
            for name, place in _SAVERS:
                source = (name, place, name, "ActiveChanged")
                self._hear(QDBusConnection.sessionBus(), source, "hear_saver(bool)")

    def _hear(self, bus: Any, source: tuple[str, str, str, str], slot: str) -> None:
        """WORKAROUND: the types of PySide name bytes for the slot, it takes text alone (6.11)."""
        bus.connect(*source, self, SLOT(slot))

    def _hold_off_sleep(self) -> None:
        """Ask the system to wait for us before it sleeps; one that can't is no trouble."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        if self._system is None:
            return
        wish = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PLACE, _MANAGER, "Inhibit")
        wish.setArguments(["sleep", "CRM Desktop", "The customer file is locked", "delay"])
        self._call = QDBusPendingCallWatcher(self._system.asyncCall(wish), self)
        self._call.finished.connect(self._take_hold)

    def _take_hold(self, call: "QDBusPendingCallWatcher") -> None:
        """Keep what the system gave: it waits for as long as this is open."""
        from PySide6.QtDBus import QDBusUnixFileDescriptor

        given = call.reply().arguments()
        if given and isinstance(given[0], QDBusUnixFileDescriptor):
            self._hold = given[0]
        call.deleteLater()

    def _let_sleep(self) -> None:
        self._hold = None
