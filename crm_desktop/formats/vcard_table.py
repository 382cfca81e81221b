"""A file of vCards as a list like any other: one row a card, its columns already understood."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import methodcaller
from pathlib import Path

from crm_desktop.domain.imports import CUSTOM, Binding, Entity, TableMapping
from crm_desktop.formats.table import (
    Cells,
    Report,
    Row,
    RowProblem,
    RowProblemCode,
    Table,
    TableError,
    TableErrorCode,
)
from crm_desktop.formats.vcard_cards import OWN_FIELD, PHONE_PLACES, Card, read_cards
from crm_desktop.formats.vcard_lines import Property, read_lines

MAX_BYTES = 200_000_000
MOST_CUSTOM = 40
_SAMPLE_ROWS = 200
_NO_CONTENT = frozenset(
    {"VERSION", "PRODID", "REV", "BEGIN", "END", "PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "LABEL"}
    | {"X-ABLABEL", "X-ABADR", "X-ABUID", "SORT-STRING", "CLASS", "MAILER", "CLIENTPIDMAP", "XML"}
    | {"X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS"}
)
_USED = frozenset(
    {"UID", "FN", "N", "NICKNAME", "ORG", "TITLE", "TEL", "EMAIL", "URL", "ADR", "BDAY", "NOTE"}
    | {"CATEGORIES", "LANG", "KIND", "ANNIVERSARY", "IMPP", "X-ABSHOWAS"}
    | {"X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME", "X-ABDATE"}
)
_ANNIVERSARIES = ("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY",
                  "X-KADDRESSBOOK-X-ANNIVERSARY", "X-WAB-WEDDING_ANNIVERSARY")  # fmt: skip
_YEARLY = frozenset(_ANNIVERSARIES)
_SHOWN_AS = methodcaller("startswith", "X-ABSHOWAS")
_WECHAT = ("X-WECHAT", "X-WEIXIN", "X-TENCENT-WECHAT")
_MESSENGERS = ("X-QQ", "X-SKYPE", "X-SKYPE-USERNAME", "X-JABBER", "X-ICQ", "X-AIM", "X-MSN",
               "X-YAHOO", "X-GOOGLE-TALK", "X-GTALK", "X-TWITTER", "X-WHATSAPP")  # fmt: skip
_KNOWN = _USED.union(("X-ABSHOWAS-ABSHOWAS",), _ANNIVERSARIES, _WECHAT, _MESSENGERS, _NO_CONTENT)
_HANDLES = frozenset((*_WECHAT, *_MESSENGERS))
_MOBILE = frozenset({"CELL", "MOBILE", "IPHONE"})
_COMPACT = re.compile(r"(\d{4}|--)-?(\d{2})-?(\d{2})(?:[T ].*)?$")
_DAY = re.compile(r"(?:\d{4}|-)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$")
_SAID_ONCE = ("FN", "NICKNAME", "ORG", "TITLE", "LANG")
"""What a customer has one of; more of it becomes a field of its own."""
_ADDRESS = ("street", "city", "region", "postal_code", "country")


@dataclass(slots=True)
class _Contents:
    """What a card says by field: several texts for those that take many, with their labels."""

    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)

    def note_all_but(self, kept: Collection[str]) -> None:
        """Move own fields that get no column to the note."""
        rest = [name for name in self.custom if name not in kept]
        lines = [f"{name}: {self.custom.pop(name)}" for name in rest]
        if lines:
            self.one["note"] = "\n".join(filter(None, (self.one.get("note", ""), *lines)))


def read_vcards(path: Path) -> Table:
    """Return the cards of a file as a list, all of them in memory but for their pictures.

    Raises TableError: no card in it, or above 200 MB.
    """
    if path.stat().st_size > MAX_BYTES:
        raise TableError(TableErrorCode.TOO_LARGE, path, limit=MAX_BYTES)
    problems: list[RowProblem] = []
    cards = list(_contents(path, problems.append))
    if not (cards or problems):
        raise TableError(TableErrorCode.EMPTY, path)
    layout = _layout([contents for _, contents in cards])
    rows = tuple((line, layout.cells(contents)) for line, contents in cards)
    return Table(
        path=path,
        name=path.stem,
        encoding="utf-8",
        delimiter=",",
        header=layout.header,
        width=len(layout.header),
        sample=rows[:_SAMPLE_ROWS],
        warnings=(),
        rows=partial(_told, rows, tuple(problems)),
        size=path.stat().st_size,
        is_text=False,
        mapping=TableMapping(path.stem, Entity.CUSTOMERS, layout.bindings),
    )


class _Layout:
    """Which column holds what, for all cards of a file."""

    def __init__(self, width: Mapping[str, int], custom: list[str]) -> None:
        header: list[str] = []
        bindings: list[Binding] = []
        self.places: list[tuple[str, int]] = []
        for key, count in width.items():
            for number in range(max(count, 1)):
                column = len(header)
                header.append(key if number == 0 else f"{key} {number + 1}")
                self.places.append((key, number))
                if count:
                    header.append(f"{header[-1]} label")
                    bindings.append(Binding(key, (column,), label_column=column + 1))
                else:
                    bindings.append(Binding(key, (column,), separator=_separator(key)))
        self.custom = custom
        bindings += [Binding(CUSTOM + name, (len(header) + at,)) for at, name in enumerate(custom)]
        self.header = (*header, *custom)
        self.bindings = tuple(bindings)
        self._many = {key for key, count in width.items() if count}

    def cells(self, contents: _Contents) -> Cells:
        """Return the row of a card."""
        found: list[str] = []
        for key, number in self.places:
            if key in self._many:
                values = contents.many.get(key, [])
                found += values[number] if number < len(values) else ("", "")
            else:
                found.append(contents.one.get(key, ""))
        return (*found, *(contents.custom.get(name, "") for name in self.custom))


def _separator(key: str) -> str:
    return "," if key == "tags" else ""


def _layout(cards: Sequence[_Contents]) -> _Layout:
    """Return columns for everything any of the cards says, as often as the one that says most."""
    names = Counter(name for contents in cards for name in contents.custom)
    custom = [name for name, _ in names.most_common(MOST_CUSTOM)]
    width: dict[str, int] = {"name": 0}
    for contents in cards:
        contents.note_all_but(custom)
        for key in contents.one:
            width.setdefault(key, 0)
        for key, values in contents.many.items():
            width[key] = max(width.get(key, 0), len(values))
    return _Layout(width, custom)


def _told(rows: Sequence[Row], problems: Sequence[RowProblem], report: Report) -> Iterator[Row]:
    for problem in problems:
        report(problem)
    yield from rows


def _contents(path: Path, report: Report) -> Iterator[tuple[int, _Contents]]:
    """Yield what each card says; one that names nobody is refused, a damaged one reported."""
    for card in read_cards(read_lines(path.read_bytes())):
        contents = _Reading(card).contents
        if not (contents.one.get("name") or contents.one.get("company")):
            said = " ".join(one.value for one in card.properties[:3])[:200]
            report(RowProblem(RowProblemCode.CARD_OF_NOBODY, card.line, (said,)))
            continue
        for bad in card.bad_lines:
            params = {"text": bad.text[:80]}
            report(RowProblem(RowProblemCode.LINE_NOT_UNDERSTOOD, bad.line, params=params))
        if not card.is_ended:
            report(RowProblem(RowProblemCode.CARD_NOT_ENDED, card.line))
        yield card.line, contents


class _Reading:
    """Reads the properties of one card into fields."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self.contents = _Contents()
        self._read_names()
        self._read_ways()
        self._read_addresses()
        self._read_days()
        self._read_rest()

    def _put(self, key: str, text: str) -> None:
        if text and key not in self.contents.one:
            self.contents.one[key] = text

    def _add(self, key: str, text: str, label: str) -> None:
        values = self.contents.many.setdefault(key, [])
        if text and text not in [one for one, _ in values]:
            values.append((text, label))
        if not values:
            del self.contents.many[key]

    def _read_names(self) -> None:
        card, put = self._card, self._put
        put("external_id", card.said("UID").removeprefix("urn:uuid:"))
        parts = [*(card.parts(card.all("N")[0]) if card.all("N") else []), *[""] * 5]
        family, given, middle, prefix, suffix = parts[:5]
        whole = card.said("FN") or _whole(family, given, middle, suffix)
        units = [one for one in card.parts(card.all("ORG")[0]) if one] if card.all("ORG") else []
        put("name", whole or card.said("NICKNAME"))
        put("company", units[0] if units else "")
        put("department", " / ".join(units[1:]))
        put("prefix", prefix)
        put("last_name", family if prefix else "")
        put("title", card.said("TITLE"))
        put("nickname", card.said("NICKNAME"))
        sounds = (card.said("X-PHONETIC-LAST-NAME"), card.said("X-PHONETIC-FIRST-NAME"))
        put("phonetic", " ".join(one for one in sounds if one))
        shown = next(filter(_SHOWN_AS, card.names), "")
        is_firm = card.first(shown).upper() == "COMPANY" or card.said("KIND").lower() == "org"
        put("kind", "company" if is_firm or (units and whole == units[0]) else "")

    def _read_ways(self) -> None:
        card = self._card
        for one in card.all("TEL"):
            number = card.plain(one).removeprefix("tel:").replace(";ext=", " ext. ")
            self._add(_phone_kind(one), number, card.label(one) or _label(one))
        for one in card.all("EMAIL"):
            self._add("email", card.plain(one), card.label(one) or _label(one))
        for one in card.all("URL"):
            self._add("website", card.plain(one), card.label(one) or _label(one))
        for one in card.all("IMPP"):
            scheme, _, handle = card.plain(one).partition(":")
            key = "wechat" if scheme.lower() in ("wechat", "weixin") else "messenger"
            usual = "" if key == "wechat" else scheme
            self._add(key, handle or scheme, card.label(one) or usual)
        if card.has_any(_HANDLES):
            self._read_handles()

    def _read_handles(self) -> None:
        card = self._card
        for name in _WECHAT:
            for one in card.all(name):
                self._add("wechat", card.plain(one), card.label(one) or _label(one))
        for name in _MESSENGERS:
            for one in card.all(name):
                self._add("messenger", card.plain(one), name.removeprefix("X-").title())

    def _read_addresses(self) -> None:
        taken: set[str] = set()
        for one in self._card.all("ADR"):
            wanted = "home_" if "HOME" in one.types else ""
            prefix = next((each for each in (wanted, "", "other_") if each not in taken), None)
            parts = [*self._card.parts(one), *[""] * 7]
            street = ", ".join(part for part in (parts[2], parts[1], parts[0]) if part)
            values = (street.replace("\n", ", "), *parts[3:7])
            if prefix is None:
                self._keep("ADR", ", ".join(filter(None, values)))
                continue
            if any(values):
                taken.add(prefix)
            for name, value in zip(_ADDRESS, values, strict=True):
                self._put(prefix + name, value)

    def _read_days(self) -> None:
        card = self._card
        self._put_day("birthday", "BDAY", card.said("BDAY"))
        for name in _ANNIVERSARIES if card.has_any(_YEARLY) else ():
            self._put_day("anniversary", name, card.said(name))
        for one in card.all("X-ABDATE"):
            if "anniversary" in card.label(one).lower():
                self._put_day("anniversary", one.name, card.plain(one))

    def _put_day(self, key: str, name: str, text: str) -> None:
        """What is no day, such as *circa 1800* or month 31, is kept in a field of its own."""
        day = _day(text)
        if _DAY.match(day):
            self._put(key, day)
        elif text:
            self.contents.custom.setdefault(name, text)

    def _read_rest(self) -> None:
        card = self._card
        notes = [card.plain(one) for one in card.all("NOTE")]
        self._put("note", "\n\n".join(note for note in notes if note))
        words = [word for one in card.all("CATEGORIES") for word in card.words(one)]
        self._put("tags", ",".join(dict.fromkeys(words)))
        self._put("language", card.said("LANG"))
        for one in card.properties:
            if one.name not in _KNOWN and not one.is_binary and not one.value.startswith("data:"):
                text = card.plain(one).strip("; ")
                heading = card.label(one) if one.name == OWN_FIELD else ""
                self._keep(heading or one.name, text)
        for name in _SAID_ONCE:
            if len(card.names.get(name, ())) < 2:
                continue
            texts = dict.fromkeys(filter(None, map(card.plain, card.all(name))))
            for text in list(texts)[1:]:
                self._keep(name, text.strip("; "))

    def _keep(self, heading: str, text: str) -> None:
        """Keep what fills no field of the program in one of its own."""
        before = self.contents.custom.get(heading)
        if text:
            self.contents.custom[heading] = f"{before}; {text}" if before else text


def _whole(family: str, given: str, middle: str, suffix: str) -> str:
    if any("\u3400" <= letter <= "\u9fff" for letter in family + given):
        return f"{family}{middle}{given}"
    return " ".join(part for part in (given, middle, family, suffix) if part)


def _phone_kind(one: Property) -> str:
    if "FAX" in one.types:
        return "fax"
    return "phone" if _MOBILE.isdisjoint(one.types) else "mobile"


def _label(one: Property) -> str:
    return " ".join(sorted(kind.lower() for kind in one.types & PHONE_PLACES))


def _day(text: str) -> str:
    """Return a day as lists write it: 1972-01-31, or --01-31 without its year."""
    found = _COMPACT.match(text.strip())
    if found is None:
        return text
    year, month, day = found.groups()
    return f"--{month}-{day}" if year == "--" else f"{year}-{month}-{day}"
