"""The list of people and the page of a person, at the keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from caseworker.actions.people import list_people
from caseworker.actions.people_alerts import Alert, Plan, approvers, record_alert, record_plan
from caseworker.actions.people_merge import merge_people, unmerge
from caseworker.actions.people_register import register_person
from caseworker.actions.people_view import open_person
from caseworker.domain.changed import Changed
from tests.example_office import TODAY, log_complaint
from tests.ui import a11y
from tests.ui.people.conftest import PeopleDesk, button, words_of
from ui.confirm import ConfirmDialog
from ui.people.acts.other_acts import MergePeople
from ui.people.person_page import PersonPage

REVIEW = TODAY + timedelta(days=60)


def _full(desk: PeopleDesk) -> str:
    """A person with everything."""
    other = log_complaint(desk.office, full_name="Sian OBrien-Jones", phone="07700 900123", email="").case_id
    party = desk.case.parties[0].id
    person = record_alert(
        desk.office, party, Alert("A dog", "Visit in twos", "Seen on 3 March", REVIEW)
    ).person_id
    plan = Plan("Forty calls a day", ("email",), "On Fridays", approvers(desk.office)[0][0], TODAY, REVIEW)
    record_plan(desk.office, person, plan)
    from caseworker.actions.look_up import open_case
    from caseworker.actions.people_relations import add_relationship

    add_relationship(desk.office, person, desk.case.parties[1].id, "child", "Lives with her")
    merge_people(desk.office, person, open_case(desk.office, other).parties[0].id)
    return person


def test_somebody_is_found_as_one_types_and_opened_with_enter(desk: PeopleDesk) -> None:
    desk.press("Ctrl+4")
    page = desk.people()
    assert page.model.rowCount() == 4
    assert page.known.text().startswith(
        "0 people in the register. 4 entries in cases are not linked to anybody"
    )
    desk.type("sian obrian")
    desk.press("Enter")
    assert [row.name for row in page.model.rows()] == ["Siân O’Brien"] * 2
    desk.press("Enter")
    opened = desk.window.tabs.front()
    assert isinstance(opened, PersonPage)
    assert opened.title() == "Siân O’Brien"


def test_nobody_found_says_so(desk: PeopleDesk) -> None:
    page = desk.people()
    page.table.set_filter("zzz")
    assert page.table.empty.title.text() == "No people match the filter"


def test_taking_into_the_register_links_what_is_plainly_the_same_and_is_undone(desk: PeopleDesk) -> None:
    page = desk.person()
    assert "Only in a case, not in the register yet" in words_of(page)
    page.content.register_button.click()
    assert desk.alerts() == ["Saved: Siân O’Brien was taken into the register and linked in 2 cases."]
    assert page.content.cases.rowCount() == 2
    desk.context.registry.run("edit.undo")
    QApplication.processEvents()
    assert "Only in a case, not in the register yet" in words_of(page)


def test_a_page_says_whose_it_is_after_a_merge_elsewhere_and_keeps_what_is_typed(desk: PeopleDesk) -> None:
    office = desk.office
    mine = register_person(office, desk.case.parties[0].id).person_id
    page = desk.person(mine)
    page.content.edit("contacts")
    editor = page.content.editor
    assert editor is not None
    editor.form["contacts"].set_value("07700 900111")
    log_complaint(office, full_name="Siân Rees", phone="020 7946 0777", email="", children=())
    other, me = office.person, next(p for p in office.staff.values() if p.role != "complaints_manager")
    kept = next(row.id for row in list_people(office, "rees"))
    merged = merge_people(office, kept, mine)
    office.person = me
    desk.window.tell_changed(Changed("Received from others.", merged.case_ids))
    assert page.title() == "Siân Rees"
    assert page.content.editor is editor
    assert (
        "This page was of Siân O’Brien and is of Siân Rees now. What you are typing is kept."
        in desk.alerts()[0]
    )
    office.person = other
    unmerge(office, mine)
    office.person = me
    desk.window.tell_changed(Changed("Received from others.", merged.case_ids))
    assert page.title() == "Siân O’Brien"


def test_a_safety_alert_is_recorded_at_the_keyboard_and_stands_in_the_head(desk: PeopleDesk) -> None:
    page = desk.person()
    page.content.edit_buttons[0].setFocus()
    desk.press("Space")
    desk.type("A dog that bites")
    desk.press("Tab")
    desk.type("Visit in twos")
    desk.press("Ctrl+Enter")
    assert page.has_problems, "the review date is missing"
    desk.press("Alt+Left")
    page.content.edit_buttons[0].click()
    act = page.acts.act
    assert act is not None
    assert act.form["risk"].value() == "A dog that bites", "what was typed is kept"
    act.form["review_on"].set_value(REVIEW)
    desk.press("Ctrl+Enter")
    assert page.acts.act is None
    assert "A dog that bites. Visit in twos" in words_of(page.head)
    case = desk.case_page()
    assert ("safety", "Safety alert: A dog that bites. Visit in twos") in case.facts.identity.warnings


def test_a_value_is_changed_in_its_place(desk: PeopleDesk) -> None:
    page = desk.person()
    page.content.contact.buttons["contacts"].setFocus()
    desk.press("F2")
    editor = page.content.editor
    assert editor is not None
    editor.form["contacts"].set_value("07700 900123\nsian@example.org\n\n07700 900123")
    desk.press("Ctrl+Enter")
    view = open_person(desk.office, desk.case.parties[0].doc["person_id"])
    assert [c["value"] for c in view.contacts()] == ["07700 900123", "sian@example.org"]
    assert view.contacts()[0]["primary"]
    assert page.content.editor is None


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("full_name", "Siân Mair O’Brien", "Siân Mair O’Brien"),
        ("born_on", "14/2/1983", "Monday 14 February 1983 (42)"),
        ("other_names", "Sian Jones\nMair", "Sian Jones\nMair"),
        ("preferred_contact", "Letter", "Letter"),
        ("adjustments", "Large print", "Large print"),
        ("address", "1 High Street", "1 High Street\nSE31 5EP"),
        ("is_child", "yes", "Yes"),
    ],
)
def test_every_value_can_be_changed(desk: PeopleDesk, name: str, value: str, shown: str) -> None:
    page = desk.person()
    page.content.register_button.click()
    page.content.edit(name)
    assert page.content.editor is not None
    page.content.editor.form[name].set_value(value)
    page.content.editor.finish()
    rows = {row.name: row.value for row in (*page.facts.identity, *page.facts.contact)}
    assert rows[name] == shown


def test_entries_that_may_be_the_same_are_offered_and_linked(desk: PeopleDesk) -> None:
    from caseworker.actions.people_register import unlink_party

    person = register_person(desk.office, desk.case.parties[0].id).person_id
    unlink_party(desk.office, desk.case.parties[0].id)
    page = desk.person(person)
    assert page.content.cases.rowCount() == 1
    button(page, "Link Siân O’Brien in CYP-2025-0002").click()
    assert page.content.cases.rowCount() == 2
    assert not page.content.sections["same"].isVisible()


def test_a_case_opens_with_enter_and_an_entry_is_said_to_be_somebody_else(desk: PeopleDesk) -> None:
    from PySide6.QtWidgets import QMenu

    page = desk.person(register_person(desk.office, desk.case.parties[0].id).person_id)
    page.content.case_table.view.setFocus()
    desk.press("Enter")
    assert desk.window.tabs.front() is desk.case_page()
    menu = QMenu()
    page.fill_case_menu(menu, page.content.case_table.view.currentIndex())
    next(a for a in menu.actions() if a.text() == "This is not the same person").trigger()
    assert page.content.cases.rowCount() == 1
    menu.deleteLater()


def test_a_merge_is_compared_confirmed_and_taken_back(desk: PeopleDesk) -> None:
    other = log_complaint(desk.office, full_name="Sian OBrien-Jones", phone="07700 900123", email="").case_id
    from caseworker.actions.look_up import open_case

    entry = open_case(desk.office, other).parties[0].id
    page = desk.person(register_person(desk.office, desk.case.parties[0].id).person_id)
    page.content.merge_button.click()
    act = page.acts.act
    assert isinstance(act, MergePeople)
    act.finish()
    assert act.form.blocks["other"].problem() == "Choose the other person"
    act.other.line.setFocus()
    desk.type("obrien-jones")
    act.other.look()
    desk.press("Enter")
    assert act.other.value() == entry
    assert "020 7946 0123\nsian@example.org\n07700 900123" in words_of(act.table)

    def answer(accept: bool) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ConfirmDialog)
        assert dialog.focusWidget() is dialog.keep_button, "the safe choice has the focus"
        dialog.accept() if accept else dialog.reject()

    QTimer.singleShot(0, lambda: answer(False))
    act.finish()
    assert page.acts.act is act
    QTimer.singleShot(0, lambda: answer(True))
    act.finish()
    assert page.acts.act is None
    assert page.content.cases.rowCount() == 3
    button(page, "Take back the merge of Sian OBrien-Jones").click()
    assert page.content.cases.rowCount() == 2


def test_who_may_only_read_is_told_so_and_offered_nothing(desk: PeopleDesk) -> None:
    from dataclasses import replace

    person = _full(desk)
    desk.office.person = replace(desk.office.person, role="auditor")
    page = desk.person(person)
    assert "You can read about this person but not change anything." in words_of(page)
    assert not any(b.isVisible() for b in page.content.edit_buttons)
    assert not page.content.merge_button.isVisible()
    assert page.content.identity.buttons == {}


def test_somebody_who_is_gone_is_told_of(desk: PeopleDesk) -> None:
    page = desk.person("nobody")
    assert page.body.currentWidget() is page.gone


def test_markup_and_very_long_names_are_only_words(desk: PeopleDesk) -> None:
    name = "<b>Mary</b> " + "Wolverhampton " * 12
    case = log_complaint(desk.office, full_name=name).case_id
    from caseworker.actions.look_up import open_case

    page = desk.person(open_case(desk.office, case).parties[0].id)
    a11y.check_page(page, themes=("light",))


def test_the_list_passes_every_check(desk: PeopleDesk) -> None:
    _full(desk)
    a11y.check_page(desk.people())


def test_the_page_of_a_person_with_everything_passes_every_check(desk: PeopleDesk) -> None:
    a11y.check_page(desk.person(_full(desk)))


def test_the_page_of_somebody_in_a_case_only_passes_every_check(desk: PeopleDesk) -> None:
    a11y.check_page(desk.person())


@pytest.mark.parametrize("begin", ["add_alert", "add_plan", "add_relationship", "merge"])
def test_every_act_passes_every_check(desk: PeopleDesk, begin: str) -> None:
    page = desk.person(_full(desk))
    getattr(page, begin)()
    a11y.check_page(page, themes=("light",))


def test_an_editor_passes_every_check(desk: PeopleDesk) -> None:
    page = desk.person(_full(desk))
    page.content.edit("contacts")
    a11y.check_page(page, themes=("light",))


def test_an_open_case_shows_an_alert_at_once_and_forgets_it_with_undo(desk: PeopleDesk) -> None:
    person = register_person(desk.office, desk.case.parties[0].id).person_id
    case = desk.case_page()
    page = desk.person(person)
    page.add_alert()
    assert page.acts.act is not None
    for name, value in {"risk": "A dog", "what_to_do": "In twos", "review_on": REVIEW}.items():
        page.acts.act.form[name].set_value(value)
    desk.press("Ctrl+Enter")
    assert case.facts is not None
    assert ("safety", "Safety alert: A dog. In twos") in case.facts.identity.warnings
    desk.context.registry.run("edit.undo")
    assert case.facts.identity.warnings == ()
