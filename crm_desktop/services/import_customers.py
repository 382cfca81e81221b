"""Rows of customers: one card each, a company with the person in the row as its contact."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.imports import Entity
from crm_desktop.formats.table import Row
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_drafts import NEW, UPDATED, Children, Link, Reconciled, Records
from crm_desktop.services.import_finding import find_customers
from crm_desktop.services.import_money import currencies
from crm_desktop.services.import_people import (
    dates,
    names,
    points,
    regions,
    salutations,
)
from crm_desktop.services.import_row_taboos import plan_taboos
from crm_desktop.services.import_stored import plain_columns
from crm_desktop.services.import_work import Prepared, TableWork
from crm_desktop.services.regions import region_of

PERSONAL = ("latin_name", "phonetic", "salutation", "language", "preferred_channel",
            "preferred_hours")  # fmt: skip
_AT_WORK = ("title", "department")
_CONTACT = "contact_"
_OWN = ("phone", "mobile", "email")
_OF_CONTACT = ("contact_phone", "contact_email")
_ADDRESS_PARTS = ("street", "city", "region", "postal_code", "country")
_LEGAL_FORM = re.compile(
    r"(公司|集团|集團|工厂|酒店|银行|学校|大学|医院|事务所|研究院|合作社|商行)([(（].*[)）])?$"
    r"|\b(Inc|LLC|Ltd|Limited|GmbH|AG|KG|S\.A|S\.A\.S|B\.V|N\.V|S\.?r\.?l|S\.p\.A|Corp"
    r"|Corporation|PLC|LLP|Oy|ApS|Sp\. z o\.o|Pty)\.?$"
)


def plan_customers(work: TableWork, batch: Columns, rows: Sequence[Row]) -> list[int]:
    """Plan the rows of a batch; returns what becomes of each that is taken."""
    prepared, meant = find_customers(work, work.prepare(batch, rows, ()), rows)
    columns = prepared.columns
    cards = _Cards(work, columns)
    values = cards.values()
    found = work.reconcile(
        Records(
            Kind.CUSTOMER,
            work.source,
            prepared.keys,
            columns.lines,
            values,
            children=cards.children(),
            file=work.file,
            entity=Kind.CUSTOMER.value + work.entity_suffix,
            found=meant,
            is_kind_guessed="kind" not in columns,
        )
    )
    _remember(work, columns, values, found)
    _plan_people(work, prepared, cards, found)
    links = {"customer_id": Link(Kind.CUSTOMER, found.keys)}
    work.finder.note_taboos(found.keys)
    plan_taboos(work, columns, prepared.keys, links, found.states)
    return found.states


class _Cards:
    """Which rows are companies and which people, and what belongs to whom."""

    def __init__(self, work: TableWork, columns: Columns) -> None:
        self._work = work
        self.columns = columns
        self.people = names(columns)
        self.companies = columns.get("company")
        self.kinds = self._kinds()
        is_company = [kind == CustomerKind.COMPANY.value for kind in self.kinds]
        self.tells_both = all(any(map(columns.__contains__, one)) for one in (_OWN, _OF_CONTACT))
        """The rows tell the customer's numbers from its contact's."""
        self.is_like_ours = self.tells_both and "kind" in columns
        """All but the contact's name and numbers is the customer's, as in our own export, which
        states the kind of each."""
        self.has_person = [
            bool((firm or self.is_like_ours) and company and person and person != company)
            for firm, company, person in zip(is_company, self.companies, self.people, strict=True)
        ]
        self.regions = regions(
            columns, [c or p for c, p in zip(self.companies, self.people, strict=True)]
        )

    def _kinds(self) -> list[str]:
        stated = self.columns.get("kind")
        has_parts = "first_name" in self.columns or "last_name" in self.columns
        kinds = [
            kind.value if kind else _kind_of(company, person, has_parts).value
            for kind, company, person in zip(stated, self.companies, self.people, strict=True)
        ]
        firm = CustomerKind.COMPANY.value
        told = zip(kinds, stated, self.companies, strict=True)
        if any(kind == firm and not said and not company for kind, said, company in told):
            self._work.assume("companies_by_name", table=self._work.input.path.name)
        return kinds

    def values(self) -> dict[str, list[Any]]:
        """The stored columns of the cards."""
        columns, work = self.columns, self._work
        values = plain_columns(Entity.CUSTOMERS, Kind.CUSTOMER, columns)
        firm = CustomerKind.COMPANY.value
        values["name"] = [
            company if company and (self.is_like_ours or kind == firm) else person or company
            for company, person, kind in zip(self.companies, self.people, self.kinds, strict=True)
        ]
        values["kind"] = list(self.kinds)
        if "salutation" in columns or "prefix" in columns:
            values["salutation"] = salutations(columns, self.people)
        if "website" in columns:
            sites = columns.several("website")
            values["website"] = [_first(cells) for cells in zip(*sites, strict=True)]
        if "annual_revenue" in columns:
            values["annual_revenue_currency"] = currencies(
                work, columns, "annual_revenue", "annual_revenue_currency"
            )
        self._take_owner(values)
        for name in PERSONAL:
            if name in values and not self.is_like_ours:
                values[name] = self._of_nobody(values[name], "")
        return values

    def _take_owner(self, values: dict[str, list[Any]]) -> None:
        lent = self._work.shared.lookups.get(Entity.OWNERS)
        if lent is None or "owner_id" not in self.columns:
            return
        owners = values.get("owner", [""] * len(self.columns))
        values["owner"] = [
            owner or lent.get(key or "", "")
            for owner, key in zip(owners, self.columns.get("owner_id"), strict=True)
        ]

    def children(self) -> list[Children]:
        """What belongs to the card itself: addresses, tags, custom fields; a person's points."""
        columns = self.columns
        own = points(columns, "customer_id", self.regions)
        others = points(columns, "customer_id", self.regions, prefix=_CONTACT)
        others += dates(columns, "customer_id")
        found, shared = (own, others) if self.tells_both else ([], [*own, *others])
        found += [
            Children(one.name, one.kind, one.owner, one.columns, self._of_nobody(one.rows, ()))
            for one in shared
        ]
        if "tags" in columns:
            tags = [[(word,) for word in words or ()] for words in columns.get("tags")]
            found.append(Children("tags", Kind.TAG, "customer_id", ("name",), tags))
        return [*found, *_addresses(columns), *self._custom()]

    def _custom(self) -> list[Children]:
        named: list[tuple[str, Sequence[Any]]] = list(self.columns.custom())
        named += [
            (field, self._of_nobody(self.columns.get(field), None))
            for field in _AT_WORK
            if field in self.columns
        ]
        if "website" in self.columns:
            named += self._further_websites()
        if "kind" in self.columns and "company" in self.columns and not self.is_like_ours:
            named.append(("company", self._employers()))
        return [
            Children(
                f"custom:{name}",
                Kind.CUSTOM_FIELD,
                "customer_id",
                ("name", "value"),
                [((name, value),) if value else () for value in values],
            )
            for name, values in named
        ]

    def _employers(self) -> list[str | None]:
        """The company a row names although it says it is about a person."""
        person = CustomerKind.PERSON.value
        return [
            company if kind == person else None
            for company, kind in zip(self.companies, self.kinds, strict=True)
        ]

    def _further_websites(self) -> list[tuple[str, Sequence[Any]]]:
        sites = self.columns.several("website")
        texts = [
            "; ".join([text for cell in cells for _, text in cell or ()][1:])
            for cells in zip(*sites, strict=True)
        ]
        return [("website", texts)] if any(texts) else []

    def _of_nobody(self, values: Sequence[Any], empty: Any) -> list[Any]:
        """The values of rows without a person to whom they would belong."""
        return [empty if has else value for value, has in zip(values, self.has_person, strict=True)]


def _kind_of(company: str | None, person: str, has_parts: bool) -> CustomerKind:
    is_same = company == person and not has_parts
    if (company and not is_same) or (not has_parts and _LEGAL_FORM.search(person)):
        return CustomerKind.COMPANY
    return CustomerKind.PERSON


def _first(cells: Sequence[Any]) -> str:
    return next((text for cell in cells for _, text in cell or ()), "")


def _addresses(columns: Columns) -> list[Children]:
    found = []
    for label in ("home", "other"):
        fields = [f"{label}_{part}" for part in _ADDRESS_PARTS]
        if any(field in columns for field in fields):
            groups = zip(*(columns.get(field) for field in fields), strict=True)
            rows = [
                ((label, *(part or "" for part in group)),) if any(group) else ()
                for group in groups
            ]
            found.append(
                Children(label, Kind.ADDRESS, "customer_id", ("label", *_ADDRESS_PARTS), rows)
            )
    return found


def _remember(
    work: TableWork, columns: Columns, values: dict[str, list[Any]], found: Reconciled
) -> None:
    """Names and countries, where other lists of this import ask for them."""
    shared = work.shared
    if "customer_name" in shared.wanted:
        named = [(name, key) for name, key in zip(values["name"], found.keys, strict=True) if key]
        shared.references.add_names(
            Kind.CUSTOMER, "name", [name for name, _ in named], [key for _, key in named]
        )
    if "country" in columns:
        for key, country in zip(found.keys, columns.get("country"), strict=True):
            if key and country and (region := region_of(country)):
                shared.regions[key] = region


def _plan_people(work: TableWork, prepared: Prepared, cards: _Cards, found: Reconciled) -> None:
    """The person in a company's row is its contact."""
    places = [place for place, has in enumerate(cards.has_person) if has and found.keys[place]]
    if not places:
        return
    columns = prepared.columns.only(places)
    keys = [f"{prepared.keys[place]}@" for place in places]
    people = [cards.people[place] for place in places]
    values = {"name": people} if cards.is_like_ours else _of_person(columns, people)
    where = [cards.regions[place] for place in places]
    make = _maker(work, keys, columns)
    children = [] if cards.tells_both else points(columns, "contact_id", where)
    children += points(columns, "contact_id", where, prefix=_CONTACT)
    children += dates(columns, "contact_id")
    customers = [found.keys[place] for place in places]
    persons = make(Kind.CONTACT, values, {}, children)
    persons.found = work.finder.persons(keys, customers, people)
    contacts = work.reconcile(persons)
    if not work.shared.wanted.isdisjoint({"contact_name", "contact_names"}):
        rows = zip(customers, people, contacts.keys, strict=True)
        work.references.add_persons([(c, name, key) for c, name, key in rows if c and key])
    links = {
        "contact_id": Link(Kind.CONTACT, contacts.keys),
        "customer_id": Link(Kind.CUSTOMER, customers),
    }
    at_work = {
        field: [text or "" for text in columns.get(field)] for field in _AT_WORK if field in columns
    }
    positions = make(Kind.AFFILIATION, at_work, links, [])
    positions.found = work.finder.affiliations(keys, contacts.keys, customers)
    placed = work.reconcile(positions)
    for place, *states in zip(places, contacts.states, placed.states, strict=True):
        if any(states) and found.states[place] != NEW:
            found.states[place] = UPDATED


def _of_person(columns: Columns, people: list[str]) -> dict[str, list[Any]]:
    values = plain_columns(Entity.CONTACTS, Kind.CONTACT, columns)
    values = {name: values[name] for name in PERSONAL if name in values} | {"name": people}
    if "salutation" in columns or "prefix" in columns:
        values["salutation"] = salutations(columns, people)
    return values


def _maker(work: TableWork, keys: list[str], columns: Columns) -> Callable[..., Records]:
    def make(
        kind: Kind,
        values: dict[str, list[Any]],
        links: dict[str, Link],
        children: list[Children],
    ) -> Records:
        return Records(
            kind, work.source, keys, columns.lines, values, links, children, work.file,
            kind.value + work.entity_suffix,
        )  # fmt: skip

    return make
