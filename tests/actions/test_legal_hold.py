"""A legal hold is placed and lifted with reason and day; while it holds, or two differ about it, nothing is erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.at_keyboard import become
from caseworker.actions.clashes import clashes
from caseworker.actions.erase import erase_case, what_would_go
from caseworker.actions.legal_hold import hold_words, lift_hold, place_hold
from caseworker.actions.look_up import open_case
from caseworker.actions.settle import keep, settle
from caseworker.actions.undo import undo
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.actions.shared_office import Place, meet_twice, shared_office
from tests.example_office import log_complaint
from ui.cases.identity import identity_of

WHY = ("Retention schedule 4.2", "The period is over")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Place, Office, Office]]:
    with shared_office(tmp_path) as all_of_it:
        yield all_of_it


def test_case_under_a_hold_says_so_and_is_erased_only_after_it_was_lifted(office: Office) -> None:
    case = log_complaint(office)
    said = place_hold(office, case.case_id, "Civil claim", date(2025, 10, 13))
    assert (
        said.message
        == f"{case.reference} is under a legal hold from Monday 13 October 2025 and is not erased."
    )
    view = open_case(office, case.case_id)
    assert hold_words(view) == "Legal hold since Monday 13 October 2025"
    assert ("", hold_words(view)) in identity_of(office, view).warnings
    assert (view.timeline[0].title, view.timeline[0].reason) == ("Legal hold placed", "Civil claim")
    assert "under a legal hold" in what_would_go(office, case.case_id).refusal
    with pytest.raises(RuleError, match="already"):
        place_hold(office, case.case_id, "Again")
    lift_hold(office, case.case_id, "The claim was settled")
    view = open_case(office, case.case_id)
    assert (hold_words(view), view.timeline[0].reason) == ("", "The claim was settled")
    erase_case(office, case.case_id, *WHY)


def test_hold_asks_for_a_reason_and_a_day_that_has_come_and_for_somebody_in_charge(office: Office) -> None:
    case = log_complaint(office)
    with pytest.raises(ProblemsError) as wrong:
        place_hold(office, case.case_id, " ", date(2025, 10, 16))
    assert [each.field for each in wrong.value.problems] == ["reason", "on"]
    placed = place_hold(office, case.case_id, "Inquiry")
    with pytest.raises(ProblemsError, match="the day the hold began or later"):
        lift_hold(office, case.case_id, "Over", date(2025, 10, 1))
    undo(office, placed.group_id)
    with pytest.raises(RuleError, match="under no legal hold"):
        lift_hold(office, case.case_id, "Over")
    become(office, office.staff_named("Ali Demir"))
    with pytest.raises(NotPermittedError, match="place and lift legal holds"):
        place_hold(office, case.case_id, "Inquiry")


def test_hold_holds_while_one_pc_lifts_it_and_another_places_it_anew(
    pair: tuple[Place, Office, Office],
) -> None:
    place, asha, other = pair
    become(other, other.staff_named("Asha Khan"))
    case = log_complaint(asha)
    place_hold(asha, case.case_id, "Civil claim")
    meet_twice(place, asha, other)
    lift_hold(other, case.case_id, "Settled")
    lift_hold(asha, case.case_id, "Settled")
    place_hold(asha, case.case_id, "Another claim")
    meet_twice(place, other, asha)
    meet_twice(place, asha, other)
    for office in (asha, other):
        view = open_case(office, case.case_id)
        assert view.case.doc["legal_hold"] is True
        assert view.case.doc["legal_hold_reason"] == "Another claim"
        with pytest.raises(RuleError, match="under a legal hold"):
            erase_case(office, case.case_id, *WHY)


def test_only_who_may_lift_a_hold_decides_that_there_is_none(pair: tuple[Place, Office, Office]) -> None:
    place, asha, other = pair
    become(other, other.staff_named("Asha Khan"))
    case = log_complaint(asha)
    place_hold(asha, case.case_id, "Civil claim")
    meet_twice(place, asha, other)
    lift_hold(other, case.case_id, "Settled")
    lift_hold(asha, case.case_id, "Settled")
    place_hold(asha, case.case_id, "Another claim")
    meet_twice(place, other, asha)
    become(asha, asha.staff_named("Ali Demir"))
    (clash,) = clashes(asha, case.case_id)
    for side in range(len(clash.sides)):
        with pytest.raises(NotPermittedError, match="place and lift legal holds"):
            settle(asha, [keep(clash, side)])
    assert open_case(asha, case.case_id).case.doc["legal_hold"] is True
