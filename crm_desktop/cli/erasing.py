"""`erase`: a customer, or a person, taken out for good."""

import argparse
import re
from collections.abc import Iterator
from contextlib import closing

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.cli.plain import plain
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Older, Subject
from crm_desktop.domain.problems import InputError
from crm_desktop.services.customers import find_customer
from crm_desktop.services.erase_backups import Cleaned
from crm_desktop.services.erase_everywhere import WholePlan, erase_everywhere, plan_everywhere
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.database import Database
from crm_desktop.wording.erase_plan import done_text, gone_lines, kept_lines, trouble_lines

_KEY = re.compile(r"id:(\d{1,18})", re.IGNORECASE)


def run(context: Context, options: argparse.Namespace) -> None:
    """Say what would go and what stays; erase it where that was confirmed.

    Raises InputError ``erase_unconfirmed`` without --yes or --preview.
    """
    is_preview = options.preview or not options.yes
    with closing(context.open() if is_preview else context.open_for_writing()) as database:
        subject = _subject(database, options.customer, options.contact)
        whole = plan_everywhere(database, subject, context.paths.config)
        if options.preview:
            _say_plan(context, whole)
            return
        if not options.yes:
            raise InputError("erase_unconfirmed")
        with progress_bar(context) as progress:
            done, cleaned = erase_everywhere(
                database, whole, context.paths, Older(options.older_backups), progress=progress
            )
    if context.as_json:
        context.say_json(_done_json(whole, done.records, cleaned))
    else:
        context.say(done_text(context.language, whole.plan.name, done.records))
        for line in trouble_lines(context.language, cleaned.troubles):
            context.say(line)
    if done.trouble is not None:
        raise done.trouble


def _subject(database: Database, text: str, contact: str) -> Subject:
    """Return whom the words mean; a key finds who lies in the bin too."""
    keyed = _KEY.fullmatch(text.strip())
    with database.read() as reading:
        customer = int(keyed[1]) if keyed else find_customer(reading, text)
        if not contact:
            return Subject(Kind.CUSTOMER, customer)
        card = load_card(reading, customer)
    found = [one.id for one in card.contacts if one.name.casefold() == contact.casefold()]
    if len(found) != 1 or found[0] is None:
        names = [one.name for one in card.contacts]
        raise InputError("person_unknown", name=contact, customer=card.customer.name, names=names)
    return Subject(Kind.CONTACT, found[0])


def _say_plan(context: Context, whole: WholePlan) -> None:
    if context.as_json:
        context.say_json(plan_json(whole))
        return
    for line in _lines(context, whole):
        context.say(line)


def _lines(context: Context, whole: WholePlan) -> Iterator[str]:
    say, plan = context.language.text, whole.plan
    yield say("{name} would be erased for good. Nothing was changed yet.", name=plan.name)
    for title, lines in (
        (say("What goes"), gone_lines(context.language, plan, len(whole.backups))),
        (say("What stays"), kept_lines(context.language, plan)),
    ):
        if lines:
            yield ""
            yield title
            yield from (f"  {line}" for line in lines)


def plan_json(whole: WholePlan) -> dict[str, object]:
    """Return a plan under its documented names."""
    plan = whole.plan
    return {
        "kind": plan.subject.kind.value,
        "id": plan.subject.key,
        "name": plan.name,
        "records": plain(plan.records),
        "merged": list(plan.merged),
        "people": list(plan.people),
        "kept_people": list(plan.kept_people),
        "files": plan.files,
        "log_entries": plan.log_entries,
        "backups": [str(one.path) for one in whole.backups],
        "named_elsewhere": [
            {
                "kind": one.mention.kind.value,
                "id": one.mention.key,
                "customer": one.customer or None,
                "field": one.mention.field,
                "text": one.mention.text,
            }
            for one in plan.elsewhere
        ],
    }


def _done_json(whole: WholePlan, records: int, cleaned: Cleaned) -> dict[str, object]:
    return {
        "erased": {"kind": whole.plan.subject.kind.value, "id": whole.plan.subject.key},
        "records": records,
        "backups_rewritten": cleaned.rewritten,
        "backups_deleted": cleaned.deleted,
        "backups_left": [str(one.params["path"]) for one in cleaned.troubles],
    }
