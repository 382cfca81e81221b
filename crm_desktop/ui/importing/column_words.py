"""What a column of a list is called, and how sure it is, in a person's words."""

from collections.abc import Sequence

from crm_desktop.domain.import_fields import FIELDS
from crm_desktop.domain.imports import Binding, DateOrder, DecimalMark, Entity
from crm_desktop.services.import_views import ListView, own_name
from crm_desktop.text import Language, LanguageCode, mark
from crm_desktop.ui.importing.decisions import LIKELY, SURE
from crm_desktop.wording.import_fields import import_field_label

ORDERS: tuple[tuple[DateOrder | None, str], ...] = (
    (None, mark("As the column shows")),
    (DateOrder.YEAR_FIRST, mark("Year first (2024-03-05)")),
    (DateOrder.DAY_FIRST, mark("Day before month (5/3/2024)")),
    (DateOrder.MONTH_FIRST, mark("Month before day (3/5/2024)")),
    (DateOrder.SERIAL_1900, mark("Spreadsheet numbers since 1900")),
    (DateOrder.SERIAL_1904, mark("Spreadsheet numbers since 1904")),
)
DECIMALS: tuple[tuple[DecimalMark | None, str], ...] = (
    (None, mark("As the columns show")),
    (DecimalMark.POINT, mark("Point (1,234.50)")),
    (DecimalMark.COMMA, mark("Comma (1.234,50)")),
)
JOINERS: tuple[tuple[str, str], ...] = (
    (" ", mark("a blank")),
    (", ", mark("a comma")),
    ("\n", mark("a new line")),
    ("-", mark("a hyphen")),
)
DELIMITERS: tuple[tuple[str, str], ...] = (
    (",", mark("Comma")),
    (";", mark("Semicolon")),
    ("\t", mark("Tab")),
    ("|", mark("Bar")),
)
ENCODINGS = ("utf-8", "gb18030", "big5", "cp1252", "shift_jis", "utf-16", "cp932", "euc_kr")


def fields_of(language: Language, entity: Entity) -> list[tuple[str, str]]:
    """Every field of an entity with its label, by the alphabet where there is one."""
    found = [(one.key, import_field_label(language, entity, one.key)) for one in FIELDS[entity]]
    if language.code is LanguageCode.CHINESE:
        return found
    return sorted(found, key=lambda one: one[1].casefold())


def label_of(language: Language, entity: Entity, key: str) -> str:
    """What a field is called; one of a person's own by its name."""
    name = own_name(key)
    if name is not None:
        return language.text("Own field “{name}”", name=name)
    return import_field_label(language, entity, key)


def column_label(language: Language, view: ListView, bindings: Sequence[Binding]) -> str:
    """What a column becomes, such as *Given name + Family name*."""
    if not bindings:
        return language.text("Left out")
    return " + ".join(label_of(language, view.mapping.entity, one.field) for one in bindings)


def confidence_word(language: Language, bindings: Sequence[Binding]) -> str:
    """How sure a guess is: sure, likely or a guess; empty for what needs no mark."""
    kept = [one.confidence for one in bindings if own_name(one.field) is None]
    if not kept:
        return ""
    least = min(kept)
    if least >= SURE:
        return language.text("sure")
    return language.text("likely") if least >= LIKELY else language.text("a guess")
