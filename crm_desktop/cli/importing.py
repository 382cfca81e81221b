"""`import`: lists into cards, with what was assumed and what was left out."""

import argparse
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from crm_desktop.cli.backing_up import back_up_first
from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.cli.plain import plain, plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.cli.whole_importing import import_export
from crm_desktop.domain.backups import Reason as Why
from crm_desktop.domain.imports import Refusal
from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.services import imports, recent_files
from crm_desktop.services.customers import amounts_without_rate
from crm_desktop.services.file_hold import check_free
from crm_desktop.services.full_import import is_export
from crm_desktop.services.import_currency import locale_currency
from crm_desktop.services.import_plan import ImportPlan
from crm_desktop.services.import_rejects import Reason
from crm_desktop.storage.database import Database, create
from crm_desktop.storage.drafts import drafted, publish
from crm_desktop.text import Language, mark
from crm_desktop.wording.imports import ENTITIES, assumption_text, note_text, refusal_text
from crm_desktop.wording.rates import rate_lines

_HEADER = (
    mark("File"),
    mark("Rows are"),
    mark("Rows"),
    mark("New"),
    mark("Updated"),
    mark("Unchanged"),
    mark("Refused"),
)
_SHOWN = 10


def run(context: Context, options: argparse.Namespace) -> None:
    """Plan the import and apply it unless it is a dry run; says what became of every file.

    Raises InputError ``every_row_refused`` or ``nothing_to_import`` after that where nothing came
    of it.
    A customer file that was not there is made beside its place and gets its name only when all
    is written, so that a dry run, a failure or a kill leaves none.
    """
    if (export := _export_among(options.paths)) is not None:
        import_export(context, export, is_dry_run=options.dry_run)
        return
    path = context.file_path()
    is_new = not path.exists()
    if not is_new and not options.dry_run:
        check_free(path)
    if not is_new:
        with closing(context.open()) as database:
            plan, rejects = _import(context, database, options)
    else:
        plan, rejects = _import_into_new(context, path, options)
    if context.as_json:
        context.say_json(as_json(context.language, plan, rejects))
    else:
        _print(context, plan, rejects, is_dry_run=options.dry_run)
    _check_came_in(context, plan, is_new=is_new)


def _export_among(paths: Sequence[Path]) -> Path | None:
    """Return the export of everything that is to be imported, which comes alone."""
    found = next((path for path in paths if is_export(path)), None)
    if found is not None and len(paths) > 1:
        raise InputError("export_alone", path=str(found))
    return found


def _import_into_new(
    context: Context, path: Path, options: argparse.Namespace
) -> tuple[ImportPlan, Mapping[Path, Path]]:
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise FailureError("file_cannot_open", path=str(path))
    with drafted(target) as draft:
        with closing(create(draft)) as database:
            found = _import(context, database, options)
        if not options.dry_run and not found[0].writes.is_empty:
            publish(draft, target)
            recent_files.remember(context.paths.config, path)
    return found


def _import(
    context: Context, database: Database, options: argparse.Namespace
) -> tuple[ImportPlan, Mapping[Path, Path]]:
    plan = _plan(context, database, options)
    if options.dry_run:
        return plan, {}
    if not plan.writes.is_empty:
        back_up_first(context, database, Why.BEFORE_IMPORT)
    rejects = imports.apply(database, plan, reason=_reason(context.language)).rejects
    missing = amounts_without_rate(database, as_of=context.as_of)
    for line in rate_lines(context.language, missing):
        print(line, file=context.err)
    return plan, rejects


def _plan(context: Context, database: Database, options: argparse.Namespace) -> ImportPlan:
    with progress_bar(context) as progress:
        return imports.plan(
            database,
            options.paths,
            today=context.as_of,
            mapping=options.map,
            source=options.source or "",
            currency=options.currency or "",
            locale_currency=locale_currency(os.environ, context.language.code),
            progress=progress,
        )


def _check_came_in(context: Context, plan: ImportPlan, *, is_new: bool) -> None:
    if not plan.writes.is_empty or (not is_new and any(one.unchanged for one in plan.files)):
        return
    if plan.refused:
        first = plan.refused[0].refusal
        raise InputError(
            "every_row_refused",
            path=first.file,
            line=first.line,
            reason=_reason(context.language)(first),
        )
    raise InputError("nothing_to_import", paths=[one.path.name for one in plan.files])


def _reason(language: Language) -> Reason:
    def reason(refusal: Refusal) -> str:
        return refusal_text(language, refusal.code, refusal.field, refusal.params)

    return reason


def as_json(language: Language, plan: ImportPlan, rejects: Mapping[Path, Path]) -> dict[str, Any]:
    """Return what was planned or done under its documented names."""
    files = [
        {
            "path": str(count.path),
            "entity": count.entity,
            "rows": count.rows,
            "new": count.new,
            "updated": count.updated,
            "unchanged": count.unchanged,
            "refused": count.refused,
        }
        for count in plan.files
    ]
    assumptions = [
        {
            "code": one.code,
            "params": plain(one.params),
            "text": assumption_text(language, one.code, one.params),
        }
        for one in plan.assumptions
    ]
    return plain_object(
        {
            "files": files,
            "assumptions": assumptions,
            "rejects": [_reject(language, row.refusal, rejects) for row in plan.refused],
            "notes": [
                {
                    "path": note.file,
                    "line": note.line,
                    "code": note.code,
                    "params": plain(note.params),
                    "text": note_text(language, note.code, note.params),
                }
                for note in plan.notes
            ],
        }
    )


def _reject(language: Language, refusal: Refusal, rejects: Mapping[Path, Path]) -> dict[str, Any]:
    written = rejects.get(Path(refusal.file))
    return {
        "path": refusal.file,
        "line": refusal.line,
        "field": refusal.field,
        "code": refusal.code,
        "params": plain(refusal.params),
        "text": refusal_text(language, refusal.code, refusal.field, refusal.params),
        "written_to": str(written) if written else None,
    }


def _print(
    context: Context, plan: ImportPlan, rejects: Mapping[Path, Path], *, is_dry_run: bool
) -> None:
    say = context.language.text
    rows = [
        [
            count.path.name,
            say(ENTITIES[count.entity]),
            *map(str, (count.rows, count.new, count.updated, count.unchanged, count.refused)),
        ]
        for count in plan.files
    ]
    header = [say(title) for title in _HEADER]
    for line in table_lines(header, rows, right=frozenset(range(2, 7))):
        context.say(line)
    _print_assumptions(context, plan)
    _print_refused(context, plan, rejects)
    _print_notes(context, plan)
    context.say()
    context.say(say("Nothing was written: a dry run.") if is_dry_run else _closing(context, plan))


def _closing(context: Context, plan: ImportPlan) -> str:
    say = context.language.text
    if plan.writes.is_empty and not context.file_path().exists():
        return say("Nothing was imported; no file was made.")
    if plan.writes.is_empty:
        return say("Nothing is new: the file stays as it is.")
    return say("Imported into {path}.", path=context.file_path())


def _print_assumptions(context: Context, plan: ImportPlan) -> None:
    if plan.assumptions:
        context.say()
        context.say(context.language.text("Assumed:"))
    for one in plan.assumptions:
        context.say(f"  {assumption_text(context.language, one.code, one.params)}")


def _print_refused(context: Context, plan: ImportPlan, rejects: Mapping[Path, Path]) -> None:
    language = context.language
    by_file = Counter(row.refusal.file for row in plan.refused)
    for file, count in by_file.items():
        context.say()
        context.say(
            language.plural(
                "{count} row of {path} was left out:",
                "{count} rows of {path} were left out:",
                count,
                path=Path(file).name,
            )
        )
        refusals = [row.refusal for row in plan.refused if row.refusal.file == file]
        for one in refusals[:_SHOWN]:
            text = refusal_text(language, one.code, one.field, one.params)
            context.say("  " + language.text("line {line}: {text}", line=one.line, text=text))
        if count > _SHOWN:
            context.say("  …")
        written = rejects.get(Path(file))
        if written is not None:
            context.say("  " + language.text("All of them are in {path}.", path=written))


def _print_notes(context: Context, plan: ImportPlan) -> None:
    language = context.language
    counts = Counter(note.code for note in plan.notes)
    if counts:
        context.say()
        context.say(language.text("Worth a look:"))
    for code, count in counts.items():
        first = next(note for note in plan.notes if note.code == code)
        text = language.text(
            "{file}, line {line}: {text}",
            file=Path(first.file).name,
            line=first.line,
            text=note_text(language, first.code, first.params),
        )
        if count > 1:
            text += " " + language.plural(
                "(and {count} row alike)", "(and {count} rows alike)", count - 1
            )
        context.say(f"  {text}")
