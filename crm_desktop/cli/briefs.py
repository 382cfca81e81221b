"""`brief`: visit briefs as PDF, one file each or all in one behind the day's plan."""

import argparse
from contextlib import closing
from datetime import datetime
from pathlib import Path

from crm_desktop.cli.context import Context
from crm_desktop.cli.parser import EVERY_LANGUAGE
from crm_desktop.cli.progress import progress_bar
from crm_desktop.domain.brief_rules import ANNEXES, DEFAULT_SECTIONS
from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.style import Paper
from crm_desktop.services.brief_choice import Wish, choose
from crm_desktop.services.brief_files import Batch, BriefReport, is_one_file, print_briefs
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_printing import PrintJob
from crm_desktop.services.whole_files import check_folder
from crm_desktop.text import LanguageCode
from crm_desktop.wording.problems import problem_text


def run(context: Context, options: argparse.Namespace) -> None:
    """Write the briefs asked for and say what was written and who was skipped.

    Raises FailureError when the disk or the file stopped it, or when nothing could be written.
    """
    target = options.out or Path()
    if is_one_file(target):
        check_folder(target)
    wish = Wish(
        tuple(options.customers),
        options.visits_on,
        Tier(options.all_of_tier) if options.all_of_tier else None,
    )
    with closing(context.open()) as database:
        orders = choose(database, wish, as_of=context.as_of)
        playbook = context.playbook(database)
        batch = Batch(orders, target, moment_of(context), playbook, print_job(context, options))
        with progress_bar(context, len(orders)) as progress:
            report = print_briefs(database, batch, progress)
    _tell(context, report)
    if report.trouble is not None:
        raise report.trouble
    if not report.written:
        raise FailureError("no_brief_written")


def moment_of(context: Context) -> Moment:
    """Return the day to look at, with this hour of it on the reader's clock."""
    now = datetime.now().astimezone()
    if context.as_of != now.date():
        now = datetime.combine(context.as_of, now.time()).astimezone()
    return Moment(context.as_of, now)


def print_job(context: Context, options: argparse.Namespace) -> PrintJob:
    """Return how the user wants the paper; without ``--lang`` it speaks the reader's language."""
    languages: tuple[LanguageCode, ...] = (context.language.code,)
    if options.lang == EVERY_LANGUAGE:
        languages = tuple(LanguageCode)
    chosen = PrintOptions(
        privacy=PrivacyLevel(options.privacy),
        paper=Paper(options.paper),
        one_page=options.one_page,
        sections=(options.sections or DEFAULT_SECTIONS) + (ANNEXES if options.annexes else ()),
    )
    return PrintJob(context.paths.resources, languages, chosen, datetime.now().astimezone())


def _tell(context: Context, report: BriefReport) -> None:
    language = context.language
    skipped = [
        {"customer": one.customer, "reason": problem_text(language, one.problem)}
        for one in report.skipped
    ]
    if context.as_json:
        written = [str(path) for path in report.written]
        context.say_json({"written": written, "skipped": skipped, "grown": report.grown})
        return
    for path in report.written:
        context.say(str(path))
    if report.grown:
        context.say(language.text("The taboos needed more pages than usual."))
    for one in skipped:
        context.say(language.text("left out: {customer}: {reason}", **one))
