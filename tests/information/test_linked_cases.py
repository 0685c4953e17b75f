"""Reviews, Commissioner cases and the tribunal: linked cases with references and clocks of their own."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.edit import edit_case
from caseworker.actions.links import linked_cases
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.information.help import due, on_day, request, staff_id, step, view_of

RECEIVED, ANSWERED = date(2025, 6, 2), date(2025, 6, 20)


def answered_request(office: Office, kind: Kind = Kind.FOI) -> str:
    case_id = request(office, kind, RECEIVED)
    on_day(office, ANSWERED)
    answer_case(office, case_id, Answer(ANSWERED, "not_held", how="Email"))
    return case_id


def linked(office: Office, case_id: str, relation: str) -> str:
    links = [x for x in linked_cases(office, view_of(office, case_id)) if x.relation == relation]
    assert len(links) == 1
    return links[0].case_id


@pytest.mark.parametrize(
    ("kind", "day"), [(Kind.FOI, date(2025, 7, 29)), (Kind.EIR, date(2025, 8, 28))], ids=["FOI 20", "EIR 40"]
)
def test_a_review_is_a_case_of_its_own_that_counts_from_the_request_for_it(
    office: Office, kind: Kind, day: date
) -> None:
    case_id = answered_request(office, kind)
    on_day(office, date(2025, 7, 2))
    ali = staff_id(office, "Ali Demir")
    said = step(
        office, case_id, "review.opened", on=date(2025, 6, 30), about="The list must exist", reviewer=ali
    )
    review_id = linked(office, case_id, "Has the internal review")
    review = view_of(office, review_id)
    assert (review.kind, review.row.due_on, review.row.owner_id) == (Kind.INTERNAL_REVIEW, day, ali)
    assert review.reference != view_of(office, case_id).reference
    assert review.complainant is not None
    assert review.complainant.doc["full_name"] == "Tom Clarke"
    assert linked(office, review_id, "Internal review of") == case_id
    assert set(said.case_ids) == {case_id, review_id}
    assert f"Its reference is {review.reference}." in said.message


def test_undo_takes_the_review_and_both_links_back(office: Office) -> None:
    case_id = answered_request(office)
    changed = step(office, case_id, "review.opened", on=ANSWERED, about="The list must exist")
    review_id = linked(office, case_id, "Has the internal review")
    undo(office, changed.group_id)
    assert view_of(office, review_id).status is Status.VOID
    assert linked_cases(office, view_of(office, case_id)) == ()
    step(office, case_id, "review.opened", on=ANSWERED, about="The list must exist")


def test_a_review_asked_for_after_forty_working_days_needs_a_reason(office: Office) -> None:
    case_id = answered_request(office)
    assert due(office, case_id, "FOI_IR_REQ_BY") == date(2025, 8, 19)
    on_day(office, date(2025, 9, 1))
    late = {"on": date(2025, 8, 20), "about": "The list must exist"}
    with pytest.raises(RuleError, match=r"19 August 2025.*Code of Practice 5\.3"):
        step(office, case_id, "review.opened", **late)
    step(office, case_id, "review.opened", **late, late="The answer went to an old address")
    review = view_of(office, linked(office, case_id, "Has the internal review"))
    assert review.stage is not None
    assert review.stage.doc["review_accepted_late"]


def test_an_answer_that_is_not_late_yet_cannot_be_reviewed(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    with pytest.raises(RuleError, match=r"Code of Practice 5\.1"):
        step(office, case_id, "review.opened", on=RECEIVED, about="No answer")
    on_day(office, date(2025, 7, 2))
    step(office, case_id, "review.opened", on=date(2025, 7, 2), about="No answer has come")


def test_a_request_has_one_review(office: Office) -> None:
    case_id = answered_request(office)
    step(office, case_id, "review.opened", on=ANSWERED, about="The list must exist")
    with pytest.raises(RuleError, match="has its internal review already"):
        step(office, case_id, "review.opened", on=ANSWERED, about="Again")


def test_a_review_about_personal_data_has_no_day_in_law(office: Office) -> None:
    case_id = answered_request(office, Kind.SAR)
    said = step(office, case_id, "review.opened", on=ANSWERED, about="A report is missing").message
    review = view_of(office, linked(office, case_id, "Has the internal review"))
    assert review.row.due_on is None
    assert "sets no day" in said
    assert review.value("restricted") is True


def test_the_date_of_an_eir_review_stays_one_of_eir_when_it_is_corrected(office: Office) -> None:
    case_id = answered_request(office, Kind.EIR)
    on_day(office, date(2025, 7, 2))
    step(office, case_id, "review.opened", on=date(2025, 6, 30), about="The survey must exist")
    review = view_of(office, linked(office, case_id, "Has the internal review"))
    edit_case(office, review, review.case_id, {"received_on": date(2025, 7, 1)})
    now = view_of(office, review.case_id)
    assert now.stage is not None
    assert now.stage.doc["main_step"] == "EIR_IR_RESP"
    assert now.row.due_on == date(2025, 8, 29)


def test_the_commissioner_sets_the_day_and_nobody_rolls_it(office: Office) -> None:
    case_id = answered_request(office)
    on_day(office, date(2025, 9, 1))
    saturday = date(2025, 9, 20)
    step(
        office,
        case_id,
        "commissioner.opened",
        on=date(2025, 9, 1),
        about="Not held?",
        reference="IC-1",
        due=saturday,
    )
    ico_id = linked(office, case_id, "Has the Commissioner case")
    ico = view_of(office, ico_id)
    assert (ico.kind, ico.row.due_on) == (Kind.COMMISSIONER, saturday)
    assert "Reply to the Commissioner by Saturday 20 September 2025" in next_step(office, ico)[0]
    step(office, ico_id, "commissioner.replied", on=date(2025, 9, 1))
    assert view_of(office, ico_id).row.due_on is None
    step(office, ico_id, "commissioner.questions", on=date(2025, 9, 1))
    assert due(office, ico_id) == date(2025, 9, 29)


def test_a_decision_notice_starts_the_days_of_the_appeal_and_its_steps_are_an_action(office: Office) -> None:
    case_id = answered_request(office)
    on_day(office, date(2025, 9, 1))
    step(office, case_id, "commissioner.opened", on=date(2025, 9, 1), about="Not held?")
    ico_id = linked(office, case_id, "Has the Commissioner case")
    with pytest.raises(RuleError, match=r"Record the decision notice first.*s\.57"):
        step(office, ico_id, "tribunal.appealed", on=date(2025, 9, 1), by="council")
    notice = {"on": date(2025, 9, 1), "decision": "upheld"}
    with pytest.raises(ProblemsError, match="the day by which"):
        step(office, ico_id, "commissioner.decided", **notice, steps="Search again")
    step(office, ico_id, "commissioner.decided", **notice, steps="Search again", steps_by=date(2025, 10, 6))
    view = view_of(office, ico_id)
    assert due(office, ico_id, "ICO_APPEAL_BY") == date(2025, 9, 29)
    assert [task.doc["due_on"] for task in view.tasks] == ["2025-10-06"]
    assert "Monday 29 September 2025" in next_step(office, view)[0]


def test_the_council_appeals_within_28_days_and_the_case_goes_to_the_tribunal(office: Office) -> None:
    case_id = answered_request(office)
    on_day(office, date(2025, 9, 1))
    step(office, case_id, "commissioner.opened", on=date(2025, 9, 1), about="Not held?")
    ico_id = linked(office, case_id, "Has the Commissioner case")
    step(office, ico_id, "commissioner.decided", on=date(2025, 9, 1), decision="upheld")
    on_day(office, date(2025, 9, 30))
    with pytest.raises(RuleError, match=r"28 days.*s\.57"):
        step(office, ico_id, "tribunal.appealed", on=date(2025, 9, 30), by="council")
    step(office, ico_id, "tribunal.appealed", on=date(2025, 9, 29), by="council", reference="EA/2025/0001")
    view = view_of(office, ico_id)
    assert view.row.stage == "Tribunal"
    assert "tribunal has decided" in next_step(office, view)[0]
    answer_case(office, ico_id, Answer(date(2025, 9, 30), "decision_upheld"))
    assert view_of(office, ico_id).status is Status.CLOSED


def test_the_reviewer_of_a_restricted_request_can_open_both(office: Office) -> None:
    case_id = answered_request(office, Kind.SAR)
    ali = office.staff[staff_id(office, "Ali Demir")]
    step(office, case_id, "review.opened", on=ANSWERED, about="A report is missing", reviewer=ali.id)
    review_id = linked(office, case_id, "Has the internal review")
    office.person = ali
    assert view_of(office, review_id).value("restricted") is True
    assert view_of(office, case_id).kind is Kind.SAR
