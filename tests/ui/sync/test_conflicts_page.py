"""Conflicts: settled by keyboard, saved by Apply alone, taken back by one Undo; and the line on a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.clashes import clash_count
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.worked_alongside import Alongside
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.actions.two_computers import meet_each_other, two_computers
from tests.ui.a11y import MOST_CONTROLS, check_page
from tests.ui.cases.case_help import Desk, sit_down
from ui.cases.acts.form import ActForm
from ui.cases.tab_order import stops_of
from ui.page_list import CONFLICTS
from ui.sync import conflicts_page
from ui.sync.conflicts_page import MOST_ALONGSIDE, MOST_SHOWN, ConflictsPage
from ui.widgets.link_button import LinkButton

LONG = "No social worker has visited since June.\n\nCalls are not returned."


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    with two_computers(tmp_path) as both:
        yield both


def _case_id(office: Office) -> str:
    return list_page(office, query(office, "all"))[0].case_id


def _clash(pair: tuple[Office, Office], ours: dict[str, object], theirs: dict[str, object]) -> str:
    case_id = _case_id(pair[0])
    for office, values in zip(pair, (ours, theirs), strict=True):
        edit_case(office, open_case(office, case_id), case_id, values)
    meet_each_other(*pair)
    return case_id


def _desk(qtbot: QtBot, pair: tuple[Office, Office], case_id: str) -> Desk:
    desk = sit_down(qtbot, pair[0], case_id)
    desk.window.add_kind(CONFLICTS, command="go.conflicts")
    return desk


def _page(desk: Desk) -> ConflictsPage:
    page = desk.window.find_page("conflicts")
    assert isinstance(page, ConflictsPage)
    QApplication.processEvents()
    return page


TWO = ({"waiting_for": "service", "wants": "A letter."}, {"waiting_for": "person", "wants": "A visit."})


def test_tab_goes_from_the_last_row_to_apply_and_on_to_what_was_merged(
    qtbot: QtBot, pair: tuple[Office, Office]
) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    desk.press("Ctrl+9")
    page = _page(desk)
    for _ in range(2):
        order = list(stops_of(page.area.inner))
        page.boxes[-1].buttons[0].setFocus()
        passed = []
        while not passed or passed[-1] is not page.none_button:
            desk.press("Tab")
            passed.append(QApplication.focusWidget())
        assert passed == [page.apply_button, page.none_button]
        assert order.index(page.boxes[0].buttons[0]) < order.index(page.apply_button)
        page.clear_choices()


def test_tab_goes_from_the_words_to_what_was_merged_where_no_conflict_is_left(
    qtbot: QtBot, pair: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = _clash(pair, *TWO)
    line = Alongside(case_id, "CYP-2025-0001", "", "", "Ali Demir: note.")
    monkeypatch.setattr(conflicts_page, "worked_alongside", lambda _office: (line,))
    desk = _desk(qtbot, pair, case_id)
    desk.press("Ctrl+9")
    page = _page(desk)
    for box in page.boxes:
        box.choose(0)
    desk.press("Ctrl+Return")
    desk.press("Ctrl+9")
    assert page.words.text().startswith("No conflicts")
    assert QApplication.focusWidget() is page.area
    desk.press("Tab")
    first = page.merged.findChildren(LinkButton)[0]
    assert first.isVisible()
    assert QApplication.focusWidget() is first


def test_tab_goes_on_from_a_choice_that_was_made_anew_after_others_changed_something(
    qtbot: QtBot, pair: tuple[Office, Office]
) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    desk.press("Ctrl+9")
    page = _page(desk)
    first, second = page.boxes
    first.buttons[0].setFocus()
    desk.press("Space")
    page.refresh()
    QApplication.processEvents()
    desk.press("Right")
    assert first.buttons[1].isChecked()
    desk.press("Tab")
    assert QApplication.focusWidget() is second.buttons[0]


def test_two_fields_are_settled_one_of_each_in_eight_keys(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    case_id = _clash(pair, *TWO)
    desk = _desk(qtbot, pair, case_id)
    desk.press("Ctrl+9")  # 2
    page = _page(desk)
    fields = [next(iter(box.clash.seen)) for box in page.boxes]
    desk.press("Space")  # 3: yours
    desk.press("Tab")  # 4
    desk.press("Right")  # 5
    desk.press("Space")  # 6: theirs
    assert clash_count(desk.office) == 2  # nothing is saved before Apply
    desk.press("Ctrl+Return")  # 8
    assert clash_count(desk.office) == 0
    doc = open_case(desk.office, case_id).case.doc
    kept = {fields[0]: 0, fields[1]: 1}
    assert doc["wants"] == ("A letter.", "A visit.")[kept["wants"]]
    assert doc["waiting_for"] == ("service", "person")[kept["waiting_for"]]
    assert page.words.text().startswith("No conflicts")
    assert page.area.verticalScrollBar().value() == 0
    assert page.area.accessibleDescription() == page.words.text()


def test_each_arrow_goes_to_the_other_side_and_a_choice_takes_the_problem_away(
    qtbot: QtBot, pair: tuple[Office, Office]
) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    desk.press("Ctrl+9")
    page = _page(desk)
    desk.press("Ctrl+Return")
    assert page.summary.buttons
    first, second = page.boxes[0].buttons[:2]
    first.setFocus()
    for key in ("Down", "Down", "Right", "Left", "Up"):
        desk.press(key)
    assert second.hasFocus()
    assert page.boxes[0].place() < 0  # one listens to both sides before choosing
    desk.press("Space")
    assert not page.summary.buttons
    desk.press("Up")
    assert page.boxes[0].place() == 0


def test_apply_is_taken_back_by_one_undo_and_the_page_follows(
    qtbot: QtBot, pair: tuple[Office, Office]
) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    desk.press("Ctrl+9")
    page = _page(desk)
    for box in page.boxes:
        box.choose(0)
    desk.press("Ctrl+Return")
    assert not page.boxes
    desk.press_later("Ctrl+Z")
    QApplication.processEvents()
    assert [box.place() for box in page.boxes] == [-1, -1]
    assert clash_count(desk.office) == 2


def test_apply_without_a_choice_says_what_to_do(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    desk.press("Ctrl+9")
    page = _page(desk)
    desk.press("Ctrl+Return")
    assert [button.text() for button in page.summary.buttons] == ["Choose a value for at least one row first"]
    assert desk.window.windowTitle().startswith("Error: ")
    assert clash_count(desk.office) == 2


def test_one_row_may_be_settled_and_the_other_left(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    desk.press("Ctrl+9")
    page = _page(desk)
    left = page.boxes[1].clash.field
    page.boxes[0].choose(1)
    desk.press("Ctrl+Return")
    assert [box.clash.field for box in page.boxes] == [left]


def test_texts_of_both_are_read_and_changed_before_they_are_saved(
    qtbot: QtBot, pair: tuple[Office, Office]
) -> None:
    case_id = _clash(pair, {"summary": f"{LONG}\n\nOurs."}, {"summary": f"{LONG}\n\nTheirs."})
    desk = _desk(qtbot, pair, case_id)
    desk.press("Ctrl+9")
    (box,) = _page(desk).boxes
    assert not box.proposal.isVisible()
    box.buttons[2].click()
    assert box.proposal.isVisible()
    assert box.typed() == f"{LONG}\n\nOurs.\n\nTheirs."
    box.text.set_value(f"{LONG}\n\nOurs and theirs.")
    desk.press("Ctrl+Return")
    assert open_case(desk.office, case_id).case.doc["summary"].endswith("Ours and theirs.")


def test_choice_stays_while_others_save_elsewhere(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    case_id = _clash(pair, *TWO)
    desk = _desk(qtbot, pair, case_id)
    desk.press("Ctrl+9")
    page = _page(desk)
    page.boxes[1].choose(1)
    chosen = page.boxes[1].clash.key
    edit_case(pair[1], open_case(pair[1], case_id), case_id, {"risk": "unsure"})
    meet_each_other(*pair)
    page.refresh()
    assert {box.clash.key for box in page.chosen()} == {chosen}


def test_page_without_conflicts_says_so(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    desk = _desk(qtbot, pair, _case_id(pair[0]))
    desk.press("Ctrl+9")
    page = _page(desk)
    assert page.words.text() == (
        "No conflicts. This office is on this computer alone, so nobody else changes its cases."
    )
    assert not page.apply_button.isVisible()
    check_page(page)


def test_page_passes_every_check(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    theirs = {**TWO[1], "summary": f"<b>Theirs</b>\n\n{'A long sentence about it. ' * 20}", "team": None}
    case_id = _clash(pair, {**TWO[0], "summary": LONG, "risk": "unsure"}, theirs)
    desk = _desk(qtbot, pair, case_id)
    desk.press("Ctrl+9")
    page = _page(desk)
    page.boxes[0].buttons[-1].click()
    check_page(page)


def test_more_conflicts_than_fit_are_shown_piece_by_piece(
    qtbot: QtBot, pair: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_SHOWN * 5 + 2 + MOST_ALONGSIDE <= MOST_CONTROLS  # a case, three sides and a text for each
    monkeypatch.setattr(conflicts_page, "MOST_SHOWN", 1)
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    desk.press("Ctrl+9")
    page = _page(desk)
    assert page.words.text().endswith("The first 1 are shown; the next follow.")
    first = page.boxes[0].clash.field
    page.boxes[0].choose(0)
    desk.press("Ctrl+Return")
    assert len(page.boxes) == 1
    assert page.boxes[0].clash.field != first


def test_case_says_that_values_clash_and_leads_there(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    assert desk.page.shared.isVisible()
    assert desk.page.shared.clash.text() == "Settle in Conflicts: 2 values clash"
    desk.page.shared.clash.click()
    page = _page(desk)
    for box in page.boxes:
        box.choose(0)
    desk.press("Ctrl+Return")
    QApplication.processEvents()
    assert not desk.page.shared.isVisible()


def test_what_is_typed_stays_when_others_change_the_case(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    case_id = _case_id(pair[0])
    desk = _desk(qtbot, pair, case_id)
    desk.page.edit_detail("case", "wants")
    details = desk.page.details()
    assert details is not None
    assert details.editor is not None
    desk.type("Half a sent")
    typed = details.editor.form.values()
    edit_case(pair[1], open_case(pair[1], case_id), case_id, {"waiting_for": "service"})
    meet_each_other(*pair)
    desk.page.refresh()
    QApplication.processEvents()
    assert details.editor is not None
    assert details.editor.form.values() == typed
    assert any(alert.title == "Changed elsewhere" for alert in desk.window.strip.alerts())


def test_first_choice_takes_the_focus_once_it_is_read(qtbot: QtBot, pair: tuple[Office, Office]) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *TWO))
    waiting: list[Any] = []
    desk.context.tasks.run_read = lambda work, done, *_more, **_named: waiting.append((work, done))
    desk.press("Ctrl+9")
    page = _page(desk)
    assert not page.boxes
    work, done = waiting[0]
    done(work())
    assert page.boxes[0].buttons[0].hasFocus()


def test_what_one_act_wrote_is_chosen_together_and_each_row_can_be_chosen_otherwise(
    qtbot: QtBot, pair: tuple[Office, Office]
) -> None:
    case_id = _case_id(pair[0])
    for office, outcome, ago in zip(pair, ("upheld", "not_upheld"), (0, 1), strict=True):
        day = office.clock.today() - timedelta(days=ago)
        answer_case(office, case_id, Answer(day, outcome, f"{outcome}, we found"))
    meet_each_other(*pair)
    desk = _desk(qtbot, pair, case_id)
    desk.press("Ctrl+9")
    page = _page(desk)
    stopping = [box for box in page.boxes if box.clash.stops]
    assert len(stopping) > 1
    stopping[0].buttons[1].click()
    acts = {box.act() for box in stopping if stopping[0].act() in [side.act for side in box.clash.sides]}
    assert acts == {stopping[0].act()}
    stopping[0].buttons[0].click()
    assert stopping[1].act() == stopping[0].act()
    stopping[1].buttons[1].click()
    assert stopping[1].act() != stopping[0].act()
    stopping[0].buttons[1].click()
    stopping[0].buttons[0].click()
    assert stopping[1].place() == 1  # a person chose here


def test_refusal_for_a_clash_leads_to_conflicts_from_where_the_person_stands(
    qtbot: QtBot, pair: tuple[Office, Office]
) -> None:
    desk = _desk(qtbot, pair, _clash(pair, {"received_on": "2025-10-13"}, {"received_on": "2025-10-10"}))
    desk.page.begin("case.outcome")
    act = desk.page.acts.act
    assert isinstance(act, ActForm)
    act.on_refused(RuleError("Two people wrote different things. Press Ctrl+9.", field="received_on"))
    act.summary.buttons[0].click()
    assert desk.window.tabs.front() is _page(desk)


def test_focus_goes_on_to_the_next_row_after_apply_from_within_the_text_of_both(
    qtbot: QtBot, pair: tuple[Office, Office]
) -> None:
    desk = _desk(qtbot, pair, _clash(pair, *({**side, "summary": f"{LONG} {side['wants']}"} for side in TWO)))
    desk.press("Ctrl+9")
    page = _page(desk)
    (box,) = [box for box in page.boxes if box.clash.field == "What happened"]
    box.buttons[2].setFocus()
    desk.press("Space")
    desk.press("Tab")
    desk.press("Ctrl+Return")
    assert clash_count(desk.office) == 2
    assert page.boxes[0].buttons[0].hasFocus()
