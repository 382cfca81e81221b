"""Opens and plans every file under a folder as an import would, and says what became of each.

    .venv/bin/python tests/torture/read_everything.py [FOLDER...]

Nothing is written: neither into the folder nor into the empty customer file that is planned for.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crm_desktop.domain.problems import CrmError
from crm_desktop.services import imports
from crm_desktop.services.import_choices import Wishes
from crm_desktop.services.import_views import look_at_lists
from crm_desktop.storage.database import Database, create

SHARED = Path("/") / "work" / "shared" / "data"
FOLDERS = ("csv", "xlsx", "vcard", "text")
SLOW_S = 5.0
TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its lists, their rows and refusals, or why it can't be read."""

    path: Path
    seconds: float
    lists: tuple[str, ...] = ()
    rows: int = 0
    refused: int = 0
    reasons: str = ""
    assumed: str = ""
    problem: str = ""
    crash: str = ""

    @property
    def is_bad(self) -> bool:
        """True for a crash, or for what takes too long."""
        return bool(self.crash) or self.seconds > SLOW_S


def read_everything(folders: Sequence[Path], database: Database) -> Iterator[Outcome]:
    """Yield what becomes of every file under the folders, in their order."""
    for folder in folders:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            yield read_one(path, database)


def read_one(path: Path, database: Database) -> Outcome:
    """Open and plan one file; every way it can end is an outcome."""
    begun = time.perf_counter()
    try:
        plan = imports.plan(database, [path], today=TODAY)
    except CrmError as error:
        seconds = time.perf_counter() - begun
        return Outcome(path, seconds, problem=f"{error.problem.code}{_seen(path)}")
    except Exception as error:  # a crash is what this looks for
        said = f"{type(error).__name__}: {error}"
        return Outcome(path, time.perf_counter() - begun, crash=said)
    return Outcome(
        path,
        time.perf_counter() - begun,
        tuple(count.entity.value for count in plan.files),
        sum(count.rows for count in plan.files),
        len(plan.refused),
        _counted(row.refusal.code for row in plan.refused),
        _counted(one.code for one in plan.assumptions),
    )


def _seen(path: Path) -> str:
    """How a list that nobody understands was read, for a person to look whether that is right."""
    try:
        views = look_at_lists([path], Wishes(), TODAY)
    except CrmError:
        return ""
    return "".join(
        f"; {one.encoding} {one.delimiter!r} {one.width} columns {list(one.header or ())[:3]}"
        for one in views
        if one.is_readable
    )


def _counted(codes: Iterable[str]) -> str:
    return " ".join(f"{code}:{count}" for code, count in Counter(codes).most_common(4))


def line_of(one: Outcome) -> str:
    """One line of the table."""
    what = one.crash or one.problem or f"{','.join(one.lists)} {one.rows} rows"
    refused = f", {one.refused} refused ({one.reasons})" if one.refused else ""
    mark = "!! " if one.is_bad else "   "
    assumed = f" | {one.assumed}" if one.assumed else ""
    name = f"{one.path.parent.name}/{one.path.name}"
    return f"{mark}{one.seconds:5.2f} s  {name}: {what}{refused}{assumed}"


def main(arguments: Sequence[str]) -> int:
    """Print the table; the exit code is 1 where a file crashed or took too long."""
    folders = [Path(one) for one in arguments] or [SHARED / name for name in FOLDERS]
    is_bad = False
    with (
        tempfile.TemporaryDirectory() as home,
        closing(create(Path(home) / "empty.crm")) as database,
    ):
        for one in read_everything([one for one in folders if one.exists()], database):
            print(line_of(one), flush=True)
            is_bad = is_bad or one.is_bad
    return int(is_bad)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
