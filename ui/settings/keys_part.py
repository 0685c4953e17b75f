"""Keys of the person's own: each command with its keys, to be changed or switched off (interface rules 4.12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from caseworker.domain.changed import Changed
from caseworker.errors import Problem, ProblemsError
from ui.commands import key_words, spoken_keys
from ui.own_keys import keep_keys, keys_of, keys_typed, why_not_key
from ui.own_settings import OwnSettings
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Column
from ui.widgets.text_field import TextField


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A command, its menu, the keys in force and whether they are the person's own."""

    id: str
    text: str
    menu: str
    keys: str
    is_own: bool


class KeysPart(TablePart[KeyRow]):
    """Every command of the program."""

    code = "keys"
    title = "Keys"
    act = ""
    noun = ("command", "commands")
    about_words = (
        "For you on this computer. Menus, the list of keys (Shift+F1) and the command finder (Alt+Q) show yours; "
        "words on buttons go on naming the usual key."
    )

    def columns(self) -> list[Column[KeyRow]]:
        """Command, keys, menu, whose."""
        return [
            Column("text", "Command", lambda r: r.text, width=34),
            Column("keys", "Keys", lambda r: r.keys or "None", width=22),
            Column("menu", "Menu", lambda r: r.menu, width=12, may_filter=True),
            Column(
                "own", "Chosen by", lambda r: "You" if r.is_own else "Caseworker", width=14, may_filter=True
            ),
        ]

    def key(self, row: KeyRow) -> str:
        """The command."""
        return row.id

    def read(self) -> Sequence[KeyRow]:
        """Those of this release, in the order of the menus."""
        registry, own = self.context.registry, keys_of(self._own())
        return [
            KeyRow(
                command.id, command.text, command.menu, spoken_keys(registry, command.id), command.id in own
            )
            for command in registry.offered()
        ]

    def buttons(self) -> list[Button]:
        """What can be done with the keys of a command."""
        return [
            Button("Change keys (Enter)", self.open_row, kind="primary"),
            Button("Switch off", self.switch_off),
            Button("Back to the usual keys", self.usual),
        ]

    def open_row(self) -> None:
        """Ask for one key or two."""
        row = self.current()
        if row is None or not self.begin(
            f"Keys of “{row.text}”", "Empty both to switch its keys off.", "Keep keys"
        ):
            return
        now = [*dict.fromkeys(key_words(key) for key in self.context.registry.keys(row.id)), "", ""]
        help_words = "Written out, such as Ctrl+Shift+J or F12."
        self.form.add("first", "Key", TextField(24, limit=60), now[0], help_words=help_words)
        self.form.add("second", "Another key", TextField(24, limit=60), now[1])
        self.open_form(lambda values: self._kept(row, values))

    def switch_off(self) -> None:
        """No key at all; the menus still hold the command."""
        row = self.current()
        if row is not None:
            self.run(lambda: self._keep(row, (), f"{row.text} has no key now."))

    def usual(self) -> None:
        """The keys it came with."""
        row = self.current()
        if row is not None:
            self.run(lambda: self._keep(row, None, f"{row.text} has its usual keys again."))

    def saved(self, changed: Changed) -> None:
        """The window takes the keys up at once."""
        self.context.registry.set_own_keys(keys_of(self._own()))
        super().saved(changed)
        self.refresh()

    def _kept(self, row: KeyRow, values: dict[str, Any]) -> Callable[[], Changed]:
        typed = {name: str(values[name] or "").strip() for name in ("first", "second")}
        problems = [
            Problem(name, why)
            for name, text in typed.items()
            if text and (why := why_not_key(text, row.id, self.context.registry))
        ]
        if problems:
            raise ProblemsError(problems)
        keys = tuple(dict.fromkeys(key for text in typed.values() for key in keys_typed(text)))
        said = " and ".join(dict.fromkeys(key_words(key) for key in keys))
        return lambda: self._keep(
            row, keys, f"{row.text}: {said}." if keys else f"{row.text} has no key now."
        )

    def _keep(self, row: KeyRow, keys: tuple[str, ...] | None, message: str) -> Changed:
        keep_keys(self._own(), row.id, keys)
        return Changed(message)

    def _own(self) -> OwnSettings:
        if self.context.own is None:
            self.context.own = OwnSettings()
        return self.context.own  # type: ignore[no-any-return]
