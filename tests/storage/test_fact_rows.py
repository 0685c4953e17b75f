"""The lines of a case: one for each stage and one for each part, from what is recorded and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.storage.fact_parts import PART_COLUMNS
from caseworker.storage.fact_rows import NOT_DISCLOSED, STAGE_COLUMNS, fact_rows, step_of

CASE = {
    "kind": "CORP",
    "received_on": "2024-05-01",
    "division": "Education Services",
    "service": "Early Years",
}
STAGE = {"procedure": "CORP", "number": "1", "started_on": "2024-05-01", "recorded_due_on": "2024-05-16"}
Doc = dict[str, Any]
Lines = list[dict[str, Any]]


def lines(*things: tuple[str, Doc]) -> tuple[Lines, Lines]:
    """The lines of a case made of these things, numbered from 1; each is called by its kind and number."""
    placed = [
        (n, EntityState(f"{kind}-{n}", kind, "case-1", dict(doc))) for n, (kind, doc) in enumerate(things, 1)
    ]
    stages, parts = fact_rows(1, placed)
    return (
        [dict(zip(STAGE_COLUMNS, row, strict=True)) for row in stages],
        [dict(zip(PART_COLUMNS, row, strict=True)) for row in parts],
    )


def of_case(case: Doc | None = None, *more: tuple[str, Doc], stage: Doc | None = None) -> tuple[Lines, Lines]:
    """The lines of the example case with changes, its first stage and more things."""
    return lines(("case", CASE | (case or {})), ("stage", STAGE | (stage or {})), *more)


def only(found: Lines) -> dict[str, Any]:
    (line,) = found
    return line


def part(*more: tuple[str, Doc], case: Doc | None = None) -> dict[str, Any]:
    """The only part of the example case."""
    return only(of_case(case, *more)[1])


def values(line: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(line[name] for name in names)


# -- stages ----------------------------------------------------------------------------------------------------


def test_an_open_complaint_has_one_line_from_the_day_it_was_received():
    line = only(of_case()[0])
    assert values(line, "n", "case_n", "is_first", "step", "kind", "kind_at_closure") == (
        2, 1, "1", "S1", "CORP", "CORP",
    )  # fmt: skip
    assert values(line, "from_on", "to_on", "last_on", "due_on", "on_time") == (
        "2024-05-01", STILL_OPEN, STILL_OPEN, "2024-05-16", "",
    )  # fmt: skip
    assert all(isinstance(value, str) for name, value in line.items() if name not in ("n", "case_n"))


@pytest.mark.parametrize(("answered", "on_time"), [("2024-05-16", "1"), ("2024-05-17", "")])
def test_an_answer_on_the_day_it_is_due_is_on_time_and_on_the_next_is_not(answered, on_time):
    line = only(of_case(stage={"answered_on": answered})[0])
    assert values(line, "on_time", "on_time_original", "to_on", "stage_status") == (
        on_time, on_time, answered, "answered",
    )  # fmt: skip


def test_an_extended_answer_is_on_time_by_the_new_day_and_late_by_the_first():
    line = only(of_case(stage={"recorded_extended_on": "2024-05-30", "answered_on": "2024-05-28"})[0])
    assert values(line, "is_extended", "due_on", "original_due_on", "on_time", "on_time_original") == (
        "1", "2024-05-30", "2024-05-16", "1", "",
    )  # fmt: skip


def test_later_stages_have_lines_of_their_own_in_the_order_they_began():
    third = {"procedure": "CA", "number": "3", "started_on": "2024-09-01", "outcome": "upheld"}
    second = {"procedure": "CA", "number": "2", "started_on": "2024-07-01", "service": "Corporate Parenting"}
    stages, _ = lines(("case", CASE), ("stage", third), ("stage", second), ("stage", STAGE))
    assert [values(line, "step", "is_first", "from_on", "service", "outcome") for line in stages] == [
        ("S1", "1", "2024-05-01", "Early Years", ""),
        ("S2", "", "2024-07-01", "Corporate Parenting", ""),
        ("S3", "", "2024-09-01", "Early Years", "upheld"),
    ]


@pytest.mark.parametrize(
    ("stage", "kind", "step"),
    [
        ({"procedure": "CA", "number": "2"}, "CA", "S2"),
        ({"procedure": "CORP", "number": "1"}, "CORP", "S1"),
        ({"procedure": "CORP", "number": "3", "label": "Independent Adjudicator"}, "CORP", "ADJ"),
        ({"procedure": "LGO", "number": "1"}, "CORP", "LGO"),
        ({"procedure": "FOI", "number": "1"}, "FOI", "FOI"),
        ({"procedure": "FOI", "number": "review"}, "FOI", "IR"),
        ({"procedure": "FOI", "number": "tribunal"}, "FOI", "TRIB"),
        ({"procedure": "ICO", "number": "1"}, "FOI", "ICO"),
        ({"procedure": "SAR", "number": "1"}, "SAR", "SAR"),
        ({"procedure": "ENQ", "number": "1"}, "MP", "ENQ"),
        ({}, "COMPL", "COMPL"),
    ],
)
def test_each_kind_of_step_has_its_code(stage, kind, step):
    assert step_of(stage, kind) == step


@pytest.mark.parametrize(
    ("stage", "case", "status", "to_on"),
    [
        ({}, {}, "open", STILL_OPEN),
        ({"suspended_on": "2024-05-09"}, {}, "suspended", STILL_OPEN),
        ({"suspended_on": "2024-05-09", "resumed_on": "2024-05-20"}, {}, "open", STILL_OPEN),
        ({"withdrawn_on": "2024-05-10"}, {}, "withdrawn", "2024-05-10"),
        ({"answered_on": "2024-05-12"}, {"status": "open"}, "answered", "2024-05-12"),
        ({"closed_on": "2024-05-20"}, {}, "closed", "2024-05-20"),
        ({}, {"status": "closed", "closed_on": "2024-06-01"}, "closed", "2024-06-01"),
        ({}, {"status": "closed"}, "closed", "2024-05-01"),
    ],
)
def test_a_stage_ends_when_it_is_answered_withdrawn_or_closed(stage, case, status, to_on):
    line = only(of_case(case, stage=stage)[0])
    assert values(line, "stage_status", "to_on") == (status, to_on)


def test_a_case_closed_after_its_answer_is_read_until_it_was_closed():
    line = only(
        of_case({"status": "closed", "closed_on": "2024-08-01"}, stage={"answered_on": "2024-05-12"})[0]
    )
    assert values(line, "to_on", "last_on", "closed_on") == ("2024-05-12", "2024-08-01", "2024-08-01")


def test_a_case_closed_before_a_later_stage_began_did_not_end_that_stage():
    """Asked for after the answer, and its end never recorded: still open, as the published status table has it."""
    second = ("stage", {"procedure": "CORP", "number": "2", "started_on": "2024-07-01"})
    closed = {"status": "closed", "closed_on": "2024-05-12"}
    later = of_case(closed, second, stage={"answered_on": "2024-05-12"})[0][1]
    assert values(later, "to_on", "ended_on", "stage_status") == (STILL_OPEN, "", "open")
    later = of_case(closed | {"closed_on": "2024-08-01"}, second, stage={"answered_on": "2024-05-12"})[0][1]
    assert values(later, "to_on", "ended_on", "stage_status") == ("2024-08-01", "2024-08-01", "closed")


def test_the_type_at_closure_stands_beside_the_type_as_received():
    line = only(of_case({"kind_at_closure": "CA"})[0])
    assert values(line, "kind", "kind_at_closure") == ("CORP", "CA")


@pytest.mark.parametrize("case", [{"case_review": True}, {"kind": "REV"}])
def test_a_historic_review_is_marked(case):
    assert only(of_case(case)[0])["is_review"] == "1"


def test_a_case_whose_type_is_not_decided_says_so():
    assert only(of_case({"kind": None}, stage={"procedure": ""})[0])["step"] == Kind.UNDECIDED


def test_the_decision_of_the_ombudsman_is_the_outcome_of_his_stage():
    stages, _ = of_case(
        {"outcome": "not_upheld"},
        (
            "stage",
            {"procedure": "LGO", "number": "1", "started_on": "2024-07-01", "decision": "fault_injustice"},
        ),
    )
    assert [line["outcome"] for line in stages] == ["not_upheld", "fault_injustice"]


def test_equalities_are_those_of_the_person_complaining():
    things = [
        ("party", {"role": "child", "child_status": "looked_after"}),
        ("party", {"role": "complaining"}),
        ("equality", {"party_id": "party-3", "gender": "Male"}),
        ("equality", {"party_id": "party-4", "gender": "Female", "disability": "Not disclosed"}),
    ]
    line = only(of_case(None, *things)[0])
    assert values(line, "gender", "disability", "ethnicity", "child_status") == (
        "Female", NOT_DISCLOSED, "", "looked_after",
    )  # fmt: skip


def test_imported_equalities_stand_with_the_case_itself():
    line = only(of_case({"equalities": {"gender": "Female", "age_band": "25-34"}})[0])
    assert values(line, "gender", "age_band") == ("Female", "25-34")


@pytest.mark.parametrize("case", [{"status": "void"}, {"voided": True}])
def test_a_void_case_has_no_lines(case):
    assert of_case(case, ("task", {"what": "Apologise", "due_on": "2024-06-01"})) == ([], [])


# -- parts -----------------------------------------------------------------------------------------------------


def test_an_action_is_open_until_it_is_done():
    task = {
        "what": "Apologise",
        "kind": "action",
        "remedy_type": "Apology",
        "agreed_on": "2024-05-12",
        "due_on": "2024-06-01",
    }
    open_line = part(("task", task))
    assert values(open_line, "thing", "what", "from_on", "due_on", "to_on", "status", "step") == (
        "action", "Apology", "2024-05-12", "2024-06-01", STILL_OPEN, "open", "S1",
    )  # fmt: skip
    assert values(open_line, "service", "division", "kind") == ("Early Years", "Education Services", "CORP")
    assert values(part(("task", task | {"done_on": "2024-05-30"})), "to_on", "status") == (
        "2024-05-30",
        "done",
    )


def test_an_action_stands_under_the_service_that_owes_it_and_its_learning_theme():
    line = part(
        (
            "task",
            {"due_on": "2024-06-01", "service": "Youth Services", "theme": "Training", "may_publish": True},
        ),
        case={"theme": "Communication"},
    )
    assert values(line, "service", "theme", "may_publish") == ("Youth Services", "Training", "1")


def test_an_imported_action_follows_from_the_stage_it_names():
    second = {"procedure": "CORP", "number": "2", "started_on": "2024-07-01", "old_reference": "ESC0001"}
    _, parts = of_case(
        None, ("stage", second), ("task", {"due_on": "2024-09-01", "stage_reference": "ESC0001"})
    )
    assert only(parts)["step"] == "S2"


def test_a_payment_counts_from_the_day_it_was_agreed_and_ends_when_it_is_paid():
    payment = {
        "kind": "time_and_trouble",
        "amount_pounds": 120.5,
        "agreed_on": "2024-06-01",
        "stage_id": "stage-2",
    }
    line = part(("payment", payment))
    assert values(line, "thing", "what", "amount", "from_on", "to_on", "status", "step") == (
        "payment", "time_and_trouble", "120.5", "2024-06-01", STILL_OPEN, "agreed", "S1",
    )  # fmt: skip
    assert values(part(("payment", payment | {"paid_on": "2024-06-20"})), "to_on", "status") == (
        "2024-06-20",
        "paid",
    )


def test_compensation_recorded_at_a_stage_is_a_payment_unless_the_payment_itself_is_recorded():
    stage = (
        "stage",
        {"procedure": "LGO", "number": "1", "started_on": "2024-07-01", "compensation_pounds": 2500},
    )
    line = part(stage)
    assert values(line, "thing", "amount", "from_on", "step") == ("payment", "2500", "2024-07-01", "LGO")
    _, parts = of_case(None, stage, ("payment", {"amount_pounds": 2500, "stage_id": "stage-3"}))
    assert [values(each, "thing", "n") for each in parts] == [("payment", 4)]


def test_a_point_counts_when_its_stage_was_answered_with_its_finding():
    _, parts = of_case(
        None, ("point", {"stage_id": "stage-2", "finding": "upheld"}), stage={"answered_on": "2024-05-12"}
    )
    assert values(only(parts), "thing", "what", "status", "from_on", "step") == (
        "point", "upheld", "upheld", "2024-05-12", "S1",
    )  # fmt: skip


def test_an_offer_of_advocacy_and_the_hours_given_have_lines():
    stages, parts = of_case(
        None,
        (
            "advocacy",
            {
                "offered_on": "2024-05-02",
                "answer": "accepted",
                "referred_on": "2024-05-05",
                "purpose": "complaint",
            },
        ),
        ("advocacy_hours", {"on": "2024-05-20", "hours": 2.5}),
    )
    assert [values(each, "thing", "from_on", "status", "amount") for each in parts] == [
        ("advocacy", "2024-05-05", "accepted", ""),
        ("hours", "2024-05-20", "", "2.5"),
    ]
    assert only(stages)["has_advocate"] == "1"


def test_an_imported_referral_is_the_help_itself_and_its_stage_carries_the_hours():
    _, parts = of_case(
        {
            "kind": "ADV",
            "hours": 7.5,
            "supported_at": "Stage 1",
            "status": "closed",
            "closed_on": "2024-06-01",
        },
        stage={"procedure": ""},
    )
    assert [values(each, "n", "thing", "from_on", "amount", "supported_at") for each in parts] == [
        (1, "advocacy", "2024-05-01", "", "Stage 1"),
        (2, "hours", "2024-06-01", "7.5", "Stage 1"),
    ]


@pytest.mark.parametrize("kind", ["task", "payment", "point", "advocacy", "advocacy_hours"])
def test_a_void_part_has_no_line(kind):
    assert of_case(None, (kind, {"voided": True, "amount_pounds": 5, "due_on": "2024-06-01"}))[1] == []


# -- what ends a stage -----------------------------------------------------------------------------------------


OMBUDSMAN = {
    "procedure": "LGO", "number": "1", "started_on": "2024-07-01", "track": "investigation", "enquiry_on": "2024-07-01",
    "answered_on": "2024-07-25",
}  # fmt: skip


def test_an_ombudsmans_case_is_open_after_our_reply_until_the_decision():
    line = only(of_case({"kind": "LGO"}, stage=OMBUDSMAN)[0])
    assert values(line, "answered_on", "ended_on", "to_on", "stage_status") == (
        "2024-07-25", "", STILL_OPEN, "open",
    )  # fmt: skip


def test_an_ombudsmans_case_ends_on_the_day_of_the_decision_though_remedies_keep_it_open():
    decided = {
        "decision": "fault_injustice",
        "decision_on": "2024-11-05",
        "track": "remedy",
        "outcome": "fault_injustice",
    }
    line = only(of_case({"kind": "LGO"}, stage=OMBUDSMAN | decided)[0])
    assert values(line, "ended_on", "to_on", "stage_status") == ("2024-11-05", "2024-11-05", "answered")


def test_an_ombudsmans_case_referred_back_ends_that_day():
    back = {"track": "premature", "answered_on": None, "decision": "premature", "closed_on": "2024-07-10"}
    line = only(of_case({"kind": "LGO"}, stage=OMBUDSMAN | back)[0])
    assert values(line, "ended_on", "outcome") == ("2024-07-10", "premature")


def test_an_imported_ombudsmans_case_ends_on_its_one_day():
    imported = {"procedure": "LGO", "number": "1", "started_on": "2024-07-01", "answered_on": "2024-09-17"}
    assert only(of_case(stage=imported)[0])["ended_on"] == "2024-09-17"


def test_stage_1_left_unanswered_is_over_when_stage_2_is_asked_for_and_has_no_outcome_of_its_own():
    case = {"status": "closed", "closed_on": "2024-09-01", "outcome": "upheld"}
    second = ("stage", {
        "procedure": "CORP", "number": "2", "started_on": "2024-06-10", "answered_on": "2024-09-01",
        "outcome": "upheld",
    })  # fmt: skip
    first, later = of_case(case, second)[0]
    assert values(first, "to_on", "ended_on", "stage_status", "outcome") == ("2024-06-10", "", "left", "")
    assert values(later, "to_on", "stage_status", "outcome") == ("2024-09-01", "answered", "upheld")


def test_a_complaint_is_not_left_when_the_ombudsman_writes():
    second = ("stage", {"procedure": "LGO", "number": "1", "started_on": "2024-06-10"})
    assert values(of_case({}, second)[0][0], "to_on", "stage_status") == (STILL_OPEN, "open")


@pytest.mark.parametrize("field", ["answered_on", "withdrawn_on", "closed_on"])
def test_a_stage_never_ends_before_it_began_whatever_day_was_recorded(field):
    line = only(of_case(stage={field: "2023-05-16"})[0])
    assert values(line, "ended_on", "to_on") == ("2024-05-01", "2024-05-01")


def test_compensation_of_a_stage_is_what_its_payments_come_to():
    pay = [
        ("payment", {"stage_id": "stage-2", "amount_pounds": pounds, "agreed_on": "2024-06-01"})
        for pounds in ("150", "99.50")
    ]
    assert only(of_case({}, *pay, stage={"compensation_pounds": 150})[0])["compensation"] == "249.50"


def test_an_action_without_the_day_it_was_agreed_goes_by_the_answer_not_by_the_day_it_is_due():
    task = ("task", {"kind": "action", "due_on": "2025-01-31", "stage_id": "stage-2"})
    found = of_case({}, task, stage={"answered_on": "2024-05-20"})[1]
    assert values(only(found), "from_on", "due_on") == ("2024-05-20", "2025-01-31")


def test_an_amount_at_a_stage_is_paid_when_its_action_is_however_it_is_written():
    task = (
        "task",
        {"kind": "payment", "amount_pounds": "250.00", "stage_id": "stage-2", "satisfied_on": "2024-07-01"},
    )
    found = of_case({}, task, stage={"compensation_pounds": 250, "answered_on": "2024-05-20"})[1]
    (money,) = [part for part in found if part["thing"] == "payment"]
    assert values(money, "status", "to_on") == ("paid", "2024-07-01")


def test_a_link_to_the_ombudsmans_case_is_the_same_text_from_both_ends():
    link = {"case_id": "case-9", "reference": "26-9", "relation": "taken_to_ombudsman"}
    mine = part(("link", link))
    back = part(("link", {"case_id": "case-0", "relation": "ombudsman_of"}))
    assert values(mine, "thing", "what", "supported_at") == ("link", "taken_to_ombudsman", "case-1 case-9")
    assert back["supported_at"] == "case-0 case-1"
    assert of_case({}, ("link", {"case_id": "case-9", "relation": "same_matter"}))[1] == []
