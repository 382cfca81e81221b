"""Builds the window: application, host, first file; and runs it until it is closed."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from crm_desktop.paths import NAME, Paths, find_paths
from crm_desktop.services import recent_files, user_settings
from crm_desktop.text import LanguageCode, detect
from crm_desktop.ui.host import Host
from crm_desktop.ui.preloading import preload_after_paint


def run(path: Path | None, environ: Mapping[str, str], language: LanguageCode | None) -> int:
    """Show the window on ``path``, else on the last file, else the start screen.

    Returns the exit code when the last window is closed. ``language`` None is the one chosen
    before, else that of the system.
    """
    paths = find_paths(environ)
    prepare_input(environ)
    application = QApplication([NAME])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName("CRM Desktop")
    application.setDesktopFileName(NAME)
    application.setWindowIcon(QIcon(str(paths.resources / "icons" / "app.svg")))
    host = Host(application, paths, language or _language(paths, environ))
    _catch_bugs(host)
    listener = _hear_signals(application)
    host.start(path or recent_files.last_file(paths.config))
    QTimer.singleShot(0, lambda: preload_after_paint(host))
    try:
        return application.exec()
    finally:
        host.quit()
        if listener is not None:
            listener.setEnabled(False)


def prepare_input(environ: Mapping[str, str]) -> None:
    """Let Chinese be typed: Qt's wheel has no fcitx plugin, but fcitx answers to ibus too."""

    if environ.get("QT_IM_MODULE") == "fcitx":
        os.environ["QT_IM_MODULE"] = "ibus"


def _language(paths: Paths, environ: Mapping[str, str]) -> LanguageCode:
    chosen = user_settings.load(paths.config).get("language")
    return LanguageCode(chosen) if chosen in set(LanguageCode) else detect(environ)


def _hear_signals(application: QApplication) -> QSocketNotifier | None:
    """Let Python see a request to end at once: Qt's loop gives it no turn while nothing happens."""
    if os.name != "posix":
        return None
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    listener = QSocketNotifier(reading, QSocketNotifier.Type.Read, application)
    listener.activated.connect(lambda: os.read(reading, 64))
    return listener


def _catch_bugs(host: Host) -> None:
    """Bring mistakes in slots to the one handler instead of the terminal."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            host.application.quit()
        else:
            host.tell_bug(error.with_traceback(trace))

    sys.excepthook = told
