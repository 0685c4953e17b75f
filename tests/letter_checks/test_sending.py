"""What goes with a letter and how it reaches its person: enclosures, plan, formats, disclosure, the last reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from caseworker.actions.disclosure import Disclosure, check_disclosure
from caseworker.actions.edit import add_person, edit_case
from caseworker.actions.files import Source, attach_files, remove_file
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letter_texts import add_letter, catalogue_on
from caseworker.actions.letters import letter_template, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.paragraphs import NewParagraph, add_paragraph, retire_paragraph
from caseworker.actions.people_alerts import Alert, Plan, approvers, record_alert, record_plan
from caseworker.actions.restricted import restrict_case
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_checks import unmet
from caseworker.domain.letter_work import Enclosure
from caseworker.domain.letters import Look
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry, noon
from tests.file_samples import pdf
from tests.letter_checks.help import area, checks_of, found, work_of

REVIEW = TODAY + timedelta(days=90)


@pytest.fixture
def case_id(office: Office) -> str:
    """Siân O’Brien’s complaint of 14 October 2025, due on 28 October."""
    return log_complaint(office).case_id


# -- what goes with it ---------------------------------------------------------------------------------------


def enclosed(office: Office, case_id: str) -> Enclosure:
    """A file kept with the case, as an enclosure."""
    attach_files(office, case_id, [Source("Plan.pdf", pdf("The plan"), "drop")])
    (file,) = open_case(office, case_id).of_kind("file")
    return Enclosure("The plan", file.id, str(file.doc["digest"]))


def test_an_enclosure_is_attached_and_as_it_was_kept(office: Office, case_id: str) -> None:
    plan = enclosed(office, case_id)
    well = checks_of(office, case_id, work_of("The plan is enclosed.", enclosures=[plan]))
    assert found(well, "enclosures") == []
    other = replace(plan, digest="0" * 64)
    (changed,) = area(
        checks_of(office, case_id, work_of("The plan is enclosed.", enclosures=[other])), "enclosures"
    )
    assert "is not the one that was chosen" in changed.words
    paper = Enclosure("A leaflet")
    (note,) = area(
        checks_of(office, case_id, work_of("A leaflet is enclosed.", enclosures=[paper])), "enclosures"
    )
    assert note.needs_reason
    remove_file(office, case_id, plan.file_id)
    (gone,) = area(
        checks_of(office, case_id, work_of("The plan is enclosed.", enclosures=[plan])), "enclosures"
    )
    assert gone.state == "problem"


def test_enclosed_said_and_nothing_there_stops_the_letter_and_the_reverse_is_said(
    office: Office, case_id: str
) -> None:
    (nothing,) = area(checks_of(office, case_id, "I enclose the plan; it is attached."), "enclosures")
    assert (nothing.state, nothing.field) == ("problem", "free.letter")
    plan = enclosed(office, case_id)
    (unsaid,) = area(checks_of(office, case_id, work_of("All is well.", enclosures=[plan])), "enclosures")
    assert (unsaid.state, unsaid.needs_reason) == ("note", False)


def test_what_a_letter_must_have_with_it_is_asked_for(office: Office, case_id: str) -> None:
    text = (
        "code: W03\ntitle: Report\npurpose: inform\nsubject: Report\nkinds: CA\nstage:\nwhen: always\nto: CP\nfacts:\n"
        "enclose: the investigating officer's report\nmandatory:\nsource: ours\n---\nThe report is enclosed.\n"
    )
    add_letter(office, text, TODAY)
    assert found(checks_of(office, case_id, work_of({}), "W03"), "enclosures") == [
        "enclosures:the investigating officer's report"
    ]
    report = replace(enclosed(office, case_id), name="Investigating officer’s report")
    assert found(checks_of(office, case_id, work_of({}, enclosures=[report]), "W03"), "enclosures") == []


# -- how it reaches them -------------------------------------------------------------------------------------


def test_large_print_asked_for_needs_that_look_or_a_word_why(office: Office) -> None:
    case_id = log_complaint(office, adjustments="Large print letters, 18 point").case_id
    (check,) = area(checks_of(office, case_id), "format")
    assert (check.needs_reason, check.field) == (True, "look")
    large = replace(work_of(), look=Look.LARGE_18)
    assert found(checks_of(office, case_id, large), "format") == []
    assert found(checks_of(office, case_id, replace(large, look=Look.LARGE_16)), "format")


def test_another_language_is_asked_for(office: Office) -> None:
    case_id = log_complaint(office, adjustments="Letters in Polish").case_id
    (check,) = area(checks_of(office, case_id), "format")
    assert "in Polish" in check.words


def test_who_wants_email_and_gets_post_is_said(office: Office) -> None:
    case_id = log_complaint(office, preferred_contact="Email").case_id
    (check,) = area(checks_of(office, case_id), "contact")
    assert (check.state, check.needs_reason) == ("note", False)
    assert "sian@example.org" in check.what_to_do


def test_a_contact_plan_without_letters_needs_a_word_why(office: Office, case_id: str) -> None:
    party = open_case(office, case_id).parties[0].id
    (approver, _name) = approvers(office)[0]
    record_plan(
        office, party, Plan("Agreed", ("telephone",), "Mondays", approver, TODAY, TODAY + timedelta(days=30))
    )
    (check,) = area(checks_of(office, case_id), "plan")
    assert check.needs_reason
    assert "by telephone" in check.words


def test_a_plan_with_one_officer_wants_that_officer_to_sign(office: Office, case_id: str) -> None:
    party = open_case(office, case_id).parties[0].id
    (approver, _name) = approvers(office)[0]
    until = TODAY + timedelta(days=30)
    plan = Plan("Agreed", ("letter", "one_officer"), "Through Ali Demir", approver, TODAY, until)
    record_plan(office, party, plan)
    (check,) = area(checks_of(office, case_id), "plan")
    assert check.needs_reason
    assert "Asha Khan signs this letter" in check.words
    ali = next(p.id for p in office.staff.values() if p.full_name == "Ali Demir")
    signed = replace(work_of(), signatory_id=ali)
    (check,) = area(checks_of(office, case_id, signed), "plan")
    assert not check.needs_reason


def test_a_child_is_pointed_to_the_letter_in_short_words(office: Office, case_id: str) -> None:
    child = open_case(office, case_id).children[0]
    edit_case(
        office,
        open_case(office, case_id),
        child.id,
        {"address": {"lines": "1 Home Road", "postcode": "NM1 1AA"}},
    )
    notes = area(checks_of(office, case_id, work_of({}, recipient=f"party:{child.id}"), "L01"), "fits")
    assert [check.code for check in notes if check.state == "note"] == ["fits:child L02"]


def test_the_words_of_a_safety_alert_stop_the_letter(office: Office, case_id: str) -> None:
    party = open_case(office, case_id).parties[0].id
    record_alert(
        office, party, Alert("Partner threatened visiting staff twice", "Visit in pairs", "Email", REVIEW)
    )
    assert found(checks_of(office, case_id, "We visit when it suits you."), "alert") == []
    (check,) = area(checks_of(office, case_id, "Your partner threatened visiting staff twice."), "alert")
    assert check.state == "problem"


# -- members, restricted cases, the rest ---------------------------------------------------------------------


def test_a_reply_to_a_member_waits_for_the_disclosure_check(office: Office) -> None:
    case_id = log_enquiry(office).case_id
    add_person(office, open_case(office, case_id), "child", {"full_name": "Ada Okoro"})
    parts = {part.name: "Ada is safe." for part in letter_template(office, "L29a").free}
    work = work_of(parts, changed={"address": "House of Commons\nLondon"})
    (check,) = area(checks_of(office, case_id, work, "L29a"), "disclosure")
    assert check.state == "problem"
    asked = Disclosure("Mary Jones", "Whether a plan exists", "self", result="general")
    check_disclosure(office, case_id, asked)
    (general,) = area(checks_of(office, case_id, work, "L29a"), "disclosure")
    assert "“Ada”" in general.words
    assert general.state == "problem"
    check_disclosure(office, case_id, replace(asked, result="limited", reason="Leave out health."))
    (limited,) = area(checks_of(office, case_id, work, "L29a"), "disclosure")
    assert limited.needs_reason
    check_disclosure(office, case_id, replace(asked, result="full"))
    assert found(checks_of(office, case_id, work, "L29a"), "disclosure") == []


def test_no_check_is_asked_for_other_cases(office: Office, case_id: str) -> None:
    assert area(checks_of(office, case_id), "disclosure") == []
    assert area(checks_of(office, log_enquiry(office, Kind.GENERAL).case_id), "disclosure") == []


def test_a_restricted_case_is_named_as_such(office: Office, case_id: str) -> None:
    restrict_case(office, case_id, [office.person.id], "A colleague’s child")
    (check,) = area(checks_of(office, case_id), "restricted")
    assert (check.state, check.needs_reason) == ("note", False)


def test_a_letter_the_case_has_outgrown_does_not_fit(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    preview = preview_letter(office, view, "L01", work_of({}))
    paused = replace(view, row=view.row._replace(kind=Kind.CORPORATE))
    checks = check_letter(office, paused, "L01", work_of({}), preview, recipient_checked=True)
    assert found(checks, "fits") == ["fits"]


def test_a_standard_paragraph_past_its_last_day_needs_a_word_why(office: Office, case_id: str) -> None:
    words = (
        "You can now ask the county court helpline for advice about this, on {contact_phone}, free of charge."
    )
    add_paragraph(office, NewParagraph("Advice", "Helpline", words))
    retire_paragraph(office, "helpline", TODAY)
    said = words.replace("{contact_phone}", "020 7946 0000")
    assert area(checks_of(office, case_id, said), "paragraphs") == []
    office.clock = Clock(TODAY + timedelta(days=1), noon)
    (check,) = area(checks_of(office, case_id, said), "paragraphs")
    assert (check.code, check.needs_reason) == ("paragraphs:helpline", True)
    assert "Wednesday 15 October 2025" in check.words


def test_hard_words_are_said_by_estimate_and_stop_nothing(office: Office, case_id: str) -> None:
    hard = (
        "Notwithstanding the aforementioned considerations, the authority's determination regarding eligibility"
        " necessitates comprehensive multidisciplinary re-examination, following consultation with representatives. "
    ) * 3
    (check,) = area(checks_of(office, case_id, hard), "reading")
    assert (check.state, check.needs_reason) == ("note", False)
    assert "by estimate" in check.words


def test_words_the_spelling_list_does_not_know_are_a_note(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    preview = preview_letter(office, view, "L54", work_of())
    checks = check_letter(office, view, "L54", work_of(), preview, misspelt=("recieve",))
    (check,) = area(checks, "spelling")
    assert (check.state, check.needs_reason) == ("note", False)
    assert "recieve" in check.words


def test_a_letter_that_says_what_the_case_says_is_stopped_by_nothing_but_what_it_must_enclose(
    office: Office,
) -> None:
    """Every letter that the first complaint, enquiries and requests can fill: no check cries wolf."""
    written = set()
    for kind in (Kind.STATUTORY, Kind.CORPORATE, Kind.GENERAL, Kind.COMPLIMENT, Kind.FOI, Kind.SAR):
        case_id = log_complaint(office, kind=kind).case_id
        view = open_case(office, case_id)
        for template in catalogue_on(office, TODAY).for_kind(kind):
            work = work_of({part.name: "We read the file and asked the team." for part in template.free})
            try:
                preview = preview_letter(office, view, template.code, work)
            except RuleError:  # the case has not come so far
                continue
            checks = check_letter(office, view, template.code, work, preview, recipient_checked=True)
            stopping = [check for check in unmet(checks, {}) if check.area != "enclosures"]
            assert stopping == [], template.code
            written.add(template.code)
    assert {"L01", "L24", "L54"} <= written
