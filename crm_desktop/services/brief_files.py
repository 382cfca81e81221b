"""Choosing whom briefs are for, writing them as files, and recording each print on its card."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.changes import Changes
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.problems import CrmError, InputError, Problem
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.domain.visits import PrintedBrief
from crm_desktop.services.brief_business import Moment
from crm_desktop.services.brief_printing import PrintJob, render_all, render_joined
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.services.customers import find_customer
from crm_desktop.services.whole_files import make_folder, write_whole
from crm_desktop.storage import list_rows, visits
from crm_desktop.storage.database import Database

_UNSAFE = re.compile(r'[\\/:*?"<>|\s.]+')
NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom briefs are wanted for: customers by what a person typed, a day's visits, a tier."""

    customers: tuple[str, ...] = ()
    visits_on: date | None = None
    tier: Tier | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A customer whose brief could not be made, and why."""

    customer: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class BriefReport:
    """What was written, who was skipped, and whether taboos made the page count grow."""

    written: tuple[Path, ...]
    skipped: tuple[Skipped, ...] = ()
    grown: bool = False


def choose(database: Database, wish: Wish, *, as_of: date) -> list[BriefOrder]:
    """Return the briefs to make: visits by time, customers as given, a tier by name.

    Raises InputError ``brief_nobody_chosen``, ``no_visits_on_day``, ``nobody_in_tier`` and what
    ``find_customer`` raises.
    """
    with database.read() as reading:
        keys = [find_customer(reading, text) for text in wish.customers]
        orders = [BriefOrder(key) for key in keys]
        if wish.visits_on is not None:
            planned = visits.planned_on(reading, wish.visits_on)
            if not planned:
                raise InputError("no_visits_on_day", day=wish.visits_on)
            orders += [BriefOrder(customer, visit) for customer, visit in planned]
        if wish.tier is not None:
            rows = list_rows.all_rows(reading, as_of)
            members = [BriefOrder(row.id) for row in rows if row.tier == wish.tier.value]
            if not members:
                raise InputError("nobody_in_tier", tier=wish.tier.value)
            orders += members
    if not orders:
        raise InputError("brief_nobody_chosen")
    return list(dict.fromkeys(orders))


def gather(
    database: Database, orders: Sequence[BriefOrder], moment: Moment, playbook: Playbook
) -> tuple[list[VisitBrief], list[Skipped]]:
    """Return the briefs of one snapshot; a customer that fails is skipped and the rest go on."""
    briefs, skipped = [], []
    with database.read() as reading:
        for order in orders:
            try:
                briefs.append(build(reading, order, moment, playbook))
            except CrmError as error:
                skipped.append(Skipped(str(order.customer_id), error.problem))
    return briefs, skipped


def write_one_file(
    briefs: Sequence[VisitBrief], path: Path, job: PrintJob, progress: Progress | None = None
) -> BriefReport:
    """Write all briefs as one PDF, those of a day behind a cover with the day's plan."""
    if not briefs:
        return BriefReport(())
    rendered, failed = render_joined(briefs, job, progress or NoProgress())
    skipped = [Skipped(briefs[place].customer.name, why) for place, why in failed.items()]
    if len(failed) == len(briefs):
        return BriefReport((), tuple(skipped))
    write_whole(path, rendered.pdf)
    return BriefReport((path,), tuple(skipped), rendered.grown)


def write_each(
    briefs: Sequence[VisitBrief], folder: Path, job: PrintJob, progress: Progress | None = None
) -> BriefReport:
    """Write one PDF a brief into a folder, which is made where it is missing."""
    make_folder(folder)
    names = _file_names(briefs, job)
    listener = progress or NoProgress()
    written: list[Path] = []
    skipped: list[Skipped] = []
    grown = False
    for number, (name, one) in enumerate(zip(names, render_all(briefs, job), strict=True), 1):
        if isinstance(one, Problem):
            skipped.append(Skipped(briefs[number - 1].customer.name, one))
        else:
            write_whole(folder / name, one.pdf)
            written.append(folder / name)
            grown = grown or one.grown
        listener.report(number, len(briefs))
    return BriefReport(tuple(written), tuple(skipped), grown)


def record_prints(database: Database, briefs: Sequence[VisitBrief], job: PrintJob) -> Changes:
    """Note on each card that its brief was printed, in which language and privacy level."""
    with database.write("briefs_printed", params={"count": len(briefs)}) as work:
        for brief in briefs:
            for code in job.languages:
                work.add(
                    PrintedBrief(
                        customer_id=brief.customer.id or 0,
                        printed_on=job.printed_at.date(),
                        language=code.value,
                        privacy=job.options.privacy.value,
                        visit_id=brief.visit.id if brief.visit else None,
                    )
                )
    return work.changes


def safe_name(text: str) -> str:
    """Return a text as part of a file name: no separators, spaces or dots, at most 40 letters."""
    return _UNSAFE.sub("-", text).strip("-")[:NAME_LENGTH].strip("-") or "brief"


def _file_names(briefs: Sequence[VisitBrief], job: PrintJob) -> list[str]:
    """Return a name for each brief: day, time and customer, a number where two are alike."""
    suffix = job.languages[0].value if len(job.languages) == 1 else "both"
    names: list[str] = []
    for brief in briefs:
        visit = brief.visit
        day = visit.visit_on if visit else brief.today
        at = f"-{visit.visit_time:%H%M}" if visit and visit.visit_time else ""
        stem = f"{day}{at}-{safe_name(brief.customer.name)}"
        name, number = f"{stem}.{suffix}.pdf", 1
        while name in names:
            number += 1
            name = f"{stem}-{number}.{suffix}.pdf"
        names.append(name)
    return names
