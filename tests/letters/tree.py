"""The tree of tags of a PDF, read as a screen reader reads it: from the file alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "Tj", "TJ", "'", '"', "sh"}
BFCHAR = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4})>")


@dataclass
class Node:
    """One element of the tree with the text that belongs to it alone, spaces made single."""

    tag: str
    text: str = ""
    alt: str = ""
    scope: str = ""
    numbering: str = ""
    has_box: bool = False
    pages: list[int] = field(default_factory=list)
    kids: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Give this element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def found(self, tag: str) -> list[Node]:
        """Return all elements of a tag."""
        return [node for node in self.walk() if node.tag == tag]

    @property
    def whole(self) -> str:
        """All text of it and below it."""
        return " ".join(node.text for node in self.walk() if node.text)


@dataclass
class Reading:
    """What a PDF holds: its tree, the texts nobody needs to hear, and what paints without being either."""

    root: Node
    artifacts: list[str]
    loose: list[str]


def read_tags(pdf: bytes) -> Reading:
    """Return the tree of a tagged PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        marks, artifacts, loose = dict[tuple[int, int], str](), list[str](), list[str]()
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        for number, page in enumerate(document.pages):
            _read_page(number, page, marks, artifacts, loose)
        tree = document.Root.StructTreeRoot
        _check_parents(document, tree)
        left = dict(marks)
        root = _node(tree.K, numbers, left)
        assert not left, f"marked on a page but not in the tree: {left}"
        return Reading(root, artifacts, loose)


def _check_parents(document: Any, tree: Any) -> None:
    """The parent tree names for each mark the element that holds it."""
    pairs = list(tree.ParentTree.Nums)
    by_number = {int(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
    for page in document.pages:
        for mcid, owner in enumerate(by_number[int(page.obj.StructParents)]):
            kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
            own = [int(k.MCID) if isinstance(k, pikepdf.Dictionary) and "/MCID" in k else k for k in kids]
            assert mcid in [int(kid) for kid in own if not isinstance(kid, pikepdf.Object)]


def _node(element: Any, numbers: dict[Any, int], marks: dict[tuple[int, int], str]) -> Node:
    about = element.get("/A", {})
    node = Node(
        str(element.S)[1:], alt=str(element.get("/Alt", "")), scope=str(about.get("/Scope", ""))[1:],
        numbering=str(about.get("/ListNumbering", ""))[1:], has_box="/BBox" in about,
    )  # fmt: skip
    kids = element.get("/K", [])
    texts = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen
            node.kids.append(_node(kid, numbers, marks))
            continue
        page, mcid = (kid.Pg, kid.MCID) if isinstance(kid, pikepdf.Dictionary) else (element.Pg, kid)
        number = numbers[page.objgen]
        node.pages.append(number)
        texts.append(marks.pop((number, int(mcid))))
    node.text = " ".join(" ".join(texts).split())
    return node


def _read_page(
    number: int, page: Any, marks: dict[tuple[int, int], str], artifacts: list[str], loose: list[str]
) -> None:
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    stack: list[Any] = []
    font, text, height = "", list[str](), None
    silent = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        sign = str(operator)
        if sign in ("BDC", "BMC"):
            stack.append((str(operands[0])[1:], operands[1] if len(operands) > 1 else {}))
            if "/ActualText" in stack[-1][1]:
                text.append(str(stack[-1][1]["/ActualText"]))
                silent += 1
            elif len(stack) == 1:
                text, height = [], None
        elif sign == "EMC":
            tag, about = stack.pop()
            if "/ActualText" in about:
                silent -= 1
            elif "/MCID" in about:
                marks[number, int(about["/MCID"])] = "".join(text)
            elif tag == "Artifact":
                artifacts.append(" ".join("".join(text).split()))
        elif sign == "Tf":
            font = str(operands[0])
        elif sign == "Tm":  # a new line; a place further along the same line is no space
            text.append("" if height == operands[5] else " ")
            height = operands[5]
        elif sign in ("Tj", "TJ") and not silent:
            shown = operands[0] if sign == "TJ" else [operands[0]]
            for part in shown:
                if isinstance(part, pikepdf.String):
                    text.append("".join(fonts[font].get(code, "?") for code in bytes(part)))
        if sign in PAINTS and not any(tag == "Artifact" or "/MCID" in about for tag, about in stack):
            loose.append(f"page {number + 1}: {operands} {sign}")


def _letters(font: Any) -> dict[int, str]:
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    return {int(code, 16): chr(int(letter, 16)) for code, letter in BFCHAR.findall(table)}
