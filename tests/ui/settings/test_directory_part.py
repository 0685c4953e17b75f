"""The directory of MPs and councillors in the settings, by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions.directory import new_representative, representatives, save_representative
from caseworker.office import Office
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, alert_words, make_window
from ui.settings.directory_part import DirectoryPart
from ui.settings.settings_page import SettingsPage
from ui.window import MainWindow

CSV = "Name,Ward,Party,Email\nNia Bowen,Wharf,Independent,nia@northmoor.example\n,Quay,,\n"


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def show(window: MainWindow) -> Any:
    """The part of the directory."""
    page = window.open_page("settings", section="directory")
    assert isinstance(page, SettingsPage)
    part = page.part()
    assert isinstance(part, DirectoryPart)
    return part


def test_an_entry_is_added_changed_and_undone(window: MainWindow, office: Office) -> None:
    part = show(window)
    assert part.table.empty.title.text() == "Nobody is in the directory"
    part.add_entry()
    part.finish()
    assert part.form.form.blocks["full_name"].problem() == "Enter the name"
    part.form.form.fill({"full_name": "Nia Bowen", "office": "mp", "area": "Northmoor East"})
    part.finish()
    assert [row.full_name for row in part.model.rows()] == ["Nia Bowen"]
    part.change(part.model.index(0, 0))
    part.form.form.fill({"email": "nia"})
    part.finish()
    assert part.form.form.blocks["email"].problem() == "Email must be an address such as name@example.org"
    part.form.form.fill({"email": "nia@parliament.example"})
    part.finish()
    assert representatives(office)[0].email == "nia@parliament.example"
    assert "Saved: Nia Bowen was saved in the directory." in alert_words(window)
    window.context.registry.run("edit.undo")
    assert representatives(office)[0].email == ""


def test_an_entry_half_typed_is_not_lost_on_closing(window: MainWindow) -> None:
    part = show(window)
    part.add_entry()
    part.form.form.fill({"full_name": "Nia"})
    assert not part.may_close()
    part.leave()
    assert part.may_close()


def test_a_list_is_previewed_and_taken_over(window: MainWindow, office: Office, tmp_path: Path) -> None:
    part = show(window)
    path = tmp_path / "members.csv"
    path.write_text(CSV, encoding="utf-8")
    part.dialogs = Answers(path)
    part.choose_file()
    assert part.preview.told.text() == "members.csv: 1 new, 0 changed, 0 as they are, 1 refused."
    assert part.preview.columns.text().startswith(
        "Columns read: “Name” as name, “Ward” as constituency or ward"
    )
    assert [row.why for row in part.preview.model.rows()] == ["", "Enter the name"]
    check_page(part)
    part.finish()
    assert [each.full_name for each in representatives(office)] == ["Nia Bowen"]
    assert part.model.rowCount() == 1


def test_a_file_that_is_no_list_is_told_of(window: MainWindow, tmp_path: Path) -> None:
    part = show(window)
    path = tmp_path / "wards.csv"
    path.write_text("Ward\nWharf\n", encoding="utf-8")
    part.dialogs = Answers(path)
    part.choose_file()
    assert "has no column called “Name”" in "".join(alert_words(window))
    assert part.stack.currentWidget() is part.list_page


def test_who_may_not_change_it_reads_it(window: MainWindow, office: Office) -> None:
    save_representative(office, replace(new_representative(office), full_name="Nia Bowen", office="mp"))
    office.person = replace(office.person, role="auditor")
    part = show(window)
    assert part.model.rowCount() == 1
    assert part.why.text().startswith("You can read this but not change it.")
    assert not part.acts[0].isVisible()
    part.change(part.model.index(0, 0))
    assert part.entry is None


def test_the_form_passes_every_check(window: MainWindow) -> None:
    part = show(window)
    part.add_entry()
    check_page(part)
