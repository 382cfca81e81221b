"""Days, numbers, money and countries as English and Chinese readers write them.

What a window paints first, days and the usual currencies, is told by tables that agree with Babel.
It knows all the rest; it is imported at first need (30 ms) and asked once each, since a table of
10,000 amounts would otherwise spend 0.2 s in it. Both languages group by commas.
"""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

DateStyle = Literal["short", "full", "month_day", "month", "weekday"]

_BABEL_LOCALE = {"en": "en", "zh_CN": "zh_Hans_CN"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "zh_CN": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
_DATE_PATTERNS = {
    ("en", "short"): "{month:.3} {day.day}, {day.year}",
    ("en", "full"): "{weekday}, {month} {day.day}, {day.year}",
    ("en", "month_day"): "{month:.3} {day.day}",
    ("en", "month"): "{month} {day.year}",
    ("en", "weekday"): "{weekday:.3}",
    ("zh_CN", "short"): "{day.year}年{day.month}月{day.day}日",
    ("zh_CN", "full"): "{day.year}年{day.month}月{day.day}日{weekday}",
    ("zh_CN", "month_day"): "{day.month}月{day.day}日",
    ("zh_CN", "month"): "{day.year}年{day.month}月",
    ("zh_CN", "weekday"): "周{weekday[2]}",
}
_USUAL_CURRENCIES = {
    ("en", "CNY"): ("CN¥", 2),
    ("en", "EUR"): ("€", 2),
    ("en", "GBP"): ("£", 2),
    ("en", "USD"): ("$", 2),
    ("zh_CN", "CNY"): ("¥", 2),
    ("zh_CN", "EUR"): ("€", 2),
    ("zh_CN", "GBP"): ("£", 2),
    ("zh_CN", "USD"): ("US$", 2),
}
# As mainland business documents write them; CLDR gives the long official names.
_CHINESE_COUNTRIES = {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"}


@lru_cache(maxsize=4096)
def date_text(code: str, day: date, style: DateStyle) -> str:
    month, weekday = _MONTHS[day.month - 1], _WEEKDAYS[code][day.weekday()]
    return _DATE_PATTERNS[code, style].format(day=day, month=month, weekday=weekday)


def number_text(value: "Decimal | float", places: int | None) -> str:
    if isinstance(value, int) and not places:
        return f"{value:,}"
    exact = _decimal(value)
    if places is not None:
        return f"{_rounded(exact, places):,f}"
    text = f"{exact:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_text(share: "Decimal | float", places: int | None) -> str:
    points = _decimal(share) * 100
    if places is None:
        return f"{number_text(_rounded(points, 1), None)}%"
    return f"{number_text(points, places)}%"


def money_text(code: str, amount: "Decimal | int", currency: str, places: int | None = None) -> str:
    symbol, usual = _currency(code, currency)
    if isinstance(amount, int) and places == 0:
        return f"{'-' if amount < 0 else ''}{symbol}{abs(amount):,}"
    rounded = _rounded(_decimal(amount), usual if places is None else places)
    return f"{'-' if rounded < 0 else ''}{symbol}{abs(rounded):,f}"


def country_text(code: str, country: str) -> str:
    from babel import Locale

    if code == "zh_CN" and country in _CHINESE_COUNTRIES:
        return _CHINESE_COUNTRIES[country]
    return str(Locale.parse(_BABEL_LOCALE[code]).territories.get(country, country))


@lru_cache(maxsize=400)
def _currency(code: str, currency: str) -> tuple[str, int]:
    """Symbol (a code like KWD is set off by a no-break space) and decimals."""
    if usual := _USUAL_CURRENCIES.get((code, currency)):
        return usual
    from babel.numbers import get_currency_precision, get_currency_symbol

    symbol = get_currency_symbol(currency, locale=_BABEL_LOCALE[code])
    gap = "\u00a0" if symbol[-1:].isalpha() else ""
    return symbol + gap, get_currency_precision(currency)


def _rounded(value: "Decimal", places: int) -> "Decimal":
    """Half away from zero, as invoices do, and never `-0`."""
    from decimal import ROUND_HALF_UP, Decimal

    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def _decimal(value: "Decimal | float") -> "Decimal":
    from decimal import Decimal

    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)
