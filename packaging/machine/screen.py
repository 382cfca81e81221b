"""Whether somebody sits before a screen that a window can open on."""

import os
import sys

from machine.commands import SetUpError

PLATFORM = "QT_QPA_PLATFORM"
UNSEEN = {"offscreen", "minimal"}


def has_screen() -> bool:
    """Whether a person would see a window."""
    if os.environ.get(PLATFORM, "").partition(":")[0] in UNSEEN:
        return False
    return sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def require_screen() -> None:
    """Raise SetUpError without a screen, unless a platform is chosen, such as vnc or offscreen."""
    if not has_screen() and PLATFORM not in os.environ:
        raise SetUpError(
            "there is no screen to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set);"
            " python3 run.py --help lists what works without one"
        )
