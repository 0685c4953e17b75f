"""A freedom of information request from the email to the disclosure log, and one that costs too much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.contributions import Asked, ask_service, record_reply
from caseworker.actions.cost_limit import decide_cost_limit
from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.information_steps import progress, steps_of
from caseworker.domain.cost_limit import CostEstimate
from caseworker.domain.kinds import Kind, Status
from caseworker.office import Office
from tests.information.help import due, on_day, request, second_person, staff_id, step, view_of


def next_command(office: Office, case_id: str) -> str:
    return next_step(office, view_of(office, case_id))[1]


def test_a_request_is_clarified_weighed_extended_signed_off_and_published(office: Office) -> None:
    # It comes on a Saturday; the receipt stays on Saturday.
    case_id = request(office, Kind.FOI, date(2025, 6, 28), full_name="Northmoor Gazette")
    assert due(office, case_id) == date(2025, 7, 28)

    # On Monday: FOI is the right law, but which placements?
    on_day(office, date(2025, 6, 30))
    assert next_command(office, case_id) == "move:regime.decided"
    step(office, case_id, "regime.decided", kind="FOI")
    step(
        office, case_id, "clarification.asked", on=date(2025, 6, 30), what="Fostering, residential, or both?"
    )
    assert view_of(office, case_id).status is Status.PAUSED

    # The answer comes the next day: twenty new working days, with 14 July and 4 August left out.
    on_day(office, date(2025, 7, 1))
    step(office, case_id, "clarification.answered", on=date(2025, 7, 1), answer="Both")
    assert due(office, case_id) == date(2025, 7, 30)

    # The service is asked and replies.
    ask_service(office, case_id, Asked("Corporate Parenting", "Unit prices by provider", date(2025, 7, 11)))
    assert next_command(office, case_id) == "case.reply"
    on_day(office, date(2025, 7, 10))
    asked = view_of(office, case_id).of_kind("contribution")[0]
    record_reply(office, case_id, asked.id, date(2025, 7, 10), "Three prices, one of them in confidence")

    # The prices are a commercial interest: the public interest is weighed, and that needs longer.
    keep_exemption(
        office, case_id, Exemption("foi_43", "(2)", "Unit prices", "A rival would undercut the next bid")
    )
    assert next_command(office, case_id) == "part:stages"
    on_day(office, date(2025, 7, 28))
    said = step(
        office,
        case_id,
        "interest.extended",
        on=date(2025, 7, 28),
        until=date(2025, 8, 29),
        reason="One provider has not given its view yet",
    ).message
    assert "Section 43" in said
    assert due(office, case_id) == date(2025, 8, 29)

    # Weighed: the prices are withheld, the rest goes out. A manager signs it off.
    on_day(office, date(2025, 8, 20))
    exemption = view_of(office, case_id).of_kind("exemption")[0]
    weighed = Exemption(
        "foi_43",
        "(2)",
        "Unit prices",
        "A rival would undercut the next bid",
        "How public money is spent",
        "A fair price in the next round",
        "withhold",
        "The contract is let again in October",
    )
    keep_exemption(office, case_id, weighed, exemption_id=exemption.id)
    second_person(office)
    step(office, case_id, "information.sign_off_asked", note="The table on page 2")
    office.person = office.staff[staff_id(office, "Asha Khan")]
    assert next_command(office, case_id) == "move:information.signed_off"
    step(office, case_id, "information.signed_off", result="approved")

    answer_case(
        office, case_id, Answer(date(2025, 8, 20), "disclosed_in_part", "Prices withheld", how="Email")
    )
    view = view_of(office, case_id)
    assert (view.status, view.row.on_time, view.row.outcome) == (Status.CLOSED, True, "disclosed_in_part")
    assert due(office, case_id, "FOI_IR_REQ_BY") == date(2025, 10, 16)

    step(office, case_id, "disclosure_log.decided", publish="yes")
    assert view_of(office, case_id).value("disclosure_log") is True
    assert progress(steps_of(office, view_of(office, case_id))) == "9 of 9 done"


def test_a_request_above_the_cost_limit_is_refused_with_help_to_narrow_it(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 9, 1))
    step(office, case_id, "regime.decided", kind="FOI")
    estimate = CostEstimate(locating=Decimal(10), retrieving=Decimal(4), extracting=Decimal("6.5"))
    said = decide_cost_limit(
        office,
        case_id,
        estimate,
        basis="Forty of 400 files were tried, three minutes each",
        help_offered="One year instead of five would be within the limit",
    ).message
    assert "£512.50. That is above the limit of £450" in said
    answer_case(office, case_id, Answer(date(2025, 9, 1), "refused_cost", how="Email"))
    assert view_of(office, case_id).status is Status.CLOSED


def test_nobody_pays_the_fee_and_the_request_lapses(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 2, 3))
    on_day(office, date(2025, 2, 10))
    step(office, case_id, "fee.asked", amount=42.5, on=date(2025, 2, 10), what="Copies of 425 pages")
    words, command = next_step(office, view_of(office, case_id))
    assert words == (
        "Record the payment when it comes. Without it the request may be closed after Friday 9 May 2025. "
        "Write the letter: Fees notice, freedom of information (L34)."
    )
    assert command == "move:fee.paid"
    on_day(office, date(2025, 5, 12))
    assert next_command(office, case_id) == "move:request.lapsed"
    step(office, case_id, "request.lapsed", reason="Notice of 10 February, reminder of 10 April")
    assert view_of(office, case_id).row.outcome == "lapsed"
