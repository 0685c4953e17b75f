"""The last pass over a PDF: its tree of tags, and what PDF/A-2b asks of an archive copy.

One opening and one writing by pikepdf. What ReportLab leaves out is added: structure tree and parent tree (ISO 32000-1,
14.7), the colours' profile, metadata that say what the file is (ISO 19005-2). Nothing here depends on the clock or the
computer: the same pages give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from caseworker.paper.tags import Element, Recorder

PRODUCER = "Caseworker"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{producer}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Details:
    """What the file says of itself; `language` as in BCP 47."""

    title: str
    author: str
    subject: str
    language: str


@cache
def _profile() -> bytes:
    """The sRGB profile that pikepdf brings along (public domain)."""
    from importlib.resources import files

    return (files("pikepdf.pdfa") / "data" / "sRGB.icc").read_bytes()


def finished(pdf: bytes, recorder: Recorder, details: Details) -> bytes:
    """Return the PDF tagged and as PDF/A-2b."""
    with pikepdf.open(BytesIO(pdf)) as document:
        _add_tree(document, recorder)
        _archive(document, details)
        target = BytesIO()
        document.save(
            target, deterministic_id=True, fix_metadata_version=False, min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
        )  # fmt: skip
    return target.getvalue()


def _add_tree(document: Pdf, recorder: Recorder) -> None:
    pages = [page.obj for page in document.pages]
    made: dict[Element, Any] = {}
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = _element(document, recorder.root, tree, pages, made)
    numbers: list[Any] = []
    for number, marks in enumerate(recorder.pages):
        pages[number].StructParents = number
        pages[number].Tabs = Name.S
        owners: Any = [made[element] for element in marks]
        numbers += [number, document.make_indirect(Array(owners))]
    tree.ParentTree = document.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(recorder.pages)
    document.Root.StructTreeRoot = tree
    document.Root.MarkInfo = Dictionary(Marked=True)


def _element(document: Pdf, element: Element, parent: Any, pages: list[Any], made: dict[Element, Any]) -> Any:
    own = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
    made[element] = own
    marks = [kid for kid in element.kids if isinstance(kid, tuple)]
    first = marks[0][0] if marks else None
    if first is not None:
        own.Pg = pages[first]
    kids: list[Any] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_element(document, kid, own, pages, made))
        elif kid[0] == first:
            kids.append(kid[1])
        else:
            kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid[0]], MCID=kid[1]))
    if kids:
        own.K = kids[0] if len(kids) == 1 else Array(kids)
    _describe(own, element)
    return own


def _describe(own: Any, element: Element) -> None:
    if element.alt:
        own.Alt = String(element.alt)
    if element.scope:
        own.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    elif element.box is not None:
        own.A = Dictionary(
            O=Name.Layout, Placement=Name.Block, BBox=Array([round(edge, 2) for edge in element.box])
        )
    elif element.tag == "L":
        own.A = Dictionary(O=Name.List, ListNumbering=Name.Decimal if element.ordered else Name.Disc)


def _archive(document: Pdf, details: Details) -> None:
    for page in document.pages:
        if "/Trans" in page.obj:
            del page.obj["/Trans"]
    root = document.Root
    profile = document.make_stream(_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name("/GTS_PDFA1"), OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"), DestOutputProfile=profile,
    )  # fmt: skip
    root.OutputIntents = Array([document.make_indirect(intent)])
    root.Lang = String(details.language)
    words = {
        "title": details.title, "author": details.author, "subject": details.subject,
        "language": details.language, "producer": PRODUCER,
    }  # fmt: skip
    packet = _XMP.format(**{name: escape(text) for name, text in words.items()})
    root.Metadata = document.make_stream(packet.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)
    info = Dictionary(
        Title=String(details.title), Author=String(details.author), Subject=String(details.subject),
        Creator=String(PRODUCER), Producer=String(PRODUCER),
    )  # fmt: skip
    document.trailer.Info = document.make_indirect(info)
