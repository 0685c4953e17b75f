"""The page of a case: what is always in view, what is next, who may do what, and what others did meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.assign import assign_cases
from caseworker.actions.edit import edit_case
from caseworker.actions.extend import extend
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.actions.settings_change import save_person
from caseworker.actions.void import void_case
from caseworker.domain.intake import Child
from caseworker.domain.kinds import Kind
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry
from tests.ui.cases.case_help import Desk, OpenedLetter, sit_down, status_words, words_of
from ui.cases.acts.choose_letter import ChooseLetter
from ui.cases.acts.triage import TriagePanel
from ui.cases.identity import surname
from ui.menu_groups import entries
from ui.widgets.announce import heard


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    return sit_down(qtbot, office, log_complaint(office).case_id)


def test_the_banner_names_case_person_child_and_deadline(desk: Desk) -> None:
    said = words_of(desk.page.banner)
    for words in (
        "CYP-2025-0001",
        "Statutory complaint, stage 1",
        "9 working days left, due Tuesday 28 October",
        "Siân O’Brien (mother)",
        "Gethin O’Brien, Born 14 Feb 2013 (12)",
        "Not known",  # the social care ID, in full
    ):
        assert words in said


def test_the_tab_carries_reference_and_surname_and_the_title_bar_the_reference(desk: Desk) -> None:
    assert desk.page.tab_text() == "CYP-2025-0001 O’Brien"
    assert desk.window.windowTitle() == "CYP-2025-0001 - Caseworker"


@pytest.mark.parametrize(
    ("name", "last"),
    [("Office of Nia Bowen MP", "Bowen"), ("Nguyễn Thị Hồng", "Hồng"), ("", ""), ("Anonymous", "Anonymous")],
)
def test_the_surname_is_the_last_name_and_never_the_letters_after_it(name: str, last: str) -> None:
    assert surname(name) == last


def test_opening_a_case_is_spoken_with_its_deadline_and_next_step(desk: Desk) -> None:
    said = next(words for words in heard if words.startswith("Case CYP-2025-0001"))
    assert "9 working days left" in said
    assert said.endswith("Next step: Write the acknowledgement by Thursday 16 October 2025.")


def test_the_next_step_button_writes_the_acknowledgement(desk: Desk) -> None:
    assert desk.page.next_step.button.text() == "Write acknowledgement"
    desk.page.next_step.button.click()
    letter = desk.window.tabs.front()
    assert isinstance(letter, OpenedLetter)
    assert letter.key == f"{desk.page.key}/L01"


def test_after_the_acknowledgement_the_next_step_is_the_answer(desk: Desk) -> None:
    desk.context.changed(acknowledge(desk.office, desk.page.key, TODAY))
    assert desk.page.next_step.words.text() == "Next step: Answer by Tuesday 28 October 2025."
    assert desk.page.next_step.button.text() == "Record outcome (Ctrl+Shift+D)"


def test_a_case_whose_type_is_not_decided_asks_for_it_and_opens_the_check(
    qtbot: QtBot, office: Office
) -> None:
    desk = sit_down(qtbot, office, log_complaint(office, kind=Kind.UNDECIDED).case_id)
    desk.page.next_step.button.click()
    act = desk.page.acts.act
    assert isinstance(act, TriagePanel)
    assert act.questions.first_focus().hasFocus()


def test_an_enquiry_has_no_line_for_a_child_and_an_unowned_case_asks_for_an_owner(
    qtbot: QtBot, office: Office
) -> None:
    desk = sit_down(qtbot, office, log_enquiry(office, owner_id="").case_id)
    assert not [words for words in words_of(desk.page.banner) if words.startswith("Child")]
    assert desk.page.next_step.button.text() == "Change owner (Ctrl+Shift+O)"


def test_warnings_stand_on_a_third_line_only_when_there_are_any(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office, risk="unsure", adjustments="Large print. " * 40).case_id
    desk = sit_down(qtbot, office, case_id)
    assert desk.page.facts is not None
    risk, adjustments = desk.page.facts.identity.warnings
    assert risk == ("safety", "Child may be at risk")
    assert adjustments[1].endswith("(more in Details)")
    assert len(adjustments[1]) < 200


def test_several_children_are_all_named(qtbot: QtBot, office: Office) -> None:
    children = (Child("Mair", age="About 9 years old"), Child("", social_care_id="LCS-7"))
    desk = sit_down(qtbot, office, log_complaint(office, children=children).case_id)
    assert "Mair, about 9 years old; Name not known" in words_of(desk.page.banner)


def test_a_void_case_says_so_and_offers_nothing(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    void_case(office, case_id, "Logged twice")
    desk = sit_down(qtbot, office, case_id)
    assert desk.page.next_step.button.isHidden()
    assert desk.page.why_not("case.extend") == "This case is void."
    assert desk.page.why_not("case.reopen").startswith("A void case cannot be reopened")


def test_a_case_that_is_not_there_says_what_to_do(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, "no such case")
    assert desk.page.gone.isVisible()
    assert any("Go back to the list" in words for words in words_of(desk.page.gone))
    assert desk.page.why_not("case.note") == "The case is not shown yet."


def test_alt_and_a_digit_go_to_each_part_and_alt_left_does_not_leave_the_window(desk: Desk) -> None:
    for number, key in enumerate(desk.page.tabs.keys, 1):
        desk.press(f"Alt+{number}")
        assert desk.page.tabs.current() == key
        focus = desk.window.focusWidget()
        assert focus is not None
        assert desk.page.isAncestorOf(focus)


def test_the_part_in_front_is_there_again_after_the_next_start(desk: Desk, qtbot: QtBot) -> None:
    desk.page.tabs.bring("stages")
    state = desk.page.layout_state()
    again = sit_down(qtbot, desk.office, desk.page.key)
    again.page.restore_layout(state)
    assert again.page.tabs.current() == "stages"


def test_a_case_can_be_opened_at_a_part_or_with_an_act_begun(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    assert sit_down(qtbot, office, case_id, show="history").page.tabs.current() == "history"
    desk = sit_down(qtbot, office, case_id, show="case.extend")
    assert desk.page.acts.act is not None
    desk.window.open_page("case", case_id, show="note")
    assert desk.page.timeline.note.text.editor().hasFocus()


def test_the_reference_is_copied(desk: Desk) -> None:
    desk.press("Ctrl+Shift+C")
    assert QGuiApplication.clipboard().text() == "CYP-2025-0001"


def test_the_menu_of_the_case_holds_every_act_with_its_key_and_says_why_not(desk: Desk) -> None:
    menu = desk.page.next_step.menu()
    texts = [action.text() for action in entries(menu)]
    assert "Extend deadline\tCtrl+Shift+X" in texts
    reopen = next(action for action in entries(menu) if action.text() == "Reopen case")
    assert not reopen.isEnabled()
    assert reopen.toolTip() == "This case is open already."
    assert "Record a safety alert" not in texts, "what is done with a person is on the page of a person"
    assert "Copy reference\tCtrl+Shift+C" in texts
    assert menu.sizeHint().height() < 600, "the menu fits the smallest screen"
    menu.deleteLater()


def test_the_menus_are_there_however_often_a_case_was_opened_and_drawn_anew(desk: Desk) -> None:
    for number in range(3):
        desk.context.changed(add_note(desk.office, desk.page.key, f"Rang again {number}"))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    menu = desk.window.menus.menus["Case"]
    menu.aboutToShow.emit()
    assert "Record outcome" in [action.text() for action in entries(menu)]
    for each in (desk.window.menu_bar, *desk.window.menus.menus.values()):
        assert shiboken6.createdByPython(each), "a wrapper that is only lent goes with something else"


# -- what is kept of a long case ------------------------------------------------------------------------------


def test_three_hundred_items_are_shown_in_steps_and_filtered(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    for number in range(299):
        add_note(office, case_id, f"Call number {number}", kind="call")
    extend(office, case_id, date(2025, 11, 11), "The file is in store")
    desk = sit_down(qtbot, office, case_id)
    timeline = desk.page.timeline.timeline
    assert len(timeline.entries) == 25
    assert timeline.more.text() == "Show earlier (276)"
    timeline.more.click()
    assert len(timeline.entries) == 50
    timeline.filter.set_value("Deadlines")
    assert [entry.item.title for entry in timeline.entries] == ["Deadline extended"]


def test_markup_in_a_note_is_shown_as_it_was_typed(qtbot: QtBot, office: Office) -> None:
    typed = '<b>Not bold</b> & <img src="/etc/hostname"> <a href="x">y</a>'
    case_id = log_complaint(office, full_name="<i>Siân</i>").case_id
    add_note(office, case_id, typed)
    desk = sit_down(qtbot, office, case_id)
    entry = desk.page.timeline.timeline.entries[0]
    assert entry.text.text() == typed
    assert entry.text.textFormat() is Qt.TextFormat.PlainText
    assert "<i>Siân</i> (mother)" in words_of(desk.page.banner)


def test_a_long_note_is_shown_in_full_on_asking_and_the_focus_stays(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_note(office, case_id, "She rang again. " * 600)
    desk = sit_down(qtbot, office, case_id)
    entry = desk.page.timeline.timeline.entries[0]
    assert len(entry.text.text()) < 300
    entry.link.setFocus()
    desk.press("Space")
    entry = desk.page.timeline.timeline.entries[0]
    assert len(entry.text.text()) > 9000
    assert entry.link.hasFocus()
    desk.press("Space")
    assert len(desk.page.timeline.timeline.entries[0].text.text()) < 300


# -- what others do -------------------------------------------------------------------------------------------


def test_another_case_changing_does_not_read_this_one_again(desk: Desk) -> None:
    facts = desk.page.facts
    desk.context.changed(add_note(desk.office, log_complaint(desk.office).case_id, "Something else"))
    assert desk.page.facts is facts
    desk.context.changed(add_note(desk.office, desk.page.key, "Something here"))
    assert desk.page.facts is not facts


def test_a_read_that_ends_after_a_later_one_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[tuple[Any, Any, Any]] = []
    monkeypatch.setattr(
        desk.context.tasks,
        "run_read",
        lambda work, done, failed=None, receiver=None: reads.append((work, done, failed)),
    )
    desk.page.refresh()
    desk.page.refresh()
    (_work, _done, failed), (work, done, _failed) = reads
    done(work())
    failed(RuleError("A restricted case exists."))
    assert desk.page.facts is not None
    assert not desk.page.gone.isVisible()


def test_what_somebody_else_changed_is_said_and_shown_and_typing_is_left_alone(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("Half a sen")
    desk.office.person = desk.office.staff_named("Ali Demir")
    changed = extend(desk.office, desk.page.key, date(2025, 11, 11), "The file is in store")
    desk.office.person = desk.office.staff_named("Asha Khan")
    desk.window.tell_changed(changed)
    assert desk.alerts() == [
        "Changed elsewhere: Ali Demir changed CYP-2025-0001: deadline extended, 15 October 2025 at 12:00pm. What you "
        "are typing is kept."
    ]
    assert desk.page.timeline.note.text.value() == "Half a sen"
    desk.type("tence")
    assert desk.page.timeline.note.text.value() == "Half a sentence"
    QApplication.processEvents()
    assert "due Tuesday 11 November" in " ".join(words_of(desk.page.banner))
    desk.window.strip.alerts()[0].actions[0].call()
    history = desk.page.tabs.made["history"]
    assert desk.page.tabs.current() == "history"
    assert history.table.view.currentIndex().siblingAtColumn(2).data() == "Deadline extended"


def test_ones_own_changes_are_not_announced_as_somebody_elses(desk: Desk) -> None:
    desk.context.changed(add_note(desk.office, desk.page.key, "Mine"))
    assert desk.alerts() == []


# -- who may do what ------------------------------------------------------------------------------------------


@pytest.fixture
def reader(qtbot: QtBot, office: Office) -> Desk:
    """A service responder reads a case that belongs to Asha Khan."""
    case_id = log_complaint(office, risk="yes").case_id
    save_person(office, replace(office.staff_named("Rhys Parry"), role="service_responder"))
    office.person = office.staff_named("Rhys Parry")
    return sit_down(qtbot, office, case_id)


def test_a_service_responder_reads_text_and_is_told_whom_to_ask(reader: Desk) -> None:
    assert reader.page.next_step.reader.text() == (
        "You can read this case but not change it. Ask Asha Khan. You can add notes."
    )
    details = reader.page.tabs.bring("details")
    assert "020 7946 0123" in words_of(details)
    assert all(not part.list.buttons for part in details.parts.values())
    assert not details.adding.isVisible()
    assert all(view.done_button is None for view in reader.page.tabs.bring("actions").views.values())


def test_a_service_responder_is_told_why_an_act_is_not_for_them_and_may_add_a_note(reader: Desk) -> None:
    reader.press("Ctrl+Shift+X")
    assert reader.page.acts.act is None
    assert status_words(reader) == (
        "Rhys Parry (Service responder) cannot extend, stop or restart a deadline. Ask a complaints manager."
    )
    reader.press("Ctrl+Shift+N")
    reader.type("We visited on Monday.")
    reader.press("Ctrl+Enter")
    assert reader.view.timeline[0].text == "We visited on Monday."


def test_an_auditor_sees_no_note_box(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office, owner_id="").case_id
    save_person(office, replace(office.staff_named("Rhys Parry"), role="auditor"))
    office.person = office.staff_named("Rhys Parry")
    desk = sit_down(qtbot, office, case_id)
    assert desk.page.timeline.note.isHidden()
    assert desk.page.next_step.reader.text() == (
        "You can read this case but not change it. Ask a complaints manager."
    )


def test_a_closed_case_says_that_it_must_be_reopened_first(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    answer_case(office, case_id, Answer(TODAY, "not_upheld", root_cause="Delay"))
    desk = sit_down(qtbot, office, case_id)
    for command in ("case.extend", "case.pause", "case.outcome", "case.acknowledge"):
        assert desk.page.why_not(command) == "This case is closed. Reopen it first."
    assert desk.page.why_not("case.reopen") == ""


def test_a_kind_without_a_letter_or_a_clock_says_so(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.cases.case_facts.letters_for", lambda _office, _view: ())
    desk = sit_down(qtbot, office, log_complaint(office, kind=Kind.COMPLIMENT).case_id)
    assert desk.page.why_not("case.letter") == "There is no letter for this kind of case yet."
    assert desk.page.why_not("case.extend") == "This kind of case has no deadline to change."
    assert desk.page.why_not("case.pause") == "The rules for this kind of case do not stop its clock."
    assert "No deadline" in words_of(desk.page.banner)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_case_shows_every_part(qtbot: QtBot, office: Office, kind: Kind) -> None:
    desk = sit_down(qtbot, office, log_complaint(office, kind=kind).case_id)
    for key in desk.page.tabs.keys:
        desk.page.tabs.go(key)
    assert desk.page.facts is not None
    assert desk.page.facts.view.kind is kind


# -- going from case to case ----------------------------------------------------------------------------------


class Order:
    """A list of cases to go along."""

    def __init__(self, *case_ids: str) -> None:
        self.case_ids = case_ids

    def next_case(self, case_id: str) -> str:
        place = self.case_ids.index(case_id) + 1
        return self.case_ids[place] if place < len(self.case_ids) else ""

    def previous_case(self, case_id: str) -> str:
        place = self.case_ids.index(case_id) - 1
        return self.case_ids[place] if place >= 0 else ""


def test_the_next_case_of_the_list_takes_the_place_of_this_one(desk: Desk) -> None:
    assert desk.context.registry.reason("go.next_case") == "Open a case from a list first."
    other = log_complaint(desk.office).case_id
    desk.context.case_order = Order(desk.page.key, other)
    desk.context.registry.run("go.next_case")
    assert [page.key for page in desk.window.tabs.pages()] == [other]
    desk.context.registry.run("go.next_case")
    assert status_words(desk) == "This is the last case of the list."


def test_a_case_with_a_note_begun_stays_open_when_one_goes_on(desk: Desk) -> None:
    other = log_complaint(desk.office).case_id
    desk.context.case_order = Order(desk.page.key, other)
    desk.press("Ctrl+Shift+N")
    desk.type("Half")
    desk.context.registry.run("go.next_case")
    assert [page.key for page in desk.window.tabs.pages()] == [desk.page.key, other]


def test_a_reader_of_a_case_owned_by_somebody_else_sees_their_name(desk: Desk) -> None:
    ali = desk.office.staff_named("Ali Demir").id
    desk.context.changed(assign_cases(desk.office, [desk.page.key], ali))
    assert desk.page.facts is not None
    assert desk.page.facts.owner == "Ali Demir"


def test_values_that_do_not_clash_need_no_choice(desk: Desk) -> None:
    view = open_case(desk.office, desk.page.key)
    desk.context.changed(edit_case(desk.office, view, desk.page.key, {"theme": "Delay"}))
    QApplication.processEvents()
    assert desk.page.facts is not None
    assert desk.page.facts.identity.warnings == ()


def test_a_case_opened_for_its_letter_asks_which(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office).case_id, show="case.letter")
    assert isinstance(desk.page.acts.act, ChooseLetter)


def test_show_change_leads_there_from_another_tab_and_one_alert_tells_of_all_that_came(desk: Desk) -> None:
    for words in ("First", "Second"):
        desk.office.person = desk.office.staff_named("Ali Demir")
        changed = add_note(desk.office, desk.page.key, words)
        desk.office.person = desk.office.staff_named("Asha Khan")
        desk.window.tell_changed(changed)
    desk.office.person = desk.office.staff_named("Rhys Parry")
    told = extend(desk.office, desk.page.key, date(2025, 11, 11), "The file is in store")
    desk.office.person = desk.office.staff_named("Asha Khan")
    desk.window.tell_changed(told)
    assert desk.alerts() == [
        "Changed elsewhere: Rhys Parry and Ali Demir changed CYP-2025-0001: deadline extended and note, "
        "15 October 2025 at 12:00pm."
    ]
    desk.window.open_page("letter", f"{desk.page.key}/L01")
    desk.window.strip.alerts()[0].actions[0].call()
    assert desk.window.tabs.front() is desk.page
    assert desk.page.tabs.current() == "history"
