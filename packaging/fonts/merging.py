"""Joins TrueType fonts that share no character into one, and moves or stretches glyphs."""

from collections.abc import Sequence
from dataclasses import dataclass

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

BMP_END = 0xFFFF


@dataclass(frozen=True, slots=True)
class Part:
    """One cut-down source font; the name keeps its glyph names apart from the others'."""

    name: str
    font: TTFont


def merge(parts: Sequence[Part]) -> TTFont:
    """Return the second part (the Chinese font, whose metrics rule) with all glyphs added.

    Glyph 0 is the missing-glyph box of that font. No layout tables are left.
    """
    target = parts[1].font
    characters: dict[int, str] = dict(target.getBestCmap())
    for part in (*parts[:1], *parts[2:]):
        characters |= _copy_glyphs(part, target)
    set_characters(target, characters)
    return target


def _copy_glyphs(part: Part, target: TTFont) -> dict[int, str]:
    names = {name: f"{part.name}.{name}" for name in part.font.getGlyphOrder() if name != ".notdef"}
    glyf, metrics = part.font["glyf"], part.font["hmtx"]
    for old, new in names.items():
        glyph = glyf[old]
        for component in glyph.components if glyph.isComposite() else ():
            component.glyphName = names[component.glyphName]
        target["glyf"][new] = glyph
        target["hmtx"][new] = metrics[old]
    return {code: names[name] for code, name in part.font.getBestCmap().items()}


def set_characters(font: TTFont, characters: dict[int, str]) -> None:
    """Give a font one Unicode map: format 4 for the first plane, format 12 for all."""
    table = newTable("cmap")
    table.tableVersion = 0
    first_plane = {code: name for code, name in characters.items() if code <= BMP_END}
    table.tables = [_subtable(4, 1, first_plane), _subtable(12, 10, characters)]
    font["cmap"] = table


def _subtable(subtable_format: int, encoding: int, characters: dict[int, str]) -> CmapSubtable:
    subtable = CmapSubtable.newSubtable(subtable_format)
    subtable.platformID, subtable.platEncID, subtable.language = 3, encoding, 0
    subtable.cmap = characters
    return subtable


def move_up(font: TTFont, units: int, names: Sequence[str]) -> None:
    """Raise the outlines of glyphs; composites follow their components."""
    glyf = font["glyf"]
    for name in names:
        glyph = glyf[name]
        if glyph.numberOfContours > 0:
            glyph.coordinates.translate((0, units))
            glyph.recalcBounds(glyf)
    for name in names:
        if glyf[name].isComposite():
            glyf[name].recalcBounds(glyf)


def fill_em(font: TTFont, name: str, *, width: int) -> None:
    """Stretch a glyph's outline sideways from edge to edge of an advance."""
    glyph = font["glyf"][name]
    factor = width / (glyph.xMax - glyph.xMin)
    glyph.coordinates.translate((-glyph.xMin, 0))
    glyph.coordinates.scale((factor, 1))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)
