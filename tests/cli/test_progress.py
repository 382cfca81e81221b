"""The progress bar: on a terminal, for work long enough to read it, and nowhere else."""

import io
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.cli.context import Context
from crm_desktop.cli.progress import progress_bar
from crm_desktop.paths import find_paths
from crm_desktop.text import Language, LanguageCode


class Terminal(io.StringIO):
    """A stream somebody looks at."""

    def isatty(self) -> bool:
        return True


def context(tmp_path: Path, err: io.StringIO, *, as_json: bool = False) -> Context:
    paths = find_paths({"CRM_DESKTOP_HOME": str(tmp_path)})
    language = Language.load(LanguageCode.ENGLISH, paths.locale)
    return Context(paths, language, date(2026, 6, 15), as_json=as_json, err=err)


def test_a_bar_shows_how_far_a_job_is(tmp_path: Path):
    terminal = Terminal()

    with progress_bar(context(tmp_path, terminal), 8) as progress:
        for done in range(1, 9):
            progress.report(done, 8)

    assert "/8" in terminal.getvalue()


@pytest.mark.parametrize(
    ("err", "total", "as_json"),
    [(io.StringIO(), 8, False), (Terminal(), 3, False), (Terminal(), 8, True)],
)
def test_nothing_is_drawn_for_a_pipe_a_program_or_a_short_job(
    tmp_path: Path, err: io.StringIO, total: int, as_json: bool
):
    with progress_bar(context(tmp_path, err, as_json=as_json), total) as progress:
        progress.report(total, total)

    assert err.getvalue() == ""
