"""Menus, keys and the command bar, all built from the registry (W8, K1)."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.commands import MENUS, Command, Registry, spoken_keys
from ui.menu_groups import fill_menu
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.tab_order import order_tabs


class Menus:
    """Fills a menu bar; each menu is written afresh when it opens, so that reasons are those of this moment."""

    def __init__(self, bar: QMenuBar, registry: Registry) -> None:
        self._registry = registry
        self.menus: dict[str, QMenu] = {}
        for title in MENUS:
            # Made here, not by `bar.addMenu`: a wrapper that PySide only lent was lost when a case was opened.
            menu = QMenu(f"&{title}", bar)
            bar.addMenu(menu)
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(lambda menu=menu, title=title: self._fill(menu, title))
            self.menus[title] = menu
        registry.changed.connect(self._show_filled_menus)
        self._show_filled_menus()

    def _show_filled_menus(self) -> None:
        for title, menu in self.menus.items():
            if not shiboken6.isValid(menu):
                return  # the window has gone; its pages say so to the registry one by one
            menu.menuAction().setVisible(bool(self._registry.offered(title)))

    def _fill(self, menu: QMenu, title: str) -> None:
        menu.clear()
        fill_menu(menu, self._registry.offered(title), self._entry)

    def _entry(self, command: Command, menu: QMenu) -> QAction:
        action = QAction(command.text, menu)
        keys = self._registry.keys(command.id)
        if keys:
            # Shown only: the working keys are the window's own shortcuts, which can say why they do nothing.
            action.setShortcut(QKeySequence(keys[0]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        reason = self._registry.reason(command.id)
        action.setEnabled(not reason)
        action.setToolTip(reason or command.help)
        action.setStatusTip(reason or command.help)
        action.triggered.connect(lambda _on=False, i=command.id: self._registry.run(i))
        return action


class Keys:
    """The window's shortcuts, renewed when a command is offered or the person changes a key."""

    def __init__(self, window: QWidget, registry: Registry) -> None:
        self._window, self._registry = window, registry
        self.shortcuts: dict[tuple[str, str], QShortcut] = {}
        registry.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        wanted = {(c.id, key) for c in self._registry.offered() for key in self._registry.keys(c.id)}
        for gone in self.shortcuts.keys() - wanted:
            shortcut = self.shortcuts.pop(gone)
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        for command_id, key in wanted - self.shortcuts.keys():
            shortcut = QShortcut(QKeySequence(key), self._window)
            shortcut.setAutoRepeat(self._registry.command(command_id).repeats)
            shortcut.activated.connect(lambda i=command_id: self._registry.run(i))
            shortcut.activatedAmbiguously.connect(lambda i=command_id: self._registry.run(i))
            self.shortcuts[command_id, key] = shortcut


class CommandBar(QWidget):
    """The commands people reach for most, as buttons with words and key; wraps when the room is narrow."""

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Command bar")
        self._registry = registry
        self.buttons: dict[str, Button] = {}
        self.first = 0  # other parts of the window may stand before the commands
        self.flow = FlowLayout(self, gap=4, row_gap=4)
        self.flow.setContentsMargins(12, 4, 12, 8)
        registry.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        wanted = [command for command in self._registry.offered() if command.on_bar]
        for command in wanted:
            if command.id not in self.buttons:
                self.buttons[command.id] = Button(
                    command.text, lambda i=command.id: self._registry.run(i), icon=command.icon,
                    kind="primary" if command.id == "case.new" else "quiet",
                )  # fmt: skip
                self.flow.insert(self.first + wanted.index(command), self.buttons[command.id])
                order_tabs(self, [self.buttons[known.id] for known in wanted if known.id in self.buttons])
        for command_id, button in self.buttons.items():
            keys = spoken_keys(self._registry, command_id)
            reason = self._registry.reason(command_id)
            button.setEnabled(not reason)
            button.setToolTip(". ".join(part for part in (keys, reason) if part))
            button.setAccessibleDescription(button.toolTip())
