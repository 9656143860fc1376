"""Images: decoded to pixels and encoded anew, so that nothing but the pixels is left."""

import io
import warnings

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin

from reports.attachments.cleaner.formats import Clean, Format, Limits, Source
from reports.attachments.cleaner.refusals import Refusal, Uncleanable

# Naming the plugins keeps Pillow from looking for them once files are out of reach.
PLUGINS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)
JPEG_QUALITY = 90
PNG_EFFORT = 4  # of 9: a photo of 60 megapixels stays within the time
GREY_MODES = {"1", "L"}


def prepare() -> None:
    Image.preinit()
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def clean(data: bytes, source: Source, limits: Limits) -> Clean:
    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        image = Image.open(io.BytesIO(data), formats=(source.value,))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Uncleanable(Refusal.TOO_MANY_PIXELS) from error
    if source is not Source.JPEG and getattr(image, "is_animated", False):
        raise Uncleanable(Refusal.ANIMATED)
    has_alpha = image.has_transparency_data
    image.load()
    # Orientation is metadata that shows: it is applied before it is dropped.
    pixels = _flat(ImageOps.exif_transpose(image))
    keep_sharp = source is Source.PNG or (source is Source.WEBP and has_alpha)
    return _encoded(pixels, Format.PNG if keep_sharp else Format.JPEG)


def _flat(image: Image.Image) -> Image.Image:
    """Return grey or RGB pixels without info. What transparency hid is gone, not kept."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    if image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value / 256).convert("L")
    pixels = image.convert("L" if image.mode in GREY_MODES else "RGB")
    pixels.info = {}  # Pillow writes comment, ICC and transparency back from here
    return pixels


def _encoded(pixels: Image.Image, target: Format) -> Clean:
    out = io.BytesIO()
    if target is Format.PNG:
        pixels.save(out, "PNG", compress_level=PNG_EFFORT)
    else:
        pixels.save(out, "JPEG", quality=JPEG_QUALITY)
    return Clean(target, out.getvalue())
