"""`week`: the plan of a week as one PDF."""

import argparse
from contextlib import closing
from datetime import datetime
from pathlib import Path

from crm_desktop.cli.briefs import moment_of
from crm_desktop.cli.context import Context
from crm_desktop.cli.parser import EVERY_LANGUAGE
from crm_desktop.cli.progress import progress_bar
from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.style import Paper
from crm_desktop.services.brief_files import is_one_file
from crm_desktop.services.brief_printing import PrintJob, render_week_plan
from crm_desktop.services.playbook import playbook_of
from crm_desktop.services.week_plans import gather_week, week_file_name, week_start, write_week
from crm_desktop.services.whole_files import check_folder
from crm_desktop.text import LanguageCode


def run(context: Context, options: argparse.Namespace) -> None:
    """Write the week a day is in, from Monday on, and say where."""
    first = week_start(options.day or context.as_of)
    job = _job(context, options)
    target = _target(options.out, week_file_name(first, job))
    check_folder(target)
    with closing(context.open()) as database:
        playbook = playbook_of(database, context.paths.resources)
        with progress_bar(context, 1) as progress:
            plan = gather_week(database, first, moment_of(context), playbook, progress)
        written = write_week(database, target, render_week_plan(plan, job).pdf, job)
    if context.as_json:
        visits = sum(len(one.visits) for one in plan.days)
        context.say_json({"written": [str(written)], "visits": visits})
    else:
        context.say(str(written))


def _target(out: Path | None, name: str) -> Path:
    if out is None:
        return Path(name)
    return out if is_one_file(out) else out / name


def _job(context: Context, options: argparse.Namespace) -> PrintJob:
    languages: tuple[LanguageCode, ...] = (context.language.code,)
    if options.lang == EVERY_LANGUAGE:
        languages = tuple(LanguageCode)
    chosen = PrintOptions(privacy=PrivacyLevel(options.privacy), paper=Paper(options.paper))
    return PrintJob(context.paths.resources, languages, chosen, datetime.now().astimezone())
