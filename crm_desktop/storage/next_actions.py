"""What is to be done next at each customer: the earliest open plan, promise or step."""

from datetime import date

from crm_desktop.storage.reading import Reading, Selection, among

_PLANS = (
    "SELECT customer_id, visit_on AS day, objective AS text FROM visit"
    " WHERE state = 'planned' AND visit_on >= :day{only}"
    " UNION ALL SELECT customer_id, due_on, text FROM promise"
    " WHERE state = 'open' AND direction = 'ours' AND due_on IS NOT NULL{only}"
    " UNION ALL SELECT customer_id, next_step_on, next_step FROM opportunity"
    " WHERE state IN ('open', 'quoted') AND next_step_on IS NOT NULL{only}"
    " UNION ALL SELECT customer_id, due_on, text FROM relationship_action"
    " WHERE done_on IS NULL AND due_on IS NOT NULL{only}"
)
_EARLIEST = (
    "SELECT customer_id, text, day FROM (SELECT *, row_number() OVER"
    f" (PARTITION BY customer_id ORDER BY day, text) AS place FROM ({_PLANS})) WHERE place = 1"
)


def next_actions(
    reading: Reading, day: date, customer_ids: Selection = None
) -> dict[int, tuple[str, str]]:
    """Return text and ISO day of each customer's next action; what is overdue comes first."""
    sql = _EARLIEST.format(only=among("customer_id", customer_ids))
    rows = reading.rows(sql, {"day": day.isoformat()})
    return {customer: (text, on) for customer, text, on in rows}
