"""What all phases of a life share: the file, how it is opened, and what it must hold."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from file_state import state

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, Stage
from crm_desktop.services import files, list_pages, quick_search
from crm_desktop.storage.database import Database, create

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "benchmarks")]

from rich_cards import add_rich_cards  # noqa: E402

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
TODAY = date(2026, 6, 15)
FILE = "customers.crm"
NAMES = ("Acme Tools", "北京华信", "Bolt & Sons", "Curie SA", "Delta")


def clock() -> datetime:
    """One moment for everything, so that the same acts lead to the same file."""
    return NOW


class Phase:
    """A kind of act on a file, done again and again; each number leads to one state of the file."""

    acts = 40
    """So many are done in a row before all begins anew."""
    disturbed: Sequence[int] = (1,)
    """The acts that faults.py disturbs, each from the beginning."""

    def __init__(self) -> None:
        self.database: Database

    def prepare(self, folder: Path) -> None:
        """Make what the acts begin with."""
        database = create(folder / FILE, clock=clock)
        with database.write("stored") as work:
            keys = [work.add(Customer(name, stage=Stage.EXPANSION)) for name in NAMES]
        with database.write("filled") as work:
            add_rich_cards(work, Random(1), range(keys[0], keys[0] + 2), TODAY)
            for one in work.values(Kind.ATTACHMENT):
                work.remove(Kind.ATTACHMENT, one.id)  # those of the sample have no content
        database.close()

    @contextmanager
    def opened(self, folder: Path) -> Iterator[None]:
        """Hold the file open as the program does."""
        file = files.open_held(folder / FILE)
        self.database = file.database
        self.database.clock = clock
        try:
            yield
        finally:
            files.close(file)

    def before(self, folder: Path, number: int) -> None:
        """Put in place what the act takes; no part of the program."""

    def act(self, folder: Path, number: int) -> None:
        """Do one act; it is durable when this returns."""
        raise NotImplementedError

    def state(self, folder: Path) -> str:
        """Open the file as the program does, look into it, and return what it holds."""
        with self.opened(folder):
            use(self.database)
        return str(state(folder / FILE))

    def wrong(self, folder: Path, done: int) -> Iterator[str]:
        """Say what else is wrong after an act was told to be done."""
        yield from ()


def use(database: Database) -> None:
    """Do what a person does first: look at the list, and search."""
    assert list_pages.count(database)
    quick_search.best_matches(database, "a")
