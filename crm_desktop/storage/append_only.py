"""Triggers that keep what a file proves of itself: lines are added, never changed or removed."""

_REFUSES = "BEGIN SELECT RAISE(ABORT, 'append only'); END"

_KEPT = (
    "sequence",
    "happened_at",
    "code",
    "author",
    "subject",
    "params",
    "seal",
    "previous",
    "hash",
)
_IS_ERASURE = " AND ".join(
    ("NEW.name = ''", "NEW.nonce = ''", *(f'NEW."{name}" IS OLD."{name}"' for name in _KEPT))
)

STATEMENTS = (
    # A file name may be emptied by an erase; nothing else of a line ever changes.
    f"CREATE TRIGGER trust_log_kept BEFORE UPDATE ON trust_log WHEN NOT ({_IS_ERASURE}) {_REFUSES}",
    f"CREATE TRIGGER trust_log_whole BEFORE DELETE ON trust_log {_REFUSES}",
    # An insert that replaces deletes without asking the trigger above.
    (
        "CREATE TRIGGER trust_log_onward BEFORE INSERT ON trust_log WHEN EXISTS"
        f" (SELECT 1 FROM trust_log WHERE sequence >= NEW.sequence) {_REFUSES}"
    ),
    f"CREATE TRIGGER tombstone_kept BEFORE UPDATE ON tombstone {_REFUSES}",
    f"CREATE TRIGGER tombstone_whole BEFORE DELETE ON tombstone {_REFUSES}",
    (
        "CREATE TRIGGER tombstone_onward BEFORE INSERT ON tombstone WHEN EXISTS"
        " (SELECT 1 FROM tombstone WHERE id = NEW.id OR"
        f" (kind = NEW.kind AND salt = NEW.salt AND digest = NEW.digest)) {_REFUSES}"
    ),
)
"""The SQL that makes them, in order, once their tables are there."""
