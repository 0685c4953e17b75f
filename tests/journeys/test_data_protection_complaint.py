"""A report that went to the wrong house: acknowledged, enquired into, the person told, answered, the Commissioner."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.links import linked_cases
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError
from caseworker.office import Office
from tests.information.help import on_day, request, step, view_of


def test_a_report_in_the_wrong_house_is_enquired_into_and_answered(office: Office) -> None:
    case_id = request(
        office, Kind.DATA_PROTECTION, date(2026, 7, 2), summary="A report about my son came to my neighbour"
    )

    # Thirty days from the day after receipt end on a Saturday, so on Monday.
    assert view_of(office, case_id).row.acknowledge_by == date(2026, 8, 3)
    on_day(office, date(2026, 7, 9))
    acknowledge(office, case_id, date(2026, 7, 9), "Email")

    # Without undue delay: enquire, keep the person informed, give the outcome.
    assert next_step(office, view_of(office, case_id))[1] == "move:enquiries.made"
    with pytest.raises(ProblemsError, match=r"s\.164A\(4\)\(a\)"):
        answer_case(office, case_id, Answer(date(2026, 7, 9), "dp_upheld"))
    on_day(office, date(2026, 7, 20))
    step(
        office,
        case_id,
        "enquiries.made",
        on=date(2026, 7, 20),
        what="The address was taken from an old letter",
    )
    on_day(office, date(2026, 8, 10))
    assert (
        next_step(office, view_of(office, case_id))[0]
        == "Tell the person how it stands: last told Thursday 9 July 2026."
    )
    step(office, case_id, "person.informed", on=date(2026, 8, 10), what="We know how it happened")
    assert next_step(office, view_of(office, case_id))[1] == "case.answer"
    on_day(office, date(2026, 8, 12))
    answer_case(
        office, case_id, Answer(date(2026, 8, 12), "dp_upheld", "The address was not checked", how="Letter")
    )
    view = view_of(office, case_id)
    assert (view.status, view.row.on_time) == (Status.CLOSED, True)

    # The person goes to the Commissioner, who opens a case of its own.
    on_day(office, date(2026, 9, 14))
    step(office, case_id, "commissioner.opened", on=date(2026, 9, 14), about="No compensation was offered")
    links = linked_cases(office, view_of(office, case_id))
    assert [link.relation for link in links] == ["Has the Commissioner case"]
    assert view_of(office, links[0].case_id).kind is Kind.COMMISSIONER


def test_a_complaint_before_the_duty_began_has_no_clock_and_can_be_answered(office: Office) -> None:
    case_id = request(office, Kind.DATA_PROTECTION, date(2025, 3, 3))
    assert view_of(office, case_id).row.acknowledge_by is None
    answer_case(office, case_id, Answer(date(2025, 3, 3), "dp_not_upheld"))
    assert view_of(office, case_id).status is Status.CLOSED
