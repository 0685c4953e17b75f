"""A subject access request of a care leaver: identity, search, other people in the file, redaction, answer."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.extend import extend
from caseworker.actions.look_up import open_case
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.information.help import due, on_day, request, staff_id, step, view_of


def test_a_care_leaver_gets_the_file_within_the_time_and_nobody_else_with_it(office: Office) -> None:
    # Restricted from the start: only the owner, and who may see every restricted case, can open it.
    case_id = request(office, Kind.SAR, date(2025, 8, 30), full_name="Mair Lloyd")
    assert view_of(office, case_id).value("restricted") is True
    asha, ali = office.person, office.staff[staff_id(office, "Ali Demir")]
    office.person = ali
    with pytest.raises(RuleError):
        open_case(office, case_id)
    office.person = asha

    # Received on a Saturday, due on Tuesday 30 September; but who is asking?
    assert due(office, case_id) == date(2025, 9, 30)
    on_day(office, date(2025, 9, 2))
    step(office, case_id, "regime.decided", kind="SAR")
    step(office, case_id, "identity.asked", on=date(2025, 9, 2), what="A new address and another surname")
    on_day(office, date(2025, 9, 8))
    step(office, case_id, "identity.proved", on=date(2025, 9, 8), how="Passport, deed poll")
    assert due(office, case_id) == date(2025, 10, 8)

    # Nine volumes: told within the month that it takes up to two months more.
    step(
        office,
        case_id,
        "places.searched",
        on=date(2025, 9, 8),
        places="Case files 2004 to 2019, the archive, two mailboxes",
        found="Nine volumes",
    )
    on_day(office, date(2025, 9, 15))
    extend(office, case_id, date(2025, 12, 8), "Nine volumes in which many other people appear")
    assert due(office, case_id) == date(2025, 12, 8)

    # Other people are in the file: one is asked, and objects.
    step(office, case_id, "views.asked", who="Rhian Pugh", on=date(2025, 9, 15), about="Her letters of 2011")
    assert next_step(office, view_of(office, case_id))[0] == (
        "Record the views of Rhian Pugh when they come. Write the letter: Views of somebody else asked for (L59)."
    )
    on_day(office, date(2025, 10, 1))
    step(office, case_id, "views.answered", on=date(2025, 10, 1), answer="objects", views="They were private")
    keep_exemption(
        office, case_id, Exemption("sar_sch2_16", "", "Letters of a neighbour", "She did not consent")
    )
    keep_exemption(
        office,
        case_id,
        Exemption("sar_sch3_11", "", "Two pages of 2012", "Serious harm to somebody's mental health"),
    )

    # What leaves the council is looked at by a second person.
    on_day(office, date(2025, 11, 20))
    with pytest.raises(ProblemsError, match="its check by a second person"):
        answer_case(office, case_id, Answer(date(2025, 11, 20), "disclosed_in_part"))
    step(
        office,
        case_id,
        "redaction.done",
        done_by=asha.id,
        on=date(2025, 11, 18),
        what="Neighbours, two pages",
    )
    with pytest.raises(RuleError, match="a second person checks it"):
        step(office, case_id, "redaction.checked", checked_by=asha.id, on=date(2025, 11, 20), result="right")
    step(office, case_id, "redaction.checked", checked_by=ali.id, on=date(2025, 11, 20), result="right")
    answer_case(office, case_id, Answer(date(2025, 11, 20), "disclosed_in_part", how="Secure portal"))
    view = view_of(office, case_id)
    assert view.stage is not None
    assert (view.status, view.row.on_time, view.stage.doc["answered_how"]) == (
        Status.CLOSED,
        True,
        "Secure portal",
    )


def test_the_days_we_wait_for_an_answer_are_added_to_the_month(office: Office) -> None:
    case_id = request(office, Kind.SAR, date(2026, 3, 10))
    on_day(office, date(2026, 3, 25))
    step(office, case_id, "clarification.asked", on=date(2026, 3, 16), what="The whole file, or one year?")
    step(office, case_id, "clarification.answered", on=date(2026, 3, 25), answer="From 2010 on")
    assert due(office, case_id) == date(2026, 4, 20)
