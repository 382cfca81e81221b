"""Writing briefs as files, and recording each print on its card."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.domain.visits import PrintedBrief
from crm_desktop.reports.brief import RenderedBrief
from crm_desktop.services import trust_log
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_printing import (
    Gathered,
    PrintJob,
    Skipped,
    as_problem,
    days_of,
    render_all,
    render_day_plan,
    render_joined,
)
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.services.whole_files import make_folder, write_whole
from crm_desktop.storage import list_rows
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.text import LanguageCode

NAME_LENGTH = 40
DAY_PLAN = "00-day-plan"
"""The plan's part of a file name; it stands before the earliest visit of the day."""

_UNSAFE = re.compile(r'[\\/:*?"<>|&;`$!#%\s.\'-]+')


@dataclass(slots=True)
class BriefReport:
    """What came of a batch: files in the order written, who was skipped, what was printed.

    ``names`` are the files of what was printed, one for each of ``printed``.
    ``grown`` says that taboos made the page count grow; ``trouble`` is what stopped the batch,
    such as a full disk, the files written before being whole. ``changes`` are the records of it.
    """

    written: list[Path] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    printed: list[BriefOrder] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    grown: bool = False
    trouble: CrmError | None = None
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Batch:
    """Briefs to print to ``target``: a ``.pdf`` file for all of them, or a folder."""

    orders: Sequence[BriefOrder]
    target: Path
    moment: Moment
    playbook: Playbook
    job: PrintJob
    author: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """Briefs as one PDF, None where none could be made; whom they are for, and who was skipped."""

    rendered: RenderedBrief | None
    printed: tuple[BriefOrder, ...]
    skipped: tuple[Skipped, ...]


def print_briefs(
    database: Database,
    batch: Batch,
    progress: Progress | None = None,
    *,
    report: BriefReport | None = None,
) -> BriefReport:
    """Gather, print and record the briefs of a batch; one that fails is skipped.

    A print is recorded on its card also when ``progress`` stops the batch by CancelledError: a
    folder then holds the whole files made so far, and a single file is as it was. A ``report``
    that is brought along says then what was made.
    """
    report, listener = report or BriefReport(), progress or NoProgress()
    try:
        with database.read() as reading:
            found = gathered(reading, batch)
            if is_one_file(batch.target):
                _write_one_file(list(found), batch, report, listener)
            else:
                _write_each(found, batch, report, listener)
    except CrmError as error:
        report.trouble = error
    finally:
        _record(database, report, batch)
    return report


def is_one_file(target: Path) -> bool:
    """True for the name of a PDF, which then holds all briefs of a batch."""
    return target.suffix.lower() == ".pdf"


def gathered(reading: Reading, batch: Batch) -> Iterator[Gathered]:
    """Yield the briefs of one snapshot in order; a customer that fails is skipped."""
    for order in batch.orders:
        try:
            yield build(reading, order, batch.moment, batch.playbook)
        except Exception as error:
            yield Skipped(_name(reading, order.customer_id), as_problem(error))


def _record(database: Database, report: BriefReport, batch: Batch) -> None:
    """Record what was printed; the paper is there even if that fails, which is then the trouble."""
    try:
        report.changes = record_prints(
            database, report.printed, batch.job, names=report.names, author=batch.author
        )
    except CrmError as error:
        if error.problem.code != "file_read_only":  # what it holds may be printed all the same
            report.trouble = report.trouble or error


def record_prints(
    database: Database,
    orders: Sequence[BriefOrder],
    job: PrintJob,
    *,
    names: Sequence[str] = (),
    author: str = "",
) -> Changes:
    """Note on each card, and in the log of prints, that its brief was printed and for whom.

    ``names`` are the files the briefs went to, one for each; none where they went on paper.
    """
    params = {"count": len(orders)}
    with database.write("briefs_printed", params=params, author=author) as work:
        for order in orders:
            for code in job.languages:
                work.add(_printed(order, code, job))
        files = names or [""] * len(orders)
        notes = (_noted(one, job, name) for one, name in zip(orders, files, strict=True))
        trust_log.note(work, *(replace(one, author=author) for one in notes))
    return work.changes


def _noted(order: BriefOrder, job: PrintJob, name: str) -> TrustNote:
    params = {
        "privacy": job.options.privacy.value,
        "languages": [code.value for code in job.languages],
    }
    subject = trust_log.subject_of(Kind.CUSTOMER, order.customer_id)
    return TrustNote(TrustCode.BRIEF_PRINTED, "", subject, params, name)


def _printed(order: BriefOrder, code: LanguageCode, job: PrintJob) -> PrintedBrief:
    return PrintedBrief(
        customer_id=order.customer_id,
        printed_on=job.printed_at.date(),
        language=code.value,
        privacy=job.options.privacy.value,
        visit_id=order.visit_id,
    )


def safe_name(text: str) -> str:
    """Return a text as part of a file name, at most 40 characters.

    Without separators, spaces, dots and what can't be seen.
    """
    seen = "".join(one if one.isprintable() else " " for one in text)
    return _UNSAFE.sub("-", seen).strip("-")[:NAME_LENGTH].strip("-") or "brief"


def render_pile(database: Database, batch: Batch, progress: Progress) -> Pile:
    """Gather and render the briefs of a batch as one PDF, those of a day behind the day's plan.

    Nothing is written and nothing recorded; ``target`` does not matter.
    """
    with database.read() as reading:
        return _pile(list(gathered(reading, batch)), batch.job, progress)


def _pile(found: list[Gathered], job: PrintJob, progress: Progress) -> Pile:
    briefs = [one for one in found if isinstance(one, VisitBrief)]
    skipped = [one for one in found if isinstance(one, Skipped)]
    if not briefs:
        return Pile(None, (), tuple(skipped))
    rendered, failed = render_joined(briefs, job, progress)
    skipped += [Skipped(briefs[at].customer.name, why) for at, why in failed.items()]
    printed = tuple(order_of(one) for at, one in enumerate(briefs) if at not in failed)
    return Pile(rendered if printed else None, printed, tuple(skipped))


def _write_one_file(
    found: list[Gathered], batch: Batch, report: BriefReport, progress: Progress
) -> None:
    """Write all briefs as one PDF, those of a day behind the day's plan."""
    pile = _pile(found, batch.job, progress)
    report.skipped += pile.skipped
    if pile.rendered is not None:
        write_whole(batch.target, pile.rendered.pdf)
        report.written.append(batch.target)
        report.printed += pile.printed
        report.names += [batch.target.name] * len(pile.printed)
        report.grown = pile.rendered.grown


def _write_each(
    found: Iterable[Gathered], batch: Batch, report: BriefReport, progress: Progress
) -> None:
    """Write one PDF a brief into a folder, which is made where it is missing."""
    make_folder(batch.target)
    names = _FileNames(batch.job)
    visits: list[VisitBrief] = []
    for number, one in enumerate(render_all(found, batch.job), 1):
        if isinstance(one, Skipped):
            report.skipped.append(one)
        else:
            path = batch.target / names.of(one.brief)
            write_whole(path, one.rendered.pdf)
            report.written.append(path)
            report.printed.append(order_of(one.brief))
            report.names.append(path.name)
            report.grown |= one.rendered.grown
            visits += [one.brief] if one.brief.visit else []
        progress.report(number, len(batch.orders))
    _write_day_plans(visits, batch, names, report)


def _write_day_plans(
    visits: Sequence[VisitBrief], batch: Batch, names: "_FileNames", report: BriefReport
) -> None:
    """Write the plan of each day with more than one visit; it leads what was written."""
    plans = []
    for day, briefs in days_of(visits, batch.job):
        path = batch.target / names.free(f"{day}-{DAY_PLAN}")
        write_whole(path, render_day_plan(briefs, batch.job).pdf)
        plans.append(path)
    report.written[:0] = plans


def _name(reading: Reading, customer_id: int) -> str:
    """Return the name of a customer whose card can't be read, or its key."""
    rows = list_rows.brief_rows(reading, [customer_id])
    return str(rows[0][2]) if rows else f"id:{customer_id}"


def order_of(brief: VisitBrief) -> BriefOrder:
    """Return the order a brief fulfils, with the visit it turned out to be for."""
    return BriefOrder(brief.customer.id or 0, brief.visit.id if brief.visit else None)


class _FileNames:
    """Names for the files of a batch: day, time and customer, a number where two are alike."""

    def __init__(self, job: PrintJob) -> None:
        self._suffix = job.languages[0].value if len(job.languages) == 1 else "both"
        self._taken: set[str] = set()

    def of(self, brief: VisitBrief) -> str:
        """A name nothing in this batch has, whatever the case of its letters."""
        visit = brief.visit
        day = visit.visit_on if visit else brief.today
        at = f"-{visit.visit_time:%H%M}" if visit and visit.visit_time else ""
        return self.free(f"{day}{at}-{safe_name(brief.customer.name)}")

    def free(self, stem: str) -> str:
        """The stem with the ending of the batch, and a number where it is taken."""
        name, number = f"{stem}.{self._suffix}.pdf", 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}.{self._suffix}.pdf"
        self._taken.add(name.casefold())
        return name
