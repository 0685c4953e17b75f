"""The words by which the annual report lists a later stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.look_up import open_case
from tests.actions.moves.complaint_help import Carried, complaint
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import sit_down


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    """A complaint that went to the panel."""
    with complaint(tmp_path, date(2025, 1, 6), date(2025, 5, 7)) as carried:
        carried.answer(date(2025, 1, 17), "partly_upheld")
        carried.ask_for_stage_2(date(2025, 1, 20))
        carried.appoint_stage_2(date(2025, 1, 22))
        carried.answer(date(2025, 3, 7), "upheld")
        carried.ask_for_stage_3(date(2025, 3, 14))
        yield carried


def test_the_words_are_kept_with_the_stage_chosen_and_stand_there_again(qtbot: QtBot, case: Carried) -> None:
    page = sit_down(qtbot, case.office, case.case_id).page
    page.begin("case.report_words")
    act = page.acts.act
    assert act.stage.value() == open_case(case.office, case.case_id).stages[-1].id
    act.details.set_value("Delay in the assessment.")
    act.remedy.set_value("Written apology")
    act.finish()
    stage = open_case(case.office, case.case_id).stages[-1].doc
    assert (stage["details"], stage["remedy"]) == ("Delay in the assessment.", "Written apology")
    page.begin("case.report_words")
    assert page.acts.act.details.value() == "Delay in the assessment."


def test_another_stage_shows_its_own_words(qtbot: QtBot, case: Carried) -> None:
    page = sit_down(qtbot, case.office, case.case_id).page
    page.begin("case.report_words")
    act = page.acts.act
    act.details.set_value("Of the panel.")
    act.finish()
    page.begin("case.report_words")
    act = page.acts.act
    act.stage.set_value(open_case(case.office, case.case_id).stages[1].id)
    assert act.details.value() == ""


def test_the_page_passes_every_check(qtbot: QtBot, case: Carried) -> None:
    page = sit_down(qtbot, case.office, case.case_id).page
    page.begin("case.report_words")
    check_page(page, themes=("light",))
