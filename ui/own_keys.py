"""A person's own keys: what may be a key, and how they are kept and taken up (interface rules 4.12, K1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from ui.command_list import MENUS
from ui.commands import Registry, key_words
from ui.own_settings import OwnSettings

SETTING = "keys"
_FORMAT = QKeySequence.SequenceFormat.PortableText
_SCREEN_READER = (Qt.Key.Key_Insert, Qt.Key.Key_CapsLock)
_OF_TEXT = {"Ctrl+C": "copies", "Ctrl+X": "cuts", "Ctrl+V": "pastes", "Ctrl+A": "selects everything"}
_EXAMPLE = "Key must be one that exists, such as Ctrl+Shift+J or F12"


def keys_of(own: OwnSettings) -> dict[str, tuple[str, ...]]:
    """Return the keys the person chose, by command; those of another version that cannot be read are left out."""
    kept = own.get(SETTING)
    if not isinstance(kept, Mapping):
        return {}
    return {
        str(command): tuple(str(key) for key in keys if readable(str(key)))
        for command, keys in kept.items()
        if isinstance(keys, list)
    }


def keep_keys(own: OwnSettings, command: str, keys: tuple[str, ...] | None) -> None:
    """Keep the keys of a command; none switch it off, None gives back its usual keys."""
    chosen: dict[str, Any] = {name: list(each) for name, each in keys_of(own).items() if name != command}
    if keys is not None:
        chosen[command] = list(keys)
    own.set(SETTING, chosen)


def readable(text: str) -> str:
    """Return a key as it is kept, "Ctrl+Shift+J"; "" where it is none."""
    keys = QKeySequence(text.strip(), _FORMAT)
    if keys.count() != 1 or keys[0].key() in (Qt.Key.Key_unknown, Qt.Key.Key_Any):
        return ""
    return keys.toString(_FORMAT)


def keys_typed(text: str) -> tuple[str, ...]:
    """Return what is kept of a key as typed: of Enter both keys of that name; none of what is no key."""
    key = readable(text)
    if key.endswith(("Enter", "Return")):
        held = key.removesuffix("Enter").removesuffix("Return")
        return (f"{held}Return", f"{held}Enter")
    return (key,) if key else ()


def why_not_key(text: str, command: str, registry: Registry) -> str:
    """Return why a key cannot be given to a command, in words; "" when it can."""
    key = readable(text)
    if not key:
        return _EXAMPLE
    words = key_words(key)
    return _why_never(key, words) or _whose(words, command, registry)


def _why_never(key: str, words: str) -> str:
    combination = QKeySequence(key, _FORMAT)[0]
    held, pressed = combination.keyboardModifiers(), combination.key()
    has_ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
    has_alt = bool(held & Qt.KeyboardModifier.AltModifier)
    is_function = Qt.Key.Key_F1 <= pressed <= Qt.Key.Key_F24
    if has_ctrl and has_alt:
        return f"{words} types a character on some keyboards, so it cannot be a key here"
    if pressed in _SCREEN_READER:
        return f"{words} belongs to screen readers, so it cannot be a key here"
    if not (has_ctrl or has_alt or is_function):
        return f"{words} is typed in texts or moves in them. Add Ctrl, or choose F1 to F24"
    if has_alt and (words[-1] in {menu[0] for menu in MENUS} or words[-1].isdigit()):
        where = "goes to a section of a page" if words[-1].isdigit() else "opens a menu"
        return f"{words} {where}, so it cannot be a key here"
    if words in _OF_TEXT:
        return f"{words} {_OF_TEXT[words]} in texts, so it cannot be a key here"
    return ""


def _whose(words: str, command: str, registry: Registry) -> str:
    for other in registry.offered():
        if other.id != command and words in {key_words(each) for each in registry.keys(other.id)}:
            return f"{words} is the key of “{other.text}”. Choose another, or change that one first"
    return ""
