"""How hard a letter is to read, in years of age.

Measure: the Flesch-Kincaid grade of textstat plus 5, the age at which English schools reach that grade. It is taken of
the letter's own sentences, with each place filled by a short example. Left out: headings (they are no sentences),
paragraphs that are nothing but a place (the words of the case or of the writer), and phone numbers, addresses and
websites, which are not read but copied. A point of a list counts as a sentence.
"""

from __future__ import annotations

import re

import textstat

from caseworker.domain.letters import Heading, Table, block_lines
from caseworker.letters.body import PLACE
from caseworker.letters.template import Template

GRADE_TO_AGE = 5
SHORT = {"contact_phone": "phone", "contact_email": "email", "case_ref": "number", "council": "the council"}


def reading_age(template: Template) -> float:
    """Return the age in years at which the letter can be read, to one decimal."""
    return round(textstat.flesch_kincaid_grade(prose(template)) + GRADE_TO_AGE, 1)


def measured_age(template: Template) -> float | None:
    """Return the age that the letter's head admits, None where it admits none."""
    found = re.match(r"(\d+(?:\.\d+)?) because \S", template.reading)
    return float(found[1]) if found else None


def prose(template: Template) -> str:
    """Return the letter's own sentences, places filled, each ended."""
    lines = [
        line
        for part in template.body_blocks
        if not isinstance(part.block, Heading | Table)
        for line in block_lines(part.block)
        if PLACE.sub("", line).strip()
    ]
    return " ".join(_ended(PLACE.sub(_example, line)) for line in lines)


def _example(place: re.Match[str]) -> str:
    name = place[1]
    if name.endswith("_date"):
        return "3 March"
    return SHORT.get(name, "Name")


def _ended(line: str) -> str:
    return line if line.endswith((".", "?", "!")) else f"{line.rstrip(':;,')}."
