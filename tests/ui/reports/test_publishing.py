"""The copy for publication and the reports that were published, on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from caseworker.actions.report_publication import CHANGED
from caseworker.actions.report_published import published, restated
from caseworker.actions.report_texts import write_narrative
from caseworker.actions.settings_change import change_settings
from caseworker.domain.periods import parse_period
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, alert_words, press
from ui.confirm import ConfirmDialog
from ui.reports.publish_page import PublishPage
from ui.reports.published_page import PublishedPage
from ui.reports.reports_page import ReportsPage
from ui.widgets.announce import heard
from ui.window import MainWindow

KEY = Qt.Key
QUARTER = parse_period("2025-26-Q2")


@pytest.fixture
def pages(window: MainWindow) -> MainWindow:
    """The window with the two pages of publishing."""
    for kind in (PublishPage, PublishedPage):
        window.add_kind(kind)
    return window


def copy_of(window: MainWindow, code: str = "quarterly 2025-26-Q2") -> PublishPage:
    page = window.open_page("publish", code)
    assert isinstance(page, PublishPage)
    return page


def say_yes(window: MainWindow) -> ConfirmDialog:
    dialog = window.context.messages.open_dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.accept()
    return dialog


def publish_it(window: MainWindow) -> None:
    copy_of(window).ask()
    say_yes(window)


def test_the_copy_shows_what_is_hidden_and_its_pages(pages: MainWindow) -> None:
    page = copy_of(pages)
    assert page.title() == "Copy for publication, Quarter 2, 2025-26"
    assert len(page.parts.sheets.pages) >= 1
    assert page.found.text() == "Nothing in its texts could tell who is meant, and every figure agrees."
    assert page.why_not() == ""


def test_a_copy_that_takes_long_is_stopped_and_can_be_prepared_again(
    pages: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = copy_of(pages)
    seen, looks = page.ready, []

    def stopped_midway(_office: Any, _code: str, _period: Any, tell: Callable[[int], object]) -> None:
        tell(1)
        looks.append("first")
        page.cancel()
        tell(2)
        looks.append("second")

    with monkeypatch.context() as patched:
        patched.setattr("ui.reports.publish_page.make_ready", stopped_midway)
        page.refresh()
    assert looks == ["first"]
    assert page.ready is seen
    assert page.again.hasFocus()
    page.again.click()
    assert page.ready is not seen
    assert page.again.isHidden()


def test_publishing_asks_first_and_keeps_what_went_out(pages: MainWindow, office: Office) -> None:
    copy_of(pages).ask()
    assert published(office) == ()
    dialog = say_yes(pages)
    assert dialog.keep_button.isDefault()
    assert [each.period.code for each in published(office)] == ["2025-26-Q2"]
    assert alert_words(pages)[-1].startswith("Published: Complaints and enquiries")
    assert pages.find_page("publish", "quarterly 2025-26-Q2") is None


def test_what_somebody_saves_meanwhile_makes_the_copy_again_before_it_goes_out(
    pages: MainWindow, office: Office
) -> None:
    page = copy_of(pages)
    before = page.ready
    page.ask()
    write_narrative(office, "annual", parse_period("2019-20"), {"issues": "Another report of another year."})
    say_yes(pages)
    assert len(published(office)) == 1
    assert page.ready is before  # what is looked at stays as it is until the page goes


def test_cases_that_change_meanwhile_do_not_hold_up_what_was_looked_at(
    pages: MainWindow, office: Office
) -> None:
    page = copy_of(pages)
    before = page.ready
    assert page.moved.isHidden()
    page.ask()
    pages.context.changed(log_complaint(office, received_on=date(2025, 9, 4)))
    assert page.ready is before
    assert page.moved.isVisible()
    assert page.again.isVisible()
    say_yes(pages)
    assert before is not None
    assert published(office)[0].data_at == before.taken_at
    found = restated(office, published(office)[0])
    assert len(found.cases) == 1  # the case that came meanwhile shows as restated


def test_the_copy_is_made_again_to_take_in_cases_that_changed(pages: MainWindow, office: Office) -> None:
    page = copy_of(pages)
    before = page.ready
    pages.context.changed(log_complaint(office, received_on=date(2025, 9, 4)))
    page.again.click()
    assert page.ready is not before
    assert page.moved.isHidden()
    assert page.again.isHidden()


def test_settings_that_changed_meanwhile_are_looked_at_before_it_is_published(
    pages: MainWindow, office: Office
) -> None:
    page = copy_of(pages)
    before = page.ready
    page.ask()
    change_settings(office, {"council": "Another Council"})
    say_yes(pages)
    assert published(office) == ()
    assert CHANGED in page.summary.accessibleDescription()
    assert page.ready is not before
    page.ask()
    say_yes(pages)
    assert len(published(office)) == 1


def test_a_copy_that_is_made_again_can_be_stopped(
    pages: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = copy_of(pages)
    page.ask()
    change_settings(office, {"council": "Another Council"})

    def stopped_midway(_office: Any, _code: str, _period: Any, tell: Callable[[int], object]) -> None:
        page.cancel()
        tell(1)

    with monkeypatch.context() as patched:
        patched.setattr("ui.reports.copy_keeper.make_ready", stopped_midway)
        say_yes(pages)
    assert published(office) == ()
    assert heard[-1] == "Stopped. The report was not published."
    assert not page.keeper.is_busy


def test_a_name_in_a_text_must_be_mended_or_given_a_reason(pages: MainWindow, office: Office) -> None:
    write_narrative(office, "quarterly", QUARTER, {"summary": "We wrote to her at SE13 5AB."})
    page = copy_of(pages)
    assert [block.label_text for block in page.form.blocks.values()] == ["In short: postcode “SE13 5AB”"]
    page.ask()
    assert pages.context.messages.open_dialog is None
    assert published(office) == ()
    assert page.has_problems
    assert "Mend it, or say why it may stand" in next(iter(page.form.blocks.values())).problem()
    next(iter(page.form.blocks.values())).field.set_value("It is the address of the council")
    page.ask()
    assert not page.has_problems
    assert "Left as it is: 1 place." in say_yes(pages).accessibleDescription()
    assert len(published(office)) == 1


def test_a_text_mended_meanwhile_makes_the_copy_again(pages: MainWindow, office: Office) -> None:
    write_narrative(office, "quarterly", QUARTER, {"summary": "We wrote to her at SE13 5AB."})
    page = copy_of(pages)
    pages.context.changed(write_narrative(office, "quarterly", QUARTER, {"summary": "We wrote to her."}))
    assert list(page.form.blocks) == []
    assert page.found.text().startswith("Nothing in its texts")


def test_nothing_is_counted_again_behind_another_tab_until_somebody_looks(
    pages: MainWindow, office: Office
) -> None:
    page = copy_of(pages)
    before = page.ready
    pages.open_page("settings")
    pages.context.changed(change_settings(office, {"council": "Another Council"}))
    assert page.ready is before
    assert copy_of(pages).ready is not before


def test_who_may_not_approve_is_told_whom_to_ask(pages: MainWindow, office: Office) -> None:
    office.person = replace(office.person, role="complaints_officer")
    page = copy_of(pages)
    assert page.why_not()
    assert not page.button.isEnabled()
    page.ask()
    assert pages.context.messages.open_dialog is None
    assert heard[-1] == page.why_not()


def test_the_button_of_a_document_opens_its_copy(pages: MainWindow, page: ReportsPage) -> None:
    assert pages.context.registry.reason("report.publish") == "Go to a document first."
    page.show_document("quarterly")
    pages.context.registry.run("report.publish")
    front = pages.tabs.front()
    assert isinstance(front, PublishPage)
    assert front.key == "quarterly 2025-26-Q2"


def test_a_document_of_another_stretch_is_not_published(pages: MainWindow, page: ReportsPage) -> None:
    page.tables.set_current("document:annual")
    assert "Choose a period" in pages.context.registry.reason("report.publish")


def test_nothing_published_says_how_to_begin(pages: MainWindow) -> None:
    page = pages.open_page("published")
    assert isinstance(page, PublishedPage)
    assert page.table.empty.title.text() == "Nothing was published yet"
    assert page.below.isHidden()
    check_page(page, themes=("light",))


def test_what_changed_since_is_listed_with_its_cases(pages: MainWindow, office: Office) -> None:
    publish_it(pages)
    page = pages.open_page("published")
    assert isinstance(page, PublishedPage)
    assert page.words.text().startswith("Nothing has changed since")
    pages.context.changed(log_complaint(office, received_on=date(2025, 9, 4)))
    assert "1 case came, went or changed place" in page.words.text()
    assert page.figures_model.rowCount() > 0
    page.figures.view.setFocus()
    press(pages, KEY.Key_Return)
    front = pages.tabs.front()
    assert front is not None
    assert len(front.layout_state()["numbers"]) == 1


def test_the_pdf_is_saved_as_it_went_out(pages: MainWindow, tmp_path: Path) -> None:
    publish_it(pages)
    page = pages.open_page("published")
    assert isinstance(page, PublishedPage)
    page.files = Answers(tmp_path)
    page.save("PDF")
    page.save("HTML")
    assert (tmp_path / "quarterly-2025-26-Q2-published.pdf").read_bytes().startswith(b"%PDF")
    assert b"<html" in (tmp_path / "quarterly-2025-26-Q2-published.html").read_bytes()


def test_withdrawing_wants_a_reason_and_a_yes(pages: MainWindow, office: Office) -> None:
    publish_it(pages)
    page = pages.open_page("published")
    assert isinstance(page, PublishedPage)
    page.withdraw()
    assert page.why.problem() == "Enter why it is withdrawn"
    page.why.field.set_value("A table was wrong")
    page.withdraw()
    say_yes(pages)
    assert "A table was wrong" in page.withdrawn.text()
    assert page.why.isHidden()
    assert published(office)[0].withdrawn


def test_the_two_pages_are_accessible(pages: MainWindow, office: Office) -> None:
    write_narrative(office, "quarterly", QUARTER, {"summary": "We wrote to her at SE13 5AB on 1 May 2025."})
    check_page(copy_of(pages))
    pages.context.changed(write_narrative(office, "quarterly", QUARTER, {"summary": ""}))
    publish_it(pages)
    pages.context.changed(log_complaint(office, received_on=date(2025, 9, 4)))
    check_page(pages.open_page("published"))
