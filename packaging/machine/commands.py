"""Running other programs from the project's folder, in the foreground or for what they say."""

import contextlib
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Command = Sequence[str | Path]


class SetUpError(Exception):
    """What stopped the set-up, as the sentence the person at the keyboard reads."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a program that has ended said, both streams in one."""

    code: int
    lines: list[str]


def run(command: Command, *, folder: Path | None = None) -> int:
    """Run a program in the foreground; its exit code, as a shell would report it."""
    child = subprocess.Popen([str(word) for word in command], cwd=folder, env=child_environment())
    while True:
        # Ctrl-C reaches the child too: it tidies up and decides the exit code.
        with contextlib.suppress(KeyboardInterrupt):
            code = child.wait()
            return code if code >= 0 else 128 - code


def ask(command: Command, *, folder: Path | None = None) -> Said:
    """Run a program silently for what it says; one that can't be started counts as code 127."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            check=False,
            cwd=folder,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        return Said(127, [str(error)])
    return Said(done.returncode, done.stdout.decode(errors="replace").rstrip().splitlines())


def environment_folder() -> Path:
    """Where the virtual environment is: beside run.py unless CRM_DESKTOP_VENV names a place."""
    return Path(os.environ.get("CRM_DESKTOP_VENV") or ROOT / ".venv").absolute()


def child_environment() -> dict[str, str]:
    """The variables every program gets: none of another Python's paths, always a home."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH"}}
    # Nobody answers questions of apt-get here, and only apt-get reads this.
    kept.setdefault("DEBIAN_FRONTEND", "noninteractive")
    try:
        Path.home()
    except RuntimeError:
        # A user without HOME and without an entry in passwd would get a folder called "~".
        kept["HOME"] = str(environment_folder() / "home")
    return kept
