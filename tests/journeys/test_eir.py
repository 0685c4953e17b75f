"""A request that turns out to be about environmental information: another law, counted again from the start."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.extend import extend
from caseworker.actions.look_up import explain_deadline
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.information.help import due, on_day, request, step, view_of

RECEIVED = date(2025, 11, 10)


def test_a_request_about_land_is_answered_under_the_regulations(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED, full_name="Friends of Wharfinger Park")
    said = step(office, case_id, "regime.decided", kind="EIR", reason="Surveys of trees on the site").message
    assert "Answer the request: Tuesday 9 December 2025" in said
    assert view_of(office, case_id).kind is Kind.EIR
    assert "Environmental Information Regulations" in " ".join(
        explain_deadline(office, view_of(office, case_id))
    )

    # Complex and voluminous: forty working days, told by day twenty and not a day later.
    on_day(office, date(2025, 12, 5))
    extend(office, case_id, date(2026, 1, 12), "Complex and voluminous: nine surveys of 300 pages")
    assert due(office, case_id) == date(2026, 1, 12)

    # An exception is weighed with a presumption in favour of disclosure.
    on_day(office, date(2026, 1, 8))
    keep_exemption(office, case_id, Exemption("eir_12_4_d", "", "The draft of May", "It was never finished"))
    with pytest.raises(ProblemsError, match=r"both sides of the public interest test \(reg\. 12\(1\)\(b\)\)"):
        answer_case(office, case_id, Answer(date(2026, 1, 8), "disclosed_in_part"))
    exemption = view_of(office, case_id).of_kind("exemption")[0]
    weighed = Exemption(
        "eir_12_4_d",
        "",
        "The draft of May",
        "It was never finished",
        "Openness",
        "It would mislead",
        "withhold",
    )
    keep_exemption(office, case_id, weighed, exemption_id=exemption.id)
    answer_case(office, case_id, Answer(date(2026, 1, 8), "disclosed_in_part", how="Email"))
    view = view_of(office, case_id)
    assert (view.status, view.row.on_time) == (Status.CLOSED, True)

    # A review has forty working days, and is asked for within forty.
    assert due(office, case_id, "EIR_IR_REQ_BY") == date(2026, 3, 5)
    on_day(office, date(2026, 1, 20))
    step(office, case_id, "review.opened", on=date(2026, 1, 19), about="The draft is a year old")
    review = view_of(office, str(view_of(office, case_id).of_kind("link")[0].doc["case_id"]))
    assert review.row.due_on == date(2026, 3, 16)
    assert review.stage is not None
    assert review.stage.doc["main_step"] == "EIR_IR_RESP"


def test_notice_of_an_extension_after_day_twenty_is_too_late(office: Office) -> None:
    case_id = request(office, Kind.EIR, RECEIVED)
    on_day(office, date(2025, 12, 10))
    with pytest.raises(RuleError, match="must be told of an extension by Tuesday 9 December 2025"):
        extend(office, case_id, date(2026, 1, 12), "Complex and voluminous")
