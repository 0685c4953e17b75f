"""Reading one case: what it is now, and everything done to it, each change with what was before."""

from __future__ import annotations

import pytest

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.domain.intake import Child
from caseworker.errors import RuleError
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.cases import all_stages, read_case, read_entities, read_events
from tests.example_office import TODAY, log_complaint, log_enquiry


def test_a_case_has_its_parts_in_the_order_they_were_made_without_what_was_removed(office: Office) -> None:
    case_id = log_complaint(office, children=(Child("First Child"), Child("Second Child"))).case_id
    for text in ("one", "two", "three"):
        add_note(office, case_id, text)
    view = open_case(office, case_id)
    edit_case(office, view, view.children[0].id, {"voided": True})
    with office.reading() as raw:
        view = read_case(raw, case_id)
        assert len(read_entities(raw, case_id)) == 1 + 1 + 3 + 3
    assert [n.doc["text"] for n in view.notes] == ["one", "two", "three"]
    assert [c.doc["full_name"] for c in view.children] == ["Second Child"]
    assert view.complainant is not None
    assert view.row.child == "Second Child"


def test_a_case_that_is_not_there_is_told_plainly(office: Office) -> None:
    with office.reading() as raw, pytest.raises(RuleError, match="not on this computer"):
        read_case(raw, "nothing")


def test_each_change_of_the_history_knows_what_was_before(office: Office) -> None:
    case_id = log_complaint(office).case_id
    for theme in ("Delay", "Staff conduct"):
        edit_case(office, open_case(office, case_id), case_id, {"theme": theme})
    with office.reading() as raw:
        events = read_events(raw, case_id)
    assert [e.kind for e in events] == ["case.logged", "case.updated", "case.updated"]
    assert all(f.is_first and f.before is None for f in events[0].fields)
    assert [(f.before, f.after, f.is_first) for e in events[1:] for f in e.fields] == [
        ("Communication", "Delay", False),
        ("Delay", "Staff conduct", False),
    ]
    assert {e.author_id for e in events} == {office.person.id}


def test_the_office_has_a_history_of_its_own(office: Office) -> None:
    with office.reading() as raw:
        [opened] = read_events(raw, OFFICE_SCOPE)
    assert opened.kind == "office.opened"


def test_every_stage_is_read_with_its_case_for_checking_its_dates(office: Office) -> None:
    first, second = log_complaint(office), log_enquiry(office)
    acknowledge(office, first.case_id, TODAY)
    with office.reading() as raw:
        stages = all_stages(raw)
    assert [(ref, kind, stage["number"], pauses) for ref, kind, stage, pauses in stages] == [
        (first.reference, "CA", "1", []),
        (second.reference, "MP", "1", []),
    ]
