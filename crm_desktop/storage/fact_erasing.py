"""Taking single facts out of a file for good, with what the change log holds of them (D28)."""

from collections import defaultdict
from collections.abc import Iterable

from crm_desktop.domain.changes import Kind
from crm_desktop.storage import erasing
from crm_desktop.storage.erase_scope import EraseScope
from crm_desktop.storage.reading import id_list
from crm_desktop.storage.record_removal import DEPENDENTS
from crm_desktop.storage.writing import Writing


def erase_records(work: Writing, records: Iterable[tuple[Kind, int]]) -> None:
    """Erase records with what hangs on them; nobody is named by them alone.

    The file is to be cleaned afterwards (``scrubbing``).
    """
    found: dict[Kind, set[int]] = defaultdict(set)
    for kind, key in records:
        found[kind].add(key)
    for kind, keys in list(found.items()):
        for dependent, column in DEPENDENTS.get(kind, ()):
            rows = work.rows(
                f"SELECT id FROM {dependent.value} WHERE {column} IN ({id_list(keys)})"
            )
            found[dependent] |= {row[0] for row in rows}
    living = {kind: frozenset(keys) for kind, keys in found.items() if keys}
    if living:
        erasing.erase(work, EraseScope(living, {}), lambda _: False)


def forget_note(work: Writing, contact_id: int) -> None:
    """Take what the change log holds of the note on a contact out of it, with its mark.

    What was about the note alone can't be undone any more; an undo of anything else brings neither
    back: a mark without a note would be a fact that says nothing.
    """
    gone = ", ".join(f"'$.{name}'" for name in ("note", "sensitive", "sensitive_kind"))
    for state in ("before", "after"):
        left = f"json_remove({state}, {gone})"
        work.execute(
            f"UPDATE change SET {state} ="
            f" CASE WHEN {left} = '{{}}' AND operation_id <> ? THEN '' ELSE {left} END"
            f" WHERE kind = 'contact' AND record_id = ? AND {state} <> ''",
            (work.operation_id, contact_id),
        )
