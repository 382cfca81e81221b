"""Briefs as files: rendered in this process, with a second one where there are many."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import chain, islice
from pathlib import Path

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.domain.progress import Progress
from crm_desktop.reports.brief import BriefPrinter, PrintOptions, RenderedBrief
from crm_desktop.reports.fonts import load_fonts
from crm_desktop.text import Language, LanguageCode

POOL_FROM = 20
"""Fewer briefs are ready before two helper processes have started."""

WORKERS = 2
CHUNK = 10


@dataclass(frozen=True, slots=True)
class PrintJob:
    """How a pile of briefs is printed: resources, languages in order, and the user's choices."""

    resources: Path
    languages: tuple[LanguageCode, ...]
    options: PrintOptions
    printed_at: datetime


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
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=spawn, initializer=_ignore_interrupts) as pool:
        try:
            yield from _pooled(pool, chain(first, source), job)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _pooled(
    pool: ProcessPoolExecutor, briefs: Iterator[Gathered], job: PrintJob
) -> Iterator[Outcome]:
    """Keep every worker busy, with one chunk more in waiting."""
    waiting: deque[tuple[list[Gathered], Future[list[Outcome]] | None]] = deque()
    while True:
        while len(waiting) <= WORKERS and (chunk := list(islice(briefs, CHUNK))):
            waiting.append((chunk, _submit(pool, chunk, job)))
        if not waiting:
            return
        chunk, future = waiting.popleft()
        yield from _result(chunk, future, job)


def _submit(
    pool: ProcessPoolExecutor, chunk: list[Gathered], job: PrintJob
) -> "Future[list[Outcome]] | None":
    try:
        return pool.submit(_render_chunk, chunk, job)
    except BrokenProcessPool:
        return None


def _result(
    chunk: list[Gathered], future: "Future[list[Outcome]] | None", job: PrintJob
) -> list[Outcome]:
    """Return what a worker made of a chunk; where the worker died this process makes it."""
    try:
        return future.result() if future else _render_chunk(chunk, job)
    except BrokenProcessPool:
        return _render_chunk(chunk, job)


def render_joined(
    briefs: Sequence[VisitBrief], job: PrintJob, progress: Progress
) -> tuple[RenderedBrief, dict[int, Problem]]:
    """Return all briefs as one PDF behind the plan of the day, and those that failed by place."""
    printer = _printer(job)
    for _, visits in days_of(briefs):
        printer.add_day_plan(visits)
    failed = {}
    for place, brief in enumerate(briefs):
        try:
            printer.add(brief)
        except Exception as error:
            failed[place] = as_problem(error)
        progress.report(place + 1, len(briefs))
    return printer.finish(), failed


def render_day_plan(briefs: Sequence[VisitBrief], job: PrintJob) -> RenderedBrief:
    """Return the plan of a day as a PDF of its own."""
    printer = _printer(job)
    printer.add_day_plan(briefs)
    return printer.finish()


def days_of(briefs: Sequence[VisitBrief]) -> list[tuple[date, list[VisitBrief]]]:
    """Return the days on which there is more than one visit, each with its briefs."""
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
        printer = _printer(job)
        printer.add(brief)
        return Printed(brief, printer.finish())
    except Exception as error:
        return Skipped(brief.customer.name, as_problem(error))


def _printer(job: PrintJob) -> BriefPrinter:
    languages = [_language(code, job.resources) for code in job.languages]
    fonts = load_fonts(job.resources / "fonts")
    return BriefPrinter(languages, fonts, options=job.options, printed_at=job.printed_at)


def _render_chunk(briefs: Sequence[Gathered], job: PrintJob) -> list[Outcome]:
    return [_attempt(brief, job) for brief in briefs]


def _ignore_interrupts() -> None:
    """Leave Ctrl+C on the terminal to the process that gave the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _language(code: LanguageCode, resources: Path) -> Language:
    return Language.load(code, resources / "locale")
