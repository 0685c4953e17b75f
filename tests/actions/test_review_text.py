"""Strange text: what no file can hold is left out, what is too long is refused, and nothing half-typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.actions import look_up
from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.checking import verify_office
from caseworker.actions.drafts import list_drafts, save_draft
from caseworker.actions.edit import edit_case
from caseworker.actions.note import add_note
from caseworker.actions.opening import open_office
from caseworker.actions.recent_searches import keep_search
from caseworker.actions.settings_change import change_settings, save_person
from caseworker.domain.intake import LONGEST, Child
from caseworker.domain.staff import Person
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, make_office

HALF = "\ud83d"
"""Half of a character of two: what a program that cuts text in the wrong place leaves on the clipboard."""
STRANGE = f"Zo{HALF}\x00\x1b[31m <b>&amp; =1+1"
KEPT = "Zo[31m <b>&amp; =1+1"


def test_half_characters_and_control_characters_are_left_out_of_every_act(office: Office) -> None:
    logged = log_complaint(
        office,
        full_name=STRANGE,
        summary=STRANGE,
        address_lines=STRANGE,
        children=(Child(STRANGE, None, STRANGE, "", STRANGE),),
    )
    add_note(office, logged.case_id, STRANGE)
    acknowledge(office, logged.case_id, TODAY, STRANGE)
    edit_case(office, look_up.open_case(office, logged.case_id), logged.case_id, {"wants": STRANGE}, STRANGE)
    answer_case(office, logged.case_id, Answer(TODAY, "upheld", STRANGE, STRANGE, STRANGE, STRANGE))
    view = look_up.open_case(office, logged.case_id)
    assert view.stage is not None
    child = view.children[0].doc
    kept = [view.row.person, view.value("wants"), view.value("late_reason"), view.notes[0].doc["text"]]
    kept += [child["full_name"], child["age"], child["social_care_id"], view.stage.doc["acknowledged_how"]]
    assert kept == [KEPT] * len(kept)
    assert verify_office(office).faults == ()


def test_a_draft_keeps_what_was_typed_whatever_it_is(office: Office) -> None:
    save_draft(office, "intake", {"summary": STRANGE}, title=STRANGE)
    assert [(draft.doc, draft.title) for draft in list_drafts(office)] == [({"summary": STRANGE}, KEPT)]


def test_strange_words_can_be_searched_for(office: Office) -> None:
    case_id = log_complaint(office, full_name="Zo").case_id
    assert [row.case_id for row in look_up.search_cases(office, f"Zo{HALF}")] == [case_id]
    assert keep_search(office, f"Zo{HALF}") == ("Zo",)
    with pytest.raises(RuleError, match="No case has the reference"):
        look_up.case_with_reference(office, f"CYP{HALF}-1")


@pytest.mark.parametrize("name", ["summary", "full_name", "address_lines", "adjustments"])
def test_a_text_that_is_too_long_is_refused_and_not_cut(office: Office, name: str) -> None:
    with pytest.raises(ProblemsError, match="100,000 characters or fewer"):
        log_complaint(office, **{name: "x" * (LONGEST + 1)})


@pytest.mark.parametrize(
    ("name", "value"),
    [("summary", "x" * (LONGEST + 1)), ("kind", "XYZ"), ("kind", ""), ("received_on", None)],
)
def test_a_case_is_not_changed_to_what_could_not_be_logged(office: Office, name: str, value: object) -> None:
    case_id = log_complaint(office).case_id
    with pytest.raises(ProblemsError):
        edit_case(office, look_up.open_case(office, case_id), case_id, {name: value})


@pytest.mark.parametrize(("name", "value"), [("email", "no address"), ("born_on", "2025-10-16")])
def test_a_person_is_not_changed_to_what_could_not_be_logged(office: Office, name: str, value: str) -> None:
    view = look_up.open_case(office, log_complaint(office).case_id)
    with pytest.raises(ProblemsError):
        edit_case(office, view, view.children[0].id, {name: value})


@pytest.mark.parametrize(
    "values",
    [
        {"clock_stands_on": "tomorrow"},
        {"clock_stands_on": "2099-01-05"},
        {"closure_days": ("2025-13-45",)},
        {"closure_days": ("2099-01-05",)},
        {"reference_prefix": None},
        {"colour": 5},
    ],
)
def test_a_setting_with_which_the_office_could_not_be_opened_is_refused(
    tmp_path: Path, values: dict[str, object]
) -> None:
    opened = make_office(tmp_path / "office")
    with pytest.raises(ProblemsError):
        change_settings(opened.office, values)
    opened.close()
    open_office(opened.office.paths).close()


def test_settings_and_staff_hold_no_half_characters(office: Office) -> None:
    change_settings(office, {"council": STRANGE, "address_lines": (STRANGE,)})
    save_person(office, Person(office.ids.new(), STRANGE, STRANGE))
    assert (office.settings.council, office.settings.address_lines) == (KEPT, (KEPT,))
    assert KEPT in {person.full_name for person in office.staff.values()}
