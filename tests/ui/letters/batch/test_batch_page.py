"""One letter for many cases by its page: written once, looked at one by one, stopped at the first that is not right."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions import look_up
from caseworker.actions.drafts import list_drafts
from caseworker.actions.edit import edit_case
from caseworker.actions.letter_mail import read_post
from caseworker.actions.look_up import open_case
from caseworker.domain.rich_text import blocks_of_text
from caseworker.office import Office
from tests.actions.letter_life.life_help import second_person
from tests.example_office import log_complaint, log_enquiry
from tests.ui import a11y
from tests.ui.cases.case_help import Desk, sit_down, status_words
from tests.ui.letters.post.test_post_page import dialog_of, dialogs
from tests.ui.real_window import PdfPrinter
from ui.drafts.resume import resume_draft
from ui.letters.batch.batch_page import BatchPage
from ui.letters.batch.look_step import State
from ui.letters.post.record_dialog import RecordDialog

NAMES = ("Ann Abbot", "Mo Marsh", "Zoe Zeal")


@pytest.fixture
def ids(office: Office) -> list[str]:
    return [log_complaint(office, full_name=name).case_id for name in NAMES]


@pytest.fixture
def desk(qtbot: QtBot, office: Office, ids: list[str]) -> Desk:
    found = sit_down(qtbot, office, ids[0])
    found.window.add_kind(BatchPage)
    return found


def opened(desk: Desk, case_ids: list[str], code: str = "L01") -> BatchPage:
    numbers = {r.case_id: r.number for r in look_up.list_page(desk.office, look_up.query(desk.office, "all"))}
    page = desk.window.open_page("letter_batch", numbers=tuple(numbers[i] for i in case_ids))
    assert isinstance(page, BatchPage)
    page.write.letter.set_value(code)
    QApplication.processEvents()
    return page


def states(page: BatchPage) -> list[State]:
    return [row.state for row in page.look.model.rows()]


def tick_all(page: BatchPage, number: int = 3) -> None:
    for _ in range(number):
        page.looking._ticked_at = -inf  # so that it is not taken for a second press on the letter before
        page.look.tick_button.click()


def homeless(office: Office) -> str:
    return log_complaint(office, full_name="No Home", address_lines="", postcode="").case_id


def test_both_steps_pass_every_check(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids, "L54")
    a11y.check_page(page)
    page.write._editors[next(iter(page.write._editors))].set_value(blocks_of_text("We were closed."))
    page.finish()
    assert page.stack.currentWidget() is page.look
    a11y.check_page(page)


def test_who_does_not_get_the_letter_is_named_with_why(desk: Desk, ids: list[str]) -> None:
    enquiry = log_enquiry(desk.office).case_id
    page = opened(desk, [*ids, enquiry])
    told = page.write.unfit.text()
    assert told.startswith("3 cases get this letter.\n1 does not:\nCYP-2025-0004")
    assert "is not for a case of the type MP enquiry" in told


def test_what_must_be_written_is_asked_for_at_its_field(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids, "L54")
    desk.press("Ctrl+Return")
    assert page.stack.currentWidget() is page.write
    assert page.write.summary.isVisible()
    assert [name for name, block in page.write.form.blocks.items() if block.problem()] == [
        f"free.{next(iter(page.write._editors))}"
    ]


def test_each_letter_is_ticked_by_a_person_and_all_are_approved_with_one_undo(
    desk: Desk, ids: list[str]
) -> None:
    page = opened(desk, ids)
    page.finish()
    assert page.look.where.text() == "Letter 1 of 3: CYP-2025-0001, Ann Abbot"
    page.making.approve()
    assert desk.alerts()[0].startswith("Not approved yet: Name and address of 3 letters are not checked.")
    tick_all(page, 2)
    assert states(page) == [State.TICKED, State.TICKED, State.RIGHT]
    assert page.look.where.text() == "Letter 3 of 3: CYP-2025-0003, Zoe Zeal"
    tick_all(page, 1)
    page.finish()
    assert desk.alerts()[0] == "Saved: Acknowledgement, statutory stage 1 was approved for 3 cases."
    assert len(read_post(desk.office).to_send) == 3
    assert page.stack.currentWidget() is page.done
    desk.context.registry.run("edit.undo")
    assert not read_post(desk.office).to_send


def test_undo_leads_back_to_the_letters_and_redo_to_the_printer(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids)
    page.autosave.touch()
    page.autosave.save_now()
    page.finish()
    tick_all(page)
    page.finish()
    assert not list_drafts(desk.office)
    desk.context.registry.run("edit.undo")
    assert page.stack.currentWidget() is page.look
    assert page.why_not_print() == "Approve the letters first."
    assert State.TICKED not in states(page)
    assert len(list_drafts(desk.office)) == 1
    desk.context.registry.run("edit.redo")
    assert page.stack.currentWidget() is page.done
    assert len(read_post(desk.office).to_send) == 3
    assert not list_drafts(desk.office)


def test_batches_of_other_cases_have_drafts_of_their_own(desk: Desk, ids: list[str]) -> None:
    rows = look_up.list_page(desk.office, look_up.query(desk.office, "all"))
    numbers = [row.number for row in rows if row.case_id in ids]
    for key, chosen in (("first", numbers[:2]), ("second", numbers[1:])):
        page = desk.window.open_page("letter_batch", key, numbers=tuple(chosen))
        assert isinstance(page, BatchPage)
        page.write.letter.set_value("L54")
        QApplication.processEvents()
        page.write._editors[next(iter(page.write._editors))].set_value(blocks_of_text(f"We are the {key}."))
        page.autosave.save_now()
    assert [draft.doc["numbers"] for draft in list_drafts(desk.office)] in (
        [numbers[:2], numbers[1:]],
        [numbers[1:], numbers[:2]],
    )


def test_what_stood_in_the_way_is_not_said_any_more_once_the_batch_is_approved(
    desk: Desk, ids: list[str]
) -> None:
    page = opened(desk, ids)
    page.finish()
    page.finish()
    assert [words.partition(":")[0] for words in desk.alerts()] == ["Not approved yet"]
    tick_all(page)
    page.finish()
    assert [words.partition(":")[0] for words in desk.alerts()] == ["Saved"]


def test_checking_stops_at_the_first_that_is_not_right_and_goes_on_once_it_is_mended(
    desk: Desk, ids: list[str]
) -> None:
    case_id = homeless(desk.office)
    page = opened(desk, [ids[0], case_id, *ids[1:]])
    page.finish()
    page.making.check_all()
    assert states(page) == [State.RIGHT, State.TROUBLE, State.WAITING, State.WAITING]
    assert desk.alerts()[0].startswith("Stopped at CYP-2025-0004, No Home: ")
    assert "address" in page.look.trouble.text()
    assert not page.look.tick_button.isEnabled()
    view = open_case(desk.office, case_id)
    assert view.complainant is not None
    address = {"lines": "1 High Street\nLondon", "postcode": "SE1 1AA"}
    changed = edit_case(desk.office, view, view.complainant.id, {"address": address})
    desk.context.changed(changed)
    assert page.look.tick_button.isEnabled()
    page.making.check_all()
    assert State.TROUBLE not in states(page)
    assert State.WAITING not in states(page)


def test_a_case_left_out_gets_nothing_and_can_be_taken_in_again(desk: Desk, ids: list[str]) -> None:
    case_id = homeless(desk.office)
    page = opened(desk, [case_id, *ids])
    page.finish()
    page.looking.leave_out()
    assert page.approve_button.text() == "Approve 3 letters (Ctrl+Enter)"
    tick_all(page)
    page.making.approve()
    assert {line.name for line in read_post(desk.office).to_send} == set(NAMES)
    assert "1 case was left out." in page.done.words.text()


def test_left_out_and_taken_in_again(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids)
    page.finish()
    page.looking.leave_out()
    assert states(page)[0] is State.OUT
    page.look.step(-1)
    page.looking.leave_out()
    assert states(page)[0] is State.RIGHT


def test_a_case_changed_after_its_tick_is_ticked_again(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids)
    page.finish()
    tick_all(page)
    changed = edit_case(desk.office, open_case(desk.office, ids[0]), ids[0], {"summary": "Something else."})
    desk.context.changed(changed)
    assert states(page)[0] is State.WAITING
    page.making.approve()
    assert not read_post(desk.office).to_send


def test_other_words_take_every_tick_away(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids)
    page.finish()
    tick_all(page)
    assert page.go_back()
    page.write.look.set_value("large16")
    page.finish()
    assert State.TICKED not in states(page)


def test_the_same_words_keep_the_ticks(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids)
    page.finish()
    tick_all(page)
    page.go_back()
    page.finish()
    assert states(page) == [State.TICKED] * 3


def test_a_letter_for_a_second_person_is_kept_as_drafts(desk: Desk, ids: list[str]) -> None:
    second_person(desk.office)
    page = opened(desk, ids)
    page.finish()
    assert page.approve_button.isHidden()
    page.finish()
    assert "kept as a draft for 3 cases" in desk.alerts()[0]
    assert page.done.print_button.isHidden()
    assert len(open_case(desk.office, ids[0]).letters) == 1


def test_the_approved_letters_are_printed_in_one_job(desk: Desk, ids: list[str], tmp_path: Path) -> None:
    page = opened(desk, ids)
    page.finish()
    tick_all(page)
    page.making.approve()
    printer = PdfPrinter(tmp_path / "paper.pdf")
    page.making.printing.printers = printer
    page.print_made()
    assert printer.asked == ["3 letters, 6 pages"]
    dialog_of(desk, RecordDialog).take()
    assert not read_post(desk.office).to_send


def test_what_was_written_for_many_is_taken_up_again_from_its_draft(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids, "L54")
    name = next(iter(page.write._editors))
    page.write._editors[name].set_value(blocks_of_text("We were closed."))
    page.write.look.set_value("large16")
    assert page.may_close()
    desk.window.close_page(page)
    (draft,) = list_drafts(desk.office)
    again = resume_draft(desk.context, draft)
    assert isinstance(again, BatchPage)
    assert again is not page
    assert again.title() == "One letter for 3 cases"
    assert again.write.letter.value() == "L54"
    assert again.write.free()[name] == blocks_of_text("We were closed.")
    assert again.write.look.value() == "large16"


def test_the_draft_is_put_aside_once_the_letters_are_made(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids)
    page.autosave.save_now()
    assert len(list_drafts(desk.office)) == 1
    page.finish()
    tick_all(page)
    page.making.approve()
    assert list_drafts(desk.office) == []


def test_an_empty_batch_closes_at_once(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids)
    assert page.may_close()
    assert dialogs(desk) == []


def test_everybody_left_out_approves_nothing(desk: Desk, ids: list[str]) -> None:
    page = opened(desk, ids[:1])
    page.finish()
    page.looking.leave_out()
    page.finish()
    assert status_words(desk) == "Every case is left out."
