"""Values that a spreadsheet would compute: shown as text on the way out, and as they were on the way back."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"''*[=+\-@\t\r]")
_LOST = re.compile("[\udc80-\udcff]")


def as_text(value: str) -> str:
    """Return a value as a spreadsheet shows it and does not compute it; bytes that are no letters become �."""
    shown = _LOST.sub("\ufffd", value)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def from_text(value: str) -> str:
    """Return the value that `as_text` was given."""
    return value[1:] if _ESCAPED.match(value) else value
