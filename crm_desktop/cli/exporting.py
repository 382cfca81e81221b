"""`export`: everything as one zip that can be read without the program."""

import argparse
from collections.abc import Sequence
from contextlib import closing

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.cli.plain import plain
from crm_desktop.services.full_export import Exported, Wish, check_target, export_everything
from crm_desktop.text import Language, LanguageCode


def run(context: Context, options: argparse.Namespace) -> None:
    """Write the zip and say what it holds."""
    check_target(options.path)
    with closing(context.open()) as database:
        wish = Wish(context.as_of, both_languages(context), context.playbook(database))
        with progress_bar(context) as progress:
            done = export_everything(database, options.path, wish, progress)
    if context.as_json:
        context.say_json(as_json(done))
    else:
        context.say(written_text(context.language, done))


def both_languages(context: Context) -> Sequence[Language]:
    """Return the reader's language, then the other one."""
    others = (code for code in LanguageCode if code is not context.language.code)
    return (
        context.language,
        *(Language.load(code, context.paths.locale) for code in others),
    )


def as_json(done: Exported) -> dict[str, object]:
    """Return what was written under its documented names."""
    return {
        "written": [str(done.path)],
        "digest": done.digest,
        "records": plain(done.counts),
        "attachments": done.attachments,
    }


def written_text(language: Language, done: Exported) -> str:
    """Return the sentence that ends an export."""
    return language.plural(
        "Written: {path}, {count} record and {files} attachments.",
        "Written: {path}, {count} records and {files} attachments.",
        sum(done.counts.values()),
        path=done.path,
        files=done.attachments,
    )
