"""`backup` and `restore`: verified copies of the file, and the way back."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.backups import Backup, Differences, Places, Reason
from crm_desktop.domain.changes import Kind, Operation
from crm_desktop.domain.problems import FailureError, InputError, Problem
from crm_desktop.services import backups, restores
from crm_desktop.services.backup_places import places_in, places_of
from crm_desktop.services.files import revision
from crm_desktop.storage.database import Database
from crm_desktop.text import Language, mark
from crm_desktop.wording.backups import reason_of
from crm_desktop.wording.erasing import erased_again_text
from crm_desktop.wording.history import kind_name, operation_text
from crm_desktop.wording.problems import problem_text

_HEADER = (mark("Number"), mark("Made"), mark("Why"), mark("Customers"), mark("Size"), mark("File"))
_RECORDS, _NOW, _THEN = mark("Records"), mark("Now"), mark("Then")
_WHY, _FILE = 2, 5
_MEGABYTE = 1_000_000
_LIST = "backup --list"


def run(context: Context, options: argparse.Namespace) -> None:
    """Make a backup or list them; put one in the place of the file or say what that would do."""
    if options.command == "restore":
        _restore(context, options)
    elif options.list:
        _list(context, _places(context, options))
    else:
        _back_up(context, _places(context, options))


def back_up_first(context: Context, database: Database, reason: Reason) -> None:
    """Back up what a command is about to change, where it changed since the last backup.

    A file nobody has worked on yet needs none. One that can't be made is told and keeps nobody
    from what can be undone.
    """
    if not revision(database):
        return
    places = places_of(database.path, context.paths.config)
    try:
        with progress_bar(context) as progress:
            made = backups.make_if_changed(database, reason, places, progress)
    except FailureError as error:
        _tell(context, [error.problem])
    else:
        _tell(context, made.troubles if made else ())


def _places(context: Context, options: argparse.Namespace) -> Places:
    path = context.file_path()
    if options.folder is not None:
        return places_in(options.folder, path)
    return places_of(path, context.paths.config)


def _back_up(context: Context, places: Places) -> None:
    with closing(context.open()) as database, progress_bar(context) as progress:
        made = backups.make(database, Reason.BY_HAND, places, progress)
    _tell(context, made.troubles)
    if context.as_json:
        troubles = [_problem_json(context.language, one) for one in made.troubles]
        context.say_json(_as_json(made.backup) | {"troubles": troubles})
        return
    language, counts = context.language, made.backup.counts
    context.say(
        language.plural(
            "Backed up {count} customer, read again and found the same: {path}",
            "Backed up {count} customers, read again and found the same: {path}",
            counts.get(Kind.CUSTOMER, 0),
            path=made.backup.path,
        )
    )
    for copy in made.backup.copies:
        context.say(language.text("A copy: {path}", path=copy))


def _tell(context: Context, troubles: Iterable[Problem]) -> None:
    for one in troubles:
        print(f"{context.program}: {problem_text(context.language, one)}", file=context.err)


def _list(context: Context, places: Places) -> None:
    found = backups.all_of(context.file_path(), places)
    if context.as_json:
        context.say_json([_as_json(one) for one in found])
        return
    if not found:
        context.say(context.language.text("There is no backup of this file yet."))
        return
    header = tuple(map(context.language.text, _HEADER))
    rows = [_row(context.language, one) for one in found]
    for line in table_lines(header, rows, flexible=(_WHY, _FILE), width=context.width):
        context.say(line)


def _restore(context: Context, options: argparse.Namespace) -> None:
    path = context.file_path()
    places = places_of(path, context.paths.config)
    backup = _chosen(context, options.backup, path, places)
    key = context.secrets.key_of(backup.path)
    if options.preview:
        _say_differences(context, backup, restores.differences(path, backup, key))
        return
    with progress_bar(context) as progress:
        done = restores.restore(path, backup, places, key, progress)
    before = done.before
    if context.as_json:
        found = {"file": str(path), "restored": str(backup.path), "erased_again": done.erased}
        context.say_json(found | {"before": str(before.path) if before else None})
        return
    say = context.language.text
    context.say(say("{path} is again as it was when the backup was made.", path=path))
    if done.erased:
        context.say(erased_again_text(context.language, done.erased))
    if before is not None:
        context.say(say("What it held before is kept: {path}", path=before.path))


def _chosen(context: Context, text: str, path: Path, places: Places) -> Backup:
    """Return the backup of a number, else that at a path; raises InputError ``backup_unknown``."""
    if text.isdecimal() and not Path(text).exists():
        for one in backups.all_of(path, places):
            if one.number and one.number == int(text):  # what a migration kept has none
                return one
        raise InputError("backup_unknown", number=text, command=f"{context.program} {_LIST}")
    return restores.backup_at(Path(text))


def _say_differences(context: Context, backup: Backup, found: Differences) -> None:
    if context.as_json:
        context.say_json(_differences_json(context.language, backup, found))
        return
    language = context.language
    rows = list(_changed_kinds(language, found))
    if rows:
        header = (language.text(_RECORDS), language.text(_NOW), language.text(_THEN))
        for line in table_lines(header, rows, flexible=(0,), width=context.width):
            context.say(line)
    if found.lost_count:
        context.say()
        context.say(language.text("Changes since, which would be lost"))
        for one in found.lost:
            context.say(f"  {_moment(language, one)}  {operation_text(language, one)}")
        if more := found.lost_count - len(found.lost):
            context.say("  " + language.plural("and {count} more", "and {count} more", more))
    elif not rows:
        context.say(language.text("It holds the same as the file now."))


def _changed_kinds(language: Language, found: Differences) -> Iterator[tuple[str, ...]]:
    for kind, now, then in found.changed_kinds:
        shown = "?" if now is None else language.number(now)
        yield kind_name(language, kind), shown, language.number(then)


def _row(language: Language, backup: Backup) -> tuple[str, ...]:
    customers = backup.counts.get(Kind.CUSTOMER)
    return (
        str(backup.number or ""),
        language.moment(backup.made_at.astimezone()),
        reason_of(language, backup.reason),
        "?" if customers is None else language.number(customers),
        language.text("{size} MB", size=language.number(backup.size / _MEGABYTE, 1)),
        str(backup.path),
    )


def _moment(language: Language, operation: Operation) -> str:
    return language.moment(operation.happened_at.astimezone())


def _as_json(backup: Backup) -> dict[str, Any]:
    """Return a backup under its documented names."""
    return plain_object(
        {
            "number": backup.number or None,
            "path": backup.path,
            "made_at": backup.made_at,
            "reason": backup.reason,
            "size": backup.size,
            "is_protected": backup.is_protected,
            "is_verified": backup.is_verified,
            "counts": backup.counts,
            "copies": backup.copies,
        }
    )


def _differences_json(language: Language, backup: Backup, found: Differences) -> dict[str, Any]:
    return plain_object(
        {
            "backup": backup.path,
            "counts": found.then,
            "counts_now": found.now,
            "lost_count": found.lost_count,
            "lost": [
                {
                    "id": one.id,
                    "code": one.code,
                    "happened_at": one.happened_at,
                    "text": operation_text(language, one),
                }
                for one in found.lost
            ],
        }
    )


def _problem_json(language: Language, problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "text": problem_text(language, problem)}
