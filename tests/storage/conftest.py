"""Customer files for the tests of storage, copied from one template made once a session."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_desktop.storage.database import Database, create, open_file

NOW = datetime(2026, 6, 15, 10, 30, tzinfo=UTC)


def steady_clock() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.crm"
    create(path, clock=steady_clock).close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(template, tmp_path / "customers.crm"))


@pytest.fixture
def open_again(path: Path) -> Iterator[Callable[[], Database]]:
    """Open the file of this test once more; every object is closed at the end."""
    opened: list[Database] = []

    def another() -> Database:
        opened.append(open_file(path, clock=steady_clock, busy_timeout_ms=30))
        return opened[-1]

    yield another
    for database in opened:
        database.close()


@pytest.fixture
def database(open_again: Callable[[], Database]) -> Database:
    return open_again()
