"""Settings of a customer file that stand together below a key, such as edits of the playbook."""

from typing import TYPE_CHECKING

from crm_desktop.storage.reading import Reading

if TYPE_CHECKING:  # a window asks for names of its file while it starts
    from crm_desktop.storage.writing import Writing


def settings_below(reading: Reading, start: str) -> list[tuple[str, str]]:
    """Return keys and stored values (JSON) of what is kept below ``start``, which ends in /."""
    sql = "SELECT key, value FROM setting WHERE key >= ? AND key < ? ORDER BY key"
    return reading.rows(sql, (start, f"{start[:-1]}0"))


def remove_setting(work: "Writing", key: str) -> None:
    """Take a setting away, logged and undoable; one that was never set is none."""
    from crm_desktop.domain.changes import Kind

    found = work.one("SELECT id FROM setting WHERE key = ?", (key,))
    if found is not None:
        work.remove(Kind.SETTING, found[0])
