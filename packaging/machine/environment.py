"""The virtual environment of this checkout: made once, filled when a lock changes."""

import contextlib
import hashlib
import json
import os
import re
import shlex
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows has none: two set-ups at once are then the user's to avoid
    fcntl = None  # type: ignore[assignment]

from machine.commands import ROOT, SetUpError, ask, environment_folder
from machine.installers import install

LOCKS = ROOT / "packaging" / "locks"
WINDOWS = os.name == "nt"
PYTHON = "{}.{}".format(*sys.version_info[:2])

# A lock holds everything the ones before it hold, so filling from it answers for them too.
LOCKS_ANSWERED = {
    "app": ["app"],
    "window": ["app", "window"],
    "test": ["app", "window", "test"],
    "check": ["app", "window", "test", "check"],
}

Stamp = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment, whether it exists yet or not."""

    folder: Path

    @property
    def scripts(self) -> Path:
        return self.folder / ("Scripts" if WINDOWS else "bin")

    @property
    def python(self) -> Path:
        return self.scripts / ("python.exe" if WINDOWS else "python")

    @property
    def site_packages(self) -> Path:
        return Path(sysconfig.get_path("purelib", "venv", {"base": str(self.folder)}))

    @property
    def stamp_file(self) -> Path:
        return self.folder / "crm-desktop.json"

    def read_stamp(self) -> Stamp:
        """What the last set-up left here; empty when there was none or it can't be read."""
        try:
            stamp = json.loads(self.stamp_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def write_stamp(self, locks: dict[str, str] | None) -> None:
        """Record which locks are in, or with None that a set-up is running."""
        stamp = identity() | ({} if locks is None else {"locks": locks})
        part = self.stamp_file.with_suffix(".part")
        part.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        part.replace(self.stamp_file)


def identity() -> Stamp:
    """What a set-up belongs to: packages fit one Python, launchers know one folder."""
    return {"python": PYTHON, "root": str(ROOT)}


def ready_environment(lock: str) -> Environment:
    """The environment with everything of a lock in it, made and filled only where it is not.

    Raises SetUpError when the folder can't be written or the packages can't be had.
    """
    environment = Environment(environment_folder())
    if is_ready(environment, lock):
        return environment
    try:
        with one_at_a_time(environment.folder):
            return _made_ready(environment, lock)
    except OSError as error:
        raise SetUpError(
            f"can't write the environment: {error}. "
            "Name a folder that can be written: CRM_DESKTOP_VENV=FOLDER python3 run.py ..."
        ) from error


def is_ready(environment: Environment, lock: str) -> bool:
    """Whether everything of a lock is in the environment already."""
    stamp = environment.read_stamp()
    ours = belongs_here(stamp) and environment.python.exists()
    return ours and bool(stamp["locks"].get(lock) == digest(lock))


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold back a second set-up of the same folder until the first one is done."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _made_ready(environment: Environment, lock: str) -> Environment:
    stamp = environment.read_stamp()
    ours = belongs_here(stamp) and environment.python.exists()
    if ours and stamp["locks"].get(lock) == digest(lock):
        return environment
    if not (ours or (not stamp and runs_this_python(environment))):
        make(environment)
        stamp = {}
    fill(environment, lock, stamp.get("locks", {}))
    return environment


def digest(lock: str) -> str:
    return hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest()


def belongs_here(stamp: Stamp) -> bool:
    # "locks" is missing while a set-up runs, so one that was cut off never counts.
    return "locks" in stamp and stamp.items() >= identity().items()


def runs_this_python(environment: Environment) -> bool:
    """Whether an environment without our stamp works and is of this Python version."""
    if not environment.python.exists():
        return False
    print_version = "import sys; print('{}.{}'.format(*sys.version_info[:2]))"
    return ask([environment.python, "-c", print_version]).lines == [PYTHON]


def make(environment: Environment) -> None:
    """Make the environment anew, without pip, which Debian's Python could not put in."""
    folder = environment.folder
    if folder.exists():
        known = (folder / "pyvenv.cfg").exists() or environment.stamp_file.exists()
        if not known and any(folder.iterdir()):
            raise SetUpError(
                f"{folder} is not a virtual environment: move it away and run this again"
            )
        shutil.rmtree(folder)
    (folder / "home").mkdir(parents=True)
    environment.write_stamp(None)
    try:
        import venv
    except ImportError:
        make_by_uv(folder)
    else:
        venv.create(folder, with_pip=False, symlinks=not WINDOWS)


def make_by_uv(folder: Path) -> None:
    uv = shutil.which("uv")
    if not uv:
        raise SetUpError(
            "this Python has no venv module: sudo apt-get install -y python3-venv, or install uv"
        )
    said = ask([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, folder])
    if said.code:
        raise SetUpError("\n".join(["uv can't make the environment:", *said.lines]))


def fill(environment: Environment, lock: str, locks: dict[str, str]) -> None:
    """Install a lock; when that fails, what stood there before stays valid."""
    lock_file = LOCKS / f"{lock}.txt"
    count = len(re.findall(r"^\w", lock_file.read_text(encoding="utf-8"), re.MULTILINE))
    print(
        f"Setting up {count} packages in {environment.folder} (once)", file=sys.stderr, flush=True
    )
    environment.write_stamp(None)
    try:
        install(environment.python, lock_file)
    except SetUpError:
        environment.write_stamp(locks)
        raise
    write_launcher(environment)
    environment.write_stamp(locks | {name: digest(name) for name in LOCKS_ANSWERED[lock]})


def write_launcher(environment: Environment) -> None:
    """Make crm_desktop importable and startable there without building a package of it."""
    # Before 3.13 the interpreter reads .pth files in the encoding of the locale.
    encoding = "utf-8" if sys.version_info >= (3, 13) else "locale"
    path_file = environment.site_packages / "crm-desktop.pth"
    path_file.write_text(f"{ROOT}\n", encoding=encoding)
    if WINDOWS:
        launcher = environment.scripts / "crm-desktop.cmd"
        launcher.write_text('@"%~dp0python.exe" -P -m crm_desktop %*\n', encoding="ascii")
        return
    launcher = environment.scripts / "crm-desktop"
    python = shlex.quote(str(environment.python))
    launcher.write_text(f'#!/bin/sh\nexec {python} -P -m crm_desktop "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
