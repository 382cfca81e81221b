"""A line such as ``Second line, 120,000 at 40% by Friday`` read for amount, chance and day."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from crm_desktop.domain.promise_lines import read_dated

_PERCENT = re.compile(r"(?:^|(?<=[\s,;，；]))(?:at |@ ?|概率|把握)?(\d{1,3}) ?[%％]")
_SIGNS = {"¥": "CNY", "￥": "CNY", "元": "CNY", "€": "EUR", "£": "GBP", "$": "USD", "US$": "USD"}
_SCALES = {"k": 1_000, "m": 1_000_000, "万": 10_000, "亿": 100_000_000}
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?:^|(?<=[\s,;，；]))(US\$ ?|[¥￥€£$] ?|[A-Z]{{3}} ?)?({_NUMBER})"
    r" ?(k|m|K|M|万|亿)?(元|€| ?[A-Z]{3}(?![A-Za-z]))?(?=$|[\s,;，；])"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LEAST = 1_000
"""A bare number below is a count of something, not what it is worth."""
_GAPS = re.compile(r"\s*[,;，；](?:\s*[,;，；])+|\s{2,}")
_PARTS = ",;，；"
_EDGE = " ,;，；。.、"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What was understood of a line; what was not stays in the text."""

    text: str
    value: Decimal | None = None
    currency: str = ""
    probability: int | None = None
    day: date | None = None


def read_plan(line: str, today: date) -> PlanLine:
    """Return text and day of a line; only what is understood whole is taken out of the text."""
    found = read_dated(line, today)
    return PlanLine(found.text, day=found.day)


def read_opportunity(line: str, today: date) -> PlanLine:
    """Return text, amount with its currency (empty where none is named), chance and day."""
    found = read_plan(line, today)
    for take in (_take_percent, _take_amount):
        found = take(found)
    return found


def _take_percent(line: PlanLine) -> PlanLine:
    match = _PERCENT.search(line.text)
    if match is None or int(match[1]) > 100:
        return line
    return _without(line, match, lambda one: replace(one, probability=int(match[1])))


def _take_amount(line: PlanLine) -> PlanLine:
    for match in reversed(list(_AMOUNT.finditer(line.text))):
        before, number, scale, after = match.groups()
        currency = _currency(before) or _currency(after)
        amount = _amount(number, scale)
        is_last = line.text[match.end() :].lstrip()[:1] in ("", *_PARTS)
        is_plain = is_last and amount is not None and _is_worth(number, amount)
        if amount is None or not (currency or scale or is_plain):
            continue
        value = amount

        def take(one: PlanLine, value: Decimal = value, currency: str = currency) -> PlanLine:
            return replace(one, value=value, currency=currency)

        return _without(line, match, take)
    return line


def _without(
    line: PlanLine, match: "re.Match[str]", take: Callable[[PlanLine], PlanLine]
) -> PlanLine:
    """Take a part out of the text unless nothing else would be left of it."""
    rest = f"{line.text[: match.start()]} {line.text[match.end() :]}"
    rest = _GAPS.sub(lambda gap: ", " if gap[0].strip() else " ", rest).strip(_EDGE)
    return replace(take(line), text=rest) if rest else line


def _currency(text: str | None) -> str:
    code = (text or "").strip()
    return _SIGNS.get(code, code)


def _amount(number: str, scale: str | None) -> Decimal | None:
    try:
        plain = Decimal(number.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return plain * _SCALES[scale.lower()] if scale else plain


def _is_worth(number: str, amount: Decimal) -> bool:
    """Whether a bare number is an amount: large enough, and no year."""
    is_year = number.isdecimal() and _FIRST_YEAR <= amount <= _LAST_YEAR
    return amount >= _LEAST and not is_year
