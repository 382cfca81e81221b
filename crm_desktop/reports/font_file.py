"""A TrueType file read only where it is asked, and the glyphs a document uses cut out of it.

WORKAROUND ReportLab 5.1 (pdfbase/ttfonts.py): it reads every character of a font, which takes
80 ms for the 36,703 of one of ours, although a page needs a few hundred of them.
"""

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

_COPIED = ("cvt ", "fpgm", "prep")
_MORE, _WORDS, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x20, 0x1, 0x8, 0x40, 0x80
_FIRST_COMPONENT = 10
_LONG_OFFSETS = 1
_ALL_CHARACTERS, _FIRST_PLANE = 12, 4

CharacterMap = Callable[[int], int]
"""The glyph of a code point; 0 where there is none."""


class FontFile:
    """The tables of a font; lengths are in its units, of which ``units`` make the type size."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.data = mmap(file.fileno(), 0, access=ACCESS_READ)
        (count,) = struct.unpack_from(">H", self.data, 4)
        entries = struct.iter_unpack(">4s4xLL", self.data[12 : 12 + 16 * count])
        self._places = {tag.decode("ascii"): (start, size) for tag, start, size in entries}
        (self.units,) = self.numbers("head", 18, "H")
        (self._offsets_kind,) = self.numbers("head", 50, "H")
        (self._full_metrics,) = self.numbers("hhea", 34, "H")
        self.glyph_of: CharacterMap = _character_map(self.table("cmap"))

    def table(self, tag: str) -> bytes:
        """Return a table whole."""
        start, size = self._places[tag]
        return self.data[start : start + size]

    def numbers(self, tag: str, at: int, kinds: str) -> tuple[int, ...]:
        """Return numbers of a table from a byte on, of the kinds ``struct`` knows."""
        return struct.unpack_from(">" + kinds, self.data, self._places[tag][0] + at)

    def advance(self, glyph: int) -> int:
        """Return how far a glyph moves on."""
        (found,) = self.numbers("hmtx", 4 * min(glyph, self._full_metrics - 1), "H")
        return found

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Return a font file with these glyphs, numbered in the order given.

        Parts of composite glyphs follow behind them. It is made for a PDF that numbers glyphs
        itself: there is no map of characters and there are no names.
        """
        numbers = list(glyphs)
        parts = self._parts(numbers)
        starts, end = [0], 0
        for part in parts:
            end += len(part)
            starts.append(end)
        return _font_bytes(
            {
                **{tag: self.table(tag) for tag in _COPIED if tag in self._places},
                "glyf": b"".join(parts),
                "head": _with_short(self.table("head"), 50, _LONG_OFFSETS),
                "hhea": _with_short(self.table("hhea"), 34, len(numbers)),
                "hmtx": b"".join(map(self._metrics, numbers)),
                "loca": struct.pack(f">{len(starts)}L", *starts),
                "maxp": _with_short(self.table("maxp"), 4, len(numbers)),
            }
        )

    def _metrics(self, glyph: int) -> bytes:
        """Advance and left bearing; glyphs behind the full ones share the last advance."""
        start, full = self._places["hmtx"][0], self._full_metrics
        if glyph < full:
            return self.data[start + 4 * glyph : start + 4 * glyph + 4]
        bearing = start + 4 * full + 2 * (glyph - full)
        return (
            self.data[start + 4 * full - 4 : start + 4 * full - 2]
            + (self.data[bearing : bearing + 2])
        )

    def _outline(self, glyph: int) -> bytes:
        first = self._places["glyf"][0]
        if self._offsets_kind == _LONG_OFFSETS:
            start, end = self.numbers("loca", 4 * glyph, "LL")
        else:
            start, end = (2 * half for half in self.numbers("loca", 2 * glyph, "HH"))
        return self.data[first + start : first + end]

    def _parts(self, numbers: list[int]) -> list[bytes]:
        """The glyphs one by one; what composite ones are built of is added to ``numbers``."""
        new_numbers: dict[int, int] = {}
        parts = []
        for glyph in numbers:
            part = self._outline(glyph)
            if part and part[0] & 0x80:
                part = _renumbered(part, numbers, new_numbers)
            parts.append(part + bytes(-len(part) % 4))
        return parts


def _character_map(table: bytes) -> CharacterMap:
    (count,) = struct.unpack_from(">H", table, 2)
    found = {}
    for (start,) in struct.iter_unpack(">4xL", table[4 : 4 + 8 * count]):
        found[struct.unpack_from(">H", table, start)[0]] = table[start:]
    if _ALL_CHARACTERS in found:
        return _map_of_all(found[_ALL_CHARACTERS])
    return _map_of_first_plane(found[_FIRST_PLANE])


def _map_of_all(table: bytes) -> CharacterMap:
    (count,) = struct.unpack_from(">L", table, 12)
    values = struct.unpack_from(f">{3 * count}L", table, 16)
    starts, ends, glyphs = values[::3], values[1::3], values[2::3]

    def glyph_of(code: int) -> int:
        at = bisect_left(ends, code)
        return glyphs[at] + code - starts[at] if at < count and code >= starts[at] else 0

    return glyph_of


def _map_of_first_plane(table: bytes) -> CharacterMap:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    deltas: tuple[int, ...] = struct.unpack_from(f">{count}H", table, 16 + 4 * count)
    first_offset = 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", table, first_offset)

    def glyph_of(code: int) -> int:
        at = bisect_left(ends, code)
        if at == count or code < starts[at]:
            return 0
        if not offsets[at]:
            return (code + deltas[at]) & 0xFFFF
        place = first_offset + 2 * at + offsets[at] + 2 * (code - starts[at])
        found: int = struct.unpack_from(">H", table, place)[0]
        return (found + deltas[at]) & 0xFFFF if found else 0

    return glyph_of


def _renumbered(glyph: bytes, numbers: list[int], new_numbers: dict[int, int]) -> bytes:
    """A composite glyph that calls its components by their place in ``numbers``."""
    data, at, flags = bytearray(glyph), _FIRST_COMPONENT, _MORE
    while flags & _MORE:
        flags, component = struct.unpack_from(">HH", data, at)
        if component not in new_numbers:
            new_numbers[component] = len(numbers)
            numbers.append(component)
        struct.pack_into(">H", data, at + 2, new_numbers[component])
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
    return bytes(data)


def _with_short(table: bytes, at: int, value: int) -> bytes:
    return table[:at] + struct.pack(">H", value) + table[at + 2 :]


def _font_bytes(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of the tables, which stand in the order of their tags."""
    power = len(tables).bit_length() - 1
    reach = 16 << power
    head = struct.pack(">LHHHH", 0x10000, len(tables), reach, power, 16 * len(tables) - reach)
    directory, bodies = [head], []
    start = len(head) + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        entry = (tag.encode("ascii"), _checksum(padded), start, len(table))
        directory.append(struct.pack(">4sLLL", *entry))
        bodies.append(padded)
        start += len(padded)
    return b"".join(directory + bodies)


def _checksum(padded: bytes) -> int:
    words = array("I", padded)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
