"""The history of a card as rows of a table, in words; knows no widget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_desktop.domain.card_history import HistoryEntry
from crm_desktop.domain.changes import Action, FieldChange, Kind
from crm_desktop.language.folding import fold
from crm_desktop.text import Language
from crm_desktop.wording.history import field_label, kind_name, operation_text, value_text

_OF_MANY = frozenset(
    {
        "imported",
        "tiers_applied",
        "currency_set",
        "customers_set",
        "customers_binned",
        "customers_restored",
        "tagged",
        "untagged",
        "briefs_printed",
    }
)
"""Operations that touch more than this card: they are undone where they were done."""
_UNSAID = frozenset({"customer_id", "binned_at", "sha256", "size_bytes", "media_type"})
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line: when and who, what, and the value before and after.

    ``change`` is set where the value before can be put back, ``operation_id`` where the whole
    operation can be undone from here.
    """

    when: str
    who: str
    what: str
    before: str
    after: str
    change: FieldChange | None = None
    operation_id: int | None = None

    def cells(self) -> tuple[str, str, str, str, str]:
        """The texts of the row by column."""
        return self.when, self.who, self.what, self.before, self.after


def history_rows(entries: Sequence[HistoryEntry], language: Language) -> list[HistoryRow]:
    """Return a row for every field that was changed, and one for what was added or removed."""
    return [row for entry in entries for row in _rows(entry, language)]


def matching(rows: Sequence[HistoryRow], text: str) -> list[HistoryRow]:
    """Return the rows that hold every word of a text somewhere."""
    words = fold(text).split()
    if not words:
        return list(rows)
    return [row for row in rows if all(word in fold(" ".join(row.cells())) for word in words)]


def _rows(entry: HistoryEntry, language: Language) -> Iterator[HistoryRow]:
    operation = entry.operation
    when = language.moment(operation.happened_at.astimezone())
    who = operation.author or "–"
    if entry.action is Action.CHANGED:
        for change in entry.changes:
            what = _field_words(entry, change, language)
            before = _value(entry, change, change.before, language)
            after = _value(entry, change, change.after, language)
            yield HistoryRow(when, who, what, before, after, change=_restorable(change))
        return
    can_undo = operation.code not in _OF_MANY and operation.undone_by is None
    key = operation.id if can_undo else None
    what, content = _title(entry, language), _content(entry, language)
    if entry.action is Action.REMOVED:
        yield HistoryRow(when, who, what, content, "", operation_id=key)
    else:
        yield HistoryRow(when, who, what, "", content, operation_id=key)


def _title(entry: HistoryEntry, language: Language) -> str:
    kind = kind_name(language, entry.kind)
    msgid = "Removed: {text}" if entry.action is Action.REMOVED else "Added: {kind}"
    title = language.text(msgid, kind=kind, text=kind)
    return language.labelled(title, entry.label) if entry.label else title


def _field_words(entry: HistoryEntry, change: FieldChange, language: Language) -> str:
    label = field_label(language, change.kind, change.field)
    if entry.kind is Kind.CUSTOMER:
        return label
    about = kind_name(language, entry.kind)
    if entry.label:
        about = language.labelled(about, entry.label)
    return f"{label} · {about}"


def _content(entry: HistoryEntry, language: Language) -> str:
    """Return what an added or removed record says, field by field."""
    if not entry.changes and entry.operation.code in _OF_MANY:
        return operation_text(language, entry.operation)
    parts = []
    for change in entry.changes:
        value = change.before if entry.action is Action.REMOVED else change.after
        words = _value(entry, change, value, language)
        is_key = change.field.endswith("_id") and (change.field, value) not in entry.names
        if change.field in _UNSAID or is_key or not words or words == entry.label:
            continue
        label = field_label(language, change.kind, change.field)
        parts.append(language.labelled(label, words))
    text = " · ".join(parts)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _value(entry: HistoryEntry, change: FieldChange, value: object, language: Language) -> str:
    return value_text(language, change.kind, change.field, value, entry.names)


def _restorable(change: FieldChange) -> FieldChange | None:
    return None if change.field in _UNSAID else change
