"""The head of a letter: logo, council, department, how to reach us, in the council's colour."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from caseworker.domain.letters import Letterhead
from caseworker.paper.beside import COLUMN
from caseworker.paper.canvas import PaperCanvas
from caseworker.paper.fonts import BOLD, REGULAR
from caseworker.paper.looks import Sheet
from caseworker.paper.page import LEFT, RIGHT, fitted, one_row
from caseworker.paper.pictures import Picture, draw_picture, picture, size_within
from caseworker.paper.setting import text_width
from caseworker.paper.styles import QUIET, readable
from caseworker.paper.tags import Element
from caseworker.paper.text import printable

HEAD_TOP, RULE_AT, RULE_LOWEST = 12 * mm, 37 * mm, 44 * mm
LOGO_HEIGHT, LOGO_WIDTH = 20 * mm, 45 * mm
COLUMN_LEFTMOST = 108 * mm  # how far left it may begin for a long email address
NAME_SIZES, NAME_ROWS = (17.0, 15.0, 13.0, 11.0), 3
SMALL_SIZES = (8.5, 8.0, 7.5, 7.0)
LEADING = 1.3  # times the type size


def draw_letterhead(
    canvas: PaperCanvas, head: Letterhead, page_width: float, page_height: float, sheet: Sheet
) -> None:
    """Draw the head of the first page, all of it above the envelope's window.

    In large looks the contact lines are left out here: they come at the end of the letter, large.
    """
    rows = [] if sheet.is_large else _contact_rows(head)
    right = page_width - RIGHT
    size = next((s for s in SMALL_SIZES if _widest(rows, s) <= right - COLUMN_LEFTMOST), SMALL_SIZES[-1])
    column = max(min(COLUMN, right - _widest(rows, size)), COLUMN_LEFTMOST) if rows else right + 4 * mm
    left = LEFT + _draw_logo(canvas, head, page_height)
    _draw_names(canvas, head, left, column - 4 * mm - left, page_height, max(10.0, sheet.label))
    if rows:
        with canvas.tagged(Element("P")):
            canvas.setFillColor(QUIET)
            canvas.setFont(REGULAR, size)
            for number, row in enumerate(rows):
                y = page_height - HEAD_TOP - size - number * size * LEADING
                canvas.drawString(column, y, fitted(row, right - column, size))
    rule = max(RULE_AT, HEAD_TOP + len(rows) * size * LEADING + 2 * mm)
    canvas.setStrokeColor(HexColor(head.colour))
    canvas.setLineWidth(1.5)
    canvas.line(LEFT, page_height - rule, right, page_height - rule)


def _widest(rows: list[str], size: float) -> float:
    return max((text_width(printable(row), REGULAR, size) for row in rows), default=0.0)


def logo_picture(logo: bytes) -> Picture:
    """Return the logo ready to draw. To be called before pages are made: ReportLab rewords errors on the way.

    Raises:
        RuleError: the bytes are not a picture that can be printed.
    """
    return picture(logo, "The logo", "logo")


def _draw_logo(canvas: PaperCanvas, head: Letterhead, page_height: float) -> float:
    """Draw the logo at the top left and return the room it takes across, gap included."""
    if not head.logo:
        return 0.0
    logo = logo_picture(head.logo)
    size = size_within(logo, LOGO_WIDTH, LOGO_HEIGHT)
    y = page_height - HEAD_TOP - size[1]
    draw_picture(canvas, logo, f"Logo of {one_row(head.council)}", LEFT, y, size)
    return size[0] + 5 * mm


def _draw_names(
    canvas: PaperCanvas, head: Letterhead, left: float, room: float, page_height: float, small: float
) -> None:
    size, rows = _name_rows(head.council, room)
    y = page_height - HEAD_TOP - 2 * mm - size * 0.8
    with canvas.tagged(Element("P")):
        canvas.setFillColor(HexColor(readable(head.colour)))
        canvas.setFont(BOLD, size)
        for row in rows:
            canvas.drawString(left, y, row)
            y -= size * 1.2
    if not head.department.strip():
        return
    most = 1 if len(rows) == NAME_ROWS else 2
    y -= 1 + (small - 10) * 0.6
    with canvas.tagged(Element("P")):
        canvas.setFillColor(QUIET)
        canvas.setFont(REGULAR, small)
        for row in _rows(head.department, small, room, REGULAR, most):
            canvas.drawString(left, y, row)
            y -= small * 1.2


def _name_rows(council: str, room: float) -> tuple[float, list[str]]:
    """Return the largest type size at which the council's name takes two rows, or three small ones, and the rows."""
    for size in NAME_SIZES:
        rows = _rows(council, size, room, BOLD, NAME_ROWS)
        if len(rows) < NAME_ROWS:
            return size, rows
    return size, rows


def _rows(text: str, size: float, room: float, font: str, most: int) -> list[str]:
    """Return the text cut at its spaces into rows that fit the room; what is too long for them is shortened."""
    rows, row = list[str](), ""
    for word in printable(text).split():
        longer = f"{row} {word}" if row else word
        if row and text_width(longer, font, size) > room:
            rows, longer = [*rows, row], word
        row = longer
    rows.append(row)
    kept = [*rows[: most - 1], " ".join(rows[most - 1 :])] if len(rows) > most else rows
    return [fitted(line, room, size, font) for line in kept]


def _contact_rows(head: Letterhead) -> list[str]:
    """Return the contact lines; the first ones of a long address share a line."""
    rows = list(head.contact_lines)
    most = int((RULE_LOWEST - 2 * mm - HEAD_TOP) // (SMALL_SIZES[0] * LEADING))
    while len(rows) > most:
        rows = [f"{rows[0]}, {rows[1]}", *rows[2:]]
    return rows
