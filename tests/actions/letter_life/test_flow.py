"""A letter from draft to approval: versions, review, comments, and who may say yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseworker.actions.edit import edit_case
from caseworker.actions.letter_flow import (
    approve_letter,
    comment_on,
    comments_of,
    discard_letter,
    finish_comment,
    keep_letter,
    return_letter,
    reviewers_for,
    submit_letter,
    versions_of,
    why_not_approve,
    withdraw_approval,
)
from caseworker.actions.letters import letter_bytes, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.domain.letter_seal import is_whole
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import (
    CODE,
    approved,
    at_the_keyboard,
    letter,
    manager_too,
    second_person,
    words,
)
from tests.example_office import TODAY, log_complaint


@pytest.fixture
def case_id(office: Office) -> str:
    """A complaint that waits for its acknowledgement."""
    return log_complaint(office).case_id


def state(office: Office, case_id: str, letter_id: str) -> LetterState:
    return letter_state(letter(office, case_id, letter_id).doc)


def test_each_kept_content_is_a_version_with_who_and_when(office: Office, case_id: str) -> None:
    first = keep_letter(office, case_id, "", CODE, words("One."))
    with at_the_keyboard(office, "Ali Demir"):
        keep_letter(office, case_id, first.letter_id, CODE, words("Two."))
    keep_letter(office, case_id, first.letter_id, CODE, words("Two."))
    versions = versions_of(office, case_id, first.letter_id)
    assert [(v.number, v.work.changed["summary"]) for v in versions] == [(1, "One."), (2, "Two.")]
    assert [office.staff_name(v.by) for v in versions] == ["Asha Khan", "Ali Demir"]
    assert all(v.at.startswith("2025-10-15") for v in versions)


def test_the_same_words_again_are_no_version_and_nothing_to_undo(office: Office, case_id: str) -> None:
    kept = keep_letter(office, case_id, "", CODE, words())
    again = keep_letter(office, case_id, kept.letter_id, CODE, words())
    assert again.letter_id == kept.letter_id
    assert again.group_id == ""
    assert len(versions_of(office, case_id, kept.letter_id)) == 1


def test_undo_brings_the_earlier_version_back_and_redo_the_later_one(office: Office, case_id: str) -> None:
    kept = keep_letter(office, case_id, "", CODE, words("One."))
    changed = keep_letter(office, case_id, kept.letter_id, CODE, words("Two."))
    undone = undo(office, changed.group_id)
    assert letter(office, case_id, kept.letter_id).doc["content"] == words("One.").to_value()
    undo(office, undone.group_id, redo=True)
    assert letter(office, case_id, kept.letter_id).doc["content"] == words("Two.").to_value()


def test_a_letter_goes_to_review_comes_back_with_comments_and_is_approved(
    office: Office, case_id: str
) -> None:
    second_person(office)
    me = office.person.id
    with at_the_keyboard(office, "Ali Demir"):
        letter_id = submit_letter(office, case_id, "", me, words("Short."), code=CODE).letter_id
    assert state(office, case_id, letter_id) is LetterState.REVIEW
    return_letter(office, case_id, letter_id, ["Say that we are sorry.", "  "])
    assert state(office, case_id, letter_id) is LetterState.RETURNED
    [comment] = comments_of(open_case(office, case_id), letter_id)
    assert comment.doc["text"] == "Say that we are sorry."
    with at_the_keyboard(office, "Ali Demir"):
        keep_letter(office, case_id, letter_id, CODE, words("Sorry."))
        assert state(office, case_id, letter_id) is LetterState.DRAFT
        finish_comment(office, case_id, comment.id)
        submit_letter(office, case_id, letter_id, me, words("Sorry."))
    approve_letter(office, case_id, letter_id, CODE, words("Sorry."), recipient_checked=True)
    doc = letter(office, case_id, letter_id).doc
    assert state(office, case_id, letter_id) is LetterState.APPROVED
    assert (doc["approved_by"], doc["approved_on"], doc["dated_on"]) == (
        me,
        TODAY.isoformat(),
        TODAY.isoformat(),
    )


def test_returning_a_letter_needs_a_word_about_what_to_change(office: Office, case_id: str) -> None:
    reviewer = office.staff_named("Rhys Parry").id
    letter_id = submit_letter(office, case_id, "", reviewer, words(), code=CODE).letter_id
    with pytest.raises(ProblemsError, match="Enter what is to be changed"):
        return_letter(office, case_id, letter_id, [])
    comment_on(office, case_id, letter_id, "The date is wrong.", about="28 October")
    return_letter(office, case_id, letter_id, [])
    assert state(office, case_id, letter_id) is LetterState.RETURNED


def test_an_approved_letter_keeps_its_pages_its_text_and_what_it_was_made_of(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    doc = letter(office, case_id, letter_id).doc
    preview = preview_letter(office, open_case(office, case_id), CODE)
    assert letter_bytes(office, doc["digest"]) == preview.pdf
    assert doc["text"] == preview.text
    assert doc["facts"]["recipient_name"] == "Siân O’Brien"
    assert doc["template_version"].endswith(TODAY.isoformat())
    assert doc["checks"]
    assert is_whole(doc)


def test_a_letter_can_be_written_and_approved_in_one_go(office: Office, case_id: str) -> None:
    kept = approve_letter(office, case_id, "", CODE, words(), recipient_checked=True)
    assert state(office, case_id, kept.letter_id) is LetterState.APPROVED
    undo(office, kept.group_id)
    assert not open_case(office, case_id).letters


def test_nobody_approves_without_comparing_name_and_address(office: Office, case_id: str) -> None:
    with pytest.raises(ProblemsError):
        approve_letter(office, case_id, "", CODE, words(), recipient_checked=False)
    assert not open_case(office, case_id).letters


def test_what_is_approved_is_made_from_the_case_as_it_is_stored(office: Office, case_id: str) -> None:
    letter_id = keep_letter(office, case_id, "", CODE, words()).letter_id
    view = open_case(office, case_id)
    edit_case(office, view, case_id, {"summary": "Nobody came in July either."})
    approve_letter(office, case_id, letter_id, CODE, words(), recipient_checked=True)
    assert "Nobody came in July either." in letter(office, case_id, letter_id).doc["text"]


def test_the_writer_of_any_version_does_not_approve_where_a_second_person_must(
    office: Office, case_id: str
) -> None:
    second_person(office)
    manager_too(office, "Ali Demir")
    letter_id = keep_letter(office, case_id, "", CODE, words("One.")).letter_id
    with at_the_keyboard(office, "Ali Demir"):
        keep_letter(office, case_id, letter_id, CODE, words("Two."))
    keep_letter(office, case_id, letter_id, CODE, words("Three."))
    for name in ("Asha Khan", "Ali Demir"):
        with (
            at_the_keyboard(office, name),
            pytest.raises(NotPermittedError, match="nobody else on the staff list"),
        ):
            approve_letter(office, case_id, letter_id, CODE, words("Three."), recipient_checked=True)
    manager_too(office, "Rhys Parry")
    with pytest.raises(NotPermittedError, match="Give it for review to Rhys Parry"):
        approve_letter(office, case_id, letter_id, CODE, words("Three."), recipient_checked=True)
    with at_the_keyboard(office, "Rhys Parry"):
        assert why_not_approve(office, open_case(office, case_id), CODE, letter_id) == ""
        approve_letter(office, case_id, letter_id, CODE, words("Three."), recipient_checked=True)


def test_a_second_person_needs_a_role_that_signs_off(office: Office, case_id: str) -> None:
    second_person(office)
    letter_id = keep_letter(office, case_id, "", CODE, words()).letter_id
    with at_the_keyboard(office, "Rhys Parry"):
        why = why_not_approve(office, open_case(office, case_id), CODE, letter_id)
        with pytest.raises(NotPermittedError, match="approve what a second person must approve"):
            approve_letter(office, case_id, letter_id, CODE, words(), recipient_checked=True)
    assert "approve what a second person must approve" in why


def test_an_office_of_one_is_told_where_to_settle_who_approves(office: Office, case_id: str) -> None:
    second_person(office)
    office.staff = {office.person.id: office.person}
    letter_id = keep_letter(office, case_id, "", CODE, words()).letter_id
    assert reviewers_for(office, open_case(office, case_id), CODE, letter_id) == ()
    with pytest.raises(NotPermittedError, match=r"Settings, Letters \(Who approves\)"):
        approve_letter(office, case_id, letter_id, CODE, words(), recipient_checked=True)


def test_who_changes_a_letter_while_approving_is_its_writer_too(office: Office, case_id: str) -> None:
    second_person(office)
    with at_the_keyboard(office, "Ali Demir"):
        letter_id = keep_letter(office, case_id, "", CODE, words("One.")).letter_id
    with pytest.raises(RuleError, match="You changed the letter"):
        approve_letter(office, case_id, letter_id, CODE, words("Other."), recipient_checked=True)


def test_the_words_of_an_approved_letter_stand_until_the_approval_is_taken_back(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    with pytest.raises(RuleError, match="Take back the approval"):
        keep_letter(office, case_id, letter_id, CODE, words("Other."))
    with pytest.raises(RuleError, match="its words stand"):
        comment_on(office, case_id, letter_id, "Too late.")
    with pytest.raises(RuleError, match="Take back the approval"):
        discard_letter(office, case_id, letter_id)
    withdraw_approval(office, case_id, letter_id, "The date moved.")
    doc = letter(office, case_id, letter_id).doc
    assert letter_state(doc) is LetterState.DRAFT
    assert not any(doc.get(name) for name in ("digest", "text", "approved_by", "seal", "dated_on"))
    keep_letter(office, case_id, letter_id, CODE, words("Other."))


def test_a_discarded_draft_is_gone_and_undo_brings_it_back(office: Office, case_id: str) -> None:
    letter_id = keep_letter(office, case_id, "", CODE, words()).letter_id
    changed = discard_letter(office, case_id, letter_id)
    assert not open_case(office, case_id).letters
    undo(office, changed.group_id)
    assert state(office, case_id, letter_id) is LetterState.DRAFT


def test_a_letter_is_given_for_review_only_to_somebody_who_can_approve_it(
    office: Office, case_id: str
) -> None:
    second_person(office)
    with pytest.raises(ProblemsError, match="Nobody else on the staff list may approve it"):
        submit_letter(office, case_id, "", office.staff_named("Ali Demir").id, words(), code=CODE)
    manager_too(office, "Rhys Parry")
    with pytest.raises(ProblemsError, match="Choose who reviews the letter: Rhys Parry"):
        submit_letter(office, case_id, "", office.staff_named("Ali Demir").id, words(), code=CODE)


def test_who_may_not_write_letters_takes_no_step(office: Office, case_id: str) -> None:
    letter_id = keep_letter(office, case_id, "", CODE, words()).letter_id
    office.person = replace(office.person, role="auditor")
    steps = (
        lambda: keep_letter(office, case_id, letter_id, CODE, words("No.")),
        lambda: approve_letter(office, case_id, letter_id, CODE, words(), recipient_checked=True),
        lambda: comment_on(office, case_id, letter_id, "No."),
        lambda: discard_letter(office, case_id, letter_id),
    )
    for step in steps:
        with pytest.raises(NotPermittedError, match="cannot write letters"):
            step()


def test_a_writer_does_not_write_over_a_version_they_have_not_seen(office: Office, case_id: str) -> None:
    letter_id = keep_letter(office, case_id, "", CODE, words("One.")).letter_id
    with at_the_keyboard(office, "Ali Demir"):
        keep_letter(office, case_id, letter_id, CODE, words("Two."), seen=1)
    with pytest.raises(RuleError, match="Version 2 of this letter was kept by Ali Demir while you wrote"):
        keep_letter(office, case_id, letter_id, CODE, words("Three."), seen=1)
    keep_letter(office, case_id, letter_id, CODE, words("Three."), seen=2)


def test_a_letter_that_changed_under_the_eyes_of_its_approver_is_not_approved(
    office: Office, case_id: str
) -> None:
    seen = preview_letter(office, open_case(office, case_id), CODE).text
    edit_case(office, open_case(office, case_id), case_id, {"summary": "Somebody came."})
    with pytest.raises(RuleError, match="would say something else now"):
        approve_letter(office, case_id, "", CODE, words(), recipient_checked=True, seen=seen)


def test_a_pdf_that_is_no_archive_copy_is_not_frozen(
    office: Office, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "caseworker.paper.conformance.faults_of", lambda _pdf: ("page 1: a font is not embedded",)
    )
    with pytest.raises(RuleError, match="a font is not embedded"):
        approve_letter(office, case_id, "", CODE, words(), recipient_checked=True)
    assert not open_case(office, case_id).letters


def test_every_check_that_is_not_met_is_named_with_what_to_do(office: Office, case_id: str) -> None:
    work = words("Call [name] on XX/XX/2025.")
    with pytest.raises(ProblemsError) as caught:
        approve_letter(office, case_id, "", CODE, work, recipient_checked=False)
    assert len(caught.value.problems) >= 2
    assert all(problem.message for problem in caught.value.problems)


def test_why_a_remark_was_let_stand_is_kept_with_the_letter(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    checks = letter(office, case_id, letter_id).doc["checks"]
    ticked = [check for check in checks if check["code"] == "recipient"]
    assert [check["by"] for check in ticked] == [office.person.id]
    assert all(check["state"] in ("ok", "note") for check in checks)
