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
# Debian 13 and Ubuntu 24.04 renamed it when time_t grew to 64 bits.
RENAMED_PACKAGES = {"libglib2.0-0": "libglib2.0-0t64"}


def ensure_qt_starts(python: Path) -> None:
    """Raise SetUpError, rather than leave the window's tests out, where Qt can't start."""
    fault = qt_fault(python)
    if fault and may_install():
        print("Setting up the libraries Qt needs (once)", file=sys.stderr, flush=True)
        said = install_debian_packages()
        fault = qt_fault(python) and "\n".join([fault, *said.lines])
    if fault:
        packages = " ".join(DEBIAN_PACKAGES)
        raise SetUpError(
            f"Qt can't start, so the window can't be tested: {fault}\n"
            f"On Debian and Ubuntu: sudo apt-get install -y --no-install-recommends {packages}"
        )


def qt_fault(python: Path) -> str:
    """Why no Qt application starts; empty when one does."""
    said = ask([python, "-c", PROBE])
    return (said.lines or [f"exit code {said.code}"])[-1] if said.code else ""


def may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install_debian_packages() -> Said:
    """Try to install them; what apt-get said last. Whether it helped is for the caller to probe."""
    ask(["apt-get", "-qq", "update"])
    command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends"]
    said = ask([*command, *DEBIAN_PACKAGES])
    if said.code:
        said = ask([*command, *[RENAMED_PACKAGES.get(name, name) for name in DEBIAN_PACKAGES]])
    return said
