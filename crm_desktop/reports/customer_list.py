"""Chosen customers as a table: a workbook, CSV for spreadsheets, CSV for programs."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.reports.spreadsheets import (
    CellKind,
    Column,
    Value,
    exact_csv,
    formats_of,
    guarded_csv,
    write_table,
)
from crm_desktop.reports.tier_list_xlsx import sheet_name
from crm_desktop.text import Language, mark
from crm_desktop.wording.card import KINDS
from crm_desktop.wording.choices import STAGES
from crm_desktop.wording.field_labels import LABELS

_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """What a line says: the customer, how to reach it, and its main contact."""

    customer: Customer
    external_id: str = ""
    tags: tuple[str, ...] = ()
    points: tuple[ContactPoint, ...] = ()
    contact: Contact | None = None
    place: Affiliation | None = None
    contact_points: tuple[ContactPoint, ...] = ()
    tier: str = ""


def render_exact(lines: Sequence[CustomerLine]) -> bytes:
    """Return the list for programs: stable English heads, codes, plain text, UTF-8."""
    return exact_csv(COLUMNS, lines)


def render_guarded(lines: Sequence[CustomerLine], language: Language) -> bytes:
    """Return the list for people with a spreadsheet: localised, and no cell runs as a formula."""
    return guarded_csv(COLUMNS, lines, language)


def render_workbook(lines: Sequence[CustomerLine], language: Language, currency: str) -> bytes:
    """Return an XLSX file; every cell is typed, and text is text whatever it begins with."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(buffer, options)
    sheet = workbook.add_worksheet(sheet_name(language.text("Customers")))
    formats = formats_of(workbook, currency)
    write_table(sheet, COLUMNS, lines, formats=formats, language=language)
    workbook.close()
    return buffer.getvalue()


def _own(name: str, kind: CellKind = CellKind.PLAIN) -> Column[CustomerLine]:
    def value(line: CustomerLine) -> Value:
        found: Value = getattr(line.customer, name)
        return found

    return Column(name, LABELS[name], kind, value)


def _reach(
    key: str, heading: str, kinds: frozenset[PointKind], *, of_contact: bool = False
) -> Column[CustomerLine]:
    def value(line: CustomerLine) -> Value:
        points = line.contact_points if of_contact else line.points
        return _BETWEEN.join(one.value for one in points if one.kind in kinds)

    return Column(key, heading, CellKind.PLAIN, value)


def _text(key: str, heading: str, value: Callable[[CustomerLine], str]) -> Column[CustomerLine]:
    return Column(key, heading, CellKind.PLAIN, value)


_PHONE = frozenset({PointKind.PHONE})
_MOBILE = frozenset({PointKind.MOBILE})
_EMAIL = frozenset({PointKind.EMAIL})
COLUMNS: tuple[Column[CustomerLine], ...] = (
    _text("external_id", mark("Customer no."), lambda line: line.external_id),
    _own("name"),
    Column(
        "kind",
        mark("Kind"),
        CellKind.PLAIN,
        lambda line: line.customer.kind.value,
        lambda line, language: language.text(KINDS[line.customer.kind]),
    ),
    *map(_own, ("latin_name", "phonetic", "short_name", "salutation", "industry")),
    _own("headcount", CellKind.WHOLE),
    _reach("phone", mark("Phone"), _PHONE),
    _reach("mobile", mark("Mobile"), _MOBILE),
    _reach("email", mark("E-mail"), _EMAIL),
    _reach("wechat", mark("WeChat"), frozenset({PointKind.WECHAT})),
    *map(_own, ("website", "street", "city", "region", "postal_code", "country", "owner")),
    Column(
        "stage",
        mark("Stage"),
        CellKind.PLAIN,
        lambda line: line.customer.stage.value,
        lambda line, language: language.text(STAGES[line.customer.stage]),
    ),
    *map(_own, ("source", "tax_number", "registration_number", "language")),
    _text("tags", mark("Tags"), lambda line: ", ".join(line.tags)),
    _own("note"),
    _text("contact_name", mark("Main contact"), lambda line: _name(line.contact)),
    _text("contact_title", mark("Job title"), lambda line: _title(line.place)),
    _reach("contact_phone", mark("Phone of the contact"), _PHONE | _MOBILE, of_contact=True),
    _reach("contact_email", mark("E-mail of the contact"), _EMAIL, of_contact=True),
    _text("tier", mark("Tier"), lambda line: line.tier),
)


def _name(contact: Contact | None) -> str:
    return contact.name if contact else ""


def _title(place: Affiliation | None) -> str:
    return place.title if place else ""
