"""A computer whose clock is wrong (F10): what it wrote keeps its place, and nothing is decided by a clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.clock import Clock
from caseworker.domain.changes import corrected
from caseworker.sync.exchange import Exchange
from caseworker.sync.replica import Replica
from tests.example_office import log_complaint, noon
from tests.sync.replica.offices import Pc, meet_all

YEAR = timedelta(days=365)


def meet_at(pc: Pc, instant: datetime) -> None:
    """Meet the hub, whose clock is right, with this computer's clock at an instant."""
    replica = Replica(pc.office.database, now=lambda: instant)
    Exchange(replica, pc.hub.as_user(pc.login), lambda: replica.caller("1"), lambda: instant).meet()


def instants(pc: Pc) -> list[str]:
    """When each change was made, by the hub's clock."""
    return [corrected(str(at), int(str(off))) for at, off in pc.rows(
        "SELECT recorded_at, clock_offset FROM changeset ORDER BY n DESC LIMIT 1"
    )]  # fmt: skip


def test_a_clock_that_was_a_year_fast_is_believed_again_once_it_was_put_right(asha: Pc, ali: Pc) -> None:
    case_id = log_complaint(asha.office).case_id
    meet_all(asha, ali)
    meet_at(ali, noon() + YEAR)
    ali.office.clock = Clock(None, lambda: noon() + YEAR)
    add_note(ali.office, case_id, "While it was fast.")
    assert instants(ali)[0].startswith("2025-10-15T11:00")
    ali.office.clock = Clock(None, lambda: noon() + timedelta(minutes=40))
    add_note(ali.office, case_id, "After it was put right, before it met anybody.")
    assert instants(ali)[0].startswith("2025-10-15T11:40")


def test_own_changes_follow_each_other_however_the_clock_jumps(asha: Pc, ali: Pc) -> None:
    case_id = log_complaint(asha.office).case_id
    for place, jump in enumerate((timedelta(hours=3), timedelta(0), -YEAR, timedelta(hours=1))):
        asha.office.clock = replace(asha.office.clock, stands_on=None, system_now=lambda j=jump: noon() + j)
        view = open_case(asha.office, case_id)
        edit_case(asha.office, view, case_id, {"wants": f"Wish {place}"})
    meet_all(asha, ali)
    view = open_case(ali.office, case_id)
    assert view.case.doc["wants"] == "Wish 3"
    assert not view.conflicts
    changed = [item.changeset_id for item in view.timeline if item.kind == "case.updated"]
    assert changed == sorted(changed, reverse=True)
