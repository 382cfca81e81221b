"""How the cells of one column become values: order of dates, parts, joined columns, words."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.import_numbers import parse_currency
from crm_desktop.domain.imports import Binding, FieldType
from crm_desktop.services.import_views import ListView
from crm_desktop.text import Language
from crm_desktop.ui.importing.column_words import JOINERS, ORDERS
from crm_desktop.ui.importing.decisions import takes_many, type_of
from crm_desktop.ui.importing.rule_lines import add_rule, choice_box, rule_form, text_line
from crm_desktop.wording.choices import CHOICES

_DATED = (FieldType.DATE, FieldType.BIRTHDAY, FieldType.LUNAR_BIRTHDAY)
_JOINED = (FieldType.TEXT, FieldType.MULTILINE, FieldType.BIRTHDAY, FieldType.LUNAR_BIRTHDAY)
_NAMES = ("first_name", "last_name")
_MOST_WORDS = 8
_MOST_PARTS = 4


class ColumnRules(QWidget):
    """The rules that make sense for the field a column fills; ``bindings`` are what they say."""

    def __init__(self, language: Language, view: ListView, column: int) -> None:
        super().__init__()
        self._language, self._view, self._column = language, view, column
        self.bindings: list[Binding] = list(view.bindings_of(column))
        self._form = rule_form(self)
        self._fill()

    def use(self, key: str | None) -> None:
        """Have the column fill another field, None for none."""
        self.bindings = [] if key is None else [Binding(key, (self._column,))]
        self._fill()

    @property
    def key(self) -> str | None:
        """The field that is filled; a name that is split counts as the whole name."""
        fields = [one.field for one in self.bindings]
        if sorted(fields) == sorted(_NAMES):
            return "name"
        return fields[0] if fields else None

    def _change(self, **stated: object) -> None:
        self.bindings = [replace(self.bindings[0], confidence=1.0, **stated)]  # type: ignore[arg-type]

    def _fill(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        key = self.key
        if key is None:
            return
        if key == "name" and field_of(self._view.mapping.entity, "last_name"):
            self._offer_split()
        if len(self.bindings) != 1:
            return
        kind = type_of(self._view, key)
        offers: list[tuple[bool, Callable[[], None]]] = [
            (kind in _DATED, self._offer_order),
            (takes_many(self._view, key), self._offer_separator),
            (kind is FieldType.TEXT and not takes_many(self._view, key), self._offer_part),
            (kind in _JOINED and not takes_many(self._view, key), self._offer_join),
            (kind is FieldType.MONEY, self._offer_currency),
            (kind is FieldType.CHOICE, self._offer_words),
        ]
        for is_useful, offer in offers:
            if is_useful:
                offer()

    def _add(self, caption: str, field: QWidget) -> None:
        add_rule(self._form, caption, field)

    def _offer_order(self) -> None:
        text = self._language.text
        caption = text("Dates are written")
        choices = [(order, text(words)) for order, words in ORDERS]
        now = self.bindings[0].date_order
        box = choice_box(caption, choices, now, lambda order: self._change(date_order=order))
        self._add(caption, box)

    def _offer_split(self) -> None:
        text = self._language.text
        caption = text("Full names")
        choices = [
            ((), text("Keep whole")),
            (("first_name", "last_name"), text("Split: given name, then family name")),
            (("last_name", "first_name"), text("Split: family name, then given name")),
        ]
        now = tuple(one.field for one in self.bindings) if len(self.bindings) == 2 else ()
        self._add(caption, choice_box(caption, choices, now, self._split))

    def _split(self, fields: tuple[str, ...]) -> None:
        places = (self._column,)
        self.bindings = [
            Binding(field, places, part=part) for part, field in enumerate(fields)
        ] or [Binding("name", places)]
        self._fill()

    def _offer_separator(self) -> None:
        caption = self._language.text("Several values divided by")
        now = self.bindings[0].separator
        hint = self._language.text("one value a cell")
        line = text_line(caption, now, lambda typed: self._change(separator=typed), hint)
        self._add(caption, line)

    def _offer_part(self) -> None:
        text = self._language.text
        caption = text("Take of a cell")
        choices: list[tuple[int | None, str]] = [(None, text("All of it"))]
        choices += [(part, text("Part {number}", number=part + 1)) for part in range(_MOST_PARTS)]
        now = self.bindings[0]
        self._add(
            caption, choice_box(caption, choices, now.part, lambda part: self._change(part=part))
        )
        divided = text("Parts divided by")
        line = text_line(
            divided, now.separator, lambda typed: self._change(separator=typed), text("blanks")
        )
        self._add(divided, line)

    def _offer_join(self) -> None:
        text, view = self._language.text, self._view
        caption = text("Together with")
        others = [place for place in range(view.width) if place != self._column]
        choices: list[tuple[int | None, str]] = [(None, text("No other column"))]
        choices += [(place, view.heading(place)) for place in others]
        joined = [place for place in self.bindings[0].columns if place != self._column]
        now = joined[0] if joined else None
        self._add(caption, choice_box(caption, choices, now, self._join))
        between = text("Joined by")
        joiners = [(joiner, text(words)) for joiner, words in JOINERS]
        box = choice_box(
            between,
            joiners,
            self.bindings[0].joiner,
            lambda joiner: self._change(joiner=joiner),
        )
        self._add(between, box)

    def _join(self, other: int | None) -> None:
        more = () if other is None else (other,)
        self._change(columns=(self._column, *more), part=None)

    def _offer_currency(self) -> None:
        caption = self._language.text("Currency")
        hint = self._language.text("as the cells say, else the base currency")
        line = text_line(caption, self.bindings[0].currency, self._set_currency, hint)
        self._add(caption, line)

    def _set_currency(self, typed: str) -> None:
        code = parse_currency(typed) if typed else ""
        if code is not None:
            self._change(currency=code)

    def _offer_words(self) -> None:
        field = field_of(self._view.mapping.entity, self.bindings[0].field)
        if field is None or field.choices is None:
            return
        words = CHOICES.get(field.choices, {})
        choices: list[tuple[str, str]] = [("", self._language.text("as it stands"))]
        choices += [
            (one.value, self._language.text(words[one]) if one in words else one.value)
            for one in field.choices
        ]
        for cell in self._cells()[:_MOST_WORDS]:
            self._offer_word(cell, choices)

    def _offer_word(self, cell: str, choices: list[tuple[str, str]]) -> None:
        caption = self._language.text("“{cell}” means", cell=cell)

        def chosen(value: str) -> None:
            kept = {a: b for a, b in self.bindings[0].replacements.items() if a != cell}
            self._change(replacements=kept | ({cell: value} if value else {}))

        now = self.bindings[0].replacements.get(cell, "")
        self._add(caption, choice_box(caption, choices, now, chosen))

    def _cells(self) -> list[str]:
        cells = (row[self._column].strip() for row in self._view.rows)
        return list(dict.fromkeys(cell for cell in cells if cell))
