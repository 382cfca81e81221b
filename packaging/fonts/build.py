"""Builds the CRM Sans fonts in resources/fonts from pinned Noto packages (see README.md)."""

import argparse
import filecmp
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import coverage
import sources
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from merging import Part, fill_em, merge, move_up, set_characters
from naming import rename

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parents[1] / "resources" / "fonts"
CACHE = HERE / ".cache"

EM = 1000
# Noto Emoji sits on a 2600/2048 em cell; one Han em wide and centred on the Han box looks even.
EMOJI_CELL = 2600
EMOJI_UNITS = 2048
EMOJI_RISE = 90
# The dash lies at the height of Latin letters; the middle of Chinese ones is higher.
DASH_RISE = 99


def open_source(source: sources.Source, style: str) -> TTFont:
    """Return one style of a source font with 1000 units to the em."""
    file = sources.style_file(source, sources.fetch(source, CACHE), style)
    font = TTFont(file, recalcTimestamp=False)
    if source is sources.EMOJI:
        scale_upem(font, round(EM * EMOJI_UNITS / EMOJI_CELL))
        font["head"].unitsPerEm = EM
        move_up(font, EMOJI_RISE, font.getGlyphOrder())
    return font


def subset(font: TTFont, codes: Iterable[int], *, keep_layout: bool = False) -> TTFont:
    """Cut a font down, in place, to some characters; hints go, layout tables only on request."""
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = keep_layout
    options.layout_features = ["*"] if keep_layout else []
    options.drop_tables += ["meta", "STAT", "BASE", "vhea", "vmtx", "VORG", "MATH", "DSIG"]
    if not keep_layout:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def family_parts(style: str) -> list[Part]:
    """Return the cut-down source fonts CRM Sans is joined from; no character is in two."""
    fonts = [open_source(source, style) for source in sources.FAMILY_SOURCES]
    latin, chinese, *symbols, emoji = [set(font.getBestCmap()) for font in fonts]
    shares = coverage.shares(latin, chinese, tuple(symbols), emoji)
    return [
        Part(source.file_stem, subset(font, share))
        for source, font, share in zip(sources.FAMILY_SOURCES, fonts, shares, strict=True)
    ]


def save(font: TTFont, target: Path, *, family: str, bold: bool) -> Path:
    """Name a finished font and write it."""
    rename(font, family, bold=bold)
    font.save(target, reorderTables=True)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size:,} bytes")
    return target


def build_family(folder: Path, *, bold: bool) -> None:
    """Write the full, the core, the wide-punctuation and the Korean font of one style."""
    style, suffix = ("700Bold", "Bold") if bold else ("400Regular", "Regular")
    full = merge(family_parts(style))
    target = save(full, folder / f"CRMSans-{suffix}.ttf", family="CRM Sans", bold=bold)
    core = TTFont(target, recalcTimestamp=False)
    core = subset(core, coverage.core(core.getBestCmap()))
    save(core, folder / f"CRMSansCore-{suffix}.ttf", family="CRM Sans Core", bold=bold)
    wide = wide_punctuation(style)
    save(wide, folder / f"CRMSansWide-{suffix}.ttf", family="CRM Sans Wide", bold=bold)
    korean = subset(open_source(sources.KOREAN, style), coverage.korean())
    save(korean, folder / f"CRMSansKorean-{suffix}.ttf", family="CRM Sans Korean", bold=bold)


def wide_punctuation(style: str) -> TTFont:
    """Return the full-width marks; the dash fills its em, so that two of them join to one."""
    font = subset(open_source(sources.CHINESE, style), coverage.WIDE_FORMS)
    set_characters(font, dict(font.getBestCmap()))
    dash = font.getBestCmap()[coverage.DASH]
    fill_em(font, dash, width=EM)
    move_up(font, DASH_RISE, [dash])
    return font


def build_shaped(source: sources.Source, folder: Path, *, bold: bool) -> None:
    """Write one script's font with its layout tables, which shaping needs."""
    style, suffix = ("700Bold", "Bold") if bold else ("400Regular", "Regular")
    font = open_source(source, style)
    font = subset(font, font.getBestCmap(), keep_layout=True)
    script = source.file_stem.removeprefix("NotoSans").removeprefix("IBMPlexSans")
    save(font, folder / f"CRMSans{script}-{suffix}.ttf", family=f"CRM Sans {script}", bold=bold)


def copy_licences(folder: Path) -> None:
    """Put each source's OFL text beside the fonts."""
    licences = folder / "licences"
    licences.mkdir(exist_ok=True)
    for source in (*sources.FAMILY_SOURCES, sources.KOREAN, *sources.SHAPED_SOURCES):
        text = sources.fetch(source, CACHE) / "LICENSE_FONT"
        shutil.copyfile(text, licences / f"OFL-{source.file_stem}.txt")


def build(folder: Path) -> None:
    """Write all fonts and licences into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for bold in (False, True):
        build_family(folder, bold=bold)
        for source in sources.SHAPED_SOURCES:
            build_shaped(source, folder, bold=bold)
    copy_licences(folder)


def check() -> int:
    """Build beside the shipped fonts and return how many files differ from them."""
    with tempfile.TemporaryDirectory() as scratch:
        build(Path(scratch))
        _, changed, odd = filecmp.cmpfiles(
            scratch, OUTPUT, [path.name for path in Path(scratch).glob("*.ttf")], shallow=False
        )
    for name in changed + odd:
        print(f"differs: {name}")
    return len(changed + odd)


def main() -> int:
    """Build every font, or with --check only compare a fresh build with the shipped one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    if parser.parse_args().check:
        return check()
    build(OUTPUT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
