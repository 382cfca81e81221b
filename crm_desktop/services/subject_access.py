"""Everything the file knows of one person, for that person: on paper and as JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.reports.paper_document import PaperDocument, PaperSection
from crm_desktop.services.brief_printing import render_document
from crm_desktop.services.handover import PackWish, file_name
from crm_desktop.services.trust_log import note_alone, subject_of
from crm_desktop.services.whole_files import check_folder, write_whole
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_lines import Scope, kinds_in_order, read_rows, record_form
from crm_desktop.storage.scopes import scope_of_customer, scope_of_person
from crm_desktop.text import Language, mark
from crm_desktop.wording.field_labels import LABELS, OF_KIND
from crm_desktop.wording.history import kind_name, value_text

_FORMAT = "crm-desktop-subject-access"
_VERSION = 1
_KIND = mark("What is stored about you")
_INTERNAL = frozenset({"id", "sha256", "map_x", "map_y", "customer_id", "contact_id"})
_BETWEEN_PEOPLE = ("from_contact_id", "to_contact_id")
Names = Mapping[tuple[str, int], str]
_NOT_THEIRS = frozenset({Kind.SETTING, Kind.EXCHANGE_RATE, Kind.TIER_RUN, Kind.PRODUCT})


@dataclass(frozen=True, slots=True)
class Subject:
    """Who asks: a contact by key, or a customer who is a person."""

    customer_id: int | None = None
    contact_id: int | None = None

    @property
    def code(self) -> str:
        """How the log of exports names who asked."""
        if self.contact_id is not None:
            return subject_of(Kind.CONTACT, self.contact_id)
        return subject_of(Kind.CUSTOMER, self.customer_id or 0)


def write_subject_access(
    database: Database, subject: Subject, folder: Path, wish: PackWish
) -> tuple[Path, Path]:
    """Write the PDF and the JSON of a person into a folder, note it, and return their paths.

    Raises InputError ``record_gone``, ``subject_is_company`` or ``folder_missing``.
    """
    with database.read() as reading:
        name, scope = _found(reading, subject)
        records = {kind: _values(reading, kind, scope) for kind in kinds_in_order(reading)}
        names = _names(reading, records[Kind.CONTACT_LINK])
        lines = {kind: _objects(reading, kind, scope) for kind in records}
    known = {kind: found for kind, found in records.items() if found}
    stem = file_name(wish.languages[0].text(_KIND), name)
    paper, machine = folder / f"{stem}.pdf", folder / f"{stem}.json"
    check_folder(paper)
    pdf = render_document(
        wish.today, lambda one: _document(one, name, known, names, wish), wish.job()
    ).pdf
    whole = {
        "format": _FORMAT,
        "version": _VERSION,
        "person": name,
        "exported_at": wish.now.isoformat(),
        "records": {kind.value: found for kind, found in lines.items() if found},
    }
    write_whole(machine, (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())
    write_whole(paper, pdf)
    code, params = TrustCode.ACCESS_GIVEN, {"records": sum(map(len, known.values()))}
    note_alone(database, TrustNote(code, wish.author, subject.code, params, paper.name))
    return paper, machine


def _found(reading: Reading, subject: Subject) -> tuple[str, Scope]:
    if subject.contact_id is not None:
        contact = reading.get(Kind.CONTACT, subject.contact_id)
        if contact is None:
            raise InputError("record_gone", kind=Kind.CONTACT.value, id=subject.contact_id)
        return contact.name, scope_of_person(reading, subject.contact_id)
    customer = reading.get(Kind.CUSTOMER, subject.customer_id or 0)
    if customer is None:
        raise InputError("record_gone", kind=Kind.CUSTOMER.value, id=subject.customer_id)
    if customer.kind is not CustomerKind.PERSON:
        raise InputError("subject_is_company", name=customer.name)
    whole = scope_of_customer(reading, customer.id)
    return customer.name, {kind: keys for kind, keys in whole.items() if kind not in _NOT_THEIRS}


def _values(reading: Reading, kind: Kind, scope: Scope) -> list[Any]:
    return reading.by_ids(kind, "id", scope.get(kind, ()))


def _objects(reading: Reading, kind: Kind, scope: Scope) -> list[dict[str, Any]]:
    form = record_form(kind)
    rows = read_rows(reading, kind, scope)
    return [dict(zip(form.names, form.values(row), strict=True)) for row in rows]


def _names(reading: Reading, links: list[Any]) -> Names:
    """Return the names of those whom the person is tied to on an influence map."""
    keys = {getattr(link, field) for link in links for field in _BETWEEN_PEOPLE}
    found = {one.id: one.name for one in reading.by_ids(Kind.CONTACT, "id", keys)}
    return {(field, key): name for field in _BETWEEN_PEOPLE for key, name in found.items()}


def _document(
    language: Language, name: str, records: dict[Kind, list[Any]], names: Names, wish: PackWish
) -> PaperDocument:
    sections = [
        PaperSection(kind_name(language, kind), lines)
        for kind, found in records.items()
        if (lines := [line for one in found if (line := _line(language, kind, one, names))])
    ]
    note = language.text(
        "As of {day}. Before it is handed out, make sure that it says nothing of others.",
        day=language.date(wish.today),
    )
    return PaperDocument(language.text(_KIND), name, note, sections)


def _line(language: Language, kind: Kind, record: Any, names: Names) -> str:
    return "  ·  ".join(_facts(language, kind, record, names))


def _facts(language: Language, kind: Kind, record: Any, names: Names) -> Iterator[str]:
    for name in type(record).__slots__:
        label = OF_KIND.get((kind, name)) or LABELS.get(name)
        is_key = name in _INTERNAL or (name.endswith("_id") and name not in _BETWEEN_PEOPLE)
        if label is None or is_key:
            continue
        text = value_text(language, kind, name, getattr(record, name), names)
        if text:
            yield language.labelled(language.text(label), text)
