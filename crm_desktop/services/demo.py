"""The demo: our sample lists imported like anybody's, scored, tiered and printed."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from crm_desktop.domain.tier_plan import TierPlan
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.services import tier_lists
from crm_desktop.services.brief_choice import Wish, choose
from crm_desktop.services.brief_files import Batch, print_briefs
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_printing import PrintJob
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.customers import list_customers
from crm_desktop.services.demo_folder import BRIEFS, SAMPLE, clear_folder, prepare_folder
from crm_desktop.services.playbook import playbook_of
from crm_desktop.services.sample_lists import fill
from crm_desktop.storage.database import Database, create
from crm_desktop.text import Language, LanguageCode


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo made: the customer file, then briefs and tier lists in the order written."""

    file: Path
    written: tuple[Path, ...]
    customers: int
    visits: int


def run_demo(out: Path, resources: Path, *, today: date, now: datetime) -> DemoReport:
    """Make the sample file in ``out`` with tomorrow's briefs and the tier lists.

    Everything is written in both languages. Raises what its parts raise; nothing is left then.
    """
    prepare_folder(out)
    try:
        with closing(create(out / SAMPLE)) as database:
            return _fill(database, out, resources, Moment(today, now.astimezone()))
    except BaseException:
        clear_folder(out)
        raise


def _fill(database: Database, out: Path, resources: Path, moment: Moment) -> DemoReport:
    today = moment.today
    tier_plan = fill(database, resources, today=today)
    visits = choose(database, Wish(visits_on=today + timedelta(days=1)), as_of=today)
    briefs = _write_briefs(database, visits, out, resources, moment)
    lists = _write_tier_lists(database, tier_plan, out, resources)
    customers = len(list_customers(database, as_of=today))
    return DemoReport(database.path, (*briefs, *lists), customers, len(visits))


def _write_briefs(
    database: Database, orders: Sequence[BriefOrder], out: Path, resources: Path, moment: Moment
) -> Sequence[Path]:
    """Write the visits, in each language one file a visit and all behind a day plan."""
    playbook = playbook_of(database, resources)
    written: list[Path] = []
    for code in LanguageCode:
        job = PrintJob(resources, (code,), PrintOptions(), moment.now)
        for target in (out / f"visits-tomorrow.{code.value}.pdf", out / BRIEFS):
            report = print_briefs(database, Batch(orders, target, moment, playbook, job))
            if report.trouble is not None:
                raise report.trouble
            written += report.written
    return written


def _write_tier_lists(
    database: Database, tier_plan: TierPlan, out: Path, resources: Path
) -> Sequence[Path]:
    written = []
    for code in LanguageCode:
        language = Language.load(code, resources / "locale")
        for ending in tier_lists.FORMATS:
            path = out / f"tier-list.{code.value}{ending}"
            tier_lists.export(database, tier_plan, path, language, resources=resources)
            written.append(path)
    exact = out / "tier-list.exact.csv"
    tier_lists.export(database, tier_plan, exact, language, resources=resources, is_exact=True)
    return [*written, exact]
