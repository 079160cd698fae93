"""Pictures that are shown on a page: drawn anew, so that nothing but what one sees is left."""

import io
import warnings

from PIL import Image, ImageOps

from .picture import FORMATS
from .refusal import Refusal

LARGEST = (1600, 1200)
SMALLEST_SIDE = 50
MOST_PIXELS = {"PNG": 12_000_000, "JPEG": 60_000_000, "WEBP": 10_000_000}
MOST_PROGRESSIVE = 16_000_000
QUALITY = 82


def examine(file, size: int, ending: str, text) -> bytes:
    """Return the picture as a WebP that is no larger than a page needs."""
    warnings.simplefilter("ignore")
    kind = FORMATS[ending]
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS[kind]
    try:
        with Image.open(file, formats=[kind]) as picture:
            _check_size(picture, kind)
            drawn = _drawn(picture)
            out = io.BytesIO()
            drawn.save(out, "WEBP", quality=QUALITY, method=4)
    except (Refusal, MemoryError):
        raise
    except Image.DecompressionBombError as bomb:
        raise Refusal("too_many_pixels") from bomb
    except Exception as broken:
        raise Refusal("damaged") from broken
    text.facts |= {"width": drawn.width, "height": drawn.height}
    return out.getvalue()


def _check_size(picture, kind: str) -> None:
    most = MOST_PROGRESSIVE if picture.info.get("progressive") else MOST_PIXELS[kind]
    if picture.width * picture.height > most:
        raise Refusal("too_many_pixels")
    if min(picture.size) < SMALLEST_SIDE:
        raise Refusal("too_small")
    if getattr(picture, "n_frames", 1) > 1:
        raise Refusal("moving")


def _drawn(picture):
    """The right way up, with colours a screen has; a photo is decoded small at once."""
    picture.draft("RGB", LARGEST)
    turned = ImageOps.exif_transpose(picture)
    has_holes = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    plain = turned.convert("RGBA" if has_holes else "RGB")
    plain.thumbnail(LARGEST, Image.Resampling.LANCZOS, reducing_gap=2.0)
    # A new picture: what was told beside the old one does not come along.
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean
