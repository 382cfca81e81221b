"""`calendar`: visits and days to remember as a file for other calendars."""

import argparse
from contextlib import closing
from datetime import timedelta

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.services.calendar_export import CalendarWish, check_target, export_calendar


def run(context: Context, options: argparse.Namespace) -> None:
    """Write the calendar and say how many events it has."""
    check_target(options.path)
    with closing(context.open()) as database:
        now = database.clock().astimezone()
        moment = now + timedelta(days=(context.as_of - now.date()).days)
        wish = CalendarWish(moment, context.language, context.playbook(database))
        with progress_bar(context) as progress:
            count = export_calendar(database, options.path, wish, progress)
    if context.as_json:
        context.say_json({"written": [str(options.path)], "events": count})
        return
    text = context.language.plural(
        "Written: {path}, {count} event.",
        "Written: {path}, {count} events.",
        count,
        path=options.path,
    )
    context.say(text)
