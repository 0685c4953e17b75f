"""A bundle is planned, made, cancelled, saved and kept from the keyboard; the plan is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from caseworker.actions.bundle import SECTIONS, BundleChoice
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import Desk, words_of
from tests.ui.files.conftest import Answers
from ui.paper import bundle_rows as rows
from ui.paper.bundle_page import BundlePage
from ui.theme import apply_theme


@pytest.fixture
def page(desk: Desk) -> BundlePage:
    desk.context.registry.run("case.bundle")
    front = desk.window.tabs.front()
    assert isinstance(front, BundlePage)
    QApplication.processEvents()
    return front


def states(page: BundlePage) -> dict[str, str]:
    return {row.choice.title: row.state for row in page.plan.rows}


def test_the_usual_plan_has_what_was_sent_and_received(desk: Desk, page: BundlePage) -> None:
    assert page.tab_text() == "Bundle CYP-2025-0001"
    assert states(page) == {
        "Chronology": "In",
        "Case record": "Left out",
        "Email: No visits since June": "In",
        "Acknowledgement, statutory stage 1 (L01)": "In",
        "Photo.png": "In",
        "plan.pdf": "In",
        "Nurse.docx": "Listed only",
    }
    assert any("Nothing is blacked out for you" in words for words in words_of(page))
    check_page(page)


def test_documents_are_put_in_and_moved_by_keys(desk: Desk, page: BundlePage) -> None:
    page.plan.table.go_to("record")
    page.plan.table.view.setFocus()
    desk.press("Enter")
    assert states(page)["Case record"] == "In"
    first = [row.choice.key for row in page.plan.rows][:2]
    desk.press("Alt+Up")
    assert [row.choice.key for row in page.plan.rows][:2] == [first[1], first[0]]
    page.plan.section.set_value("Evidence")
    assert next(row.section for row in page.plan.rows if row.choice.key == "record") == "Evidence"


def test_it_is_made_shown_and_saved(desk: Desk, page: BundlePage, tmp_path: Path) -> None:
    page.plan.form["made_for"].set_value("The panel of 3 November")
    desk.press("Ctrl+Enter")
    assert page.made is not None
    assert page.foot.result.text() == (
        f"{page.made.pages} pages. 1 document could not become pages and is listed behind the index."
    )
    assert len(page.first_pages.sheets.pages) == page.made.pages
    check_page(page)
    page.files = Answers(save_to=tmp_path / "bundle.pdf")
    desk.press("Ctrl+S")
    assert len(PdfReader(tmp_path / "bundle.pdf").pages) == page.made.pages
    assert page.files.asked == ["CYP-2025-0001 Bundle for the review panel.pdf"]


def test_a_changed_plan_wants_a_new_bundle(desk: Desk, page: BundlePage) -> None:
    desk.press("Ctrl+Enter")
    page.plan.form["title"].set_value("Bundle for the Ombudsman")
    assert page.made is None
    assert page.foot.result.text() == "The plan was changed. Make the bundle again."
    assert not page.foot.save_button.isVisibleTo(page)


def test_it_is_kept_with_the_case_and_the_plan_is_finished(desk: Desk, page: BundlePage) -> None:
    page.plan.form["made_for"].set_value("The panel")
    desk.press("Ctrl+Enter")
    page.keep()
    kept = desk.view.of_kind("file")[-1]
    assert (kept.doc["kind"], kept.doc["added_from"]) == ("bundle", "made")
    assert "Bundle kept: The bundle of" in desk.alerts()[0]
    assert states(page)[next(t for t in states(page) if "Bundle for the review panel" in t)] == "Left out"


def test_nothing_chosen_is_a_problem_at_its_place(desk: Desk, page: BundlePage) -> None:
    for row in tuple(page.plan.rows):
        if row.is_in:
            page.plan.take(rows.toggled(page.plan.rows, row.choice.key))
    page.plan.form["title"].set_value("")
    desk.press("Ctrl+Enter")
    assert page.has_problems
    assert page.plan.summary.isVisibleTo(page)
    assert page.made is None


def test_cancelling_keeps_the_plan(desk: Desk, page: BundlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    report = page._on_progress
    monkeypatch.setattr(page, "_on_progress", lambda part, words: (report(part, words), page.cancel()))
    page.make()
    assert page.made is None
    assert page.progress is None
    assert not page.foot.bar.isVisibleTo(page)
    assert page.foot.make_button.isEnabled()


def test_the_plan_comes_back_with_its_order(desk: Desk, page: BundlePage) -> None:
    page.plan.form["made_for"].set_value("The Ombudsman")
    page.plan.take(rows.moved(rows.toggled(page.plan.rows, "record"), "record", -1))
    order = [row.choice.key for row in page.plan.rows]
    assert page.may_close()
    again = BundlePage(desk.context, desk.page.key)
    assert [row.choice.key for row in again.plan.rows] == order
    assert again.plan.form["made_for"].value() == "The Ombudsman"
    again.deleteLater()


def choice(key: str, section: str) -> BundleChoice:
    return BundleChoice(key, key, "", section)


def test_over_the_edge_of_a_heading_a_document_takes_that_heading() -> None:
    plan = rows.plan_rows([choice("a", SECTIONS[0]), choice("b", SECTIONS[1]), choice("c", SECTIONS[1])])
    once = rows.moved(plan, "b", -1)
    assert [(row.choice.key, row.section) for row in once] == [
        ("a", SECTIONS[0]), ("b", SECTIONS[0]), ("c", SECTIONS[1]),
    ]  # fmt: skip
    assert [row.choice.key for row in rows.moved(once, "b", -1)] == ["b", "a", "c"]
    assert rows.moved(plan, "a", -1) == plan
    assert rows.moved(plan, "nothing", 1) == plan


def test_a_kept_plan_meets_the_documents_there_are_now() -> None:
    plan = rows.plan_doc(rows.plan_rows([choice("gone", SECTIONS[0]), choice("b", SECTIONS[1])]))
    now = rows.resumed([choice("b", SECTIONS[1]), choice("new", SECTIONS[2])], [*plan, "nonsense"])
    assert [row.choice.key for row in now] == ["b", "new"]


def test_with_the_largest_text_the_page_scrolls_and_the_plan_within_it_does_not(
    page: BundlePage, desk: Desk, look: QApplication
) -> None:
    apply_theme(look, "light", 200, reduce_motion=True)
    desk.window.resize(1366, 768)
    QApplication.processEvents()
    bar = page.plan.verticalScrollBar()
    assert not bar.isVisible()
    assert bar.maximum() == 0
    apply_theme(look, "light", 100, reduce_motion=True)
    QApplication.processEvents()
    assert page.plan.minimumHeight() == 0, "where there is room the plan scrolls by itself again"
