"""Pictures people drop or paste: checked, made small, and freed of what a camera wrote in."""

import io
import warnings

from crm_desktop.domain.problems import InputError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 25_000_000
LONGEST_SIDE = 512
_QUALITY = 88
_WHITE = (255, 255, 255)


def as_photo(content: bytes) -> bytes:
    """Return a picture as a JPEG of at most 512 pixels a side, upright and without metadata.

    Raises InputError ``photo_format`` for what is no JPEG, PNG or WEBP that can be read, and
    ``photo_too_large`` above 25 million pixels, before any of them is unpacked.
    """
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                _check_size(*image.size)
                image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(image)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                layer = upright.convert("RGBA")
        except (OSError, ValueError, SyntaxError, EOFError, OverflowError) as error:
            raise InputError("photo_format", field="photo") from error
        except Image.DecompressionBombError as error:
            raise InputError("photo_too_large", field="photo", limit=25) from error
    flat = Image.new("RGB", layer.size, _WHITE)
    flat.paste(layer, mask=layer.getchannel("A"))
    stored = io.BytesIO()
    flat.save(stored, "JPEG", quality=_QUALITY, optimize=True)
    return stored.getvalue()


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise InputError("photo_too_large", field="photo", limit=25)
