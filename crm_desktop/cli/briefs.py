"""`brief`: visit briefs as PDF, one file each or all in one behind the day's plan."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.cli.context import Context
from crm_desktop.cli.parser import EVERY_LANGUAGE
from crm_desktop.cli.progress import progress_bar
from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.style import Paper
from crm_desktop.services import brief_files
from crm_desktop.services.brief_business import Moment
from crm_desktop.services.brief_files import BriefReport, Skipped, Wish
from crm_desktop.services.brief_printing import PrintJob
from crm_desktop.services.playbook import load_playbook
from crm_desktop.services.whole_files import check_folder
from crm_desktop.text import LanguageCode
from crm_desktop.wording.problems import problem_text


def run(context: Context, options: argparse.Namespace) -> None:
    """Write the briefs asked for and say what was written and who was skipped."""
    if _is_one_file(options.out):
        check_folder(options.out)
    playbook = load_playbook(context.paths.resources / "playbook")
    job = print_job(context, options)
    moment = Moment(context.as_of, datetime.now(UTC))
    with closing(context.open()) as database:
        wish = Wish(
            tuple(options.customers),
            options.visits_on,
            Tier(options.all_of_tier) if options.all_of_tier else None,
        )
        orders = brief_files.choose(database, wish, as_of=context.as_of)
        briefs, skipped = brief_files.gather(database, orders, moment, playbook)
        with progress_bar(context, len(briefs)) as progress:
            if _is_one_file(options.out):
                report = brief_files.write_one_file(briefs, options.out, job, progress)
            else:
                report = brief_files.write_each(briefs, options.out or Path(), job, progress)
        if report.written:
            brief_files.record_prints(database, briefs, job)
    _tell(context, report, [*skipped, *report.skipped])


def print_job(context: Context, options: argparse.Namespace) -> PrintJob:
    """Return how the user wants the paper; without ``--lang`` it speaks the reader's language."""
    languages: tuple[LanguageCode, ...] = (context.language.code,)
    if options.lang == EVERY_LANGUAGE:
        languages = tuple(LanguageCode)
    chosen = PrintOptions(
        privacy=PrivacyLevel(options.privacy),
        paper=Paper(options.paper),
        one_page=options.one_page,
    )
    return PrintJob(context.paths.resources, languages, chosen, datetime.now().astimezone())


def _is_one_file(out: Path | None) -> bool:
    return out is not None and out.suffix.lower() == ".pdf"


def _tell(context: Context, report: BriefReport, skipped: list[Skipped]) -> None:
    language = context.language
    reasons = {one.customer: problem_text(language, one.problem) for one in skipped}
    if context.as_json:
        context.say_json(
            {
                "written": [str(path) for path in report.written],
                "skipped": [
                    {"customer": customer, "reason": reason} for customer, reason in reasons.items()
                ],
                "grown": report.grown,
            }
        )
        return
    for path in report.written:
        context.say(str(path))
    if report.grown:
        context.say(language.text("The taboos needed more pages than usual."))
    for customer, reason in reasons.items():
        context.say(
            language.text("left out: {customer}: {reason}", customer=customer, reason=reason)
        )
