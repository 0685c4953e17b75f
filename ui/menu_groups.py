"""A menu whose longer groups are menus of their own, so that none is higher than the smallest screen (W7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.commands import Command


def fill_menu(menu: QMenu, commands: Iterable[Command], make: Callable[[Command, QMenu], QAction]) -> None:
    """Add the commands in their order, those of a group under the words of the group, with lines where they belong.

    Args:
        make: gives the entry of a command, to stand in the menu it is handed.
    """
    inner: dict[str, QMenu] = {}
    for command in commands:
        is_new = not command.group or command.group not in inner
        if command.gap and is_new and not menu.isEmpty():
            menu.addSeparator()
        if command.group and is_new:
            inner[command.group] = menu.addMenu(command.group)
            inner[command.group].setToolTipsVisible(True)
        place = inner.get(command.group, menu)
        place.addAction(make(command, place))


def entries(menu: QMenu) -> list[QAction]:
    """Return every entry that does something, those of its inner menus too, in the order they are read."""
    found: list[QAction] = []
    for action in menu.actions():
        held = action.menu()
        if isinstance(held, QMenu):
            found += entries(held)
        elif not action.isSeparator():
            found.append(action)
    return found
