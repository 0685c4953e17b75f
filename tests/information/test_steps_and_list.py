"""The list of steps, the next step, and the list of requests with its views."""

from __future__ import annotations

from datetime import date

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.contributions import Asked, ask_service, record_reply
from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.information_requests import REQUEST_VIEWS, request_counts, requests_of
from caseworker.actions.information_steps import progress, steps_of
from caseworker.domain.information_outcomes import Group, statistics_group
from caseworker.domain.kinds import Kind
from caseworker.domain.workflow import MOVES
from caseworker.office import Office
from tests.information.help import on_day, request, staff_id, step, view_of

DAY = date(2025, 7, 1)


def states(office: Office, case_id: str) -> dict[str, str]:
    return {each.label: each.state.value for each in steps_of(office, view_of(office, case_id))}


def test_the_steps_of_a_request_go_from_to_do_over_under_way_to_done(office: Office) -> None:
    case_id = request(office, Kind.FOI, DAY)
    assert states(office, case_id)["Services asked"] == "To do"
    asked = Asked("Corporate Parenting", "The figures", date(2025, 7, 10))
    ask_service(office, case_id, asked)
    assert states(office, case_id)["Services asked"] == "Under way"
    contribution = view_of(office, case_id).of_kind("contribution")[0]
    record_reply(office, case_id, contribution.id, DAY, "42")
    assert states(office, case_id)["Services asked"] == "Done"
    keep_exemption(office, case_id, Exemption("foi_43", "(2)", "Prices"))
    assert states(office, case_id)["Exemptions"] == "Under way"
    assert "enter why it applies" in next_step(office, view_of(office, case_id))[0]


def test_every_step_is_done_by_a_known_command(office: Office) -> None:
    acts = {
        "case.acknowledge",
        "case.ask_service",
        "case.reply",
        "case.cost_limit",
        "case.exemption",
        "case.outcome",
    }
    for kind in (Kind.FOI, Kind.EIR, Kind.SAR, Kind.DATA_PROTECTION):
        for each in steps_of(office, view_of(office, request(office, kind, DAY))):
            assert not each.command or each.command in acts or each.command.removeprefix("move:") in MOVES
            assert bool(each.command) == bool(each.button)


def test_other_kinds_of_case_have_no_list_of_steps(office: Office) -> None:
    assert (
        steps_of(
            office,
            view_of(
                office, request(office, Kind.MP, DAY, service="Quality Assurance", theme="Communication")
            ),
        )
        == ()
    )


def test_how_far_a_request_is_counts_only_what_it_needs(office: Office) -> None:
    case_id = request(office, Kind.SAR, DAY)
    words = progress(steps_of(office, view_of(office, case_id)))
    assert words == "1 of 7 done, now: law that applies"


def test_an_open_request_always_has_a_next_step_that_can_be_done(office: Office) -> None:
    case_id = request(office, Kind.SAR, DAY)
    ali = staff_id(office, "Ali Demir")
    told = []

    def tell() -> str:
        words, command = next_step(office, view_of(office, case_id))
        told.append(words)
        return command

    assert tell() == "move:regime.decided"
    step(office, case_id, "regime.decided", kind="SAR")
    assert tell() == "move:identity.proved"
    step(office, case_id, "identity.proved", on=DAY, how="Passport")
    assert tell() == "case.ask_service"
    step(office, case_id, "places.searched", on=DAY, places="Case files")
    assert tell() == "move:redaction.done"
    step(office, case_id, "redaction.done", done_by=office.person.id, on=DAY)
    assert tell() == "move:redaction.checked"
    step(office, case_id, "redaction.checked", checked_by=ali, on=DAY, result="right")
    assert tell() == "case.answer"
    answer_case(office, case_id, Answer(DAY, "disclosed_in_full"))
    assert len(set(told)) == len(told)


def test_a_clarification_that_does_not_come_leads_to_the_close(office: Office) -> None:
    case_id = request(office, Kind.FOI, DAY)
    step(office, case_id, "clarification.asked", on=DAY, what="Which year?")
    assert next_step(office, view_of(office, case_id))[1] == "move:clarification.answered"
    on_day(office, date(2025, 9, 2))
    assert next_step(office, view_of(office, case_id))[1] == "move:request.lapsed"


def test_a_complaint_about_data_keeps_the_person_informed(office: Office) -> None:
    case_id = request(office, Kind.DATA_PROTECTION, date(2026, 7, 1))
    assert "acknowledgement" in next_step(office, view_of(office, case_id))[0]
    acknowledge(office, case_id, date(2026, 7, 1))
    assert next_step(office, view_of(office, case_id))[1] == "move:enquiries.made"
    step(office, case_id, "enquiries.made", on=date(2026, 7, 1), what="The log of the letter")
    assert next_step(office, view_of(office, case_id))[1] == "case.answer"
    on_day(office, date(2026, 8, 1))
    assert next_step(office, view_of(office, case_id))[1] == "move:person.informed"


def test_the_list_of_requests_knows_what_each_waits_for(office: Office) -> None:
    foi = request(office, Kind.FOI, DAY)
    eir = request(office, Kind.EIR, DAY)
    sar = request(office, Kind.SAR, DAY, full_name="Mair Lloyd")
    request(office, Kind.MP, DAY, service="Quality Assurance", theme="Communication")
    step(office, foi, "clarification.asked", on=DAY, what="Which year?")
    keep_exemption(office, eir, Exemption("eir_12_4_e", about="Minutes"))
    step(office, sar, "redaction.done", done_by=office.person.id, on=DAY)
    rows = requests_of(office)
    assert {row.row.case_id for row in rows} == {foi, eir, sar}
    counts = request_counts(rows)
    assert counts == {
        "open": 3,
        "person": 1,
        "service": 0,
        "interest": 1,
        "redaction": 1,
        "reviews": 0,
        "commissioner": 0,
        "complaints": 0,
    }
    assert [row.requester for row in requests_of(office, "redaction")] == ["Mair Lloyd"]
    assert "Subject access" in requests_of(office, "redaction")[0].spoken


def test_the_disclosure_log_lists_answers_that_are_published(office: Office) -> None:
    case_id = request(office, Kind.FOI, DAY)
    answer_case(office, case_id, Answer(DAY, "disclosed_in_full"))
    assert requests_of(office, "log") == ()
    step(office, case_id, "disclosure_log.decided", publish="yes")
    assert [row.row.case_id for row in requests_of(office, "log")] == [case_id]
    step(office, case_id, "disclosure_log.decided", publish="no")
    assert requests_of(office, "log") == ()


def test_a_restricted_request_is_not_listed_for_others(office: Office) -> None:
    request(office, Kind.SAR, DAY)
    assert len(requests_of(office)) == 1
    office.person = office.staff[staff_id(office, "Ali Demir")]
    assert requests_of(office) == ()


def test_outcomes_are_counted_as_the_government_counts_them() -> None:
    groups = {
        "disclosed_in_full": Group.GRANTED,
        "disclosed_in_part": Group.PARTLY_WITHHELD,
        "refused": Group.FULLY_WITHHELD,
        "refused_cost": Group.FULLY_WITHHELD,
        "refused_vexatious": Group.FULLY_WITHHELD,
        "not_held": Group.NOT_HELD,
        "lapsed": Group.LAPSED,
        "advice_given": Group.PROBLEM,
        "": Group.NOT_YET,
        "withdrawn": None,
        "transferred": None,
        "outside_foi": None,
    }
    assert {code: statistics_group(code) for code in groups} == groups
    assert [group.is_resolvable for group in Group] == [True, True, True, True, False, False, False]


def test_every_outcome_offered_to_a_request_is_counted_or_known_not_to_be(office: Office) -> None:
    offered = {e.code for kind in (Kind.FOI, Kind.EIR) for e in office.vocabulary.offered("outcomes", kind)}
    assert {code for code in offered if statistics_group(code) is None} == {
        "withdrawn",
        "transferred",
        "outside_foi",
    }


def test_every_view_says_what_an_empty_one_means() -> None:
    assert all(view.label and view.empty for view in REQUEST_VIEWS.values())
