"""An answer with every kind of block, and a signature: what the paper has to carry."""

from __future__ import annotations

import dataclasses
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from caseworker.domain.letters import Bullets, Heading, Letter, Mark, Paragraph, Table
from tests.letters.example import example

FOUND = (
    "You told us that the visit on 3 October began late, and that nobody phoned you to say so. We have spoken to the "
    "team manager and read the case notes. They show that the worker was held up in court, and that the office was "
    "told at 9.15 am. "
)
RIGHT = (
    ("A written apology", "Team manager, Basin Quay", "1 November 2025", "£0.00"),
    (
        "Training for the team on telling families when a visit will be late",
        "Team manager, Basin Quay",
        "2 December 2025",
        "£1,250.00",
    ),
    ("Calls to grandparents each Sunday", "Social worker", "9 November 2025", "£40.00"),
)
BLOCKS = (
    Paragraph("We received your complaint on Tuesday 14 October 2025.", marks=(Mark(30, 53, bold=True),)),
    Heading("What you told us"),
    Paragraph("Niamh may not phone her grandparents.\nThe visit on 3 October began late.", quoted=True),
    Heading("Point 1: the late visit"),
    Heading("What we found", 2),
    Paragraph(FOUND * 2, marks=(Mark(9, 30, italic=True), Mark(40, 60, bold=True, italic=True))),
    Paragraph("We looked at:"),
    Bullets(("the case notes from 1 to 9 October", "what the worker told us, on 20 October")),
    Heading("What we will do", 2),
    Bullets(("We will write to you. " + FOUND, "We will tell you what has changed."), numbered=True),
    Heading("Point 2: telephone calls"),
    Paragraph(FOUND * 3),
    Table(("What", "Who does it", "By when", "Cost"), RIGHT, "What we will put right, and when"),
    Heading("If you are not happy"),
    Paragraph(FOUND),
    Paragraph("You can ask for stage 2 within 20 working days."),
)


def answer(**changed: Any) -> Letter:
    """Return an answer of two pages in standard print."""
    letter = example(enclosures=("Our leaflet", "The report of the investigator"), copies=("Ade Okoro",))
    usual = {"title": "Our answer to your complaint", "blocks": BLOCKS, "your_reference": "SW/22-771"}
    return dataclasses.replace(letter, **(usual | changed))


@cache
def signature(width: int = 900, height: int = 400) -> bytes:
    """Return a picture of a signature on clear ground, with much empty room around it."""
    made = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    pen = ImageDraw.Draw(made)
    places = [(0.2, 0.5), (0.3, 0.3), (0.4, 0.7), (0.5, 0.4), (0.6, 0.6), (0.8, 0.45)]
    pen.line(
        [(x * width, y * height) for x, y in places], fill=(20, 30, 110, 255), width=max(2, height // 50)
    )
    stored = BytesIO()
    made.save(stored, "PNG")
    return stored.getvalue()
