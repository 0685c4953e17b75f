"""What is recorded case by case in the program stands in tables 12 to 19 as imported records do."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.advocacy import add_contract
from caseworker.actions.equalities import record_equalities
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.payments import Payment, record_payment
from caseworker.actions.points import add_points, change_point, points_of
from caseworker.actions.reports import build_pack
from caseworker.actions.tasks import NewTask, TaskRef, add_task, finish_tasks
from caseworker.domain.advocacy import Contract
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import parse_period
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry
from tests.reports.rows_of import rows_of

OCTOBER = parse_period("2025-10")


@pytest.fixture
def worked(office: Office) -> Office:
    """A young person's complaint with an advocate, points, actions and compensation, and an enquiry."""
    case_id = log_complaint(
        office, full_name="Gethin O’Brien", raised_by="Young person", relationship="Self", ward="Evelyn"
    ).case_id
    add_contract(office, Contract("Coram Voice", date(2025, 1, 1), None, 1000, 50))
    make_move(
        office, case_id, "advocacy.offered", {"on": TODAY, "by": office.person.id, "answer": "accepted"}
    )
    make_move(office, case_id, "advocacy.referred", {"on": TODAY, "by": "Self", "stop_clock": False})
    make_move(
        office, case_id, "advocacy.appointed", {"on": TODAY, "advocate": "Maya Roy", "is_independent": True}
    )
    make_move(office, case_id, "advocacy.hours_given", {"on": TODAY, "hours": 1.5, "what": "First visit"})
    add_points(office, case_id, ("No visit since June", "Calls are not returned"))
    for place, finding in enumerate(("upheld", "not_upheld")):
        view = open_case(office, case_id)
        point = points_of(view)[place].id
        change_point(office, view, point, {"finding": finding, "reason": "As recorded."})
    late = date(2025, 10, 10)
    add_task(
        office, case_id, NewTask("Apologise", "remedy", due_on=late, agreed_on=late, remedy_type="Apology")
    )
    add_task(
        office,
        case_id,
        NewTask("Train the team", due_on=date(2025, 12, 1), agreed_on=TODAY, theme="Training"),
    )
    apology = next(task for task in open_case(office, case_id).tasks if task.doc.get("remedy_type"))
    finish_tasks(office, [TaskRef(case_id, apology.id)], TODAY, "Letter of 15 October")
    record_payment(office, case_id, Payment("distress", "150.50", agreed_on=TODAY))
    complaining = next(p for p in open_case(office, case_id).parties if p.doc.get("role") == "complaining")
    record_equalities(office, case_id, complaining.id, {"gender": "male", "age_band": "13_15"})
    log_enquiry(office)
    log_complaint(office, kind=Kind.SAR, risk="", raised_by="")
    return office


def test_one_complaint_stands_in_the_tables_of_everything_that_happened_in_it(worked: Office):
    pack = build_pack(worked, OCTOBER)
    tables = {table.code: table for table in pack.tables}
    assert [each for each in pack.to_reconcile if each.kind != "not recorded"] == []
    assert rows_of(tables["12"]) == {"Young people supported": ["1", "0", "0", "0", "1"]}
    assert rows_of(tables["12a"])["October"] == ["1", "0", "1.5", "1.5", "1,000", "50"]
    assert rows_of(tables["12b"], ["Total"])["Accepted"] == ["1"]
    assert rows_of(tables["12d"], ["Total"])["Child looked after"] == ["1"]
    assert rows_of(tables["13f"], ["Subject access"])["October"] == ["1"]
    assert rows_of(tables["14"], ["Total"]) == {"Young person": ["1"], "Total": ["1"]}
    assert rows_of(tables["14b"], ["Total"])["Looked after"] == ["1"]
    assert rows_of(tables["15"])["Total"][::2] == ["1", "1", "2"]
    assert rows_of(tables["17a"], ["Total"])["Male"] == ["1"]
    assert rows_of(tables["17b"], ["Total"])["Not disclosed"] == ["1"]
    assert rows_of(tables["17e"], ["Total"])["13 to 15"] == ["1"]
    assert rows_of(tables["18"])["Distress"] == ["1", "£150.50", "£150.50", "0", "£0", "1", "£150.50"]
    assert rows_of(tables["19"])["Total"] == ["2", "0", "1", "1", "0", "1", "0"]
    assert rows_of(tables["19a"], ["Points upheld", "Actions agreed"])["Communication"] == ["1", "1"]
    assert rows_of(tables["19a"], ["Points upheld", "Actions agreed"])["Training"] == ["0", "1"]
    assert rows_of(tables["19b"], ["Total"])["Apology"] == ["1"]


@pytest.mark.parametrize("asked", ["2025-26", "2025-10", "2025-10-01..2025-10-20", "2031-32"])
def test_a_new_office_has_every_table(office: Office, asked: str):
    pack = build_pack(office, parse_period(asked))
    assert pack.to_reconcile == ()
    assert all(cell.number == 0 for table in pack.tables for _place, cell in table.places())
