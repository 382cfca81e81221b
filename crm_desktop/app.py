"""Builds the window: first sight, application, host, first file; and runs it until it is closed.

What the first sight does not need is imported while a person looks at it.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from crm_desktop.paths import NAME, Paths, find_paths
from crm_desktop.services import recent_files, user_settings
from crm_desktop.text import Language, LanguageCode, detect
from crm_desktop.ui.first_sight import open_at_first_sight
from crm_desktop.ui.starting import Starting

if TYPE_CHECKING:
    from crm_desktop.ui.host import Host


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
    state = user_settings.load(paths.config)
    code = language or _language(state, environ)
    starting = Starting(state, lambda: _make_host(application, paths, code), paths)
    wanted = path or _last_file(paths, state)
    wish = (wanted, Language.load(code, paths.locale)) if wanted else None
    first = open_at_first_sight(application, paths, state, wish) if wish else None
    if first is None:
        starting.start(wanted)
    else:
        starting.go_on_from(*first)
    try:
        return application.exec()
    finally:
        starting.end()


def prepare_input(environ: Mapping[str, str]) -> None:
    """Let Chinese be typed: Qt's wheel has no fcitx plugin, but fcitx answers to ibus too."""

    if environ.get("QT_IM_MODULE") == "fcitx":
        os.environ["QT_IM_MODULE"] = "ibus"


def _last_file(paths: Paths, state: Mapping[str, Any]) -> Path | None:
    """Return the file opened last; mostly that of the window, which saves reading the list."""
    window = state.get("window")
    file = window.get("file") if isinstance(window, dict) else None
    if isinstance(file, str) and recent_files.is_last(paths.config, file):
        return Path(file)
    return recent_files.last_file(paths.config)


def _language(state: Mapping[str, Any], environ: Mapping[str, str]) -> LanguageCode:
    chosen = state.get("language")
    return LanguageCode(chosen) if chosen in list(LanguageCode) else detect(environ)


def _make_host(application: QApplication, paths: Paths, code: LanguageCode) -> "Host":
    from PySide6.QtGui import QIcon

    from crm_desktop.ui.host import Host

    application.setWindowIcon(QIcon(str(paths.resources / "icons" / "app.svg")))
    host = Host(application, paths, code)
    _catch_bugs(host)
    _hear_signals(host)
    return host


def _hear_signals(host: "Host") -> None:
    """End the loop on a request to end, at once: Qt gives Python no turn while nothing happens.

    An exception, as the command line uses, would come up in the middle of whatever Qt calls.
    """
    if os.name != "posix":
        return
    import signal

    from PySide6.QtCore import QSocketNotifier

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name)
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: host.application.exit())
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    listener = QSocketNotifier(reading, QSocketNotifier.Type.Read, host)
    listener.activated.connect(lambda: os.read(reading, 64))


def _catch_bugs(host: "Host") -> None:
    """Bring mistakes in slots to the one handler instead of the terminal."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            host.application.quit()
        else:
            host.tell_bug(error.with_traceback(trace))

    sys.excepthook = told
