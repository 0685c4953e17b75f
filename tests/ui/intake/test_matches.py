"""Possible matches (S1): found while typing, never in the way, used with Enter."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from tests.example_office import log_complaint
from tests.ui import a11y
from tests.ui.intake.conftest import Desk
from ui.intake.matches import Asked, find_matches


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Siân O’Brien called twice before, somebody else of her street once."""
    log_complaint(desk.office, received_on=date(2025, 9, 1))
    log_complaint(desk.office, summary="The second time.")
    log_complaint(desk.office, full_name="Łukasz Żółć", phone="020 7946 0999", email="", children=())
    return desk


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        (Asked("sian ob"), ("same name",)),
        (Asked("O'Brien", "02079460123"), ("same name", "same phone number")),
        (Asked(phone="(020) 7946-0123"), ("same phone number",)),
        (Asked(email="sian@example.org"), ("same email",)),
        (Asked(child="Gethin"), ("same child",)),
    ],
)
def test_person_is_found_by_what_is_typed(known: Desk, asked: Asked, reasons: tuple[str, ...]) -> None:
    (match,) = find_matches(known.office, asked)
    assert match.reasons == reasons
    assert match.row.reference == "CYP-2025-0002"
    assert match.words().startswith("Siân O’Brien, about Gethin O’Brien: ")


@pytest.mark.parametrize(
    "asked", [Asked(), Asked("Si"), Asked("Anonymous"), Asked(phone="020"), Asked("visited Gethin")]
)
def test_too_little_or_other_words_find_nobody(known: Desk, asked: Asked) -> None:
    assert find_matches(known.office, asked) == []


def test_everybody_at_a_postcode_is_listed_those_with_most_in_common_first(known: Desk) -> None:
    found = find_matches(known.office, Asked("Zolc", postcode="SE31 5EP"))
    assert [match.row.person for match in found] == ["Łukasz Żółć", "Siân O’Brien"]
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
