"""The page "Post": printed as one job, recorded when looked at; the log; what came back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.letter_flow import withdraw_approval
from caseworker.actions.letter_mail import read_post
from caseworker.actions.letter_post import dispatch_log, record_came_back
from caseworker.office import Office
from tests.actions.letter_life.life_help import approved, on_day, sent, words
from tests.example_office import TODAY, log_complaint
from tests.ui import a11y
from tests.ui.cases.case_help import Desk, sit_down, status_words
from tests.ui.letters.test_print_job import Printer
from tests.ui.real_window import PdfPrinter
from ui.confirm import ConfirmDialog
from ui.letters.post.post_page import PostPage
from ui.letters.post.record_dialog import RecordDialog
from ui.letters.post.return_dialogs import CameBackDialog, DealtWithDialog
from ui.pdf_pages import page_sizes
from ui.tasks import Threads

NAMES = ("Ann Abbot", "Mo Marsh", "Zoe Zeal")


@pytest.fixture
def ids(office: Office) -> list[tuple[str, str]]:
    """Three approved letters: case and letter, in the order of the post."""
    cases = [log_complaint(office, full_name=name).case_id for name in NAMES]
    return [(case_id, approved(office, case_id)) for case_id in cases]


@pytest.fixture
def desk(qtbot: QtBot, office: Office, ids: list[tuple[str, str]]) -> Desk:
    found = sit_down(qtbot, office, ids[0][0])
    found.window.add_kind(PostPage)
    return found


@pytest.fixture
def page(desk: Desk) -> PostPage:
    found = desk.window.open_page("post")
    assert isinstance(found, PostPage)
    QApplication.processEvents()
    return found


def dialog_of(desk: Desk, kind: type[QDialog]) -> Any:
    (found,) = (d for d in desk.window.findChildren(kind) if d.isVisible())
    return found


def dialogs(desk: Desk) -> list[QDialog]:
    return [d for d in desk.window.findChildren(QDialog) if d.isVisible()]


def names(page: PostPage) -> list[str]:
    return [line.name for line in page.to_send.model.rows()]


def print_all(desk: Desk, page: PostPage, printers: Any) -> None:
    page.to_send.run.printers = printers
    page.to_send.table.view.setFocus()
    page.to_send.table.view.selectAll()
    desk.press("Ctrl+P")


class Short(PdfPrinter):
    """A printer with paper for few sides."""

    def __init__(self, path: Path, paper: int) -> None:
        super().__init__(path)
        self._paper = paper

    def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        self.asked.append(f"{title}, {pages} pages")
        assert self.path is not None
        return Printer(self.path, self._paper)


def test_the_page_passes_every_check(page: PostPage) -> None:
    for part in ("send", "sent", "back"):
        page.parts.set_current(part)
        a11y.check_page(page)


def test_what_waits_stands_in_the_order_of_the_envelopes(page: PostPage) -> None:
    assert names(page) == list(NAMES)
    assert page.parts.list.item(0).text() == "To send (3)"
    assert page.to_send.about.text() == "Ann Abbot, Flat 2, 19 Wharfinger Gardens, London, SE31 5EP"


def test_selected_letters_are_one_job_and_recorded_with_one_undo(
    desk: Desk, page: PostPage, tmp_path: Path
) -> None:
    printer = PdfPrinter(tmp_path / "paper.pdf")
    page.to_send.table.view.selectAll()
    assert page.to_send.print_button.text() == "Print 3 letters (Ctrl+P)"
    print_all(desk, page, printer)
    assert printer.asked == ["3 letters, 6 pages"]
    assert len(page_sizes((tmp_path / "paper.pdf").read_bytes())) == 6
    dialog = dialog_of(desk, RecordDialog)
    assert dialog.windowTitle() == "Did they print right?"
    assert dialog.do_button.text() == "Record 3 letters as sent"
    assert len(read_post(desk.office).to_send) == 3  # nothing is recorded before somebody looked
    dialog.take()
    assert desk.alerts()[0] == "Sent: 3 letters were recorded as sent on Wednesday 15 October 2025."
    assert names(page) == []
    assert page.to_send.table.empty.isVisible()
    desk.context.registry.run("edit.undo")
    assert names(page) == list(NAMES)


def test_only_the_ticked_letters_are_recorded(desk: Desk, page: PostPage, tmp_path: Path) -> None:
    print_all(desk, page, PdfPrinter(tmp_path / "paper.pdf"))
    dialog = dialog_of(desk, RecordDialog)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.do_button.text() == "Record 2 letters as sent"
    dialog.take()
    assert names(page) == ["Mo Marsh"]


def test_not_yet_records_nothing(desk: Desk, page: PostPage, tmp_path: Path) -> None:
    print_all(desk, page, PdfPrinter(tmp_path / "paper.pdf"))
    dialog_of(desk, RecordDialog).reject()
    assert names(page) == list(NAMES)


def test_a_printer_that_stops_offers_only_what_it_took_and_ticks_nothing(
    desk: Desk, page: PostPage, tmp_path: Path
) -> None:
    print_all(desk, page, Short(tmp_path / "paper.pdf", 3))
    dialog = dialog_of(desk, RecordDialog)
    assert [line.name for line in dialog._lines.values()] == ["Ann Abbot"]
    assert dialog.ticked() == []
    told = " ".join(label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text"))
    assert "The printer stopped at CYP-2025-0002, Mo Marsh, after 3 sides." in told
    assert "Not printed: CYP-2025-0002, Mo Marsh and CYP-2025-0003, Zoe Zeal." in told
    dialog.take()
    assert dialog.isVisible()
    dialog.tick(on=True)
    dialog.take()
    assert names(page) == ["Mo Marsh", "Zoe Zeal"]


def test_a_printer_that_takes_nothing_records_nothing(desk: Desk, page: PostPage, tmp_path: Path) -> None:
    print_all(desk, page, Short(tmp_path / "paper.pdf", 1))
    assert dialogs(desk) == []
    assert desk.alerts()[0].startswith("Nothing is recorded as sent: The printer stopped at CYP-2025-0001")
    assert len(read_post(desk.office).to_send) == 3


def test_a_letter_taken_back_meanwhile_is_not_printed_and_named(
    desk: Desk, page: PostPage, ids: list[tuple[str, str]], tmp_path: Path
) -> None:
    withdraw_approval(desk.office, *ids[1])
    print_all(desk, page, PdfPrinter(tmp_path / "paper.pdf"))
    assert desk.alerts()[0].startswith("Not printed: CYP-2025-0002, Mo Marsh: Acknowledgement")
    assert [line.name for line in dialog_of(desk, RecordDialog).ticked()] == ["Ann Abbot", "Zoe Zeal"]


def test_leaving_the_print_dialog_prints_nothing(desk: Desk, page: PostPage) -> None:
    print_all(desk, page, PdfPrinter(None))
    assert status_words(desk) == "Nothing was printed."
    assert dialogs(desk) == []


def test_letters_of_another_day_are_dated_anew_before_they_are_printed(
    desk: Desk, page: PostPage, tmp_path: Path
) -> None:
    with on_day(desk.office, TODAY + timedelta(days=1)):
        desk.context.today = desk.office.clock.today
        page.refresh()
        assert "is dated anew when it is printed" in page.to_send.about.text()
        print_all(desk, page, PdfPrinter(tmp_path / "paper.pdf"))
        question = dialog_of(desk, ConfirmDialog)
        assert question.windowTitle() == "Date them Thursday 16 October 2025?"
        question.accept()
        dialog = dialog_of(desk, RecordDialog)
        dialog.take()
        assert not dialog.isVisible()
        log = dispatch_log(desk.office, TODAY, TODAY + timedelta(days=1))
    assert [line.sent_on for line in log] == [TODAY + timedelta(days=1)] * 3


def test_a_letter_sent_with_its_old_date_needs_a_reason(desk: Desk, page: PostPage) -> None:
    with on_day(desk.office, TODAY + timedelta(days=1)):
        desk.context.today = desk.office.clock.today
        page.refresh()
        page.to_send.table.view.selectRow(0)
        page.to_send.record_chosen()
        dialog = dialog_of(desk, RecordDialog)
        dialog.take()
        assert dialog.form.blocks["despite"].problem().startswith("Enter why the letters bear another day")
        dialog.despite.set_value("Posted late.")
        dialog.how.set_value("by_hand")
        dialog.take()
    assert names(page) == list(NAMES[1:])
    assert dispatch_log(desk.office, TODAY, TODAY + timedelta(days=1))[0].how == "By hand"


def test_each_letter_may_go_its_own_way_in_one_act(desk: Desk, page: PostPage) -> None:
    case_id = log_complaint(desk.office, full_name="Bo Bell").case_id
    approved(desk.office, case_id, work=words(marking="OFFICIAL-SENSITIVE"))
    page.refresh()
    page.to_send.table.view.selectAll()
    page.to_send.record_chosen()
    dialog = dialog_of(desk, RecordDialog)
    assert dialog.how.words() == "Each as proposed"
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("Proposed: 3 first class post, 1 signed-for post." in words for words in told)
    dialog.take()
    ways = {line.recipient.split(",")[0]: line.how for line in dispatch_log(desk.office, TODAY, TODAY)}
    assert ways["Bo Bell"] == "Signed-for post"
    assert ways["Ann Abbot"] == "First class post"
    desk.context.registry.run("edit.undo")
    assert len(names(page)) == 4


def test_what_a_rule_says_against_it_stands_in_the_dialog(
    desk: Desk, page: PostPage, ids: list[tuple[str, str]]
) -> None:
    page.to_send.table.view.selectRow(0)
    page.to_send.record_chosen()
    dialog = dialog_of(desk, RecordDialog)
    sent(desk.office, *ids[0])
    dialog.take()
    assert dialog.isVisible()
    assert dialog.summary.isVisible()
    assert dialog.do_button.isEnabled()


def test_selected_letters_are_written_as_email_drafts(desk: Desk, page: PostPage, tmp_path: Path) -> None:
    class Files:
        def choose_folder(self, parent: QWidget, title: str) -> Path:
            return tmp_path

    page.to_send.files = Files()  # type: ignore[assignment]
    page.to_send.table.view.selectAll()
    page.to_send.email_button.click()
    assert sorted(path.name for path in tmp_path.glob("*.eml"))[0] == "CYP-2025-0001 L01.eml"
    assert desk.alerts()[0].startswith(f"Written: 3 email drafts are in {tmp_path}.")
    assert len(names(page)) == 3  # writing a draft sends nothing
    page.to_send.email_button.click()
    assert len(list(tmp_path.glob("*.eml"))) == 6  # nothing is replaced


def test_the_log_is_shown_exported_and_printed(
    desk: Desk, page: PostPage, ids: list[tuple[str, str]], tmp_path: Path
) -> None:
    sent(desk.office, *ids[0])
    page.refresh()
    page.parts.set_current("sent")
    assert page.sent.model.rowCount() == 1

    class Files:
        def save_as(self, parent: QWidget, title: str, name: str, filters: str) -> Path:
            return tmp_path / name

    page.sent.files = Files()  # type: ignore[assignment]
    desk.context.registry.run("list.export")
    assert [path.name for path in tmp_path.glob("*.csv")] == ["letters-sent-2025-10-01-to-2025-10-31.csv"]
    page.sent.printers = PdfPrinter(tmp_path / "list.pdf")
    desk.context.registry.run("page.print")
    assert (tmp_path / "list.pdf").exists()
    assert desk.alerts()[0] == "Printed: 1 page sent to the printer."


def test_a_letter_comes_back_and_is_dealt_with(
    desk: Desk, page: PostPage, ids: list[tuple[str, str]]
) -> None:
    sent(desk.office, *ids[0])
    page.refresh()
    page.parts.set_current("sent")
    page.sent.table.view.selectRow(0)
    page.sent.back_button.click()
    dialog = dialog_of(desk, CameBackDialog)
    dialog.take()
    assert dialog.form.blocks["why"].problem() == "Choose why it came back"
    dialog.why.set_value("gone_away")
    dialog.take()
    assert page.parts.list.item(2).text() == "Came back (1)"
    page.parts.set_current("back")
    page.back.table.view.selectRow(0)
    page.back.done_button.click()
    settle = dialog_of(desk, DealtWithDialog)
    settle.take()
    assert settle.form.blocks["what"].problem() == "Enter what was done about it"
    settle.what.set_value("Phoned; the new address is kept.")
    settle.take()
    assert page.parts.list.item(2).text() == "Came back (0)"


def test_a_letter_that_waits_is_not_recorded_as_come_back_twice(
    desk: Desk, page: PostPage, ids: list[tuple[str, str]]
) -> None:
    sent(desk.office, *ids[0])
    record_came_back(desk.office, *ids[0], TODAY, "refused")
    page.refresh()
    page.parts.set_current("sent")
    page.sent.table.view.selectRow(0)
    assert page.sent.record_back() is None
    assert status_words(desk) == "It is among the letters that came back already."


def test_enter_opens_the_letter_and_a_button_its_case(
    desk: Desk, page: PostPage, ids: list[tuple[str, str]]
) -> None:
    page.to_send.table.view.setFocus()
    page.to_send.table.view.selectRow(0)
    desk.press("Return")
    front = desk.window.tabs.front()
    assert front is not None
    assert (front.kind, front.key) == ("letter", "/".join(ids[0]))
    desk.window.tabs.bring_to_front(page)
    page.to_send.case_button.click()
    assert desk.window.tabs.front() is desk.page


def test_part_columns_and_period_are_remembered_but_no_name_typed(page: PostPage, desk: Desk) -> None:
    page.parts.set_current("sent")
    page.sent.table.set_filter("Abbot")
    state = page.layout_state()
    assert "Abbot" not in str(state)
    other = PostPage(desk.context)
    other.restore_layout(state)
    assert other.parts.current() == "sent"
    other.restore_layout({"part": "nowhere", "tables": 7, "period": "soon"})
    other.deleteLater()


def test_a_filter_narrows_the_letters(desk: Desk, page: PostPage) -> None:
    desk.press("Ctrl+F")
    desk.type("zeal")
    desk.press("Return")
    assert names(page) == ["Zoe Zeal"]


def test_the_job_runs_beside_the_window_and_the_page_stays_until_it_is_over(
    qtbot: QtBot, desk: Desk, page: PostPage, tmp_path: Path
) -> None:
    threads = Threads()
    desk.context.tasks = threads
    try:
        print_all(desk, page, PdfPrinter(tmp_path / "paper.pdf"))
        assert page.to_send.run.is_busy
        assert not page.may_close()
        qtbot.waitUntil(lambda: bool(dialogs(desk)), timeout=60_000)
        assert page.may_close()
        dialog_of(desk, RecordDialog).take()
        qtbot.waitUntil(lambda: names(page) == [], timeout=30_000)
    finally:
        threads.shutdown()


def test_the_focus_stays_on_the_page_when_the_last_letter_is_recorded(
    desk: Desk, page: PostPage, office: Office, ids: list[tuple[str, str]]
) -> None:
    record = next(button for button in page.to_send._buttons if "as sent" in button.text())
    record.setFocus()
    for case_id, letter_id in ids:
        sent(office, case_id, letter_id)
    page.refresh()
    assert page.to_send.model.rowCount() == 0
    assert desk.window.focusWidget() is page.parts.editor()
