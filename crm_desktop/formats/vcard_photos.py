"""The pictures of vCards, read one card at a time: Base64 of 2.1 and 3.0, data addresses of 4.0."""

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.formats.table import readable
from crm_desktop.formats.vcard_cards import Card, read_cards
from crm_desktop.formats.vcard_lines import read_lines

_DATA = re.compile(r"data:[^,]*;base64,", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_ANY = re.compile(b"P\0?H\0?O\0?T\0?O", re.IGNORECASE)


def read_photos(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the line of each card that carries a picture, and its bytes as they are in the file.

    Pictures elsewhere on the network are never fetched; what is no Base64 is passed over.
    """
    with readable(path):
        content = path.read_bytes()
    if not _ANY.search(content):
        return
    for card in read_cards(read_lines(content)):
        photo = _photo(card)
        if photo:
            yield card.line, photo


def _photo(card: Card) -> bytes:
    for one in card.all("PHOTO"):
        found = _DATA.match(one.value)
        if one.is_binary or found:
            text = one.value[found.end() :] if found else one.value
            try:
                return base64.b64decode(_BLANKS.sub("", text), validate=True)
            except (binascii.Error, ValueError):
                continue
    return b""
