"""The sentences of the documents are true and read well whatever the days and however small the figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import find
from caseworker.reports.documents import told
from caseworker.reports.in_words import in_words
from tests.reports.example_facts import brief_of, part_line, stage_line

CODES = ("1b", "2b", "4", "5", "5a", "6", "8", "13a", "28", "36a")
ANSWERED = {
    "answered_on": "2024-07-09", "ended_on": "2024-07-09", "to_on": "2024-07-09", "stage_status": "answered",
    "status": "closed", "on_time": "1", "outcome": "upheld",
}  # fmt: skip
ONE = [
    stage_line(1, from_on="2024-07-03", due_on="2024-07-17", **ANSWERED),
    stage_line(2, from_on="2023-07-03"),
]


def sentences(of: Callable[..., Any], lines: list[Any], asked: str) -> list[str]:
    period = parse_period(asked)
    tables = {code: find(code).build(brief_of(lines, period)) for code in CODES}
    return [text for each in of(tables, period) if (text := each.text(tables))]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("2024-25", "1 new case was received in 2024-25, the same number as in 2023-24."),
        ("2024-07", "1 new case was received in July 2024, the same number as in July 2023."),
        ("2024-25-Q2", "1 new case was received in Quarter 2, 2024-25, the same number as in Quarter 2, 2023-24."),
        (
            "2024-07-02..2024-07-20",
            "1 new case was received from 2 July 2024 to 20 July 2024, the same number as on the same days of the year"
            " before.",
        ),
        (
            "2024-07-03..2024-07-03",
            "1 new case was received on 3 July 2024, the same number as on the same days of the year before.",
        ),
        ("2024-08", "No new cases were received in August 2024, the same number as in August 2023."),
    ],
)  # fmt: skip
def test_what_was_received_is_said_of_any_days(asked: str, words: str) -> None:
    assert sentences(told.received, ONE, asked)[0] == words


def test_one_complaint_is_one_complaint() -> None:
    assert sentences(told.received, ONE, "2024-07")[1:] == [
        "1 corporate complaint was received at stage 1, no change on July 2023."
    ]
    assert sentences(told.outcomes, ONE, "2024-07") == [
        "Of 1 complaint received in the period, 1 was upheld, 0 were partly upheld and 0 were not upheld."
    ]
    assert sentences(told.on_time, ONE, "2024-07") == [
        "Of the corporate complaints received in the period, 1 of 1 (100%) was answered on time."
    ]


def test_of_complaints_still_open_nothing_is_said_to_have_an_outcome() -> None:
    lines = [*ONE, stage_line(3, from_on="2024-07-08")]
    assert sentences(told.outcomes, lines, "2024-07")[0].startswith(
        "Of 2 complaints received in the period, 1 was"
    )


@pytest.mark.parametrize("asked", ["2024-07-15..2024-09-14", "2025-26"])
def test_no_month_is_the_busiest_where_months_are_cut_or_all_alike(asked: str) -> None:
    assert sentences(told.most, ONE, asked) == []


def test_what_is_not_recorded_is_no_division_and_no_theme() -> None:
    lines = [stage_line(1, from_on="2024-07-03", division="", **ANSWERED)]
    assert not any("Not recorded" in text for text in sentences(told.by_division, lines, "2024-07"))
    assert sentences(told.upheld_points, lines, "2024-07") == ["One complaint was upheld or partly upheld."]


def test_a_table_says_in_one_sentence_when_and_of_what() -> None:
    def said(code: str, asked: str, lines: list[Any] = ONE) -> str:
        return in_words(find(code).build(brief_of(lines, parse_period(asked))))

    assert said("1a", "2024-07-02..2024-07-20") == (
        "1 case from 2 July 2024 to 20 July 2024; before that 0 from 2 July 2022 to 20 July 2022, "
        "1 from 2 July 2023 to 20 July 2023."
    )
    assert said("3", "2024-07") == "1 of 1 case, 100%, in July 2024."
    assert said("2a", "2024-08-01..2024-08-20") == "No cases from 1 August 2024 to 20 August 2024."
    enquiry = stage_line(3, kind="MP", step="ENQ", procedure="ENQ", from_on="2024-07-01", due_on="2024-07-15")
    member = stage_line(
        4, kind="MEMBER", step="ENQ", procedure="ENQ", from_on="2024-07-01", due_on="2024-07-15"
    )
    assert said("27a", "2024-07", [enquiry, member]) == ("MP, July 2024: 0 of 1 enquiry, 0%, in July 2024.")


def test_advocacy_is_said_of_young_people() -> None:
    brief = brief_of([], parse_period("2024-07"), parts=[part_line(1, "advocacy", status="accepted")])
    assert in_words(find("12a").build(brief)).startswith("1 young person in July 2024")
