"""The MAN answers known on a day, by customer."""

from collections import defaultdict
from datetime import date

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.leads import ManAnswer
from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.storage.reading import Reading, Selection, among
from crm_desktop.storage.records import codec


def man_answers(
    reading: Reading, as_of: date, customer_ids: Selection = None
) -> dict[int, list[Answer]]:
    """Return all answers of the snapshots up to ``as_of``, the oldest first (D2).

    An answer without a day of its own has the day of its snapshot.
    """
    only = among("s.customer_id", customer_ids)
    record = codec(Kind.MAN_ANSWER)
    rows = reading.rows(
        f"SELECT s.customer_id, s.assessed_on, {record.columns_sql('a')} FROM man_snapshot s"
        " JOIN man_answer a ON a.snapshot_id = s.id"
        f" WHERE s.assessed_on <= ?{only} ORDER BY s.assessed_on, s.id, a.id",
        (as_of.isoformat(),),
    )
    found: dict[int, list[Answer]] = defaultdict(list)
    for customer, assessed_on, *stored in rows:
        found[customer].append(as_answer(record.decode(stored), date.fromisoformat(assessed_on)))
    return dict(found)


def as_answer(stored: ManAnswer, assessed_on: date) -> Answer:
    """Return the answer the rules work with."""
    return Answer(
        question=Question(stored.question),
        level=stored.level,
        not_applicable=stored.not_applicable,
        evidence=stored.evidence,
        source=stored.source,
        answered_on=stored.answered_on or assessed_on,
    )
