"""The window on a real file: a copy of the sample, made once, on a day that stands still."""

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent

from crm_desktop.paths import Paths, find_paths
from crm_desktop.services import files
from crm_desktop.text import LanguageCode
from crm_desktop.ui.host import Host
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import Page

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""A Tuesday; the sample's visits are planned from the next day on."""


def fixed_clock() -> datetime:
    """The moment every window of the tests lives in."""
    return NOW


@pytest.fixture
def today() -> date:
    """The day every window of the tests lives on."""
    return NOW.date()


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our sample lists as a customer file, to be copied."""
    path = tmp_path_factory.mktemp("sample") / "sample.crm"
    files.close(files.sample_file(path, find_paths({}).resources, NOW.date()))
    return path


@pytest.fixture
def sample_path(sample_template: Path, tmp_path: Path) -> Path:
    """A sample file of this test's own."""
    return Path(shutil.copyfile(sample_template, tmp_path / "sample.crm"))


@pytest.fixture
def private_paths(tmp_path: Path) -> Paths:
    """Folders of this test's own for settings and logs."""
    return find_paths({"CRM_DESKTOP_HOME": str(tmp_path / "home")})


@pytest.fixture
def make_host(qapp, private_paths: Paths) -> Iterator[Callable[..., Host]]:
    """Make the program around a file: `make_host(path, language)`; ended after the test."""
    hosts: list[Host] = []

    def make(
        path: Path | None,
        language: LanguageCode = LanguageCode.ENGLISH,
        page: Page = Page.CUSTOMERS,
    ) -> Host:
        host = Host(qapp, private_paths, language, clock=fixed_clock)
        host.care.backs_up_at_close = False  # a tenth of a second in each of many tests
        hosts.append(host)
        host.start(path)
        if isinstance(host.window, MainWindow):
            host.window.go(page)
        host.tasks.drain()
        return host

    yield make
    for host in hosts:
        host.quit()
        shiboken6.delete(host)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.unfreeze()


@pytest.fixture
def host(make_host, sample_path: Path) -> Host:
    """The program in English on the sample file."""
    return make_host(sample_path)


@pytest.fixture
def chinese_host(make_host, sample_path: Path) -> Host:
    """The program in Chinese on the sample file."""
    return make_host(sample_path, LanguageCode.CHINESE)


@pytest.fixture
def workspace(host: Host):
    """What the screens of the English window work on."""
    return host.workspace
