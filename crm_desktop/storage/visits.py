"""Which visits there are on a day or between two."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.visits import Visit
from crm_desktop.storage.reading import Reading, id_list


def planned_on(reading: Reading, day: date) -> list[tuple[int, int]]:
    """Return customer and visit of every planned visit of a day, by time; untimed ones last."""
    return [
        (customer, visit)
        for customer, visit in reading.rows(
            "SELECT v.customer_id, v.id FROM visit v JOIN customer c ON c.id = v.customer_id"
            " WHERE v.visit_on = ? AND v.state = 'planned' AND c.binned_at IS NULL"
            " ORDER BY v.visit_time IS NULL, v.visit_time, v.id",
            (day.isoformat(),),
        )
    ]


def between(reading: Reading, first: date, last: date) -> list[Visit]:
    """Return the visits of a run of days, by day and time; untimed ones last on their day."""
    return reading.values(
        Kind.VISIT,
        "WHERE visit_on BETWEEN ? AND ? ORDER BY visit_on, visit_time IS NULL, visit_time, id",
        (first.isoformat(), last.isoformat()),
    )


def latest(reading: Reading, first: date, before: date, most: int) -> list[Visit]:
    """Return the last visits from a day to before another, by day and time."""
    found: list[Visit] = reading.values(
        Kind.VISIT,
        "WHERE visit_on >= ? AND visit_on < ? ORDER BY visit_on DESC, visit_time DESC, id DESC"
        " LIMIT ?",
        (first.isoformat(), before.isoformat(), most),
    )
    return found[::-1]


def next_from(reading: Reading, first: date, last: date, most: int) -> list[Visit]:
    """Return the first visits of a run of days, by day and time; untimed ones last."""
    return reading.values(
        Kind.VISIT,
        "WHERE visit_on BETWEEN ? AND ? ORDER BY visit_on, visit_time IS NULL, visit_time, id"
        " LIMIT ?",
        (first.isoformat(), last.isoformat(), most),
    )


def customer_names(reading: Reading, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of those of the customers that are not in the bin."""
    sql = f"SELECT id, name FROM customer WHERE id IN ({id_list(ids)}) AND binned_at IS NULL"
    return dict(reading.rows(sql))


def attendee_names(reading: Reading, ids: Iterable[int | None]) -> dict[int, list[str]]:
    """Return the names of who attends, by visit."""
    found: dict[int, list[str]] = defaultdict(list)
    keys = id_list(key for key in ids if key is not None)
    for visit, name in reading.rows(
        "SELECT v.visit_id, c.name FROM visit_contact v JOIN contact c ON c.id = v.contact_id"
        f" WHERE v.visit_id IN ({keys}) AND c.binned_at IS NULL ORDER BY v.id"
    ):
        found[visit].append(name)
    return dict(found)
