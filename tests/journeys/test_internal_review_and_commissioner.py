"""A refusal that is reviewed, goes to the Commissioner, and from there to the tribunal."""

from __future__ import annotations

from datetime import date

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.extend import extend
from caseworker.actions.links import linked_cases
from caseworker.domain.kinds import Kind, Status
from caseworker.office import Office
from tests.information.help import due, on_day, request, staff_id, step, view_of


def linked(office: Office, case_id: str, relation: str) -> str:
    return next(x.case_id for x in linked_cases(office, view_of(office, case_id)) if x.relation == relation)


def test_a_refusal_is_reviewed_and_goes_to_the_commissioner_and_the_tribunal(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 9, 1), full_name="Northmoor Gazette")
    on_day(office, date(2025, 9, 26))
    keep_exemption(office, case_id, Exemption("foi_41", "", "Letters of carers", "Given in confidence"))
    answer_case(office, case_id, Answer(date(2025, 9, 26), "refused", how="Email"))
    assert due(office, case_id, "FOI_IR_REQ_BY") == date(2025, 11, 21)  # V36

    # The review: somebody else, twenty working days, forty when it is complex.
    on_day(office, date(2025, 10, 6))
    ali = staff_id(office, "Ali Demir")
    step(
        office,
        case_id,
        "review.opened",
        on=date(2025, 10, 3),
        about="The names can be taken out",
        reviewer=ali,
    )
    review_id = linked(office, case_id, "Has the internal review")
    review = view_of(office, review_id)
    assert (review.row.owner_id, review.row.due_on) == (ali, date(2025, 10, 31))
    assert review.value("parent_reference") == view_of(office, case_id).reference
    extend(office, review_id, date(2025, 11, 28), "Sixty letters are read again")
    on_day(office, date(2025, 11, 27))
    answer_case(office, review_id, Answer(date(2025, 11, 27), "decision_upheld", how="Email"))
    assert view_of(office, review_id).row.on_time is True

    # The Commissioner writes and sets a day, which is a Sunday and is not rolled.
    on_day(office, date(2026, 1, 12))
    step(
        office,
        review_id,
        "commissioner.opened",
        on=date(2026, 1, 12),
        reference="IC-312345-K6Q2",
        about="Section 41 is too wide",
        due=date(2026, 2, 8),
    )
    ico_id = linked(office, review_id, "Has the Commissioner case")
    assert view_of(office, ico_id).row.due_on == date(2026, 2, 8)
    on_day(office, date(2026, 2, 5))
    said = step(
        office, ico_id, "commissioner.replied", on=date(2026, 2, 5), what="Why each letter is confidential"
    ).message
    assert "On time." in said
    assert next_step(office, view_of(office, ico_id))[1] == "move:commissioner.decided"

    # The notice orders the letters to be disclosed without names; the requester appeals all the same.
    on_day(office, date(2026, 4, 20))
    step(
        office,
        ico_id,
        "commissioner.decided",
        on=date(2026, 4, 20),
        decision="partly_upheld",
        steps="Disclose the letters without names",
        steps_by=date(2026, 5, 26),
    )
    assert due(office, ico_id, "ICO_APPEAL_BY") == date(2026, 5, 18)
    assert [task.doc["due_on"] for task in view_of(office, ico_id).tasks] == ["2026-05-26"]
    on_day(office, date(2026, 5, 11))
    step(office, ico_id, "tribunal.appealed", on=date(2026, 5, 11), by="requester", reference="EA/2026/0123")
    assert view_of(office, ico_id).row.stage == "Tribunal"
    assert (
        next_step(office, view_of(office, ico_id))[0] == "Record the outcome when the tribunal has decided."
    )
    on_day(office, date(2026, 10, 1))
    answer_case(office, ico_id, Answer(date(2026, 10, 1), "decision_upheld"))
    assert view_of(office, ico_id).status is Status.CLOSED
