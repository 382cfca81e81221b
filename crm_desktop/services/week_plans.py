"""The plan of a week as a PDF: gathered, rendered, and written whole."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from crm_desktop.domain.care_dates import CareDate
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.domain.visits import VisitState
from crm_desktop.domain.week_plans import WeekDay, WeekPlan
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_printing import PrintJob, render_week_plan
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.services.care_dates import care_dates_between
from crm_desktop.services.trust_log import note_alone
from crm_desktop.services.visits import DatedVisit, visits_between
from crm_desktop.services.whole_files import write_whole
from crm_desktop.storage.database import Database

MOST_CARE_A_DAY = 12
"""So many days to remember have room on paper; the calendar shows all."""

_SHOWN = (VisitState.PLANNED, VisitState.HELD)


def week_start(day: date, first_weekday: int = 0) -> date:
    """Return the first day of the week a day is in; ``first_weekday`` 0 is Monday."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def week_file_name(first: date, job: PrintJob) -> str:
    """Return the usual name of the file for a week."""
    suffix = job.languages[0].value if len(job.languages) == 1 else "both"
    return f"week-{first}.{suffix}.pdf"


def gather_week(
    database: Database, first: date, moment: Moment, playbook: Playbook, progress: Progress
) -> WeekPlan:
    """Return the seven days from ``first`` on; visits called off are left out."""
    days = [first + timedelta(days=number) for number in range(7)]
    care = care_dates_between(database, first, days[-1], today=moment.today, playbook=playbook)
    visits = [one for one in visits_between(database, first, days[-1]) if _is_shown(one)]
    briefs = []
    with database.read() as reading:
        for done, one in enumerate(visits):
            progress.report(done, len(visits) + 1)
            order = BriefOrder(one.visit.customer_id, one.visit.id)
            briefs.append((one.visit.visit_on, build(reading, order, moment, playbook)))
    return WeekPlan(
        tuple(
            WeekDay(day, tuple(brief for on, brief in briefs if on == day), _best(care, day))
            for day in days
        ),
        moment.today,
    )


def render_week(
    database: Database,
    first: date,
    moment: Moment,
    how: tuple[Playbook, PrintJob],
    *,
    progress: Progress,
) -> bytes:
    """Return the pages of the seven days from ``first`` on as a PDF."""
    playbook, job = how
    return render_week_plan(gather_week(database, first, moment, playbook, progress), job).pdf


def write_week(
    database: Database, target: Path, pdf: bytes, job: PrintJob, *, author: str = ""
) -> Path:
    """Write the pages of a week to a file, whole or not at all; note it and return its path."""
    write_whole(target, pdf)
    note_week(database, job, name=target.name, author=author)
    return target


def note_week(database: Database, job: PrintJob, *, name: str = "", author: str = "") -> None:
    """Note that the plan of a week was printed; without a name it went on paper."""
    code, params = TrustCode.WEEK_PRINTED, {"privacy": job.options.privacy.value}
    note_alone(database, TrustNote(code, author, params=params, name=name))


def _is_shown(one: DatedVisit) -> bool:
    return one.visit.state in _SHOWN


def _best(care: Iterable[CareDate], day: date) -> tuple[CareDate, ...]:
    return tuple(one for one in care if one.on == day)[:MOST_CARE_A_DAY]
