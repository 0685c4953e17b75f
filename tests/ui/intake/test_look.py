"""The look of intake and drafts: accessibility in every theme and at 200 %, columns, nothing cut."""

from __future__ import annotations

import pytest

from tests.ui import a11y
from tests.ui.intake.conftest import Desk
from ui.drafts.drafts_page import DraftsPage
from ui.widgets.side_by_side import SideBySide

LONG = "Nguyễn Thị Hương Giang-Llywelyn ap Gruffudd of the Very Long Household Name"


@pytest.mark.parametrize("kind", ["", "CA", "FOI", "SAR", "COMPL"])
def test_intake_passes_every_check(desk: Desk, kind: str) -> None:
    page = desk.window.open_page("intake", "one")
    page.form.form["kind"].set_value(kind)  # type: ignore[attr-defined]
    a11y.check_page(page)


def test_intake_with_long_words_risk_and_children_passes_every_check(desk: Desk) -> None:
    page = desk.window.open_page("intake", "one")
    form = page.form  # type: ignore[attr-defined]
    for name, value in {
        "kind": "CA",
        "full_name": LONG,
        "risk": "unsure",
        "service": "team:SEN Team",
        "theme": "Disagreement with a professional decision",
        "summary": "No social worker has visited since June. " * 250,
    }.items():
        form.form[name].set_value(value)
    form.add_child()
    form.add_child()
    a11y.check_page(page)


def test_intake_with_every_problem_passes_every_check(desk: Desk) -> None:
    page = desk.window.open_page("intake", "one")
    page.form.form["kind"].set_value("CA")  # type: ignore[attr-defined]
    page.form.form["received_on"].line.setText("31/2")  # type: ignore[attr-defined]
    page.log_case()  # type: ignore[attr-defined]
    a11y.check_page(page)


def test_drafts_pass_every_check_empty_and_filled(desk: Desk) -> None:
    page = desk.window.open_page("drafts")
    a11y.check_page(page)
    for number, name in enumerate((LONG, "Mary <b>Jones</b>", "")):
        intake = desk.window.open_page("intake", f"draft{number}")
        intake.form.form["full_name"].set_value(name)  # type: ignore[attr-defined]
        intake.form.form["phone"].set_value("1")  # type: ignore[attr-defined]
        desk.window.close_page(intake)
    desk.window.open_page("drafts")
    assert isinstance(page, DraftsPage)
    page.discard()
    page.with_discarded.set_value(True)
    assert page.model.rowCount() == 3
    a11y.check_page(page)


def test_form_has_two_columns_where_wide_and_one_where_not(desk: Desk) -> None:
    page = desk.window.open_page("intake", "one")
    form, bar = page.form, page.bar  # type: ignore[attr-defined]
    assert isinstance(form.columns, SideBySide)
    what, arrived = form.sections["what"], form.sections["arrived"]
    assert what.x() > arrived.geometry().right()
    assert bar.isVisible()
    for _ in range(4):
        desk.context.registry.run("view.larger")
    a11y.show(page, size=(1366, 768))
    assert what.x() == arrived.x()
    assert what.y() > arrived.geometry().bottom()
    assert not bar.isVisible()
