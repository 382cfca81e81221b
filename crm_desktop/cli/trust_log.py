"""`log`: what was printed, exported and erased, and whether that log is whole."""

import argparse
from contextlib import closing
from datetime import datetime

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.trust_log import TrustFamily
from crm_desktop.services.trust_log import TrustEntry, TrustFilter, check_chain, entries
from crm_desktop.services.trust_log_export import check_target, export_log, row_of
from crm_desktop.storage.database import Database
from crm_desktop.text import mark
from crm_desktop.wording.trust_log import chain_text

_HEADER = (mark("No."), mark("When"), mark("What"), mark("Who"), mark("About"), mark("File"))
_NUMBER, _WHAT, _WHO, _ABOUT, _FILE = 0, 2, 3, 4, 5


def run(context: Context, options: argparse.Namespace) -> None:
    """Print the lines, the newest first, write them to a file, or check them.

    Raises FailureError ``log_broken`` where a check finds a line that does not hold.
    """
    wanted = TrustFilter(
        options.since, options.until, frozenset(map(TrustFamily, options.kind)), options.words
    )
    if options.out:
        check_target(options.out)
    with closing(context.open()) as database:
        if options.check:
            _check(context, database)
        elif options.out:
            _export(context, database, options, wanted)
        else:
            _say(context, entries(database, wanted))


def as_json(entry: TrustEntry) -> dict[str, object]:
    """Return a line under its documented names."""
    line = entry.line
    return {
        "number": line.sequence,
        "at": plain(line.happened_at),
        "code": line.code,
        "who": line.author,
        "subject": line.subject or None,
        "name": entry.subject_name or None,
        "facts": plain(line.facts),
        "file": line.name or None,
        "is_file_erased": line.is_name_erased,
        "hash": line.hash,
    }


def _check(context: Context, database: Database) -> None:
    broken = check_chain(database)
    if context.as_json:
        context.say_json(
            {
                "is_whole": broken is None,
                "line": broken.sequence if broken else None,
                "breach": broken.breach.value if broken else None,
            }
        )
    elif broken is None:
        context.say(chain_text(context.language, None))
    if broken is not None:
        raise FailureError("log_broken", number=broken.sequence)


def _export(
    context: Context, database: Database, options: argparse.Namespace, wanted: TrustFilter
) -> None:
    count = export_log(
        database,
        options.out,
        wanted,
        context.language,
        resources=context.paths.resources,
        now=datetime.now().astimezone(),
    )
    if context.as_json:
        context.say_json({"written": [str(options.out)], "lines": count})
        return
    context.say(
        context.language.plural(
            "Written: {path}, {count} line.",
            "Written: {path}, {count} lines.",
            count,
            path=options.out,
        )
    )


def _say(context: Context, found: tuple[TrustEntry, ...]) -> None:
    language = context.language
    if context.as_json:
        context.say_json([as_json(one) for one in found])
        return
    if not found:
        context.say(language.text("Nothing was printed, exported or erased."))
        return
    rows = [row_of(language, one) for one in found]
    cells = [
        (str(one.number), language.moment(one.at), one.what, one.who, one.whom, one.file)
        for one in rows
    ]
    header = tuple(map(language.text, _HEADER))
    flexible = (_FILE, _ABOUT, _WHAT, _WHO)
    for line in table_lines(
        header, cells, right=frozenset({_NUMBER}), flexible=flexible, width=context.width
    ):
        context.say(line)
