"""The track of an Ombudsman case in its Stages: what is done, what is under way, what is to do."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from caseworker.actions.information_step import State
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.ombudsman_steps import track_steps
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import sit_down
from ui.cases.acts.move_panel import MovePanel
from ui.cases.stages_tab import StagesTab


def opened(office: Office, **more: object) -> str:
    complaint = log_complaint(office).case_id
    values = {"received_on": TODAY, "track": "investigation", "set_due_on": date(2025, 12, 13), **more}
    make_move(office, complaint, "ombudsman.opened", values)
    return str(open_case(office, complaint).of_kind("link")[0].doc["case_id"])


def states(office: Office, case_id: str) -> dict[str, State]:
    return {step.label: step.state for step in track_steps(office, open_case(office, case_id))}


def test_each_step_of_the_track_moves_on_as_it_is_recorded(office: Office) -> None:
    case_id = opened(office)
    now = states(office, case_id)
    assert (now["Enquiry received"], now["Reply to the enquiry"]) == (State.DONE, State.DOING)
    reply = next(
        s for s in track_steps(office, open_case(office, case_id)) if s.label == "Reply to the enquiry"
    )
    assert reply.words == (
        "Due Saturday 13 December 2025, as the Ombudsman set it. Safe day: Friday 12 December 2025."
    )
    make_move(office, case_id, "ombudsman.replied", {"on": TODAY})
    draft = {"on": TODAY, "comments_due_on": date(2025, 10, 29)}
    make_move(office, case_id, "ombudsman.drafted", draft)
    assert states(office, case_id)["Comments on the draft"] is State.DOING
    make_move(office, case_id, "ombudsman.decided", {"on": TODAY, "decision": "fault_injustice"})
    assert states(office, case_id)["Remedies and recommendations"] is State.TO_DO
    remedy = {"kind": "remedy", "what": "Apologise", "owner": office.person.id, "due_on": date(2025, 11, 1)}
    make_move(office, case_id, "remedy.agreed", remedy)
    now = states(office, case_id)
    assert (now["Remedies and recommendations"], now["Ombudsman satisfied"]) == (State.DOING, State.TO_DO)
    make_move(office, case_id, "report.received", {"on": TODAY})
    now = states(office, case_id)
    assert (now["Public notice"], now["Report considered"]) == (State.DOING, State.TO_DO)


def test_a_premature_complaint_shows_only_what_it_needs(office: Office) -> None:
    case_id = opened(office, track="premature", set_due_on=None)
    now = states(office, case_id)
    assert (now["Referred back to us"], now["Enquiry received"]) == (State.TO_DO, State.IF_NEEDED)
    make_move(office, case_id, "ombudsman.referred_back", {"on": TODAY})
    assert states(office, case_id)["Closed"] is State.DONE


def test_initial_enquiries_stand_before_the_investigation(office: Office) -> None:
    case_id = opened(office, track="initial", set_due_on=None)
    assert states(office, case_id)["Answer initial enquiries"] is State.DOING
    make_move(office, case_id, "ombudsman.replied", {"on": TODAY})
    assert states(office, case_id)["Initial enquiries answered"] is State.DONE


def test_no_other_case_has_the_track(office: Office) -> None:
    assert track_steps(office, open_case(office, log_complaint(office).case_id)) == ()


def test_a_step_of_the_track_opens_its_page_and_the_tab_can_be_used_by_everybody(
    qtbot: QtBot, office: Office
) -> None:
    desk = sit_down(qtbot, office, opened(office), show="stages")
    part = desk.page.tabs.made["stages"]
    assert isinstance(part, StagesTab)
    assert part.above is not None
    assert part.above.isVisible()
    check_page(desk.page)
    part.above.rows["Reply to the enquiry"].link.click()
    assert isinstance(desk.page.acts.act, MovePanel)
    assert desk.page.acts.act.name == "ombudsman.replied"
