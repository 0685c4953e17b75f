"""Details of a case: every value is changed in its place, by keyboard, and never over somebody else's change unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.drafts import list_drafts
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.domain.intake import Child
from caseworker.domain.kinds import Kind
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.actions.moves.complaint_help import Carried, complaint
from tests.example_office import log_complaint
from tests.ui.cases.case_help import Desk, sit_down, words_of
from ui.cases.details_tab import DetailsTab
from ui.widgets.key_value_list import KeyValueList
from ui.widgets.link_button import LinkButton


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    return sit_down(qtbot, office, log_complaint(office).case_id, show="details")


def details_of(desk: Desk) -> DetailsTab:
    part = desk.page.tabs.bring("details")
    assert isinstance(part, DetailsTab)
    return part


def button(desk: Desk, title: str, name: str) -> LinkButton:
    """The "Change" or "Add" of a value."""
    part = next(part for part in details_of(desk).parts.values() if part.title_text == title)
    return part.list.buttons[name]


def test_values_read_change_and_missing_ones_add(desk: Desk) -> None:
    assert button(desk, "Person complaining", "phone").text() == "Change phone"
    assert button(desk, "Person complaining", "preferred_contact").text() == "Add preferred contact"
    shown = words_of(details_of(desk))
    assert "Flat 2\n19 Wharfinger Gardens\nLondon\nSE31 5EP" in shown
    assert "Thursday 14 February 2013 (12)" in shown
    assert "Looked after" in shown


def test_f2_changes_the_value_that_has_the_focus_and_enter_saves_it(desk: Desk) -> None:
    phone = button(desk, "Person complaining", "phone")
    phone.setFocus()
    desk.press("F2")
    desk.replace("020 7946 0999")
    desk.press("Enter")
    person = desk.view.complainant
    assert person is not None
    assert person.doc["phone"] == "020 7946 0999"
    assert button(desk, "Person complaining", "phone").hasFocus()
    assert desk.alerts() == ["Saved: Changed in CYP-2025-0001: phone."]


def test_f2_elsewhere_says_where_to_go(desk: Desk) -> None:
    desk.press("Alt+1")
    assert desk.context.registry.reason("edit.value") == "Go to a value in Details first."


def test_escape_keeps_the_value_and_what_was_typed(desk: Desk) -> None:
    button(desk, "What it is about", "wants").click()
    desk.replace("Something else")
    desk.press("Escape")
    assert details_of(desk).editor is None
    assert desk.view.value("wants") == "A named social worker and an apology."
    assert [draft.title for draft in list_drafts(desk.office)] == ["Change what they want, CYP-2025-0001"]
    button(desk, "What it is about", "wants").click()
    editor = details_of(desk).editor
    assert editor is not None
    assert editor.form["wants"].value() == "Something else"
    editor.keep_button.click()
    assert list_drafts(desk.office) == []


def test_a_long_text_is_saved_with_ctrl_enter_and_enter_begins_a_line(desk: Desk) -> None:
    button(desk, "What it is about", "summary").click()
    desk.replace("First line")
    desk.press("Enter")
    desk.type("second line")
    desk.press("Ctrl+Enter")
    assert desk.view.value("summary") == "First line\nsecond line"


def test_a_value_that_must_be_there_is_named_at_the_field(desk: Desk) -> None:
    button(desk, "Person complaining", "full_name").click()
    desk.replace(" ")
    desk.press("Ctrl+Enter")
    editor = details_of(desk).editor
    assert editor is not None
    assert editor.form.blocks["full_name"].problem() == "Enter full name"
    assert desk.window.windowTitle().startswith("Error: ")
    desk.press("Alt+Left")
    assert not desk.window.windowTitle().startswith("Error: ")


def test_an_address_keeps_lines_and_postcode_together(desk: Desk) -> None:
    button(desk, "Person complaining", "address").click()
    desk.replace("3 Mill Lane")
    desk.press("Tab")
    desk.replace("nm12ab")
    desk.press("Ctrl+Enter")
    person = desk.view.complainant
    assert person is not None
    assert person.doc["address"] == {"lines": "3 Mill Lane", "postcode": "NM1 2AB"}


@pytest.mark.parametrize(
    ("typed", "born_on", "age", "shown"),
    [
        ("3/5/2012", "2012-05-03", None, "Gethin O’Brien, Born 3 May 2012 (13)"),
        ("about 11", None, "About 11 years old", "Gethin O’Brien, about 11 years old"),
        (
            "2013",
            None,
            "Born in 2013, about 12 years old",
            "Gethin O’Brien, born in 2013, about 12 years old",
        ),
    ],
)
def test_a_date_of_birth_also_takes_an_age_or_a_year(
    desk: Desk, typed: str, born_on: str | None, age: str | None, shown: str
) -> None:
    button(desk, "Child or young person", "born_on").click()
    desk.replace(typed)
    desk.press("Ctrl+Enter")
    child = desk.view.children[0].doc
    assert (child.get("born_on"), child.get("age")) == (born_on, age)
    assert desk.page.facts is not None
    assert desk.page.facts.identity.child == shown


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("31/2/2013", "Date of birth or age must be a real date, such as 14/2/2013, or an age"),
        ("1/1/2024", ""),
        ("2025-10-16", "Date of birth must be today or in the past"),
    ],
)
def test_a_birth_that_cannot_be_is_named(desk: Desk, typed: str, problem: str) -> None:
    button(desk, "Child or young person", "born_on").click()
    desk.replace(typed)
    desk.press("Ctrl+Enter")
    editor = details_of(desk).editor
    assert (editor.form.blocks["born_on"].problem() if editor else "") == problem


def test_changing_the_type_says_the_new_deadline_before_it_is_done(desk: Desk) -> None:
    button(desk, "The case", "kind").click()
    desk.type("foi")
    editor = details_of(desk).editor
    assert editor is not None
    assert editor.result.text() == (
        "The deadline is counted again: 19 working days left, due Tuesday 11 November."
    )
    desk.press("Ctrl+Enter")
    assert (desk.view.kind, desk.view.row.due_on) == (Kind.FOI, date(2025, 11, 11))
    assert desk.page.facts is not None
    assert desk.page.facts.identity.stage == "FOI request"


def test_a_team_brings_its_service_and_several_themes_can_be_ticked(desk: Desk) -> None:
    button(desk, "What it is about", "other_themes").click()
    editor = details_of(desk).editor
    assert editor is not None
    desk.press("Space")
    desk.press("Down", 2)
    desk.press("Space")
    desk.press("Ctrl+Enter")
    assert len(desk.view.value("other_themes")) == 2


def test_the_owner_is_changed_by_its_own_act(desk: Desk) -> None:
    button(desk, "The case", "owner_id").click()
    assert desk.page.acts.act is not None
    assert desk.page.acts.act.name == "case.owner"


def test_a_value_changed_meanwhile_is_shown_and_not_overwritten_unseen(desk: Desk) -> None:
    button(desk, "What it is about", "wants").click()
    desk.replace("My words")
    seen = open_case(desk.office, desk.page.key)
    desk.office.person = desk.office.staff_named("Ali Demir")
    changed = edit_case(desk.office, seen, desk.page.key, {"wants": "Ali's words"})
    desk.office.person = desk.office.staff_named("Asha Khan")
    desk.window.tell_changed(changed)
    editor = details_of(desk).editor
    assert editor is not None
    assert editor.form["wants"].value() == "My words"
    assert desk.alerts()[0].startswith("Changed elsewhere: Ali Demir changed CYP-2025-0001")
    desk.press("Ctrl+Enter")
    assert "was changed meanwhile and is now: Ali's words" in editor.form.blocks["wants"].problem()
    assert desk.view.value("wants") == "Ali's words"
    editor.finish()  # seen now, and still wanted
    assert desk.view.value("wants") == "My words"


def test_another_value_changed_meanwhile_is_shown_and_the_editor_stays_open(desk: Desk) -> None:
    button(desk, "Person complaining", "phone").click()
    desk.replace("0800 1")
    seen = open_case(desk.office, desk.page.key)
    person = seen.complainant
    assert person is not None
    desk.window.tell_changed(edit_case(desk.office, seen, person.id, {"email": "new@example.org"}))
    QApplication.processEvents()
    assert "new@example.org" in words_of(details_of(desk))
    editor = details_of(desk).editor
    assert editor is not None
    assert editor.isVisible()
    assert editor.form["phone"].editor().hasFocus()
    assert editor.form["phone"].value() == "0800 1"


def test_another_child_is_added_named_and_removed_again(desk: Desk) -> None:
    details_of(desk).add_child.click()
    desk.press("Ctrl+Enter")
    act = desk.page.acts.act
    assert act is not None
    assert act.form.blocks["full_name"].problem() == "Enter the full name"
    desk.go_to(act.form["full_name"].editor())
    desk.type("Mair O’Brien")
    desk.press("Tab")
    desk.type("about 9")
    desk.press_later("Ctrl+Enter")
    assert [child.doc["full_name"] for child in desk.view.children] == ["Gethin O’Brien", "Mair O’Brien"]
    titles = [part.title_text for part in details_of(desk).parts.values()]
    assert titles[1:3] == ["Child 1", "Child 2"]
    names = [
        b.accessibleName() for part in details_of(desk).parts.values() for b in part.list.buttons.values()
    ]
    assert "Change full name, Child 2" in names
    assert len(names) == len(set(names))
    list(details_of(desk).parts.values())[2].remove.click()
    assert len(desk.view.children) == 1
    desk.window.strip.alerts()[0].actions[0].call()
    assert len(desk.view.children) == 2


def test_a_representative_is_added(desk: Desk) -> None:
    details_of(desk).add_other.click()
    desk.type("Carys Vaughan")
    desk.press("Tab")
    desk.type("adv")
    desk.press("Ctrl+Enter")
    assert [p.doc["raised_by"] for p in desk.view.parties if p.doc["role"] == "representative"] == [
        "Advocate"
    ]


def test_five_children_do_not_make_the_page_heavy(qtbot: QtBot, office: Office) -> None:
    children = tuple(Child(f"Child number {n}", social_care_id=f"LCS-{n}") for n in range(1, 6))
    desk = sit_down(qtbot, office, log_complaint(office, children=children).case_id, show="details")
    is_open = [part.is_open() for part in details_of(desk).parts.values()]
    assert is_open == [True, True, True, False, False, False, True, True]


def test_ten_thousand_characters_are_shown_and_edited_whole(qtbot: QtBot, office: Office) -> None:
    long = "No visit since June. " * 500
    desk = sit_down(qtbot, office, log_complaint(office, summary=long).case_id, show="details")
    assert long.strip() in words_of(details_of(desk))
    button(desk, "What it is about", "summary").click()
    editor = details_of(desk).editor
    assert editor is not None
    assert editor.form["summary"].value() == long.strip()


@pytest.fixture
def went_further(tmp_path: Path) -> Iterator[Carried]:
    """A corporate complaint answered late at its first stage, and at stage 2 since."""
    with complaint(tmp_path, date(2025, 1, 6), date(2025, 5, 7), Kind.CORPORATE) as carried:
        carried.answer(date(2025, 4, 7))
        carried.ask_for_stage_2(date(2025, 4, 14))
        yield carried


def test_a_case_that_went_further_keeps_with_each_stage_why_it_was_late(
    qtbot: QtBot, went_further: Carried
) -> None:
    office, case_id = went_further.office, went_further.case_id
    stage = went_further.view.stages[0]
    edit_case(office, went_further.view, stage.id, {"late_reason": None})
    desk = sit_down(qtbot, office, case_id, show="details")
    desk.page.edit_detail("about", "late_reason")
    editor = details_of(desk).editor
    assert editor is not None
    editor.form.blocks["late_reason"].field.set_value("staff_absence")
    desk.press("Ctrl+Enter")
    assert went_further.view.stages[0].doc["late_reason"] == "staff_absence"
    assert not went_further.view.value("late_reason")
    assert "Stage 1, answered late" in words_of(details_of(desk))


def test_problem_in_an_editor_has_room_for_its_words(desk: Desk) -> None:
    desk.page.edit_detail("case", "wants")
    part = desk.page.details()
    assert part is not None
    assert part.editor is not None
    part.editor.on_refused(RuleError("What they want was changed meanwhile.", field="wants"))
    for _ in range(5):
        QApplication.processEvents()
    summary = part.editor.summary
    assert summary.height() >= summary.minimumSizeHint().height()
    rows = part.editor.parentWidget()
    assert isinstance(rows, KeyValueList)
    below = [button for button in rows.buttons.values() if button.isVisible()]
    assert not any(part.editor.geometry().intersects(button.geometry()) for button in below)
