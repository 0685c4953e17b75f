"""Reads a PDF as a screen reader and an eye do: its tree of tags, its pages, where words stand."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with single spaces."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]
    finally:
        opened.close()


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole points."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [(round(page.get_width()), round(page.get_height())) for page in opened]
    finally:
        opened.close()


def tags(pdf: bytes) -> list[tuple[str, dict[str, Any]]]:
    """Every element of the tree in the order of reading: its name, and what it says of itself."""
    root = PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"]
    return list(_walk(root["/K"]))


def children(pdf: bytes, name: str) -> list[list[str]]:
    """For each element of that name, the names of its kids."""
    root = PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"]
    return [
        [str(kid.get_object()["/S"]) for kid in _listed(element.get("/K")) if _is_element(kid)]
        for element in _elements(root["/K"])
        if element["/S"] == name
    ]


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """The bookmarks in their order with their pages, counted from 1."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [(str(each.get_title()), int(each.get_dest().get_index()) + 1) for each in opened.get_toc()]
    finally:
        opened.close()


def leads(pdf: bytes) -> list[tuple[str, int]]:
    """What leads elsewhere in the document: its words, and the page it leads to, counted from 1."""
    reader = PdfReader(BytesIO(pdf))
    numbers = {page.indirect_reference: number for number, page in enumerate(reader.pages, start=1)}
    return [
        (str(place.get_object()["/Contents"]), numbers[list.__getitem__(place.get_object()["/Dest"], 0)])
        for page in reader.pages
        for place in page.get("/Annots", [])
    ]


def _walk(element: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for each in _elements(element):
        about = each.get("/A")
        said = {"alt": each.get("/Alt", ""), "scope": (about or {}).get("/Scope", "")}
        yield str(each["/S"]), said


def _elements(element: Any) -> Iterator[Any]:
    found = element.get_object()
    yield found
    for kid in _listed(found.get("/K")):
        if _is_element(kid):
            yield from _elements(kid)


def _listed(kids: Any) -> list[Any]:
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    return kids if isinstance(kids, list) else [] if kids is None else [kids]


def _is_element(kid: Any) -> bool:
    found = kid.get_object() if hasattr(kid, "get_object") else kid
    return isinstance(found, dict) and "/S" in found
