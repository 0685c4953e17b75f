"""Task 9 of interface section 11: a saved Outlook email with two attachments becomes an MP enquiry, by keys alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.files import open_file
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.file_samples import eml, pdf, png
from tests.outlook_file import attachment, msg
from tests.ui.a11y import check_page
from tests.ui.files.conftest import Answers
from tests.ui.intake.conftest import Desk
from ui.files.choose_email import EmailImport

ENQUIRY = msg(
    subject="Gethin O’Brien: no visits since June",
    body="Dear Sir or Madam,\r\n\r\nWhen will a social worker visit?\r\n\r\nNia Bowen MP",
    sender=("Nia Bowen MP", "nia@example.org"), to=(("Complaints", "complaints@northmoor.example"),),
    sent=datetime(2025, 10, 13, 9, 5, tzinfo=UTC),
    attachments=(attachment("Letter.pdf", pdf("Dear Ms Bowen")), attachment("Photo.png", png())),
)  # fmt: skip


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    made = Desk(office)
    qtbot.addWidget(made.window)
    return made


class TypedName(Answers):
    """The system's dialog, in which somebody types the name of the file and presses Enter."""

    desk: Desk

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        """Count what was pressed there."""
        self.desk.keyboard.text += len(self.paths[0].name)
        self.desk.keyboard.keys += 1
        return super().open_file(parent, title, filters)


def import_from(desk: Desk, path: Path) -> None:
    """Offer Ctrl+Shift+I as the window does, with a dialog that answers."""
    importing = EmailImport(desk.context, desk.window)
    importing.files = TypedName([path])
    importing.files.desk = desk
    desk.context.registry.handle("file.import_email", desk.window, importing.run, always=True)


def test_task_9_imports_an_outlook_email_as_an_mp_enquiry_and_logs_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "enquiry.msg").write_bytes(ENQUIRY)
    import_from(desk, tmp_path / "enquiry.msg")
    keyboard = desk.keyboard
    keyboard.press("Ctrl+Shift+I")
    keyboard.type("mp")
    keyboard.press("Alt+4")
    keyboard.press("Tab", 4)
    keyboard.type("post")
    keyboard.press("Tab")
    keyboard.type("co")
    keyboard.press("Ctrl+Enter")
    print(f"task 9: {keyboard.keys} keys, {keyboard.text} characters")
    case = desk.logged()
    person = case.complainant
    assert person is not None
    assert case.kind is Kind.MP
    assert (person.doc["full_name"], person.doc["email"]) == ("Nia Bowen MP", "nia@example.org")
    assert case.value("channel") == "Email"
    assert case.row.received_on == date(2025, 10, 13)
    assert case.value("summary") == "Dear Sir or Madam,\n\nWhen will a social worker visit?\n\nNia Bowen MP"
    assert case.value("subject") == "Gethin O’Brien: no visits since June"
    email, *attached = case.of_kind("file")
    assert open_file(desk.office, case.case_id, email.id).content == ENQUIRY
    assert [file.doc["name"] for file in attached] == ["Letter.pdf", "Photo.png"]
    assert desk.drafts() == []
    assert keyboard.keys <= 24
    assert keyboard.text <= 25


def test_an_email_fills_what_is_empty_and_leaves_what_was_typed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(eml(attachments=(("plan.pdf", pdf("x")),)))
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    desk.keyboard.press("Alt+2")
    desk.keyboard.type("Somebody Else")
    page.files_part.files = Answers([tmp_path / "a.eml"])
    desk.keyboard.press("Ctrl+Shift+I")
    form = page.form.form
    assert form["full_name"].value() == "Somebody Else"
    assert form["email"].value() == "sian@example.org"
    assert form["channel"].value() == "Email"
    assert form["received_on"].value() == date(2025, 10, 15)
    assert [row.name for row in page.form.files.model.rows()] == ["a.eml", "plan.pdf"]
    assert [f["name"] for f in desk.drafts()[0].doc["files"]] == ["a.eml", "plan.pdf"]


def test_files_wait_with_the_draft_and_come_back_with_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf("x"))
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    page.files_part.files = Answers([tmp_path / "plan.pdf"])
    desk.keyboard.press("Alt+5")
    assert page.form.files.add_button.hasFocus()
    desk.keyboard.press("Enter")
    (tmp_path / "plan.pdf").unlink()
    key = page.autosave.draft_id
    desk.keyboard.press("Ctrl+W")
    again = desk.window.open_page("intake", key)
    assert [row.name for row in again.form.files.model.rows()] == ["plan.pdf"]  # type: ignore[attr-defined]
    check_page(again)
    again.form.files.table.view.setFocus()  # type: ignore[attr-defined]
    desk.keyboard.press("Del")
    assert again.form.files.files() == []  # type: ignore[attr-defined]
    assert desk.drafts()[0].doc["files"] == []


def test_a_file_dropped_over_a_box_is_a_file_and_no_text(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf("x"))
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "plan.pdf"))])
    box = page.form.form["summary"].box.viewport()  # type: ignore[attr-defined]
    assert box.property("takes_files")
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert page.files_part.landing.eventFilter(box, event)
    QApplication.processEvents()
    assert [f["name"] for f in page.form.files.files()] == ["plan.pdf"]
    assert page.form.form["summary"].value() == ""
    assert page.files_part.landing.eventFilter(box, event)
    assert len(page.form.files.files()) == 1  # it waits here already


def test_an_email_dropped_on_a_new_intake_fills_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(eml())
    (tmp_path / "called.msg").write_bytes(pdf("x"))
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    page.files_part.take([tmp_path / "a.eml"], "drop")
    assert page.form.form["full_name"].value() == "Siân O’Brien"
    page.files_part.take([tmp_path / "called.msg"], "drop")
    assert [f["name"] for f in page.form.files.files()] == ["a.eml", "called.msg"]


def test_what_is_no_email_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(pdf("x"))
    import_from(desk, tmp_path / "plan.pdf")
    desk.keyboard.press("Ctrl+Shift+I")
    assert "plan.pdf is not an email" in desk.window.strip.alerts()[0].text
    assert desk.drafts() == []
