"""Choosing a letter from a case: what is due first with its reason, the rest by what it is for, found by typing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caseworker.actions.letter_approval import approve_letter
from caseworker.actions.letter_flow import keep_letter
from caseworker.actions.letter_post import record_came_back, send_letters
from caseworker.domain.letter_work import LetterWork
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.a11y import check_page
from tests.ui.fake_context import make_context
from ui.cases.acts.choose_letter import ChooseLetter
from ui.cases.case_facts import read_facts
from ui.cases.letters_tab import LettersTab


@pytest.fixture
def case_id(office: Office, qtbot: object) -> str:
    return log_complaint(office).case_id


@pytest.fixture
def chooser(office: Office, case_id: str) -> ChooseLetter:
    chooser = ChooseLetter(read_facts(office, case_id))
    chooser.show()
    return chooser


def spoken(chooser: ChooseLetter, row: int) -> str:
    return str(chooser.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_letter_that_is_due_stands_first_with_its_reason(chooser: ChooseLetter) -> None:
    assert spoken(chooser, 0).startswith(
        "Acknowledgement, statutory stage 1 (L01), The acknowledgement is due by"
    )
    assert chooser.list.currentRow() == 0


def test_enter_in_the_filter_line_opens_the_first(chooser: ChooseLetter, qtbot: object) -> None:
    codes: list[str] = []
    chooser.chosen.connect(codes.append)
    QTest.keyClick(chooser.line, Qt.Key.Key_Return)
    assert codes == ["L01"]


def test_typing_finds_by_title_code_and_purpose(chooser: ChooseLetter) -> None:
    chooser.line.setText("more time")
    assert chooser.entries.current() == "L09"
    chooser.line.setText("l54")
    assert chooser.entries.current() in ("L54", "L54b", "L54c")
    chooser.line.setText("zebra")
    assert chooser.none.text() == "No letter for this case has “zebra” in it."
    assert chooser.do_button.isEnabled() is False
    chooser.finish()


def test_the_chooser_is_accessible(chooser: ChooseLetter) -> None:
    check_page(chooser)


def test_the_list_says_where_each_letter_stands(office: Office, case_id: str) -> None:
    sent = approve_letter(office, case_id, "", "L01", LetterWork(), recipient_checked=True).letter_id
    keep_letter(office, case_id, "", "L54", LetterWork())
    send_letters(office, [(case_id, sent)], "first_class", date(2025, 10, 15))
    tab = LettersTab(make_context(office))
    tab.show_facts(read_facts(office, case_id))
    draft, letter = tab.model.rows()
    assert (draft.state, draft.recipient, draft.sent) == ("Draft", "", "")
    assert (letter.state, letter.dated, letter.sent) == (
        "Sent",
        "15 Oct 2025",
        "15 Oct 2025, First class post",
    )
    record_came_back(office, case_id, sent, date(2025, 10, 15), "gone_away")
    tab.show_facts(read_facts(office, case_id))
    assert (tab.model.row(1).state, tab.model.row(1).tag) == ("Came back 15 Oct 2025", "overdue")
