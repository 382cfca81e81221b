"""Rows of customers and contacts brought together with what is there by a chosen key."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import Refusal, UpdateKey
from crm_desktop.formats.table import Row
from crm_desktop.language.emails import normalise_email
from crm_desktop.language.phones import parse_phone
from crm_desktop.services.import_adoption import SEVERAL, name_and_city, number_key
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_drafts import Records
from crm_desktop.services.import_people import names, regions
from crm_desktop.services.import_work import Prepared, TableWork

_FIELDS = {
    UpdateKey.EMAIL: "email",
    UpdateKey.PHONE: "phone",
    UpdateKey.TAX_NUMBER: "tax_number",
    UpdateKey.NAME_CITY: "name",
}
_Look = Callable[[Iterable[str]], int | None]


@dataclass(frozen=True, slots=True)
class _Search:
    """Rows that are brought together with records of a kind, found by ``look``."""

    kind: Kind
    look: _Look


def find_customers(
    work: TableWork, prepared: Prepared, rows: Sequence[Row]
) -> tuple[Prepared, dict[str, int]]:
    """The rows that can be taken, and the customers they mean, by key of the row."""
    return _find(work, prepared, rows, _Search(Kind.CUSTOMER, work.finder.customer))


def find_contacts(
    work: TableWork, columns: Columns, keys: Sequence[str], customers: Sequence[int | None]
) -> dict[str, int]:
    """The people that rows mean, by key of the row: by address, else by name at their customer.

    Where several have an address it finds nobody, aloud.
    """
    if not work.finder.is_used:
        return {}
    if work.finder.key not in (UpdateKey.EMAIL, UpdateKey.PHONE):
        return work.finder.persons(keys, customers, names(columns))
    found: dict[str, int] = {}
    for place, texts in enumerate(_keys(columns, work.finder.key)):
        person = work.finder.contact(texts)
        if person:
            found[keys[place]] = person
        elif person == SEVERAL and person is not None:
            work.note(columns.lines[place], "key_of_several", value=texts[0])
    return found


def _find(
    work: TableWork, prepared: Prepared, rows: Sequence[Row], search: _Search
) -> tuple[Prepared, dict[str, int]]:
    """Rows whose id is known are left to it; a key of several records, or one that a row of this
    list had before, is refused."""
    if not work.finder.is_used:
        return prepared, {}
    entity = search.kind.value + work.entity_suffix
    known = work.ledger.knows(
        Records(search.kind, work.source, prepared.keys, prepared.columns.lines, {}, entity=entity)
    )
    meant: dict[str, int] = {}
    kept: list[int] = []
    for place, keys in enumerate(_keys(prepared.columns, work.finder.key)):
        key, line = prepared.keys[place], prepared.columns.lines[place]
        found = None if key in known else search.look(keys)
        refusal = _refusal(work, line, keys, found)
        if refusal is not None:
            work.reading.refuse(refusal, rows)
            continue
        kept.append(place)
        if found:
            meant[key] = found
    return (prepared if len(kept) == len(prepared.keys) else prepared.only(kept)), meant


def _refusal(work: TableWork, line: int, keys: Sequence[str], found: int | None) -> Refusal | None:
    finder = work.finder
    field = _FIELDS[finder.key]
    shown = keys[0].replace("\x1f", " ").strip() if keys else ""
    if found == SEVERAL and found is not None:
        return Refusal(work.file, line, "key_of_several", field, {"value": shown})
    first = next((finder.lines[key] for key in keys if key in finder.lines), None)
    if first is not None:
        params = {"value": shown, "first": first}
        return Refusal(work.file, line, "id_repeated", field, params)
    finder.lines.update(dict.fromkeys(keys, line))
    return None


def _keys(columns: Columns, key: UpdateKey) -> list[list[str]]:
    people = names(columns)
    companies = columns.get("company")
    called = [company or person for company, person in zip(companies, people, strict=True)]
    if key is UpdateKey.TAX_NUMBER:
        return [[found] if (found := number_key(one or "")) else [] for one in columns.get(key)]
    if key is UpdateKey.NAME_CITY:
        cities = zip(called, columns.get("city"), strict=True)
        return [[found] if (found := name_and_city(*pair)) else [] for pair in _texts(cities)]
    if key is UpdateKey.EMAIL:
        return [_emails(cells) for cells in _values(columns, ("email",))]
    where = regions(columns, called)
    cells = _values(columns, ("phone", "mobile"))
    return [_phones(one, region) for one, region in zip(cells, where, strict=True)]


def _texts(pairs: Iterable[tuple[str, str | None]]) -> list[tuple[str, str]]:
    return [(name, city or "") for name, city in pairs]


def _values(columns: Columns, fields: Sequence[str]) -> list[list[str]]:
    """The texts of each row in all columns of some fields."""
    found: list[list[str]] = [[] for _ in columns.lines]
    for field in fields:
        for column in columns.several(field):
            for texts, cell in zip(found, column, strict=True):
                texts += [text for _, text in cell or ()]
    return found


def _emails(texts: Iterable[str]) -> list[str]:
    found = [normalise_email(text).normalised for text in texts]
    return [one.casefold() for one in found if one]


def _phones(texts: Iterable[str], region: str | None) -> list[str]:
    return [found for text in texts if (found := parse_phone(text, region).e164)]
