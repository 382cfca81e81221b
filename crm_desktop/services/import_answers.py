"""Rows of MAN answers, grouped into one assessment a customer and day (D2)."""

import re
from collections.abc import Sequence

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import Entity, Refusal
from crm_desktop.domain.man_questions import Answer, AnswerError, Question
from crm_desktop.formats.table import Row
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_drafts import Link, Records
from crm_desktop.services.import_stored import plain_columns
from crm_desktop.services.import_work import CUSTOMER, LinkRule, Prepared, TableWork

OPPORTUNITY = LinkRule("opportunity_id", Kind.OPPORTUNITY, "opportunity_id")
_QUESTION = re.compile(r"\s*([MAN][123])\b", re.IGNORECASE)


def plan_answers(work: TableWork, batch: Columns, rows: Sequence[Row]) -> list[int]:
    """Plan answers and the assessments they belong to."""
    bad: dict[int, Refusal] = {}
    asked = [_question(work, batch, place, bad) for place in range(len(batch))]
    kept = [question for place, question in enumerate(asked) if place not in bad]
    for place in sorted(bad):
        work.reading.refuse(bad[place], rows)
    batch = batch.without(bad)
    by_line = dict(zip(batch.lines, kept, strict=True))
    prepared = work.prepare(batch, rows, (CUSTOMER, OPPORTUNITY))
    snapshots = _plan_snapshots(work, prepared)
    values = plain_columns(Entity.MAN_ANSWERS, Kind.MAN_ANSWER, prepared.columns)
    values["question"] = [by_line[line] for line in prepared.columns.lines]
    records = work.records(Kind.MAN_ANSWER, prepared, values)
    records.links = {"snapshot_id": snapshots}
    return work.reconcile(records).states


def _question(work: TableWork, batch: Columns, place: int, bad: dict[int, Refusal]) -> str:
    text = batch.get("question")[place] or ""
    match = _QUESTION.match(text)
    code, params = "unknown_choice", {"value": text, "allowed": tuple(Question)}
    if match is not None:
        name = match[1].upper()
        try:
            Answer(
                Question(name),
                batch.get("level")[place],
                bool(batch.get("not_applicable")[place]),
            )
        except AnswerError as error:
            code, params = error.problem.code, dict(error.problem.params)
        else:
            return name
    bad[place] = Refusal(work.file, batch.lines[place], code, "question", params)
    return ""


def _plan_snapshots(work: TableWork, prepared: Prepared) -> Link:
    """One assessment for each customer, day and opportunity of the answers."""
    columns = prepared.columns
    customers, opportunities = prepared.links["customer_id"], prepared.links.get("opportunity_id")
    chances = opportunities.names if opportunities else [None] * len(columns)
    days = [(day or work.shared.today).isoformat() for day in columns.get("answered_on")]
    groups = [
        "/".join(part for part in group if part)
        for group in zip(customers.names, days, chances, strict=True)
    ]
    places: dict[str, int] = {}
    for place, group in enumerate(groups):
        places.setdefault(group, place)
    firsts = list(places.values())
    links = {"customer_id": customers.only(firsts)}
    if opportunities:
        links["opportunity_id"] = opportunities.only(firsts)
    authors = columns.get("author")
    found = work.reconcile(
        Records(
            Kind.MAN_SNAPSHOT,
            work.source,
            [groups[place] for place in firsts],
            [columns.lines[place] for place in firsts],
            {
                "assessed_on": [days[place] for place in firsts],
                "author": [authors[place] or "" for place in firsts],
            },
            links,
            file=work.file,
            entity=Kind.MAN_SNAPSHOT.value + work.entity_suffix,
        )
    )
    keys = {groups[place]: key for place, key in zip(firsts, found.keys, strict=True)}
    return Link(Kind.MAN_SNAPSHOT, [keys[group] for group in groups], groups)
