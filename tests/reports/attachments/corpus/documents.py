"""PDFs that act, hide and tell."""

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.reports.attachments.corpus.images import BYTES, CANARY, jpeg_with_traces

VISIBLE = "Stageovereenkomst"


def written(pdf: Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def plain(pages: int = 1) -> Pdf:
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(300, 300))
        page = pdf.pages[-1]
        page.Resources = Dictionary(Font=Dictionary(JS=_font(pdf)))
        page.Contents = Stream(pdf, f"BT /JS 12 Tf 20 200 Td ({VISIBLE}) Tj ET".encode())
    return pdf


def _font(pdf: Pdf) -> pikepdf.Object:
    """Under the resource name /JS: a name map's keys are names, not keys of the format."""
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )


def action(kind: str, **values: Any) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name("/" + kind), **values)


def script() -> Dictionary:
    return action("JavaScript", JS=String(f"app.alert('{CANARY}')"))


def with_traces() -> bytes:
    """Everything that must go, with a canary in each."""
    pdf = plain()
    root, page = pdf.Root, pdf.pages[0]
    pdf.docinfo[Name.Author] = CANARY
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [CANARY]
    root.OpenAction = script()
    root.AA = Dictionary(WC=script())
    root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String(CANARY), pdf.make_indirect(script())]))
    )
    root.Lang = String(CANARY)
    make_file: Any = pikepdf.AttachedFileSpec
    pdf.attachments["canary.txt"] = make_file(pdf, BYTES, filename=CANARY)
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(CANARY, 0))
    _page_traces(pdf, page)
    _form(pdf, page)
    return written(pdf)


def _page_traces(pdf: Pdf, page: pikepdf.Page) -> None:
    page.obj.AA = Dictionary(O=script())
    page.obj.Metadata = Stream(pdf, BYTES)
    page.obj.PieceInfo = Dictionary(App=Dictionary(Private=String(CANARY)))
    page.obj.Thumb = Stream(pdf, BYTES)
    photo = Stream(pdf, jpeg_with_traces())
    photo.update(
        Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40, BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode, Metadata=Stream(pdf, BYTES),
        )
    )  # fmt: skip
    page.Resources.XObject = Dictionary(A=photo)
    page.Resources.Properties = Dictionary(P=Dictionary(Secret=String(CANARY)))
    page.obj.Annots = Array([pdf.make_indirect(item) for item in _annotations(pdf)])


def _annotations(pdf: Pdf) -> list[Dictionary]:
    box = Array([10, 10, 50, 50])
    spec = Dictionary(Type=Name.Filespec, F=String(CANARY), EF=Dictionary(F=Stream(pdf, BYTES)))
    actions = [
        action("URI", URI=String(f"https://{CANARY}.example")),
        action("Launch", F=String(CANARY)),
        action("GoToR", F=String(CANARY), D=Array([0, Name.Fit])),
        action("SubmitForm", F=Dictionary(FS=Name.URL, F=String(f"https://{CANARY}.example"))),
    ]
    links = [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=a) for a in actions]
    return [
        *links,
        Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=box, FS=spec),
        Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=box, T=String(CANARY), Contents=String(CANARY)
        ),
        Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=box, NM=String(CANARY)),
    ]


def _form(pdf: Pdf, page: pikepdf.Page) -> None:
    """A filled field: its value shows, its name and script are metadata."""
    look = Stream(pdf, b"BT /F 10 Tf 2 2 Td (ingevuld) Tj ET")
    look.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 90, 20])))
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(CANARY),
            V=String("ingevuld"),
            Rect=Array([100, 100, 190, 120]), AP=Dictionary(N=look), AA=Dictionary(K=script()), F=4,
        )
    )  # fmt: skip
    page.obj.Annots.append(field)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), XFA=Stream(pdf, b"<xdp>" + BYTES + b"</xdp>")
    )


def everything(data: bytes) -> bytes:
    """All bytes of a PDF in clear: the file, each object, each stream unfolded."""
    parts = [data]
    with Pdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            parts.append(item.unparse(resolved=True))
            if isinstance(item, Stream):
                parts.append(item.read_raw_bytes())
                if item.get("/Filter") != Name.DCTDecode:
                    parts.append(item.read_bytes())
    return b"\n".join(parts)


def encrypted(*, user: str) -> bytes:
    return written(plain(), encryption=pikepdf.Encryption(owner="owner", user=user))


def deflate_bomb(megabytes: int) -> bytes:
    pdf = plain()
    folding = zlib.compressobj(9)
    piece = bytes(1 << 20)
    folded = b"".join(folding.compress(piece) for _ in range(megabytes)) + folding.flush()
    stream = Stream(pdf, b"")
    stream.write(folded, filter=Name.FlateDecode)
    pdf.pages[0].Contents = stream
    return written(pdf)


def folded_twice(megabytes: int) -> bytes:
    """A bomb in a bomb: the outer layer is tiny too."""
    pdf = plain()
    inner = zlib.compress(bytes(megabytes << 20), 9)
    stream = Stream(pdf, b"")
    stream.write(zlib.compress(inner, 9), filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].Contents = stream
    return written(pdf)


def with_hidden_layer() -> bytes:
    pdf = plain()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("laag")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), ON=Array([]))
    )
    return written(pdf)


def dynamic_form() -> bytes:
    pdf = plain()
    pdf.Root.NeedsRendering = True
    return written(pdf)


def deep_nesting(depth: int = 100_000) -> bytes:
    """A page that holds an array in an array in an array; written by hand, qpdf would not."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</ColorSpace<</A "
        + b"[" * depth + b"]" * depth + b">>>>>>",
    ]  # fmt: skip
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        data + b"xref\n0 4\n0000000000 65535 f \n" + table
        + b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF" % len(data)
    )  # fmt: skip
