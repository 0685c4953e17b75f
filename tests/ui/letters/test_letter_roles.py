"""What is said to somebody whose role writes no letters: where the letter stands, and who writes letters."""

from __future__ import annotations

from dataclasses import replace

from caseworker.actions.letter_flow import keep_letter
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, approved, sent, words
from tests.example_office import log_complaint
from tests.ui.real_window import make_window

NOT_THEIRS = "Your role does not write letters. Ask a complaints manager."


def test_an_approved_letter_is_not_called_sent(office: Office, qtbot: object) -> None:
    case_id = log_complaint(office).case_id
    waiting, gone = approved(office, case_id), approved(office, case_id)
    sent(office, case_id, gone)
    office.person = replace(office.person, role="auditor")
    window = make_window(office)
    window.open_page("letter", f"{case_id}/{waiting}")
    assert window.context.registry.reason("page.finish") == NOT_THEIRS
    window.open_page("letter", f"{case_id}/{gone}")
    assert window.context.registry.reason("page.finish").startswith("This letter was sent")


def test_nobody_is_told_to_approve_who_cannot(office: Office, qtbot: object) -> None:
    case_id = log_complaint(office).case_id
    letter_id = keep_letter(office, case_id, "", CODE, words()).letter_id
    office.person = replace(office.person, role="auditor")
    window = make_window(office)
    window.open_page("letter", f"{case_id}/{letter_id}")
    assert window.context.registry.reason("page.print") == "Only an approved letter is printed."
    assert window.context.registry.reason("page.finish") == NOT_THEIRS
