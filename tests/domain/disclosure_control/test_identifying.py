"""What in a narrative could tell who is meant."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.disclosure_control.identifying import Identifying, find_identifying
from caseworker.domain.disclosure_control.marks import DisclosureLimits

PEOPLE = Identifying(
    names=("Grace Okafor-Hill", "Tom May", "Li Wu"),
    references=("OLD77/A9",),
    born_on=(date(2014, 5, 3),),
    allowed=("Bexley Council", "DA6 7AT", "020 8303 7777"),
)
DAY = date(2025, 6, 1)


def found(text: str, limits: DisclosureLimits | None = None) -> list[tuple[str, str]]:
    return [(each.kind, each.said) for each in find_identifying(text, PEOPLE, DAY, limits)]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("We apologised to Grace Okafor-Hill.", ("name", "Grace Okafor-Hill")),
        ("We apologised to Grace.", ("name", "Grace")),
        ("The social worker of LI WU was late.", ("name", "LI WU")),
        ("In case CYP-2024-00123 we were late.", ("reference", "CYP-2024-00123")),
        ("The Ombudsman looked at 23 012 345 again.", ("reference", "23 012 345")),
        ("See old77/a9 above.", ("reference", "old77/a9")),
        ("Something happened on 3 May 2014.", ("date of birth", "3 May 2014")),
        ("Something happened on 03/05/2014.", ("date of birth", "03/05/2014")),
        ("Somebody born on 9 June 2012 wrote.", ("date of birth", "9 June 2012")),
        ("They moved to SE13 6RX.", ("postcode", "SE13 6RX")),
        ("They moved to 14 Elm Park Road.", ("address", "14 Elm Park Road")),
        ("She can be rung on 07700 900123.", ("phone number", "07700 900123")),
        ("Write to a.b@example.org about it.", ("email", "a.b@example.org")),
        ("A 7-year-old was moved.", ("age", "7-year-old")),
        ("Somebody aged nine was moved.", ("age", "aged nine")),
        ("He was eleven, we heard.", ("age", "He was eleven")),
        ("We wrote to the mother late.", ("family", "the mother")),
        ("We listened to her younger brother.", ("family", "her younger brother")),
        ("Three children were moved.", ("small number", "Three children")),
        ("There were 4 stage 2 complaints.", ("small number", "4 stage 2 complaints")),
        ("Of these, two were late.", ("small number", "two were")),
        ("A single complaint was withdrawn.", ("small number", "A single complaint")),
        ("Of 31, only 3 came late.", ("small number", "only 3")),
    ],
)
def test_it_finds(text: str, finding: tuple[str, str]) -> None:
    assert finding in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "We received 528 complaints, 160 more than in 2023-24, and 23 compliments.",
        "Stage 2 complaints rose. Quarter 3 complaints fell. Table 4 cases are open.",
        "In May the council answered within 10 working days; 1,004 requests came.",
        "Children aged 5 to 9 and 10-14 year olds complained most; 1 in 4 children wrote.",
        "Bexley Council, DA6 7AT, telephone 020 8303 7777.",
        "Parents told us that the year from 1 April 2024 to 31 March 2025 was hard.",
        "4% of cases and £3 were paid; none of the complaints were late.",
    ],
)
def test_it_passes_over(text: str) -> None:
    assert found(text) == []


def test_the_limits_of_the_tables_hold_in_texts_too() -> None:
    text = "Five complaints were about delay, no complaints about money."
    assert found(text) == []
    said = found(text, DisclosureLimits(threshold=5, hides_zero=True))
    assert said == [("small number", "Five complaints"), ("small number", "no complaints")]


def test_a_finding_says_where_it_stands() -> None:
    (finding,) = find_identifying("All was well. Tom May was late.", PEOPLE, DAY)
    assert (finding.sentence, finding.place) == ("Tom May was late.", 14)


def test_the_same_detail_is_named_once() -> None:
    assert found("Write to SE13 6RX. The flat in SE13 6RX is empty.") == [("postcode", "SE13 6RX")]
