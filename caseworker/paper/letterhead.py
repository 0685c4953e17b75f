"""The head of a letter: logo, council, department, how to reach us, in the council's colour."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from caseworker.domain.letters import Letterhead
from caseworker.errors import RuleError
from caseworker.paper.fonts import BOLD, REGULAR
from caseworker.paper.page import LEFT, RIGHT, fitted
from caseworker.paper.setting import text_width
from caseworker.paper.styles import QUIET, readable
from caseworker.paper.text import printable

HEAD_TOP, RULE_AT, RULE_LOWEST = 12 * mm, 37 * mm, 44 * mm
LOGO_HEIGHT, LOGO_WIDTH = 20 * mm, 45 * mm
COLUMN = 132 * mm  # where the right-hand column begins: contact lines, and below them reference and date
COLUMN_LEFTMOST = 108 * mm  # how far left it may begin for a long email address
NAME_SIZES, NAME_ROWS = (17.0, 15.0, 13.0, 11.0), 3
SMALL_SIZES = (8.5, 8.0, 7.5, 7.0)
LEADING = 1.3  # times the type size


def draw_letterhead(canvas: Canvas, head: Letterhead, page_width: float, page_height: float) -> None:
    """Draw the head of the first page, all of it above the envelope's window."""
    rows = _contact_rows(head)
    right = page_width - RIGHT
    size = next((s for s in SMALL_SIZES if _widest(rows, s) <= right - COLUMN_LEFTMOST), SMALL_SIZES[-1])
    column = max(min(COLUMN, right - _widest(rows, size)), COLUMN_LEFTMOST)
    left = LEFT + _draw_logo(canvas, head.logo, page_height)
    _draw_names(canvas, head, left, column - 4 * mm - left, page_height)
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


@lru_cache(maxsize=4)
def logo_picture(logo: bytes) -> ImageReader:
    """Return the logo ready to draw. To be called before pages are made: ReportLab rewords errors on the way.

    Raises:
        RuleError: the bytes are not a picture that can be printed.
    """
    from PIL.Image import DecompressionBombError

    try:
        picture: Any = ImageReader(BytesIO(logo))
        picture.getRGBData()
    except (OSError, SyntaxError, ValueError, DecompressionBombError) as error:
        message = "The logo must be a picture that can be printed, such as a PNG or JPEG file"
        raise RuleError(message, field="logo") from error
    return cast(ImageReader, picture)


def _draw_logo(canvas: Canvas, logo: bytes | None, page_height: float) -> float:
    """Draw the logo at the top left and return the room it takes across, gap included."""
    if not logo:
        return 0.0
    picture = logo_picture(logo)
    width, height = picture.getSize()
    scale = min(LOGO_HEIGHT / height, LOGO_WIDTH / width)
    top = page_height - HEAD_TOP
    canvas.drawImage(picture, LEFT, top - height * scale, width * scale, height * scale, mask="auto")
    return float(width * scale + 5 * mm)


def _draw_names(canvas: Canvas, head: Letterhead, left: float, room: float, page_height: float) -> None:
    size, rows = _name_rows(head.council, room)
    canvas.setFillColor(HexColor(readable(head.colour)))
    canvas.setFont(BOLD, size)
    y = page_height - HEAD_TOP - 2 * mm - size * 0.8
    for row in rows:
        canvas.drawString(left, y, row)
        y -= size * 1.2
    canvas.setFillColor(QUIET)
    canvas.setFont(REGULAR, 10)
    canvas.drawString(left, y - 1, fitted(head.department, room, 10))


def _name_rows(council: str, room: float) -> tuple[float, list[str]]:
    """Return the largest type size at which the council's name takes two rows, or three small ones, and the rows."""
    for size in NAME_SIZES:
        rows = _rows(council, size, room)
        if len(rows) < NAME_ROWS:
            return size, rows
    rest = fitted(" ".join(rows[NAME_ROWS - 1 :]), room, size, BOLD)
    return size, [*rows[: NAME_ROWS - 1], rest]


def _rows(text: str, size: float, room: float) -> list[str]:
    """Return the text cut at its spaces into rows that fit the room (a longer word is shortened)."""
    rows, row = list[str](), ""
    for word in printable(text).split():
        longer = f"{row} {word}" if row else word
        if row and text_width(longer, BOLD, size) > room:
            rows, longer = [*rows, row], word
        row = longer
    return [fitted(line, room, size, BOLD) for line in [*rows, row]]


def _contact_rows(head: Letterhead) -> list[str]:
    """Return the contact lines; the first ones of a long address share a line."""
    rows = list(head.contact_lines)
    most = int((RULE_LOWEST - 2 * mm - HEAD_TOP) // (SMALL_SIZES[0] * LEADING))
    while len(rows) > most:
        rows = [f"{rows[0]}, {rows[1]}", *rows[2:]]
    return rows


def draw_facts(
    canvas: Canvas, facts: tuple[tuple[str, str], ...], page_width: float, page_height: float
) -> None:
    """Write labelled facts, such as reference and date, beside the address, clear of the window."""
    y = page_height - 57 * mm - SMALL_SIZES[0]
    for label, value in facts:
        canvas.setFillColor(QUIET)
        canvas.setFont(REGULAR, SMALL_SIZES[0])
        canvas.drawString(COLUMN, y, label)
        canvas.setFillColor(HexColor("#1a1a1a"))
        canvas.setFont(BOLD, 10.5)
        canvas.drawString(COLUMN, y - 13.5, fitted(value, page_width - RIGHT - COLUMN, 10.5, BOLD))
        y -= 32
