"""A calendar file that Outlook and others take in: all-day events only, which no time zone can move.

Source: RFC 5545 (iCalendar): text 3.3.11, folding 3.1, all-day events 3.6.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE = 75  # octets, without the line's end


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One all-day event.

    Attributes:
        uid: the same for the same event whenever it is written, so that taking it in again moves it.
        text: more words, or "".
    """

    uid: str
    on: date
    title: str
    text: str = ""


def calendar_file(days: Iterable[CalendarDay], made_at: datetime) -> bytes:
    """Return the events as an .ics file, in the order given.

    Args:
        made_at: the instant it was made, with its zone.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Caseworker//Dates//EN", "CALSCALE:GREGORIAN"]
    for day in days:
        lines += _event(day, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def escaped(text: str) -> str:
    """Return a text as a value of a calendar file; what is no character of a line becomes a space."""
    kept = "".join(
        c if c >= " " or c == "\n" else " " for c in text.replace("\r\n", "\n").replace("\r", "\n")
    )
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(plain, written)
    return kept


def _event(day: CalendarDay, made_at: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(day.uid)}",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(day.title)}",
    ]
    if day.text:
        lines.append(f"DESCRIPTION:{escaped(day.text)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, the later ones begun with a space; no letter is cut in two."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
