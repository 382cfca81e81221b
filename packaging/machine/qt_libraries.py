"""The system libraries Qt needs on a bare Linux: looked for, and installed where allowed."""

import os
import shutil
import sys
from pathlib import Path

from machine.commands import Said, SetUpError, ask

PROBE = "import PySide6.QtTest; from PySide6.QtWidgets import QApplication; QApplication([])"
DEBIAN_PACKAGES = [
    "libglib2.0-0",
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
]
# What the plugin for X needs besides.
SCREEN_PACKAGES = [
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
]
# Debian 13 and Ubuntu 24.04 renamed it when time_t grew to 64 bits.
RENAMED_PACKAGES = {"libglib2.0-0": "libglib2.0-0t64"}
NO_CONNECTION = "could not connect to display"


def ensure_qt_starts(python: Path) -> None:
    """Raise SetUpError, rather than leave the window's tests out, where Qt can't start."""
    _ensure_starts(python, DEBIAN_PACKAGES)


def ensure_window_opens(python: Path) -> None:
    """Raise SetUpError where Qt can't start on the screen of this process."""
    _ensure_starts(python, [*DEBIAN_PACKAGES, *SCREEN_PACKAGES])


def _ensure_starts(python: Path, packages: list[str]) -> None:
    fault = qt_fault(python)
    if NO_CONNECTION in fault:
        raise SetUpError(f"Qt can't reach the screen: {fault}")
    if fault and may_install():
        print("Setting up the libraries Qt needs (once)", file=sys.stderr, flush=True)
        said = install_debian_packages(packages)
        fault = qt_fault(python) and "\n".join([fault, *said.lines])
    if fault:
        raise SetUpError(
            f"Qt can't start, so there is no window: {fault}\n"
            "On Debian and Ubuntu: sudo apt-get install -y --no-install-recommends "
            + " ".join(packages)
        )


def qt_fault(python: Path) -> str:
    """Why no Qt application starts; empty when one does."""
    said = ask([python, "-c", PROBE])
    if not said.code:
        return ""
    # What Qt says first is the cause; what Python says last.
    told = [line for line in said.lines if line.startswith("qt.")]
    return (told[:1] or said.lines[-1:] or [f"exit code {said.code}"])[0]


def may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install_debian_packages(packages: list[str]) -> Said:
    """Try to install them; what apt-get said last. Whether it helped is for the caller to probe."""
    ask(["apt-get", "-qq", "update"])
    command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends"]
    said = ask([*command, *packages])
    if said.code:
        said = ask([*command, *[RENAMED_PACKAGES.get(name, name) for name in packages]])
    return said
