"""A case that changes between approval and post: which letters may go out, to whom, and what they still do."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from caseworker.actions.edit import add_person, edit_case
from caseworker.actions.letter_effects import answers_step
from caseworker.actions.letter_facts import outdated
from caseworker.actions.letter_files import kept_letter_email
from caseworker.actions.letter_flow import approve_letter
from caseworker.actions.letter_mail import letter_to_print
from caseworker.actions.letter_post import what_sending_does
from caseworker.actions.letter_texts import catalogue_on
from caseworker.actions.look_up import open_case
from caseworker.actions.people_alerts import Plan, approvers, record_plan
from caseworker.actions.people_case import Consent, make_main_contact, record_consent
from caseworker.actions.people_merge import merge_people, unmerge
from caseworker.actions.people_register import edit_person, register_person
from caseworker.actions.people_view import open_person
from caseworker.actions.points import add_points, change_point, points_of
from caseworker.actions.settings_change import change_settings
from caseworker.actions.tasks import NewTask, add_task
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_work import LetterWork
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from caseworker.paper.conformance import faults_of
from tests.actions.letter_life.life_help import approved, letter, on_day, sent, words
from tests.actions.letter_life.test_effects import filled
from tests.example_office import TODAY, log_complaint
from tests.sync.replica.offices import another_pc, first_pc, meet_all

REFUGE = {"address": {"lines": "A safe house\nElsewhere", "postcode": "AB1 2CD"}}


@pytest.fixture
def case_id(office: Office) -> str:
    return log_complaint(office).case_id


def said(office: Office, case_id: str, letter_id: str) -> str:
    return " ".join(outdated(office, open_case(office, case_id), letter(office, case_id, letter_id)))


def does_not_go_out(office: Office, case_id: str, letter_id: str, why: str) -> None:
    assert why in said(office, case_id, letter_id)
    with pytest.raises(RuleError, match=why):
        letter_to_print(office, case_id, letter_id)
    with pytest.raises(RuleError, match=why):
        kept_letter_email(office, open_case(office, case_id), letter_id)


def test_a_letter_to_the_address_somebody_left_is_not_printed_or_mailed(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    view = open_case(office, case_id)
    assert view.complainant is not None
    edit_case(office, view, view.complainant.id, REFUGE)
    does_not_go_out(office, case_id, letter_id, "The name or address of the person was changed")


def test_an_address_that_comes_late_from_another_computer_stops_a_letter_approved_without_it(
    tmp_path: Path,
) -> None:
    asha = first_pc(tmp_path / "asha")
    case_id = log_complaint(asha.office).case_id
    asha.meet()
    ali = another_pc(asha, tmp_path / "ali", "Ali Demir")
    view = open_case(ali.office, case_id)
    edit_case(ali.office, view, view.parties[0].id, REFUGE)  # offline, and earlier than the approval
    letter_id = approved(asha.office, case_id)
    assert said(asha.office, case_id, letter_id) == ""
    meet_all(asha, ali)
    for pc in (asha, ali):
        does_not_go_out(pc.office, case_id, letter_id, "The name or address of the person was changed")
        pc.opened.close()


def _somebody_else(office: Office) -> str:
    logged = log_complaint(office, full_name="Zofia Quill", phone="", email="", children=())
    return open_case(office, logged.case_id).parties[0].id


def test_an_address_of_the_register_that_came_after_the_approval_stops_the_letter(
    office: Office, case_id: str
) -> None:
    party = open_case(office, case_id).parties[0].id
    other = register_person(office, _somebody_else(office)).person_id
    person = register_person(office, party).person_id
    letter_id = approved(office, case_id)
    assert said(office, case_id, letter_id) == ""
    undone = edit_person(office, open_person(office, person), REFUGE)
    does_not_go_out(office, case_id, letter_id, "The register of people has another address for Siân O’Brien")
    undo(office, undone.group_id)
    assert said(office, case_id, letter_id) == ""
    edit_person(office, open_person(office, other), REFUGE)
    merge_people(office, other, person)
    does_not_go_out(office, case_id, letter_id, "The register of people has another address for Siân O’Brien")
    unmerge(office, person)
    assert said(office, case_id, letter_id) == ""


def test_a_letter_to_an_email_address_that_was_changed_since_does_not_go_out(office: Office) -> None:
    case_id = log_complaint(office, channel="Email", postcode="", address_lines="").case_id
    letter_id = approved(office, case_id)
    view = open_case(office, case_id)
    assert letter(office, case_id, letter_id).doc["recipient"].endswith("By email: sian@example.org")
    edit_case(office, view, view.parties[0].id, {"phone": "020 7946 0999"})
    assert said(office, case_id, letter_id) == ""
    edit_case(office, open_case(office, case_id), view.parties[0].id, {"email": "new@example.org"})
    does_not_go_out(office, case_id, letter_id, "The email address of the person was changed")


def test_a_letter_to_somebody_taken_out_of_the_case_does_not_go_out(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    view = open_case(office, case_id)
    assert view.complainant is not None
    edit_case(office, view, view.complainant.id, {"voided": True})
    does_not_go_out(office, case_id, letter_id, "was taken out of the case")


def representative(office: Office, case_id: str) -> str:
    place = {"lines": "3 Other Road\nLondon", "postcode": "SE1 1AA"}
    values = {"full_name": "Rhodri Speaker", "address": place, "email": "rhodri@example.org"}
    add_person(office, open_case(office, case_id), "representative", values)
    return next(p.id for p in open_case(office, case_id).parties if p.doc["role"] == "representative")


def test_a_letter_to_somebody_whose_consent_was_refused_since_does_not_go_out(
    office: Office, case_id: str
) -> None:
    speaker = representative(office, case_id)
    record_consent(office, case_id, speaker, Consent(state="given", given_on=TODAY))
    letter_id = approved(office, case_id, work=LetterWork(recipient=f"party:{speaker}"))
    record_consent(office, case_id, speaker, Consent(state="refused"))
    does_not_go_out(office, case_id, letter_id, "Consent was refused")


def test_an_email_draft_is_never_addressed_to_another_than_the_letter(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    assert kept_letter_email(office, open_case(office, case_id), letter_id).to == "sian@example.org"
    make_main_contact(office, case_id, representative(office, case_id))
    assert kept_letter_email(office, open_case(office, case_id), letter_id).to == ""


def test_an_email_draft_keeps_to_a_contact_plan_without_email(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    party, (approver, _name) = open_case(office, case_id).parties[0].id, approvers(office)[0]
    until = TODAY + timedelta(days=30)
    record_plan(office, party, Plan("Agreed", ("letter", "one_officer"), "Mondays", approver, TODAY, until))
    draft = kept_letter_email(office, open_case(office, case_id), letter_id)
    assert draft.to == ""
    assert "Email is not among these routes" in draft.hints[0]


def test_no_letter_of_a_void_case_goes_out(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    void_case(office, case_id, "Logged twice")
    does_not_go_out(office, case_id, letter_id, "This case is void")
    with pytest.raises(RuleError, match="This case is void"):
        sent(office, case_id, letter_id)


def test_a_letter_of_another_procedure_neither_goes_out_nor_acknowledges(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    edit_case(office, open_case(office, case_id), case_id, {"kind": Kind.CORPORATE.value})
    does_not_go_out(office, case_id, letter_id, "The type of the case was changed")
    assert "acknowledges" not in what_sending_does(
        office, open_case(office, case_id), letter(office, case_id, letter_id)
    )
    sent(office, case_id, letter_id)
    stage = open_case(office, case_id).stage
    assert stage is not None
    assert not stage.doc.get("acknowledged_on")


def test_a_childs_version_does_not_acknowledge_the_complaint_of_their_mother(
    office: Office, case_id: str
) -> None:
    view = open_case(office, case_id)
    edit_case(office, view, view.children[0].id, REFUGE)
    letter_id = approved(office, case_id, "L02", work=LetterWork())
    assert "acknowledged" not in sent(office, case_id, letter_id).message
    stage = open_case(office, case_id).stage
    assert stage is not None
    assert not stage.doc.get("acknowledged_on")


def test_a_childs_version_acknowledges_the_complaint_of_the_young_person_themselves(office: Office) -> None:
    case_id = log_complaint(office, raised_by="Young person", children=()).case_id
    assert (
        "was acknowledged"
        in sent(office, case_id, approved(office, case_id, "L02", work=LetterWork())).message
    )


def test_the_outcome_answers_a_data_protection_complaint_whose_only_clock_is_its_acknowledgement(
    office: Office,
) -> None:
    case_id = log_complaint(office, kind=Kind.DATA_PROTECTION, received_on=date(2025, 10, 14)).case_id
    stage = open_case(office, case_id).stage
    assert stage is not None
    under_the_duty = {**stage.doc, "main_step": "DPC_ACK", "ack_step": "DPC_ACK"}
    assert answers_step(under_the_duty, catalogue_on(office, TODAY)["L43b"])


def test_a_warning_of_another_part_of_the_program_is_no_fault_of_a_letter(
    monkeypatch: pytest.MonkeyPatch, office: Office, case_id: str
) -> None:
    pdf = letter_to_print(office, case_id, approved(office, case_id))
    stray = SimpleNamespace(
        where="page", message="content stream: unclosed file", rule="pikepdf:content-parse"
    )
    seen = iter([[stray], [], [stray], [stray]])
    monkeypatch.setattr("pikepdf.pdfa.validate_written", lambda *_a: SimpleNamespace(findings=next(seen)))
    assert faults_of(pdf) == ()
    assert len(faults_of(pdf)) == 1


def test_an_answer_whose_findings_were_changed_since_does_not_answer_until_it_says_them(
    office: Office, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseworker.actions.letter_checks.check_letter", lambda *_a, **_m: ())
    change_settings(office, {"letter_approval": {"L10": "self"}})
    add_points(office, case_id, ["No visit since June."])
    [point] = points_of(open_case(office, case_id))
    change_point(
        office, open_case(office, case_id), point.id, {"finding": "upheld", "reason": "Nobody came."}
    )
    add_task(office, case_id, NewTask("Visit each month", due_on=date(2025, 12, 15)))
    letter_id = approved(office, case_id, "L10", filled(office, "L10"))
    assert said(office, case_id, letter_id) == ""
    change_point(office, open_case(office, case_id), point.id, {"finding": "not_upheld"})
    does_not_go_out(office, case_id, letter_id, "The points of complaint or their findings were changed")
    with pytest.raises(RuleError, match="put the points back"):
        sent(office, case_id, letter_id)
    change_point(office, open_case(office, case_id), point.id, {"finding": "upheld"})
    sent(office, case_id, letter_id)
    stage = open_case(office, case_id).stage
    assert stage is not None
    assert stage.doc["outcome"] == "upheld"


def test_the_same_letter_written_by_two_is_asked_about_before_it_goes_to_the_person_again(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    for state in ("approved", "sent"):
        with pytest.raises(ProblemsError, match=f"The same letter to Siân O’Brien was {state} by Asha Khan"):
            approve_letter(office, case_id, "", "L01", words(), recipient_checked=True)
        sent(office, case_id, letter_id) if state == "approved" else None
    with on_day(office, TODAY + timedelta(days=2)):
        assert approve_letter(office, case_id, "", "L01", words(), recipient_checked=True).group_id
