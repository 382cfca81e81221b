"""What every card is compared by when duplicates are looked for, read and folded."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.duplicates import Birthday, Likeness
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.language.company_names import core_name, plain_name
from crm_desktop.language.folding import fold
from crm_desktop.language.phones import digits_of
from crm_desktop.language.pinyin import toneless
from crm_desktop.storage import likeness as stored
from crm_desktop.storage.reading import Reading

MOST_NAMES = 3
"""A number or address at more names than this is a switchboard: it tells nothing."""

_READ, _STEPS = 6, 20
_REPORTED_EVERY = 5_000
_ID_HEADING = re.compile(
    r"(?:\b|_)(?:id|no|nr|nummer|number|num|code|key|ssn|sec|tax|vat|tin|uscc|account|passport|iban"
    r"|duns)(?:\b|_)|号|码|証|证"
)
_DAY = re.compile(r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}.*")
_PHONE_DIGITS = 8
_FEWEST_DIGITS = 7

_town = lru_cache(maxsize=4096)(plain_name)


def read_likenesses(reading: Reading, progress: Progress | None = None) -> dict[int, Likeness]:
    """Return what every living customer is compared by; reports ``_STEPS`` steps of 100."""
    progress = progress or NoProgress()
    emails = _by_customer(stored.emails(reading))
    progress.report(_READ // 2, 100)
    phones = _by_customer((key, phone_key(value)) for key, value in stored.phones(reading))
    progress.report(_READ, 100)
    numbers = _by_customer(_ids(reading))
    birthdays = {key: (year, month, day) for key, year, month, day in stored.birthdays(reading)}
    for values in (emails, phones, numbers):
        _leave_out(values, _common(reading, values))
    found: dict[int, Likeness] = {}
    last = stored.last_key(reading)
    for row in stored.customers(reading):
        key = row[0]
        if len(found) % _REPORTED_EVERY == 0:
            progress.report(_READ + (_STEPS - _READ) * key // last, 100)
        found[key] = likeness_of(
            row,
            emails=tuple(emails.get(key, ())),
            phones=tuple(phones.get(key, ())),
            numbers=tuple(numbers.get(key, ())),
            birthday=birthdays.get(key),
        )
    return found


def email_key(address: str) -> str:
    """An address as it is compared."""
    return address.strip().lower()


def phone_key(number: str) -> str:
    """The last digits of a number, since country and area codes are written or left out.

    Empty for one so short that many have it.
    """
    plain = number.removeprefix("+")
    digits = plain if plain.isdecimal() else digits_of(number)
    return digits[-_PHONE_DIGITS:] if len(digits) >= _FEWEST_DIGITS else ""


def likeness_of(
    row: Sequence[Any],
    *,
    emails: tuple[str, ...] = (),
    phones: tuple[str, ...] = (),
    numbers: tuple[str, ...] = (),
    birthday: Birthday | None = None,
) -> Likeness:
    """Return what the columns of a customer, as ``storage.likeness`` reads them, say of it.

    How a company sounds is left out: only those that share something are worth the time.
    """
    key, kind, name, latin, short, tax, registration, street, city, postal_code = row
    is_company = kind == CustomerKind.COMPANY.value
    bare = core_name if is_company else plain_name
    names = tuple(dict.fromkeys([bare(one) for one in (name, latin, short) if one]))
    official = official_numbers(tax, registration)
    return Likeness(
        customer_id=key,
        is_company=is_company,
        names=names,
        sounds=() if is_company else sounds_of(names, is_company=False),
        emails=emails,
        phones=phones,
        numbers=numbers + official if official else numbers,
        birthday=birthday,
        street=plain_name(street) if street else "",
        place=_town(city) if city else "",
        postal_code=fold(postal_code).replace(" ", "") if postal_code else "",
    )


def official_numbers(tax: str, registration: str) -> tuple[str, ...]:
    """What a state or register calls a customer, each with what it is."""
    given = (("tax", tax), ("reg", registration))
    return tuple([f"{what}:{plain_name(one).replace(' ', '')}" for what, one in given if one])


def sounds_of(names: Sequence[str], *, is_company: bool) -> tuple[str, ...]:
    """The names in one word of plain letters: 张美丽 as Zhang Meili and as Meili Zhang."""
    return tuple(dict.fromkeys(_sounds(names, is_company=is_company)))


def _sounds(names: Sequence[str], *, is_company: bool) -> Iterator[str]:
    for name in names:
        if not name.isascii():
            yield "".join(toneless(name, surname_first=not is_company))
            continue
        first, _, rest = name.partition(" ")
        yield name.replace(" ", "")
        if rest and not is_company:
            yield rest.replace(" ", "") + first


def _by_customer(values: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, value in values:
        if value:
            known = found.setdefault(key, [])
            if value not in known:
                known.append(value)
    return found


def _common(reading: Reading, values: Mapping[int, list[str]]) -> set[str]:
    """Return the values of so many cards under so many names that they tell nothing."""
    counts = Counter(value for of_one in values.values() for value in of_one)
    often = {value for value, count in counts.items() if count > MOST_NAMES}
    if not often:
        return set()
    owners = [key for key, of_one in values.items() if not often.isdisjoint(of_one)]
    having: dict[str, set[str]] = defaultdict(set)
    for key, name, *_ in stored.card_names(reading, owners):
        for value in often.intersection(values[key]):
            having[value].add(plain_name(name))
    return {value for value, under in having.items() if len(under) > MOST_NAMES}


def _leave_out(values: dict[int, list[str]], common: set[str]) -> None:
    if common:
        for key, of_one in values.items():
            values[key] = [value for value in of_one if value not in common]


def _ids(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the numbers that stand in fields whose heading says that they name somebody."""
    headings: dict[str, str] = {}
    for key, heading, value in stored.custom_values(reading):
        if heading not in headings:
            plain = fold(heading)
            headings[heading] = plain if _ID_HEADING.search(plain) else ""
        if headings[heading] and _is_id(value):
            yield key, f"{headings[heading]}:{fold(value).strip()}"


def _is_id(value: str) -> bool:
    digits = sum(letter.isdigit() for letter in value)
    return digits * 2 >= len(value) and not _DAY.fullmatch(value)
