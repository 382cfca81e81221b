"""What the change log says of whom records belonged to, those that are gone among them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.removed import OWNED_BY

Place = tuple[Kind, int]
"""A record by kind and key."""

OWNERS: Mapping[str, Kind] = {
    **OWNED_BY,
    "from_contact_id": Kind.CONTACT,
    "to_contact_id": Kind.CONTACT,
}
"""Columns that say whose a record is."""

# A quotation mark inside a text is escaped, so that no text a person typed looks like a column.
_REFERENCE = re.compile(rf'"({"|".join(OWNERS)})": (\d+)')


@dataclass(slots=True)
class LogPlaces:
    """Owners of every record the log has a state of, and who became whom.

    ``owners`` maps a record to the columns and owners it ever had; ``became`` maps a person to
    those whose records were moved to them, as in a merge.
    """

    owners: dict[Place, set[tuple[str, int]]] = field(default_factory=lambda: defaultdict(set))
    became: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def read_places(reading: Reading) -> LogPlaces:
    """Read the whole log once; about a second for 100,000 states that belong to somebody."""
    found = LogPlaces()
    for kind, key, before, after in reading.stream(
        "SELECT kind, record_id, before, after FROM change"
        " WHERE (before <> '' OR after <> '') AND (kind = 'contact'"
        " OR instr(before, '_id\": ') OR instr(after, '_id\": '))"
    ):
        was, now = _references(before), _references(after)
        known = found.owners[Kind(kind), key]
        known.update(was)
        known.update(now)
        moved = dict(was).get("contact_id"), dict(now).get("contact_id")
        if moved[0] and moved[1] and moved[0] != moved[1]:
            found.became[moved[1]].add(moved[0])
    return found


def merged_into(reading: Reading, customer_id: int) -> Iterator[int]:
    """Yield the customers whose cards were merged into one, through any number of merges."""
    rows = reading.rows(
        "SELECT json_extract(params, '$.kept_id'), json_extract(params, '$.other_id')"
        " FROM operation WHERE code = 'customers_merged' AND undone_by IS NULL AND undoes IS NULL"
    )
    waiting, known = [customer_id], {customer_id}
    while waiting:
        kept = waiting.pop()
        for other in (other for key, other in rows if key == kept and other not in known):
            known.add(other)
            waiting.append(other)
            yield other


def _references(state: str) -> list[tuple[str, int]]:
    return [(column, int(key)) for column, key in _REFERENCE.findall(state)]
