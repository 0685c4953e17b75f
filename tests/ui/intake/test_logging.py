"""Logging: every kind by keyboard, what is said afterwards, every error, odd input."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from caseworker.actions.look_up import list_count, query
from caseworker.domain.kinds import Kind
from caseworker.errors import DiskFullError
from tests.ui.intake.conftest import CaseStand, Desk, LetterStand
from ui.intake import after_logging
from ui.intake.choices import LOGGED_BY_HAND
from ui.intake.intake_page import IntakePage
from ui.intake.shape import shape_of
from ui.widgets.alert_strip import AlertView
from ui.widgets.buttons import Button


def fill_least(page: IntakePage, kind: Kind = Kind.STATUTORY) -> None:
    """Everything that is needed to log a case of a kind, and no more."""
    needed = {
        "kind": kind.value,
        "full_name": "Ann Shaw",
        "summary": "The taxi did not come.",
        "service": "service:Virtual School",
        "theme": "Communication",
        "risk": "no",
    }
    for name in shape_of(kind).needed & needed.keys():
        page.form.form[name].set_value(needed[name])


def alerts(desk: Desk) -> list[tuple[str, str]]:
    return [(alert.title, alert.text) for alert in desk.window.strip.alerts()]


@pytest.mark.parametrize("kind", LOGGED_BY_HAND)
def test_every_kind_can_be_logged_by_keyboard_alone(desk: Desk, kind: Kind) -> None:
    keyboard = desk.keyboard
    keyboard.press("Ctrl+N")
    form = desk.intake().form
    keyboard.type(kind.label)
    assert form.kind() is kind
    keyboard.press("Alt+2")
    keyboard.type("Ann Shaw")
    keyboard.press("Alt+4")
    for _ in range(12):
        name = form.name_of(QApplication.focusWidget())
        if name == "owner_id":
            break
        words = {"summary": "The taxi did not come.", "service": "sen te", "theme": "com"}.get(name, "")
        if name == "risk":
            keyboard.press("Space")
        keyboard.type(words)
        keyboard.press("Tab")
    keyboard.press("Ctrl+Enter")
    case = desk.logged()
    assert case.kind is kind
    assert case.value("summary") == "The taxi did not come."
    assert desk.drafts() == []


def test_what_is_needed_follows_the_kind(desk: Desk) -> None:
    assert {"risk", "service", "theme", "summary", "full_name"} <= shape_of(Kind.STATUTORY).needed
    assert {"service", "theme", "risk"}.isdisjoint(shape_of(Kind.FOI).needed)
    assert {"theme", "risk", "wants", "children"} <= shape_of(Kind.FOI).hidden
    assert "children" not in shape_of(Kind.SAR).hidden
    assert {"subject", "requester_type"} <= shape_of(Kind.MP).hidden


def test_form_of_a_request_asks_in_its_own_words_and_without_a_child(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    form = desk.intake().form
    form.form["kind"].set_value("FOI")
    assert form.form.blocks["summary"].label_text == "What was asked for"
    assert form.sections["child"].isHidden()
    assert form.form.blocks["subject"].isVisible()
    form.form["kind"].set_value("CA")
    assert form.form.blocks["summary"].label_text == "What happened"
    assert form.sections["child"].isVisible()
    assert not form.form.blocks["subject"].isVisible()


def test_what_was_typed_stays_in_sight_when_the_kind_changes(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    form = desk.intake().form
    form.form["wants"].set_value("An apology")
    form.form["child1_full_name"].set_value("Tom")
    form.form["kind"].set_value("FOI")
    assert form.form.blocks["wants"].isVisible()
    assert form.form.blocks["child1_full_name"].isVisible()
    assert not form.form.blocks["child1_status"].isVisible()


def test_due_date_is_said_as_soon_as_type_and_date_are_known(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    form = desk.intake().form
    assert form.due.text() == "Known when type and date are there."
    form.form["kind"].set_value("CA")
    assert form.due.text() == (
        "10 working days left, due Wednesday 29 October. Acknowledge by Friday 17 October 2025"
    )
    form.form["received_on"].line.setText("1/10/25")  # type: ignore[attr-defined]
    assert form.due.text().startswith("Due today")
    form.form["received_on"].line.setText("31/2/25")  # type: ignore[attr-defined]
    assert form.due.text() == "Known when type and date are there."
    form.form["received_on"].line.setText("t")  # type: ignore[attr-defined]
    form.form["kind"].set_value("UND")
    assert form.due.text().startswith("Decide the type within 2 working days")


@pytest.mark.parametrize(("risk", "is_said"), [("no", False), ("yes", True), ("unsure", True)])
def test_risk_adds_a_safeguarding_task_and_says_so(desk: Desk, risk: str, is_said: bool) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    page.form.form["risk"].set_value(risk)
    assert page.form.risk_note.isVisible() is is_said
    desk.keyboard.press("Ctrl+Enter")
    tasks = [task.doc["kind"] for task in desk.logged().tasks]
    assert tasks == (["safeguarding"] if is_said else [])


def test_after_logging_the_acknowledgement_has_the_focus(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    fill_least(desk.intake())
    desk.keyboard.press("Ctrl+Enter")
    case = desk.logged()
    title, text = alerts(desk)[0]
    assert title == "Case logged"
    assert case.reference in text
    assert "due Wednesday 29 October" in text
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.text() == "Write acknowledgement"
    desk.keyboard.press("Space")
    letter = desk.front()
    assert isinstance(letter, LetterStand)
    assert letter.key == f"{case.case_id}/L01"
    assert desk.window.strip.alerts() == ()


def test_after_logging_an_undecided_case_the_letter_that_it_arrived_is_offered(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    page.form.form["kind"].set_value(Kind.UNDECIDED.value)
    desk.keyboard.press("Ctrl+Enter")
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.text() == "Write that it arrived"
    desk.keyboard.press("Space")
    letter = desk.front()
    assert isinstance(letter, LetterStand)
    assert letter.key.endswith("/L54c")


def test_without_a_letter_the_case_is_offered(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    page.form.form["acknowledge"].set_value(False)
    desk.keyboard.press("Ctrl+Enter")
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.text() == "Open case"
    desk.keyboard.press("Space")
    assert isinstance(desk.front(), CaseStand)
    assert QApplication.focusWidget() is desk.front().findChild(QLineEdit)


def test_second_ctrl_enter_within_a_second_is_ignored(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Ctrl+N")
    for page in desk.window.tabs.pages():
        if isinstance(page, IntakePage):
            fill_least(page)
    desk.keyboard.press("Ctrl+Enter", 3)
    assert list_count(desk.office, query(desk.office, "all")) == 1


def test_log_pressed_again_while_it_is_being_logged_does_nothing(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    waiting = []
    desk.context.tasks.run_write = lambda *work, **_more: waiting.append(work)  # type: ignore[method-assign]
    page.log_case()
    page.log_case()
    assert len(waiting) == 1


EMPTY = [
    'Choose the type, or "Not decided yet"',
    'Enter the full name of the person, or "Anonymous"',
    "Enter what happened",
]


def test_empty_form_lists_its_problems_and_keeps_the_entries(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    page.form.form["phone"].set_value("020 7946 0123")
    desk.keyboard.press("Ctrl+Enter")
    assert [button.text() for button in page.summary.buttons] == EMPTY
    assert QApplication.focusWidget() is page.summary
    assert desk.window.windowTitle().startswith("Error: ")
    assert page.form.form["phone"].value() == "020 7946 0123"
    assert page.form.form.blocks["full_name"].problem() == EMPTY[1]
    described = page.form.form["full_name"].editor().accessibleDescription()
    assert described.startswith(f"Error: {EMPTY[1]}")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    assert page.form.name_of(QApplication.focusWidget()) == "full_name"
    assert desk.drafts()[0].title == "New case"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("received_on", "", "Enter the date received"),
        ("received_on", "31/2/2025", "Date received must be a real date, such as 27/3/2026"),
        ("received_on", "soon", "Date received must be a real date, such as 27/3/2026"),
        ("received_on", "16/10/2025", "Date received must be today or in the past"),
        ("received_on", "31/12/2004", "Date received must be in 2005 or later"),
        ("email", "ann at home", "Email must be an address such as name@example.org"),
        ("child1_born_on", "16/10/2025", "Date of birth must be today or in the past"),
        (
            "child1_born_on",
            "in the spring",
            "Date of birth or age must be a real date, such as 14/2/2013, or an age",
        ),
        ("full_name", "   ", 'Enter the full name of the person, or "Anonymous"'),
    ],
)
def test_each_wrong_entry_is_named_at_its_field(desk: Desk, name: str, text: str, message: str) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    editor = page.form.form[name].editor()
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    desk.keyboard.press("Ctrl+Enter")
    assert [button.text() for button in page.summary.buttons] == [message]
    assert page.form.form.blocks[name].problem() == message
    assert editor.text() == text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("risk", "Choose whether a child is at risk now"),
        ("service", "Choose the service it is about"),
        ("theme", "Choose the main category"),
        ("channel", "Choose how it arrived"),
    ],
)
def test_each_choice_that_is_missing_is_named(desk: Desk, name: str, message: str) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    page.form.form[name].set_value("")
    desk.keyboard.press("Ctrl+Enter")
    assert [button.text() for button in page.summary.buttons] == [message]
    page.form.form[name].set_value(
        {"risk": "no", "service": "team:SEN Team", "theme": "Communication"}.get(name, "Email")
    )
    desk.wait_a_while()
    desk.keyboard.press("Ctrl+Enter")
    assert isinstance(desk.front(), CaseStand)


def test_second_child_born_in_the_future_is_named_at_the_second_child(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    page.form.add_child_button.click()
    page.form.form["child2_born_on"].set_value("1/1/2026")
    desk.keyboard.press("Ctrl+Enter")
    assert page.form.form.blocks["child2_born_on"].problem() == "Date of birth must be today or in the past"
    assert page.form.form.blocks["child1_born_on"].problem() == ""


def test_disk_full_keeps_the_page_the_draft_and_says_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise DiskFullError("There is no room left on the disk.")

    monkeypatch.setattr(after_logging, "log_case", full)
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    desk.keyboard.press("Ctrl+Enter")
    assert desk.front() is page
    assert alerts(desk)[0][0] == "The case is not logged"
    assert len(desk.drafts()) == 1
    monkeypatch.undo()
    desk.wait_a_while()
    desk.keyboard.press("Ctrl+Enter")
    assert isinstance(desk.front(), CaseStand)
    assert desk.drafts() == []


def test_ten_thousand_characters_can_be_pasted_and_are_kept_whole(desk: Desk) -> None:
    text = "A long letter, typed out. " * 400
    QGuiApplication.clipboard().setText(text)
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    page.form.form["summary"].set_value("")
    desk.keyboard.press("Alt+4")
    desk.keyboard.press("Ctrl+V")
    assert page.form.doc()["summary"] == text
    desk.keyboard.press("Ctrl+Enter")
    assert desk.logged().value("summary") == text.strip()


def test_markup_is_shown_as_it_was_typed(desk: Desk) -> None:
    name = "<b>Ann</b> <img src='/etc/passwd'> & Co"
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    fill_least(page)
    page.form.form["full_name"].set_value(name)
    assert name in desk.window.windowTitle()
    assert desk.window.tabs.bar.tabText(desk.window.tabs.bar.currentIndex()) == "Draft Co"
    desk.keyboard.press("Ctrl+Enter")
    assert desk.logged().row.person == name
    labels = desk.window.strip.findChildren(QLabel)
    assert labels
    assert all(label.textFormat().name == "PlainText" for label in labels)
    assert desk.window.strip.findChildren(AlertView)


def test_other_themes_are_ticked_beside_the_main_category_and_kept_with_the_draft(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    form = page.form.form
    fill_least(page)
    form["other_themes"].set_value(["Communication", "School admissions"])
    kept = page.form.doc()
    assert kept["other_themes"] == ["Communication", "School admissions"]
    form["other_themes"].set_value([])
    page.form.fill(kept)
    desk.keyboard.press("Ctrl+Enter")
    assert desk.logged().value("theme") == "Communication"
    assert desk.logged().value("other_themes") == ["School admissions"], "the main category is not said twice"


def test_other_themes_are_asked_of_complaints_only(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    form = desk.intake().form
    for kind, asked in (
        (Kind.STATUTORY, True),
        (Kind.MP, False),
        (Kind.COMPLIMENT, False),
        (Kind.FOI, False),
    ):
        form.form["kind"].set_value(kind.value)
        assert form.form.blocks["other_themes"].isVisibleTo(form) is asked, kind


def test_anonymous_is_one_key(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    desk.keyboard.press("Alt+2")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    assert page.form.form["full_name"].value() == "Anonymous"


def test_tab_order_stays_right_when_a_child_is_added(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    form = desk.intake().form
    form.add_child_button.click()
    assert form.name_of(QApplication.focusWidget()) == "child2_full_name"
    passed = []
    for _ in range(6):
        passed.append(form.name_of(QApplication.focusWidget()))
        desk.keyboard.press("Tab")
    assert passed == [
        "child2_full_name",
        "child2_born_on",
        "child2_status",
        "child2_social_care_id",
        "",  # Add another child
        "",  # Offer an advocate
    ]
    assert form.name_of(QApplication.focusWidget()) == "summary"
    assert form.form["child2_full_name"].editor().accessibleName() == "Child 2, full name"


def test_service_shows_its_division(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    page.form.form["service"].set_value("team:SEN Team")
    assert page.form.place.text() == "Education Services, Integrated Services & SEND"
    assert page.form.place.isVisible()


def test_a_spoken_foi_request_is_told_to_come_in_writing(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    form = desk.intake().form
    form.form["kind"].set_value("FOI")
    assert "counts from the day it comes in writing" in form.spoken_note.text()
    form.form["channel"].set_value("Email")
    assert form.spoken_note.isHidden()
    form.form["kind"].set_value("SAR")
    form.form["channel"].set_value("Phone")
    assert form.spoken_note.isHidden()
