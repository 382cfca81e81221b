"""A progress bar on a terminal, silence anywhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.domain.progress import NoProgress, Progress


@contextmanager
def progress_bar(context: Context) -> Iterator[Progress]:
    """Show how far a job is on the error stream, if that is a terminal."""
    if not context.err.isatty():
        yield NoProgress()
        return
    from tqdm import tqdm

    with tqdm(total=1, file=context.err, leave=False, mininterval=0) as bar:
        yield _Bar(bar)


class _Bar:
    """Hands a job's steps to the bar."""

    def __init__(self, bar: Any) -> None:
        self._bar = bar

    def report(self, done: int, total: int) -> None:
        """Move the bar."""
        self._bar.total = total
        self._bar.update(done - self._bar.n)
