"""Rows of visits and of what happened, complaints among them (D1, D9)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import Entity
from crm_desktop.domain.interactions import ComplaintState, InteractionKind
from crm_desktop.formats.table import Row
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_drafts import Link, Records
from crm_desktop.services.import_references import AMBIGUOUS
from crm_desktop.services.import_stored import plain_columns
from crm_desktop.services.import_work import CUSTOMER, LinkRule, Prepared, TableWork
from crm_desktop.storage.types import to_moment

VISIT = LinkRule("visit_id", Kind.VISIT, "visit_id")
_COMPLAINT_FIELDS = (
    "complaint_state",
    "complaint_severity",
    "complaint_category",
    "remedy_sought",
    "root_cause",
)
_SHORT = 120


def plan_visits(work: TableWork, batch: Columns, rows: Sequence[Row]) -> list[int]:
    """Plan visits with who attends; returns what becomes of each row that is taken."""
    prepared = work.prepare(batch, rows, (CUSTOMER,))
    columns = prepared.columns
    values = plain_columns(Entity.VISITS, Kind.VISIT, columns)
    found = work.reconcile(work.records(Kind.VISIT, prepared, values))
    customers = prepared.link("customer_id")
    people = [
        [*_by_id(work, line, ids), *_by_name(work, line, customer, names)]
        for line, customer, ids, names in zip(
            columns.lines,
            customers,
            columns.get("contact_ids"),
            columns.get("contact_names"),
            strict=True,
        )
    ]
    _attend(work, prepared, found.keys, people, Kind.VISIT_CONTACT)
    return found.states


def plan_interactions(work: TableWork, batch: Columns, rows: Sequence[Row]) -> list[int]:
    """Plan interactions with who took part; those of kind complaint get their complaint record."""
    prepared = work.prepare(batch, rows, (CUSTOMER, VISIT))
    columns = prepared.columns
    values = plain_columns(Entity.INTERACTIONS, Kind.INTERACTION, columns)
    _fill(columns, values)
    found = work.reconcile(work.records(Kind.INTERACTION, prepared, values))
    customers = prepared.link("customer_id")
    people = [
        [
            *_by_id(work, line, (one,) if one else ()),
            *_by_name(work, line, customer, (name,) if name and not one else ()),
        ]
        for line, customer, one, name in zip(
            columns.lines,
            customers,
            columns.get("contact_id"),
            columns.get("contact_name"),
            strict=True,
        )
    ]
    _attend(work, prepared, found.keys, people, Kind.INTERACTION_CONTACT)
    _plan_complaints(work, prepared, values, found.keys)
    return found.states


def _by_id(work: TableWork, line: int, ids: Sequence[str] | None) -> Iterator[tuple[str, int]]:
    for one in ids or ():
        key = work.references.find(Kind.CONTACT, work.source, one)
        if key:
            yield one, key
        else:
            code = "reference_ambiguous" if key == AMBIGUOUS else "reference_unknown"
            work.note(line, code, field="contact_id", value=one, kind=Kind.CONTACT.value)


def _by_name(
    work: TableWork, line: int, customer: int | None, names: Sequence[str] | None
) -> Iterator[tuple[str, int]]:
    for name in names or ():
        key = work.references.person(customer or 0, name)
        if key:
            yield name, key
        else:
            work.note(line, "contact_unknown", value=name)


def _attend(
    work: TableWork,
    prepared: Prepared,
    keys: Sequence[int | None],
    people: Sequence[Sequence[tuple[str, int]]],
    kind: Kind,
) -> None:
    rows = [
        (f"{prepared.keys[place]}/{name}", line, key, contact)
        for place, (line, key) in enumerate(zip(prepared.columns.lines, keys, strict=True))
        for name, contact in dict(people[place]).items()
        if key
    ]
    if not rows:
        return
    names, lines, owners, contacts = zip(*rows, strict=True)
    owner = Kind.VISIT if kind is Kind.VISIT_CONTACT else Kind.INTERACTION
    links = {
        f"{owner.value}_id": Link(owner, owners),
        "contact_id": Link(Kind.CONTACT, contacts),
    }
    work.reconcile(
        Records(
            kind,
            work.source,
            names,
            lines,
            {},
            links,
            file=work.file,
            entity=kind.value + work.entity_suffix,
        )
    )


def _fill(columns: Columns, values: dict[str, list[Any]]) -> None:
    """A kind and a summary for every interaction."""
    stated = values.get("kind", [None] * len(columns))
    complaints = [columns.get(field) for field in _COMPLAINT_FIELDS if field in columns]
    is_complaint = (
        [any(group) for group in zip(*complaints, strict=True)]
        if complaints
        else [False] * len(columns)
    )
    values["kind"] = [
        kind or (InteractionKind.COMPLAINT if complains else InteractionKind.MESSAGE).value
        for kind, complains in zip(stated, is_complaint, strict=True)
    ]
    values["summary"] = [
        summary or (detail or "").split("\n")[0][:_SHORT]
        for summary, detail in zip(columns.get("summary"), columns.get("detail"), strict=True)
    ]


def _plan_complaints(
    work: TableWork, prepared: Prepared, values: dict[str, list[Any]], keys: Sequence[int | None]
) -> None:
    kinds = values["kind"]
    others = {
        place
        for place, kind in enumerate(kinds)
        if kind != InteractionKind.COMPLAINT.value or not keys[place]
    }
    columns = prepared.columns.without(others)
    places = [place for place in range(len(kinds)) if place not in others]
    if not places:
        return
    links = {
        "interaction_id": Link(Kind.INTERACTION, [keys[place] for place in places]),
        "customer_id": Link(
            Kind.CUSTOMER, [prepared.link("customer_id")[place] for place in places]
        ),
    }
    work.reconcile(
        Records(
            Kind.COMPLAINT,
            work.source,
            [prepared.keys[place] for place in places],
            columns.lines,
            _complaint_values(columns),
            links,
            file=work.file,
            entity=Kind.COMPLAINT.value + work.entity_suffix,
        )
    )


def _complaint_values(columns: Columns) -> dict[str, list[Any]]:
    values = plain_columns(Entity.INTERACTIONS, Kind.COMPLAINT, columns)
    values["received_at"] = [
        _moment(day, at)
        for day, at in zip(columns.get("happened_on"), columns.get("happened_at"), strict=True)
    ]
    values["state"] = [
        (state or (ComplaintState.CLOSED if closed else ComplaintState.LISTEN)).value
        for state, closed in zip(
            columns.get("complaint_state"), columns.get("closed_on"), strict=True
        )
    ]
    for step in ("responded", "resolved"):
        if f"{step}_on" in columns:
            values[f"{step}_at"] = [
                None if day is None else _moment(day, at)
                for day, at in zip(
                    columns.get(f"{step}_on"), columns.get(f"{step}_at"), strict=True
                )
            ]
        else:
            values.pop(f"{step}_at", None)
    if "complaint_severity" in columns:
        severities = columns.get("complaint_severity")
        values["severity"] = [one.value if one else "major" for one in severities]
    if "complaint_category" in columns:
        values["category"] = [text or "" for text in columns.get("complaint_category")]
    return values


def _moment(day: date, at: time | None) -> int:
    """Wall-clock time here; a complaint without a time of day counts from midnight on."""
    return to_moment(datetime.combine(day, at or time()).astimezone())
