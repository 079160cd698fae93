"""Pictures: decoded once to see that they are whole, and kept without what they tell of people."""

import struct
import warnings

from PIL import Image

from .refusal import Refusal
from .stripping import strip_jpeg, strip_png, strip_webp

MOST_PIXELS = {"PNG": 20_000_000, "JPEG": 60_000_000, "WEBP": 10_000_000}
# A progressive photo must be held whole while it is decoded.
MOST_PROGRESSIVE = 16_000_000
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
STRIP = {"PNG": strip_png, "JPEG": strip_jpeg, "WEBP": strip_webp}
ORIENTATION = 0x0112


def examine(file, size: int, ending: str, text) -> bytes:
    """Return the picture without place, camera, comments and what lies behind its end."""
    kind = FORMATS[ending]
    turned = _decode(file, kind)
    file.seek(0)
    try:
        return STRIP[kind](file.read(), turned)
    except (IndexError, struct.error) as broken:
        raise Refusal("damaged") from broken


def _decode(file, kind: str) -> int:
    """Decode it and return how it is turned; a photo is decoded small, which reads it all."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS[kind]
    try:
        with Image.open(file, formats=[kind]) as picture:
            _check_size(picture, kind)
            turned = picture.getexif().get(ORIENTATION, 1)
            picture.draft("L", (picture.width // 8, picture.height // 8))
            picture.load()
    except (Refusal, MemoryError):
        raise
    except Image.DecompressionBombError as bomb:
        raise Refusal("too_many_pixels") from bomb
    except Exception as broken:
        raise Refusal("damaged") from broken
    return turned if turned in range(1, 9) else 1


def _check_size(picture, kind: str) -> None:
    most = MOST_PROGRESSIVE if picture.info.get("progressive") else MOST_PIXELS[kind]
    if picture.width * picture.height > most:
        raise Refusal("too_many_pixels")
    if getattr(picture, "n_frames", 1) > 1:
        raise Refusal("moving")
