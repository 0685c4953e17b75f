"""The letters of the statutory procedure, written from one complaint on its way from stage 1 to the panel.

What the case knows fills each letter that is due at that step; only its free parts are written, and the address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.extend import extend
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letters import preview_letter
from caseworker.actions.points import add_points, change_point
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Paragraph
from caseworker.errors import ProblemsError
from caseworker.letters.catalogue import load_catalogue
from tests.actions.moves.complaint_help import Carried, complaint
from tests.letters.example_facts import example_free

RECEIVED = date(2025, 1, 6)
TODAY = date(2025, 1, 15)
ANSWERED = date(2025, 1, 14)
FRAME = {"recipient_name": "Bo Li", "salutation": "Dear Bo Li", "address": "1 Road\nLondon\nSE31 5EP"}
CATALOGUE = load_catalogue()


@pytest.fixture
def carried(tmp_path: Path) -> Iterator[Carried]:
    with complaint(tmp_path, RECEIVED, TODAY) as found:
        yield found


def text_of(carried: Carried, code: str) -> str:
    """The letter as it would go out today, in one line."""
    work = LetterWork(free=example_free(CATALOGUE[code]), changed=FRAME)
    return " ".join(preview_letter(carried.office, carried.view, code, work).text.split())


@pytest.mark.parametrize(
    "code", ["L01", "L02", "L03", "L03c", "L04a", "L04c", "L04e", "L05", "L05c", "L06", "L06c"]
)
def test_letters_at_the_start_need_nothing_but_the_case(carried: Carried, code: str) -> None:
    assert "6 January 2025" in text_of(carried, code) or code in ("L03c", "L05c", "L06c")


def has_point(carried: Carried, finding: str = "") -> None:
    """Give the stage a point of complaint, with a finding and its reason."""
    add_points(carried.office, carried.case_id, ["Nobody visited in June."])
    if finding:
        decide_points(carried, finding)


def decide_points(carried: Carried, finding: str, **more: str) -> None:
    for point in carried.view.of_kind("point"):
        if carried.view.stage and point.doc.get("stage_id") == carried.view.stage.id:
            values = {"finding": finding, "reason": "The visits book says so.", **more}
            change_point(carried.office, carried.view, point.id, values)


def to_stage_2(carried: Carried) -> None:
    carried.answer(ANSWERED)
    carried.ask_for_stage_2(TODAY)
    has_point(carried)


def to_stage_3(carried: Carried) -> None:
    to_stage_2(carried)
    carried.appoint_stage_2(TODAY)
    carried.answer(TODAY)
    carried.ask_for_stage_3(TODAY)


def test_more_time_at_stage_1_names_the_old_day_the_new_one_and_the_last(carried: Carried) -> None:
    extend(carried.office, carried.case_id, date(2025, 1, 31), "A worker we need to hear is away.")
    for code in ("L09", "L09c"):
        text = text_of(carried, code)
        assert "20 January 2025" in text
        assert "31 January 2025" in text
        assert "3 February 2025" in text
    assert "A worker we need to hear is away." in text_of(carried, "L09")


def test_answer_at_stage_1_has_each_point_with_its_finding_and_the_way_to_stage_2(carried: Carried) -> None:
    has_point(carried, "not_upheld")
    text = text_of(carried, "L10")
    assert "Nobody visited in June." in text
    assert "We do not uphold this point. The visits book says so." in text
    assert "our complaint as a whole: not upheld." in text
    assert "12 February 2025" in text  # 20 working days after today
    assert "stage 2" in text


def test_answer_cannot_be_written_while_a_point_has_no_finding(carried: Carried) -> None:
    has_point(carried)
    with pytest.raises(ProblemsError, match="Record the points of complaint, each with a finding"):
        text_of(carried, "L10")


def test_letters_beside_the_answer_at_stage_1(carried: Carried) -> None:
    for code in ("L09b", "L11", "L12", "L12c"):
        assert "Yours sincerely" in text_of(carried, code)


def test_request_for_stage_2_is_acknowledged_with_both_dates(carried: Carried) -> None:
    to_stage_2(carried)
    for code in ("L13", "L13c"):
        text = text_of(carried, code)
        assert "15 January 2025" in text
        assert "19 February 2025" in text  # 25 working days
        assert "16 April 2025" in text  # 65 working days


def test_people_of_stage_2_are_named_in_the_statement_and_have_its_points(carried: Carried) -> None:
    to_stage_2(carried)
    for code in ("L14a", "L14b", "L14c"):
        assert "1. Nobody visited in June." in text_of(carried, code)
    carried.appoint_stage_2(TODAY)
    assert names_in(text_of(carried, "L13b"), "Ann Inwood", "Ivy Peers") == {"Ann Inwood", "Ivy Peers"}


def names_in(text: str, *names: str) -> set[str]:
    return {name for name in names if name in text}


def test_more_time_at_stage_2_names_the_new_day_and_the_last(carried: Carried) -> None:
    to_stage_2(carried)
    extend(carried.office, carried.case_id, date(2025, 3, 31), "Two people are still to be heard.")
    for code in ("L15", "L15c"):
        text = text_of(carried, code)
        assert "19 February 2025" in text
        assert "31 March 2025" in text
        assert "16 April 2025" in text


def test_adjudication_answers_findings_and_recommendations_and_offers_the_panel(carried: Carried) -> None:
    to_stage_2(carried)
    decide_points(carried, "not_upheld", recommendation="Visits are booked ahead.", response="We agree.")
    text = text_of(carried, "L16")
    assert "Visits are booked ahead." in text
    assert "Our response: We agree." in text
    assert "review panel" in text
    assert "12 February 2025" in text
    assert "Yours sincerely" in text_of(carried, "L16c")


def test_early_referral_keeps_the_panel_open_until_its_day(carried: Carried) -> None:
    to_stage_2(carried)
    carried.answer(TODAY)
    for code in ("L17", "L17a"):
        assert "12 February 2025" in text_of(carried, code)
    assert "Stage 2" in text_of(carried, "L17b")


def test_request_for_a_panel_is_acknowledged_with_the_last_day_for_it(carried: Carried) -> None:
    to_stage_3(carried)
    for code in ("L18", "L18c"):
        assert "26 February 2025" in text_of(carried, code)  # 30 working days


def test_panel_letters_name_day_and_people(carried: Carried) -> None:
    to_stage_3(carried)
    carried.appoint_panel(TODAY)
    carried.make("panel.set", panel_set_for=date(2025, 2, 20))
    for code in ("L18b", "L19", "L19b"):
        text = text_of(carried, code)
        assert "20 February 2025" in text
        assert names_in(text, "Cora Chair", "Mo Member", "Nell Member") == {
            "Cora Chair",
            "Mo Member",
            "Nell Member",
        }


def test_report_and_the_directors_answer_carry_the_day_and_the_recommendations(carried: Carried) -> None:
    to_stage_3(carried)
    carried.appoint_panel(TODAY)
    carried.make("panel.set", panel_set_for=TODAY)
    carried.make("panel.met", panel_on=TODAY)
    carried.make("panel.recommended", panel_findings_on=TODAY, recommendations="Write the plan again.")
    for code in ("L20", "L20b"):
        text = text_of(carried, code)
        assert "5 February 2025" in text  # 15 working days
    text = text_of(carried, "L21")
    assert "Write the plan again." in text
    assert "Ombudsman" in text
    assert "Yours sincerely" in text_of(carried, "L21c")


def test_hold_on_a_change_says_when_it_is_looked_at_again(carried: Carried) -> None:
    carried.make("freeze.requested", requested_on=TODAY, change="The move to another home")
    review = {"result": "on_hold", "reason": "Contact would end.", "decided_on": TODAY}
    carried.make("freeze.decided", decided_by=carried.office.person.id, review_on=date(2025, 2, 3), **review)
    for code in ("L23a", "L23b", "L23c"):
        assert "3 February 2025" in text_of(carried, code)
    assert "Contact would end." in text_of(carried, "L23a")
    assert "20 January 2025" in text_of(carried, "L23d")
    assert "Yours sincerely" in text_of(carried, "L23e")


def test_waiting_for_other_proceedings_says_when_it_is_looked_at_again(carried: Carried) -> None:
    carried.make(
        "proceedings.waited_for",
        proceedings="Family court",
        prejudice="Evidence is the same.",
        parts="whole",
        from_on=TODAY,
        review_on=date(2025, 2, 3),
        decided_by=carried.office.person.id,
    )
    for code in ("L07", "L07c", "L07d"):
        assert "3 February 2025" in text_of(carried, code)


def test_withdrawal_is_confirmed(carried: Carried) -> None:
    carried.make("complaint.withdrawn", withdrawn_on=TODAY, how="spoken", review="no")
    for code in ("L22", "L22c"):
        assert "Yours sincerely" in text_of(carried, code)


def doubts(carried: Carried, code: str) -> list[str]:
    """What the checks say of the letter's own wording: not of its recipient, nor of what is to be enclosed."""
    free = {part.name: (Paragraph("We looked at what happened."),) for part in CATALOGUE[code].free}
    work = LetterWork(free=free, changed=FRAME)
    preview = preview_letter(carried.office, carried.view, code, work)
    found = check_letter(carried.office, carried.view, code, work, preview, recipient_checked=True)
    beside = ("address:", "enclosures:")
    return [check.words for check in found if check.state != "ok" and not check.code.startswith(beside)]


def test_words_that_ship_raise_no_doubt_at_stage_1(carried: Carried) -> None:
    has_point(carried, "not_upheld")
    for code in (
        "L01",
        "L02",
        "L03",
        "L03c",
        "L05",
        "L06",
        "L08",
        "L08b",
        "L08c",
        "L09b",
        "L10",
        "L11",
        "L12",
    ):
        assert doubts(carried, code) == [], code


def test_words_that_ship_raise_no_doubt_at_stage_2(carried: Carried) -> None:
    to_stage_2(carried)
    carried.appoint_stage_2(TODAY)
    for code in ("L13", "L13b", "L13c", "L14a", "L14b", "L14c", "L16c"):
        assert doubts(carried, code) == [], code


def test_words_that_ship_raise_no_doubt_at_stage_3(carried: Carried) -> None:
    to_stage_3(carried)
    carried.appoint_panel(TODAY)
    carried.make("panel.set", panel_set_for=date(2025, 2, 20))
    for code in ("L18", "L18b", "L18c", "L19", "L19b"):
        assert doubts(carried, code) == [], code
