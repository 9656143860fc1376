"""Plain text: decoded, freed of what does not show, encoded again."""

import codecs
import re

from reports.attachments.cleaner.formats import Clean, Format, Limits, Source
from reports.attachments.cleaner.refusals import Refusal, Uncleanable

# Control characters, and invisible ones that reorder text (bidi overrides) or carry a watermark
# that could lead to the reporter (zero width space, tags). Joiners and direction marks stay:
# emoji, Arabic and Persian need them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
CONTROL_SHARE = 0.01  # more than one in a hundred is no text
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def prepare() -> None:
    """Load every codec that may be needed, before files are out of reach."""
    for name in ("utf-8-sig", "utf-16", "cp1252"):
        codecs.lookup(name)


def clean(data: bytes, source: Source, limits: Limits) -> Clean:
    del source, limits
    text = _decoded(data)
    if len(CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise Uncleanable(Refusal.UNKNOWN_TYPE)
    text = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise Uncleanable(Refusal.EMPTY)
    return Clean(Format.TEXT, text.encode())


def _decoded(data: bytes) -> str:
    candidates = ["utf-8-sig", "cp1252"]
    if data.startswith(UTF16):
        candidates = ["utf-16"]
    elif b"\x00" in data:
        raise Uncleanable(Refusal.UNKNOWN_TYPE)
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Uncleanable(Refusal.UNKNOWN_TYPE)
