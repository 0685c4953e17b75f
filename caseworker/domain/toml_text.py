"""Writes TOML: the few kinds of value our own files have. Reading is the standard library's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def toml_lines(values: Mapping[str, Any]) -> list[str]:
    """Return `name = value` lines; values that say nothing are left out."""
    return [f"{toml_key(name)} = {toml_value(value)}" for name, value in values.items() if _says(value)]


def toml_key(name: str) -> str:
    """Return a key, quoted where it must be."""
    return name if _BARE.fullmatch(name) else _quoted(name)


def toml_value(value: Any) -> str:
    """Return a value: text, whole or decimal number, yes or no, day, list, or table on one line.

    Raises:
        TypeError: it is of another kind (a bug).
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return _around("{ ", (f"{toml_key(str(n))} = {toml_value(v)}" for n, v in value.items()), " }", "{}")
    if isinstance(value, list | tuple):
        return _around("[", map(toml_value, value), "]", "[]")
    raise TypeError(f"TOML has no {type(value).__name__}")


def _quoted(text: str) -> str:
    shown = "".join(
        _ESCAPES.get(c) or (c if c.isprintable() or c == " " else f"\\u{ord(c):04x}") for c in text
    )
    return f'"{shown}"'


def _around(begin: str, parts: Iterable[str], end: str, empty: str) -> str:
    joined = ", ".join(parts)
    return f"{begin}{joined}{end}" if joined else empty


def _says(value: Any) -> bool:
    return value is not None and value != "" and value != () and value != {}
