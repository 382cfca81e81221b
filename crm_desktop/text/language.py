"""The language of one reader, a value handed to whatever speaks to people."""

import datetime
import gettext
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Self

from crm_desktop.text import figures
from crm_desktop.text.messages import CONTEXT_GLUE

if TYPE_CHECKING:
    from decimal import Decimal

DOMAIN = "crm_desktop"


class LanguageCode(StrEnum):
    ENGLISH = "en"
    CHINESE = "zh_CN"


def detect(environ: Mapping[str, str]) -> LanguageCode:
    """The reader's language from LANGUAGE, LC_ALL, LC_MESSAGES and LANG, in gettext's order; any
    Chinese gives Simplified Chinese, what we don't speak English."""
    places = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    place = next((value for value in places if value), "")
    if place.partition(".")[0] in ("C", "POSIX"):
        return LanguageCode.ENGLISH
    for wish in [*environ.get("LANGUAGE", "").split(":"), place]:
        if wish[:2].lower() == "zh":
            return LanguageCode.CHINESE
        if wish[:2].lower() == "en":
            return LanguageCode.ENGLISH
    return LanguageCode.ENGLISH


class Language:
    """Texts by msgid, and figures as this language writes them; for any thread.

    Nothing of it changes but what a customer file calls things by: see :meth:`call`.
    """

    def __init__(self, code: LanguageCode, translations: gettext.NullTranslations) -> None:
        self.code = code
        self._translations = translations
        self._names: Mapping[str, str] = {}

    def call(self, names: Mapping[str, str]) -> None:
        """Say a file's own names for some msgids from now on, in place of any before."""
        self._names = dict(names)

    @classmethod
    def load(cls, code: LanguageCode, folder: Path) -> Self:
        """The language `code` from the catalogs in `folder` (`Paths.locale`); English needs none.

        Raises FileNotFoundError when the compiled catalog is missing.
        """
        if code is LanguageCode.ENGLISH:
            return cls(code, gettext.NullTranslations())
        with (folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return cls(code, gettext.GNUTranslations(file))

    def text(self, msgid: str, **params: object) -> str:
        """The text for a msgid, also one of `mark` or `mark_in`, with its `{name}` filled in."""
        if msgid in self._names:
            return self._names[msgid]
        context, _, plain = msgid.rpartition(CONTEXT_GLUE)
        if not plain:
            return ""
        if context:
            translated = self._translations.pgettext(context, plain)
        else:
            translated = self._translations.gettext(plain)
        return translated.format(**params) if params else translated

    def plural(self, one: str, many: str, count: int, **params: object) -> str:
        """The text for `count` things; `{count}` in it is the number as written here."""
        translated = self._translations.ngettext(one, many, count)
        return translated.format(count=self.number(count), **params)

    def date(self, day: datetime.date, style: figures.DateStyle = "short") -> str:
        """`Mar 4, 2025`; style "full" `Tuesday, March 4, 2025`, "month_day" `Mar 4`, "month"
        `March 2025`, "weekday" `Tue`."""
        return figures.date_text(self.code, day, style)

    def time(self, moment: datetime.time | datetime.datetime) -> str:
        """`14:05`, as both languages' business readers write it."""
        return f"{moment:%H:%M}"

    def moment(self, moment: datetime.datetime) -> str:
        """Day and time as `moment` itself has them: bring it to the reader's zone before."""
        return f"{self.date(moment.date())} {self.time(moment)}"

    def number(self, value: "Decimal | float", places: int | None = None) -> str:
        """`1,234.5`; with `places` exactly so many decimals, half away from zero, else the
        decimals the value has, without trailing zeros."""
        return figures.number_text(value, places)

    def percent(self, share: "Decimal | float", places: int | None = None) -> str:
        """A share of 1 as `12.5%`; without `places` at most one decimal, and only if needed."""
        return figures.percent_text(share, places)

    def money(self, amount: "Decimal | int", currency: str) -> str:
        """`-¥1,234.50`: the ISO currency's symbol here and its own number of decimals."""
        return figures.money_text(self.code, amount, currency)

    def short_money(self, amount: "Decimal | int", currency: str) -> str:
        """`¥1,234` for a whole amount, with its decimals else: for lists, where few have any."""
        places = 0 if amount == int(amount) else None
        return figures.money_text(self.code, amount, currency, places)

    def country(self, code: str) -> str:
        """The name of an ISO 3166 country; an unknown code stays as it is."""
        return figures.country_text(self.code, code)

    def relative(self, day: datetime.date, today: datetime.date) -> str:
        """How far a day is: `today`, `in 3 days`, `2 days ago`."""
        days = (day - today).days
        if abs(days) <= 1:
            return (self.text("yesterday"), self.text("today"), self.text("tomorrow"))[days + 1]
        if days > 0:
            return self.plural("in {count} day", "in {count} days", days)
        return self.plural("{count} day ago", "{count} days ago", -days)

    def due(self, day: datetime.date, today: datetime.date) -> str:
        """How far a deadline is: `due today`, `due in 3 days`, `overdue by 2 days`."""
        days = (day - today).days
        if days == 0:
            return self.text("due today")
        if days > 0:
            return self.plural("due in {count} day", "due in {count} days", days)
        return self.plural("overdue by {count} day", "overdue by {count} days", -days)

    def join(self, items: Sequence[str]) -> str:
        """`a, b and c` / `a、b、c`."""
        if self.code is LanguageCode.CHINESE or len(items) < 2:
            return "、".join(items)
        return f"{', '.join(items[:-1])} and {items[-1]}"

    def labelled(self, label: str, value: str) -> str:
        """`label: value` / `label：value`."""
        return f"{label}{'：' if self.code is LanguageCode.CHINESE else ': '}{value}"

    def with_note(self, text: str, note: str) -> str:
        """`text (note)` / `text（note）`."""
        return f"{text}（{note}）" if self.code is LanguageCode.CHINESE else f"{text} ({note})"

    def phone(self, number: str, extension: str | None) -> str:
        """A phone number with its extension: `010 8888 6666 ext. 12` / `010 8888 6666 转 12`."""
        if extension is None:
            return number
        return self.text("{number} ext. {extension}", number=number, extension=extension)
