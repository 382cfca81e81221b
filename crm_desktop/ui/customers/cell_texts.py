"""What stands in the cells of the customer list, made of stored values when it is painted."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from crm_desktop.services.list_pages import PageRow
from crm_desktop.text import Language
from crm_desktop.ui.customers.columns import Column

MICRO = 1_000_000
Text = Callable[["CellTexts", PageRow], str]


class CellTexts:
    """The words of cells in one language, currency and on one day."""

    def __init__(self, language: Language, currency: str, today: date) -> None:
        self.language, self.currency, self.today = language, currency, today

    @cached_property
    def _kinds(self) -> dict[str, str]:
        # No usual column shows kind or stage: the first paint of a window does without them.
        from crm_desktop.wording.card import KINDS

        return {kind.value: self.language.text(words) for kind, words in KINDS.items()}

    def text(self, row: PageRow, column: Column) -> str:
        """Return what a cell shows, empty for what is absent."""
        return _TEXTS[column](self, row)

    def spoken(self, row: PageRow, column: Column) -> str:
        """Return what a cell says to who can't see its picture."""
        text, say = self.text(row, column), self.language.text
        if column is Column.TIER:
            return say("Tier {tier}", tier=row.tier) if row.tier else say("no tier")
        if column is Column.NAME:
            signs = self.signs(row)
            return self.language.with_note(text, self.language.join(signs)) if signs else text
        if column is Column.MAN and row.man_score is not None:
            score = self.score(row.man_score)
            return say("MAN class {letters}, {score} of 100", letters=text, score=score)
        return text

    def signs(self, row: PageRow) -> list[str]:
        """Return in words what the small pictures behind a name mean."""
        say = self.language.text
        signs = (
            (row.has_taboo, say("has a taboo")),
            (row.open_complaint, say("open complaint")),
            (row.at_risk, say("at risk")),
        )
        return [words for shown, words in signs if shown]

    def score(self, micro: int) -> str:
        """Return a score or index of 0-100 with one decimal."""
        whole, tenths = divmod(_divided(10 * micro, MICRO), 10)
        return f"{self.language.number(whole)}.{tenths}"

    def money(self, micro: int) -> str:
        """Return an amount of the base currency in whole units, empty for none."""
        if not micro:
            return ""
        amount = -_divided(-micro, MICRO) if micro < 0 else _divided(micro, MICRO)
        if not self.currency:
            return self.language.number(amount, 0)
        return self.language.short_money(amount, self.currency)

    def day(self, text: str | None) -> str:
        """Return a stored day as it is written here; the present year goes without saying."""
        return self._day(date.fromisoformat(text)) if text else ""

    def _day(self, day: date) -> str:
        is_near = day.year == self.today.year
        return self.language.date(day, "month_day" if is_near else "short")

    def overdue(self, row: PageRow) -> str:
        """Return how late the most pressing duty is, empty while none is."""
        days = self.overdue_days(row)
        return self.language.plural("{count} day", "{count} days", days) if days > 0 else ""

    def overdue_days(self, row: PageRow) -> int:
        """Return by how many days the most pressing duty is late, 0 while none is."""
        if not row.due_on:
            return 0
        return max(0, (self.today - date.fromisoformat(row.due_on)).days)

    def next_action(self, row: PageRow) -> str:
        """Return when and what is to be done next."""
        if not row.next_action_on:
            return ""
        day = date.fromisoformat(row.next_action_on)
        near = -2 <= (day - self.today).days <= 7
        when = self.language.relative(day, self.today) if near else self._day(day)
        what = " ".join(row.next_action.split())
        return self.language.labelled(when, what) if what else when

    def kind(self, row: PageRow) -> str:
        """Return company or person in words."""
        return self._kinds[row.kind]

    def stage(self, row: PageRow) -> str:
        """Return the stage in words."""
        from crm_desktop.domain.customers import Stage
        from crm_desktop.wording.choices import STAGES

        # Looked up each time: a file may call its stages otherwise from now on.
        return self.language.text(STAGES[Stage(row.stage)])

    def country(self, row: PageRow) -> str:
        """Return the name of the country."""
        return self.language.country(row.country) if row.country else ""

    def completeness(self, row: PageRow) -> str:
        """Return how complete the card is."""
        return self.language.percent(row.completeness / 100, 0)


def _divided(amount: int, by: int) -> int:
    """Divide what is not negative, halves up; without decimals, which take a start 2 ms."""
    return (2 * amount + by) // (2 * by)


_TEXTS: Mapping[Column, Text] = {
    Column.TIER: lambda _, row: row.tier,
    Column.NAME: lambda _, row: row.name,
    Column.KIND: CellTexts.kind,
    Column.CITY: lambda _, row: row.city,
    Column.COUNTRY: CellTexts.country,
    Column.STAGE: CellTexts.stage,
    Column.MAN: lambda _, row: row.man_class,
    Column.REVENUE_12M: lambda texts, row: texts.money(row.revenue_12m),
    Column.REVENUE_TOTAL: lambda texts, row: texts.money(row.revenue_total),
    Column.PURCHASES: lambda texts, row: texts.language.number(row.purchases),
    Column.LAST_PURCHASE: lambda texts, row: texts.day(row.last_purchase),
    Column.INDEX: lambda texts, row: (
        "" if row.value_index is None else texts.score(row.value_index)
    ),
    Column.LAST_CONTACT: lambda texts, row: texts.day(row.last_contact),
    Column.OVERDUE: CellTexts.overdue,
    Column.NEXT_ACTION: CellTexts.next_action,
    Column.COMPLETENESS: CellTexts.completeness,
    Column.OWNER: lambda _, row: row.owner,
    Column.EXTERNAL_ID: lambda _, row: row.external_id,
}
