"""The head of a letter: logo, council, department, how to reach us, in the council's colour."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from caseworker.domain.letters import Letterhead
from caseworker.errors import RuleError
from caseworker.paper.fonts import BOLD, REGULAR, text_width
from caseworker.paper.page import LEFT, RIGHT, fitted
from caseworker.paper.styles import QUIET, readable
from caseworker.paper.text import printable

HEAD_TOP, RULE_AT, RULE_LOWEST = 12 * mm, 37 * mm, 44 * mm
LOGO_HEIGHT, LOGO_WIDTH = 20 * mm, 45 * mm
COLUMN = 132 * mm  # where the right-hand column begins: contact lines, and below them reference and date
COLUMN_LEFTMOST = 108 * mm  # how far left it may begin for a long email address
NAME_SIZES = (17.0, 15.0, 13.0, 11.0)
SMALL, SMALL_LEADING = 8.5, 11.0


def draw_letterhead(canvas: Canvas, head: Letterhead, page_width: float, page_height: float) -> None:
    """Draw the head of the first page, all of it above the envelope's window.

    Raises:
        RuleError: the logo is not a picture, or the colour not a colour.
    """
    contact = _contact_rows(head)
    widest = max((text_width(printable(row), REGULAR, SMALL) for row in contact), default=0.0)
    column = max(min(COLUMN, page_width - RIGHT - widest), COLUMN_LEFTMOST)
    left = LEFT + _draw_logo(canvas, head.logo, page_height)
    _draw_names(canvas, head, left, column - 4 * mm - left, page_height)
    _draw_contact(canvas, contact, column, page_width, page_height)
    foot = HEAD_TOP + len(contact) * SMALL_LEADING + 2 * mm
    rule = max(RULE_AT, foot)
    canvas.setStrokeColor(HexColor(head.colour))
    canvas.setLineWidth(1.5)
    canvas.line(LEFT, page_height - rule, page_width - RIGHT, page_height - rule)


@lru_cache(maxsize=4)
def logo_picture(logo: bytes) -> ImageReader:
    """Return the logo ready to draw.

    Raises:
        RuleError: the bytes are not a picture that can be printed.
    """
    from PIL.Image import DecompressionBombError

    try:
        return ImageReader(BytesIO(logo))
    except (OSError, ValueError, DecompressionBombError) as error:
        message = "The logo must be a picture that can be printed, such as a PNG or JPEG file"
        raise RuleError(message, field="logo") from error


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
    """Return the largest type size at which the council's name takes two rows, and the rows."""
    for size in NAME_SIZES:
        rows = _rows(council, size, room)
        if len(rows) < 3:
            return size, rows
    return NAME_SIZES[-1], [*rows[:1], fitted(" ".join(rows[1:]), room, NAME_SIZES[-1], BOLD)]


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
    most = int((RULE_LOWEST - 2 * mm - HEAD_TOP) // SMALL_LEADING)
    while len(rows) > most:
        rows = [f"{rows[0]}, {rows[1]}", *rows[2:]]
    return rows


def _draw_contact(
    canvas: Canvas, rows: list[str], column: float, page_width: float, page_height: float
) -> None:
    canvas.setFillColor(QUIET)
    canvas.setFont(REGULAR, SMALL)
    for number, row in enumerate(rows):
        y = page_height - HEAD_TOP - SMALL - number * SMALL_LEADING
        canvas.drawString(column, y, fitted(row, page_width - RIGHT - column, SMALL))


def draw_facts(
    canvas: Canvas, facts: tuple[tuple[str, str], ...], page_width: float, page_height: float
) -> None:
    """Write labelled facts, such as reference and date, beside the address, clear of the window."""
    y = page_height - 57 * mm - SMALL
    for label, value in facts:
        canvas.setFillColor(QUIET)
        canvas.setFont(REGULAR, SMALL)
        canvas.drawString(COLUMN, y, label)
        canvas.setFillColor(HexColor("#1a1a1a"))
        canvas.setFont(BOLD, 10.5)
        canvas.drawString(COLUMN, y - 13.5, fitted(value, page_width - RIGHT - COLUMN, 10.5, BOLD))
        y -= 32
