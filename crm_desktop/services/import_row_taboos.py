"""Taboos that rows of customers and contacts name in a column of their own (D1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.import_taboos import taboos_in
from crm_desktop.domain.sensitive import is_marked_by
from crm_desktop.domain.taboos import MAX_TEXT_GRAPHEMES, Severity, TabooCategory
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_drafts import NEW, UNCHANGED, UPDATED, Link, Records
from crm_desktop.services.import_work import TableWork

_FIELDS = ("taboos", "allergies")


@dataclass(frozen=True, slots=True)
class _Found:
    place: int
    text: str
    category: TabooCategory


def plan_taboos(
    work: TableWork,
    columns: Columns,
    keys: Sequence[str],
    links: dict[str, Link],
    states: list[int],
) -> None:
    """Plan a taboo for each the rows name; rows that bring or change one are updated.

    A taboo is known again by its row's key and its text: a cell that says something else adds
    a taboo and takes none away.
    """
    if not any(field in columns for field in _FIELDS):
        return
    cells = zip(*(columns.get(field) for field in _FIELDS), strict=True)
    found = [
        _Found(place, text, category)
        for place, (taboos, allergies) in enumerate(cells)
        for text, category in taboos_in(taboos or "", allergies or "").items()
    ]
    owners = links["customer_id"].keys
    found = [one for one in found if not work.finder.has_taboo(owners[one.place], one.text)]
    if not found:
        return
    places = [one.place for one in found]
    records = Records(
        Kind.TABOO,
        work.source,
        [_key(keys[one.place], one.text) for one in found],
        [columns.lines[place] for place in places],
        _values(found),
        {name: link.only(places) for name, link in links.items()},
        file=work.file,
        entity=Kind.TABOO.value + work.entity_suffix,
    )
    for place, state in zip(places, work.reconcile(records).states, strict=True):
        if state != UNCHANGED and states[place] != NEW:
            states[place] = UPDATED


def _key(row: str, text: str) -> str:
    digest = blake2b(text.casefold().encode("utf-8", "replace"), digest_size=9)
    return f"{row}#taboo{digest.hexdigest()}"


def _values(found: Sequence[_Found]) -> dict[str, list[object]]:
    """The stored columns: an allergy is never to be touched, texts stay short."""
    is_long = [len(one.text) > MAX_TEXT_GRAPHEMES for one in found]
    is_allergy = [one.category is TabooCategory.ALLERGY for one in found]
    return {
        "text": [
            one.text[: MAX_TEXT_GRAPHEMES - 1] + "…" if long else one.text
            for one, long in zip(found, is_long, strict=True)
        ],
        "category": [one.category.value for one in found],
        "severity": [(Severity.NEVER if is_a else Severity.AVOID).value for is_a in is_allergy],
        "why": [one.text if long else "" for one, long in zip(found, is_long, strict=True)],
        "sensitive": [
            int(is_marked_by(Kind.TABOO, _looks(one.category, one.text))) for one in found
        ],
    }


def _looks(category: TabooCategory, text: str) -> dict[str, str]:
    return {"category": category.value, "calendar": "", "text": text, "why": ""}
