"""Documents on the reports page: the texts to write, the pages as they stand, the stretch of time they are for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caseworker.actions.drafts import list_drafts
from caseworker.actions.report_texts import LONGEST, narrative, text_parts
from caseworker.domain.periods import parse_period
from caseworker.office import Office
from caseworker.reports.documents.catalogue import DOCUMENTS
from tests.typing_help import type_text
from tests.ui.real_window import alert_words
from ui.reports.reports_page import ReportsPage
from ui.reports.shown import DOCUMENT
from ui.window import MainWindow

KEY = Qt.Key
QUARTER = parse_period("2025-26-Q2")


@pytest.fixture
def quarterly(page: ReportsPage) -> ReportsPage:
    """The page on the quarterly pack."""
    page.show_document("quarterly")
    return page


def write(page: ReportsPage, key: str, text: str) -> None:
    """Type into a box and leave it."""
    editor = page.document.form.blocks[key].field.editor()
    editor.setFocus()
    type_text(editor, text)
    page.tables.list.setFocus()


@pytest.mark.parametrize("code", [outline.code for outline in DOCUMENTS])
def test_every_document_shows_its_pages_and_its_texts(page: ReportsPage, code: str) -> None:
    page.show_document(code)
    assert page.tables.current() == DOCUMENT + code
    assert len(page.document.sheets.pages) >= 1
    assert list(page.document.form.blocks) == [part.key for part in text_parts(code)]
    assert page.document.span.isHidden()


def test_what_is_written_is_in_the_record_when_the_box_is_left_and_on_the_page(
    quarterly: ReportsPage, window: MainWindow, office: Office
) -> None:
    write(quarterly, "summary", "A quiet quarter")
    assert narrative(office, "quarterly", QUARTER) == {"summary": "A quiet quarter"}
    assert alert_words(window) == ["Text kept: The text for Quarter 2, 2025-26 was kept."]
    assert list_drafts(office) == []


def test_ctrl_z_takes_the_text_back_out_of_the_box(
    quarterly: ReportsPage, window: MainWindow, office: Office
) -> None:
    write(quarterly, "summary", "A quiet quarter")
    window.context.registry.run("edit.undo")
    assert narrative(office, "quarterly", QUARTER) == {}
    assert quarterly.document.form.texts() == {"summary": ""}


def test_a_box_that_nobody_changed_writes_nothing(quarterly: ReportsPage, window: MainWindow) -> None:
    write(quarterly, "summary", "")
    assert alert_words(window) == []


def test_text_that_was_not_left_yet_is_a_draft_and_comes_back(
    quarterly: ReportsPage, window: MainWindow, office: Office
) -> None:
    editor = quarterly.document.form.blocks["summary"].field.editor()
    editor.setFocus()
    type_text(editor, "Half a sen")
    assert quarterly.document.form._autosave is not None
    quarterly.document.form._autosave.save_now()
    assert [draft.title for draft in list_drafts(office)] == [
        "Complaints and enquiries: quarterly pack, Quarter 2, 2025-26"
    ]
    other = ReportsPage(window.context)
    other.show_document("quarterly")
    assert other.document.form.texts() == {"summary": "Half a sen"}
    assert window.close_page(quarterly)


def test_closing_the_page_keeps_what_was_typed(
    quarterly: ReportsPage, window: MainWindow, office: Office
) -> None:
    editor = quarterly.document.form.blocks["summary"].field.editor()
    editor.setFocus()
    type_text(editor, "Last words")
    assert window.close_page(quarterly)
    assert narrative(office, "quarterly", QUARTER) == {"summary": "Last words"}


def test_another_period_has_its_own_text(quarterly: ReportsPage, office: Office) -> None:
    write(quarterly, "summary", "A quiet quarter")
    quarterly.take_period(parse_period("2025-26-Q1"))
    assert quarterly.document.form.texts() == {"summary": ""}
    quarterly.take_period(QUARTER)
    assert quarterly.document.form.texts() == {"summary": "A quiet quarter"}


def test_a_text_that_is_too_long_is_told_at_its_box_and_stays_there(
    quarterly: ReportsPage, office: Office
) -> None:
    quarterly.document.form.blocks["summary"].field.set_value("x" * (LONGEST + 1))
    quarterly.document.form.keep()
    assert "Shorten it" in quarterly.document.form.blocks["summary"].problem()
    assert len(quarterly.document.form.texts()["summary"]) == LONGEST + 1
    assert narrative(office, "quarterly", QUARTER) == {}


def test_markup_is_text(quarterly: ReportsPage, office: Office) -> None:
    write(quarterly, "summary", "<b>bold</b> & <para>")
    assert narrative(office, "quarterly", QUARTER) == {"summary": "<b>bold</b> & <para>"}
    assert len(quarterly.document.sheets.pages) >= 1


def test_a_document_of_a_year_offers_the_last_year_while_a_quarter_is_shown(page: ReportsPage) -> None:
    page.tables.set_current(DOCUMENT + "annual")
    assert page.document.span.isVisible()
    assert page.document.span_button.text() == "Show 2024-25"
    page.document.span_button.click()
    assert page.picker.period().code == "2024-25"
    assert page.document.span.isHidden()


def test_a_command_opens_the_document_of_the_last_stretch_it_is_for(page: ReportsPage) -> None:
    page.show_document("annual")
    assert (page.picker.period().code, page.tables.current()) == ("2024-25", DOCUMENT + "annual")
    page.show_document("performance")
    assert (page.picker.period().label, page.tables.current()) == ("September 2025", DOCUMENT + "performance")


def test_at_large_text_the_pages_stand_below_and_scroll_with_the_texts(quarterly: ReportsPage) -> None:
    panel = quarterly.document
    assert not panel.area.isAncestorOf(panel.sheets)
    quarterly.window().resize(900, 768)
    panel.parts.retheme()
    assert panel.area.isAncestorOf(panel.sheets)
    quarterly.window().resize(1366, 768)
    panel.parts.retheme()
    assert not panel.area.isAncestorOf(panel.sheets)


def test_a_box_that_takes_the_focus_is_seen_whole_however_little_room_there_is(
    quarterly: ReportsPage,
) -> None:
    quarterly.window().resize(1000, 560)
    area, editor = quarterly.document.area, quarterly.document.form.blocks["summary"].field.editor()
    area.verticalScrollBar().setValue(0)
    editor.setFocus()
    for _ in range(3):
        QApplication.processEvents()
    assert area.verticalScrollBar().value() > 0
    top = editor.mapTo(area.viewport(), editor.rect().topLeft()).y()
    assert 0 <= top <= area.viewport().height() - editor.height()


def test_a_single_box_keeps_to_its_label(quarterly: ReportsPage) -> None:
    block = quarterly.document.form.blocks["summary"]
    QApplication.processEvents()
    assert block.height() <= block.sizeHint().height()
