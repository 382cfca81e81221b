"""Understands written numbers and money; the decimal mark is known from the whole column."""

import re
from dataclasses import dataclass
from decimal import Decimal

from crm_desktop.domain.imports import DecimalMark

_SIGNS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "C$": "CAD", "A$": "AUD", "S$": "SGD", "R$": "BRL",
    "RMB": "CNY", "人民币": "CNY", "人民幣": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD",
    "港元": "HKD", "日元": "JPY", "英镑": "GBP", "¥": "CNY", "￥": "CNY", "元": "CNY", "€": "EUR",
    "£": "GBP", "$": "USD", "₩": "KRW", "₹": "INR", "₽": "RUB", "zł": "PLN", "kr": "SEK",
}  # fmt: skip
_SIGN = re.compile("|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True))))
_CODE = re.compile(r"\b[A-Z]{3}\b")
_UNITS = {"亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4, "千": 10**3}
_POINT = re.compile(r"\d+(?:\.\d*)?$|\.\d+$|\d{1,3}(?:[, '’]\d{3})+(?:\.\d*)?$")
_COMMA = re.compile(r"\d+(?:,\d*)?$|,\d+$|\d{1,3}(?:[. '’]\d{3})+(?:,\d*)?$")
_GROUPS = re.compile(r"[,. '’]")
_DIGITS_AND_MARKS = re.compile(r"\d[\d., '’\u00a0\u202f]*")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}$")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?$", re.ASCII)
_LONGEST = 30


@dataclass(slots=True)
class NumberEvidence:
    """What the cells of a column say about their decimal mark and their size."""

    needs_size: bool = False
    points: int = 0
    commas: int = 0
    either: int = 0
    above_one: int = 0
    below_one: int = 0
    fractions: int = 0

    def is_settled_by(self, joined: str) -> bool:
        """True when cells that make up this text can't tell more; a cheap look at many."""
        if self.needs_size:
            return False
        has_point, has_comma = "." in joined, "," in joined
        if has_point and has_comma:
            return False
        return not (has_point or has_comma) or bool(self.points if has_point else self.commas)

    def observe(self, text: str) -> None:
        """Counts one filled cell."""
        if text.isdigit():
            self.above_one += text not in "01"
            return
        match = _DIGITS_AND_MARKS.search(text)
        if match is not None and "%" not in text:
            self._count(match[0].strip())

    def _count(self, number: str) -> None:
        if _ONE_GROUP.match(number):
            self.either += 1
        elif _POINT.match(number) and not _COMMA.match(number):
            self.points += 1
        elif _COMMA.match(number) and not _POINT.match(number):
            self.commas += 1
        self.fractions += not number.isdigit()
        is_small = number[0] == "0" or (number[0] == "1" and not number.strip("1.,0"))
        self.below_one += is_small
        self.above_one += not is_small

    @property
    def mark(self) -> DecimalMark | None:
        """The mark the column proves, or None where no cell shows it."""
        if not (self.points or self.commas):
            return None
        return DecimalMark.POINT if self.points >= self.commas else DecimalMark.COMMA

    @property
    def is_share(self) -> bool:
        """True when every number lies between 0 and 1 and some aren't whole."""
        return bool(self.below_one and self.fractions) and not self.above_one


def parse_decimal(text: str, mark: DecimalMark) -> Decimal | None:
    """The number in a cell, or None. Takes signs before and after, brackets for minus, groups of
    three, full-width digits, 万 and 亿; a percent sign divides by 100."""
    if mark is DecimalMark.POINT and len(text) <= _LONGEST and _PLAIN.match(text):
        return Decimal(text)
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-").strip()
    is_negative = text.startswith(("-", "(", "（")) or text.endswith("-")
    text = text.strip("+-()（） ")
    factor = Decimal(1)
    if text.endswith(("%", "％")):
        text, factor = text[:-1].rstrip(), Decimal("0.01")
    elif text and text[-1] in _UNITS:
        text, factor = text[:-1].rstrip(), Decimal(_UNITS[text[-1]])
    number = _bare(text, mark)
    if number is None:
        return None
    return -number * factor if is_negative else number * factor


def _bare(text: str, mark: DecimalMark) -> Decimal | None:
    shape = _POINT if mark is DecimalMark.POINT else _COMMA
    if len(text) > _LONGEST or not shape.match(text):
        return None
    decimal = "." if mark is DecimalMark.POINT else ","
    whole, _, rest = text.partition(decimal)
    return Decimal(f"{_GROUPS.sub('', whole) or '0'}.{rest or '0'}")


def parse_money(text: str, mark: DecimalMark) -> tuple[Decimal, str] | None:
    """The amount and the currency its sign or code names ("" where there is none), or None.

    A bare `$` is taken as USD, `¥` as CNY.
    """
    plain = parse_decimal(text, mark)
    if plain is not None:
        return plain, ""
    currency = ""
    if match := _CODE.search(text):
        currency, text = match[0], _CODE.sub("", text, count=1)
        text = _SIGN.sub("", text)
    elif match := _SIGN.search(text):
        currency, text = _SIGNS[match[0]], _SIGN.sub("", text, count=1)
    amount = parse_decimal(text.strip(), mark) if currency else None
    return None if amount is None else (amount, _renamed(currency))


def parse_currency(text: str) -> str | None:
    """The ISO code of a currency written as a code, sign or Chinese name, or None."""
    text = text.strip()
    if text in _SIGNS:
        return _SIGNS[text]
    upper = text.upper()
    return _renamed(upper) if len(upper) == 3 and upper.isascii() and upper.isalpha() else None


def _renamed(code: str) -> str:
    return _SIGNS.get(code, code)


def parse_integer(text: str, mark: DecimalMark) -> int | None:
    """A whole number, `17850.0` among them, or None."""
    number = parse_decimal(text, mark)
    if number is None or number != number.to_integral_value():
        return None
    return int(number)
