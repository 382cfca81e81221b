"""`import` of an export of everything: the same records in an empty file."""

import os
from contextlib import closing
from pathlib import Path

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.cli.plain import plain
from crm_desktop.services import recent_files
from crm_desktop.services.file_hold import check_free
from crm_desktop.services.full_import import Taken, check_takes_all, import_everything
from crm_desktop.storage.database import Database, create
from crm_desktop.storage.digest import file_digest
from crm_desktop.storage.drafts import drafted, publish
from crm_desktop.wording.erasing import erased_again_text


def import_export(context: Context, path: Path, *, is_dry_run: bool) -> None:
    """Take an export into a new or empty file; a dry run tries it and keeps nothing."""
    target = Path(os.path.realpath(context.file_path()))
    is_there = target.exists()
    if is_there and is_dry_run:
        with closing(context.open()) as database:
            check_takes_all(database)
    if is_there and not is_dry_run:
        check_free(target)
        with closing(context.open()) as database:
            taken, digest = _take(context, database, path)
    else:
        with drafted(target) as draft:
            with closing(create(draft)) as database:
                taken, digest = _take(context, database, path)
            if not is_dry_run:
                publish(draft, target)
                recent_files.remember(context.paths.config, context.file_path())
    _say(context, taken, digest, is_dry_run=is_dry_run)


def _take(context: Context, database: Database, path: Path) -> tuple[Taken, str]:
    with progress_bar(context) as progress:
        taken = import_everything(database, path, progress)
    with database.read() as reading:
        return taken, file_digest(reading)


def _say(context: Context, taken: Taken, digest: str, *, is_dry_run: bool) -> None:
    if context.as_json:
        context.say_json(
            {"records": plain(taken.counts), "digest": digest, "erased_again": taken.erased}
        )
        return
    say = context.language
    records = say.plural("{count} record", "{count} records", sum(taken.counts.values()))
    if is_dry_run:
        context.say(
            say.text("Nothing was written: a dry run. {records} would come.", records=records)
        )
        return
    context.say(
        say.text("Imported into {path}: {records}.", path=context.file_path(), records=records)
    )
    if taken.erased:
        context.say(erased_again_text(say, taken.erased))
