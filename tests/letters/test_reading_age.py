"""Letters can be read by those they are for: public 12 years, children 9, professionals 16.

The measure is explained in reading.py. A letter above its aim says so in its head, with the measured age and the
reason: `reading: 13.1 because …`.
"""

from __future__ import annotations

import pytest

from caseworker.letters.catalogue import load_catalogue
from caseworker.letters.template import AUDIENCES, parse_template
from tests.letters.reading import measured_age, prose, reading_age

CATALOGUE = load_catalogue()
NEAR = 0.5
"""A head may differ from the measure by this many years: a word or two may change without renewing it."""


@pytest.mark.parametrize("code", CATALOGUE.templates)
def test_letter_can_be_read_at_the_age_it_aims_at_or_says_why_not(code: str) -> None:
    template = CATALOGUE[code]
    age, aim = reading_age(template), AUDIENCES[template.audience]
    if template.reading:
        admitted = measured_age(template)
        assert admitted is not None, "the head must say: reading: <age> because <reason>"
        assert age > aim, f"{code} is read at {age}: it needs no line about its reading age"
        assert abs(admitted - age) <= NEAR, f"{code} is read at {age}, its head says {admitted}"
    else:
        assert age <= aim, f"{code} is read at {age}, the aim is {aim}"


def test_headings_and_paragraphs_that_are_a_place_are_not_measured() -> None:
    head = "code: X\ntitle: t\npurpose: inform\nsubject: s\nkinds: CA\nstage:\nwhen: w\nto: CP\n"
    body = "# Heading\n\n{summary}\n\nWe wrote on {today}. We can:\n\n- help\n- listen\n"
    text = f"{head}facts: summary, today\nmandatory:\nsource: s\n---\n{body}"
    assert prose(parse_template("X.txt", text)) == "We wrote on Name. We can. help. listen."
