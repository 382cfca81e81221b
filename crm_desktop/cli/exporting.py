"""`export`: everything as one zip that can be read without the program, or chosen customers."""

import argparse
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.cli.plain import plain
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.vcards import VcardVersion
from crm_desktop.services.customers import find_customer
from crm_desktop.services.full_export import (
    ENDING,
    Exported,
    Wish,
    check_target,
    export_everything,
)
from crm_desktop.services.selection_export import (
    ListForm,
    SelectionWish,
    export_customers,
    form_of,
    left_out,
)
from crm_desktop.storage.database import Database
from crm_desktop.text import Language, LanguageCode


def run(context: Context, options: argparse.Namespace) -> None:
    """Write the zip, or the chosen customers in the form the ending names, and say what it is."""
    is_whole = options.path.suffix.lower() == ENDING and options.form is None
    if is_whole and options.customers:
        raise InputError("export_whole_only", path=str(options.path))
    if is_whole:
        _export_everything(context, options.path)
    else:
        form = ListForm(options.form) if options.form else form_of(options.path)
        _export_customers(context, options, form)


def _export_everything(context: Context, path: Path) -> None:
    check_target(path)
    with closing(context.open()) as database:
        wish = Wish(context.as_of, both_languages(context), context.playbook(database))
        with progress_bar(context) as progress:
            done = export_everything(database, path, wish, progress)
    if context.as_json:
        context.say_json(as_json(done))
    else:
        context.say(written_text(context.language, done))


def _export_customers(context: Context, options: argparse.Namespace, form: ListForm) -> None:
    version = VcardVersion(options.vcard)
    wish = SelectionWish(
        form, context.language, context.as_of, version, options.exact, options.with_sensitive
    )
    with closing(context.open()) as database:
        keys = _chosen(database, options.customers)
        with progress_bar(context) as progress:
            count = export_customers(database, options.path, keys, wish, progress)
        hidden = 0 if wish.with_sensitive else left_out(database, keys, form)
    if context.as_json:
        context.say_json({"written": [str(options.path)], "customers": count, "left_out": hidden})
        return
    text = context.language.plural(
        "Written: {path}, {count} customer.",
        "Written: {path}, {count} customers.",
        count,
        path=options.path,
    )
    context.say(text)
    if hidden:
        context.say(
            context.language.plural(
                "{count} sensitive note or day was left out; --with-sensitive takes it in.",
                "{count} sensitive notes and days were left out; --with-sensitive takes them in.",
                hidden,
            )
        )


def _chosen(database: Database, texts: Sequence[str]) -> list[int] | None:
    if not texts:
        return None
    with database.read() as reading:
        return [find_customer(reading, text) for text in texts]


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
