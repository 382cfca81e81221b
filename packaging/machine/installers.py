"""Filling an environment from a lock with whatever the machine has: uv, a pip, a pip put in."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from machine.commands import Command, SetUpError, ask

FIRST_PIP_WITH_PYTHON_OPTION = (22, 3)


def install(python: Path, lock_file: Path) -> None:
    """Install a lock for an interpreter; raises SetUpError when no installer succeeds."""
    said: list[str] = []
    for command in installers(python):
        done = ask([*command, "--no-deps", "--require-hashes", "-r", lock_file])
        if done.code == 0:
            return
        said = done.lines
    raise SetUpError(
        f"the packages can't be installed: {complaint(said)}\n"
        "Is the package index reachable? PIP_INDEX_URL (UV_INDEX_URL) names a mirror. "
        "Then run the same command again."
    )


def complaint(said: list[str]) -> str:
    """The line that says why, and what broke the connection where the installer tells."""
    errors = [line for line in said if re.match(r"ERROR|error|\s+([×╰]|cause|Caused by)", line)]
    reason = (errors or said or ["the installer said nothing"])[-1].strip()
    broken = re.findall(r"connection broken by '.*: (.*?)'\)", "\n".join(said))
    return f"{reason} ({broken[-1]})" if broken else reason


def installers(python: Path) -> Iterator[Command]:
    """Commands that install for an interpreter, the fastest first."""
    uv = shutil.which("uv")
    if uv:
        yield [uv, "pip", "install", "--python", python, "--compile-bytecode"]
    pip = pip_outside(python) or pip_inside(python)
    if pip:
        yield [*pip, "install", "--no-input", "--only-binary", ":all:", "--no-user"]
    if not (uv or pip):
        debian = "sudo apt-get install -y python3-pip"
        other = f"{sys.executable} -m ensurepip --upgrade"
        remedy = debian if shutil.which("apt-get") else other
        raise SetUpError(f"neither uv nor pip 22.3 or newer is here; this brings it: {remedy}")


def pip_outside(python: Path) -> list[str | Path]:
    """A pip of this machine that can install for another interpreter; empty without one."""
    found = [shutil.which("pip3"), shutil.which("pip")]
    places = [[sys.executable, "-m", "pip"], *([place] for place in found if place)]
    for place in places:
        version = re.match(r"pip (\d+)\.(\d+)", "\n".join(ask([*place, "--version"]).lines))
        if version and tuple(map(int, version.groups())) >= FIRST_PIP_WITH_PYTHON_OPTION:
            return [*place, "--python", python]
    return []


def pip_inside(python: Path) -> list[str | Path]:
    """The pip that came with this Python, put into the environment; empty when none came."""
    said = ask([python, "-m", "ensurepip", "--default-pip"])
    return [] if said.code else [python, "-m", "pip"]
