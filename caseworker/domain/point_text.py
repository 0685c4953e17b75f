"""Points of complaint proposed from what was said: by its lines, or by its numbers where it has any."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|(?:point|complaint)\s+\d{1,2}\s*[:.)-]|[-*•–])\s+",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s+")


def proposed_points(text: str) -> tuple[str, ...]:
    """Return the points that a text seems to make, in its words; the whole text as one where nothing divides it.

    Lines that begin with a number, a letter or a bullet begin a point, and the lines after belong to it; what stands
    before the first is left out when it only leads in ("I complain about:"). Without such marks every line is a point.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        lines = _inline(lines[0])
    if any(_MARK.match(line) for line in lines):
        return _marked(lines)
    return tuple(lines)


def _marked(lines: list[str]) -> tuple[str, ...]:
    points: list[str] = []
    begun = False
    for line in lines:
        if _MARK.match(line):
            begun = True
            points.append(_MARK.sub("", line, count=1))
        elif begun:
            points[-1] = f"{points[-1]} {line}"
        elif not line.endswith(":"):
            points.append(line)
    return tuple(point for point in points if point)


def _inline(line: str) -> list[str]:
    """A line that counts "1) … 2) …" within itself, taken apart before each number that follows the one before."""
    places, wanted = [], 1
    for found in _INLINE.finditer(line):
        if int(found.group(1)) == wanted:
            places.append(found.start())
            wanted += 1
    if len(places) < 2:
        return [line]
    parts = [line[: places[0]], *(line[a:b] for a, b in zip(places, [*places[1:], len(line)], strict=True))]
    return [part.strip() for part in parts if part.strip()]
