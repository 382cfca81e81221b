"""Briefs as files: rendered in this process, or by two helpers where there are many."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.reports.brief import PrintOptions, RenderedBrief, render
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


def render_all(briefs: Sequence[VisitBrief], job: PrintJob) -> Iterator[RenderedBrief]:
    """Yield each brief as one PDF, in order; stopping early cancels what is not begun."""
    if len(briefs) < POOL_FROM:
        for brief in briefs:
            yield render_one(brief, job)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=spawn) as pool:
        try:
            chunks = [briefs[at : at + CHUNK] for at in range(0, len(briefs), CHUNK)]
            for rendered in pool.map(_render_chunk, chunks, [job] * len(chunks)):
                yield from rendered
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def render_one(brief: VisitBrief, job: PrintJob) -> RenderedBrief:
    """Return one brief as a PDF."""
    languages = [_language(code, job.resources) for code in job.languages]
    fonts = load_fonts(job.resources / "fonts")
    return render(brief, languages, fonts, options=job.options, printed_at=job.printed_at)


def _render_chunk(briefs: Sequence[VisitBrief], job: PrintJob) -> list[RenderedBrief]:
    return [render_one(brief, job) for brief in briefs]


@cache
def _language(code: LanguageCode, resources: Path) -> Language:
    return Language.load(code, resources / "locale")
