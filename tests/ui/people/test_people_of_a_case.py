"""The tab of people in a case: who is who, consent, links to the register, equalities, the disclosure check."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from caseworker.actions.equalities import equalities_of
from caseworker.actions.look_up import open_case
from caseworker.actions.people_alerts import Plan, approvers, record_plan
from caseworker.actions.people_case import add_party
from caseworker.actions.people_register import register_person
from caseworker.domain.kinds import Kind
from tests.example_office import TODAY, log_complaint, log_enquiry
from tests.ui import a11y
from tests.ui.people.conftest import PeopleDesk, button, words_of
from ui.cases.case_page import CasePage
from ui.cases.people_tab import PeopleTab
from ui.people.person_page import PersonPage
from ui.widgets.link_button import LinkButton


def _tab(page: CasePage) -> PeopleTab:
    part = page.tabs.bring("people")
    assert isinstance(part, PeopleTab)
    return part


@pytest.fixture
def page(desk: PeopleDesk) -> CasePage:
    """The case, with a solicitor for the mother."""
    values = {"full_name": "Huw Parry", "raised_by": "Solicitor", "phone": "020 7946 0555"}
    add_party(desk.office, desk.case_id, "representative", values)
    return desk.case_page()


def test_the_people_are_told_by_their_part(desk: PeopleDesk, page: CasePage) -> None:
    words = words_of(_tab(page))
    for told in ("Person complaining", "Child or young person", "Representative"):
        assert told in words, words
    names = [link.text() for link in _tab(page).findChildren(LinkButton)]
    assert names == ["Siân O’Brien (contact first)", "Gethin O’Brien", "Huw Parry"]
    assert "Consent missing" in words


def test_the_banner_says_what_is_missing_and_who_to_take_care_of(desk: PeopleDesk, page: CasePage) -> None:
    plan = Plan(
        "Forty calls", ("email",), "", approvers(desk.office)[0][0], TODAY, TODAY + timedelta(days=30)
    )  # fmt: skip
    record_plan(desk.office, desk.case.parties[0].id, plan)
    page.refresh()
    assert page.facts is not None
    words = [words for _kind, words in page.facts.identity.warnings]
    assert "Consent missing (Huw Parry)" in words
    assert "Contact plan: by email, until Friday 14 November 2025" in words


def test_consent_is_recorded_and_the_banner_falls_silent(desk: PeopleDesk, page: CasePage) -> None:
    button(_tab(page), "Consent and authority of Huw Parry").click()
    act = page.acts.act
    assert act is not None
    act.form["basis"].set_value("consent_given")
    act.form["state"].set_value("given")
    desk.press("Ctrl+Enter")
    assert act.form.blocks["given_on"].problem() == "Enter the day consent was given"
    act.form["given_on"].set_value(TODAY)
    desk.press("Ctrl+Enter")
    assert page.acts.act is None
    assert page.facts is not None
    assert not any("Consent" in words for _kind, words in page.facts.identity.warnings)
    told = "Consent: given; given Wednesday 15 October 2025; may act because: the person gave consent"
    assert told in words_of(_tab(page))


def test_somebody_is_added_with_every_detail(desk: PeopleDesk, page: CasePage) -> None:
    _tab(page).add_button.click()
    act = page.acts.act
    assert act is not None
    values = {
        "role": "other", "full_name": "Dewi O’Brien", "relationship": "Father", "phone": "020 7946 0777",
        "email": "dewi@example.org", "address_lines": "1 High Street", "postcode": "SE1 1AA", "born_on": "1/2/1980",
    }  # fmt: skip
    for name, value in values.items():
        act.form[name].set_value(value)
    desk.press("Ctrl+Enter")
    doc = desk.case.parties[-1].doc
    assert (doc["full_name"], doc["relationship"], doc["born_on"]) == ("Dewi O’Brien", "Father", "1980-02-01")
    assert doc["address"] == {"lines": "1 High Street", "postcode": "SE1 1AA"}
    button(_tab(page), "Contact Dewi O’Brien first").click()
    assert desk.case.parties[-1].doc["contact_order"] == 1


def test_an_entry_is_linked_to_a_person_and_leads_to_the_page(desk: PeopleDesk, page: CasePage) -> None:
    other = open_case(desk.office, log_complaint(desk.office, full_name="Huw ap Parry").case_id)
    person = register_person(desk.office, other.parties[0].id).person_id
    button(_tab(page), "Link Huw Parry to a person").click()
    act = page.acts.act
    assert act is not None
    act.finish()
    assert act.form.blocks["person"].problem() == "Choose the person"
    act.form["person"].set_value(person)
    desk.press("Ctrl+Enter")
    assert desk.case.parties[2].doc["person_id"] == person
    _tab(page).person_asked.emit(person)
    assert isinstance(desk.window.tabs.front(), PersonPage)


def test_equalities_are_recorded_apart(desk: PeopleDesk, page: CasePage) -> None:
    button(_tab(page), "Equalities monitoring of Siân O’Brien").click()
    act = page.acts.act
    assert act is not None
    assert {block.field.value() for block in act.form.blocks.values()} == {"not_disclosed"}
    act.form["ethnicity"].set_value("white_roma")
    desk.press("Ctrl+Enter")
    known = equalities_of(desk.case, desk.case.parties[0].id)
    assert known is not None
    assert known.doc["ethnicity"] == "white_roma"
    assert "Equalities monitoring: recorded" in words_of(_tab(page))
    desk.office.person = replace(desk.office.person, role="director")
    page.refresh()
    assert "Equalities monitoring: recorded" not in words_of(_tab(page))


def test_the_disclosure_check_of_an_mp_is_recorded_from_the_tab(desk: PeopleDesk) -> None:
    case_id = log_enquiry(desk.office, Kind.MEMBER).case_id
    page = desk.window.open_page("case", case_id)
    assert isinstance(page, CasePage)
    assert "Not checked yet" in words_of(_tab(page))
    button(_tab(page), "Check what may be disclosed").click()
    act = page.acts.act
    assert act is not None
    for name, value in {
        "asked_by": "Mary Jones", "scope": "When the plan is due", "subject": "child", "ground": "none",
        "need_to_know": "ward", "result": "full",
    }.items():  # fmt: skip
        act.form[name].set_value(value)
    assert act.result.text() == "Without consent or what stands in its place, answer in general terms only."
    desk.press("Ctrl+Enter")
    assert act.form.blocks["result"].problem().endswith("Choose another result.")
    act.form["result"].set_value("general")
    desk.press("Ctrl+Enter")
    words = words_of(_tab(page))
    assert "Answer in general terms, without personal information" in words
    assert "Who asked for help: Mary Jones" in words


def test_other_cases_say_why_there_is_no_check(desk: PeopleDesk, page: CasePage) -> None:
    assert page.why_not("case.disclosure").startswith("Only the enquiry of an MP")


def test_who_may_only_read_is_offered_nothing(desk: PeopleDesk, page: CasePage) -> None:
    desk.office.person = replace(desk.office.person, role="auditor")
    page.refresh()
    tab = _tab(page)
    assert not tab.add_button.isVisible()
    assert tab.first_focus() is tab


def test_the_tab_passes_every_check(desk: PeopleDesk, page: CasePage) -> None:
    register_person(desk.office, desk.case.parties[0].id)
    page.refresh()
    _tab(page)
    a11y.check_page(page)


@pytest.mark.parametrize("act", ["consent", "link", "equalities", "add"])
def test_every_act_passes_every_check(desk: PeopleDesk, page: CasePage, act: str) -> None:
    _tab(page).act_asked.emit(act, desk.case.parties[2].id)
    assert page.acts.act is not None
    a11y.check_page(page, themes=("light",))


def test_the_disclosure_check_passes_every_check(desk: PeopleDesk) -> None:
    page = desk.window.open_page("case", log_enquiry(desk.office, Kind.MEMBER).case_id)
    assert isinstance(page, CasePage)
    page.begin("case.disclosure")
    a11y.check_page(page, themes=("light",))


def test_a_name_leads_to_the_page_also_of_somebody_not_in_the_register(
    desk: PeopleDesk, page: CasePage
) -> None:
    next(link for link in _tab(page).findChildren(LinkButton) if link.text() == "Huw Parry").click()
    opened = desk.window.tabs.front()
    assert isinstance(opened, PersonPage)
    assert opened.title() == "Huw Parry"
