"""Whom a letter can go to, how each is greeted, and what comes along for the writer alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.directory import new_representative, save_representative, write_entries
from caseworker.actions.edit import edit_case
from caseworker.actions.heads import set_head
from caseworker.actions.letter_recipients import OTHER, Recipient, recipient_of, recipients_for
from caseworker.actions.letters import letter_template, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.people_alerts import Plan, record_plan
from caseworker.actions.people_case import add_party, make_main_contact
from caseworker.domain.directory import Representative
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_work import LetterWork
from caseworker.errors import ProblemsError
from caseworker.letters.template import RECIPIENTS, Template
from caseworker.office import Office
from tests.actions.letter_facts.help import facts_of, words_of
from tests.actions.moves.complaint_help import complaint
from tests.example_office import COMPLAINT, TODAY, log_complaint, log_enquiry

HELEN = {"full_name": "Ms Helen Ito", "organisation": "Northmoor Voices", "raised_by": "Advocate",
         "address": {"lines": "2 Voice House", "postcode": "NM2 2BB"}}  # fmt: skip


@pytest.fixture
def case_id(office: Office) -> str:
    return log_complaint(office).case_id


def to(office: Office, *codes: str) -> Template:
    """A letter that goes to these."""
    return replace(letter_template(office, "L01"), recipients=codes)


def offered(office: Office, case_id: str, *codes: str) -> list[Recipient]:
    return list(recipients_for(office, open_case(office, case_id), to(office, *codes)))


def test_the_person_complaining_comes_first_and_a_typed_name_last(office: Office, case_id: str) -> None:
    add_party(office, case_id, "representative", HELEN)
    first, advocate, last = offered(office, case_id, "CP", "AD")
    assert (first.name, first.salutation) == ("Siân O’Brien", "Dear Siân O’Brien")
    assert first.lines == ("Flat 2", "19 Wharfinger Gardens", "London", "SE31 5EP")
    assert (advocate.salutation, advocate.lines) == ("Dear Ms Ito", ("2 Voice House", "NM2 2BB"))
    assert last.key == OTHER


def test_whom_the_team_contacts_first_is_the_usual_one(office: Office, case_id: str) -> None:
    add_party(office, case_id, "representative", HELEN)
    helen = next(p for p in open_case(office, case_id).parties if p.doc.get("role") == "representative")
    make_main_contact(office, case_id, helen.id)
    assert offered(office, case_id, "CP", "AD")[0].name == "Ms Helen Ito"


def test_a_child_is_greeted_by_the_first_name_and_has_no_address_that_nobody_gave(
    office: Office, case_id: str
) -> None:
    [child, _typed] = offered(office, case_id, "CHILD")
    assert (child.salutation, child.is_child, child.lines) == ("Dear Gethin", True, ())
    said = words_of(
        facts_of(office, case_id, child.key), "recipient_name", "salutation", "address", "child_first_name"
    )
    assert said == {
        "recipient_name": "Gethin O’Brien",
        "salutation": "Dear Gethin",
        "address": "",
        "child_first_name": "Gethin",
    }


def test_a_young_person_who_complains_is_the_child(office: Office) -> None:
    case_id = log_complaint(office, full_name="Max Reed", raised_by="Young person", children=()).case_id
    assert [r.salutation for r in offered(office, case_id, "CHILD")][:1] == ["Dear Max"]
    assert offered(office, case_id, "CP")[0].is_child


def test_nobody_is_greeted_as_anonymous(office: Office) -> None:
    case_id = log_complaint(office, full_name="Anonymous").case_id
    assert (offered(office, case_id, "CP")[0].name, offered(office, case_id, "CP")[0].salutation) == ("", "")


def test_an_mp_is_found_in_the_directory_and_children_are_initials_to_them(office: Office) -> None:
    entry = replace(
        new_representative(office),
        full_name="Nia Bowen MP",
        office="mp",
        area="Northmoor East",
        address_lines="House of Commons\nLondon",
        postcode="SW1A 0AA",
    )
    save_representative(office, entry)
    case_id = log_enquiry(office, children=COMPLAINT.children).case_id
    first = offered(office, case_id, "REP")[0]
    assert (first.name, first.salutation, first.key) == (
        "Nia Bowen MP",
        "Dear Nia Bowen",
        f"representative:{entry.id}",
    )
    assert first.lines == ("House of Commons", "London", "SW1A 0AA")
    assert facts_of(office, case_id)["child_name_or_initials"] == "G. O."


def test_a_service_is_written_to_through_its_head_by_email(office: Office) -> None:
    case_id = log_complaint(office, service="Corporate Parenting").case_id
    service = offered(office, case_id, "SV")[0]
    assert (service.name, service.salutation) == ("Corporate Parenting", "Dear colleague")
    assert service.lines == office.settings.address_lines, "by the post of the house"
    set_head(office, "Corporate Parenting", "Ms Ruth Ash", "ruth@northmoor.example")
    service = offered(office, case_id, "SV")[0]
    assert (service.name, service.salutation) == ("Ms Ruth Ash", "Dear Ms Ash")
    assert service.lines == ("Corporate Parenting", "By email: ruth@northmoor.example")
    assert offered(office, case_id, "HEAD")[0].name == "Ms Ruth Ash"


def test_who_was_appointed_is_written_to_while_they_hold_the_part(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 9, 1), date(2025, 11, 28)) as case:
        case.answer(date(2025, 9, 12))
        case.ask_for_stage_2(date(2025, 9, 22))
        case.make("investigator.appointed", full_name="Dr Ann Inwood", organisation="Inwood Ltd",
                  contact="ann@inwood.example", appointed_on=date(2025, 9, 24), in_line="no")  # fmt: skip
        first = offered(case.office, case.case_id, "IO")[0]
        assert (first.name, first.salutation) == ("Dr Ann Inwood", "Dear Dr Inwood")
        assert first.lines == ("Inwood Ltd", "By email: ann@inwood.example")
        case.make(
            "officer.stood_down", role="investigating_officer", ended_on=date(2025, 11, 28), reason="Ill"
        )
        assert [r.key for r in offered(case.office, case.case_id, "IO")] == [OTHER]


@pytest.mark.parametrize(
    ("code", "name", "greeting"),
    [
        ("OMB", "Local Government and Social Care Ombudsman", "Dear Ombudsman"),
        ("ICO", "Information Commissioner's Office", "Dear Commissioner"),
    ],
)
def test_bodies_have_an_address_of_their_own(
    office: Office, case_id: str, code: str, name: str, greeting: str
) -> None:
    body = offered(office, case_id, code)[0]
    assert (body.name, body.salutation) == (name, greeting)
    assert body.lines


@pytest.mark.parametrize("code", sorted(RECIPIENTS))
def test_every_recipient_a_letter_may_name_is_looked_for(office: Office, case_id: str, code: str) -> None:
    assert offered(office, case_id, code)[-1].key == OTHER


def test_what_the_writer_must_keep_in_mind_comes_along_and_stands_in_no_letter(
    office: Office, case_id: str
) -> None:
    view = open_case(office, case_id)
    assert view.complainant is not None
    edit_case(office, view, view.complainant.id, {"adjustments": "Large print", "preferred_contact": "Email"})
    plan = Plan("Many calls a day", ("email",), "Mondays", office.person.id, TODAY, date(2025, 12, 1))
    record_plan(office, view.complainant.id, plan)
    first = offered(office, case_id, "CP")[0]
    assert (first.adjustments, first.preferred_contact, first.routes) == ("Large print", "Email", ("email",))
    assert "Mondays" in first.plan
    text = preview_letter(office, open_case(office, case_id), "L01").text
    assert "Mondays" not in text
    assert "Many calls" not in text


def test_who_wants_email_and_gave_no_address_is_written_to_by_email(office: Office) -> None:
    values = {"address_lines": "", "postcode": "", "preferred_contact": "Email"}
    by_email = log_complaint(office, **values).case_id
    assert "By email: sian@example.org" in preview_letter(office, open_case(office, by_email), "L01").text
    unsaid = log_complaint(office, **{**values, "preferred_contact": ""}).case_id
    with pytest.raises(ProblemsError, match="Enter the address"):
        preview_letter(office, open_case(office, unsaid), "L01")


@pytest.mark.parametrize(
    "values",
    [
        {"kind": Kind.FOI, "children": (), "risk": ""},
        {"kind": Kind.MEMBER, "children": (), "risk": ""},
        {"channel": "Email"},
    ],
    ids=["a request", "an enquiry", "who wrote by email"],
)
def test_who_is_usually_answered_by_email_needs_no_address(office: Office, values: dict[str, object]) -> None:
    none = {"address_lines": "", "postcode": ""}
    view = open_case(office, log_complaint(office, **none, **values).case_id)
    (first, *_) = recipients_for(office, view, letter_template(office, "L54"))
    assert first.lines == ("By email: sian@example.org",)
    by_phone = log_complaint(office, **none, **values, preferred_contact="Phone").case_id
    (first, *_) = recipients_for(office, open_case(office, by_phone), letter_template(office, "L54"))
    assert first.lines == ()


def test_an_entry_without_an_id_is_nobodys_enquiry(office: Office) -> None:
    """Sample offices of earlier versions hold one: it must not get the letters of every enquiry."""
    write_entries(
        office, [Representative("", "Tomasz Świętojański", office="councillor", email="t@example.org")]
    )
    view = open_case(office, log_enquiry(office).case_id)
    names = [each.name for each in recipients_for(office, view, letter_template(office, "L29a"))]
    assert names == ["Office of Nia Bowen MP", ""]


def test_the_letter_goes_to_whom_its_writer_chose_or_typed(office: Office, case_id: str) -> None:
    add_party(office, case_id, "representative", HELEN)
    view = open_case(office, case_id)
    helen = next(p for p in view.parties if p.doc.get("role") == "representative")
    chosen = preview_letter(office, view, "L01", LetterWork(recipient=f"party:{helen.id}"))
    assert chosen.letter.recipient_lines == ("Ms Helen Ito", "2 Voice House", "NM2 2BB")
    assert chosen.letter.salutation == "Dear Ms Ito"
    typed = {"recipient_name": "Jo Bell", "salutation": "Dear Jo", "address": "1 Mill Lane\nNM1 1AB"}
    other = preview_letter(office, view, "L01", LetterWork(recipient=OTHER, changed=typed))
    assert other.letter.recipient_lines == ("Jo Bell", "1 Mill Lane", "NM1 1AB")


def test_somebody_who_is_no_longer_in_the_case_gets_no_letter(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    gone = LetterWork(recipient="party:gone")
    assert recipient_of(office, view, letter_template(office, "L01"), gone) is None


def test_the_signature_follows_who_was_chosen(office: Office, case_id: str) -> None:
    ali = office.staff_named("Ali Demir")
    names = ("signatory_name", "signatory_role", "contact_phone", "contact_email")
    assert words_of(facts_of(office, case_id, signatory=ali.id), *names) == {
        "signatory_name": "Ali Demir",
        "signatory_role": "Caseworker",
        "contact_phone": "020 7946 0001",
        "contact_email": "ali@northmoor.example",
    }
