"""What is typed is on the disk a second later, at most three after the first letter, and on closing (U1, P1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from caseworker.actions import drafts as actions
from caseworker.errors import DiskFullError
from caseworker.office import Office
from tests.ui.fake_context import make_context
from tests.ui.intake.conftest import Desk
from ui.drafts import autosave
from ui.drafts.autosave import Autosave
from ui.tasks import Threads


def full(*_args: object, **_more: object) -> None:
    raise DiskFullError("There is no room left on the disk.")


def make(office: Office, doc: dict[str, object], draft_id: str = "d1", **more: str) -> Autosave:
    return Autosave(make_context(office), "intake", lambda: doc, lambda: "Ann", draft_id=draft_id, **more)


def test_pauses_are_those_of_the_rule() -> None:
    assert (autosave.PAUSE_MS, autosave.MOST_MS) == (1_000, 3_000)


def test_draft_is_saved_after_a_pause(qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 5)
    saver = make(office, {"phone": "1", "focus": "phone"})
    with qtbot.waitSignal(saver.saved):
        saver.touch()
    assert actions.open_draft(office, "d1").doc["phone"] == "1"
    assert not saver.is_unsaved()


def test_draft_is_saved_although_the_typing_never_pauses(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 1_000_000)
    monkeypatch.setattr(autosave, "MOST_MS", 30)
    saver = make(office, {"phone": "1"})
    typing = QTimer(interval=2)
    typing.timeout.connect(saver.touch)
    with qtbot.waitSignal(saver.saved):
        typing.start()
    typing.stop()
    assert len(actions.list_drafts(office)) == 1


def test_untouched_page_is_not_saved(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Tab", 8)
    desk.keyboard.press("Ctrl+S")
    desk.keyboard.press("Ctrl+W")
    assert desk.drafts() == []


def test_ctrl_s_saves_at_once_and_says_when(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Alt+2")
    desk.keyboard.type("Ann")
    desk.keyboard.press("Ctrl+S")
    assert desk.window.status.draft.text() == "Draft saved 12:00"
    assert desk.drafts()[0].doc["full_name"] == "Ann"


def test_closing_the_tab_at_once_loses_nothing(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Alt+2")
    desk.keyboard.type("Ann Shaw ")
    desk.keyboard.press("Ctrl+W")
    draft = desk.drafts()[0]
    assert draft.doc["full_name"] == "Ann Shaw "
    assert draft.doc["focus"] == "full_name"
    assert draft.title == "New case, Ann Shaw"


def test_closing_with_real_threads_loses_nothing(qtbot: QtBot, office: Office) -> None:
    context = make_context(office)
    tasks = Threads()
    context.tasks = tasks
    saver = Autosave(context, "intake", lambda: {"phone": "1"}, lambda: "Ann", draft_id="d1")
    saver.touch()
    assert saver.close()
    saver.deleteLater()
    tasks.shutdown()
    assert actions.open_draft(office, "d1").doc["phone"] == "1"


def test_draft_is_taken_up_before_anything_is_written_over_it(qtbot: QtBot, office: Office) -> None:
    actions.save_draft(office, "intake", {"phone": "old"}, draft_id="d1")
    context = make_context(office)
    answers: list[Callable[[], None]] = []
    now = context.tasks.run_read
    context.tasks.run_read = lambda *work, **more: answers.append(lambda: now(*work, **more))  # type: ignore[method-assign]
    saver = Autosave(context, "intake", lambda: {"phone": "new"}, lambda: "", draft_id="d1")
    found: list[object] = []
    saver.load(found.append)
    saver.touch()
    saver.save_now()
    assert actions.open_draft(office, "d1").doc["phone"] == "old"
    answers[0]()
    assert found[0].doc["phone"] == "old"  # type: ignore[attr-defined]
    saver.save_now()
    assert actions.open_draft(office, "d1").doc["phone"] == "new"


def test_note_finds_its_draft_by_its_case(office: Office) -> None:
    context = make_context(office)
    first = Autosave(context, "note", lambda: {"text": "x"}, lambda: "", case_id="c1", opens=("case", "c1"))
    first.touch()
    first.save_now()
    again = Autosave(context, "note", lambda: {}, lambda: "", case_id="c1")
    found: list[object] = []
    again.load(found.append)
    assert found[0].doc == {"text": "x", "opens": ["case", "c1"]}  # type: ignore[attr-defined]
    assert again.draft_id == first.draft_id


def test_nothing_is_written_after_the_page_was_finished(office: Office) -> None:
    saver = make(office, {"phone": "1"})
    saver.touch()
    saver.finish()
    saver.save_now()
    assert saver.close()
    assert actions.list_drafts(office) == []


def test_full_disk_is_said_and_the_page_stays_until_it_is_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Alt+2")
    desk.keyboard.type("Ann")
    page = desk.intake()
    monkeypatch.setattr(actions, "save_draft", full)
    desk.keyboard.press("Ctrl+S")
    assert desk.window.strip.alerts()[0].title == "The draft is not saved"
    desk.keyboard.press("Ctrl+W")
    assert desk.front() is page
    monkeypatch.undo()
    desk.keyboard.press("Ctrl+S")
    desk.keyboard.press("Ctrl+W")
    assert desk.drafts()[0].doc["full_name"] == "Ann"
    assert desk.front() is not page


def test_full_disk_on_closing_keeps_the_words_for_another_try(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Alt+2")
    desk.keyboard.type("Ann")
    monkeypatch.setattr(actions, "save_draft", full)
    desk.keyboard.press("Ctrl+W")
    alert = desk.window.strip.alerts()[0]
    assert (alert.title, alert.actions[0].text) == ("The draft is not saved", "Try again")
    monkeypatch.undo()
    alert.actions[0].call()
    assert desk.drafts()[0].doc["full_name"] == "Ann"


def test_nothing_is_written_while_the_page_is_being_finished(office: Office) -> None:
    saver = make(office, {"phone": "1"})
    saver.touch()
    saver.hold()
    saver.save_now()
    assert actions.list_drafts(office) == []
    saver.release()
    assert len(actions.list_drafts(office)) == 1


def test_discarded_draft_is_never_written_over(office: Office) -> None:
    actions.save_draft(office, "intake", {"phone": "old"}, draft_id="d1")
    actions.discard_draft(office, "d1")
    saver = make(office, {"phone": "new"})
    found: list[object] = []
    saver.load(found.append)
    saver.touch()
    saver.save_now()
    assert found == [None]
    assert actions.open_draft(office, "d1").doc["phone"] == "old"
    assert [draft.doc["phone"] for draft in actions.list_drafts(office)] == ["new"]
