"""Where the records of a file still name somebody, found by looking through every text."""

from collections.abc import Iterator, Sequence

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Mention
from crm_desktop.storage.erase_scope import EraseScope
from crm_desktop.storage.reading import Reading, id_list

SHORTEST = 2
_LONGEST_SHOWN = 120
# What a list brought stands in the record it made, word for word.
_SOUGHT = tuple(kind for kind in Kind if kind is not Kind.IMPORT_IDENTITY)


def mentions(reading: Reading, names: Sequence[str], scope: EraseScope, most: int) -> list[Mention]:
    """Return the texts outside of a scope that have one of the names in them, at most so many.

    Letters of ASCII are compared without case. Looks through the whole file: about a second for
    100,000 customers.
    """
    wanted = [name.lower() for name in names if len(name) >= SHORTEST]
    found: list[Mention] = []
    for kind in _SOUGHT if wanted else ():
        if len(found) >= most:
            break
        found += _in_kind(reading, kind, wanted, scope)
    return found[:most]


def _in_kind(
    reading: Reading, kind: Kind, names: Sequence[str], scope: EraseScope
) -> Iterator[Mention]:
    table = reading.rows(f"PRAGMA table_info({kind.value})")
    columns = [name for _, name, type_, *_ in table if type_ == "VARCHAR"]
    if not columns:
        return
    owner = "customer_id" if "customer_id" in {row[1] for row in table} else "NULL"
    whole = " || char(10) || ".join(f"ifnull(\"{one}\", '')" for one in columns)
    tests = " OR ".join(f"instr(lower({whole}), ?)" for _ in names)
    listed = ", ".join(f'"{one}"' for one in columns)
    rows = reading.rows(
        f"SELECT id, {owner}, {listed} FROM {kind.value} WHERE ({tests})"
        f" AND id NOT IN ({id_list(scope.living.get(kind, ()))}) ORDER BY id LIMIT 200",
        tuple(names),
    )
    for key, customer, *texts in rows:
        for field, text in zip(columns, texts, strict=True):
            if any(name in (text or "").lower() for name in names):
                customer = key if kind is Kind.CUSTOMER else customer
                yield Mention(kind, key, customer, field, _around(text, names))


def _around(text: str, names: Sequence[str]) -> str:
    """Return the part of a text that a name stands in."""
    at = min(place for name in names if (place := text.lower().find(name)) >= 0)
    start = max(0, at - _LONGEST_SHOWN // 3)
    shown = " ".join(text[start : start + _LONGEST_SHOWN].split())
    return f"{'…' if start else ''}{shown}{'…' if start + _LONGEST_SHOWN < len(text) else ''}"
