"""Numbers, days and money in a reader's words, each distinct value put into words once."""

from datetime import date
from decimal import Decimal
from functools import cache

from crm_desktop.text import Language

_SHARE_PLACES = 4


class Figures:
    """The words of one document's figures; an absent value is an empty text."""

    def __init__(
        self, language: Language, currency: str, *, places: int = 0, share_places: int = 1
    ) -> None:
        self._whole = cache(language.number)
        self._points = cache(lambda value: language.number(value, places=1))
        self._share = cache(lambda value: language.percent(value, places=share_places))
        self._day = cache(language.date)
        self._amount = cache(lambda value: language.number(value, places=places))
        self._money = cache(lambda value: language.money(value, currency))

    def whole(self, value: Decimal | None) -> str:
        """Return a number without decimals."""
        return "" if value is None else self._whole(int(value.to_integral_value()))

    def count(self, value: int) -> str:
        """Return a whole number with its grouping."""
        return self._whole(value)

    def points(self, value: Decimal | None) -> str:
        """Return points with one decimal."""
        return "" if value is None else self._points(round(value, 1))

    def change(self, value: Decimal | None) -> str:
        """Return points gained or lost with their sign; empty where nothing changed."""
        rounded = None if value is None else round(value, 1)
        if not rounded:
            return ""
        return f"{'+' if rounded > 0 else '−'}{self._points(abs(rounded))}"

    def share(self, value: Decimal | None) -> str:
        """Return a share 0-1 as a percentage."""
        return "" if value is None else self._share(round(value, _SHARE_PLACES))

    def day(self, value: date | None) -> str:
        """Return a day."""
        return "" if value is None else self._day(value)

    def money(self, value: Decimal) -> str:
        """Return an amount of the document's currency."""
        return self._money(value)

    def amount(self, value: Decimal) -> str:
        """Return an amount without its currency, which the heading names."""
        return self._amount(value)
