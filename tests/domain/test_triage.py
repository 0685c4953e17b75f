"""Which procedure: decision tables by rule, and what always holds."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.kinds import Kind
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import (
    ACTS_FOR,
    BASES,
    PREJUDICE,
    PROCEEDINGS,
    WHAT,
    YES_NO,
    Answers,
    Proposal,
    Result,
    answers_doc,
    answers_of,
)
from caseworker.domain.triage_checks import is_late, last_day_in_time
from caseworker.domain.triage_questions import QUESTIONS, answers_in_words, only_asked, suggested
from caseworker.domain.triage_scope import ABOUT, GROUPS, SUBJECTS

RECEIVED = date(2025, 10, 14)
PLAIN = Answers(
    what="complaint",
    acts_for="own",
    who="parent",
    subjects=("looked_after",),
    considered="no",
    grounds_on=date(2025, 6, 1),
    proceedings="none",
    risk="no",
)


def of(**changed: Any) -> Proposal:
    return propose(replace(PLAIN, **changed), RECEIVED)


def said(proposal: Proposal) -> str:
    return " ".join(reason.sentence for reason in proposal.reasons)


def test_a_parent_about_looked_after_care_in_time_is_a_statutory_complaint() -> None:
    proposal = of()
    assert (proposal.result, proposal.kind, proposal.is_complete) == (Result.STATUTORY, Kind.STATUTORY, True)
    assert proposal.heading == "Statutory complaint: care of a looked-after child, visits, reviews"
    assert [reason.rule.split(";")[0] for reason in proposal.reasons] == [
        "Children Act 1989, s26(3A)(a)",
        "WHO-2",
        "ACC-1",
    ]


@pytest.mark.parametrize(
    ("who", "subjects", "interest", "kind", "letters"),
    [
        ("child", ("placement",), "", Kind.STATUTORY, ()),
        ("parent", ("contact",), "", Kind.STATUTORY, ()),
        ("foster_carer", ("placement",), "", Kind.STATUTORY, ()),
        ("interest", ("contact",), "yes", Kind.STATUTORY, ()),
        ("interest", ("contact",), "no", None, ("L05",)),
        ("care_leaver", ("leaving_care",), "", Kind.STATUTORY, ()),
        ("care_leaver", ("adoption",), "no", Kind.CORPORATE, ("L04",)),
        ("special_guardianship", ("special_guardianship",), "", Kind.STATUTORY, ()),
        ("special_guardianship", ("contact",), "yes", Kind.STATUTORY, ()),
        ("adoption", ("adoption",), "", Kind.STATUTORY, ()),
        ("professional", ("placement",), "", Kind.CORPORATE, ("L04",)),
        ("other", ("placement",), "", Kind.CORPORATE, ("L04",)),
        ("anonymous", ("placement",), "", Kind.GENERAL, ()),
    ],
)
def test_who_may_complain(
    who: str, subjects: tuple[str, ...], interest: str, kind: Kind | None, letters: tuple[str, ...]
) -> None:
    proposal = of(who=who, subjects=subjects, interest=interest)
    assert (proposal.kind, proposal.letters) == (kind, letters)


@pytest.mark.parametrize(
    ("subjects", "result", "route"),
    [
        (("section_47",), Result.CORPORATE, ""),
        (("education",), Result.CORPORATE, ""),
        (("council",), Result.CORPORATE, ""),
        (("data",), Result.DATA_PROTECTION, ""),
        (("court",), Result.ELSEWHERE, "the court that deals with the case"),
        (("carer_approval",), Result.ELSEWHERE, "the Independent Review Mechanism"),
        (("ehc_content",), Result.ELSEWHERE, "the Special Educational Needs and Disability Tribunal"),
        (("staff",), Result.ELSEWHERE, "Human Resources"),
        (("crime",), Result.ELSEWHERE, "the police"),
        (("allegation",), Result.ELSEWHERE, "the designated officer for allegations (LADO), today"),
        (("information",), Result.ELSEWHERE, "the internal review of the request"),
        (("not_ours",), Result.ELSEWHERE, "the organisation that did it"),
        (("data", "information"), Result.DATA_PROTECTION, ""),
    ],
)
def test_what_is_out_of_scope_has_a_road_and_a_letter(
    subjects: tuple[str, ...], result: Result, route: str
) -> None:
    proposal = of(subjects=subjects)
    assert (proposal.result, proposal.route) == (result, route)
    own_procedure = subjects[0] in ("data", "education", "council") and len(subjects) == 1
    assert proposal.letters == (() if own_procedure else ("L04",))


def test_child_protection_mixed_with_other_care_is_one_statutory_investigation() -> None:
    proposal = of(subjects=("section_47", "placement"))
    assert proposal.kind is Kind.STATUTORY
    assert "one statutory investigation" in said(proposal)
    assert proposal.letters == ()


def test_what_only_a_court_decides_is_sent_there_and_the_rest_is_looked_at() -> None:
    proposal = of(subjects=("court", "contact"))
    assert (proposal.kind, proposal.letters) == (Kind.STATUTORY, ("L04",))
    assert "that part goes to the court" in said(proposal)


@pytest.mark.parametrize(
    ("grounds_on", "last"),
    [
        (date(2024, 10, 14), date(2025, 10, 14)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 12, 31), date(2024, 12, 31)),
    ],
)
def test_the_last_day_in_time_is_the_same_date_a_year_later(grounds_on: date, last: date) -> None:
    assert last_day_in_time(grounds_on) == last


@pytest.mark.parametrize(
    ("why_late", "still_fair", "kind", "letters", "complete"),
    [
        ("yes", "yes", Kind.STATUTORY, (), True),
        ("no", "yes", Kind.CASE_REVIEW, ("L06",), True),
        ("yes", "no", Kind.CASE_REVIEW, ("L06",), True),
        ("no", "no", Kind.CASE_REVIEW, ("L06",), True),
        ("no", "", Kind.STATUTORY, (), False),
        ("", "no", Kind.STATUTORY, (), False),
        ("unsure", "no", Kind.STATUTORY, (), False),
        ("", "", Kind.STATUTORY, (), False),
    ],
)
def test_a_late_complaint_is_screened_by_both_questions_and_never_refused_by_itself(
    why_late: str, still_fair: str, kind: Kind, letters: tuple[str, ...], complete: bool
) -> None:
    proposal = of(grounds_on=date(2024, 10, 13), why_late=why_late, still_fair=still_fair)
    assert (proposal.kind, proposal.letters, proposal.is_complete) == (kind, letters, complete)
    if "L06" in letters:
        assert "Ombudsman" in proposal.route
        assert "case review" in said(proposal)


@pytest.mark.parametrize(
    ("prejudice", "letters", "words"),
    [
        ("yes", ("L07",), "come back within a year"),
        ("part", ("L07",), "Split it"),
        ("no", (), "a court case alone is no reason"),
    ],
)
def test_other_proceedings_stop_only_what_would_prejudice_them(
    prejudice: str, letters: tuple[str, ...], words: str
) -> None:
    proposal = of(proceedings="court", prejudice=prejudice)
    assert (proposal.kind, proposal.letters) == (Kind.STATUTORY, letters)
    assert words in said(proposal)


def test_whoever_acts_for_another_needs_an_authority() -> None:
    missing = of(acts_for="child", basis="not_yet", who="child")
    assert missing.letters == ("L08",)
    assert "nothing is shared" in said(missing)
    assert not missing.is_complete
    assert of(acts_for="child", basis="child_asked", who="child").is_complete


def test_a_child_at_risk_comes_first_in_every_procedure() -> None:
    for what in WHAT:
        for risk in ("yes", "unsure"):
            assert of(what=what, risk=risk).reasons[0].sentence.startswith("Tell safeguarding today")


def test_a_complaint_that_went_through_all_stages_goes_to_the_ombudsman() -> None:
    proposal = of(considered="yes")
    assert (proposal.letters, "Ombudsman" in proposal.route) == (("L04",), True)


@pytest.mark.parametrize("what", [code for code in WHAT if code != "complaint"])
def test_other_contacts_have_their_kind_or_a_route(what: str) -> None:
    proposal = of(what=what)
    assert proposal.kind is not None or proposal.route


def _code(pairs: tuple[tuple[str, str], ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(code for code, _words in pairs), "unheard of"])


ANY = st.builds(
    Answers,
    what=st.sampled_from(["", *WHAT, "complaint", "complaint", "complaint"]),
    acts_for=_code(ACTS_FOR),
    basis=_code(BASES).filter(lambda code: code != "unheard of"),
    who=st.sampled_from(["", *(group.code for group in GROUPS)]),
    interest=_code(YES_NO),
    subjects=st.lists(st.sampled_from([s.code for s in SUBJECTS]), unique=True, max_size=4).map(tuple),
    considered=_code(YES_NO),
    grounds_on=st.none() | st.dates(date(2020, 1, 1), RECEIVED),
    why_late=_code(YES_NO),
    still_fair=_code(YES_NO),
    proceedings=_code(PROCEEDINGS),
    prejudice=_code(PREJUDICE),
    risk=_code(YES_NO),
)


@given(ANY)
def test_every_answer_leads_to_a_proposal_or_says_what_is_unknown(answers: Answers) -> None:
    proposal = propose(answers, RECEIVED)
    assert proposal.heading
    assert proposal.kind is not None or proposal.route or proposal.unknown
    assert (proposal.result is not Result.NOT_KNOWN) or proposal.unknown
    assert all(reason.sentence.endswith(".") and reason.rule for reason in proposal.reasons)


@given(ANY)
def test_no_path_refuses_in_silence(answers: Answers) -> None:
    """Who is not dealt with here is told where to go, why, and by a letter."""
    proposal = propose(answers, RECEIVED)
    if proposal.result is Result.ELSEWHERE:
        assert proposal.route
        assert proposal.reasons
        assert proposal.letters
    if proposal.kind is Kind.CORPORATE and any(ABOUT[code].road == "statutory" for code in answers.subjects):
        assert "L04" in proposal.letters


@given(ANY)
def test_a_statutory_subject_is_never_refused_while_something_is_unknown(answers: Answers) -> None:
    answers = replace(answers, what="complaint", considered="no", subjects=("placement",), who="parent")
    proposal = propose(answers, RECEIVED)
    late = is_late(answers, RECEIVED) and "no" in (answers.why_late, answers.still_fair)
    assert proposal.kind is Kind.STATUTORY or late


@given(ANY)
def test_answers_are_kept_as_they_were_given(answers: Answers) -> None:
    assert answers_of(answers_doc(answers)) == answers


@given(ANY)
def test_what_is_not_asked_does_not_count(answers: Answers) -> None:
    asked = only_asked(answers, RECEIVED)
    assert only_asked(asked, RECEIVED) == asked
    for question in QUESTIONS:
        if not question.shows(asked, RECEIVED):
            assert getattr(asked, question.name) in ("", (), None)


def test_every_answer_has_a_question_and_every_subject_a_road() -> None:
    assert {question.name for question in QUESTIONS} == {field.name for field in fields(Answers)}
    assert all(subject.route for subject in SUBJECTS if subject.road in ("elsewhere", "information"))
    assert len(ABOUT) == len(SUBJECTS)


def test_what_is_known_of_the_contact_is_suggested() -> None:
    assert suggested("Parent", "", "no") == Answers(who="parent", acts_for="own", risk="no")
    assert suggested("Young person", "care_leaver", "").who == "care_leaver"
    assert suggested("Advocate", "", "").acts_for == "child"
    assert suggested("Anonymous", "", "").acts_for == ""


def test_kept_answers_are_read_in_words() -> None:
    doc = answers_doc(PLAIN)
    words = answers_in_words(doc)
    assert "Whose complaint is it? Parent, or person with parental responsibility" in words
    assert answers_in_words({"Asked of": "Ali Demir"}) == "Asked of: Ali Demir"
