"""Lists on paper, A4 across: a title, and below it parts with a heading and a table of words each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from caseworker.paper.page import document
from caseworker.paper.styles import Styles, styles
from caseworker.paper.tables import report_table
from caseworker.paper.text import paragraph

_ROOM_TO_BEGIN = 90
"""Points that must be left on a page for a part to begin there."""


@dataclass(frozen=True, slots=True)
class ListingPart:
    """One part: its heading, a note (such as that it is empty), the head of its table, and the rows."""

    heading: str
    note: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def listing_pdf(
    title: str,
    subtitle: str,
    parts: Sequence[ListingPart],
    *,
    widths: Sequence[float],
    council: str,
    colour: str = "#1a1a1a",
) -> bytes:
    """Return the parts as a PDF; the same parts give the same bytes.

    Args:
        widths: of the columns, in points; 728 fill the page.
    """
    kit = styles(colour)
    target = io.BytesIO()
    pack = document(
        target,
        title=title,
        author=council,
        subject=subtitle,
        landscape=True,
        footer_text=f"{council} · Official - sensitive: names of people. Destroy when done.",
        header_text=title,
    )
    story: list[Flowable] = [
        paragraph(council, kit.small),
        paragraph(title, kit.title),
        paragraph(subtitle, kit.subtitle),
    ]
    for part in parts:
        story += _part(part, kit, widths)
    pack.build(story)
    return target.getvalue()


def _part(part: ListingPart, kit: Styles, widths: Sequence[float]) -> Iterator[Flowable]:
    yield CondPageBreak(_ROOM_TO_BEGIN)
    yield paragraph(part.heading, kit.heading)
    if part.note:
        yield paragraph(part.note, kit.cell)
    if part.rows:
        yield Spacer(0, 2)
        yield report_table([list(part.head), *map(list, part.rows)], widths, heading_columns=len(part.head))
    yield Spacer(0, 6)
