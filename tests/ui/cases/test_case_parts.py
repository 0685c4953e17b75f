"""Stages with their reasons, history with from and to, letters, actions, and a case that came by import."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.edit import edit_case
from caseworker.actions.extend import extend
from caseworker.actions.letter_flow import approve_letter
from caseworker.actions.letters import UNTOUCHED
from caseworker.actions.look_up import open_case
from caseworker.actions.pause import pause_clock
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.kinds import Kind
from caseworker.domain.pauses import PauseKind
from caseworker.office import Office, Transaction
from tests.actions.letter_life.life_help import sent
from tests.example_office import TODAY, log_complaint, log_enquiry
from tests.ui.cases.case_help import Desk, OpenedLetter, sit_down, words_of
from ui.cases.history_tab import HistoryTab
from ui.cases.letters_tab import LettersTab
from ui.cases.tasks_tab import TasksTab


def open_at(qtbot: QtBot, office: Office, case_id: str, part: str) -> Desk:
    return sit_down(qtbot, office, case_id, show=part)


# -- stages -------------------------------------------------------------------------------------------------------


def test_every_date_explains_itself_in_sentences_with_its_source(qtbot: QtBot, office: Office) -> None:
    desk = open_at(qtbot, office, log_complaint(office).case_id, "stages")
    stages = desk.page.tabs.made["stages"]
    titles = [section.title_text for section in stages.sections]
    assert titles == [
        "Why this date: answer at stage 1",
        "Why this date: acknowledge the complaint",
        "Why this date: latest answer at stage 1",
    ]
    said = words_of(stages)
    assert "Counted from receipt on Tuesday 14 October 2025; day 1 is Wednesday 15 October 2025." in said
    assert "10 working days end on Tuesday 28 October 2025." in said
    assert any(words.startswith("Source: Children Act 1989") for words in said)
    assert "Not yet, due by Thursday 16 October 2025" in said


def test_an_extension_says_who_when_why_and_what_was_due_before(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    extend(office, case_id, date(2025, 11, 11), "The file is in store")
    desk = open_at(qtbot, office, case_id, "stages")
    assert (
        "To Tuesday 11 November 2025, first due Tuesday 28 October 2025, by Asha Khan on 15 October 2025 at 12:00pm."
        " Reason: The file is in store."
    ) in words_of(desk.page.tabs.made["stages"])


def test_a_pause_says_why_since_when_and_by_whom(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY, "Referred to Northmoor Voices")
    desk = open_at(qtbot, office, case_id, "stages")
    said = words_of(desk.page.tabs.made["stages"])
    assert (
        "Finding an advocate, since Wednesday 15 October 2025, by Asha Khan on 15 October 2025 at 12:00pm."
        " Reason: Referred to Northmoor Voices."
    ) in said
    assert "No date while the clock stands still; Tuesday 11 November 2025 at the latest" in said


def test_an_answered_stage_says_how_when_and_how_long_it_took(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    acknowledge(office, case_id, date(2025, 10, 2), "Email")
    answer_case(office, case_id, Answer(TODAY, "upheld", "The visit was missed."))
    said = words_of(open_at(qtbot, office, case_id, "stages").page.tabs.made["stages"])
    for words in (
        "Thursday 2 October 2025, by email",
        "Wednesday 15 October 2025, by letter, on time",
        "Upheld",
        "The visit was missed.",
        "10 working days",
    ):
        assert words in said


def test_sections_stay_closed_over_a_refresh(qtbot: QtBot, office: Office) -> None:
    desk = open_at(qtbot, office, log_complaint(office).case_id, "stages")
    stages = desk.page.tabs.made["stages"]
    stages.sections[0].toggle.click()
    desk.context.changed(acknowledge(office, desk.page.key, TODAY))
    assert [section.is_open() for section in stages.sections] == [False, True, True]


def test_a_kind_without_a_clock_says_only_when_it_began(qtbot: QtBot, office: Office) -> None:
    desk = open_at(qtbot, office, log_complaint(office, kind=Kind.COMPLIMENT).case_id, "stages")
    stages = desk.page.tabs.made["stages"]
    assert stages.sections == []
    assert words_of(stages) == ["Compliment", "Started", "Tuesday 14 October 2025"]


# -- history ------------------------------------------------------------------------------------------------------


def test_history_names_who_when_what_from_and_to(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    office.person = office.staff_named("Ali Demir")
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    desk = open_at(qtbot, office, case_id, "history")
    history = desk.page.tabs.made["history"]
    assert isinstance(history, HistoryTab)
    row = history.model.row(0)
    assert (row.who, row.act, row.field, row.before, row.after) == (
        "Ali Demir",
        "Details changed",
        "Main category",
        "Communication",
        "Delay",
    )
    assert history.full.toPlainText() == (
        "Details changed, 15 October 2025 at 12:00pm, Ali Demir\nMain category\nFrom: Communication\nTo: Delay"
    )
    assert row.spoken().endswith("Main category: from Communication to Delay")


def test_every_changeset_is_in_the_history_and_every_word_can_be_found(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    extend(office, case_id, date(2025, 11, 11), "The file is in store")
    desk = open_at(qtbot, office, case_id, "timeline")
    desk.press("Ctrl+F")
    history = desk.page.tabs.made["history"]
    assert isinstance(history, HistoryTab)
    acts = {row.act for row in history.model.rows()}
    assert acts == {item.title for item in desk.view.timeline}
    desk.type("in store")
    desk.press("Enter")
    assert {row.act for row in history.model.rows()} == {"Deadline extended"}


def test_a_long_value_is_one_line_in_the_table_and_whole_beneath(qtbot: QtBot, office: Office) -> None:
    long = "<b>No visit</b> since June.\n" * 400
    desk = open_at(qtbot, office, log_complaint(office, summary=long).case_id, "history")
    history = desk.page.tabs.made["history"]
    assert isinstance(history, HistoryTab)
    row = next(row for row in history.model.rows() if row.field == "What happened")
    history.table.go_to(row.key)
    cell = history.table.view.currentIndex().siblingAtColumn(5).data()
    assert "\n" not in cell
    assert len(cell) <= 300
    assert long.strip() in history.full.toPlainText()


# -- letters and actions ------------------------------------------------------------------------------------------


def test_letters_are_listed_with_their_state_and_opened_with_enter(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    desk = open_at(qtbot, office, case_id, "letters")
    letters = desk.page.tabs.made["letters"]
    assert isinstance(letters, LettersTab)
    assert letters.table.empty.isVisible()
    desk.context.changed(approve_letter(office, case_id, "", "L01", UNTOUCHED, recipient_checked=True))
    assert desk.page.tabs.bar.tabText(desk.page.tabs.keys.index("letters")) == "Letters (1)"
    assert letters.model.row(0).state == "Approved, not sent yet"
    assert desk.page.next_step.button.text() == "Open letter"
    letter_id = desk.view.letters[0].id
    desk.press("Alt+6")
    desk.press("Enter")
    opened = desk.window.tabs.front()
    assert isinstance(opened, OpenedLetter)
    assert opened.key == f"{case_id}/{letter_id}"
    desk.context.changed(sent(office, case_id, letter_id))
    desk.window.tabs.bring_to_front(desk.page)
    assert letters.model.row(0).state == "Sent"


def test_a_safeguarding_action_is_marked_as_done(qtbot: QtBot, office: Office) -> None:
    desk = open_at(qtbot, office, log_complaint(office, risk="yes").case_id, "actions")
    tasks = desk.page.tabs.made["actions"]
    assert isinstance(tasks, TasksTab)
    assert desk.page.tabs.bar.tabText(desk.page.tabs.keys.index("actions")) == "Actions (1)"
    assert desk.page.next_step.words.text() == "Next step: Tell safeguarding today and note who was told."
    desk.press("Alt+7")
    desk.press("Space")
    assert desk.view.tasks[0].doc["done_on"] == "2025-10-15"
    (view,) = tasks.views.values()
    assert view.row.words.lines[0].startswith("Done on Wednesday 15 October 2025")
    assert desk.page.tabs.bar.tabText(desk.page.tabs.keys.index("actions")) == "Actions"


def test_the_digit_of_a_part_that_a_case_has_not_leads_nowhere(qtbot: QtBot, office: Office) -> None:
    desk = open_at(qtbot, office, log_enquiry(office).case_id, "actions")
    place = desk.page.tabs.keys.index("points")
    assert not desk.page.tabs.bar.isTabVisible(place)
    desk.press(f"Alt+{place + 1}")
    assert desk.page.tabs.current() == "actions"
    assert desk.page.tabs.bar.tabToolTip(place + 1) == "Alt+9"
    desk.press("Alt+9")
    assert desk.page.tabs.current() == "history"


def test_a_case_without_actions_says_so(qtbot: QtBot, office: Office) -> None:
    desk = open_at(qtbot, office, log_enquiry(office).case_id, "actions")
    assert desk.page.tabs.made["actions"].empty.isVisible()


# -- a case that came by import -----------------------------------------------------------------------------------


@pytest.fixture
def imported(office: Office) -> str:
    """A closed case of an earlier system: dates it recorded, facts without a field, an action."""
    case_id = log_complaint(office, received_on=date(2025, 9, 1)).case_id
    new = office.ids.new

    def make(transaction: Transaction) -> list[Draft]:
        view = transaction.case(case_id)
        stage = view.stage
        assert stage is not None

        def fields(**values: object) -> tuple[FieldChange, ...]:
            return tuple(FieldChange(name, value) for name, value in values.items())

        recorded = fields(
            recorded_due_on="2025-09-16", answered_on="2025-09-16", as_imported={"Extension Agreed": "No"}
        )
        facts = {"Gender": "Not disclosed", "Ward": "Lewisham Central", "Empty": ""}
        task = fields(
            what="Pay the arrears", owner="Joint Commissioning", due_on="2025-10-01", amount_pounds=1120,
            as_imported={"Action Type": "Payment"},
        )  # fmt: skip
        closed = fields(
            status="closed", closed_on="2025-09-16", outcome="not_upheld", as_imported=facts,
            old_references=["CYP1040207"], import_source="Cases 2024-25",
        )  # fmt: skip
        return [
            Draft(
                "case",
                case_id,
                "case.imported",
                (
                    EntityChange(case_id, "case", closed),
                    EntityChange(stage.id, "stage", recorded),
                    EntityChange(new(), "task", task),
                ),
            )
        ]

    office.save(make, author_id="")
    return case_id


def test_an_imported_case_shows_its_recorded_dates_beside_ours(
    qtbot: QtBot, office: Office, imported: str
) -> None:
    said = words_of(open_at(qtbot, office, imported, "stages").page.tabs.made["stages"])
    assert "Date due, as imported" in said
    assert (
        "The system this case was imported from recorded Tuesday 16 September 2025, which is in force,"
        " because the person was told it."
    ) in said
    assert any(words.startswith("Due by the end of Monday 15 September 2025") for words in said)


def test_facts_without_a_field_are_shown_as_imported(qtbot: QtBot, office: Office, imported: str) -> None:
    desk = open_at(qtbot, office, imported, "details")
    part = desk.page.tabs.made["details"].parts["imported"]
    assert not part.is_open()
    part.toggle.click()
    assert {"Gender", "Not disclosed", "Lewisham Central"} <= set(words_of(part))
    assert "Empty" not in words_of(part)
    assert "CYP1040207" in words_of(desk.page.tabs.made["details"])


def test_imported_actions_keep_the_service_they_name(qtbot: QtBot, office: Office, imported: str) -> None:
    tasks = open_at(qtbot, office, imported, "actions").page.tabs.made["actions"]
    assert isinstance(tasks, TasksTab)
    (view,) = tasks.views.values()
    assert view.row.words.text == "Pay the arrears"
    assert view.row.words.tag == ("overdue", "Late by 10 working days")
    assert view.row.words.lines[:1] == ("Due Wednesday 1 October 2025. Owner: Joint Commissioning",)
    assert "Amount: £1,120" in view.row.words.lines


def test_what_the_import_did_is_not_put_down_to_a_person(qtbot: QtBot, office: Office, imported: str) -> None:
    desk = open_at(qtbot, office, imported, "timeline")
    entry = desk.page.timeline.timeline.entries[0]
    assert entry.item.title == "Imported"
    assert entry.item.who == "Caseworker (the program)"
