"""The cards of a vCard file: what belongs to each, and what a card says in plain texts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crm_desktop.formats.vcard_lines import BadLine, Property

_ESCAPED = re.compile(r"\\([nN,;:\\])")
_OLD_ESCAPED = re.compile(r"\\([;\\])")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_$")
OLD_VERSION = "2.1"
PHONE_PLACES = frozenset({"WORK", "HOME", "PAGER", "CAR", "VIDEO", "OTHER", "MAIN", "ISDN", "MSG"})
"""Types of a number that say what it is for, not what it can do."""
OWN_FIELD = "X-CRM-FIELD"
"""A field the user invented; what it is called stands in the X-ABLabel of its group."""


@dataclass(slots=True)
class Card:
    """One card with its properties in their order; ``line`` is that of its BEGIN.

    ``is_ended`` is false where the next card or the end of the file came before its END.
    """

    line: int
    properties: list[Property] = field(default_factory=list)
    bad_lines: list[BadLine] = field(default_factory=list)
    is_ended: bool = True
    names: dict[str, list[Property]] = field(default_factory=dict)
    """The properties of each name."""

    def all(self, name: str) -> list[Property]:
        """Return the properties of a name, the preferred ones first."""
        found = self.names.get(name)
        if found is None:
            return []
        return sorted(found, key=lambda one: not _is_preferred(one)) if len(found) > 1 else found

    def said(self, name: str) -> str:
        """Return the text of the first property of a name, "" where there is none."""
        for one in self.all(name) if name in self.names else ():
            if one.value.strip():
                return self.plain(one)
        return ""

    def first(self, name: str) -> str:
        """Return the value of the first property of a name as it is written, "" for none."""
        found = self.names.get(name)
        return found[0].value if found else ""

    def plain(self, one: Property) -> str:
        """Return the whole value of a property as a person reads it."""
        return self._unescaped(one.value)

    def parts(self, one: Property) -> list[str]:
        """Return what stands between the semicolons of a value, such as street and city."""
        return [self._unescaped(piece) for piece in _cut(one.value, ";")]

    def words(self, one: Property) -> list[str]:
        """Return what stands between the commas of a value."""
        found = [self._unescaped(piece) for piece in _cut(one.value, ",")]
        return [word for word in found if word]

    def _unescaped(self, text: str) -> str:
        if "\\" not in text:
            return text.strip()
        return _unescaped(text, is_old=self.version == OLD_VERSION).strip()

    def has_any(self, names: frozenset[str]) -> bool:
        """True where one of its properties has one of these names."""
        return not names.isdisjoint(self.names)

    @property
    def version(self) -> str:
        """The version it states, "" where it states none."""
        return self.first("VERSION").strip()

    def add(self, one: Property) -> None:
        """Take a property in, behind the others."""
        self.properties.append(one)
        known = self.names.get(one.name)
        if known is None:
            self.names[one.name] = [one]
        else:
            known.append(one)

    def label(self, one: Property) -> str:
        """Return the name its owner gave to a number or address, as Apple's programs keep it."""
        if not one.group:
            return ""
        named = (
            self.plain(other)
            for other in self.properties
            if other.group == one.group and other.name == "X-ABLABEL"
        )
        found = next(named, "")
        usual = _APPLE_LABEL.match(found)
        return usual[1] if usual else found


def read_cards(lines: Iterable[Property | BadLine]) -> Iterator[Card]:
    """Yield the cards of a file in order; a card inside another (an agent) stands behind it."""
    open_cards: list[Card] = []
    for one in lines:
        if isinstance(one, BadLine):
            if open_cards:
                open_cards[-1].bad_lines.append(one)
            continue
        is_mark = one.name in ("BEGIN", "END") and one.value.strip().upper() == "VCARD"
        if is_mark and one.name == "BEGIN":
            if open_cards and not _awaits_agent(open_cards[-1]):
                yield from _left(open_cards)
            open_cards.append(Card(one.line))
        elif is_mark:
            if open_cards:
                yield open_cards.pop()
        elif open_cards:
            open_cards[-1].add(one)
    yield from _left(open_cards)


def _left(open_cards: list[Card]) -> Iterator[Card]:
    while open_cards:
        card = open_cards.pop(0)
        card.is_ended = False
        yield card


def _awaits_agent(card: Card) -> bool:
    last = card.properties[-1] if card.properties else None
    return last is not None and last.name == "AGENT" and not last.value.strip()


def _is_preferred(one: Property) -> bool:
    return "PREF" in one.types or "PREF" in one.params


def _unescaped(text: str, *, is_old: bool) -> str:
    if is_old:
        return _OLD_ESCAPED.sub(r"\1", text)
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _cut(text: str, mark: str) -> list[str]:
    """Part a text at every mark that no backslash stands before."""
    if "\\" not in text:
        return text.split(mark)
    parts, begin, at = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == mark:
            parts.append(text[begin:at])
            begin = at + 1
        at += 1
    return [*parts, text[begin:]]
