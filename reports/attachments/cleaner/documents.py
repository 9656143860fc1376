"""PDF: the pages move to a new document; what acts, hides or tells about the maker stays behind."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from reports.attachments.cleaner.embedded import without_metadata
from reports.attachments.cleaner.formats import Clean, Format, Limits, Source
from reports.attachments.cleaner.refusals import Refusal, Uncleanable

# Pages and resources by what may stay. The catalogue of the new document is empty: no OpenAction,
# no Names (scripts, embedded files), no AcroForm, no XFA, no outline, no metadata.
PAGE_KEYS = {
    "/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/BleedBox",
    "/TrimBox", "/ArtBox", "/Rotate", "/Group", "/UserUnit",
}  # fmt: skip
RESOURCE_KEYS = {
    "/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/ProcSet",
}  # fmt: skip
# Inside what pages draw with, by what must go. Most of these mean nothing without the catalogue
# and annotations; a viewer's bug could still give them meaning.
FORBIDDEN = {
    "/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/Ref", "/OC", "/StructParent",
    "/StructParents", "/Measure", "/PtData", "/Thumb", "/AA", "/OpenAction", "/JS", "/JavaScript",
    "/EF", "/URI", "/Annots", "/Names", "/Dests", "/RichMediaContent", "/Launch", "/Usage",
}  # fmt: skip
# Dictionaries whose keys are names that the document chose, not keys of the format.
NAME_MAPS = RESOURCE_KEYS | {"/CharProcs", "/Colorants"}
EXTERNAL_DATA = ("/F", "/FFilter", "/FDecodeParms")  # of a stream: its data is another file
HIDDEN_STATES = {Name.OFF, Name.Unchanged}


def prepare() -> None:
    """Open a locked document once: qpdf then asks for the random device, out of reach later."""
    out = io.BytesIO()
    with Pdf.new() as sample:
        sample.save(out, encryption=pikepdf.Encryption(owner="", user=""))
    Pdf.open(out).close()


def clean(data: bytes, source: Source, limits: Limits) -> Clean:
    del source
    _bound_decoding(limits)
    with _opened(data) as old, Pdf.new() as new:
        _refuse_what_would_change(old, limits)
        # What a form or note shows becomes part of the page, before forms and notes go.
        if _within(old.Root, "/AcroForm", "/NeedAppearances"):
            old.generate_appearance_streams()
        old.flatten_annotations("all")
        new.pages.extend(old.pages)
        streams: list[Stream] = []
        for page in new.pages:
            _keep(page.obj, PAGE_KEYS)
            streams += _walk(page.obj)
        _check_streams(streams, limits)
        out = io.BytesIO()
        new.save(out, min_version="1.7", deterministic_id=True)
    return Clean(Format.PDF, out.getvalue())


def _bound_decoding(limits: Limits) -> None:
    """Make qpdf stop at the first stream that unfolds too far."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=limits.stream_bytes,
        run_length_max_memory=limits.stream_bytes,
        png_max_memory=limits.stream_bytes,
        tiff_max_memory=limits.stream_bytes,
        max_stream_filters=3,
        doc_max_warnings=100,
    )


def _opened(data: bytes) -> Pdf:
    try:
        pdf = Pdf.open(io.BytesIO(data), attempt_recovery=False)
    except pikepdf.PasswordError as error:
        raise Uncleanable(Refusal.ENCRYPTED) from error
    if pdf.is_encrypted:
        raise Uncleanable(Refusal.ENCRYPTED)
    return pdf


def _refuse_what_would_change(pdf: Pdf, limits: Limits) -> None:
    """Refuse documents that show something else once they are clean."""
    if not 0 < len(pdf.pages) <= limits.pages:
        raise Uncleanable(Refusal.TOO_MANY_PAGES if pdf.pages else Refusal.DAMAGED)
    if pdf.Root.get("/NeedsRendering"):
        raise Uncleanable(Refusal.FORM_ONLY)
    hidden = _within(pdf.Root, "/OCProperties", "/D", "/OFF")
    state = _within(pdf.Root, "/OCProperties", "/D", "/BaseState")
    if (hidden is not None and len(hidden)) or state in HIDDEN_STATES:
        raise Uncleanable(Refusal.HIDDEN_LAYERS)


def _within(holder: Any, *keys: str) -> Any:
    for key in keys:
        holder = holder.get(key)
        if holder is None:
            return None
    return holder


def _keep(holder: Object, allowed: set[str]) -> None:
    for key in set(holder.keys()) - allowed:
        del holder[key]


def _walk(page: Object) -> list[Stream]:
    """Strip everything this page draws with; return its streams. No recursion: depth is hostile."""
    streams: list[Stream] = []
    seen: set[tuple[tuple[int, int], bool]] = set()
    waiting: list[tuple[Any, bool]] = [(page, False)]
    while waiting:
        item, is_name_map = waiting.pop()
        if item.is_indirect:
            mark = (item.objgen, is_name_map)
            if mark in seen:
                continue
            seen.add(mark)
        if isinstance(item, Stream):
            streams.append(item)
        if isinstance(item, Dictionary | Stream) and not is_name_map:
            _strip(item)
        waiting += _parts(item)
    return streams


def _strip(holder: Object) -> None:
    for key in FORBIDDEN & set(holder.keys()):
        del holder[key]
    if isinstance(holder, Stream):
        if any(key in holder for key in EXTERNAL_DATA):
            raise Uncleanable(Refusal.DAMAGED)
        if holder.get("/Subtype") == Name.PS or holder.get("/Subtype2") == Name.PS:
            raise Uncleanable(Refusal.DAMAGED)  # PostScript would run on a printer
    if "/Resources" in holder:
        _keep(holder.Resources, RESOURCE_KEYS)


def _parts(item: Any) -> Iterator[tuple[Any, bool]]:
    if isinstance(item, Array):
        pairs = [("", part) for part in item]
    else:
        pairs = [(key, part) for key, part in item.items() if key != "/Parent"]
    for key, part in pairs:
        if isinstance(part, Dictionary | Stream | Array):
            yield part, key in NAME_MAPS and isinstance(part, Dictionary)


def _check_streams(streams: list[Stream], limits: Limits) -> None:
    """Decode every stream once: a bomb must not reach the reader's viewer either."""
    total = 0
    for stream in {stream.objgen: stream for stream in streams}.values():
        if not without_metadata(stream, limits.stream_bytes):
            total += _decoded_size(stream)
        if total > limits.document_bytes:
            raise Uncleanable(Refusal.TOO_HEAVY)


def _decoded_size(stream: Stream) -> int:
    try:
        return len(stream.read_bytes())
    except (pikepdf.PdfError, RuntimeError) as error:
        if "limit exceeded" in str(error):
            raise Uncleanable(Refusal.TOO_HEAVY) from error
        if "unfilterable" in str(error):
            return 0  # a filter for pictures (CCITT, JBIG2): nothing unfolds here
        raise Uncleanable(Refusal.DAMAGED) from error
