"""What others do while an intake is half filled in: nothing typed is lost, and what is wrong by now does not go in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from caseworker.actions.lists_change import merge_entry
from caseworker.actions.people import list_people
from caseworker.actions.people_alerts import Alert, record_alert
from caseworker.actions.people_merge import merge_people
from caseworker.actions.people_register import edit_person, register_person
from caseworker.actions.people_view import open_person
from caseworker.actions.settings_change import save_person
from caseworker.domain.changed import Changed
from tests.example_office import log_complaint
from tests.ui.intake.conftest import Desk
from ui.intake.intake_page import IntakePage


@pytest.fixture
def calling(desk: Desk) -> IntakePage:
    """Siân O’Brien of the register calls again; the form was filled in from what is known of her."""
    logged = log_complaint(desk.office)
    first = list_people(desk.office, "sian")[0].id
    register_person(desk.office, first)
    assert logged.case_id
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Alt+2")
    desk.keyboard.type("sian obrian")
    page = desk.intake()
    page.matching.look()
    desk.keyboard.press("F8")
    desk.keyboard.press("Enter")
    return page


def person_of(desk: Desk) -> str:
    return next(row.id for row in list_people(desk.office, "sian") if row.is_registered)


def told(desk: Desk) -> list[tuple[str, str]]:
    return [(alert.kind, alert.text) for alert in desk.window.strip.alerts()]


def came(desk: Desk) -> None:
    desk.window.tell_changed(Changed("Received from others."))


def test_an_address_changed_meanwhile_goes_into_the_case_and_what_was_typed_stays(
    desk: Desk, calling: IntakePage
) -> None:
    form = calling.form.form
    form["email"].set_value("new@example.org")
    view = open_person(desk.office, person_of(desk))
    edit_person(desk.office, view, {"address": {"lines": "The refuge", "postcode": "SE31 9ZZ"}})
    view = open_person(desk.office, person_of(desk))
    edit_person(desk.office, view, {"contacts": [{"kind": "phone", "value": "07700 900999"}]})
    came(desk)
    assert (form["address_lines"].value(), form["postcode"].value()) == ("The refuge", "SE31 9ZZ")
    assert (form["phone"].value(), form["email"].value()) == ("07700 900999", "new@example.org")
    kind, words = told(desk)[-1]
    assert kind == "info"
    assert words.endswith("the form has it: phone, address and postcode. What you typed is kept.")


def test_an_address_taken_away_meanwhile_is_not_on_the_form_any_more(desk: Desk, calling: IntakePage) -> None:
    edit_person(desk.office, open_person(desk.office, person_of(desk)), {"address": None})
    came(desk)
    assert (calling.form.form["address_lines"].value(), calling.form.form["postcode"].value()) == ("", "")


def test_a_safety_alert_recorded_meanwhile_is_told_once_and_stands_at_the_name(
    desk: Desk, calling: IntakePage
) -> None:
    until = desk.office.clock.today() + timedelta(days=30)
    record_alert(desk.office, person_of(desk), Alert("Threats", "Meet at the office only", review_on=until))
    came(desk)
    came(desk)
    assert "Threats" in calling.form.form.blocks["full_name"].help.text()
    warned = [words for kind, words in told(desk) if kind == "warning" and "Threats" in words]
    assert len(warned) == 1


def test_somebody_merged_meanwhile_is_linked_as_the_one_kept(desk: Desk, calling: IntakePage) -> None:
    log_complaint(desk.office, full_name="Siân O’Brien-Rees", phone="020 7946 0777", email="", children=())
    other = next(row.id for row in list_people(desk.office, "rees"))
    kept = merge_people(desk.office, other, person_of(desk)).person_id
    came(desk)
    assert calling.form.form["full_name"].value() == "Siân O’Brien-Rees"
    assert "2 cases" in calling.form.form.blocks["full_name"].help.text()
    _finish(calling)
    desk.keyboard.press("Ctrl+Enter")
    assert [alert.title for alert in desk.window.strip.alerts()] == ["Case logged"]
    assert desk.logged().complainant.doc["person_id"] == kept  # type: ignore[union-attr]


def test_a_team_merged_and_an_owner_gone_meanwhile_are_chosen_again(desk: Desk, calling: IntakePage) -> None:
    office, form = desk.office, calling.form.form
    _finish(calling)
    today = office.clock.today()
    leaver = next(person for person in office.staff.values() if person.id != office.person.id)
    form["owner_id"].set_value(leaver.id)
    merge_entry(office, "teams", "Post Care Group", "SEN Team", today)
    save_person(office, replace(leaver, to_on=today - timedelta(days=1)))
    came(desk)
    assert form["service"].value() == "team:Post Care Group", "in sight until somebody chooses again"
    assert "now part of “SEN Team”: choose again" in form.blocks["service"].error.text()
    assert "does not work here any more" in form.blocks["owner_id"].error.text()
    assert "service or team to choose again and owner to choose again" in calling.bar.standing.needed.text()
    desk.keyboard.press("Ctrl+Enter")
    assert form.blocks["service"].problem()
    form["service"].set_value("team:SEN Team")
    form["owner_id"].set_value(office.person.id)
    assert "choose again" not in calling.bar.standing.needed.text()
    desk.wait_a_while()
    desk.keyboard.press("Ctrl+Enter")
    assert desk.logged().value("team") == "SEN Team"


def test_a_draft_shows_the_owner_who_left_since_and_says_so(desk: Desk) -> None:
    office, today = desk.office, desk.office.clock.today()
    leaver = next(person for person in office.staff.values() if person.id != office.person.id)
    desk.keyboard.press("Ctrl+N")
    desk.intake().form.form["owner_id"].set_value(leaver.id)
    desk.keyboard.press("Ctrl+W")
    save_person(office, replace(leaver, to_on=today - timedelta(days=1)))
    desk.keyboard.press("Ctrl+Shift+R")
    block = desk.intake().form.form.blocks["owner_id"]
    assert block.field.value() == leaver.id
    assert block.problem() == f"{leaver.full_name} does not work here any more: choose again"


def test_a_case_like_it_logged_meanwhile_is_counted_and_the_match_in_hand_stays_in_hand(desk: Desk) -> None:
    log_complaint(desk.office)
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Alt+2")
    desk.keyboard.type("sian obrian")
    page = desk.intake()
    page.matching.look()
    desk.keyboard.press("F8")
    before = page.matching.matches[0].id
    log_complaint(desk.office, full_name="Siân O’Brien Rees", phone="020 7946 0777", email="", children=())
    came(desk)
    assert page.bar.standing.matches.text() == "2 possible matches (F8)"
    assert page.matching.matches[page.matching.panel.list.currentRow()].id == before


def _finish(page: IntakePage) -> None:
    for name, value in (
        ("kind", "GEN"),
        ("summary", "When is the review?"),
        ("service", "team:Post Care Group"),
        ("theme", "Communication"),
    ):
        page.form.form[name].set_value(value)
