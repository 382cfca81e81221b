"""What becomes of a row, in a person's words."""

from decimal import Decimal

from crm_desktop.services.import_new_records import FieldChange
from crm_desktop.services.import_preview import RowPreview, RowState
from crm_desktop.text import Language, mark
from crm_desktop.wording.history import value_text
from crm_desktop.wording.import_fields import preview_label
from crm_desktop.wording.imports import refusal_in_words

STATES: dict[RowState, str] = {
    RowState.NEW: mark("New"),
    RowState.UPDATED: mark("Updated"),
    RowState.UNCHANGED: mark("Unchanged"),
    RowState.SUSPECT: mark("May already be there"),
    RowState.REFUSED: mark("Refused"),
}


def state_word(language: Language, state: RowState) -> str:
    """What becomes of a row, in a word or two."""
    return language.text(STATES[state])


def change_lines(language: Language, row: RowPreview) -> list[str]:
    """Every value before and after, a line each; why a row is refused, whom a new one is like."""
    if row.refusal is not None:
        return [refusal_in_words(language, row.refusal)]
    lines = [_line(language, one) for one in row.changes]
    if row.like:
        lines.insert(0, language.text("There is a customer like it: {name}", name=row.like))
    return lines


def _line(language: Language, change: FieldChange) -> str:
    field = preview_label(language, change.kind, change.field, change.name)
    after = _value(language, change, change.after)
    if change.before in (None, "", ()):
        return language.text("{field}: {value}", field=field, value=after)
    before = _value(language, change, change.before)
    return language.text(
        "{field}: {before} → {after}",
        field=field,
        before=before,
        after=after or language.text("empty"),
    )


def _value(language: Language, change: FieldChange, value: object) -> str:
    if isinstance(value, Decimal):
        return language.number(value)
    return value_text(language, change.kind, change.field, value)
