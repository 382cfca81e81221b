"""`handover` and `subject-access`: one customer, or one person, on paper and for a program."""

import argparse
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from crm_desktop.cli.context import Context
from crm_desktop.cli.exporting import both_languages
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.domain.problems import InputError
from crm_desktop.services.customers import find_customer
from crm_desktop.services.handover import PackWish, write_handover
from crm_desktop.services.subject_access import Subject, write_subject_access
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.database import Database

HANDOVER = "handover"


def run(context: Context, options: argparse.Namespace) -> None:
    """Write both files into the folder and say where they are."""
    folder = options.out or Path()
    with closing(context.open()) as database:
        wish = PackWish(
            both_languages(context),
            context.paths.resources,
            context.playbook(database),
            _moment(context, database),
        )
        with database.read() as reading:
            customer = find_customer(reading, options.customer)
        if options.command == HANDOVER:
            with progress_bar(context) as progress:
                written = write_handover(database, customer, folder, wish, progress)
        else:
            subject = _subject(database, customer, options.person)
            written = write_subject_access(database, subject, folder, wish)
    if context.as_json:
        context.say_json({"written": [str(path) for path in written]})
        return
    for path in written:
        context.say(str(path))


def _moment(context: Context, database: Database) -> datetime:
    now = database.clock().astimezone()
    return now + timedelta(days=(context.as_of - now.date()).days)


def _subject(database: Database, customer: int, name: str) -> Subject:
    """Return whom the wish means; raises InputError ``person_unknown``."""
    if not name:
        return Subject(customer_id=customer)
    with database.read() as reading:
        card = load_card(reading, customer)
    found = [one.id for one in card.contacts if one.name.casefold() == name.casefold()]
    if len(found) != 1:
        names = [one.name for one in card.contacts]
        raise InputError("person_unknown", name=name, customer=card.customer.name, names=names)
    return Subject(contact_id=found[0])
