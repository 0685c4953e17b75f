"""A case is erased on its page by somebody in charge; no page, draft or message keeps anything of it, on any PC."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.drafts import list_drafts
from caseworker.actions.erase import erase_case
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.actions.people_register import register_person
from caseworker.actions.recent_searches import keep_search
from caseworker.office import Office
from caseworker.sync.memory_access import User
from tests.actions.shared_office import ALI, ASHA, Place, met, shared_office
from tests.example_office import log_complaint
from tests.ui.cases.case_help import Desk, sit_down, words_of
from ui.cases.acts.erase import ErasePanel
from ui.cases.acts.hold import LiftHoldPanel, PlaceHoldPanel
from ui.cases.search_page import SearchPage
from ui.people.person_page import PersonPage

SECRET = "Quetzalcoatl"
WHY = ("Retention schedule 4.2", "The period is over")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Place, Office, Office]]:
    with shared_office(tmp_path) as all_of_it:
        yield all_of_it


def begun(desk: Desk) -> ErasePanel:
    desk.page.begin("case.erase")
    act = desk.page.acts.act
    assert isinstance(act, ErasePanel)
    return act


def fill(act: ErasePanel, reference: str) -> None:
    act.form.fill({"authority": WHY[0], "reason": WHY[1], "reference": reference})


def test_page_says_what_goes_asks_for_the_reference_and_then_nothing_of_the_case_is_open(
    qtbot: QtBot, office: Office
) -> None:
    case = log_complaint(office, full_name=SECRET)
    add_note(office, case.case_id, f"{SECRET} rang")
    desk = sit_down(qtbot, office, case.case_id)
    desk.window.open_page("letter", f"{case.case_id}/L01")
    desk.window.open_page("case", case.case_id)
    desk.page.edit_thing(case.case_id, {"summary": "Rang again"})  # what Undo would take back
    desk.page.timeline.note.text.set_value("Half a note")
    act = begun(desk)
    QApplication.processEvents()
    shown = words_of(act)
    assert "What is erased" in shown
    assert "1 note" in shown
    assert "What stays" in shown
    fill(act, "CYP-2025-9999")
    desk.press("Ctrl+Enter")
    assert [button.text() for button in act.summary.buttons] == [f"Type {case.reference} to confirm"]
    fill(act, case.reference.lower())
    desk.press_later("Ctrl+Enter")
    assert desk.window.tabs.pages() == ()
    assert desk.alerts()[0] == (
        f"Erased: {case.reference} was erased for ever. Backups made before still hold it."
    )
    assert SECRET not in " ".join(words_of(desk.window))
    assert list_drafts(office) == []
    desk.press_later("Ctrl+Z")
    assert "cannot be undone, because nothing of the case is left here" in desk.alerts()[0]


def test_it_is_refused_where_the_page_says_so(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office).case_id)
    desk.as_person("Ali Demir")
    assert "erase cases for ever" in desk.page.why_not("case.erase")


def test_under_a_legal_hold_the_page_says_so_and_erases_nothing(qtbot: QtBot, office: Office) -> None:
    case = log_complaint(office)
    desk = sit_down(qtbot, office, case.case_id)
    desk.page.begin("case.hold")
    act = desk.page.acts.act
    assert isinstance(act, PlaceHoldPanel)
    act.reason.set_value("Civil claim")
    desk.press("Ctrl+Enter")
    assert "Legal hold since Wednesday 15 October 2025" in words_of(desk.window)
    erase = begun(desk)
    assert erase.told.refusal.text() == f"{case.reference} was not erased: it is under a legal hold."
    fill(erase, case.reference)
    desk.press_later("Ctrl+Enter")
    assert [button.text() for button in erase.summary.buttons] == [erase.refusal]
    assert desk.view.reference == case.reference
    desk.page.leave_act()
    desk.page.begin("case.hold")
    lift = desk.page.acts.act
    assert isinstance(lift, LiftHoldPanel)
    assert lift.intro().startswith("It holds since Wednesday 15 October 2025: Civil claim. ")
    lift.reason.set_value("It was settled.")
    desk.press_later("Ctrl+Enter")
    assert desk.view.value("legal_hold") is False


def test_on_another_pc_the_open_page_closes_with_what_was_typed_there(
    qtbot: QtBot, pair: tuple[Place, Office, Office]
) -> None:
    place, asha, ali = pair
    place.hub.let_in(User("asha", asha.person.id, is_manager=True))
    other = log_complaint(asha)
    case = log_complaint(asha, full_name=SECRET)
    met(place, asha, ASHA)
    met(place, ali, ALI)
    desk = sit_down(qtbot, ali, other.case_id)
    beside = desk.page
    desk.page = desk.window.open_page("case", case.case_id)
    desk.page.timeline.note.text.set_value(f"{SECRET} rang")
    desk.page.timeline.note.text.editor().setFocus()
    desk.press("Ctrl+S")
    erase_case(asha, case.case_id, *WHY)
    met(place, asha, ASHA)
    came = met(place, ali, ALI).changed
    assert came is not None
    assert came.gone == (case.case_id,)
    desk.context.tell_pages(came)
    assert desk.window.tabs.pages() == (beside,)
    assert desk.window.focusWidget() is desk.window.tabs.bar, (
        "what is typed on presses nothing of another case"
    )
    assert desk.alerts()[0].startswith(f"{case.reference}: tab closed: ")
    assert desk.alerts()[0].count("Nothing of it is on this computer.") == 1
    assert list_drafts(ali) == []
    with ali.reading() as raw:
        kept = [
            str(row[0])
            for table in ("draft", "local_setting")
            for row in raw.execute(f"SELECT {'doc' if table == 'draft' else 'value'} FROM {table}")
        ]
    assert SECRET not in "".join(kept)


def test_search_page_forgets_what_led_to_an_erased_case_and_the_person_page_names_nobody(
    qtbot: QtBot, office: Office
) -> None:
    case = log_complaint(office, full_name=SECRET, children=())
    person = register_person(office, open_case(office, case.case_id).parties[0].id)
    keep_search(office, SECRET)
    desk = sit_down(qtbot, office, case.case_id)
    for page in (SearchPage, PersonPage):
        desk.window.add_kind(page)
    desk.window.open_page("person", person.person_id)
    search = desk.window.open_page("search", text=SECRET)
    assert isinstance(search, SearchPage)
    search._search()
    assert search.model.rowCount() == 1
    desk.context.tell_pages(erase_case(office, case.case_id, *WHY, with_people=True))
    QApplication.processEvents()
    assert (search.line.words(), search.recent.links, search.model.rowCount()) == ("", [], 0)
    shown = " ".join([desk.window.tabs.bar.tabText(n) for n in range(desk.window.tabs.bar.count())])
    assert SECRET not in f"{shown} {words_of(desk.window)} {desk.window.windowTitle()}"
