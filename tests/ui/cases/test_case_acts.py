"""Each act on a case, by keyboard alone: what it says before it is done, what it does, and where the focus goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.drafts import list_drafts
from caseworker.actions.pause import pause_clock
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.pauses import PauseKind
from caseworker.errors import DiskFullError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry
from tests.ui.cases.case_help import Desk, OpenedLetter, sit_down, status_words
from ui.cases.acts.form import ActForm


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    return sit_down(qtbot, office, log_complaint(office).case_id)


def act_of(desk: Desk) -> ActForm:
    act = desk.page.acts.act
    assert isinstance(act, ActForm)
    return act


def editor(desk: Desk, name: str) -> QWidget:
    return act_of(desk).form[name].editor()


# -- note ---------------------------------------------------------------------------------------------------------


def test_a_call_with_a_follow_up_in_three_working_days_takes_ten_keys(desk: Desk) -> None:
    desk.keys.keys = 0
    desk.press("Ctrl+Shift+N")
    desk.type("Mother rang: she would like a visit before half term.")
    desk.press("Tab")
    desk.type("t")  # telephone call
    desk.press("Tab")
    desk.type("+3")
    desk.press("Ctrl+Enter")
    assert desk.keys.keys <= 10
    assert desk.view.row.follow_up_on == date(2025, 10, 20)
    assert desk.view.notes[0].doc["kind"] == "call"
    assert desk.alerts() == [
        "Saved: Telephone call added to CYP-2025-0001. Follow up on Monday 20 October 2025."
    ]
    assert desk.page.timeline.timeline.entries[0].item.title == "Note"
    assert desk.page.timeline.note.text.value() == ""


def test_an_empty_note_is_refused_in_words_and_the_title_says_error(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.press("Ctrl+Enter")
    note = desk.page.timeline.note
    assert note.summary.hasFocus()
    assert [button.text() for button in note.summary.buttons] == ["Enter the note"]
    assert desk.window.windowTitle().startswith("Error: ")
    desk.press("Tab")
    desk.press("Space")
    assert note.text.editor().hasFocus()
    assert note.text.editor().accessibleDescription().startswith("Several lines. Error: Enter the note")


def test_a_follow_up_date_that_cannot_be_read_keeps_the_note(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("Rang back")
    desk.press("Tab", 2)
    desk.type("31/2/2026")
    desk.press("Ctrl+Enter")
    note = desk.page.timeline.note
    assert note.form.blocks["follow_up_on"].problem() == (
        "Follow-up date, if any must be a real date, such as 27/3/2026"
    )
    assert note.text.value() == "Rang back"
    assert desk.view.notes == ()


def test_a_note_pressed_twice_is_added_once(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("Once")
    desk.press("Ctrl+Enter", 2)
    assert len(desk.view.notes) == 1


def test_undo_on_the_alert_takes_the_note_back(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("Wrong case")
    desk.press("Ctrl+Enter")
    desk.window.strip.alerts()[0].actions[0].call()
    assert desk.view.notes == ()
    assert desk.page.timeline.timeline.entries[0].item.title == "Undone: note"


# -- extend -------------------------------------------------------------------------------------------------------


def test_extending_proposes_the_latest_lawful_date_and_says_it_in_words_first(desk: Desk) -> None:
    desk.keys.keys = 0
    desk.press("Ctrl+Shift+X")
    assert act_of(desk).result.text() == (
        "New date: Tuesday 11 November 2025. Until now it was Tuesday 28 October 2025."
    )
    desk.press("Tab")
    desk.type("The file is in store")
    desk.press("Ctrl+Enter")
    assert desk.keys.keys <= 12
    assert desk.view.row.due_on == date(2025, 11, 11)
    assert desk.alerts() == ["Saved: CYP-2025-0001 was extended to Tuesday 11 November 2025."]
    assert desk.page.acts.act is None


def test_after_extending_the_message_offers_the_letter_about_it(desk: Desk) -> None:
    desk.press("Ctrl+Shift+X")
    desk.press("Tab")
    desk.type("The file is in store")
    desk.press("Ctrl+Enter")
    write, undo = desk.window.strip.alerts()[0].actions
    assert (write.text, undo.text) == ("Write the letter (L09)", "Undo")
    write.call()
    letter = desk.window.tabs.front()
    assert isinstance(letter, OpenedLetter)
    assert letter.key == f"{desk.page.key}/L09"


def test_who_may_not_write_letters_is_offered_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    role = desk.office.roles[desk.office.person.role]
    monkeypatch.setattr(
        desk.office, "roles", {**desk.office.roles, role.code: replace(role, may=role.may - {"letter"})}
    )
    desk.press("Ctrl+Shift+X")
    desk.press("Tab")
    desk.type("The file is in store")
    desk.press("Ctrl+Enter")
    assert [action.text for action in desk.window.strip.alerts()[0].actions] == ["Undo"]


def test_another_date_is_said_at_once_and_one_beyond_the_limit_with_its_rule(desk: Desk) -> None:
    desk.press("Ctrl+Shift+X")
    desk.replace("4 nov")
    assert act_of(desk).result.text().startswith("New date: Tuesday 4 November 2025.")
    desk.replace("12 nov")
    assert "must be Tuesday 11 November 2025 or earlier" in act_of(desk).result.text()
    desk.press("Tab")
    desk.type("Too long")
    desk.press("Ctrl+Enter")
    block = act_of(desk).form.blocks["until"]
    assert "20 working days from receipt are the most that is allowed" in block.problem()
    assert act_of(desk).summary.hasFocus()
    assert act_of(desk).form["reason"].value() == "Too long"
    assert desk.view.row.due_on == date(2025, 10, 28)


def test_an_extension_without_reason_or_date_names_both(desk: Desk) -> None:
    desk.press("Ctrl+Shift+X")
    desk.replace("")
    desk.press("Delete")
    desk.press("Ctrl+Enter")
    problems = [button.text() for button in act_of(desk).summary.buttons]
    assert problems == [
        "Enter the new date",
        "Enter the reason for the extension: the person must be told it",
    ]


def test_a_case_extended_as_far_as_the_rules_allow_says_so(desk: Desk) -> None:
    desk.press("Ctrl+Shift+X")
    desk.press("Tab")
    desk.type("Store")
    desk.press("Ctrl+Enter")
    desk.press("Ctrl+Shift+X")
    assert desk.page.acts.act is None
    assert status_words(desk) == (
        "The answer is due Tuesday 11 November 2025; the rules allow no later date."
    )


# -- pause and resume ---------------------------------------------------------------------------------------------


def test_pausing_says_what_it_means_and_resuming_says_the_new_date(desk: Desk) -> None:
    desk.press("Ctrl+Shift+U")
    said = act_of(desk).result.text()
    assert "until the day one is appointed" in said
    assert said.endswith(
        "While the clock stands still the answer is due by Tuesday 11 November 2025 at the latest."
    )
    desk.press("Ctrl+Enter")
    assert desk.view.status is Status.PAUSED
    assert desk.page.next_step.button.text() == "Let clock go on (Ctrl+Shift+U)"
    desk.press("Ctrl+Shift+U")
    assert (
        act_of(desk).intro() == "Finding an advocate: the clock stands still since Wednesday 15 October 2025."
    )
    assert act_of(desk).result.text() == "The answer is due Tuesday 28 October 2025."
    desk.press_later("Ctrl+Enter")
    assert (desk.view.status, desk.view.row.due_on) == (Status.OPEN, date(2025, 10, 28))


def test_a_stop_that_is_over_is_recorded_with_both_days(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office, received_on=date(2025, 10, 1)).case_id)
    desk.press("Ctrl+Shift+U")
    desk.press("Tab")
    desk.replace("6/10/2025")
    desk.press("Tab")
    desk.type("8/10/2025")
    assert act_of(desk).result.text().endswith("The answer is due Friday 17 October 2025.")
    desk.press("Ctrl+Enter")
    assert desk.view.row.due_on == date(2025, 10, 17)


def test_other_proceedings_need_a_reason(desk: Desk) -> None:
    desk.press("Ctrl+Shift+U")
    desk.press("Down")
    desk.press("Ctrl+Enter")
    assert [button.text() for button in act_of(desk).summary.buttons] == [
        "Enter which proceedings would be prejudiced, and how"
    ]


def test_a_pause_cannot_be_extended(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY)
    desk = sit_down(qtbot, office, case_id)
    assert desk.page.why_not("case.extend") == "The clock stands still. Let it go on before you extend."


# -- outcome ------------------------------------------------------------------------------------------------------


def test_recording_the_outcome_says_whether_it_is_on_time_and_closes_the_case(desk: Desk) -> None:
    desk.press("Ctrl+Shift+D")
    assert act_of(desk).result.text() == "On time: due Tuesday 28 October 2025."
    desk.go_to(editor(desk, "outcome"))
    desk.type("pa")  # partly upheld
    desk.press("Tab")
    desk.type("del")
    desk.press("Tab")
    desk.type("The visit was missed twice.")
    desk.press("Ctrl+Enter")
    assert (
        act_of(desk).form.blocks["no_action"].problem() == "Add an action that follows, or say why none does"
    )
    desk.go_to(editor(desk, "no_action"))
    desk.type("The visit took place.")
    desk.press_later("Ctrl+Enter")
    view = desk.view
    assert (view.status, view.row.outcome, view.value("root_cause")) == (
        Status.CLOSED,
        "partly_upheld",
        "Delay",
    )
    assert "on time (due Tuesday 28 October 2025)" in desk.alerts()[0]


def test_why_it_is_late_is_asked_only_when_it_is(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office, received_on=date(2025, 9, 26)).case_id)
    desk.press("Ctrl+Shift+D")
    late = act_of(desk).form.blocks["late_reason"]
    assert act_of(desk).result.text() == "3 working days late: was due Friday 10 October 2025."
    assert late.isVisible()
    desk.replace("10/10/2025")
    assert not late.isVisible()
    desk.replace("t")
    desk.go_to(editor(desk, "outcome"))
    desk.type("up")
    desk.go_to(late.field.editor())
    desk.type("Staff")
    desk.press("Tab")
    desk.type("Two people were ill")
    desk.go_to(act_of(desk).later_button)
    desk.press("Enter")
    assert desk.view.value("late_reason") == "staff_absence"
    assert desk.view.value("late_details") == "Two people were ill"
    assert desk.view.status is Status.ANSWERED


def test_outcomes_are_those_of_the_kind_of_case(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_enquiry(office).case_id)
    desk.press("Ctrl+Shift+D")
    assert [code for code, _words in act_of(desk).form["outcome"].choices()] == ["withdrawn", "answered"]
    assert "root_cause" not in act_of(desk).form.blocks


def test_an_outcome_left_out_is_named_and_the_rest_is_kept(desk: Desk) -> None:
    desk.press("Ctrl+Shift+D")
    desk.go_to(editor(desk, "reason"))
    desk.type("Because")
    desk.press("Ctrl+Enter")
    assert [button.text() for button in act_of(desk).summary.buttons] == ["Choose the outcome"]
    assert act_of(desk).form["reason"].value() == "Because"


# -- the others ---------------------------------------------------------------------------------------------------


def test_an_acknowledgement_by_phone_is_recorded(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office, kind=Kind.CORPORATE).case_id)
    desk.context.registry.run("case.acknowledge")
    assert act_of(desk).result.text().startswith("The answer is due ")
    desk.press("Tab")
    desk.type("tel")
    desk.press("Ctrl+Enter")
    stage = desk.view.stage
    assert stage is not None
    assert (stage.doc["acknowledged_on"], stage.doc["acknowledged_how"]) == ("2025-10-15", "Telephone")
    assert desk.page.why_not("case.acknowledge") == "This case was acknowledged already."


def test_an_acknowledgement_tomorrow_is_refused_at_the_field(desk: Desk) -> None:
    desk.context.registry.run("case.acknowledge")
    desk.replace("16/10/2025")
    desk.press("Ctrl+Enter")
    assert (
        act_of(desk).form.blocks["acknowledged_on"].problem()
        == "Date acknowledged must be today or in the past"
    )


def test_the_owner_is_chosen_from_those_who_work_here(desk: Desk) -> None:
    desk.press("Ctrl+Shift+O")
    assert act_of(desk).result.text() == "The owner is Asha Khan and stays so."
    desk.type("ali")
    assert act_of(desk).result.text() == "From Asha Khan to Ali Demir."
    desk.press("Ctrl+Enter")
    assert desk.page.facts is not None
    assert desk.page.facts.owner == "Ali Demir"


def test_the_same_owner_again_changes_nothing_and_says_so(desk: Desk) -> None:
    desk.press("Ctrl+Shift+O")
    desk.press("Ctrl+Enter")
    assert status_words(desk) == "Nothing was changed: the owner is Asha Khan already."
    assert len(desk.view.timeline) == 1


def test_a_follow_up_date_is_set_moved_and_taken_away(desk: Desk) -> None:
    desk.press("Ctrl+Shift+G")
    desk.type("+3")
    assert act_of(desk).result.text() == "Follow up on Monday 20 October 2025."
    desk.press("Tab")
    desk.type("ser")
    desk.press("Ctrl+Enter")
    assert (desk.view.row.follow_up_on, desk.view.row.waiting_for) == (date(2025, 10, 20), "service")
    desk.press("Ctrl+Shift+G")
    desk.replace("")
    desk.press("Delete")
    desk.press_later("Ctrl+Enter")
    assert desk.view.row.follow_up_on is None


def test_a_follow_up_date_in_the_past_or_none_at_all_is_named(desk: Desk) -> None:
    desk.press("Ctrl+Shift+G")
    desk.press("Ctrl+Enter")
    assert act_of(desk).form.blocks["follow_up_on"].problem() == "Enter the follow-up date"
    desk.go_to(editor(desk, "follow_up_on"))
    desk.type("1/10/2025")
    desk.press_later("Ctrl+Enter")
    assert act_of(desk).form.blocks["follow_up_on"].problem() == "Follow-up date must be today or later"


def test_a_closed_case_is_reopened_with_a_reason(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    desk = sit_down(qtbot, office, case_id)
    desk.context.registry.run("case.reopen")
    assert act_of(desk).result.text() == "The answer is due Tuesday 28 October 2025."
    desk.press("Ctrl+Enter")
    assert act_of(desk).form.blocks["reason"].problem() == "Enter the reason for reopening the case"
    desk.go_to(editor(desk, "reason"))
    desk.type("New information came")
    desk.press_later("Ctrl+Enter")
    assert desk.view.status is Status.OPEN


def test_voiding_shows_the_facts_and_the_safe_answer_has_the_focus(desk: Desk) -> None:
    desk.context.registry.run("case.void")
    desk.press("Ctrl+Enter")
    assert act_of(desk).form.blocks["reason"].problem() == "Enter the reason for making the case void"
    desk.go_to(editor(desk, "reason"))
    desk.type("Logged twice")
    desk.context.registry.run("page.finish") or act_of(desk).finish()
    dialog = desk.context.messages.open_dialog
    assert dialog is not None
    assert "CYP-2025-0001" in dialog.accessibleDescription()
    assert "Siân O’Brien" in dialog.accessibleDescription()
    dialog.reject()
    assert desk.view.status is Status.OPEN
    assert act_of(desk).form["reason"].value() == "Logged twice"
    act_of(desk).finish()
    desk.context.messages.open_dialog.accept()
    assert desk.view.status is Status.VOID
    assert desk.page.acts.act is None


def test_only_a_manager_may_void(desk: Desk) -> None:
    desk.as_person("Ali Demir")
    assert desk.page.why_not("case.void") == (
        "Ali Demir (Caseworker) cannot make cases void. Ask a complaints manager."
    )


def test_the_letter_that_is_due_stands_first_and_enter_opens_it(desk: Desk) -> None:
    desk.press("Ctrl+Shift+L")
    desk.press("Enter")
    letter = desk.window.tabs.front()
    assert isinstance(letter, OpenedLetter)
    assert letter.key == f"{desk.page.key}/L01"


# -- what holds for every act -------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["Alt+Left", "Escape"])
def test_going_back_returns_the_focus_and_keeps_what_was_entered(desk: Desk, keys: str) -> None:
    desk.press("Alt+2")
    opener = desk.window.focusWidget()
    desk.press("Ctrl+Shift+X")
    desk.press("Tab")
    desk.type("Half a reason")
    desk.press(keys)
    assert desk.page.acts.act is None
    assert desk.window.focusWidget() is opener
    assert [draft.title for draft in list_drafts(desk.office)] == ["Extend deadline, CYP-2025-0001"]
    desk.press("Ctrl+Shift+X")
    assert act_of(desk).form["reason"].value() == "Half a reason"
    assert status_words(desk) == "What you had entered here is back."
    desk.press("Ctrl+Enter")
    assert list_drafts(desk.office) == []


def test_the_focus_returns_to_what_opened_the_act_after_it_is_done(desk: Desk) -> None:
    desk.press("Alt+3")
    opener = desk.window.focusWidget()
    desk.press("Ctrl+Shift+O")
    desk.type("ali")
    desk.press("Ctrl+Enter")
    QApplication.processEvents()
    focus = desk.window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == opener.accessibleName()


def test_one_act_takes_the_place_of_another_and_both_keep_their_entries(desk: Desk) -> None:
    desk.press("Ctrl+Shift+X")
    desk.press("Tab")
    desk.type("Reason one")
    desk.press("Ctrl+Shift+D")
    assert act_of(desk).name == "case.outcome"
    desk.press("Ctrl+Shift+X")
    assert act_of(desk).form["reason"].value() == "Reason one"


def test_an_act_done_by_somebody_else_meanwhile_is_refused_in_words_and_counted_anew(desk: Desk) -> None:
    desk.press("Ctrl+Shift+D")
    desk.office.person = desk.office.staff_named("Ali Demir")
    changed = answer_case(desk.office, desk.page.key, Answer(TODAY, "upheld"))
    desk.office.person = desk.office.staff_named("Asha Khan")
    desk.window.tell_changed(changed)
    desk.go_to(editor(desk, "outcome"))
    desk.type("not")
    desk.press("Ctrl+Enter")
    assert [button.text() for button in act_of(desk).summary.buttons] == [
        "This case was answered already. Reopen it to record another answer."
    ]
    assert desk.view.row.outcome == "upheld"


def test_a_full_disk_is_said_and_every_entry_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_args: object, **_more: object) -> None:
        raise DiskFullError(
            "The change was not saved because the disk is full. Free some space, then try again."
        )

    desk.press("Ctrl+Shift+X")
    desk.press("Tab")
    desk.type("The file is in store")
    monkeypatch.setattr(desk.office, "save", no_room)
    desk.press("Ctrl+Enter")
    assert desk.alerts()[0].startswith("The change was not saved because the disk is full")
    assert act_of(desk).form["reason"].value() == "The file is in store"
    monkeypatch.undo()
    act_of(desk).finish()
    assert desk.view.row.due_on == date(2025, 11, 11)


def test_a_fault_of_ours_is_reported_as_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, expected_log: object
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    expected_log("bug reported to the user")  # type: ignore[operator]
    desk.press("Ctrl+Shift+O")
    desk.type("ali")
    monkeypatch.setattr(desk.office, "save", broken)
    desk.press("Ctrl+Enter")
    dialog = desk.context.messages.open_dialog
    assert dialog is not None
    dialog.reject()
    assert act_of(desk).is_busy is False
