"""Damages customer files at random and looks what a check says and what a salvage brings back.

python tests/torture/damage.py [--files 500] [--seed S]

Nothing but expected trouble may come of it, the damaged file stays as it was, and what was saved is
well. A file that a check finds whole must be saved whole.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from time import perf_counter

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Attachment, Customer
from crm_desktop.domain.file_checks import FindingCode
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.taboos import Taboo
from crm_desktop.services.file_check import check
from crm_desktop.services.salvage import salvage
from crm_desktop.storage.blobs import store_blob
from crm_desktop.storage.database import create
from crm_desktop.storage.encryption.data_key import DataKey

PAGE = 4096
CUSTOMERS = 200
DAY = datetime(2026, 3, 1, tzinfo=UTC).date()
KEY = DataKey(bytes(range(32)))
MEANT = {FindingCode.FILE_DAMAGED, FindingCode.FILE_MISSING, FindingCode.TRUST_LOG}
"""What a saved file may still lack: a kept file, a line of the log of prints."""

Harm = Callable[[bytearray, Random], None]


@dataclass
class Found:
    """How the files ended, and what was wrong."""

    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest_s: float = 0


def flip(content: bytearray, chance: Random) -> None:
    """Turn some single bits over."""
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def tear(content: bytearray, chance: Random) -> None:
    """Write something else over some pages, or over their second halves."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(1, len(content) // PAGE) * PAGE + chance.choice((0, PAGE // 2))
        content[start : start + PAGE // 2] = chance.randbytes(PAGE // 2)


def swap(content: bytearray, chance: Random) -> None:
    """Put pages in each other's place, as a confused disk does."""
    for _ in range(chance.randint(1, 4)):
        one, other = (chance.randrange(1, len(content) // PAGE) * PAGE for _ in range(2))
        kept = content[one : one + PAGE]
        content[one : one + PAGE] = content[other : other + PAGE]
        content[other : other + PAGE] = kept


def blank(content: bytearray, chance: Random) -> None:
    """Fill a run of pages with zeros."""
    start = chance.randrange(1, len(content) // PAGE) * PAGE
    stop = min(start + chance.randint(1, 12) * PAGE, len(content))
    content[start:stop] = bytes(stop - start)


def cut(content: bytearray, chance: Random) -> None:
    """Lose the tail."""
    del content[chance.randrange(len(content) // 2, len(content)) :]


def behead(content: bytearray, chance: Random) -> None:
    """Spoil the beginning."""
    length = chance.randint(1, 100)
    content[:length] = chance.randbytes(length)


HARMS: tuple[Harm, ...] = (flip, tear, swap, blank, cut, behead)


def whole_file(path: Path, key: DataKey | None) -> bytes:
    """Make a file with something of every shape and return its bytes."""
    with closing(create(path, key)) as database:
        for number in range(30):
            with database.write("customer_added") as work:
                work.add(Customer(f"Typed {number}", note="x" * 300))
        with database.write("imported") as work:
            rest = range(CUSTOMERS - 30)
            work.add_many(Kind.CUSTOMER, [Customer(f"Name {n}", note="y" * 300) for n in rest])
            keys = range(1, CUSTOMERS + 1)
            work.add_many(Kind.TABOO, [Taboo(key, "Never call") for key in keys])
            work.add_many(Kind.PURCHASE, [Purchase(key, DAY, Decimal(9), "EUR") for key in keys])
            digest = store_blob(work, b"a contract" * 3_000)
            work.add(Attachment("c.pdf", "application/pdf", digest, 30_000, customer_id=1))
    content = path.read_bytes()
    path.unlink()
    return content


def torture(files: int, folder: Path, seed: int = 1) -> Found:
    """Damage so many files, every third of them encrypted, each in one of the ways."""
    found = Found()
    wholes = {key: whole_file(folder / "whole.crm", key) for key in (None, KEY)}
    for number in range(files):
        chance = Random(f"{seed}:{number}")
        key = KEY if number // len(HARMS) % 3 == 2 else None
        harm = HARMS[number % len(HARMS)]
        content = bytearray(wholes[key])
        harm(content, chance)
        started = perf_counter()
        end, wrong = _one(bytes(content), key, folder)
        found.slowest_s = max(found.slowest_s, perf_counter() - started)
        found.ends[f"{harm.__name__}: {end}"] += 1
        found.wrong += [f"{harm.__name__} {seed}:{number}: {text}" for text in wrong]
    return found


def _one(content: bytes, key: DataKey | None, folder: Path) -> tuple[str, list[str]]:
    path, target = folder / "damaged.crm", folder / "saved.crm"
    path.write_bytes(content)
    # By its key file an encrypted file is known that lost its beginning.
    key_file = path.with_name("damaged.crm.key")
    key_file.unlink(missing_ok=True)
    if key is not None:
        key_file.write_text("{}")
    for one in folder.glob("saved.crm*"):
        one.unlink()
    is_whole = False
    try:
        is_whole = _is_whole(path, key)
        before = path.read_bytes()
        report = salvage(path, target, key)
        left = {one.code for one in check(target, key).findings} - MEANT
    except CrmError as error:
        return error.problem.code, ["a whole file is not saved"] if is_whole else []
    except Exception as error:
        return "bug", [repr(error)]
    wrong = ["the damaged file was written to"] if path.read_bytes() != before else []
    if is_whole and (report.lost or report.saved != 3 * CUSTOMERS + 1):
        wrong.append(f"of a whole file {report.lost} records are lost, {report.saved} saved")
    if left:
        wrong.append(f"the saved file is not well: {left}")
    return ("whole" if is_whole else "saved in part" if report.lost else "saved"), wrong


def _is_whole(path: Path, key: DataKey | None) -> bool:
    """Return what a check says; what SQLite made beside the file goes."""
    try:
        return check(path, key).is_whole
    except CrmError:
        return False
    finally:
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def main() -> int:
    """Damage files and tell what was found; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = torture(wish.files, Path(folder), wish.seed)
    for end, count in sorted(found.ends.items()):
        print(f"{count:6} {end}")
    print(f"the slowest took {found.slowest_s:.1f} s", *found.wrong, sep="\n  ")
    return min(len(found.wrong), 1)


if __name__ == "__main__":
    sys.exit(main())
