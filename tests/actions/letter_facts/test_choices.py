"""Which letter is offered first, why, and when it is offered no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.contributions import Asked, ask_service
from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.extend import extend
from caseworker.actions.letter_batch import cases_for
from caseworker.actions.letter_choices import LetterChoice, acknowledgement_of, letters_for
from caseworker.actions.letter_flow import keep_letter
from caseworker.actions.letter_offers import letter_after
from caseworker.actions.letter_texts import shipped_catalogue
from caseworker.actions.letters import UNTOUCHED, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.people_case import Consent, record_consent
from caseworker.actions.triage import Decision, letters_due, record_triage
from caseworker.actions.undo import undo
from caseworker.domain.change_kinds import every_change_kind
from caseworker.domain.changed import Changed
from caseworker.domain.kinds import Kind
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import Answers
from caseworker.domain.triage_letters import letter_of
from caseworker.errors import NotPermittedError, ProblemsError
from caseworker.office import Office
from tests.actions.moves.complaint_help import Carried, complaint
from tests.example_office import COMPLAINT, TODAY, log_complaint, log_enquiry
from tests.information.help import request, step


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    with complaint(tmp_path, date(2025, 11, 24), date(2025, 11, 28)) as carried:
        yield carried


def first(office: Office, case_id: str) -> LetterChoice:
    return letters_for(office, open_case(office, case_id))[0]


def offered(office: Office, changed: Changed) -> str:
    """The code of the letter offered after an act, "" for none."""
    found = letter_after(office, changed)
    return found.code if found else ""


def test_every_change_a_letter_is_called_by_is_one_that_happens() -> None:
    kinds = every_change_kind()
    for template in shipped_catalogue():
        for call in template.calls:
            if "." in call and " " not in call:
                assert call in kinds, f"{template.code}: nothing is called {call}"


def test_each_letter_says_its_group_and_the_due_one_why(office: Office) -> None:
    case_id = log_complaint(office).case_id
    choices = letters_for(office, open_case(office, case_id))
    assert (choices[0].code, choices[0].group) == ("L01", "Acknowledge")
    assert choices[0].why == "The acknowledgement is due by Thursday 16 October 2025"
    assert all(choice.group for choice in choices)
    due = [bool(choice.why) for choice in choices]
    assert due == sorted(due, reverse=True), "those that are due stand first"


def test_after_an_extension_its_letter_comes_first_until_it_is_written_or_the_extension_undone(
    office: Office,
) -> None:
    case_id = log_complaint(office).case_id
    acknowledge(office, case_id, TODAY)
    changed = extend(office, case_id, date(2025, 11, 7), "The file is in store")
    assert offered(office, changed) == "L09"
    assert first(office, case_id).code == "L09"
    assert first(office, case_id).why == "Deadline extended today"
    assert next_step(office, open_case(office, case_id))[0].endswith(
        "Write the letter: More time, stage 1 (L09)."
    )
    undo(office, changed.group_id)
    assert first(office, case_id).code == "L10", "the answer is what is due"


@pytest.mark.parametrize(
    ("values", "is_proposed"),
    [
        ({"raised_by": "Young person", "children": (), "relationship": ""}, True),
        ({"raised_by": "Parent"}, True),
        ({"raised_by": "Parent", "children": ()}, False),
        ({"raised_by": "Foster carer", "relationship": "Foster carer"}, False),
        ({"raised_by": "Professional", "relationship": ""}, False),
    ],
)
def test_a_childs_version_is_proposed_where_a_child_has_a_part_in_the_complaint(
    office: Office, values: dict[str, object], is_proposed: bool
) -> None:
    case_id = log_complaint(office, **values).case_id
    acknowledge(office, case_id, TODAY)
    choices = {choice.code: choice.why for choice in letters_for(office, open_case(office, case_id))}
    assert bool(choices["L11"]) is is_proposed


@pytest.mark.parametrize(
    ("born_on", "age", "is_proposed"),
    [
        (date(2007, 10, 16), "", True),
        (date(2007, 10, 15), "", False),
        (None, "20", False),
        (None, "17", True),
        (None, "", True),
    ],
    ids=["18 tomorrow", "18 today", "told to be 20", "told to be 17", "not known"],
)
def test_a_childs_version_is_not_proposed_to_somebody_of_18(
    office: Office, born_on: date | None, age: str, is_proposed: bool
) -> None:
    grown = replace(COMPLAINT.children[0], born_on=born_on, age=age)
    case_id = log_complaint(office, children=(grown,)).case_id
    acknowledge(office, case_id, TODAY)
    choices = {choice.code: choice.why for choice in letters_for(office, open_case(office, case_id))}
    assert bool(choices["L11"]) is is_proposed, "it stays possible, for who wants it"
    assert choices["L10"]


NOBODY = {
    "full_name": "Anonymous",
    "phone": "",
    "email": "",
    "address_lines": "",
    "postcode": "",
    "children": (),
}


def test_a_letter_that_can_go_to_nobody_is_not_offered_and_says_why(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.UNDECIDED, **NOBODY).case_id
    view = open_case(office, case_id)
    assert "L54c" not in [each.code for each in letters_for(office, view)]
    assert "L54" in [each.code for each in letters_for(office, view)]
    (told,) = cases_for(office, [case_id], "L54c")
    assert "left no name and no address" in told.why_not
    with pytest.raises(ProblemsError) as caught:  # who writes it all the same is asked for both
        preview_letter(office, view, "L54c")
    assert {"recipient_name", "address"} <= {problem.field for problem in caught.value.problems}


def test_an_anonymous_contact_who_left_an_email_address_can_be_written_to(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.UNDECIDED, **{**NOBODY, "email": "a@b.example"}).case_id
    assert "L54c" in [each.code for each in letters_for(office, open_case(office, case_id))]


def test_a_foster_carer_who_speaks_for_the_child_is_proposed_the_childs_version_too(office: Office) -> None:
    case_id = log_complaint(office, raised_by="Foster carer").case_id
    view = open_case(office, case_id)
    assert view.complainant is not None
    record_consent(office, case_id, view.complainant.id, Consent(state="given", given_on=TODAY))
    choices = {choice.code: choice.why for choice in letters_for(office, open_case(office, case_id))}
    assert choices["L11"]


def test_a_letter_that_was_written_is_not_proposed_again(office: Office) -> None:
    case_id = log_complaint(office).case_id
    keep_letter(office, case_id, "", "L01", UNTOUCHED)
    assert first(office, case_id).code != "L01"


@pytest.mark.parametrize(
    ("code", "values", "letter"),
    [
        (
            "complaint.withdrawn",
            {"withdrawn_on": date(2025, 11, 28), "how": "written", "review": "no"},
            "L22",
        ),
        (
            "resolution.tried",
            {
                "how": "A meeting",
                "on": date(2025, 11, 28),
                "result": "settled",
                "terms": "A visit each week.",
            },
            "L12",
        ),
        (
            "advocacy.referred",
            {"on": date(2025, 11, 28), "by": "Complaints team", "purpose": "Complaint"},
            "L14d",
        ),
        ("safeguarding.told", {}, ""),
    ],
)
def test_a_move_offers_the_letter_written_about_it(
    case: Carried, code: str, values: dict[str, object], letter: str
) -> None:
    if not letter:
        assert letter_after(case.office, Changed("Nothing", (case.case_id,), "no group")) is None
        return
    case.make(code, **values)
    assert case.last is not None
    assert offered(case.office, case.last) == letter


def test_a_hold_is_told_by_the_letter_for_what_was_decided(case: Carried) -> None:
    mine = case.office.person.id
    case.make("freeze.requested", requested_on=date(2025, 11, 28), change="A move")
    case.make("freeze.decided", result="goes_on", reason="The carer leaves.", decided_by=mine,
              decided_on=date(2025, 11, 28))  # fmt: skip
    assert case.last is not None
    assert offered(case.office, case.last) == "L23d"


def test_each_stage_has_its_own_acknowledgement(case: Carried) -> None:
    assert acknowledgement_of(case.office, case.view) == "L01"
    case.acknowledge(date(2025, 11, 25))
    case.answer(date(2025, 11, 26))
    case.ask_for_stage_2(date(2025, 11, 27))
    assert case.last is not None
    assert acknowledgement_of(case.office, case.view) == "L13"
    assert offered(case.office, case.last) == "L13"
    assert first(case.office, case.case_id).code == "L13"


def test_an_answer_recorded_before_its_letter_was_written_calls_for_it(case: Carried) -> None:
    case.acknowledge(date(2025, 11, 25))
    case.answer(date(2025, 11, 26))
    group = case.view.timeline[0].group_id
    assert offered(case.office, Changed("", (case.case_id,), group)) == "L10"


def test_the_answer_to_a_request_follows_its_exemptions(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 7, 1))
    acknowledge(office, case_id, date(2025, 7, 1))
    codes = [c.code for c in letters_for(office, open_case(office, case_id)) if c.why]
    assert codes[0] == "L35"
    keep_exemption(office, case_id, Exemption("foi_40_2", "", "Names", "They are people’s names."))
    codes = [c.code for c in letters_for(office, open_case(office, case_id)) if c.why]
    assert codes[0] == "L36a"


@pytest.mark.parametrize(("outcome", "letter"), [("disclosed_in_full", "L35"), ("not_held", "L36d")])
def test_an_answer_recorded_first_calls_for_the_letter_of_its_outcome(
    office: Office, outcome: str, letter: str
) -> None:
    day = date(2025, 7, 1)
    case_id = request(office, Kind.FOI, day, division="Children's Social Care", service="Quality Assurance")
    step(office, case_id, "places.searched", on=day, places="The register")
    if outcome == "disclosed_in_full":
        step(office, case_id, "redaction.not_needed", reason="No names")
    assert offered(office, answer_case(office, case_id, Answer(day, outcome, how="Email"))) == letter


def test_a_fee_a_clarification_and_an_identity_check_each_have_their_letter(office: Office) -> None:
    day = date(2025, 7, 1)
    foi = request(office, Kind.FOI, day)
    assert offered(office, step(office, foi, "fee.asked", amount=35, on=day)) == "L34"
    other = request(office, Kind.FOI, day)
    assert offered(office, step(office, other, "clarification.asked", on=day, what="Which year?")) == "L33"
    own = request(office, Kind.SAR, day)
    assert offered(office, step(office, own, "identity.asked", on=day, what="A passport")) == "L40b"


def test_a_reminder_is_proposed_only_when_something_is_late(office: Office) -> None:
    case_id = log_complaint(office).case_id
    asked = Asked("Corporate Parenting", "The visits", date(2025, 10, 20))
    assert offered(office, ask_service(office, case_id, asked)) == ""
    codes = {c.code for c in letters_for(office, open_case(office, case_id)) if c.why}
    assert "L47a" not in codes


def test_who_may_not_see_the_case_or_write_letters_is_offered_none(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = log_complaint(office).case_id
    changed = extend(office, case_id, date(2025, 11, 7), "The file is in store")

    def refuse(*_args: object) -> None:
        raise NotPermittedError("A restricted case exists.")

    with monkeypatch.context() as patched:
        patched.setattr("caseworker.actions.letter_offers.open_case", refuse)
        assert letter_after(office, changed) is None
    office.person = replace(office.person, role="auditor")
    assert letter_after(office, changed) is None


def test_an_enquiry_is_answered_by_the_letter_of_its_kind(office: Office) -> None:
    assert first(office, log_enquiry(office, Kind.MP).case_id).code == "L29a"
    assert first(office, log_enquiry(office, Kind.MAYOR).case_id).code == "L30a"


# -- the check at the start -----------------------------------------------------------------------------------

ELSEWHERE = Answers(what="complaint", subjects=("court",), acts_for="own", who="parent")


def test_the_check_at_the_start_offers_the_letter_for_this_situation_and_it_is_due_afterwards(
    office: Office,
) -> None:
    case_id = log_complaint(office, kind=Kind.UNDECIDED).case_id
    view = open_case(office, case_id)
    proposal = propose(ELSEWHERE, view.row.received_on)
    [due] = letters_due(office, proposal, view, ELSEWHERE)
    assert (due.code, due.is_there) == ("L04b", True)
    changed = record_triage(office, case_id, ELSEWHERE, Decision(Kind.UNDECIDED))
    assert offered(office, changed) == "L04b"
    assert first(office, case_id).code == "L04b"


@pytest.mark.parametrize(
    ("answers", "letter"),
    [
        (ELSEWHERE, "L04b"),
        (replace(ELSEWHERE, subjects=("not_ours",)), "L04d"),
        (replace(ELSEWHERE, subjects=("crime",)), "L04"),
    ],
)
def test_a_matter_that_goes_elsewhere_has_the_letter_for_where_it_goes(answers: Answers, letter: str) -> None:
    proposal = propose(answers, TODAY)
    assert [letter_of(code, proposal, answers) for code in proposal.letters] == [letter]
