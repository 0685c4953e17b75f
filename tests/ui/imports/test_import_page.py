"""The import window over the example office, by keyboard: from a spreadsheet to cases, and back by Undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from caseworker.actions.look_up import case_with_reference, list_count, open_case, query
from caseworker.domain.kinds import Status
from caseworker.office import Office
from tests.imports.xlsx_help import write_book
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, OwnWindows, alert_words, make_window, press
from ui.imports.import_page import CHECK, COLUMNS, FILE, WORDS, ImportPage
from ui.window import MainWindow

KEY = Qt.Key
ON = (KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
FIRST = date(2024, 6, 3)
HEAD = ["No.", "Date Recd", "Due", "Complaint type", "Complainant", "Result", "Chat"]


def book(folder: Path, head: list[str] | None = None) -> Path:
    rows: list[list[object]] = [
        ["Complaints 2024"],
        list(head or HEAD),
        ["L1", FIRST, date(2024, 6, 20), "Statutory", "Siân O’Brien", "Upheld", "x"],
        ["L2", FIRST, None, "Corporate", "Ade <b>Bello</b>", "Hmm", None],
        ["L3", "soon", None, "Corporate", "Jo Bell", "Upheld", None],
    ]
    return write_book(folder / "log.xlsx", rows, sheets={"2023": [["Ref"], ["A"]]})


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    made = make_window(office)
    made.add_kind(ImportPage)
    return made


def page_of(window: MainWindow, path: Path | None = None) -> ImportPage:
    page = window.open_page("import")
    assert isinstance(page, ImportPage)
    page.file.files = Answers(path)  # type: ignore[assignment]
    return page


def cases(office: Office) -> int:
    return list_count(office, query(office, "all"))


def test_a_spreadsheet_is_imported_by_keyboard_alone(
    office: Office, window: MainWindow, tmp_path: Path
) -> None:
    page = page_of(window, book(tmp_path))
    press(window, KEY.Key_Return)  # "Choose a file" has the focus
    assert page.file.said.text() == "log.xlsx: 3 rows, 7 columns."
    assert page.file.form["heading_row"].value() == "2"
    press(window, ON)
    assert (page.at, page.title()) == (COLUMNS, "Import, step 2 of 4")
    page.go_on()  # Ctrl+Enter again; within a second it is ignored (U2)
    assert page.at == WORDS
    assert page.words.said.text() == "1 word in none of our lists."
    page.on.setFocus()
    press(window, KEY.Key_Return)
    assert page.at == CHECK
    said = "log.xlsx: 3 rows of “log” read, 2 would be imported, 1 refused."
    assert page.check.said.text() == f"{said} 1 due date recorded differently from our own; both are kept."
    assert cases(office) == 0, "nothing was imported by looking"
    page.on.setFocus()
    press(window, KEY.Key_Return)
    assert cases(office) == 2
    assert alert_words(window)[0].startswith("Imported: log.xlsx: 3 rows")
    assert (
        (tmp_path / "log refused.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("L3,soon")
    )
    window.context.registry.run("edit.undo")
    assert open_case(office, case_with_reference(office, "L1")).status is Status.VOID


def test_back_keeps_what_was_settled(window: MainWindow, tmp_path: Path) -> None:
    page = page_of(window)
    page.look_again(book(tmp_path), "", 0)
    page.go_on()
    page.columns.table.go_to("Chat")
    page.columns.form["place"].set_value("case.summary")
    page.columns.form["place"].changed.emit()
    assert page.settled.setup.columns["Chat"] == "case.summary"
    page.go_on()
    assert page.go_back()
    assert page.settled.setup.columns["Chat"] == "case.summary"
    assert page.go_back()
    assert (page.at, page.go_back()) == (FILE, False)
    page.go_on()
    assert page.settled.setup.columns["Chat"] == "case.summary"


def test_a_needed_column_is_asked_for_before_going_on(window: MainWindow, tmp_path: Path) -> None:
    page = page_of(window)
    page.look_again(book(tmp_path, ["No.", "Date Recd", "Due", "X", "Complainant", "Result", "Chat"]), "", 0)
    page.go_on()
    assert page.columns.missing.text() == "Still needed: Type of case."
    page.go_on()
    assert (page.at, page.has_problems) == (COLUMNS, True)
    page.columns.form["kind"].set_value("CORP")
    page.columns.form["kind"].changed.emit()
    page.go_on()
    assert (page.at, page.has_problems) == (WORDS, False)


def test_a_file_without_references_is_let_in_when_the_user_says_so(
    office: Office, window: MainWindow, tmp_path: Path
) -> None:
    page = page_of(window)
    page.look_again(
        book(tmp_path, ["A", "Date Recd", "Due", "Complaint type", "Complainant", "Result", "Chat"]), "", 0
    )
    page.go_on()
    assert page.columns.missing.text() == "Still needed: Reference."
    own = page.columns.form["own_references"]
    own.editor().setFocus()
    press(window, KEY.Key_Space)
    assert page.columns.missing.isHidden()
    check_page(page)
    page.go_on()
    page.go_on()
    assert page.at == CHECK
    assert "2 rows without a reference would get one of our own series each" in page.check.notes.text()
    page.on.setFocus()
    press(window, KEY.Key_Return)
    assert cases(office) == 2
    assert open_case(office, case_with_reference(office, "CYP-2025-0002")).value("as_imported")["A"] == "L2"


def test_a_word_is_settled_and_counts_open_their_rows(
    office: Office, window: MainWindow, tmp_path: Path
) -> None:
    page = page_of(window)
    page.look_again(book(tmp_path), "", 0)
    page.go_on()
    page.go_on()
    page.words.table.go_to("Result\x1fHmm")
    assert page.words.block.label_text == "Outcome: “Hmm” means"
    page.words.block.field.set_value("not_upheld")
    page.words.block.field.changed.emit()
    assert page.words.said.isHidden()
    page.go_on()
    page.check.show_rows(page.check.shown)
    assert [verdict.reference for verdict in page.check.model.rows()] == ["L3"]
    page.check.show_differing()
    assert [each.reference for each in page.check.dates_model.rows()] == ["L1"]
    page.go_on()
    assert open_case(office, case_with_reference(office, "L2")).value("outcome") == "not_upheld"


def test_a_mapping_is_saved_and_taken_up_for_the_next_file(
    office: Office, window: MainWindow, tmp_path: Path
) -> None:
    page = page_of(window)
    path = book(tmp_path)
    page.look_again(path, "", 0)
    for _ in range(3):
        page.go_on()
    page.check.name.field.set_value("Our log")
    page.check.save.click()
    assert alert_words(window)[0] == "Saved: The mapping “Our log” was saved."
    page.check.name.field.set_value(" ")
    page.check.save.click()
    assert page.check.name.problem() == "Enter a name for the mapping"
    page.look_again(path, "", 0)
    page.file.form["mapping"].set_value("Our log")
    page.go_on()
    assert page.settled.mapping_name == "Our log"
    assert page.settled.setup.words["Result"] == {"Upheld": "upheld", "Hmm": ""}


def test_another_sheet_and_another_heading_row_are_looked_at(window: MainWindow, tmp_path: Path) -> None:
    page = page_of(window)
    page.look_again(book(tmp_path), "", 0)
    page.file.form["sheet"].set_value("2023")
    assert page.settled.look is not None
    assert page.settled.look.header == ("Ref",)
    page.file.form["sheet"].set_value("Sheet1")
    row = page.file.form["heading_row"].editor()
    row.setFocus()
    row.selectAll()  # type: ignore[attr-defined]
    type_text(row, "x")
    page.file.form["heading_row"].left.emit()
    assert page.file.form.blocks["heading_row"].problem().startswith("Row of the headings must be")
    row.selectAll()  # type: ignore[attr-defined]
    type_text(row, "3")
    page.file.form["heading_row"].left.emit()
    assert page.settled.look.heading_row == 3


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04no zip", b"\xff\xfea\x00"])
def test_a_file_that_is_not_in_order_is_said_and_nothing_else_happens(
    window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    page = page_of(window)
    page.look_again(path, "", 0)
    assert page.settled.look is None
    assert alert_words(window)[0].startswith("This cannot be imported so: a.xlsx")
    assert page.why_not_go_on() == "Choose a file first."


def test_who_may_not_import_is_told_why(office: Office, window: MainWindow, tmp_path: Path) -> None:
    office.person = office.staff_named("Ali Demir")
    page = page_of(window)
    page.look_again(book(tmp_path), "", 0)
    assert page.why_not_go_on() == page.reason.text() != ""
    page.go_on()
    assert page.at == FILE


@pytest.mark.parametrize("step", [FILE, COLUMNS, WORDS, CHECK])
def test_every_step_is_accessible(window: MainWindow, tmp_path: Path, step: int) -> None:
    windows = OwnWindows()
    page = page_of(window)
    page.look_again(book(tmp_path), "", 0)
    for _ in range(step):
        page.go_on()
    assert page.at == step
    assert windows.seen == []
    check_page(page)
