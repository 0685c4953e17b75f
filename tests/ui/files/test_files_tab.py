"""The files of a case: brought in every way, shown, described, removed and brought back, all by keys."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from caseworker.actions.files import Source, attach_files
from caseworker.actions.look_up import open_case
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.file_samples import docx, eml, pdf, png
from tests.outlook_file import attachment, msg
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import Desk, sit_down, status_words
from tests.ui.files.conftest import Answers
from ui.cases.files_tab import FilesTab
from ui.files.choose_email import WhereDialog
from ui.files.describe_dialog import DescribeDialog
from ui.files.doing import open_elsewhere
from ui.files.file_page import FilePage
from ui.files.from_mime import NOT_HANDED_OVER, file_names, files_in, has_files


def names(tab: FilesTab) -> list[str]:
    return [row.shown_name.strip() for row in tab.model.rows()]


def drop(tab: FilesTab, mime: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert tab.landing.eventFilter(tab, event)  # QApplication hands drops on only while something is dragged
    assert event.isAccepted()


def page_of(desk: Desk, kind: type) -> FilePage:
    page = desk.window.tabs.front()
    assert isinstance(page, kind)
    return page  # type: ignore[return-value]


def test_attachments_stand_beneath_their_email_and_the_tab_counts(desk: Desk, tab: FilesTab) -> None:
    assert names(tab) == [
        "Chronology.docx",
        "Photo of the door.png",
        "Complaint.eml",
        "↳ Plan for Gethin.pdf",
        "↳ b.png",
    ]
    bar = desk.page.tabs.bar
    assert bar.tabText(desk.page.tabs.keys.index("files")) == "Files (5)"
    spoken = tab.model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Plan for Gethin.pdf, attached to Complaint.eml, Other (PDF), 15 October 2025")


def test_a_case_without_files_says_what_belongs_here(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office).case_id)
    desk.page.tabs.go("files")
    part = desk.page.tabs.made["files"]
    assert isinstance(part, FilesTab)
    assert part.table.empty.title.text() == "No file was kept with this case yet"
    assert part.add_button.hasFocus()
    check_page(desk.page)


def test_files_are_chosen_and_undone(desk: Desk, tab: FilesTab, tmp_path: Path) -> None:
    (tmp_path / "Letter.pdf").write_bytes(pdf("A letter"))
    tab.files = Answers([tmp_path / "Letter.pdf"])
    desk.go_to(tab.add_button)
    desk.press("Enter")
    assert names(tab)[0] == "Letter.pdf"
    assert "Files added: Letter.pdf added to CYP-2025-0001." in desk.alerts()
    desk.press_later("Ctrl+Z")
    assert "Letter.pdf" not in names(tab)


def test_files_are_dropped_good_ones_kept_bad_ones_named(desk: Desk, tab: FilesTab, tmp_path: Path) -> None:
    (tmp_path / "Letter.pdf").write_bytes(pdf("A letter"))
    (tmp_path / "setup.exe").write_bytes(b"MZ\x90\x00" + bytes(90))
    mime = QMimeData()
    mime.setUrls(
        [QUrl.fromLocalFile(str(tmp_path / "Letter.pdf")), QUrl.fromLocalFile(str(tmp_path / "setup.exe"))]
    )
    drop(tab, mime)
    assert names(tab)[0] == "Letter.pdf"
    assert desk.alerts()[0] == (
        "Look at these files: Letter.pdf added to CYP-2025-0001. setup.exe was not kept. It is a program or a script."
        " Programs are not kept with cases."
    )


def test_only_bad_files_change_nothing(desk: Desk, tab: FilesTab, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    tab.take([tmp_path / "empty.txt"], "drop")
    assert desk.alerts()[0] == "Nothing was added: empty.txt was not kept. It is empty."
    assert len(names(tab)) == 5


def test_a_file_that_is_there_already_is_not_called_added(desk: Desk, tab: FilesTab) -> None:
    tab.take([Source("Chronology.docx", docx())], "drop")
    assert desk.alerts()[0] == "Nothing was added: Chronology.docx was with CYP-2025-0001 already."


def descriptor(*file_names: str) -> bytes:
    entries = b"".join(bytes(72) + name.encode("utf-16-le").ljust(520, b"\x00") for name in file_names)
    return struct.pack("<I", len(file_names)) + entries


def test_what_classic_outlook_hands_over_is_taken(desk: Desk, tab: FilesTab) -> None:
    mime = QMimeData()
    content = msg(subject="Gethin", body="Words", attachments=(attachment("a.pdf", pdf("x")),))
    mime.setData(
        'application/x-qt-windows-mime;value="FileGroupDescriptorW"',
        QByteArray(descriptor("Gethin.msg", "gone")),
    )
    mime.setData('application/x-qt-windows-mime;value="FileContents";index=0', QByteArray(content))
    assert has_files(mime)
    drop(tab, mime)
    assert names(tab)[:2] == ["Gethin.msg", "↳ a.pdf"]


def test_what_another_mail_program_keeps_to_itself_is_explained(desk: Desk, tab: FilesTab) -> None:
    mime = QMimeData()
    mime.setData("application/x-maillist", QByteArray(b"1"))
    drop(tab, mime)
    assert desk.alerts()[0] == f"Nothing was added: {NOT_HANDED_OVER}"


def test_words_are_not_taken_for_files() -> None:
    mime = QMimeData()
    mime.setText("A note")
    assert not has_files(mime)
    assert files_in(mime, "drop", "x.png") == []
    assert file_names(b"\x02\x00") == []


def test_a_picture_of_the_clipboard_is_pasted(desk: Desk, tab: FilesTab) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("#12436D"))
    QGuiApplication.clipboard().setImage(image)
    tab.table.view.setFocus()
    desk.press("Ctrl+V")
    assert names(tab)[0] == "Picture of 15 October 2025.png"
    file = open_case(desk.office, desk.page.key).of_kind("file")[-1]
    assert (file.doc["media_type"], file.doc["added_from"], file.doc["kind"]) == (
        "image/png",
        "paste",
        "photo",
    )
    QGuiApplication.clipboard().clear()
    desk.press("Ctrl+V")
    assert status_words(desk) == "There is no file and no picture to paste."


def test_a_file_is_described_at_the_keyboard(desk: Desk, tab: FilesTab) -> None:
    tab.table.view.setFocus()
    desk.press("Down")
    desk.go_to(tab.describe_button)
    desk.press("Enter")
    dialog = desk.window.findChild(DescribeDialog)
    form = dialog.step.form
    form["description"].set_value("The broken door")
    form["about_on"].set_value(None)
    dialog.save()
    assert dialog.step.summary.isVisibleTo(dialog)
    form["about_on"].line.setText("nonsense")
    dialog.save()
    form["about_on"].line.setText("2/6/2025")
    dialog.save()
    row = next(row for row in tab.model.rows() if row.name == "Photo of the door.png")
    assert (row.description, row.dated) == ("The broken door", "2 June 2025")


def test_delete_takes_a_file_off_and_ctrl_z_brings_it_back(desk: Desk, tab: FilesTab) -> None:
    tab.table.go_to(next(row.key for row in tab.model.rows() if row.name == "Complaint.eml"))
    tab.table.view.setFocus()
    desk.press("Delete")
    assert names(tab) == ["Chronology.docx", "Photo of the door.png"]
    desk.press_later("Ctrl+Z")
    assert len(names(tab)) == 5


def test_a_copy_is_saved(desk: Desk, tab: FilesTab, tmp_path: Path) -> None:
    tab.files = Answers(save_to=tmp_path / "copy.docx")
    tab.save_copy()
    assert (tmp_path / "copy.docx").read_bytes() == docx()


def test_who_may_not_keep_files_sees_them_all_the_same(desk: Desk, tab: FilesTab) -> None:
    desk.office.person = desk.office.roles and desk.office.staff_named("Ali Demir")
    object.__setattr__(desk.office.person, "role", "auditor")
    desk.page.refresh()
    QApplication.processEvents()
    assert tab.open_button.isVisibleTo(tab)
    assert not tab.add_button.isVisibleTo(tab)
    assert not tab.remove_button.isVisibleTo(tab)
    menu = QMenu()
    tab.table.menu_asked.emit(menu)
    assert [action.text() for action in menu.actions()] == ["Open file", "Save a copy"]


def test_an_email_is_shown_as_words_with_its_head_and_attachments(desk: Desk, tab: FilesTab) -> None:
    tab.table.go_to(next(row.key for row in tab.model.rows() if row.name == "Complaint.eml"))
    tab.table.view.setFocus()
    desk.press("Enter")
    page = page_of(desk, FilePage)
    assert page.text.toPlainText().startswith("Dear team,")
    assert page.head.text().splitlines()[0] == "From: Siân O’Brien <sian@example.org>"
    assert [button.text() for button in page.attached_buttons] == ["Plan for Gethin.pdf", "b.png"]
    check_page(page)
    page.attached_buttons[0].click()
    plan = page_of(desk, FilePage)
    assert len(plan.sheets.pages) == 2
    assert plan.stack.currentWidget() is plan.sheets
    check_page(plan)


@pytest.mark.parametrize(
    ("name", "part"), [("Photo of the door.png", "picture"), ("Chronology.docx", "text")]
)
def test_pictures_and_words_are_shown_inside(desk: Desk, tab: FilesTab, name: str, part: str) -> None:
    key = next(row.key for row in tab.model.rows() if row.name == name)
    page = desk.window.open_page("file", f"{desk.page.key}/{key}")
    assert isinstance(page, FilePage)
    assert page.stack.currentWidget() is getattr(page, part)
    check_page(page)


def test_a_file_whose_bytes_are_on_their_way_says_so_in_its_place(desk: Desk, tab: FilesTab) -> None:
    row = next(row for row in tab.model.rows() if row.name == "Chronology.docx")
    with desk.office.database.raw_writer() as raw:
        (digest,) = raw.execute("SELECT doc ->> 'digest' FROM entity WHERE id = ?", (row.key,)).fetchone()
        raw.execute("DELETE FROM blob WHERE digest = ?", (digest,))
        raw.execute("INSERT INTO blob_part (digest, start, bytes) VALUES (?, -1, x'')", (digest,))
    page = desk.window.open_page("file", f"{desk.page.key}/{row.key}")
    assert isinstance(page, FilePage)
    assert page.nothing.title.text() == "There is no file to show"
    assert page.nothing.text.text() == "This file is not here yet. It comes with the next exchange."


def test_a_file_that_is_gone_says_so(desk: Desk) -> None:
    page = desk.window.open_page("file", f"{desk.page.key}/nothing")
    assert isinstance(page, FilePage)
    assert page.nothing.title.text() == "There is no file to show"
    check_page(page)


def test_a_copy_for_another_program_is_read_only_and_macros_are_not_opened(desk: Desk, tab: FilesTab) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    key = next(row.key for row in tab.model.rows() if row.name == "Chronology.docx")
    open_elsewhere(desk.context, desk.page.key, key, open_url)
    assert opened[0].read_bytes() == docx()
    assert opened[0].stat().st_mode & 0o222 == 0
    open_elsewhere(desk.context, desk.page.key, key, lambda _url: False)
    assert "no program for this file" in desk.alerts()[0]
    macros = attach_files(desk.office, desk.page.key, [Source("form.docm", docx(vbaProject__bin=b"x"))])
    assert macros.warnings
    last = open_case(desk.office, desk.page.key).of_kind("file")[-1]
    open_elsewhere(desk.context, desk.page.key, last.id, open_url)
    assert len(opened) == 1
    assert "is not opened from here" in desk.alerts()[0]


def test_ctrl_shift_i_on_a_case_asks_where_the_email_belongs(
    desk: Desk, tab: FilesTab, tmp_path: Path
) -> None:
    (tmp_path / "reply.eml").write_bytes(eml("About the visit", attachments=(("p.png", png()),)))
    tab.files = Answers([tmp_path / "reply.eml"])
    desk.press("Ctrl+Shift+I")
    dialog = desk.window.findChild(WhereDialog)
    assert dialog.case_button.text() == "Add to CYP-2025-0001"
    assert dialog.case_button.hasFocus() or dialog.case_button.isDefault()
    dialog.case_button.click()
    assert "↳ p.png" in names(tab)
    assert desk.view.notes[-1].doc["text"].startswith("From: Siân")
    assert "Email imported: The email was added to CYP-2025-0001 with 1 attachment." in desk.alerts()


def test_from_a_case_an_email_can_begin_a_new_one(desk: Desk, tab: FilesTab, tmp_path: Path) -> None:
    (tmp_path / "new.eml").write_bytes(eml("Another matter"))
    tab.files = Answers([tmp_path / "new.eml"])
    desk.press("Ctrl+Shift+I")
    desk.window.findChild(WhereDialog).new_button.click()
    page = desk.window.tabs.front()
    assert page is not None
    assert page.tab_text() == "Draft O’Brien"
