"""Outcomes of requests fit what was decided: exemptions, the cost limit, section 14, the check of a redaction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.cost_limit import decide_cost_limit
from caseworker.actions.exemptions import Exemption, exemptions_offered, keep_exemption, remove_exemption
from caseworker.actions.extend import extend, extension_offer
from caseworker.actions.moves import beginnings
from caseworker.actions.reopen import reopen_case
from caseworker.actions.settings_change import change_settings
from caseworker.actions.undo import undo
from caseworker.domain.cost_limit import CostEstimate, Related
from caseworker.domain.exemptions import standing
from caseworker.domain.information import sign_off_of
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.workflow import move_called
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.information.help import due, on_day, request, second_person, staff_id, step, view_of

RECEIVED = date(2025, 7, 1)
PERSONAL = Exemption("foi_40_2", about="Names of junior staff", why="They could not expect it")
COMMERCIAL = Exemption(
    "foi_43",
    "(2)",
    "Unit prices",
    "A rival would undercut the next bid",
    "How public money is spent",
    "A fair price next time",
    "withhold",
)


def answered(office: Office, case_id: str, outcome: str) -> None:
    answer_case(office, case_id, Answer(office.clock.today(), outcome, how="Email"))


def test_a_refusal_needs_its_exemption(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    with pytest.raises(ProblemsError, match=r"Choose the exemption.*s\.17\(1\)"):
        answered(office, case_id, "refused")
    keep_exemption(office, case_id, PERSONAL)
    answered(office, case_id, "refused")
    assert view_of(office, case_id).status is Status.CLOSED


def test_a_qualified_exemption_needs_both_sides_of_the_public_interest(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    keep_exemption(
        office, case_id, Exemption("foi_43", "(2)", "Unit prices", "A rival would undercut the next bid")
    )
    with pytest.raises(ProblemsError, match=r"Section 43\(2\): enter both sides of the public interest test"):
        answered(office, case_id, "disclosed_in_part")
    exemption = view_of(office, case_id).of_kind("exemption")[0]
    keep_exemption(office, case_id, COMMERCIAL, exemption_id=exemption.id)
    answered(office, case_id, "disclosed_in_part")


def test_a_balance_without_both_sides_is_no_test(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    with pytest.raises(ProblemsError, match="both sides are weighed"):
        keep_exemption(office, case_id, Exemption("foi_43", "(2)", "Prices", "Rivals", balance="withhold"))
    with pytest.raises(ProblemsError, match="no public interest test"):
        keep_exemption(office, case_id, Exemption("foi_40_2", "", "Names", "Junior", balance="withhold"))


def test_section_36_needs_the_named_opinion_of_the_qualified_person(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    conduct = Exemption(
        "foi_36",
        "(2)(b)(ii)",
        "Minutes",
        "It would inhibit free advice",
        "Openness",
        "Frank advice",
        "withhold",
    )
    keep_exemption(office, case_id, conduct)
    exemption = view_of(office, case_id).of_kind("exemption")[0]
    with pytest.raises(
        ProblemsError, match=r"opinion of the qualified person, with name and date \(s\.36\(2\)\)"
    ):
        answered(office, case_id, "refused")
    named = Exemption(**{**_fields(conduct), "opinion_by": "Nia Bowen, monitoring officer"})
    with pytest.raises(ProblemsError, match="date of the opinion"):
        keep_exemption(office, case_id, named, exemption_id=exemption.id)
    keep_exemption(
        office, case_id, Exemption(**{**_fields(named), "opinion_on": RECEIVED}), exemption_id=exemption.id
    )
    answered(office, case_id, "refused")


def _fields(exemption: Exemption) -> dict[str, object]:
    return {name: getattr(exemption, name) for name in Exemption.__slots__}


def test_an_exemption_weighed_for_disclosing_does_not_refuse(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    keep_exemption(office, case_id, Exemption(**{**_fields(COMMERCIAL), "balance": "disclose"}))
    assert standing(view_of(office, case_id).of_kind("exemption")[0].doc).startswith("Disclose")
    with pytest.raises(ProblemsError, match="Choose the exemption"):
        answered(office, case_id, "refused")
    answered(office, case_id, "disclosed_in_full")


def test_what_is_not_held_or_disclosed_in_full_has_no_exemption(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    keep_exemption(office, case_id, PERSONAL)
    for outcome in ("not_held", "disclosed_in_full"):
        with pytest.raises(ProblemsError, match=r"remove Section 40\(2\)"):
            answered(office, case_id, outcome)
    remove_exemption(office, case_id, view_of(office, case_id).of_kind("exemption")[0].id)
    answered(office, case_id, "not_held")


def test_under_eir_not_held_is_an_exception_of_its_own(office: Office) -> None:
    case_id = request(office, Kind.EIR, RECEIVED)
    keep_exemption(office, case_id, Exemption("eir_12_4_a", "", "Survey", "No survey was made"))
    answered(office, case_id, "not_held")


def test_each_law_offers_its_own_exemptions(office: Office) -> None:
    offered = {kind: {e.code[:3] for e in exemptions_offered(office, kind)} for kind in Kind}
    assert {kind: codes for kind, codes in offered.items() if codes} == {
        Kind.FOI: {"foi"},
        Kind.EIR: {"eir"},
        Kind.SAR: {"sar"},
    }
    case_id = request(office, Kind.FOI, RECEIVED)
    with pytest.raises(ProblemsError, match="Choose the exemption"):
        keep_exemption(office, case_id, Exemption("eir_13", about="x", why="y"))


def test_the_same_exemption_is_not_chosen_twice_for_the_same_information(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    changed = keep_exemption(office, case_id, PERSONAL)
    with pytest.raises(ProblemsError, match="chosen already"):
        keep_exemption(office, case_id, PERSONAL)
    undo(office, changed.group_id)
    assert not view_of(office, case_id).of_kind("exemption")
    keep_exemption(office, case_id, PERSONAL)


def test_exemptions_bar_a_change_of_law(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    keep_exemption(office, case_id, PERSONAL)
    with pytest.raises(RuleError, match="Remove the exemptions first"):
        step(office, case_id, "regime.decided", kind="EIR", reason="About land")


# The public interest extension (V35).


def test_the_public_interest_extension_goes_to_forty_working_days_at_most(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    assert (due(office, case_id), due(office, case_id, "FOI_PIT_MAX")) == (
        date(2025, 7, 30),
        date(2025, 8, 29),
    )
    notice = {"on": date(2025, 7, 28), "reason": "The prices are still being weighed"}
    on_day(office, date(2025, 7, 28))
    with pytest.raises(RuleError, match=r"name it \(s\.17\(2\)\)"):
        step(office, case_id, "interest.extended", until=date(2025, 8, 29), **notice)
    keep_exemption(office, case_id, COMMERCIAL)
    with pytest.raises(RuleError, match="29 August 2025 or earlier"):
        step(office, case_id, "interest.extended", until=date(2025, 9, 1), **notice)
    said = step(office, case_id, "interest.extended", until=date(2025, 8, 29), **notice).message
    view = view_of(office, case_id)
    assert view.stage is not None
    assert (view.row.due_on, view.stage.doc["pit_notice_on"]) == (date(2025, 8, 29), "2025-07-28")
    assert "Section 43" in said
    assert "was Wednesday 30 July 2025" in said


def test_notice_of_the_public_interest_extension_comes_by_day_twenty(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    keep_exemption(office, case_id, COMMERCIAL)
    on_day(office, date(2025, 7, 31))
    with pytest.raises(RuleError, match=r"by Wednesday 30 July 2025.*s\.17\(2\)"):
        step(
            office,
            case_id,
            "interest.extended",
            on=date(2025, 7, 31),
            until=date(2025, 8, 29),
            reason="Still weighing",
        )


def test_an_foi_answer_is_extended_for_the_public_interest_alone(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    with pytest.raises(RuleError, match=r"s\.10\(3\)"):
        extend(office, case_id, date(2025, 8, 29), "We are busy")
    with pytest.raises(RuleError, match="Choose the exemption first"):
        extension_offer(office, view_of(office, case_id))
    keep_exemption(office, case_id, COMMERCIAL)
    extend(office, case_id, date(2025, 8, 29), "The prices are still being weighed")
    stage = view_of(office, case_id).stage
    assert stage is not None
    assert stage.doc["pit_notice_on"] == "2025-07-01"


def test_an_eir_answer_is_extended_with_notice_by_day_twenty(office: Office) -> None:
    case_id = request(office, Kind.EIR, date(2025, 11, 10))  # V37
    assert (due(office, case_id), due(office, case_id, "EIR_EXT")) == (date(2025, 12, 9), date(2026, 1, 12))
    on_day(office, date(2025, 12, 5))
    extend(office, case_id, date(2026, 1, 12), "Complex and voluminous")
    assert due(office, case_id) == date(2026, 1, 12)


# The cost limit.


def test_eighteen_hours_are_within_the_limit_and_a_minute_more_is_above() -> None:
    at = CostEstimate(Decimal(2), Decimal(6), Decimal(5), Decimal(5))
    assert (at.hours, at.pounds, at.is_above) == (18, 450, False)
    more = CostEstimate(Decimal(2), Decimal(6), Decimal(5), Decimal("5.02"))
    assert more.is_above
    assert "section 12" in more.verdict()
    assert "£450.50" in more.verdict()


def test_related_requests_within_sixty_working_days_are_counted_together(office: Office) -> None:
    first = request(office, Kind.FOI, date(2025, 3, 3))
    second = request(office, Kind.FOI, date(2025, 5, 1))
    third = request(office, Kind.FOI, date(2025, 7, 1))
    references = {case_id: view_of(office, case_id).reference for case_id in (first, second, third)}
    ten = Decimal(10)
    help_offered = {"basis": "A sample of five files", "help_offered": "One year instead of five"}
    together = CostEstimate(locating=ten, related=(Related(references[second], ten),))
    decide_cost_limit(office, third, together, **help_offered)
    decision = view_of(office, third).of_kind("decision")[0]
    assert decision.doc["result"] == "above"
    assert decision.doc["answers"]["Total"] == "20 hours, £500"
    apart = CostEstimate(locating=ten, related=(Related(references[first], ten),))
    with pytest.raises(ProblemsError, match="more than 60 working days apart"):
        decide_cost_limit(office, third, apart, **help_offered)


def test_a_refusal_for_cost_needs_the_estimate_and_the_help_offered(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    with pytest.raises(ProblemsError, match=r"above the cost limit first \(s\.12"):
        answered(office, case_id, "refused_cost")
    above = CostEstimate(locating=Decimal(12), extracting=Decimal(10))
    with pytest.raises(ProblemsError, match=r"s\.16"):
        decide_cost_limit(office, case_id, above, basis="A sample")
    decide_cost_limit(office, case_id, CostEstimate(locating=Decimal(3)))
    with pytest.raises(ProblemsError, match=r"s\.12"):
        answered(office, case_id, "refused_cost")
    decide_cost_limit(office, case_id, above, basis="A sample", help_offered="Ask for one service")
    answered(office, case_id, "refused_cost")


def test_only_foi_has_the_cost_limit(office: Office) -> None:
    case_id = request(office, Kind.EIR, RECEIVED)
    with pytest.raises(RuleError, match=r"regulation 12\(4\)\(b\)"):
        decide_cost_limit(office, case_id, CostEstimate(locating=Decimal(30)), basis="x", help_offered="y")


def test_a_refusal_under_section_14_needs_its_decision(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    with pytest.raises(ProblemsError, match=r"section 14 first"):
        answered(office, case_id, "refused_vexatious")
    step(office, case_id, "burden.decided", result="s14_2", reason="Answered in May, nothing has changed")
    answered(office, case_id, "refused_vexatious")


# Personal data.


def test_personal_data_go_out_only_after_a_second_person_has_looked(office: Office) -> None:
    case_id = request(office, Kind.SAR, RECEIVED)
    with pytest.raises(ProblemsError, match="second person"):
        answered(office, case_id, "disclosed_in_part")
    asha = office.person.id
    step(office, case_id, "redaction.done", done_by=asha, on=RECEIVED, what="Names of neighbours")
    with pytest.raises(RuleError, match="Asha Khan did the redaction"):
        step(office, case_id, "redaction.checked", checked_by=asha, on=RECEIVED, result="right")
    with pytest.raises(ProblemsError, match="second person"):
        answered(office, case_id, "disclosed_in_full")
    ali = staff_id(office, "Ali Demir")
    step(office, case_id, "redaction.checked", checked_by=ali, on=RECEIVED, result="right")
    answered(office, case_id, "disclosed_in_full")


def test_a_redaction_sent_back_is_done_and_checked_again(office: Office) -> None:
    case_id = request(office, Kind.SAR, RECEIVED)
    asha, ali = office.person.id, staff_id(office, "Ali Demir")
    step(office, case_id, "redaction.done", done_by=asha, on=RECEIVED)
    with pytest.raises(RuleError, match="waits for its second person"):
        step(office, case_id, "redaction.done", done_by=asha, on=RECEIVED)
    step(office, case_id, "redaction.checked", checked_by=ali, on=RECEIVED, result="again", notes="Page 4")
    with pytest.raises(ProblemsError, match="second person"):
        answered(office, case_id, "disclosed_in_full")
    step(office, case_id, "redaction.done", done_by=asha, on=RECEIVED)
    step(office, case_id, "redaction.checked", checked_by=ali, on=RECEIVED, result="right")
    answered(office, case_id, "disclosed_in_full")


def test_a_disclosure_without_a_check_says_why(office: Office) -> None:
    case_id = request(office, Kind.SAR, RECEIVED)
    step(office, case_id, "redaction.not_needed", reason="One letter to the person, nobody else is in it")
    answered(office, case_id, "disclosed_in_full")


def test_nothing_is_disclosed_while_proof_of_identity_is_awaited(office: Office) -> None:
    case_id = request(office, Kind.SAR, RECEIVED)
    step(office, case_id, "redaction.not_needed", reason="One letter")
    step(office, case_id, "identity.asked", on=RECEIVED, what="Passport")
    with pytest.raises(ProblemsError, match="Proof of identity has not come"):
        answered(office, case_id, "disclosed_in_full")


def test_views_of_several_people_are_told_apart(office: Office) -> None:
    case_id = request(office, Kind.SAR, RECEIVED)
    step(office, case_id, "views.asked", who="Dr Owen Pugh", on=RECEIVED)
    step(office, case_id, "views.asked", who="Rhian Pugh", on=RECEIVED)
    with pytest.raises(ProblemsError, match="Dr Owen Pugh and Rhian Pugh were asked"):
        step(office, case_id, "views.answered", on=RECEIVED, answer="agrees")
    step(office, case_id, "views.answered", who="rhian", on=RECEIVED, answer="objects", views="Not my number")
    step(office, case_id, "views.answered", on=RECEIVED, answer="agrees")
    answers = {t.doc["full_name"]: t.doc["answer"] for t in view_of(office, case_id).of_kind("third_party")}
    assert answers == {"Dr Owen Pugh": "agrees", "Rhian Pugh": "objects"}
    with pytest.raises(RuleError, match="Nobody is asked"):
        step(office, case_id, "views.answered", on=RECEIVED, answer="agrees")


# Sign-off, where the council wants it.


def test_a_council_that_wants_sign_off_gets_it_from_a_second_person(office: Office) -> None:
    change_settings(office, {"information_sign_off": True})
    case_id = request(office, Kind.FOI, RECEIVED)
    with pytest.raises(ProblemsError, match="ask for sign-off first"):
        answered(office, case_id, "disclosed_in_full")
    second_person(office)
    step(office, case_id, "information.sign_off_asked", note="The table on page 2")
    assert view_of(office, case_id).value("waiting_for") == "approval"
    office.person = office.staff[staff_id(office, "Asha Khan")]
    with pytest.raises(ProblemsError, match="what must be changed"):
        step(office, case_id, "information.signed_off", result="returned")
    step(office, case_id, "information.signed_off", result="approved")
    assert view_of(office, case_id).value("waiting_for") in (None, "")
    answered(office, case_id, "disclosed_in_full")


def test_a_reopened_request_needs_its_own_sign_off_and_undo_brings_the_old_one_back(office: Office) -> None:
    change_settings(office, {"information_sign_off": True})
    case_id = request(office, Kind.FOI, RECEIVED)
    asha = staff_id(office, "Asha Khan")
    second_person(office)
    step(office, case_id, "information.sign_off_asked", note="The table on page 2")
    office.person = office.staff[asha]
    step(office, case_id, "information.signed_off", result="approved")
    answered(office, case_id, "disclosed_in_full")
    reopened = reopen_case(office, case_id, "A table was missing")
    with pytest.raises(ProblemsError, match="ask for sign-off first"):
        answered(office, case_id, "disclosed_in_full")
    undo(office, reopened.group_id)
    assert sign_off_of(view_of(office, case_id)) is not None


def test_nobody_signs_off_what_they_put_up_themselves(office: Office) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    step(office, case_id, "information.sign_off_asked")
    with pytest.raises(RuleError, match="second person signs it off"):
        step(office, case_id, "information.signed_off", result="approved")


def test_the_furthest_day_of_the_public_interest_is_proposed(office: Office) -> None:
    view = view_of(office, request(office, Kind.FOI, RECEIVED))
    assert beginnings(office, view, move_called("interest.extended"))["until"] == date(2025, 8, 29)


def test_who_checks_the_redaction_of_a_restricted_request_can_open_it(office: Office) -> None:
    case_id = request(office, Kind.SAR, RECEIVED)
    asha, ali = office.person, office.staff[staff_id(office, "Ali Demir")]
    with pytest.raises(ProblemsError, match="Choose a second person"):
        step(office, case_id, "redaction.done", done_by=asha.id, on=RECEIVED, checker=asha.id)
    office.person = ali
    with pytest.raises(RuleError):
        view_of(office, case_id)
    office.person = asha
    step(office, case_id, "redaction.done", done_by=asha.id, on=RECEIVED, checker=ali.id)
    office.person = ali
    step(office, case_id, "redaction.checked", checked_by=ali.id, on=RECEIVED, result="right")
    assert view_of(office, case_id).value("readers") == sorted([asha.id, ali.id])
