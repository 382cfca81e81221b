"""Content lines of vCard 2.1, 3.0 and 4.0, as phones and programs really write them.

Lines are put together as bytes, because a fold may cut a letter in two and because each property
of version 2.1 may have a character set of its own.
"""

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from crm_desktop.formats import text_encoding

_PHYSICAL = re.compile(rb"\r\n|\n|\r")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]{20,}={0,2}\s*$")
_NAME = re.compile(rb"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_/-]+)")
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT", "Q"}
_QUOTED = {"QUOTED-PRINTABLE", "Q"}
BINARY = {"BASE64", "B"}
_FOLD = frozenset((b" ", b"\t"))
LONGEST_VALUE = 16_000_000
MOST_JOINED = 200_000


class Params(dict[str, tuple[str, ...]]):
    """The parameters of a property; lines that begin alike share them, so they never change."""

    @cached_property
    def types(self) -> frozenset[str]:
        """Its types in capitals, such as WORK and FAX."""
        return frozenset(one.upper() for one in self.get("TYPE", ()))

    @cached_property
    def is_binary(self) -> bool:
        """True where they say that the value is in Base64."""
        return not BINARY.isdisjoint(self.get("ENCODING", ()))


class Property(NamedTuple):
    """One property: its name in capitals, the text as written, and its parameters.

    Parameters that stand alone, as in version 2.1, are types. ``value`` is decoded but not yet
    unescaped; that of a binary one is its Base64. ``line`` counts physical lines from 1.
    """

    name: str
    value: str
    line: int
    params: Params = Params()
    group: str = ""

    @property
    def types(self) -> frozenset[str]:
        """Its types in capitals, such as WORK and FAX."""
        return self.params.types

    @property
    def is_binary(self) -> bool:
        """True for a value in Base64."""
        return self.params.is_binary


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no property."""

    line: int
    text: str


def read_lines(content: bytes) -> Iterator[Property | BadLine]:
    """Yield every property of a file and every line that is none; blank lines are left out."""
    content, usual = _as_bytes(content)
    lines = _PHYSICAL.split(content)
    last, at = len(lines) - 1, 0
    lines.append(b"")
    while at <= last:
        head, colon, value = lines[at].partition(b":")
        found = _head(head, usual) if colon else None
        at += 1
        # Nearly all lines are whole, and of letters everybody reads alike.
        is_whole = lines[at][:1] not in _FOLD and len(value) <= LONGEST_VALUE
        if is_whole and found is not None and found.is_plain:
            text = _decode(value, "", usual)
            yield Property(found.name, text, at, found.params, found.group)
            continue
        first = at
        at, whole = _joined(lines, first - 1, last)
        if whole.strip():
            yield _property(whole, first, usual)


def _property(line: bytes, number: int, usual: str) -> Property | BadLine:
    head, colon, value = _cut(line)
    found = _head(head, usual)
    if not colon or found is None or len(value) > LONGEST_VALUE:
        return BadLine(number, _decode(line[:200], "", usual))
    if found.is_quoted:
        value = quopri.decodestring(value)
    text = _decode(value, found.charset, usual)
    return Property(found.name, text, number, found.params, found.group)


class _Head(NamedTuple):
    """What stands before the colon of a line; one that ``is_plain`` says nothing of its value."""

    name: str
    group: str
    params: Params
    charset: str
    is_quoted: bool
    is_plain: bool


@lru_cache(maxsize=1024)
def _head(head: bytes, usual: str) -> _Head | None:
    """Kept, since the lines of a file begin with the same few; None where it names no property."""
    found = _NAME.match(head)
    if found is None:
        return None
    params = Params(_params(_decode(head[found.end() :], "", usual)))
    group, name = (one.decode("ascii") if one else "" for one in found.groups())
    charset = "".join(params.get("CHARSET", ())[:1])
    is_quoted = not _QUOTED.isdisjoint(params.get("ENCODING", ()))
    return _Head(
        name.upper(),
        group.lower(),
        params,
        charset,
        is_quoted,
        not (charset or is_quoted or b'"' in head or _kind(head)),
    )


def _as_bytes(content: bytes) -> tuple[bytes, str]:
    """Return the content in a form whose lines can be found, and its usual character set."""
    found = text_encoding.detect(iter((content,)))
    if found.name.startswith(("utf-16", "utf-32")):
        return content.decode(found.name, "replace").lstrip("\ufeff").encode(), "utf-8"
    return content.removeprefix(b"\xef\xbb\xbf"), found.name


def _joined(lines: Sequence[bytes], first: int, last: int) -> tuple[int, bytes]:
    """Return where the logical line ends that begins with a physical one, and all of it."""
    parts, at = [lines[first]], first + 1
    kind = _kind(parts[0].partition(b":")[0])
    while at <= last and len(parts) < MOST_JOINED:
        following = lines[at]
        if kind == "quoted" and parts[-1].rstrip(b" \t").endswith(b"="):
            parts[-1] = parts[-1].rstrip(b" \t")[:-1]
            parts.append(following.removeprefix(b" ") if first != at - 1 else following)
        elif following[:1] in _FOLD and parts[0]:
            parts.append(following[1:])
        elif kind == "binary" and _BASE64_LINE.match(following):
            parts.append(following)
        else:
            break
        at += 1
    return at, b"".join(parts)


@lru_cache(maxsize=1024)
def _kind(head: bytes) -> str:
    """Return how a line goes on beneath: quoted, binary, or folded alone."""
    head = head.upper()
    if b"QUOTED-PRINTABLE" in head:
        return "quoted"
    return "binary" if b"BASE64" in head or re.search(rb"[;=]B\b", head) else ""


def _cut(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Part a line at the first colon that is not inside quotes."""
    head, colon, value = line.partition(b":")
    if b'"' not in head:
        return head, colon, value
    quoted = False
    for at, letter in enumerate(line):
        if letter == 0x22:
            quoted = not quoted
        elif letter == 0x3A and not quoted:
            return line[:at], b":", line[at + 1 :]
    return head, colon, value


def _params(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if not text:
        return found
    for part in _split(text.lstrip(";"), ";"):
        name, equals, value = part.partition("=")
        name = name.strip().upper()
        if not equals:
            name, value = _param_of(part.strip()), part.strip()
        if name == "ENCODING":
            value = value.upper()
        if name:
            values = tuple(one.strip().strip('"') for one in _split(value, ","))
            found[name] = (*found.get(name, ()), *values)
    return found


def _param_of(word: str) -> str:
    """Return what a word that stands alone says: an encoding, a character set, or a type."""
    if word.upper() in _ENCODINGS:
        return "ENCODING"
    if word.upper().startswith("UTF-"):
        return "CHARSET"
    return "TYPE" if word else ""


def _split(text: str, mark: str) -> list[str]:
    """Part a text at a mark that is not inside quotes."""
    if '"' not in text:
        return text.split(mark)
    parts, quoted, begin = [], False, 0
    for at, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == mark and not quoted:
            parts.append(text[begin:at])
            begin = at + 1
    return [*parts, text[begin:]]


def _decode(value: bytes, charset: str, usual: str) -> str:
    """Return a text by its stated character set, else UTF-8, else that of the whole file."""
    if not charset:
        try:
            return value.decode()
        except UnicodeDecodeError:
            pass  # then it is not UTF-8
    for name in (charset, "utf-8", usual):
        if name and text_encoding.is_known(name):
            try:
                return value.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return value.decode(usual if text_encoding.is_known(usual) else "cp1252", "replace")
