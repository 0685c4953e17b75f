"""Letters of cases that were really carried there: all but the written parts is found in the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.extend import extend
from caseworker.actions.letters import letter_template, preview_letter
from caseworker.actions.points import add_points, change_point
from caseworker.actions.tasks import NewTask, add_task
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Paragraph
from tests.actions.moves.complaint_help import Carried, complaint

TODAY = date(2025, 11, 28)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    with complaint(tmp_path, date(2025, 9, 1), TODAY) as carried:
        yield carried


def text_of(case: Carried, code: str) -> str:
    """The letter as text, with a word in each part that has to be written."""
    template = letter_template(case.office, code)
    free = {part.name: (Paragraph(f"Written: {part.name}."),) for part in template.free}
    text = preview_letter(case.office, case.view, code, LetterWork(free=free)).text
    assert "{" not in text, f"{code} has an open place"
    return " ".join(text.split())


def with_a_finding(case: Carried) -> None:
    add_points(case.office, case.case_id, ["No visit since June."])
    [point] = case.view.of_stage("point", case.view.stage.id if case.view.stage else "")
    found = {"finding": "upheld", "reason": "Nobody came.", "recommendation": "Visit.", "response": "Agreed."}
    change_point(case.office, case.view, point.id, found)
    add_task(case.office, case.case_id, NewTask("Visit each month", due_on=date(2025, 12, 15)))


def test_a_statutory_complaint_has_its_letters_from_the_answer_to_the_panel(case: Carried) -> None:
    with_a_finding(case)
    answer = text_of(case, "L10")
    for words in ("Point 1", "We uphold this point.", "Nobody came.", "Visit each month", "Monday 15 December 2025",
                  "You can ask us to move your complaint to stage 2.", "Tuesday 30 December 2025"):  # fmt: skip
        assert words in answer
    case.answer(date(2025, 9, 12), "upheld")
    case.ask_for_stage_2(date(2025, 9, 22))
    assert "Monday 22 September 2025" in text_of(case, "L13")
    case.appoint_stage_2(date(2025, 9, 24))
    with_a_finding(case)
    adjudication = text_of(case, "L16")
    for words in ("Recommendation 1", "Our response: Agreed.", "You can ask for a review panel."):
        assert words in adjudication
    case.make("adjudicator.appointed", full_name="Ada Judge", appointed_on=TODAY)
    case.answer(date(2025, 10, 20), "upheld")
    case.ask_for_stage_3(date(2025, 10, 27))
    assert "Monday 27 October 2025" in text_of(case, "L18")
    case.appoint_panel(date(2025, 10, 28))
    case.make("panel.set", panel_set_for=date(2025, 12, 3))
    assert "Cora Chair" in text_of(case, "L18b")
    case.make("panel.met", panel_on=TODAY)
    case.make("panel.recommended", panel_findings_on=TODAY, recommendations="Visit each month.\n\nSay sorry.")
    last = text_of(case, "L21")
    for words in ("Say sorry.", "This is the end of our own complaints procedure.", "www.lgo.org.uk"):
        assert words in last


def test_a_corporate_complaint_has_its_letters_from_the_acknowledgement_to_the_last_answer(
    tmp_path: Path,
) -> None:
    with complaint(tmp_path, date(2026, 5, 5), date(2026, 5, 20), Kind.CORPORATE) as case:
        assert case.view.reference in text_of(case, "L24")
        case.acknowledge(date(2026, 5, 6))
        extend(case.office, case.case_id, date(2026, 6, 2), "The file is in store")
        extended = text_of(case, "L25")
        assert "Tuesday 2 June 2026" in extended
        assert "The file is in store" in extended
        with_a_finding(case)
        assert "This is stage 2." in text_of(case, "L26")
        case.answer(date(2026, 5, 18), "upheld")
        case.ask_for_stage_2(date(2026, 5, 19))
        with_a_finding(case)
        assert "Tuesday 19 May 2026" in text_of(case, "L27")
