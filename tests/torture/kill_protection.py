"""Encrypting, changing the key and decrypting, killed before each thing they do with files.

    python tests/torture/kill_protection.py [EVERY]

Every EVERY-th of these moments (1: all of them) ends a process of its own. Afterwards there has to
be the file as it was or as it was to be, whole, and a key file that opens it.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from crm_desktop.domain.changes import Kind  # noqa: E402
from crm_desktop.domain.problems import InputError  # noqa: E402
from crm_desktop.services import protection  # noqa: E402
from crm_desktop.storage.database import create, open_file  # noqa: E402

CHEAP = protection.Cost(memory_kib=64, passes=1, lanes=1)
OLD, NEW = "the words before", "the words afterwards"
NAMES = [f"Customer {number}" for number in range(30)]
WATCHED = ("open", "os.rename", "os.remove", "os.link", "sqlite3.connect", "os.chmod")


def protect(path: Path) -> None:
    protection.protect(path, OLD, cost=CHEAP)


def rotate(path: Path) -> None:
    protection.rotate_key(path, OLD, NEW, cost=CHEAP)


def unprotect(path: Path) -> None:
    protection.unprotect(path, OLD)


WORK: dict[str, Callable[[Path], None]] = {
    "protect": protect,
    "rotate": rotate,
    "unprotect": unprotect,
}


def main(every: int) -> int:
    """Kill all kinds of work at all moments; return how many left something wrong."""
    faults = 0
    for name in WORK:
        kills = 0
        with TemporaryDirectory() as folder, TemporaryDirectory() as place:
            template = Path(place) / "mine.crm"
            for fault in killed_at_moments(name, every, Path(folder), template):
                kills += 1
                if fault:
                    faults += 1
                    print(f"{name}, kill {kills}: {fault}", flush=True)
        print(f"{name}: {kills} kills", flush=True)
    return faults


def killed_at_moments(name: str, every: int, folder: Path, template: Path) -> Iterator[str]:
    """Yield what is wrong after each kill, empty where nothing is."""
    make(template, is_protected=name != "protect")
    moment, is_over = every, False
    while not is_over:
        for one in folder.iterdir():
            one.unlink()
        path = folder / "mine.crm"
        for ending in (".key", ""):
            if Path(f"{template}{ending}").exists():
                copyfile(f"{template}{ending}", f"{path}{ending}")
        is_over = not is_killed(WORK[name], path, moment)
        if not is_over:
            yield "; ".join(wrong(path, name))
        moment += every


def make(path: Path, *, is_protected: bool) -> None:
    """Make a file with customers."""
    with closing(create(path)) as database, database.write("added") as work:
        work.add_rows(Kind.CUSTOMER, ("name",), [(name,) for name in NAMES])
    if is_protected:
        protect(path)


def is_killed(work: Callable[[Path], None], path: Path, moment: int) -> bool:
    """Do the work in a process that ends before its ``moment``-th act on files."""
    child = os.fork()
    if child == 0:
        end_before(moment)
        work(path)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def end_before(moment: int) -> None:
    """Let this process end like by a loss of power, when it is about to touch files again."""
    left = [moment]

    def look(event: str, arguments: Any) -> None:
        if event in WATCHED:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def wrong(path: Path, name: str) -> Iterator[str]:
    """Yield what is wrong with what a kill left; the same work must also be possible afterwards."""
    secret = OLD
    if protection.is_protected(path):
        try:
            key = protection.unlock(path, OLD)
        except InputError:
            secret, key = NEW, protection.unlock(path, NEW)
        yield from lost(path, key)
        protection.rotate_key(path, secret, NEW, cost=CHEAP)
        yield from lost(path, protection.unlock(path, NEW))
    else:
        if name == "rotate":
            yield "the file is plain"
        yield from lost(path, None)
        protect(path)
        yield from lost(path, protection.unlock(path, OLD))


def lost(path: Path, key: protection.DataKey | None) -> Iterator[str]:
    with closing(open_file(path, key)) as database, database.read() as reading:
        if [one.name for one in reading.values(Kind.CUSTOMER)] != NAMES:
            yield "rows are lost"
        if reading.rows("PRAGMA integrity_check") != [("ok",)]:
            yield "the file is damaged"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1) > 0)
