"""A progress bar on a terminal, silence elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.domain.progress import NoProgress, Progress

SHOWN_FROM = 5
"""Fewer steps are done before anybody could read a bar."""


class _BarProgress:
    """A tqdm bar as the listener of a job."""

    def __init__(self, bar: Any) -> None:
        self._bar = bar

    def report(self, done: int, total: int) -> None:
        """Move the bar to ``done`` of ``total`` steps."""
        self._bar.total = total
        self._bar.update(done - self._bar.n)


@contextmanager
def progress_bar(context: Context, total: int) -> Iterator[Progress]:
    """Yield a listener that draws on the error stream of a terminal."""
    if context.as_json or total < SHOWN_FROM or not context.err.isatty():
        yield NoProgress()
        return
    from tqdm import tqdm

    with tqdm(total=total, file=context.err, leave=False) as bar:
        yield _BarProgress(bar)
