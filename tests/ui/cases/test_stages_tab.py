"""Stages (S7): each stage in its own part with people, decisions, both clocks, the panel's chain and its steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.domain.kinds import Kind
from tests.actions.moves.complaint_help import Carried, complaint
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import Desk, sit_down, words_of
from ui.cases.acts.move_panel import MovePanel
from ui.cases.stages_tab import StagesTab


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    """A complaint at stage 2 since 20 January 2025, with its people; it is 12 February."""
    with complaint(tmp_path, date(2025, 1, 6), date(2025, 2, 12)) as carried:
        carried.answer(date(2025, 1, 17), "partly_upheld")
        carried.ask_for_stage_2(date(2025, 1, 20), why="Disagree with decision")
        carried.acknowledge(date(2025, 1, 21))
        carried.appoint_stage_2(date(2025, 1, 22))
        yield carried


@pytest.fixture
def at_the_panel(tmp_path: Path) -> Iterator[Carried]:
    """A complaint whose panel is set for 28 April 2025; it is 7 May."""
    with complaint(tmp_path, date(2025, 1, 6), date(2025, 5, 7)) as carried:
        carried.answer(date(2025, 1, 17), "partly_upheld")
        carried.ask_for_stage_2(date(2025, 1, 20))
        carried.appoint_stage_2(date(2025, 1, 22))
        carried.answer(date(2025, 3, 7), "upheld")
        carried.ask_for_stage_3(date(2025, 3, 14))
        carried.acknowledge(date(2025, 3, 17))
        carried.appoint_panel(date(2025, 3, 20))
        carried.make("panel.set", panel_set_for=date(2025, 4, 28))
        carried.make("papers.sent", papers_on=date(2025, 4, 11))
        yield carried


@pytest.fixture
def corporate(tmp_path: Path) -> Iterator[Carried]:
    """A corporate complaint at stage 2 since 20 January 2025; it is 12 February."""
    with complaint(tmp_path, date(2025, 1, 6), date(2025, 2, 12), Kind.CORPORATE) as carried:
        carried.answer(date(2025, 1, 17))
        carried.ask_for_stage_2(date(2025, 1, 20))
        yield carried


def open_stages(qtbot: QtBot, case: Carried) -> tuple[Desk, StagesTab]:
    desk = sit_down(qtbot, case.office, case.case_id, show="stages")
    tab = desk.page.tabs.made["stages"]
    assert isinstance(tab, StagesTab)
    return desk, tab


def test_both_clocks_of_stage_2_stand_side_by_side_in_words(qtbot: QtBot, case: Carried) -> None:
    _desk, tab = open_stages(qtbot, case)
    said = words_of(tab)
    assert {
        "The request",
        "Monday 20 January 2025",
        "Monday 24 February 2025",
        "Wednesday 23 April 2025",
    } <= set(said)
    assert {"The agreed statement", "Not agreed yet"} <= set(said)
    assert "The council counts from the request." in said


def test_the_agreed_statement_fills_the_other_clock(qtbot: QtBot, case: Carried) -> None:
    case.make("statement.agreed", agreed_on=date(2025, 1, 31), statement="1. No visit.")
    _desk, tab = open_stages(qtbot, case)
    assert {"Friday 31 January 2025", "Friday 7 March 2025", "Wednesday 7 May 2025"} <= set(words_of(tab))


def test_people_are_told_with_their_check_and_parts_that_nobody_holds(qtbot: QtBot, case: Carried) -> None:
    _desk, tab = open_stages(qtbot, case)
    said = words_of(tab)
    assert (
        "Ivy Peers. Appointed Wednesday 22 January 2025. Independence checked by Asha Khan"
        " (member or officer of the council: no; spouse or civil partner of a member or officer: no)."
    ) in said
    assert said.count("Not appointed yet") == 1


def test_who_stood_down_stays_in_sight(qtbot: QtBot, case: Carried) -> None:
    case.make("officer.stood_down", role="independent_person", ended_on=date(2025, 2, 3), reason="Ill")
    _desk, tab = open_stages(qtbot, case)
    said = words_of(tab)
    assert any(
        words.startswith("Ivy Peers") and "Stood down Monday 3 February 2025." in words for words in said
    )
    assert said.count("Not appointed yet") == 2


def test_the_chain_of_the_panel_says_what_is_due_and_done(qtbot: QtBot, at_the_panel: Carried) -> None:
    _desk, tab = open_stages(qtbot, at_the_panel)
    said = words_of(tab)
    for words in (
        "Send the papers", "Thursday 10 April 2025", "Friday 11 April 2025, late",
        "Panel meets", "Tuesday 29 April 2025", "Set for Monday 28 April 2025",
        "Director answers", "After the panel recommends",
    ):  # fmt: skip
        assert words in said, words


def test_earlier_stages_are_closed_parts_that_say_how_they_ended(qtbot: QtBot, at_the_panel: Carried) -> None:
    _desk, tab = open_stages(qtbot, at_the_panel)
    earlier = {s.title_text: s for s in tab.sections if not s.is_open() and "answered" in s.title_text}
    assert list(earlier) == [
        "Stage 2, answered Friday 7 March 2025, upheld",
        "Stage 1, answered Friday 17 January 2025, partly upheld",
    ]
    earlier["Stage 2, answered Friday 7 March 2025, upheld"].set_open(True)
    assert any(words.startswith("Ivy Peers") for words in words_of(tab))


def test_only_steps_that_can_be_made_now_have_a_button(qtbot: QtBot, at_the_panel: Carried) -> None:
    desk, tab = open_stages(qtbot, at_the_panel)
    assert desk.page.facts.next_step.command == "move:panel.met"  # its button stands above the tabs
    assert list(tab.steps) == ["panel.set"]
    tab.steps["panel.set"].click()
    assert isinstance(desk.page.acts.act, MovePanel)
    assert desk.page.acts.act.name == "panel.set"


def test_record_a_step_opens_the_choice(qtbot: QtBot, case: Carried) -> None:
    desk, tab = open_stages(qtbot, case)
    assert tab.step_button is not None
    tab.step_button.click()
    assert desk.page.acts.act is not None
    assert desk.page.acts.act.accessibleName() == "Record a step"


def test_who_may_not_record_steps_sees_no_buttons(qtbot: QtBot, case: Carried) -> None:
    with case.as_somebody_else("auditor"):
        _desk, tab = open_stages(qtbot, case)
        assert (tab.steps, tab.step_button) == ({}, None)


def test_a_decision_is_told_with_who_when_and_why(qtbot: QtBot, case: Carried) -> None:
    me = case.office.person.id
    case.make("freeze.requested", requested_on=date(2025, 2, 3), change="Move to another placement")
    case.make(
        "freeze.decided", result="on_hold", reason="She asks for it.", decided_by=me, decided_on=date(2025, 2, 4),
        review_on=date(2025, 3, 3),
    )  # fmt: skip
    _desk, tab = open_stages(qtbot, case)
    (words,) = [words for words in words_of(tab) if words.startswith("Put on hold.")]
    assert "Decided by Asha Khan on Tuesday 4 February 2025. Reason: She asks for it." in words
    assert words.endswith("Review on Monday 3 March 2025.")


def test_markup_in_names_and_reasons_is_read_as_it_was_typed(qtbot: QtBot, case: Carried) -> None:
    case.make("adjudicator.appointed", full_name="<b>Dee</b> & Co", appointed_on=date(2025, 2, 3))
    _desk, tab = open_stages(qtbot, case)
    assert any(words.startswith("<b>Dee</b> & Co.") for words in words_of(tab))


def test_a_corporate_stage_2_names_who_answers_it(qtbot: QtBot, corporate: Carried) -> None:
    _desk, tab = open_stages(qtbot, corporate)
    assert "Not appointed yet" in words_of(tab)
    assert list(tab.steps) == []  # to name somebody is the next step, whose button stands above
    corporate.make("reviewer.appointed", full_name="Rea Viewer", appointed_on=date(2025, 1, 22))
    _desk, tab = open_stages(qtbot, corporate)
    assert "Rea Viewer. Appointed Wednesday 22 January 2025." in words_of(tab)


@pytest.mark.parametrize("stage", ["case", "at_the_panel"])
def test_the_tab_is_accessible_with_all_its_parts_open(
    qtbot: QtBot, request: pytest.FixtureRequest, stage: str
) -> None:
    desk, tab = open_stages(qtbot, request.getfixturevalue(stage))
    for section in list(tab.sections):
        section.set_open(False)
    QApplication.processEvents()
    check_page(desk.page)
