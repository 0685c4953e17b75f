"""Narrative of reports: kept for a document, a period and a part; taken out when emptied; undone like anything else."""

from __future__ import annotations

import pytest

from caseworker.actions.report_texts import LONGEST, narrative, write_narrative
from caseworker.domain.periods import parse_period
from caseworker.errors import ProblemsError

YEAR, QUARTER = parse_period("2024-25"), parse_period("2024-25-Q2")


def test_a_text_is_kept_for_its_document_and_period_alone(office):
    write_narrative(office, "annual", YEAR, {"summary": "A busy year.\n\nTwo more schools."})
    assert narrative(office, "annual", YEAR) == {"summary": "A busy year.\n\nTwo more schools."}
    assert narrative(office, "annual", QUARTER) == {}
    assert narrative(office, "quarterly", YEAR) == {}


def test_two_parts_are_kept_apart_so_that_two_people_may_write_at_once(office):
    write_narrative(office, "annual", YEAR, {"summary": "One."})
    write_narrative(office, "annual", YEAR, {"learning": "Two."})
    assert narrative(office, "annual", YEAR) == {"summary": "One.", "learning": "Two."}


def test_an_emptied_text_is_taken_out(office):
    write_narrative(office, "annual", YEAR, {"summary": "One."})
    changed = write_narrative(office, "annual", YEAR, {"summary": "  "})
    assert narrative(office, "annual", YEAR) == {}
    assert changed.message == "The text for 2024-25 was kept."


def test_writing_the_same_again_changes_nothing(office):
    write_narrative(office, "annual", YEAR, {"summary": "One."})
    changed = write_narrative(office, "annual", YEAR, {"summary": "One.", "learning": ""})
    assert changed.message == "Nothing was different."


def test_a_text_too_long_is_refused_and_named(office):
    with pytest.raises(ProblemsError) as refused:
        write_narrative(office, "annual", YEAR, {"summary": "x" * (LONGEST + 1)})
    assert [problem.field for problem in refused.value.problems] == ["summary"]
