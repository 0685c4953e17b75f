"""Who a letter goes to, who signs it, and whether what it promises is still so when it is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from caseworker.actions import look_up
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.edit import edit_case
from caseworker.actions.extend import extend
from caseworker.actions.letter_facts import letter_facts, outdated
from caseworker.actions.letter_flow import approve_letter, keep_letter
from caseworker.actions.letters import UNTOUCHED, preview_letter
from caseworker.actions.pause import pause_clock
from caseworker.actions.settings_change import save_person
from caseworker.actions.stage_clocks import plan_stage
from caseworker.actions.void import void_case
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.pauses import PauseKind
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office, Transaction
from tests.actions.letter_life.life_help import approved, sent
from tests.example_office import TODAY, log_complaint

NEW_ADDRESS = {"lines": "The Refuge\nPO Box 7", "postcode": "NM1 1AA"}


def view_of(office: Office, case_id: str) -> CaseView:
    return look_up.open_case(office, case_id)


def written(office: Office, case_id: str, code: str = "L01") -> str:
    """Approve a letter and return its id."""
    return approved(office, case_id, code)


def warnings(office: Office, case_id: str) -> tuple[str, ...]:
    view = view_of(office, case_id)
    return outdated(office, view, view.letters[-1])


def test_a_letter_is_not_signed_by_an_owner_who_has_left(office: Office) -> None:
    ali = office.staff_named("Ali Demir")
    case_id = log_complaint(office, owner_id=ali.id).case_id
    assert letter_facts(office, view_of(office, case_id), TODAY)["signatory_name"] == "Ali Demir"
    save_person(office, replace(ali, to_on=date(2025, 10, 10)))
    facts = letter_facts(office, view_of(office, case_id), TODAY)
    assert (facts["signatory_name"], facts["contact_phone"]) == ("Asha Khan", "020 7946 0000")


def test_nobody_is_written_to_as_anonymous(office: Office) -> None:
    case_id = log_complaint(office, full_name="Anonymous").case_id
    with pytest.raises(ProblemsError) as caught:
        preview_letter(office, view_of(office, case_id), "L01")
    assert [p.field for p in caught.value.problems] == ["recipient_name", "salutation"]


def test_no_letter_is_written_for_a_void_case(office: Office) -> None:
    case_id = log_complaint(office).case_id
    void_case(office, case_id, "Logged twice")
    for step in (keep_letter, partial(approve_letter, recipient_checked=True)):
        with pytest.raises(RuleError, match="void"):
            step(office, case_id, "", "L01", UNTOUCHED)
    with pytest.raises(RuleError, match="void"):
        preview_letter(office, view_of(office, case_id), "L01")


def test_a_case_that_was_answered_is_not_acknowledged_by_letter(office: Office) -> None:
    case_id = log_complaint(office).case_id
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    with pytest.raises(RuleError, match="answered already"):
        preview_letter(office, view_of(office, case_id), "L01")


def test_the_letter_of_stage_1_is_not_for_stage_2(office: Office) -> None:
    case_id = log_complaint(office).case_id

    def make(transaction: Transaction) -> list[Draft]:
        edits = CaseEdits(transaction.case(case_id), office.ids)
        edits.add("stage", **plan_stage(office, Procedure.CHILDREN_ACT, "2", "Stage 2", TODAY))
        return [edits.draft("case.imported")]

    office.save(make)
    with pytest.raises(RuleError, match=r"L01\) is not for Stage 2"):
        preview_letter(office, view_of(office, case_id), "L01")


def test_no_date_is_promised_while_the_clock_stands_still(office: Office) -> None:
    case_id = log_complaint(office).case_id
    pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY)
    with pytest.raises(ProblemsError, match="let a stopped clock go on"):
        preview_letter(office, view_of(office, case_id), "L01")


def test_a_letter_does_not_call_an_extended_date_ten_working_days(office: Office) -> None:
    case_id = log_complaint(office).case_id
    extend(office, case_id, date(2025, 11, 7), "The file is in store")
    text = " ".join(preview_letter(office, view_of(office, case_id), "L01").text.split())
    assert "by Friday 7 November 2025. The law gives us 10 working days." in text


def test_a_letter_approved_before_the_address_was_put_right_says_so(office: Office) -> None:
    case_id = log_complaint(office).case_id
    letter_id = written(office, case_id)
    assert warnings(office, case_id) == ()
    view = view_of(office, case_id)
    assert view.complainant is not None
    edit_case(office, view, view.complainant.id, {"address": NEW_ADDRESS})
    assert warnings(office, case_id)[0].startswith("The name or address of the person was changed")
    edit_case(office, view_of(office, case_id), view.complainant.id, {"phone": "020 7946 0999"})
    sent(office, case_id, letter_id)
    assert warnings(office, case_id) == ()


def test_a_letter_approved_before_its_deadline_was_moved_says_so(office: Office) -> None:
    case_id = log_complaint(office).case_id
    written(office, case_id)
    extend(office, case_id, date(2025, 11, 7), "The file is in store")
    assert warnings(office, case_id) == (
        "The deadline was changed after this letter was approved. Approve it again.",
    )


@pytest.mark.parametrize(
    ("kind", "code"), [(Kind.STATUTORY, "L01"), (Kind.CORPORATE, "L24"), (Kind.FOI, "L32")]
)
def test_sending_the_acknowledgement_acknowledges_a_case_of_any_kind(
    office: Office, kind: Kind, code: str
) -> None:
    case_id = log_complaint(office, kind=kind).case_id
    sent(office, case_id, written(office, case_id, code))
    stage = view_of(office, case_id).stage
    assert stage is not None
    assert stage.doc["acknowledged_on"] == TODAY.isoformat()
