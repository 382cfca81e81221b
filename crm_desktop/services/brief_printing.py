"""Briefs as PDF: rendered in this process, and by others beside it where there are many."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import chain, islice
from pathlib import Path

from crm_desktop.domain.briefs import PrivacyLevel, VisitBrief
from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.week_plans import WeekPlan
from crm_desktop.reports.brief import BriefPrinter, PrintOptions, RenderedBrief
from crm_desktop.reports.fonts import load_fonts
from crm_desktop.reports.paper_document import PaperDocument
from crm_desktop.text import Language, LanguageCode

POOL_FROM = 80
"""Fewer briefs are printed before a helper process has started, which takes half a second."""

MAX_HELPERS = 2
CHUNK = 10


@dataclass(frozen=True, slots=True)
class PrintJob:
    """How a pile of briefs is printed: resources, languages in order, and the user's choices."""

    resources: Path
    languages: tuple[LanguageCode, ...]
    options: PrintOptions
    printed_at: datetime
    with_day_plan: bool = True


@dataclass(frozen=True, slots=True)
class Skipped:
    """A customer whose brief could not be made, and why."""

    customer: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Printed:
    """A brief and the PDF it became."""

    brief: VisitBrief
    rendered: RenderedBrief


Gathered = VisitBrief | Skipped
Outcome = Printed | Skipped


def render_all(briefs: Iterable[Gathered], job: PrintJob) -> Iterator[Outcome]:
    """Yield each brief with its PDF, in order; one that fails is skipped and the rest go on.

    Briefs are taken as they are needed, so that any number of them needs little memory. Stopping
    early cancels what is not begun.
    """
    source = iter(briefs)
    first = list(islice(source, POOL_FROM))
    if len(first) < POOL_FROM:
        yield from (_attempt(brief, job) for brief in first)
        return
    with _helpers() as pool:
        try:
            own, others = first[: POOL_FROM // 2], chain(first[POOL_FROM // 2 :], source)
            yield from _shared(pool, own, others, job)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _helpers() -> ProcessPoolExecutor:
    """Return a pool that leaves one processor to this process, which prints too."""
    count = max(1, min(MAX_HELPERS, (os.cpu_count() or 1) - 1))
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=spawn, initializer=_ignore_interrupts)


def _shared(
    pool: ProcessPoolExecutor, own: list[Gathered], others: Iterator[Gathered], job: PrintJob
) -> Iterator[Outcome]:
    """Print the first briefs here while the helpers start, then share the others with them."""
    waiting: deque[_Chunk] = deque()
    _employ(pool, waiting, others, job)
    yield from (_attempt(brief, job) for brief in own)
    while True:
        _employ(pool, waiting, others, job)
        while waiting and waiting[0].is_done:
            yield from waiting.popleft().outcomes()
        if taken := list(islice(others, CHUNK)):
            waiting.append(_Chunk(taken, job))
        elif waiting:
            yield from waiting.popleft().outcomes()
        else:
            return


def _employ(
    pool: ProcessPoolExecutor, waiting: "deque[_Chunk]", others: Iterator[Gathered], job: PrintJob
) -> None:
    """Give the helpers work enough to be busy until they are looked at again."""
    while sum(not chunk.is_done for chunk in waiting) <= MAX_HELPERS:
        taken = list(islice(others, CHUNK))
        if not taken:
            return
        waiting.append(_Chunk(taken, job, pool))


class _Chunk:
    """Some briefs that are printed together: by a helper of ``pool``, or here and at once."""

    def __init__(
        self, briefs: list[Gathered], job: PrintJob, pool: ProcessPoolExecutor | None = None
    ) -> None:
        self._briefs, self._job = briefs, job
        self._future: Future[list[Outcome]] | None = None
        self._outcomes: list[Outcome] = []
        try:
            if pool is not None:
                with _deaf_helpers():
                    self._future = pool.submit(_render_chunk, briefs, job)
        except BrokenProcessPool:
            self._future = None
        if self._future is None:
            self._outcomes = _render_chunk(briefs, job)

    @property
    def is_done(self) -> bool:
        """True when the outcomes need no waiting."""
        return self._future is None or self._future.done()

    def outcomes(self) -> list[Outcome]:
        """What became of the briefs; what no helper began, or one died of, is printed here."""
        if self._future is None:
            return self._outcomes
        if self._future.cancel():
            return _render_chunk(self._briefs, self._job)
        try:
            return self._future.result()
        except BrokenProcessPool:
            return _render_chunk(self._briefs, self._job)


def render_joined(
    briefs: Sequence[VisitBrief], job: PrintJob, progress: Progress
) -> tuple[RenderedBrief, dict[int, Problem]]:
    """Return all briefs as one PDF behind the plan of the day, and those that failed by place."""
    printer = _printer(job)
    for _, visits in days_of(briefs, job):
        printer.add_day_plan(visits)
    failed = {}
    for place, brief in enumerate(briefs):
        try:
            printer.add(brief)
        except Exception as error:
            failed[place] = as_problem(error)
        progress.report(place + 1, len(briefs))
    return printer.finish(), failed


def render_brief(brief: VisitBrief, job: PrintJob) -> RenderedBrief:
    """Return one brief as a PDF of its own."""
    printer = _printer(job)
    printer.add(brief)
    return printer.finish()


def render_day_plan(briefs: Sequence[VisitBrief], job: PrintJob) -> RenderedBrief:
    """Return the plan of a day as a PDF of its own."""
    printer = _printer(job)
    printer.add_day_plan(briefs)
    return printer.finish()


def render_week_plan(plan: WeekPlan, job: PrintJob) -> RenderedBrief:
    """Return the plan of a week as a PDF of its own."""
    printer = _printer(job)
    printer.add_week_plan(plan)
    return printer.finish()


def render_document(
    today: date, make: Callable[[Language], PaperDocument], job: PrintJob
) -> RenderedBrief:
    """Return a paper of titled lists, which ``make`` puts into words, as a PDF of its own."""
    printer = _printer(job)
    printer.add_document(today, make)
    return printer.finish()


def days_of(briefs: Sequence[VisitBrief], job: PrintJob) -> list[tuple[date, list[VisitBrief]]]:
    """Return the days on which there is more than one visit, each with its briefs.

    Only for our own eyes: on paper that others see, a day's plan would name other customers.
    """
    if not job.with_day_plan or job.options.privacy is not PrivacyLevel.FULL:
        return []
    days: dict[date, list[VisitBrief]] = {}
    for brief in briefs:
        if brief.visit is not None:
            days.setdefault(brief.visit.visit_on, []).append(brief)
    return [(day, visits) for day, visits in sorted(days.items()) if len(visits) > 1]


def as_problem(error: Exception) -> Problem:
    """Return why one brief of many failed: what was expected, or the error's own words."""
    if isinstance(error, CrmError):
        return error.problem
    return Problem("brief_failed", {"reason": f"{type(error).__name__}: {error}"})


def _attempt(brief: Gathered, job: PrintJob) -> Outcome:
    """Render one brief; whatever goes wrong with one must not stop the others."""
    if isinstance(brief, Skipped):
        return brief
    try:
        return Printed(brief, render_brief(brief, job))
    except Exception as error:
        return Skipped(brief.customer.name, as_problem(error))


def _printer(job: PrintJob) -> BriefPrinter:
    languages = [_language(code, job.resources) for code in job.languages]
    fonts = load_fonts(job.resources / "fonts")
    return BriefPrinter(languages, fonts, options=job.options, printed_at=job.printed_at)


def _render_chunk(briefs: Sequence[Gathered], job: PrintJob) -> list[Outcome]:
    return [_attempt(brief, job) for brief in briefs]


@contextmanager
def _deaf_helpers() -> Iterator[None]:
    """Let a helper that starts here hear no Ctrl+C from its first moment, where we can.

    One that comes meanwhile reaches this process right after.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _ignore_interrupts() -> None:
    """Leave Ctrl+C on the terminal to the process that gave the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _language(code: LanguageCode, resources: Path) -> Language:
    return Language.load(code, resources / "locale")
