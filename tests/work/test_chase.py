"""Chasing: one draft for each service and each head, recorded on every case, taken back by one Undo."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from caseworker.actions.chase import ChasePlan, plan_chase, plan_chase_list, write_chase
from caseworker.actions.chase_email import Email, as_eml, email_text
from caseworker.actions.contributions import Asked, ask_service, is_address
from caseworker.actions.log import Logged
from caseworker.actions.look_up import list_numbers, open_case, query
from caseworker.actions.pause import pause_clock
from caseworker.actions.settings_change import change_settings
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind
from caseworker.domain.pauses import PauseKind
from caseworker.domain.work import initials
from caseworker.errors import ReadOnlyError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry

PARENTING, QUALITY = "Corporate Parenting", "Quality Assurance"


def heads(office: Office) -> None:
    change_settings(
        office, {"heads": {"Children's Social Care": {"name": "Diana Lee", "email": "diana@nm.example"}}}
    )


@pytest.fixture
def late(office: Office) -> Logged:
    """A complaint to Corporate Parenting whose answer was due on Monday 13 October."""
    return log_complaint(office, received_on=date(2025, 9, 29))


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """An empty folder for the drafts."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    return folder


def opened(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def plan_of(office: Office, *cases: Logged) -> ChasePlan:
    return plan_chase(office, [case.case_id for case in cases])


def test_one_draft_for_each_service_with_initials_only(office: Office, late: Logged, drafts: Path) -> None:
    other = log_complaint(office, full_name="Tom Clarke", children=())
    ask_service(
        office, late.case_id, Asked(QUALITY, "The minutes", date(2025, 10, 17), email="qa@nm.example")
    )
    ask_service(office, other.case_id, Asked(PARENTING, "Visits", date(2025, 10, 16), email="cp@nm.example"))
    plan = plan_of(office, late, other)
    assert [(email.title, len(email.cases)) for email in plan.emails] == [(PARENTING, 2), (QUALITY, 1)]
    write_chase(office, plan, drafts)
    names = sorted(path.name for path in drafts.iterdir())
    assert names == ["2025-10-15-chase-corporate-parenting.eml", "2025-10-15-chase-quality-assurance.eml"]
    message = opened(drafts / names[0])
    assert message["X-Unsent"] == "1"
    assert message["To"] == "cp@nm.example"
    assert message["Subject"] == "Reminder: 2 cases, 1 late"
    text = message.get_content()
    assert "G. O.  Statutory complaint, stage 1" in text
    assert "2 working days late, was due Monday 13 October" in text
    assert "Asked: Visits (due Thursday 16 October 2025)" in text
    assert text.index("Late") < text.index(late.reference) < text.index(other.reference)
    assert all(len(line) <= 78 for line in text.splitlines())
    for name in ("Siân", "O’Brien", "Gethin", "Clarke"):
        assert name not in text


def test_the_record_says_chased_and_one_undo_takes_all_of_it_back(
    office: Office, late: Logged, drafts: Path
) -> None:
    second = log_enquiry(office)
    ask_service(office, second.case_id, Asked(PARENTING, "Visits", TODAY))
    changed = write_chase(office, plan_of(office, late, second), drafts)
    assert set(changed.case_ids) == {late.case_id, second.case_id}
    view = open_case(office, second.case_id)
    assert view.value("chased_on") == ["2025-10-15"]
    assert view.of_kind("contribution")[0].doc["chased_on"] == ["2025-10-15"]
    item = view.timeline[0]
    assert (item.title, item.text, item.reason) == ("Chased", "", f"Email draft to {PARENTING}")
    undo(office, changed.group_id)
    view = open_case(office, second.case_id)
    assert not view.value("chased_on")
    assert not view.of_kind("contribution")[0].doc.get("chased_on")
    assert not open_case(office, late.case_id).value("chased_on")


def test_who_was_asked_by_name_is_written_to_rather_than_the_head(office: Office, late: Logged) -> None:
    heads(office)
    other = log_complaint(office, full_name="Tom Clarke")
    ask_service(
        office, other.case_id, Asked(PARENTING, "Visits", TODAY, contact_name="Jo", email="jo@nm.example")
    )
    reminder = plan_of(office, late, other).emails[0]
    assert (reminder.title, reminder.readers) == (PARENTING, "Jo <jo@nm.example>")
    assert email_text(reminder).startswith("Dear Jo,")


def test_a_draft_of_the_same_day_is_never_written_over(office: Office, late: Logged, drafts: Path) -> None:
    write_chase(office, plan_of(office, late), drafts)
    write_chase(office, plan_of(office, late), drafts)
    assert len(list(drafts.iterdir())) == 2
    assert open_case(office, late.case_id).value("chased_on") == ["2025-10-15"]


def test_without_an_address_the_draft_is_written_for_the_reader_to_be_filled_in(
    office: Office, late: Logged, drafts: Path
) -> None:
    plan = plan_of(office, late)
    assert [email.title for email in plan.without_address] == [PARENTING]
    write_chase(office, plan, drafts)
    assert opened(next(drafts.iterdir()))["To"] is None


def test_the_head_is_told_before_the_deadline_once_and_once_more_after_it(
    office: Office, drafts: Path
) -> None:
    heads(office)
    soon = log_complaint(
        office, received_on=date(2025, 10, 6)
    )  # due Monday 20 October, in three working days
    far = log_complaint(office)
    escalated = query(office, "to_escalate")
    assert len(list_numbers(office, escalated)) == 1
    plan = plan_of(office, soon, far)
    told = [email for email in plan.emails if email.kind == "head"]
    assert [(email.readers, [case.reference for case in email.cases]) for email in told] == [
        ("Diana Lee <diana@nm.example>", [soon.reference])
    ]
    assert "Dear Diana Lee," in email_text(told[0])
    write_chase(office, plan, drafts)
    view = open_case(office, soon.case_id)
    assert (view.value("escalated_on"), view.value("escalated_to")) == ("2025-10-15", "Diana Lee")
    assert not open_case(office, far.case_id).value("escalated_on")
    assert not list_numbers(office, query(office, "to_escalate"))
    assert not [email for email in plan_of(office, soon).emails if email.kind == "head"]
    office.clock = Clock(date(2025, 10, 21), office.clock.system_now)
    assert len(list_numbers(office, query(office, "to_escalate"))) == 1
    write_chase(office, plan_of(office, soon), drafts)
    assert not list_numbers(office, query(office, "to_escalate"))


def test_a_stopped_clock_is_not_escalated(office: Office) -> None:
    heads(office)
    soon = log_complaint(office, kind=Kind.FOI, received_on=date(2025, 9, 22))
    pause_clock(office, soon.case_id, PauseKind.CLARIFY, TODAY, "Which years are meant")
    assert not list_numbers(office, query(office, "to_escalate"))
    assert not [email for email in plan_of(office, soon).emails if email.kind == "head"]


def test_what_nobody_can_be_told_of_is_said_with_the_reason(office: Office, late: Logged) -> None:
    bare = log_complaint(office, kind=Kind.UNDECIDED, team="")
    plan = plan_of(office, late, bare)
    assert plan.notes == (
        (late.reference, "Nobody is told: Settings name no head of service for Corporate Parenting."),
        (bare.reference, "It has no service. Choose one in Details."),
    )


def test_a_list_is_chased_for_what_is_late_nearly_due_or_waits(office: Office, late: Logged) -> None:
    waiting = log_complaint(office, full_name="Tom Clarke")
    ask_service(office, waiting.case_id, Asked(PARENTING, "Visits", date(2025, 10, 24)))
    log_complaint(office, full_name="Not late")
    plan = plan_chase_list(office, query(office, "team_open"))
    assert set(plan.case_ids) == {late.case_id, waiting.case_id}


def test_nothing_to_chase_is_said_and_nothing_is_written(office: Office, drafts: Path) -> None:
    with pytest.raises(RuleError, match="nothing to chase"):
        write_chase(office, plan_chase(office, []), drafts)
    assert not list(drafts.iterdir())


def test_a_folder_that_cannot_be_written_leaves_no_record(
    office: Office, late: Logged, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from caseworker.actions import chase

    def refuse(path: Path, data: bytes, *, not_done: str) -> None:
        raise ReadOnlyError(not_done)

    monkeypatch.setattr(chase, "write_whole", refuse)
    with pytest.raises(ReadOnlyError):
        write_chase(office, plan_of(office, late), drafts)
    assert not open_case(office, late.case_id).value("chased_on")


def test_when_the_record_is_refused_no_draft_is_left_behind(
    office: Office, late: Logged, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(office, late)

    def refuse(*_args: object, **_more: object) -> list[object]:
        raise RuleError("Not now.")

    monkeypatch.setattr(office, "save", refuse)
    with pytest.raises(RuleError):
        write_chase(office, plan, drafts)
    assert not list(drafts.iterdir())


@given(st.from_regex(r"[!-~]{1,12}@[!-~]{1,20}", fullmatch=True), st.text(max_size=40))
def test_whatever_counts_as_an_address_can_stand_in_a_draft(address: str, name: str) -> None:
    if is_address(address):
        plain = " ".join(cleaned(name).split())
        email = Email("service", "Parenting", plain, ((plain, address),), ())
        read = message_from_bytes(as_eml(email), policy=policy.default)
        assert [each.addr_spec for each in read["To"].addresses] == [address]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Siân O’Brien", "S. O."),
        ("Łukasz", "Ł."),
        ("", "?"),
        ("<b>Tom</b>", "?"),
        ("anna de la Cruz", "A. D. L. C."),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
