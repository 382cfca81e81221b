"""`check` and `salvage`: whether a file is well, and what can be saved of one that is not."""

import argparse
from contextlib import closing
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.file_checks import CheckReport, Finding
from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.salvage import Salvaged, SalvageReport
from crm_desktop.services import file_check
from crm_desktop.services.file_hold import check_free
from crm_desktop.services.salvage import salvage
from crm_desktop.text import Language, mark
from crm_desktop.wording.file_checks import finding_text
from crm_desktop.wording.history import kind_name

_HEADER = (mark("Records"), mark("Saved"), mark("From the history"), mark("Lost"))


def run(context: Context, options: argparse.Namespace) -> None:
    """Check the file, and mend what follows from its records where asked; or salvage it."""
    if options.command == "salvage":
        _salvage(context, options)
    else:
        _check(context, is_to_mend=options.mend)


def _check(context: Context, *, is_to_mend: bool) -> None:
    """Print the report; raises FailureError ``file_unwell`` where anything is wrong after all."""
    path = context.file_path()
    key = context.secrets.key_of(path)
    with progress_bar(context) as progress:
        report = file_check.check(path, key, progress)
    mended: tuple[Finding, ...] = ()
    if is_to_mend and not report.is_whole:
        mended = report.findings
        report = _mended(context, report)
        mended = tuple(one for one in mended if one.code not in {f.code for f in report.findings})
    if context.as_json:
        context.say_json(_report_json(context, report, mended))
    else:
        _say_report(context, report, mended)
    if not report.is_whole:
        if report.is_mendable:
            raise FailureError("file_mendable", path=str(path), program=context.program)
        raise FailureError("file_unwell", path=str(path), program=context.program)


def _mended(context: Context, report: CheckReport) -> CheckReport:
    """Make anew what can be, and check again; a file with broken pages is left alone."""
    if not any(one.is_mendable for one in report.findings):
        return report
    check_free(context.file_path())
    with closing(context.open()) as database, progress_bar(context) as progress:
        file_check.mend(database)
        return file_check.check(database.path, database.key, progress)


def _say_report(context: Context, report: CheckReport, mended: tuple[Finding, ...]) -> None:
    language = context.language
    for one in report.findings:
        context.say(finding_text(language, one))
        for place in one.where:
            context.say(f"  {place}")
    for one in mended:
        context.say(language.text("Mended: {finding}", finding=finding_text(language, one)))
    if report.is_whole:
        context.say(_well_text(language, report))


def _well_text(language: Language, report: CheckReport) -> str:
    found = {
        "path": report.path,
        "records": language.number(report.records),
        "files": language.number(report.files),
    }
    if report.is_complete:
        return language.text(
            "{path} is well: {records} records, {files} kept files, and all that follows from"
            " them.",
            **found,
        )
    return language.text(
        "{path} is well: {records} records and {files} kept files. It was written by an older"
        " program; lists and figures are looked at once it was opened with this one.",
        **found,
    )


def _report_json(
    context: Context, report: CheckReport, mended: tuple[Finding, ...]
) -> dict[str, Any]:
    return plain_object(
        {
            "file": report.path,
            "is_whole": report.is_whole,
            "is_complete": report.is_complete,
            "schema": report.schema,
            "records": report.records,
            "files": report.files,
            "findings": [_finding_json(context, one) for one in report.findings],
            "mended": [_finding_json(context, one) for one in mended],
        }
    )


def _finding_json(context: Context, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "count": finding.count,
        "where": finding.where,
        "is_mendable": finding.is_mendable,
        "text": finding_text(context.language, finding),
    }


def _salvage(context: Context, options: argparse.Namespace) -> None:
    path = context.file_path()
    stand_in = context.language.text("Lost card {id}", id="{id}")
    key = context.secrets.key_of(path)
    with progress_bar(context) as progress:
        report = salvage(path, options.target, key, progress, stand_in=stand_in)
    if context.as_json:
        context.say_json(_salvage_json(report))
    else:
        _say_salvage(context, report)


def _say_salvage(context: Context, report: SalvageReport) -> None:
    language = context.language
    rows = [
        (kind_name(language, kind), *map(language.number, (one.saved, one.from_log, one.lost)))
        for kind, one in report.kinds.items()
    ]
    header = tuple(map(language.text, _HEADER))
    for line in table_lines(header, rows, flexible=(0,), width=context.width):
        context.say(line)
    context.say()
    context.say(
        language.text(
            "{saved} records are in {path}; {lost} are lost. {damaged} is as it was.",
            saved=language.number(report.saved),
            lost=language.number(report.lost),
            path=report.target,
            damaged=report.path,
        )
    )
    if report.stand_ins:
        context.say(
            language.plural(
                "{count} lost card has an empty one in its place, for what was left of it.",
                "{count} lost cards have empty ones in their place, for what was left of them.",
                report.stand_ins,
            )
        )


def _salvage_json(report: SalvageReport) -> dict[str, Any]:
    return plain_object(
        {
            "file": report.path,
            "written": report.target,
            "records": {kind.value: _counts(one) for kind, one in report.kinds.items()},
            "files": _counts(report.files),
            "history": _counts(report.log),
            "stand_ins": report.stand_ins,
            "unread": report.unread,
        }
    )


def _counts(one: Salvaged) -> dict[str, int]:
    return {"saved": one.saved, "lost": one.lost, "from_history": one.from_log}
