"""A case made void on one computer while others went on with it: a person can choose, and can take it back (C7, C9)."""

from __future__ import annotations

from dataclasses import replace

from caseworker.actions.clashes import Clash, clashes
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.actions.settings_change import save_person
from caseworker.actions.settle import keep, settle
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from tests.example_office import log_complaint
from tests.sync.replica.offices import Pc, meet_all


def flagged(asha: Pc, ali: Pc) -> str:
    """A case that Asha made void while Ali added a note to it."""
    case_id = log_complaint(asha.office).case_id
    meet_all(asha, ali)
    void_case(asha.office, case_id, "Logged twice.")
    add_note(ali.office, case_id, "She rang again.")
    meet_all(asha, ali)
    return case_id


def statuses(clash: Clash) -> set[object]:
    """What can be chosen."""
    return {side.values["status"] for side in clash.sides}


def test_undo_of_a_settled_void_brings_both_choices_back(asha: Pc, ali: Pc) -> None:
    case_id = flagged(asha, ali)
    for chosen in ("open", "void"):
        [clash] = clashes(asha.office)
        side = next(n for n, each in enumerate(clash.sides) if each.values["status"] == chosen)
        settled = settle(asha.office, [keep(clash, side)])
        assert clashes(asha.office) == ()
        assert open_case(asha.office, case_id).status == chosen
        undo(asha.office, settled.group_id)
        [again] = clashes(asha.office)
        assert statuses(again) == {"void", "open"}
        assert open_case(asha.office, case_id).status == "open"
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()


def test_a_case_made_void_twice_can_still_be_kept_open(asha: Pc, ali: Pc) -> None:
    save_person(asha.office, replace(asha.office.staff_named("Ali Demir"), role="complaints_manager"))
    case_id = flagged(asha, ali)
    void_case(ali.office, case_id, "Not a complaint.")
    add_note(asha.office, case_id, "She rang a third time.")
    meet_all(asha, ali)
    [clash] = clashes(ali.office)
    assert statuses(clash) == {"void", "open"}
    assert open_case(ali.office, case_id).status == "open"
    assert asha.digest() == ali.digest()
