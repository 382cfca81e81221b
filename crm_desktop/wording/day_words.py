"""Words for a day to remember, in the calendar it is kept in (D19)."""

from datetime import date

from crm_desktop.domain.contacts import ImportantDate
from crm_desktop.language.lunar import lunar_text
from crm_desktop.text import Language, LanguageCode
from crm_desktop.text.figures import DateStyle

_ANY_LEAP_YEAR = 2000


def span_words(language: Language, first: date, last: date) -> str:
    """Return a run of days, the year once where it is the same: `Nov 23 – Nov 29, 2026`."""
    styles: tuple[DateStyle, DateStyle] = ("short", "short")
    if first.year == last.year:
        is_chinese = language.code is LanguageCode.CHINESE
        styles = ("short", "month_day") if is_chinese else ("month_day", "short")
    return " – ".join(map(language.date, (first, last), styles))


def weekday_words(language: Language, day: date) -> str:
    """Return a day with its weekday before it, for who thinks in weeks: `Tue Mar 20, 2026`."""
    return f"{language.date(day, 'weekday')} {language.date(day)}"


def day_words(one: ImportantDate, language: Language) -> str:
    """Return month and day, with the year where it is known; a lunar day by its lunar name."""
    if one.lunar:
        lunar = lunar_text(one.month, one.day, leap=one.leap_month, lang=language.code)
        return language.with_note(lunar, str(one.year)) if one.year else lunar
    day = date(one.year or _ANY_LEAP_YEAR, one.month, one.day)
    return language.date(day, "short" if one.year else "month_day")
