"""The page on which a compliment is quoted for the reports."""

from __future__ import annotations

from dataclasses import replace

from caseworker.actions.log import log_case
from caseworker.actions.look_up import open_case
from caseworker.domain.kinds import Kind
from tests.example_office import COMPLAINT
from tests.ui import a11y
from tests.ui.people.conftest import PeopleDesk
from ui.cases.case_page import CasePage


def compliment_page(desk: PeopleDesk) -> CasePage:
    """The page of a compliment logged just now."""
    logged = log_case(desk.office, replace(COMPLAINT, kind=Kind.COMPLIMENT))
    page = desk.window.open_page("case", logged.case_ids[0])
    assert isinstance(page, CasePage)
    return page


def test_the_quote_and_its_mark_are_kept_and_stand_there_again(desk: PeopleDesk) -> None:
    page = compliment_page(desk)
    page.begin("case.quote")
    act = page.acts.act
    act.quote.set_value("The worker kept every promise.")
    act.may_publish.set_value(True)
    act.finish()
    doc = open_case(desk.office, page.key).case.doc
    assert (doc["public_quote"], doc["quote_may_publish"]) == ("The worker kept every promise.", True)
    page.begin("case.quote")
    assert page.acts.act.quote.value() == "The worker kept every promise."


def test_the_page_passes_every_check(desk: PeopleDesk) -> None:
    page = compliment_page(desk)
    page.begin("case.quote")
    a11y.check_page(page, themes=("light",))


def test_a_complaint_has_no_quote_and_the_command_says_so(desk: PeopleDesk) -> None:
    assert desk.case_page().why_not("case.quote") == "Only a compliment has a quote for the reports."
