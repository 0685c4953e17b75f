"""After an act is taken back nothing is left of it: not in the lists, not in the search, not on the clocks."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.assign import assign_cases
from caseworker.actions.checking import verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.extend import extend
from caseworker.actions.letter_flow import approve_letter
from caseworker.actions.letters import UNTOUCHED
from caseworker.actions.look_up import open_case
from caseworker.actions.pause import pause_clock
from caseworker.actions.resume import resume_clock
from caseworker.actions.undo import undo
from caseworker.domain.pauses import PauseKind
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import log_complaint


def test_taking_back_a_stop_leaves_the_lists_as_the_record_makes_them(office: Office) -> None:
    case_id = log_complaint(office).case_id
    undo(office, pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, 14)).group_id)
    assert verify_office(office).faults == ()


def test_taking_back_a_letter_leaves_the_lists_as_the_record_makes_them(office: Office) -> None:
    case_id = log_complaint(office).case_id
    changed = approve_letter(office, case_id, "", "L01", UNTOUCHED, recipient_checked=True)
    undo(office, changed.group_id)
    assert verify_office(office).faults == ()


def test_acts_are_taken_back_one_after_the_other_and_done_again(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 6)).case_id
    seen = [open_case(office, case_id).row.due_on]
    groups = []
    for act in (
        lambda: pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, 8)),
        lambda: resume_clock(office, case_id, date(2025, 10, 10)),
        lambda: extend(office, case_id, date(2025, 11, 3), "The file is in store"),
    ):
        groups.append(act().group_id)
        seen.append(open_case(office, case_id).row.due_on)
    assert seen == [date(2025, 10, 20), None, date(2025, 10, 22), date(2025, 11, 3)]
    for _ in range(2):
        undone = []
        for group, due_on in zip(reversed(groups), reversed(seen[:-1]), strict=True):
            undone.append(undo(office, group).group_id)
            assert open_case(office, case_id).row.due_on == due_on
        groups = []
        for group, due_on in zip(reversed(undone), seen[1:], strict=True):
            groups.append(undo(office, group, redo=True).group_id)
            assert open_case(office, case_id).row.due_on == due_on
    found = verify_office(office)
    assert (found.faults, found.dates) == ((), ())


def test_what_somebody_chose_again_is_not_taken_for_what_was_taken_back(office: Office) -> None:
    case_id = log_complaint(office).case_id
    first = edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Care proceedings"})
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    with pytest.raises(RuleError, match="changed since: Main category"):
        undo(office, first.group_id)


def test_a_bulk_act_that_cannot_be_taken_back_names_the_case_and_changes_none(office: Office) -> None:
    one, two = log_complaint(office), log_complaint(office)
    ali, rhys = office.staff_named("Ali Demir").id, office.staff_named("Rhys Parry").id
    both = assign_cases(office, [one.case_id, two.case_id], ali)
    assign_cases(office, [two.case_id], rhys)
    with pytest.raises(RuleError, match=f"since in {two.reference}: Owner"):
        undo(office, both.group_id)
    assert [open_case(office, c.case_id).row.owner_id for c in (one, two)] == [ali, rhys]
