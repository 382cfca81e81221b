"""Answering the nine MAN questions by hand, and the dated snapshots that come of it (D2)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.man import assess
from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.domain.man_trend import TrendPoint
from crm_desktop.services.field_values import checked
from crm_desktop.storage.cards import load_customer
from crm_desktop.storage.database import Database
from crm_desktop.storage.man_records import as_answer
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """One dated snapshot: what was answered then, and what was known altogether on that day."""

    snapshot: ManSnapshot
    answers: tuple[ManAnswer, ...]
    point: TrendPoint


def answer(
    database: Database,
    customer_id: int,
    question: Question,
    *,
    level: int | None,
    today: date,
    not_applicable: bool = False,
    evidence: str = "",
    source: str = "",
    author: str = "",
) -> Changes:
    """Answer one question (a ``level`` of None is *unknown*) in today's snapshot, new or continued.

    What equals today's answer writes nothing, nor does *unknown* where nothing was ever known.
    Raises ``AnswerError`` for what the question does not take, and InputError
    ``customer_unknown``.
    """
    because = str(checked(Kind.MAN_ANSWER, "evidence", evidence))
    told_by = str(checked(Kind.MAN_ANSWER, "source", source))
    given = Answer(Question(question), level, not_applicable, because, told_by, today)
    params = {"question": question.value}
    with database.write("man_answered", params=params, author=author) as work:
        load_customer(work, customer_id)
        store_answer(work, customer_id, given, author)
    return work.changes


def snapshots(database: Database, customer_id: int) -> list[SnapshotView]:
    """Return the snapshots of a customer, the newest first; each knows what came before it.

    Raises InputError ``customer_unknown``.
    """
    with database.read() as reading:
        customer = load_customer(reading, customer_id)
        found = _snapshots(reading, customer_id)
        stored = {one.id: _answers(reading, one) for one in found}
    given: list[Answer] = []
    views = []
    for one in found:
        given += [as_answer(each, one.assessed_on) for each in stored[one.id]]
        views.append(_view(one, stored[one.id], given, customer))
    return views[::-1]


def store_answer(work: Writing, customer_id: int, given: Answer, author: str) -> None:
    """Put a dated answer into the snapshot of its day, new or continued, inside a write."""
    assert given.answered_on is not None
    known = _snapshots(work, customer_id)
    today = [one for one in known if one.assessed_on == given.answered_on]
    open_one = next((one for one in reversed(today) if one.opportunity_id is None), None)
    if open_one is None:
        if _is_nothing(given) and not _was_asked(work, known, given.question):
            return
        snapshot_id = work.add(ManSnapshot(customer_id, given.answered_on, author=author))
    else:
        snapshot_id = open_one.id or 0
        answers = (one for one in _answers(work, open_one) if one.question == given.question)
        if (before := next(answers, None)) is not None:
            work.change(Kind.MAN_ANSWER, before.id or 0, **_values(given))
            return
        if _is_nothing(given) and not _was_asked(work, known, given.question):
            return
    work.add(ManAnswer(snapshot_id, given.question.value, **_values(given)))


def _values(given: Answer) -> dict[str, Any]:
    return {
        "level": given.level,
        "not_applicable": given.not_applicable,
        "evidence": given.evidence,
        "source": given.source,
        "answered_on": given.answered_on,
    }


def _is_nothing(given: Answer) -> bool:
    return given.level is None and not (given.not_applicable or given.evidence or given.source)


def _was_asked(reading: Reading, known: list[ManSnapshot], question: Question) -> bool:
    return any(one.question == question for each in known for one in _answers(reading, each))


def _snapshots(reading: Reading, customer_id: int) -> list[ManSnapshot]:
    return reading.values(
        Kind.MAN_SNAPSHOT, "WHERE customer_id = ? ORDER BY assessed_on, id", (customer_id,)
    )


def _answers(reading: Reading, snapshot: ManSnapshot) -> tuple[ManAnswer, ...]:
    return tuple(
        reading.values(Kind.MAN_ANSWER, "WHERE snapshot_id = ? ORDER BY id", (snapshot.id,))
    )


def _view(
    one: ManSnapshot, answers: tuple[ManAnswer, ...], given: list[Answer], customer: Customer
) -> SnapshotView:
    found = assess(given, as_of=one.assessed_on, kind=customer.kind)
    return SnapshotView(one, answers, TrendPoint(one.assessed_on, found.overall, found.man_class))
