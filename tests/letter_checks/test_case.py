"""Whether a letter agrees with its case: dates, parts, points, apology, enclosures, plan, disclosure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.disclosure import Disclosure, check_disclosure
from caseworker.actions.edit import add_person, edit_case
from caseworker.actions.extend import extend
from caseworker.actions.files import Source, attach_files, remove_file
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letter_texts import add_letter, catalogue_on
from caseworker.actions.letters import letter_template, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.paragraphs import NewParagraph, add_paragraph, retire_paragraph
from caseworker.actions.people_alerts import Alert, Plan, approvers, record_alert, record_plan
from caseworker.actions.points import add_points, change_point
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

OWN_ANSWER = """code: W02
title: Answer
purpose: answer
subject: Answer
kinds: CA
stage: 1
when: always
to: CP
facts:
free: answer
mandatory:
source: ours
---
{answer}
"""
REVIEW = TODAY + timedelta(days=90)


@pytest.fixture
def case_id(office: Office) -> str:
    """Siân O’Brien’s complaint of 14 October 2025, due on 28 October."""
    return log_complaint(office).case_id


# -- dates ----------------------------------------------------------------------------------------------------


def test_a_weekday_that_is_not_the_days_stops_the_letter(office: Office, case_id: str) -> None:
    (check,) = area(checks_of(office, case_id, "We met on Monday 28 October 2025."), "dates")
    assert (check.state, check.field) == ("problem", "free.letter")
    assert "that day is a Tuesday" in check.words


def test_a_day_that_does_not_exist_stops_the_letter(office: Office, case_id: str) -> None:
    assert area(checks_of(office, case_id, "We meet on 31 November 2025."), "dates")[0].state == "problem"


def test_the_old_due_date_after_an_extension_stops_the_letter(office: Office, case_id: str) -> None:
    assert found(checks_of(office, case_id, "We will answer by 28 October 2025."), "dates") == []
    extend(office, case_id, date(2025, 11, 11), "The files are large")
    (check,) = area(checks_of(office, case_id, "We will answer by 28 October 2025."), "dates")
    assert check.state == "problem"
    assert "it is Tuesday 11 November 2025 now" in check.words
    told = "We said that we would answer by 28 October 2025. We will answer by 11 November 2025."
    assert found(checks_of(office, case_id, told), "dates") == []


def test_the_letter_about_the_extension_may_name_both_dates(office: Office, case_id: str) -> None:
    extend(office, case_id, date(2025, 11, 11), "The files are large")
    assert found(checks_of(office, case_id, work_of({}), "L09"), "dates") == []


def test_a_due_date_typed_over_stops_the_letter(office: Office, case_id: str) -> None:
    work = work_of({}, changed={"due_date": "Wednesday 29 October 2025"})
    (check,) = area(checks_of(office, case_id, work, "L01"), "dates")
    assert (check.state, check.field) == ("problem", "due_date")
    assert "the case says Tuesday 28 October 2025" in check.words


def test_a_promise_later_than_the_deadline_or_in_the_past_needs_a_word_why(
    office: Office, case_id: str
) -> None:
    late = area(checks_of(office, case_id, "We will answer by 3 November 2025."), "dates")
    past = area(checks_of(office, case_id, "We will visit you on 1 October 2025."), "dates")
    assert [check.needs_reason for check in (*late, *past)] == [True, True]
    assert "later than the deadline" in late[0].words
    assert "is past already" in past[0].words


def test_the_last_day_to_ask_for_the_next_stage_is_the_one_the_rules_give(
    office: Office, case_id: str
) -> None:
    answer_case(office, case_id, Answer(TODAY, "not_upheld"))
    right = "You can ask us for stage 2 until Wednesday 12 November 2025."
    assert found(checks_of(office, case_id, right), "dates") == []
    wrong = "You can ask us for stage 2 until Wednesday 5 November 2025."
    (check,) = area(checks_of(office, case_id, wrong), "dates")
    assert check.needs_reason
    assert "Wednesday 12 November 2025" in check.words


def test_a_promise_for_a_sunday_is_said(office: Office, case_id: str) -> None:
    (check,) = area(checks_of(office, case_id, "We will visit you on Sunday 19 October 2025."), "dates")
    assert (check.state, check.needs_reason) == ("note", False)
    assert "no working day" in check.words


# -- open places, parts, points ------------------------------------------------------------------------------


def test_what_was_left_open_stops_the_letter_where_it_stands(office: Office, case_id: str) -> None:
    (check,) = area(checks_of(office, case_id, "We will visit on TBC."), "open")
    assert (check.state, check.field) == ("problem", "free.letter")


def test_mandatory_parts_are_there_or_stop_the_letter(office: Office, case_id: str) -> None:
    assert found(checks_of(office, case_id, work_of({}), "L01"), "parts") == []
    view = open_case(office, case_id)
    preview = preview_letter(office, view, "L01", work_of({}))
    blocks = tuple(b for b in preview.letter.blocks if "right to an advocate" not in getattr(b, "text", ""))
    cut = replace(preview, letter=replace(preview.letter, blocks=blocks))
    checks = check_letter(office, view, "L01", work_of({}), cut, recipient_checked=True)
    assert found(checks, "parts") == ["parts:advocate_offer"]


def test_a_letter_of_the_councils_own_is_held_against_those_that_ship(office: Office, case_id: str) -> None:
    text = (
        "code: W01\ntitle: Our own hello\npurpose: acknowledge\nsubject: Hello\nkinds: CA\nstage: 1\nwhen: always\n"
        "to: CP\nfacts:\nmandatory:\nsource: ours\n---\nHello.\n"
    )
    add_letter(office, text, TODAY)
    (check,) = area(checks_of(office, case_id, work_of({}), "W01"), "parts")
    assert check.needs_reason
    assert "target dates and advocate offer" in check.words


def answered(office: Office, case_id: str, *findings: dict[str, object]) -> None:
    """Record points with what was found on each."""
    add_points(office, case_id, [f"Nobody called back in week {n}" for n in range(1, len(findings) + 1)])
    for number, values in enumerate(findings):
        view = open_case(office, case_id)
        if values:
            change_point(office, view, view.of_kind("point")[number].id, values)


def test_each_point_needs_finding_reason_and_remedy(office: Office, case_id: str) -> None:
    answered(
        office,
        case_id,
        {"finding": "upheld", "reason": "The log shows no call.", "remedies": ["Apology"]},
        {"finding": "upheld", "reason": "The log shows none."},
        {"finding": "not_upheld"},
        {},
    )
    text = "\n\n".join(f"Nobody called back in week {n}: see below." for n in (1, 2, 3, 4))
    add_letter(office, OWN_ANSWER, TODAY)
    checks = checks_of(office, case_id, work_of({"answer": text}), "W02")
    assert {check.code: check.state for check in area(checks, "points")} == {
        "points:4 finding": "problem",
        "points:3 reason": "problem",
        "points:2 remedy": "note",
    }
    assert "points:4 finding" in {check.code for check in unmet(checks, {"points:4 finding": "Later."})}
    short = checks_of(office, case_id, work_of({"answer": "We are sorry. All is well now."}), "W02")
    assert "points:1 letter" in found(short, "points")


def test_an_upheld_point_without_an_apology_needs_a_word_why(office: Office, case_id: str) -> None:
    answered(
        office, case_id, {"finding": "upheld", "reason": "The log shows no call.", "remedies": ["Apology"]}
    )
    add_letter(office, OWN_ANSWER, TODAY)
    said = "Nobody called back in week 1. The log shows no call."
    assert found(checks_of(office, case_id, work_of({"answer": said}), "W02"), "apology") == ["apology:none"]
    sorry = f"{said} We are sorry: you were left without an answer."
    assert found(checks_of(office, case_id, work_of({"answer": sorry}), "W02"), "apology") == []


def test_sorry_you_feel_is_no_apology(office: Office, case_id: str) -> None:
    text = "We are sorry you felt the need to complain. We apologise for any inconvenience caused."
    checks = area(checks_of(office, case_id, text), "apology")
    assert [check.needs_reason for check in checks] == [True, True]
    assert "say what the council did wrong" in checks[0].what_to_do


def test_what_the_person_said_themselves_is_not_held_against_the_writer(office: Office) -> None:
    said = "They wrote: we are sorry you feel that way."
    case_id = log_complaint(office, summary=said).case_id
    assert found(checks_of(office, case_id, work_of({}), "L01"), "apology") == []


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
    paused = replace(view, row=replace(view.row, kind=Kind.CORPORATE))
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
