"""Briefs as the window shows them before they are printed: no file written, nothing recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from crm_desktop.domain.brief_rules import DEFAULT_SECTIONS
from crm_desktop.domain.brief_values import Conflict
from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.style import Paper as Paper
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_printing import PrintJob, render_brief, render_day_plan
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.storage.database import Database
from crm_desktop.text import LanguageCode

AT_ONCE = 10_000
"""Customers asked for in one question; a longer one may be refused."""


@dataclass(frozen=True, slots=True)
class BriefChoices:
    """What a person chooses for the paper; ``sections`` are the blocks wanted, in their order."""

    languages: tuple[LanguageCode, ...]
    privacy: PrivacyLevel = PrivacyLevel.FULL
    paper: Paper = Paper.A4
    one_page: bool = False
    sections: tuple[Section, ...] = DEFAULT_SECTIONS
    with_day_plan: bool = True


@dataclass(frozen=True, slots=True)
class DayPlanOrder:
    """The plan of a day with more than one visit, which leads the briefs of that day."""

    day: date
    orders: tuple[BriefOrder, ...]


Step = BriefOrder | DayPlanOrder
"""What is looked at at once: one brief, or the plan of a day."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages of one step as PDF, and what a person should know of them.

    ``names`` are the customers on it, ``day`` that of the visit; ``left_out`` found no room,
    ``missing`` are characters no font has, ``without_rate`` counts purchases that no sum holds.
    """

    pdf: bytes
    names: tuple[str, ...]
    day: date | None = None
    grown: bool = False
    left_out: tuple[Section, ...] = ()
    missing: frozenset[str] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    without_rate: int = 0


def print_job(choices: BriefChoices, resources: Path, printed_at: datetime) -> PrintJob:
    """Return how the paper is wanted, as the printing of briefs takes it."""
    options = PrintOptions(choices.privacy, choices.paper, choices.one_page, choices.sections)
    return PrintJob(resources, choices.languages, options, printed_at, choices.with_day_plan)


def steps_of(database: Database, orders: Sequence[BriefOrder], today: date) -> list[Step]:
    """Return what there is to look at: the plans of days with several visits, then each brief."""
    if len(orders) < 2:
        return list(orders)
    keys = list(dict.fromkeys(one.customer_id for one in orders))
    with database.read() as reading:
        visits = [
            visit
            for start in range(0, len(keys), AT_ONCE)
            for visit in reading.by_ids(Kind.VISIT, "customer_id", keys[start : start + AT_ONCE])
        ]
    days: dict[date, list[BriefOrder]] = {}
    known = _by_customer(visits)
    for order in orders:
        day = _day_of(order, known.get(order.customer_id, []), today)
        if day is not None:
            days.setdefault(day, []).append(order)
    plans = [DayPlanOrder(day, tuple(some)) for day, some in sorted(days.items()) if len(some) > 1]
    return [*plans, *orders]


def render_preview(
    database: Database, step: Step, job: PrintJob, *, playbook: Playbook, moment: Moment
) -> Preview:
    """Return the pages of one brief or of a day's plan, exactly as they would be printed.

    Raises InputError ``customer_unknown``. May run off the UI thread; takes about 40 ms a brief
    and language once fonts are loaded.
    """
    orders = step.orders if isinstance(step, DayPlanOrder) else (step,)
    with database.read() as reading:
        briefs = [build(reading, one, moment, playbook) for one in orders]
    is_plan = isinstance(step, DayPlanOrder)
    rendered = render_day_plan(briefs, job) if is_plan else render_brief(briefs[0], job)
    shows_all = job.options.privacy is PrivacyLevel.FULL
    return Preview(
        pdf=rendered.pdf,
        names=tuple(one.customer.name for one in briefs),
        day=briefs[0].visit.visit_on if briefs[0].visit else None,
        grown=rendered.grown,
        left_out=rendered.left_out,
        missing=rendered.missing,
        conflicts=tuple(
            _named(hit, one.customer.name) if is_plan else hit
            for one in briefs
            for hit in one.cautions.conflicts
        ),
        without_rate=sum(one.figures.without_rate for one in briefs) if shows_all else 0,
    )


def _named(conflict: Conflict, customer: str) -> Conflict:
    """Return a conflict that also says at which of several customers it is."""
    return replace(conflict, person=" · ".join(filter(None, (customer, conflict.person))))


def _by_customer(visits: Sequence[Visit]) -> dict[int, list[Visit]]:
    found: dict[int, list[Visit]] = {}
    for one in visits:
        found.setdefault(one.customer_id, []).append(one)
    return found


def _day_of(order: BriefOrder, visits: Sequence[Visit], today: date) -> date | None:
    """Return the day of the visit a brief will be for (see :func:`briefs.build`)."""
    if order.visit_id is not None:
        return next((one.visit_on for one in visits if one.id == order.visit_id), None)
    planned = (one.visit_on for one in visits if one.state is VisitState.PLANNED)
    return min((day for day in planned if day >= today), default=None)
