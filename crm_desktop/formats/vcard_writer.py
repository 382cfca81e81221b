"""Writes vCard 3.0 (RFC 2426) and 4.0 (RFC 6350) that phones, Google, Outlook and Apple read."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from crm_desktop.domain.contacts import ContactPoint, PointKind
from crm_desktop.domain.vcards import VcardVersion
from crm_desktop.formats.vcard_cards import OWN_FIELD, PHONE_PLACES

LONGEST_LINE = 75
"""Octets of a line without its break."""
_BREAK = b"\r\n"
_X_NAME = re.compile(r"X-[A-Za-z0-9-]{1,60}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+", re.IGNORECASE)
_USUAL_PHOTO = "image/jpeg"
_PLACES = frozenset({"WORK", "HOME"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*", re.IGNORECASE)
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that comes back; the year may be unknown."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where somebody is met or written to; ``label`` is what its owner calls it."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Vcard:
    """What a card says of a company or a person; empty parts are left out.

    ``own_fields`` are pairs of a heading and a text, ``photo`` a media type and its bytes.
    """

    name: str
    uid: str = ""
    is_company: bool = False
    family: str = ""
    given: str = ""
    nickname: str = ""
    phonetic: str = ""
    organisation: str = ""
    department: str = ""
    title: str = ""
    points: Sequence[ContactPoint] = ()
    websites: Sequence[str] = ()
    addresses: Sequence[PostalAddress] = ()
    birthday: DayOfYear | None = None
    anniversary: DayOfYear | None = None
    categories: Sequence[str] = ()
    language: str = ""
    note: str = ""
    own_fields: Sequence[tuple[str, str]] = ()
    photo: tuple[str, bytes] | None = None
    revised_at: datetime | None = None


def write_vcard(card: Vcard, version: VcardVersion) -> bytes:
    """Return one card, its lines folded and ended as the standards want."""
    lines = _Lines(version)
    lines.put("BEGIN", "VCARD")
    lines.put("VERSION", version.value)
    _put_names(lines, card)
    _put_ways(lines, card)
    _put_days(lines, card)
    _put_rest(lines, card)
    lines.put("END", "VCARD")
    return b"".join(fold(line) + _BREAK for line in lines.found)


def fold(line: str) -> bytes:
    """Return a line of at most 75 octets a piece, broken between letters."""
    whole = line.encode()
    if len(whole) <= LONGEST_LINE:
        return whole
    pieces, begin, room = [], 0, LONGEST_LINE
    while begin < len(whole):
        end = min(begin + room, len(whole))
        while end < len(whole) and whole[end] & 0xC0 == 0x80:  # inside a letter
            end -= 1
        pieces.append(whole[begin:end])
        begin, room = end, LONGEST_LINE - 1
    return (_BREAK + b" ").join(pieces)


def escaped(text: str) -> str:
    """Return a text as it may stand between the marks of a value."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


class _Lines:
    """The unfolded lines of a card, and the groups that tie a label to its value."""

    def __init__(self, version: VcardVersion) -> None:
        self.version = version
        self.is_new = version is VcardVersion.FOUR
        self.found: list[str] = []
        self._groups = (f"item{number}" for number in count(1))

    def put(self, head: str, value: str) -> None:
        """Write a value that is escaped already."""
        self.found.append(f"{head}:{value}")

    def tell(self, head: str, text: str) -> None:
        """Write a text; an empty one is left out."""
        if text:
            self.put(head, escaped(text))

    def labelled(self, head: str, value: str, label: str) -> None:
        """Write a value with the name its owner gave it, as Apple's programs read it."""
        known = PHONE_PLACES if head.startswith("TEL") else _PLACES
        places = label.upper().split()
        if places and known.issuperset(places):
            kinds = ",".join(places)
            joined = "," if ";TYPE=" in head else ";TYPE="
            self.put(f"{head}{joined}{kinds.lower() if self.is_new else kinds}", value)
            return
        if not label:
            self.put(head, value)
            return
        group = next(self._groups)
        self.put(f"{group}.{head}", value)
        self.tell(f"{group}.X-ABLabel", label)

    def own_field(self, heading: str, text: str) -> None:
        """Write a text under a heading of any letters, which no property name may have."""
        group = next(self._groups)
        self.tell(f"{group}.{OWN_FIELD}", text)
        self.tell(f"{group}.X-ABLabel", heading)


def _put_names(lines: _Lines, card: Vcard) -> None:
    lines.tell("UID", f"urn:uuid:{card.uid}" if lines.is_new and card.uid else card.uid)
    lines.tell("FN", card.name)
    names = ("", "") if card.is_company else (card.family, card.given)
    lines.put("N", ";".join([*map(escaped, names), "", "", ""]))
    if lines.is_new:
        lines.put("KIND", "org" if card.is_company else "individual")
    if card.is_company:
        lines.put("X-ABShowAs", "COMPANY")
    firm = card.name if card.is_company else card.organisation
    if firm:
        units = [firm, *([card.department] if card.department else [])]
        lines.put("ORG", ";".join(map(escaped, units)))
    lines.tell("TITLE", card.title)
    lines.tell("NICKNAME", card.nickname)
    lines.tell("X-PHONETIC-FIRST-NAME", card.phonetic)


def _put_ways(lines: _Lines, card: Vcard) -> None:
    for point in card.points:
        _put_point(lines, point)
    for website in card.websites:
        lines.put("URL", " ".join(website.replace("\\", "\\\\").split()))  # no text but an address
    for address in card.addresses:
        parts = ("", "", address.street, address.city, address.region)
        value = ";".join(map(escaped, (*parts, address.postal_code, address.country)))
        lines.labelled("ADR", value, address.label)


def _put_point(lines: _Lines, point: ContactPoint) -> None:
    if point.kind is PointKind.WECHAT:
        lines.labelled("X-WECHAT", escaped(point.value), point.label)
    elif point.kind is PointKind.MESSENGER:
        is_scheme = _SCHEME.fullmatch(point.label) is not None
        value = f"{point.label if is_scheme else 'im'}:{escaped(point.value)}"
        lines.labelled("IMPP", value, "" if is_scheme else point.label)
    elif point.kind is PointKind.EMAIL:
        lines.labelled("EMAIL", escaped(point.value), point.label)
    else:
        kind = {PointKind.MOBILE: "CELL", PointKind.FAX: "FAX"}.get(point.kind, "VOICE")
        kind = kind.lower() if lines.is_new else kind
        lines.labelled(f"TEL;TYPE={kind}", escaped(point.value), point.label)


def _put_days(lines: _Lines, card: Vcard) -> None:
    if card.birthday:
        lines.put("BDAY", _day(card.birthday, is_new=lines.is_new))
    if card.anniversary:
        name = "ANNIVERSARY" if lines.is_new else "X-ANNIVERSARY"
        lines.put(name, _day(card.anniversary, is_new=lines.is_new))


def _day(day: DayOfYear, *, is_new: bool) -> str:
    between = "" if is_new else "-"
    if day.year is None:
        return f"--{day.month:02}{between}{day.day:02}"
    return f"{day.year:04}{between}{day.month:02}{between}{day.day:02}"


def _put_rest(lines: _Lines, card: Vcard) -> None:
    if card.categories:
        lines.put("CATEGORIES", ",".join(map(escaped, card.categories)))
    lines.tell("LANG", card.language)
    lines.tell("NOTE", card.note)
    for heading, text in card.own_fields:
        if _X_NAME.fullmatch(heading):
            lines.tell(heading, text)
        elif text:
            lines.own_field(heading, text)
    if card.photo:
        lines.put(*_photo(card.photo, is_new=lines.is_new))
    if card.revised_at:
        lines.put("REV", card.revised_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))


def _photo(photo: tuple[str, bytes], *, is_new: bool) -> tuple[str, str]:
    media_type, content = photo
    media_type = media_type if _MEDIA_TYPE.fullmatch(media_type) else _USUAL_PHOTO
    data = b64encode(content).decode()
    if is_new:
        return "PHOTO", f"data:{media_type};base64,{data}"
    return f"PHOTO;ENCODING=b;TYPE={media_type.rpartition('/')[2].upper()}", data
