"""A wording with each paragraph and each point of a list on one line, as it is written in a window that wraps."""

from __future__ import annotations

import re

_SIGN = re.compile(r"#|- |\d{1,2}\. |>|\[[a-z][a-z_0-9]*\]$")
_ALONE = re.compile(r"#|\[[a-z][a-z_0-9]*\]$")
"""Lines that nothing is joined to."""


def unwrapped(text: str) -> str:
    """Return a letter's wording with the lines of its body joined that a file breaks only to keep them short.

    The head, down to its line of hyphens, stays as it is; the letter that comes of it is the same.
    """
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines, 1) if line.strip() == "---"), 0)
    return "\n".join([*lines[:start], *_joined(lines[start:])])


def unwrapped_body(text: str) -> str:
    """Return a text without a head, such as a standard paragraph, joined in the same way."""
    return "\n".join(_joined(text.splitlines()))


def _joined(lines: list[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        words = line.strip()
        joins = bool(words and found and found[-1]) and not _SIGN.match(words) and not _ALONE.match(found[-1])
        if joins:
            found[-1] = f"{found[-1]} {words}"
        else:
            found.append(words)
    return found
