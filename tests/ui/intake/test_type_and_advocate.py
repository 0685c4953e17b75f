"""Help with the type beside the intake, and the offer of an advocate: both are kept with the case."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.a11y import check_page
from tests.ui.intake.conftest import Desk
from ui.intake.triage_dialog import TriageDialog

TOLD = {
    "full_name": "Gethin O’Brien",
    "summary": "I was moved without being told.",
    "service": "team:Placements Team",
    "theme": "Communication",
}


def tell(desk: Desk, **values: object) -> None:
    """Enter what the caller says."""
    for name, value in values.items():
        desk.intake().form.form[name].set_value(value)


def ask_for_help(desk: Desk) -> TriageDialog:
    """Press the button beside the type."""
    page = desk.intake()
    page.form.help_button.click()
    QApplication.processEvents()
    assert page.help.dialog is not None
    return page.help.dialog


@pytest.fixture(autouse=True)
def _begun(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")


def test_the_answers_fill_the_type_and_stay_with_the_case(desk: Desk) -> None:
    tell(desk, raised_by="Parent", **TOLD)
    dialog = ask_for_help(desk)
    assert dialog.form["who"].value() == "parent"  # the form says so already
    dialog.form["what"].set_value("complaint")
    dialog.form["subjects"].set_value(["placement"])
    dialog.form["risk"].set_value("no")
    assert dialog.use_button.text() == "Use type: Statutory complaint"
    dialog.use()
    assert desk.intake().form.form["kind"].value() == "CA"
    assert desk.intake().form.form["risk"].value() == "no"
    desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(desk.window)
    desk.keyboard.press("Ctrl+Enter")
    decision = desk.logged().of_kind("decision")[0].doc
    assert decision["result"] == "Statutory complaint: placement, or a change of placement"
    assert decision["answers"]["what"] == "complaint"


def test_cancelling_leaves_everything_as_it_was_and_returns_to_the_type(desk: Desk) -> None:
    dialog = ask_for_help(desk)
    dialog.form["what"].set_value("praise")
    dialog.reject()
    QApplication.processEvents()
    assert desk.intake().form.form["kind"].value() == ""
    assert desk.intake().help.kept == {}
    assert desk.intake().help.dialog is None


def test_the_answers_come_back_with_the_draft(desk: Desk) -> None:
    dialog = ask_for_help(desk)
    dialog.form["what"].set_value("praise")
    dialog.use()
    assert desk.intake().form.form["kind"].value() == "COMPL"
    doc = desk.intake()._doc()
    assert doc["triage"] == {"what": "praise"}
    desk.intake().help.take(None)
    desk.intake().help.take(doc["triage"])
    again = ask_for_help(desk)
    assert again.form["what"].value() == "praise"
    again.reject()


def test_an_advocate_is_offered_with_one_key_and_a_refusal_is_kept(desk: Desk) -> None:
    tell(desk, kind="CA", risk="no", **TOLD)
    part = desk.intake().form.advocate
    assert part is not None
    assert part.button.isVisible()
    desk.keyboard.press("Ctrl+Shift+V")
    assert part.answer.field.editor().hasFocus()
    tell(desk, advocate_answer="declined")
    desk.keyboard.press("Ctrl+Enter")
    assert desk.logged().of_kind("advocacy")[0].doc["answer"] == "declined"


def test_the_answer_is_asked_at_once_where_a_young_person_complains(desk: Desk) -> None:
    part = desk.intake().form.advocate
    assert part is not None
    assert not part.fields.isVisible()
    tell(desk, kind="CA", raised_by="Young person")
    assert part.fields.isVisible()
    tell(desk, risk="no", advocate_answer="not_offered", **TOLD)
    desk.keyboard.press("Ctrl+Enter")
    assert part.reason.problem() == "Enter why no advocate was offered"


def test_the_dialog_is_named_and_reached_by_keys(desk: Desk) -> None:
    dialog = ask_for_help(desk)
    dialog.form["what"].set_value("complaint")
    dialog.questions.go(1)
    check_page(dialog, large_text=False)
    dialog.reject()
