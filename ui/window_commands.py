"""The commands that the window itself carries out, whichever page is in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.command_finder import CommandFinder, KeyList

if TYPE_CHECKING:
    from ui.window import MainWindow


def take_commands(window: MainWindow) -> None:
    """Take them for as long as the window lives."""
    tabs, panes, text_size = window.tabs, window.panes, window.text_size

    def if_open() -> str:
        return "" if tabs.pages() else "No tab is open."

    commands: dict[str, tuple[Callable[[], object], Callable[[], str] | None]] = {
        "page.close": (window.close_front, if_open),
        "app.exit": (window.close, None),
        "view.larger": (lambda: text_size.step(1), None),
        "view.smaller": (lambda: text_size.step(-1), None),
        "view.usual": (text_size.reset, None),
        "view.preview": (window.toggle_preview, None),
        "view.navigation": (window.toggle_navigation, None),
        "go.back": (window.go_back, None),
        "go.next_tab": (lambda: tabs.step(1), if_open),
        "go.previous_tab": (lambda: tabs.step(-1), if_open),
        "go.next_pane": (lambda: panes.step(1), None),
        "go.previous_pane": (lambda: panes.step(-1), None),
        "tools.find_command": (lambda: _find_command(window), None),
        "help.keys": (lambda: _list_keys(window), None),
        "help.here": (lambda: _help_here(window), None),
    }
    for command_id, (call, enabled) in commands.items():
        window.context.registry.handle(command_id, window, call, enabled=enabled, always=True)


def _find_command(window: MainWindow) -> None:
    registry = window.context.registry
    finder = CommandFinder(registry, window)
    finder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Carried out after the finder has gone, so that the page has its focus back.
    finder.finished.connect(lambda _result: registry.run(finder.chosen) if finder.chosen else None)
    finder.open()


def _list_keys(window: MainWindow) -> None:
    keys = KeyList(window.context.registry, window)
    keys.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keys.open()


def _help_here(window: MainWindow) -> None:
    front = window.tabs.front()
    words = front.help_text() if front is not None else ""
    usual = "Press Shift+F1 for the list of keys, or Alt+Q to find a command."
    window.context.messages.info("Help", words or usual)
