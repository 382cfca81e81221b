"""Records by the world-wide identity that stands in the codes of a brief."""

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.reading import Reading


def uid_of(reading: Reading, kind: Kind, record_id: int) -> str:
    """Return the identity of a record in hexadecimal, empty for one that is gone."""
    found = reading.one(f"SELECT uid FROM {kind.value} WHERE id = ?", (record_id,))
    return found[0].hex() if found else ""


def by_uid(reading: Reading, kind: Kind, uid: str) -> int | None:
    """Return the key of a record, None where the file has none such.

    Nothing but a scan of a code asks so: it looks at every row, 20 ms among 100,000.
    """
    sql = f"SELECT id FROM {kind.value} WHERE uid = ?"
    found = reading.one(sql, (bytes.fromhex(uid),))
    return int(found[0]) if found else None
