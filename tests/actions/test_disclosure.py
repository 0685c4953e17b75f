"""The check before somebody's information goes to an elected member (DPA 2018 Schedule 1 paragraph 24)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseworker.actions import look_up
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.disclosure import Disclosure, advice, applies_to, check_disclosure, check_of
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry

SELF = Disclosure("Mary Jones", "Whether a plan exists and when it is due", "self", result="full")


def _needs(office: Office, case_id: str) -> list[str]:
    with office.reading() as raw:
        needed = raw.execute("SELECT needed FROM case_list WHERE id = ?", (case_id,)).fetchone()[0]
    return str(needed).split()


@pytest.mark.parametrize("kind", [Kind.MP, Kind.MAYOR, Kind.MEMBER, Kind.CHIEF_EXECUTIVE])
def test_an_enquiry_of_a_member_needs_the_check_until_it_is_done(office: Office, kind: Kind) -> None:
    case_id = log_enquiry(office, kind).case_id
    assert "disclosure" in _needs(office, case_id)
    changed = check_disclosure(office, case_id, replace(SELF, need_to_know="ward"))
    assert "disclosure" not in _needs(office, case_id)
    check = check_of(look_up.open_case(office, case_id))
    assert check is not None
    assert check.doc["answers"]["Who asked for help"] == "Mary Jones"
    assert (check.doc["decided_by"], check.doc["decided_on"]) == (office.person.id, TODAY.isoformat())
    undo(office, changed.group_id)
    assert "disclosure" in _needs(office, case_id)


def test_the_check_never_stops_an_answer(office: Office) -> None:
    case_id = log_enquiry(office).case_id
    offered = [entry.code for entry in office.vocabulary.offered("outcomes", Kind.MP)]
    outcome = next(code for code in offered if code != "withdrawn")
    answer_case(office, case_id, Answer(TODAY, outcome))
    assert "disclosure" in _needs(office, case_id)


def test_other_cases_need_no_check(office: Office) -> None:
    assert not applies_to(Kind.GENERAL)
    case_id = log_complaint(office).case_id
    assert "disclosure" not in _needs(office, case_id)
    with pytest.raises(RuleError, match="Only the enquiry"):
        check_disclosure(office, case_id, SELF)


@pytest.mark.parametrize(
    ("kind", "check", "field"),
    [
        (Kind.MP, Disclosure(), "asked_by"),
        (Kind.MP, replace(SELF, scope=" "), "scope"),
        (Kind.MP, replace(SELF, subject="child"), "ground"),
        (Kind.MEMBER, SELF, "need_to_know"),
        (Kind.MP, replace(SELF, result="limited"), "reason"),
        (Kind.MP, replace(SELF, checked_by="nobody"), "checked_by"),
    ],
)
def test_what_the_rule_asks_must_be_answered(
    office: Office, kind: Kind, check: Disclosure, field: str
) -> None:
    case_id = log_enquiry(office, kind).case_id
    with pytest.raises(ProblemsError) as caught:
        check_disclosure(office, case_id, check)
    assert caught.value.problems[0].field == field


def test_a_grandparent_who_asks_about_a_child_needs_consent_or_what_stands_in_its_place(
    office: Office,
) -> None:
    case_id = log_enquiry(office).case_id
    check = replace(SELF, asked_by="The grandmother", subject="child", ground="none")
    with pytest.raises(RuleError, match="general terms only"):
        check_disclosure(office, case_id, check)
    check_disclosure(office, case_id, replace(check, result="general"))
    check_disclosure(office, case_id, replace(check, ground="cannot"))
    last = check_of(look_up.open_case(office, case_id))
    assert last is not None
    assert last.doc["result"] == "Answer what was asked"


def test_a_councillor_without_a_need_to_know_is_answered_in_general_terms(office: Office) -> None:
    case_id = log_enquiry(office, Kind.MEMBER).case_id
    check = replace(SELF, need_to_know="no")
    with pytest.raises(RuleError, match="ward or committee"):
        check_disclosure(office, case_id, check)
    check_disclosure(office, case_id, replace(check, result="general"))


def test_nothing_personal_needs_nothing_more(office: Office) -> None:
    case_id = log_enquiry(office, Kind.MEMBER).case_id
    check = Disclosure("A resident", subject="nobody", result="full")
    assert advice(check, Kind.MEMBER).startswith("No personal information")
    check_disclosure(office, case_id, check)
    office.person = replace(office.person, role="auditor")
    with pytest.raises(NotPermittedError):
        check_disclosure(office, case_id, check)
