"""What a zip of others may do to a reader: wrong bytes, and a member made to fill the memory."""

import lzma
import struct
import zipfile
import zlib

MOST_RATIO = 200
"""Real members pack 4 to 30 to one; bombs thousands to one."""
SMALL = 2_000_000
"""Members up to this size may be packed as tightly as they like: many equal cells are."""
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    NotImplementedError,
    ValueError,
)
"""What Python's zipfile says of archives with wrong bytes in them."""


def is_bomb(member: zipfile.ZipInfo) -> bool:
    """True for a member packed far more tightly than anything people write."""
    return member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1)
