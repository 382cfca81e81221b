"""Briefs as files: rendered in this process, or by two helpers where there are many."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.problems import Problem
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


def render_all(briefs: Sequence[VisitBrief], job: PrintJob) -> Iterator[RenderedBrief | Problem]:
    """Yield each brief as one PDF, in order; one that fails becomes a problem.

    Stopping early cancels what is not begun.
    """
    if len(briefs) < POOL_FROM:
        for brief in briefs:
            yield _attempt(brief, job)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=spawn) as pool:
        try:
            chunks = [briefs[at : at + CHUNK] for at in range(0, len(briefs), CHUNK)]
            for rendered in pool.map(_render_chunk, chunks, [job] * len(chunks)):
                yield from rendered
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def render_joined(
    briefs: Sequence[VisitBrief], job: PrintJob, progress: Progress
) -> tuple[RenderedBrief, dict[int, Problem]]:
    """Return all briefs as one PDF behind the plan of the day, and those that failed by place.

    The cover is printed where more than one visit is planned.
    """
    printer = _printer(job)
    if sum(brief.visit is not None for brief in briefs) > 1:
        printer.add_day_plan(briefs)
    failed = {}
    for place, brief in enumerate(briefs):
        try:
            printer.add(brief)
        except Exception as error:
            failed[place] = _as_problem(error)
        progress.report(place + 1, len(briefs))
    return printer.finish(), failed


def _attempt(brief: VisitBrief, job: PrintJob) -> RenderedBrief | Problem:
    """Render one brief; whatever goes wrong with one must not stop the others."""
    try:
        printer = _printer(job)
        printer.add(brief)
        return printer.finish()
    except Exception as error:
        return _as_problem(error)


def _as_problem(error: Exception) -> Problem:
    return Problem("brief_failed", {"reason": f"{type(error).__name__}: {error}"})


def _printer(job: PrintJob) -> BriefPrinter:
    languages = [_language(code, job.resources) for code in job.languages]
    fonts = load_fonts(job.resources / "fonts")
    return BriefPrinter(languages, fonts, options=job.options, printed_at=job.printed_at)


def _render_chunk(briefs: Sequence[VisitBrief], job: PrintJob) -> list[RenderedBrief | Problem]:
    return [_attempt(brief, job) for brief in briefs]


@cache
def _language(code: LanguageCode, resources: Path) -> Language:
    return Language.load(code, resources / "locale")
