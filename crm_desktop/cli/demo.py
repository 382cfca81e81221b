"""`demo`: from nothing to briefs and tier lists that could be printed today."""

import argparse
from datetime import UTC, datetime

from crm_desktop.cli.context import Context
from crm_desktop.cli.open_window import OpenWindow
from crm_desktop.cli.window import has_screen, is_installed
from crm_desktop.services import recent_files
from crm_desktop.services.demo import DemoReport, run_demo


def run(context: Context, options: argparse.Namespace) -> OpenWindow | None:
    """Make the sample file, say what was written and what to try next, and show it."""
    report = run_demo(
        options.out, context.paths.resources, today=context.as_of, now=datetime.now(UTC)
    )
    recent_files.remember(context.paths.config, report.file)
    if context.as_json:
        written = [str(path) for path in (report.file, *report.written)]
        context.say_json({"file": str(report.file), "written": written})
        return None
    _say(context, report)
    is_seen = has_screen(context.environ) and is_installed() and not options.no_window
    return OpenWindow(report.file) if is_seen else None


def _say(context: Context, report: DemoReport) -> None:
    say = context.language.text
    context.say(
        say(
            "A sample file with {customers} customers and {visits} visits tomorrow:",
            customers=report.customers,
            visits=report.visits,
        )
    )
    for path in (report.file, *report.written):
        context.say(f"  {path}")
    context.say(say("Look at visits-tomorrow.en.pdf first. Then try: python3 run.py list"))
