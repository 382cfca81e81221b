"""Rows of contacts: one person each, who may stand at several customers (D1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import LinkKind
from crm_desktop.domain.imports import Entity
from crm_desktop.formats.table import Row
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_drafts import UNCHANGED, Link, Records
from crm_desktop.services.import_finding import find_contacts
from crm_desktop.services.import_people import (
    dates,
    names,
    points,
    salutations,
    with_text,
)
from crm_desktop.services.import_references import AMBIGUOUS
from crm_desktop.services.import_row_taboos import plan_taboos
from crm_desktop.services.import_stored import plain_columns
from crm_desktop.services.import_work import CUSTOMER, Prepared, TableWork
from crm_desktop.services.regions import is_chinese

_HOME_REGION = "CN"


@dataclass(frozen=True, slots=True)
class _Superior:
    """Somebody's row names the person they report to."""

    line: int
    key: str
    customer: int
    contact: int
    reports_to: str


class ContactWork:
    """Contacts of one list; who reports to whom is settled when all of them are known."""

    def __init__(self, work: TableWork) -> None:
        self._work = work
        self._persons: dict[str, int | None] = {}
        self._superiors: list[_Superior] = []

    def plan(self, batch: Columns, rows: Sequence[Row]) -> list[int]:
        """Plan the rows of a batch; returns what becomes of each that is taken."""
        prepared = self._work.prepare(batch, rows, (CUSTOMER,), pair=CUSTOMER.column)
        states = self._plan_persons(prepared)
        persons = [self._persons[one] for one in prepared.ids]
        placed = self._place(prepared, persons)
        self._remember(prepared, persons)
        found = [max(pair) for pair in zip(states, placed, strict=True)]
        links = {
            "customer_id": prepared.links[CUSTOMER.column],
            "contact_id": Link(Kind.CONTACT, persons),
        }
        plan_taboos(self._work, prepared.columns, prepared.keys, links, found)
        return found

    def finish(self) -> None:
        """Settle who reports to whom."""
        work = self._work
        found = []
        for one in self._superiors:
            target = work.references.find(Kind.CONTACT, work.source, one.reports_to)
            if target in (None, AMBIGUOUS):
                work.note(
                    one.line,
                    "reference_unknown",
                    field="reports_to",
                    value=one.reports_to,
                    kind=Kind.CONTACT.value,
                )
            elif target != one.contact:
                found.append((one, target))
        if found:
            self._link(found)

    def _link(self, found: Sequence[tuple[_Superior, int | None]]) -> None:
        links = {
            "customer_id": Link(Kind.CUSTOMER, [one.customer for one, _ in found]),
            "from_contact_id": Link(Kind.CONTACT, [one.contact for one, _ in found]),
            "to_contact_id": Link(
                Kind.CONTACT, [key for _, key in found], [one.reports_to for one, _ in found]
            ),
        }
        keys = [f"{one.key}>reports_to" for one, _ in found]
        lines = [one.line for one, _ in found]
        kinds = {"kind": [LinkKind.REPORTS_TO.value] * len(found)}
        self._reconcile(Kind.CONTACT_LINK, keys, lines, kinds, links)

    def _plan_persons(self, prepared: Prepared) -> list[int]:
        """The first row of a person in the list says who they are."""
        columns, ids = prepared.columns, prepared.ids
        firsts = {}
        for place, one in enumerate(ids):
            if one not in self._persons and one not in firsts:
                firsts[one] = place
        places = list(firsts.values())
        states = [UNCHANGED] * len(ids)
        records = self._persons_of(columns.only(places), list(firsts))
        customers = [prepared.link(CUSTOMER.column)[place] for place in places]
        records.found = find_contacts(self._work, columns.only(places), records.keys, customers)
        found = self._work.reconcile(records)
        self._persons.update(zip(firsts, found.keys, strict=True))
        for place, state in zip(places, found.states, strict=True):
            states[place] = state
        return states

    def _persons_of(self, columns: Columns, ids: list[str]) -> Records:
        people = names(columns)
        values = plain_columns(Entity.CONTACTS, Kind.CONTACT, columns) | {"name": people}
        if "salutation" in columns or "prefix" in columns:
            values["salutation"] = salutations(columns, people)
        if "nickname" in columns:
            values.setdefault("note", [""] * len(people))
            with_text(values["note"], columns.get("nickname"))
        regions = [_HOME_REGION if is_chinese(name) else None for name in people]
        return Records(
            Kind.CONTACT,
            self._work.source,
            ids,
            columns.lines,
            values,
            children=[*points(columns, "contact_id", regions), *dates(columns, "contact_id")],
            file=self._work.file,
            entity=Kind.CONTACT.value + self._work.entity_suffix,
        )

    def _place(self, prepared: Prepared, persons: Sequence[int | None]) -> list[int]:
        """Everybody's place at their customer, and how they like to be talked to."""
        columns = prepared.columns
        links = {
            "contact_id": Link(Kind.CONTACT, persons),
            "customer_id": Link(Kind.CUSTOMER, prepared.link("customer_id")),
        }
        values = plain_columns(Entity.CONTACTS, Kind.AFFILIATION, columns)
        states = self._reconcile(Kind.AFFILIATION, prepared.keys, columns.lines, values, links)
        if "style" in columns:
            self._plan_styles(prepared, links)
        return states

    def _plan_styles(self, prepared: Prepared, links: dict[str, Link]) -> None:
        columns = prepared.columns
        styles, evidence = columns.get("style"), columns.get("style_evidence")
        places = [place for place, style in enumerate(styles) if style]
        values: dict[str, list[Any]] = {
            "style": [styles[place].value for place in places],
            "evidence": [evidence[place] or "" for place in places],
        }
        kept = {name: link.only(places) for name, link in links.items()}
        keys = [prepared.keys[place] for place in places]
        lines = [columns.lines[place] for place in places]
        self._reconcile(Kind.COMMUNICATION_STYLE, keys, lines, values, kept)

    def _reconcile(
        self,
        kind: Kind,
        keys: Sequence[str],
        lines: Sequence[int],
        values: dict[str, list[Any]],
        links: dict[str, Link],
    ) -> list[int]:
        work = self._work
        records = Records(
            kind,
            work.source,
            keys,
            lines,
            values,
            links,
            file=work.file,
            entity=kind.value + work.entity_suffix,
        )
        if kind is Kind.AFFILIATION:
            people, customers = links["contact_id"].keys, links["customer_id"].keys
            records.found = work.finder.affiliations(keys, people, customers)
        return work.reconcile(records).states

    def _remember(self, prepared: Prepared, persons: Sequence[int | None]) -> None:
        work, columns = self._work, prepared.columns
        customers = prepared.link("customer_id")
        if not work.shared.wanted.isdisjoint({"contact_name", "contact_names"}):
            rows = [
                (customer, name, key)
                for customer, name, key in zip(customers, names(columns), persons, strict=True)
                if customer and key
            ]
            work.references.add_persons(rows)
        for place, reports_to in enumerate(columns.get("reports_to")):
            customer, contact = customers[place], persons[place]
            if reports_to and customer and contact:
                self._superiors.append(
                    _Superior(
                        columns.lines[place], prepared.keys[place], customer, contact, reports_to
                    )
                )
