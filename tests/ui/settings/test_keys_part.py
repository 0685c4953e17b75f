"""Keys of the person's own: changed, switched off, given back; what cannot be a key is told in words."""

from __future__ import annotations

import pytest

from caseworker.office import Office
from tests.ui.settings.test_settings_page import show
from tests.ui.settings.test_settings_page import window as window
from ui.own_keys import keys_of, keys_typed, why_not_key
from ui.settings.keys_part import KeysPart
from ui.window import MainWindow

LARGER = ("Ctrl++", "Ctrl+=")


@pytest.fixture
def part(window: MainWindow, office: Office) -> KeysPart:
    made = show(window, "keys")
    assert isinstance(made, KeysPart)
    made.table.go_to("view.larger")
    return made


def save(part: KeysPart, first: str, second: str = "") -> None:
    part.open_row()
    part.form.form["first"].set_value(first)
    part.form.form["second"].set_value(second)
    part.finish()


def test_a_key_is_changed_at_once_and_kept(window: MainWindow, part: KeysPart) -> None:
    part.open_row()
    assert (part.form.form["first"].value(), part.form.form["second"].value()) == LARGER
    part.leave()
    save(part, "ctrl+shift+j", "F12")
    assert ("view.larger", "Ctrl+Shift+J") in window.keys.shortcuts
    assert ("view.larger", LARGER[0]) not in window.keys.shortcuts
    assert keys_of(window.context.own) == {"view.larger": ("Ctrl+Shift+J", "F12")}
    part.table.go_to("view.larger")
    row = part.current()
    assert row is not None
    assert (row.keys, row.is_own) == ("Ctrl+Shift+J or F12", True)


def test_a_key_is_switched_off_and_comes_back(window: MainWindow, part: KeysPart) -> None:
    part.switch_off()
    assert not [key for command, key in window.keys.shortcuts if command == "view.larger"]
    part.table.go_to("view.larger")
    part.usual()
    assert ("view.larger", LARGER[0]) in window.keys.shortcuts
    assert keys_of(window.context.own) == {}


def test_a_key_of_another_command_is_refused_and_what_was_typed_stays(
    window: MainWindow, part: KeysPart
) -> None:
    save(part, "Ctrl+W")
    assert part.form.form["first"].value() == "Ctrl+W"
    assert (
        f"is the key of “{window.context.registry.command('page.close').text}”"
        in part.form.form.blocks["first"].error.text()
    )
    assert keys_of(window.context.own) == {}


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("Ctrl+Alt+J", "types a character"),
        ("J", "is typed in texts"),
        ("Shift+J", "is typed in texts"),
        ("Ctrl+Insert", "belongs to screen readers"),
        ("Alt+F", "opens a menu"),
        ("Alt+3", "goes to a section"),
        ("Ctrl+C", "copies in texts"),
        ("banana", "must be one that exists"),
        ("Ctrl+J, K", "must be one that exists"),
    ],
)
def test_what_cannot_be_a_key_is_told(window: MainWindow, key: str, why: str) -> None:
    assert why in why_not_key(key, "view.larger", window.context.registry)


def test_enter_is_both_keys_of_that_name() -> None:
    assert keys_typed("Ctrl+Enter") == ("Ctrl+Return", "Ctrl+Enter")
    assert keys_typed("f12") == ("F12",)
    assert keys_typed("") == ()
