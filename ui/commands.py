"""The one registry of commands (W8): menus, command bar, keys, key list and command finder are all built from it.

Question: how can an act live in one page and be in a menu, on a key and in a list? Choice: the catalogue says what
exists, pages take a command by id, and the registry alone knows whether it can be used now and why not. Cost: a page
that forgets to offer a command cannot show it anywhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from ui.command_catalogue.command import Command
from ui.command_list import CATALOGUE, MENUS

__all__ = ["MENUS", "Command", "Registry", "key_words", "spoken_keys"]

Reason = Callable[[], str]
_AGAIN_AFTER = 1.0  # seconds, U2


@dataclass(frozen=True, slots=True)
class _Handler:
    call: Callable[[], object]
    enabled: Reason | None


class Registry(QObject):
    """What can be done, by whom, and why not.

    Signals:
        changed: something was offered, taken or dropped, or another page is in front.
        ran(str): a command was carried out.
        refused(str, str): a command could not be used; its id and the reason in words.
    """

    changed = Signal()
    ran = Signal(str)
    refused = Signal(str, str)

    def __init__(self, catalogue: Iterable[Command] = CATALOGUE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands = {command.id: command for command in catalogue}
        self._offered: set[str] = set()
        self._handlers: dict[tuple[str, int], _Handler] = {}
        self._owners: set[int] = set()
        self._own_keys: dict[str, tuple[str, ...]] = {}
        self._front: int | None = None
        self._always: set[int] = set()
        self._last_run: dict[str, float] = {}

    def offer(self, *ids: str) -> None:
        """Say that this release can do these; they appear in menus from now on."""
        unknown = [command_id for command_id in ids if command_id not in self._commands]
        if unknown:
            raise KeyError(f"not in the list of commands: {', '.join(unknown)}")
        if not self._offered.issuperset(ids):
            self._offered.update(ids)
            self.changed.emit()

    def offered(self, menu: str | None = None) -> tuple[Command, ...]:
        """The commands of this release in menu order, or those of one menu."""
        return tuple(
            command
            for command in self._commands.values()
            if command.id in self._offered and menu in (None, command.menu)
        )

    def knows(self, command_id: str) -> bool:
        """Whether there is a command of that id, offered here or not."""
        return command_id in self._commands

    def command(self, command_id: str) -> Command:
        """The command of that id."""
        return self._commands[command_id]

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys in force: the person's own, else those of the catalogue."""
        return self._own_keys.get(command_id, self._commands[command_id].keys)

    def set_own_keys(self, own: Mapping[str, tuple[str, ...]]) -> None:
        """Take the person's own keys; an empty tuple switches a key off. Unknown ids are passed over."""
        self._own_keys = {
            command_id: keys for command_id, keys in own.items() if command_id in self._commands
        }
        self.changed.emit()

    def handle(
        self,
        command_id: str,
        owner: QObject,
        call: Callable[[], object],
        *,
        enabled: Reason | None = None,
        always: bool = False,
    ) -> None:
        """Take a command for as long as `owner` lives.

        Args:
            owner: the page that carries it out; it counts only while that page is in front.
            enabled: gives the reason it cannot be used now, or "".
            always: the owner is the window itself, so it counts whichever page is in front.
        """
        self.offer(command_id)
        number = id(owner)
        self._handlers[command_id, number] = _Handler(call, enabled)
        if always:
            self._always.add(number)
        if number not in self._owners:
            self._owners.add(number)
            owner.destroyed.connect(lambda: self._drop(number))
        if always or number == self._front:  # a page behind changes nothing that is seen
            self.changed.emit()

    def set_front(self, owner: QObject | None) -> None:
        """Say which page is in front."""
        self._front = None if owner is None else id(owner)
        self.changed.emit()

    def refresh(self) -> None:
        """Ask every reason again (after a selection or a status has changed)."""
        self.changed.emit()

    def reason(self, command_id: str, owner: QObject | None = None) -> str:
        """Why it cannot be used now, in words; "" when it can.

        Args:
            owner: a page that asks of itself, whether it is in front or not.
        """
        own = None if owner is None else self._handlers.get((command_id, id(owner)))
        handler = own or self._find(command_id)
        if handler is None:
            return self._commands[command_id].needs or "This page does not offer it."
        return handler.enabled() if handler.enabled else ""

    def run(self, command_id: str) -> bool:
        """Carry it out and return True; say why not through `refused` and return False."""
        if self._pressed_twice(command_id):
            return False
        reason = self.reason(command_id)
        handler = self._find(command_id)
        if reason or handler is None:
            self.refused.emit(command_id, reason)
            return False
        handler.call()
        self.ran.emit(command_id)
        return True

    def _find(self, command_id: str) -> _Handler | None:
        if self._front is not None and (found := self._handlers.get((command_id, self._front))):
            return found
        return next((h for n in self._always if (h := self._handlers.get((command_id, n)))), None)

    def _pressed_twice(self, command_id: str) -> bool:
        if not self._commands[command_id].once:
            return False
        now, before = time.monotonic(), self._last_run.get(command_id)
        self._last_run[command_id] = now
        return before is not None and now - before < _AGAIN_AFTER

    def _drop(self, number: int) -> None:
        self._owners.discard(number)
        self._always.discard(number)
        for key in [key for key in self._handlers if key[1] == number]:
            del self._handlers[key]
        if self._front == number:
            self._front = None


def key_words(keys: str) -> str:
    """A key sequence as people read it: "Ctrl+Enter", "Ctrl+Shift+N", "Alt+Left"."""
    words = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.PortableText
    )
    return words.replace("Return", "Enter")


def spoken_keys(registry: Registry, command_id: str) -> str:
    """All keys of a command in words, "Ctrl+E or F3"; "" when it has none."""
    return " or ".join(dict.fromkeys(key_words(key) for key in registry.keys(command_id)))
