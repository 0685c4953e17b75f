"""Possible matches (S1): found while typing, never in the way, used with Enter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.actions.directory import new_representative, save_representative
from caseworker.actions.look_up import open_case
from caseworker.actions.people_matches import find_matches
from caseworker.domain.people import Asked
from tests.example_office import log_complaint
from tests.ui import a11y
from tests.ui.intake.conftest import Desk


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Siân O’Brien called twice before, somebody else of her street once."""
    log_complaint(desk.office, received_on=date(2025, 9, 1))
    log_complaint(desk.office, summary="The second time.")
    log_complaint(desk.office, full_name="Łukasz Żółć", phone="020 7946 0999", email="", children=())
    return desk


@pytest.mark.parametrize(
    "asked", [Asked(), Asked("Si"), Asked("Anonymous"), Asked(phone="020"), Asked("visited Gethin")]
)
def test_too_little_or_other_words_find_nobody(known: Desk, asked: Asked) -> None:
    assert find_matches(known.office, asked) == []


def test_everybody_at_a_postcode_is_listed_those_with_most_in_common_first(known: Desk) -> None:
    found = find_matches(known.office, Asked("Zolc", postcode="SE31 5EP"))
    assert [match.name for match in found] == ["Łukasz Żółć", "Siân O’Brien"]
    assert found[0].reasons == ("same name", "same postcode")


def test_f8_enter_fills_in_what_is_empty_and_goes_back(known: Desk) -> None:
    keyboard = known.keyboard
    keyboard.press("Ctrl+N")
    page = known.intake()
    keyboard.press("F8")
    assert known.window.status.passing.text() == "Nobody we know looks like this person so far."
    keyboard.press("Alt+2")
    keyboard.type("sian o")
    page.form.form["phone"].set_value("07700 900123")
    page.matching.look()
    assert page.bar.standing.matches.text() == "1 possible match (F8)"
    keyboard.press("F8")
    assert QApplication.focusWidget() is page.matching.panel.list
    keyboard.press("Enter")
    form = page.form.form
    assert form["full_name"].value() == "Siân O’Brien"
    assert form["phone"].value() == "07700 900123"
    assert (form["email"].value(), form["postcode"].value()) == ("sian@example.org", "SE31 5EP")
    assert form["raised_by"].value() == "Parent"
    assert page.form.name_of(QApplication.focusWidget()) == "full_name"
    assert not page.matching.panel.isVisible()


def test_match_of_the_child_fills_in_the_child_only(known: Desk) -> None:
    known.keyboard.press("Ctrl+N")
    page = known.intake()
    page.form.form["child1_full_name"].set_value("gethin")
    page.matching.look()
    known.keyboard.press("F8")
    known.keyboard.press("Enter")
    assert page.form.form["child1_full_name"].value() == "Gethin O’Brien"
    assert page.form.form["child1_born_on"].value() == "14/2/2013"
    assert page.form.form["child1_status"].value() == "looked_after"
    assert page.form.form["full_name"].value() == ""


def test_match_of_the_second_child_fills_in_and_links_that_child(known: Desk) -> None:
    keyboard = known.keyboard
    keyboard.press("Ctrl+N")
    page = known.intake()
    form = page.form.form
    form["child1_full_name"].set_value("Mali Vaughan")
    page.form.add_child()
    form["child2_full_name"].set_value("gethin")
    page.matching.look()
    assert page.matching.panel.list.item(0).text().startswith("For child 2: Gethin O’Brien: ")
    keyboard.press("F8")
    keyboard.press("Enter")
    assert (form["child2_full_name"].value(), form["child2_born_on"].value()) == (
        "Gethin O’Brien",
        "14/2/2013",
    )
    assert form["child1_full_name"].value() == "Mali Vaughan"
    assert form.blocks["child2_full_name"].help.text().startswith("Known to us; will be linked.")
    kept = page.form.doc()
    form["child2_full_name"].set_value("Somebody Else")
    assert not page.form.links.person_of("child2_full_name")
    page.form.fill(kept)
    assert page.form.links.person_of("child2_full_name"), "a draft keeps who was used"
    form["kind"].set_value("GEN")
    form["full_name"].set_value("Ade Bello")
    form["summary"].set_value("When is the review?")
    form["service"].set_value("team:Post Care Group")
    form["theme"].set_value("Communication")
    keyboard.press("Ctrl+Enter")
    children = [party for party in known.logged().parties if party.doc["role"] == "child"]
    assert ["person_id" in child.doc for child in children] == [False, True]


def test_the_person_used_is_linked_on_logging_and_the_form_says_so(known: Desk) -> None:
    keyboard = known.keyboard
    keyboard.press("Ctrl+N")
    page = known.intake()
    keyboard.press("Alt+2")
    keyboard.type("sian obrian")
    page.matching.look()
    keyboard.press("F8")
    keyboard.press("Enter")
    assert page.form.form.blocks["full_name"].help.text() == "Known to us; will be linked. 2 cases."
    page.form.form["kind"].set_value("GEN")
    page.form.form["summary"].set_value("When is the review?")
    place = page.form.form["service"]
    place.set_value("team:Post Care Group")
    page.form.form["theme"].set_value("Communication")
    page.autosave.save_now()
    again = known.window.open_page("intake", page.autosave.draft_id)
    assert again is page
    keyboard.press("Ctrl+Enter")
    view = known.logged()
    person_id = view.parties[0].doc["person_id"]
    with known.office.reading() as raw:
        cases = raw.execute("SELECT count(*) FROM person_row WHERE person_id = ?", (person_id,)).fetchone()[0]
    assert cases == 4  # the person, and three entries in cases


def test_another_name_typed_takes_the_link_away(known: Desk) -> None:
    known.keyboard.press("Ctrl+N")
    page = known.intake()
    page.form.form["full_name"].set_value("sian obrien")
    page.matching.look()
    page.matching.panel.list.used.emit(0)
    assert page.form.links.person_of("full_name")
    page.form.form["full_name"].set_value("Sian OBrien")
    assert page.form.links.person_of("full_name"), "the same name in other letters is the same person"
    kept = page.form.doc()
    page.form.form["full_name"].set_value("Huw O’Brien")
    assert not page.form.links.person_of("full_name")
    assert page.form.form.blocks["full_name"].help.text() == ""
    page.form.fill(kept)
    assert page.form.links.person_of("full_name"), "a draft keeps who was used"


def test_a_member_of_the_directory_brings_contact_and_ward(known: Desk) -> None:
    entry = replace(
        new_representative(known.office), full_name="Nia Bowen", office="mp", area="Northmoor East",
        email="nia@parliament.example",
    )  # fmt: skip
    save_representative(known.office, entry)
    known.keyboard.press("Ctrl+N")
    page = known.intake()
    page.form.form["kind"].set_value("MP")
    page.form.form["full_name"].set_value("bowen")
    page.matching.look()
    (match,) = page.matching.matches
    assert match.words() == "Nia Bowen, MP for Northmoor East: same name. From the directory."
    page.matching.panel.list.used.emit(0)
    form = page.form.form
    assert (form["full_name"].value(), form["ward"].value()) == ("Nia Bowen", "Northmoor East")
    assert (form["email"].value(), form["raised_by"].value()) == ("nia@parliament.example", "MP's office")
    assert page.form.links.representative() == entry.id
    form["summary"].set_value("A constituent asks when the plan will be issued.")
    form["service"].set_value("team:Post Care Group")
    form["theme"].set_value("Communication")
    known.keyboard.press("Ctrl+Enter")
    view = open_case(known.office, known.logged().case_id)
    assert (view.value("ward"), view.parties[0].doc["representative_id"]) == ("Northmoor East", entry.id)
    assert "person_id" not in view.parties[0].doc


def test_escape_goes_back_and_changes_nothing(known: Desk) -> None:
    known.keyboard.press("Ctrl+N")
    page = known.intake()
    known.keyboard.press("Alt+2")
    known.keyboard.type("sian")
    page.matching.look()
    known.keyboard.press("F8")
    known.keyboard.press("Escape")
    assert page.form.name_of(QApplication.focusWidget()) == "full_name"
    assert page.form.form["full_name"].value() == "sian"
    assert page.form.form["email"].value() == ""


def test_open_list_passes_every_check(known: Desk) -> None:
    page = known.window.open_page("intake", "one")
    page.form.form["full_name"].set_value("sian")  # type: ignore[attr-defined]
    page.matching.look()  # type: ignore[attr-defined]
    page.matching.go()  # type: ignore[attr-defined]
    a11y.check_page(page)
