"""The last pass over a PDF: its tree of tags, and what PDF/A-2b asks of an archive copy.

One opening and one writing by pikepdf. What ReportLab leaves out is added: structure tree and parent tree (ISO 32000-1,
14.7), the colours' profile, metadata that say what the file is (ISO 19005-2). Nothing here depends on the clock or the
computer: the same pages give the same bytes.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from caseworker.paper.tags import Element, Leads, Recorder
from caseworker.resources import RESOURCES

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
    """The sRGB profile, packed (source: resources/colour/README.txt)."""
    return zlib.compress((RESOURCES / "colour" / "sRGB.icc").read_bytes(), 9)


def finished(pdf: bytes, recorder: Recorder, details: Details) -> bytes:
    """Return the PDF tagged and as PDF/A-2b."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = [page.obj for page in document.pages]
        _tidy(pages)
        _add_tree(document, recorder, pages)
        _archive(document, details)
        target = BytesIO()
        document.save(
            target, deterministic_id=True, fix_metadata_version=False, min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
        )  # fmt: skip
    return target.getvalue()


def _tidy(pages: list[Any]) -> None:
    """Take off what PDF/A does not allow, and write each page's filter as a name.

    Where qpdf finds an array there, it packs the stream anew, which would cost more than all else here.
    """
    for page in pages:
        if "/Trans" in page:
            del page["/Trans"]
        contents = page.get("/Contents")
        if isinstance(contents, pikepdf.Stream) and isinstance(contents.get("/Filter"), Array):
            contents.Filter = Name.FlateDecode


def _add_tree(document: Pdf, recorder: Recorder, pages: list[Any]) -> None:
    made: dict[Element, Any] = {}
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = _element(document, recorder.root, tree, pages, made)
    numbers: list[Any] = []
    for number, marks in enumerate(recorder.pages):
        pages[number].StructParents = number
        pages[number].Tabs = Name.S
        owners: Any = [made[element] for element in marks]
        numbers += [number, document.make_indirect(Array(owners))]
    for number, leads in enumerate(recorder.leads, start=len(recorder.pages)):
        numbers += [number, _lead(document, leads, number, pages, made[leads.element])]
    tree.ParentTree = document.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(recorder.pages) + len(recorder.leads)
    document.Root.StructTreeRoot = tree
    document.Root.MarkInfo = Dictionary(Marked=True)


def _lead(document: Pdf, leads: Leads, number: int, pages: list[Any], element: Any) -> Any:
    """Make a place lead elsewhere, and return its element. Source: ISO 32000-1, 12.5.6.5 and 14.7.4.3."""
    target = Array([pages[leads.to_page], Name.XYZ, 0, round(leads.to_top, 2), 0])
    edges = Array([round(edge, 2) for edge in leads.box])
    place = document.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=edges, Border=Array([0, 0, 0]), F=4, Dest=target,
            Contents=String(leads.words), StructParent=number,
        )
    )  # fmt: skip
    page = pages[leads.page]
    page.Annots = Array([*page.get("/Annots", []), place])
    marks = element.K if isinstance(element.K, Array) else [element.K]
    element.K = Array([*marks, Dictionary(Type=Name.OBJR, Obj=place, Pg=page)])
    return element


@cache
def _name(tag: str) -> Name:
    return Name(f"/{tag}")


def _element(document: Pdf, element: Element, parent: Any, pages: list[Any], made: dict[Element, Any]) -> Any:
    about: dict[str, Any] = {"/S": _name(element.tag), "/P": parent}
    first = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    if first is not None:
        about["/Pg"] = pages[first]
    marks = [kid[1] for kid in element.kids if isinstance(kid, tuple) and kid[0] == first]
    if len(marks) == len(element.kids) and marks:
        about["/K"] = marks[0] if len(marks) == 1 else Array(marks)
    _describe(about, element)
    own = made[element] = document.make_indirect(Dictionary(about))
    if element.kids and "/K" not in about:
        own.K = Array([_kid(document, kid, own, first, pages, made) for kid in element.kids])
    return own


def _kid(
    document: Pdf, kid: Any, own: Any, first: int | None, pages: list[Any], made: dict[Element, Any]
) -> Any:
    """Return an element's kid: another element, the number of a mark on its own page, or a mark on another page."""
    if isinstance(kid, Element):
        return _element(document, kid, own, pages, made)
    page, number = kid
    return number if page == first else Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number)


def _describe(about: dict[str, Any], element: Element) -> None:
    if element.alt:
        about["/Alt"] = String(element.alt)
    if element.scope:
        about["/A"] = Dictionary(O=Name.Table, Scope=_name(element.scope))
    elif element.box is not None:
        edges = Array([round(edge, 2) for edge in element.box])
        about["/A"] = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=edges)
    elif element.tag == "L":
        counted = Name.Decimal if element.ordered else Name.Disc
        about["/A"] = Dictionary(O=Name.List, ListNumbering=counted)


def _archive(document: Pdf, details: Details) -> None:
    root = document.Root
    profile = document.make_stream(_profile(), N=3, Alternate=Name.DeviceRGB, Filter=Name.FlateDecode)
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
