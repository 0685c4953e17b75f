"""What the tests of the letter page share: the window, a letter in it, and the keys most pressed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseworker.actions import look_up
from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.domain.letters import Blocks, Bullets, Heading, Mark, Paragraph
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.real_window import PdfPrinter, press
from ui.letters.letter_page import LetterPage
from ui.window import MainWindow

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PRINT, FINISH, KEEP = (KEY.Key_P, CTRL), (KEY.Key_Return, CTRL), (KEY.Key_S, CTRL)
FREE = (
    Heading("What we looked at"),
    Paragraph("It was late.", marks=(Mark(7, 11, bold=True),)),
    Bullets(("one", "two")),
)
"""Words with marks, a heading and a list, for a free part."""


def open_letter(window: MainWindow, code: str = "L01", **changed: object) -> LetterPage:
    """Log the example complaint and open a new letter of it."""
    case_id = log_complaint(window.context.office, **changed).case_id
    page = window.open_page("letter", f"{case_id}/{code}")
    assert isinstance(page, LetterPage)
    return page


def case_of(page: LetterPage) -> CaseView:
    """The case as it is now."""
    return look_up.open_case(page.context.office, page.case_id)


def letter_of(page: LetterPage) -> EntityState:
    """The one letter of the case."""
    (letter,) = case_of(page).letters
    return letter


def field_text(page: LetterPage, name: str) -> str:
    """What stands in a field."""
    return str(page.writing.form[name].value())


def write(page: LetterPage, part: str, words: str | Blocks) -> None:
    """Write a free part."""
    page.writing.parts.editors[part].set_value((Paragraph(words),) if isinstance(words, str) else words)


def show_checks(page: LetterPage) -> None:
    """Make preview and checks at once."""
    page.previewing.now()
    page.checking.now()


def approve(window: MainWindow, page: LetterPage) -> None:
    """Tick, approve, and say so."""
    come_back(window)
    page.head.check.set_value(True)
    press(window, FINISH)
    confirm(window)


def confirm(window: MainWindow) -> None:
    """Take what the open question offers, by keyboard."""
    dialog = window.context.messages.open_dialog
    front = window.tabs.front()
    assert dialog is not None, front.writing.summary.accessibleDescription()  # type: ignore[union-attr]
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Tab)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Return)
    come_back(window)


def come_back(window: MainWindow) -> None:
    """The window is in front again; the offscreen platform leaves that to us when a dialog closes."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the dialog that was closed
    for _ in range(3):
        window.activateWindow()
        if QTest.qWaitForWindowActive(window, 1_000):
            break
    if window.focusWidget() is not None:
        window.focusWidget().setFocus()
    QApplication.processEvents()


def sit_down(office: Office, name: str) -> None:
    """Somebody else is at the keyboard."""
    office.person = next(person for person in office.staff.values() if person.full_name == name)


def printed(window: MainWindow, page: LetterPage, tmp_path: Path) -> PdfPrinter:
    """Approve and print."""
    page.printers = printer = PdfPrinter(tmp_path / "paper.pdf")
    approve(window, page)
    press(window, PRINT)
    return printer


def sent(window: MainWindow, page: LetterPage, tmp_path: Path) -> None:
    """Approve, print and record as sent."""
    printed(window, page, tmp_path)
    press(window, KEY.Key_Return)


def state(page: LetterPage) -> str:
    return str(letter_of(page).doc["status"])


def give_for_review(window: MainWindow, page: LetterPage, name: str) -> None:
    page.previewing.now()
    page.head.buttons["submit"].click()
    dialog = page.dialog
    assert dialog is not None
    dialog.line.setText(name)  # type: ignore[attr-defined]
    dialog.take()  # type: ignore[attr-defined]
    come_back(window)
