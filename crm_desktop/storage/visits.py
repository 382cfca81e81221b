"""Which visits are planned for a day."""

from datetime import date

from crm_desktop.storage.reading import Reading


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
