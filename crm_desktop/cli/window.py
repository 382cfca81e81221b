"""When the window can open, and why it can't."""

import sys
from collections.abc import Mapping
from importlib.util import find_spec

from crm_desktop.domain.problems import FailureError, InputError

PLATFORM = "QT_QPA_PLATFORM"
_UNSEEN = {"offscreen", "minimal"}


def has_screen(environ: Mapping[str, str]) -> bool:
    """Return whether a person would see a window of this process."""
    if environ.get(PLATFORM, "").partition(":")[0] in _UNSEEN:
        return False
    return sys.platform != "linux" or any(map(environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def is_installed() -> bool:
    """Return whether the packages of the window are there; loads none of them."""
    return all(find_spec(name) for name in ("PySide6", "pypdfium2"))


def check_window(environ: Mapping[str, str], program: str) -> None:
    """Raise InputError ``window_not_installed`` or FailureError ``no_screen``.

    Somebody who chooses a platform for Qt knows where the window goes.
    """
    if not is_installed():
        raise InputError("window_not_installed")
    if not has_screen(environ) and PLATFORM not in environ:
        raise FailureError("no_screen", program=program)
