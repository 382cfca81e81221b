"""Chosen customers as vCards, CSV or a workbook, for address books and other programs."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.domain.vcards import VcardVersion
from crm_desktop.formats.vcard_writer import write_vcard
from crm_desktop.reports import customer_list
from crm_desktop.reports.customer_list import CustomerLine
from crm_desktop.services.trust_log import note_alone
from crm_desktop.services.vcards import customers_as_vcards, grouped
from crm_desktop.services.whole_files import check_folder, written_whole
from crm_desktop.storage import list_rows
from crm_desktop.storage.customer_choice import all_living
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.sensitive_customers import count_on_vcards
from crm_desktop.storage.settings import BASE_CURRENCY, read_setting
from crm_desktop.text import Language

_AT_ONCE = 500
_ANY_CURRENCY = "EUR"


class ListForm(StrEnum):
    """What chosen customers are written as; the values are the endings of the files."""

    VCARD = "vcf"
    CSV = "csv"
    WORKBOOK = "xlsx"


@dataclass(frozen=True, slots=True)
class SelectionWish:
    """How customers are written and for whom.

    ``is_exact`` is the CSV for programs; else it is guarded for spreadsheets. Notes and days that
    are marked as sensitive go out ``with_sensitive`` alone (D28).
    """

    form: ListForm
    language: Language
    today: date
    version: VcardVersion = VcardVersion.THREE
    is_exact: bool = False
    with_sensitive: bool = False
    author: str = ""


def form_of(path: Path) -> ListForm:
    """Return the form the ending of a file names; raises InputError ``export_format``."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in set(ListForm):
        endings = [f".{one.value}" for one in ListForm]
        raise InputError("export_format", path=str(path), formats=endings)
    return ListForm(ending)


def export_customers(
    database: Database,
    path: Path,
    customer_ids: Collection[int] | None,
    wish: SelectionWish,
    progress: Progress,
) -> int:
    """Write customers, all living ones for None, and return how many; the export is noted.

    Raises InputError ``folder_missing``, what ``whole_files.written_whole`` raises, and
    CancelledError; the file is whole or not written.
    """
    check_folder(path)
    with database.read() as reading:
        wanted = None if customer_ids is None else set(customer_ids)
        keys = [key for key in all_living(reading) if wanted is None or key in wanted]
        with written_whole(path) as file:
            for part in _parts(reading, keys, wish, progress):
                file.write(part)
    code, params = TrustCode.CUSTOMERS_EXPORTED, {"customers": len(keys)}
    note_alone(database, TrustNote(code, wish.author, params=params, name=path.name))
    return len(keys)


def left_out(database: Database, customer_ids: Collection[int] | None, form: ListForm) -> int:
    """Return how many sensitive notes and days a file leaves out unless it is told otherwise.

    Lists have no place for any, vCards do.
    """
    if form is not ListForm.VCARD:
        return 0
    with database.read() as reading:
        wanted = None if customer_ids is None else list(customer_ids)
        return count_on_vcards(reading, wanted)


def _parts(
    reading: Reading, keys: Sequence[int], wish: SelectionWish, progress: Progress
) -> Iterator[bytes]:
    if wish.form is ListForm.VCARD:
        cards = customers_as_vcards(reading, keys, with_sensitive=wish.with_sensitive)
        for number, card in enumerate(cards):
            if number % _AT_ONCE == 0:
                progress.report(min(number, len(keys)), len(keys) or 1)
            yield write_vcard(card, wish.version)
        return
    lines = list(_lines(reading, keys, wish.today, progress))
    if wish.form is ListForm.WORKBOOK:
        currency = read_setting(reading, BASE_CURRENCY) or _ANY_CURRENCY
        yield customer_list.render_workbook(lines, wish.language, str(currency))
    elif wish.is_exact:
        yield customer_list.render_exact(lines)
    else:
        yield customer_list.render_guarded(lines, wish.language)


def _lines(
    reading: Reading, keys: Sequence[int], today: date, progress: Progress
) -> Iterator[CustomerLine]:
    tiers = {row.id: row.tier for row in list_rows.all_rows(reading, today)}
    for start in range(0, len(keys), _AT_ONCE):
        progress.report(start, len(keys))
        yield from _some(reading, keys[start : start + _AT_ONCE], tiers)


def _some(reading: Reading, keys: Sequence[int], tiers: dict[int, str]) -> Iterator[CustomerLine]:
    by = reading.by_ids
    places = grouped(by(Kind.AFFILIATION, "customer_id", keys), "customer_id")
    main = {
        key: min(found, key=lambda one: (one.left_on is not None, not one.is_main, one.id))
        for key, found in places.items()
    }
    people = {one.contact_id for one in main.values()}
    contacts = {one.id: one for one in by(Kind.CONTACT, "id", people) if one.binned_at is None}
    tags = grouped(by(Kind.TAG, "customer_id", keys), "customer_id")
    points = grouped(by(Kind.CONTACT_POINT, "customer_id", keys), "customer_id")
    theirs = grouped(by(Kind.CONTACT_POINT, "contact_id", people), "contact_id")
    external = list_rows.external_ids(reading, keys)
    for customer in by(Kind.CUSTOMER, "id", keys):
        place = main.get(customer.id)
        person = contacts.get(place.contact_id) if place else None
        yield CustomerLine(
            customer,
            external.get(customer.id, ""),
            tuple(one.name for one in tags.get(customer.id, ())),
            tuple(points.get(customer.id, ())),
            person,
            place if person else None,
            tuple(theirs.get(person.id, ())) if person else (),
            tiers.get(customer.id, ""),
        )
