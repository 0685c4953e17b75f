"""Reading one case: what it is now, and everything done to it, each change with what was before."""

from __future__ import annotations

import pytest

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case, timeline_of
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


def test_the_timeline_says_what_was_logged_even_when_it_was_changed_since(office: Office) -> None:
    case_id = log_complaint(office).case_id
    logged = str(open_case(office, case_id).value("summary"))
    assert logged
    assert open_case(office, case_id).timeline[-1].text == logged
    for summary in ("Nobody rang back.", "Nobody wrote back."):
        edit_case(office, open_case(office, case_id), case_id, {"summary": summary})
        assert open_case(office, case_id).timeline[-1].text == logged


def test_the_timeline_is_the_same_whether_or_not_the_case_was_read_with_it(office: Office) -> None:
    case_id = log_complaint(office, children=(Child("First Child"),)).case_id
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay", "summary": "Nobody came."})
    with office.reading() as raw:
        alone = timeline_of(office, reversed(read_events(raw, case_id)))
    assert [item.text for item in open_case(office, case_id).timeline] == [item.text for item in alone]


def test_a_field_that_was_emptied_is_told_and_one_that_was_always_empty_is_not(office: Office) -> None:
    case_id = log_complaint(office).case_id
    edit_case(office, open_case(office, case_id), case_id, {"theme": "", "ward": ""})
    assert open_case(office, case_id).timeline[0].text == "Main category: emptied"


def test_an_opened_case_can_be_saved_over_what_was_seen_and_not_over_what_was_not(office: Office) -> None:
    case_id = log_complaint(office).case_id
    seen = open_case(office, case_id)
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    now = open_case(office, case_id)
    assert now.case.versions("theme") != seen.case.versions("theme")
    assert now.case.versions("summary") == seen.case.versions("summary")
    edit_case(office, now, case_id, {"theme": "Staff conduct"})
    assert (open_case(office, case_id).value("theme"), open_case(office, case_id).conflicts) == (
        "Staff conduct",
        (),
    )


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
