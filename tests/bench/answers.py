"""Five hundred different answer letters of two pages, the same ones every time."""

from __future__ import annotations

import dataclasses
import random

from caseworker.domain.letters import Bullets, Heading, Letter, Mark, Paragraph, Table
from tests.letters.example import example

WORDS = (
    "the team manager visit family school worker told wrote notes show that we found and agreed with what you said "
    "about contact plan meeting report child care house phone letter week month should have been done sooner "
    "apologise because late nobody called explain decision review support help carer time place"
).split()
NAMES = "Okoro Wyn Żółtowicz Nguyễn Begum Papadopoulos Adéyẹmí Whitcombe Çelik Márquez".split()


def answers(count: int) -> list[Letter]:
    """Return letters that differ in every paragraph: points with findings, a list, a table, what comes next."""
    return [_answer(random.Random(number), number) for number in range(count)]


def _answer(chance: random.Random, number: int) -> Letter:
    blocks: list[Heading | Paragraph | Bullets | Table] = [
        Paragraph(_sentences(chance, 3), marks=(Mark(0, 12, bold=True),)),
        Heading("What you told us"),
        Paragraph(_sentences(chance, 3), quoted=True),
    ]
    for point in (1, 2):
        blocks += [
            Heading(f"Point {point}: {_words(chance, 4)}"),
            Heading("What we found", 2),
            Paragraph(_sentences(chance, 5)),
            Paragraph(_sentences(chance, 4)),
            Bullets(tuple(_sentences(chance, 1) for _ in range(3)), numbered=point == 2),
        ]
    rows = tuple((_words(chance, 4), chance.choice(NAMES), f"{n + 1} November 2025") for n in range(3))
    blocks += [
        Table(("What we will do", "Who", "By when"), rows, "What we will put right"),
        Heading("If you are not happy"),
        Paragraph(_sentences(chance, 3)),
    ]
    name = f"Ms {chance.choice(NAMES)}"
    letter = example("L01", recipient_name=name, salutation=f"Dear {name}", case_ref=f"CYP-2025-{number:04}")
    return dataclasses.replace(
        letter, title="Our answer to your complaint", blocks=tuple(blocks), copies=(name,)
    )


def _sentences(chance: random.Random, count: int) -> str:
    return " ".join(f"{_words(chance, 14).capitalize()}." for _ in range(count))


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))
