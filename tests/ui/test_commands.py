"""The registry: what can be done, by whom, on which key (W8, K1, K2)."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from ui.command_finder import CommandFinder, KeyList
from ui.command_list import CATALOGUE, MENUS
from ui.commands import Registry, key_words, spoken_keys

# Interface brief, section 5: the key and the command it belongs to.
BRIEF = {
    "Ctrl+N": "case.new", "Ctrl+Shift+N": "case.note", "Ctrl+Enter": "page.finish", "Ctrl+S": "page.save",
    "Ctrl+E": "go.search", "F3": "go.search", "Ctrl+F": "edit.find", "Ctrl+G": "go.saved_view",
    "Alt+Q": "tools.find_command", "F6": "go.next_pane", "Shift+F6": "go.previous_pane", "Ctrl+Tab": "go.next_tab",
    "Ctrl+Shift+Tab": "go.previous_tab", "Ctrl+W": "page.close", "Ctrl+.": "go.next_case",
    "Ctrl+,": "go.previous_case", "Alt+Left": "go.back", "Ctrl+Shift+L": "case.letter", "Ctrl+P": "page.print",
    "Ctrl+Shift+K": "case.action", "Ctrl+Shift+G": "case.follow_up", "Ctrl+Shift+O": "case.owner",
    "Ctrl+Shift+H": "case.chase", "Ctrl+Shift+X": "case.extend", "Ctrl+Shift+U": "case.pause",
    "Ctrl+Shift+D": "case.outcome", "Ctrl+Shift+E": "case.escalate", "Ctrl+Shift+I": "file.import_email",
    "Ctrl+Shift+R": "draft.resume", "Ctrl+Z": "edit.undo", "Ctrl+Y": "edit.redo",
    "Ctrl+Shift+C": "edit.copy_reference", "F1": "help.here", "Shift+F1": "help.keys", "F2": "edit.value",
    "F7": "edit.spelling", "F5": "tools.exchange", "F9": "tools.exchange", "F8": "view.matches",
    "Ctrl++": "view.larger", "Ctrl+-": "view.smaller", "Ctrl+0": "view.usual", "Ctrl+1": "go.work_list",
    "Ctrl+2": "go.cases", "Ctrl+3": "go.drafts", "Ctrl+4": "go.people", "Ctrl+5": "go.learning",
    "Ctrl+6": "go.requests", "Ctrl+7": "go.advocacy", "Ctrl+8": "go.reports", "Ctrl+9": "go.conflicts",
}  # fmt: skip


@pytest.fixture
def registry(qtbot: QtBot) -> Registry:
    return Registry()


def test_every_key_of_the_brief_belongs_to_its_command() -> None:
    keys = {key_words(key): command.id for command in CATALOGUE for key in command.keys}
    assert {key: keys.get(key) for key in BRIEF} == BRIEF


def test_no_key_is_given_twice() -> None:
    keys = [QKeySequence(key).toString() for command in CATALOGUE for key in command.keys]
    assert len(keys) == len(set(keys))


def test_no_key_breaks_the_rule_of_keys() -> None:
    """K1: never Ctrl+Alt, never a single letter, never Insert or Caps Lock, never a menu's letter with Alt."""
    menu_letters = {menu[0] for menu in MENUS}
    for command in CATALOGUE:
        for key in command.keys:
            assert not ("Ctrl" in key and "Alt" in key), key
            assert not re.fullmatch(r"(Shift\+)?[A-Z0-9]", key), key
            assert "Ins" not in key, key
            assert "Caps" not in key, key
            assert not (key.startswith("Alt+") and key[4:] in menu_letters), key
            assert QKeySequence(key).count() == 1, key


def test_every_menu_has_its_own_letter_and_every_command_a_menu() -> None:
    assert "".join(menu[0] for menu in MENUS) == "FEVGCRTH"
    assert {command.menu for command in CATALOGUE} == set(MENUS)
    assert len({command.id for command in CATALOGUE}) == len(CATALOGUE)


def test_no_word_of_a_command_breaks_the_rules_of_wording() -> None:
    for command in CATALOGUE:
        for words in (command.text, command.help, command.needs):
            assert not re.search(r"\b(please|sorry|invalid|failed|OK)\b", words), words
        assert not command.help or command.help.endswith("."), command.help
        assert not command.needs or command.needs.endswith("."), command.needs


def test_command_shows_only_when_it_is_offered(registry: Registry) -> None:
    assert registry.offered() == ()
    registry.offer("case.note", "case.new")
    assert [command.id for command in registry.offered()] == ["case.new", "case.note"]
    assert [command.id for command in registry.offered("Case")] == ["case.note"]


def test_unknown_command_cannot_be_offered(registry: Registry) -> None:
    with pytest.raises(KeyError, match=r"case\.fly"):
        registry.offer("case.fly")


def test_command_works_only_while_its_page_is_in_front(registry: Registry, qtbot: QtBot) -> None:
    page, other, done = QObject(), QObject(), []
    registry.handle("case.note", page, lambda: done.append("note"))
    assert registry.reason("case.note") == "Open a case first."
    registry.set_front(other)
    with qtbot.waitSignal(registry.refused) as refused:
        assert not registry.run("case.note")
    assert refused.args == ["case.note", "Open a case first."]
    registry.set_front(page)
    assert registry.run("case.note")
    assert done == ["note"]


def test_a_page_behind_another_knows_its_own_reasons(registry: Registry) -> None:
    page, other = QObject(), QObject()
    registry.handle("case.chase", page, lambda: None)
    registry.set_front(other)
    assert registry.reason("case.chase") != ""
    assert registry.reason("case.chase", page) == ""


def test_page_in_front_goes_before_the_window(registry: Registry) -> None:
    window, page, done = QObject(), QObject(), []
    registry.handle("edit.undo", window, lambda: done.append("window"), always=True)
    registry.handle("edit.undo", page, lambda: done.append("page"))
    registry.run("edit.undo")
    registry.set_front(page)
    registry.run("edit.undo")
    assert done == ["window", "page"]


def test_page_can_say_why_not(registry: Registry) -> None:
    page, done = QObject(), []
    registry.handle("case.extend", page, lambda: done.append(1), enabled=lambda: "The clock is paused.")
    registry.set_front(page)
    assert registry.reason("case.extend") == "The clock is paused."
    assert not registry.run("case.extend")
    assert done == []


def test_commands_of_a_page_go_with_it(registry: Registry, qtbot: QtBot) -> None:
    page = QObject()
    registry.handle("case.note", page, lambda: None)
    registry.set_front(page)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert registry.reason("case.note") == "Open a case first."


def test_second_press_of_finish_within_a_second_is_ignored(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, done = [100.0], []
    monkeypatch.setattr("ui.commands.time.monotonic", lambda: now[0])
    page = QObject()
    registry.handle("page.finish", page, lambda: done.append(now[0]))
    registry.set_front(page)
    for later in (0.0, 0.5, 2.0):
        now[0] += later
        registry.run("page.finish")
    assert done == [100.0, 102.5]


def test_own_keys_take_the_place_of_the_usual_ones(registry: Registry) -> None:
    registry.set_own_keys({"case.note": ("F12",), "case.new": (), "unknown": ("F4",)})
    assert registry.keys("case.note") == ("F12",)
    assert registry.keys("case.new") == ()
    assert registry.keys("page.save") == ("Ctrl+S",)


def test_keys_are_named_as_people_read_them(registry: Registry) -> None:
    assert key_words("Ctrl+Return") == "Ctrl+Enter"
    assert spoken_keys(registry, "page.finish") == "Ctrl+Enter"
    assert spoken_keys(registry, "go.search") == "Ctrl+E or F3"
    assert spoken_keys(registry, "case.reopen") == ""


def test_finder_lists_what_matches_and_what_can_be_done_first(registry: Registry, qtbot: QtBot) -> None:
    window, done = QObject(), []
    registry.offer("case.note", "case.letter")
    registry.handle("case.new", window, lambda: done.append("new"), always=True)
    finder = CommandFinder(registry)
    qtbot.addWidget(finder)
    assert [command.id for command in finder.matches("")] == ["case.new", "case.note", "case.letter"]
    finder.line.setText("write let")
    assert finder.list.count() == 1
    finder.take()
    assert finder.chosen == "case.letter"


def test_a_command_named_so_stands_before_those_that_only_speak_of_it(
    registry: Registry, qtbot: QtBot
) -> None:
    window = QObject()
    for code in ("case.new", "report.own_table"):
        registry.handle(code, window, lambda: None, always=True)
    finder = CommandFinder(registry)
    qtbot.addWidget(finder)
    found = [command.id for command in finder.matches("own tab")]
    assert found[0] == "report.own_table"
    assert "case.new" in found


def test_list_of_keys_says_why_a_command_is_off(registry: Registry, qtbot: QtBot) -> None:
    registry.offer("case.note")
    keys = KeyList(registry)
    qtbot.addWidget(keys)
    index = keys.table.model().index(0, 0)

    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Add note, Ctrl+Shift+N, Case menu, Open a case first."
