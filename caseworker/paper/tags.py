"""What each mark on a page means: the tree of headings, paragraphs, lists and tables that a screen reader walks.

A flowable that draws itself tells its canvas which element the drawing belongs to. Elements come into the tree when
they are first drawn, so that the order of reading is the order of the page. Whatever nobody claims (rules, shades,
running heads, heads of tables printed again) is marked as an artifact. Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PAINTS = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|Do|Tj|TJ|'|sh)(?:\s|$)")


class Element:
    """One element of the tree.

    Attributes:
        tag: its standard name, such as "H1", "P", "L", "TH".
        kids: elements, and marks on pages as (page, number), in the order of reading.
        alt: words for a picture. scope: "Column" or "Row", of the head of a table.
        box: where a picture stands on its page, in points from the bottom left.
    """

    __slots__ = ("alt", "box", "is_drawn", "kids", "ordered", "parent", "scope", "tag")

    def __init__(
        self, tag: str, parent: Element | None = None, *, alt: str = "", scope: str = "",
        box: tuple[float, float, float, float] | None = None, ordered: bool = False,
    ) -> None:  # fmt: skip
        self.tag, self.alt, self.scope, self.box, self.ordered = tag, alt, scope, box, ordered
        self.kids: list[Element | tuple[int, int]] = []
        self.is_drawn = False
        self.parent = parent
        if parent is not None:
            parent.kids.append(self)


class Marked(str):
    """Operators of a page that belong to an element, or are known to be an artifact."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Leads:
    """That a press on a place leads elsewhere in the document.

    Attributes:
        element: the "Link" whose words stand there.
        page, box: where, counted from 0, and in points from the bottom left.
        to_page, to_top: where to, and how far from the foot of that page.
        words: what it leads to.
    """

    element: Element
    page: int
    box: tuple[float, float, float, float]
    to_page: int
    to_top: float
    words: str


class Recorder:
    """Collects the elements of one document while its pages are drawn.

    Attributes:
        root: the element of the whole document.
        pages: for each page the element of each mark, by its number.
        leads: what leads elsewhere in the document.
    """

    def __init__(self) -> None:
        self.root = Element("Document")
        self.root.is_drawn = True
        self.pages: list[list[Element]] = []
        self.leads: list[Leads] = []

    def mark(self, element: Element, page: int, operators: str) -> Marked:
        """Return operators claimed for an element on a page, counted from 0."""
        self._attach(element)
        while len(self.pages) <= page:
            self.pages.append([])
        marks = self.pages[page]
        element.kids.append((page, len(marks)))
        marks.append(element)
        return Marked(f"/{element.tag} <</MCID {len(marks) - 1}>> BDC\n{operators}\nEMC")

    def _attach(self, element: Element) -> None:
        while not element.is_drawn:
            element.is_drawn = True
            if element.parent is None:
                element.parent = self._list() if element.tag == "LI" else self.root
                element.parent.kids.append(element)
            element = element.parent

    def _list(self) -> Element:
        """Return the list that was drawn last, or a new one where something else came after it."""
        last = self.root.kids[-1] if self.root.kids else None
        return last if isinstance(last, Element) and last.tag == "L" else Element("L")


def artifact(operators: str) -> Marked:
    """Return operators that mean nothing to a reader."""
    return Marked(f"/Artifact BMC\n{operators}\nEMC")


def with_artifacts(code: Sequence[str]) -> list[str]:
    """Return a page's operators with everything that paints and was not claimed marked as an artifact."""
    made: list[str] = []
    loose: list[str] = []
    for operators in code:
        if isinstance(operators, Marked):
            made += _settled(loose)
            loose = []
            made.append(operators)
        else:
            loose.append(operators)
    return made + _settled(loose)


def _settled(loose: list[str]) -> list[str]:
    painting = [number for number, operators in enumerate(loose) if PAINTS.search(operators)]
    if not painting:
        return loose
    first, last = painting[0], painting[-1] + 1
    return [*loose[:first], "/Artifact BMC", *loose[first:last], "EMC", *loose[last:]]
