"""Gives a built font its own names, as the OFL's reserved font names demand."""

from fontTools.ttLib import TTFont, newTable

VERSION = "1.000"
LICENCE = (
    "This Font Software is licensed under the SIL Open Font License, Version 1.1. "
    "It is made from other fonts; see the licence texts beside it."
)
LICENCE_ADDRESS = "https://openfontlicense.org"
COPYRIGHT = (
    "Copyright 2014-2021 Adobe, with Reserved Font Name 'Source'. "
    "Copyright 2022 The Noto Project Authors. Copyright 2013 Google LLC. "
    "Copyright 2017 IBM Corp., with Reserved Font Name 'Plex'."
)
# Seconds since 1904 of 1 January 2026: a constant keeps the build reproducible.
MADE_AT = 3_850_070_400

BOLD_BIT, REGULAR_BIT = 1 << 5, 1 << 6


def rename(font: TTFont, family: str, *, bold: bool) -> None:
    """Set names, style bits and dates; only these names are left in the font."""
    style = "Bold" if bold else "Regular"
    postscript = f"{family.replace(' ', '')}-{style}"
    table = newTable("name")
    table.names = []
    for name_id, text in (
        (0, COPYRIGHT),
        (1, family),
        (2, style),
        (3, f"{VERSION};{postscript}"),
        (4, f"{family} {style}"),
        (5, f"Version {VERSION}"),
        (6, postscript),
        (13, LICENCE),
        (14, LICENCE_ADDRESS),
    ):
        table.setName(text, name_id, 3, 1, 0x409)
    font["name"] = table
    _set_style(font, bold=bold)


def _set_style(font: TTFont, *, bold: bool) -> None:
    metrics = font["OS/2"]
    metrics.usWeightClass = 700 if bold else 400
    metrics.fsSelection = BOLD_BIT if bold else REGULAR_BIT
    metrics.fsType = 0
    metrics.achVendID = "    "
    metrics.recalcUnicodeRanges(font)
    font["head"].macStyle = 1 if bold else 0
    font["head"].fontRevision = float(VERSION)
    font["head"].created = font["head"].modified = MADE_AT
    font["post"].formatType = 3.0
