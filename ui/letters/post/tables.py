"""The tables of the page "Post"."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from caseworker.actions.letter_mail import MailLine
from caseworker.actions.letter_post import Dispatched
from caseworker.domain.dates_in_words import MONTHS, count_of, long_date
from ui.widgets.rows_model import Column, RowsModel


def day_words(day: date | None) -> str:
    """Return a day short enough for a column."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def _approved_on(line: MailLine) -> date | None:
    return line.letter.approved_on


def _returned_on(line: Dispatched) -> date | None:
    return line.returned_on


_TO_SEND: tuple[Column[MailLine], ...] = (
    Column("to", "To", lambda line: line.name or "Nobody named", width=-18),
    Column("letter", "Letter", lambda line: line.letter.title, width=-26, may_filter=True),
    Column("reference", "Case", lambda line: line.letter.reference, width=15),
    Column("how", "Sent by", lambda line: line.how_words, width=16, may_filter=True),
    Column(
        "pages", "Pages", lambda line: _pages(line), sort=lambda line: line.pages, width=6, is_number=True
    ),
    Column("since", "Approved", lambda line: day_words(line.letter.approved_on), sort=_approved_on, width=12),
    Column("envelope", "Envelope", lambda line: _envelope(line), width=9, may_filter=True),
    Column("by", "Approved by", lambda line: line.letter.approved_by, width=14, may_filter=True),
)

_SENT: tuple[Column[Dispatched], ...] = (
    Column("sent", "Sent", lambda line: day_words(line.sent_on), sort=lambda line: line.sent_on, width=14),
    Column("to", "To", lambda line: line.recipient, width=-18),
    Column("letter", "Letter", lambda line: line.title, width=22, may_filter=True),
    Column("reference", "Case", lambda line: line.reference, width=18),
    Column("how", "Sent by", lambda line: line.how, width=18, may_filter=True),
    Column("state", "Since then", lambda line: since_words(line), width=12, may_filter=True),
    Column("tracking", "Tracking number", lambda line: line.tracking, width=20),
    Column("by", "Recorded by", lambda line: line.sent_by, width=14, may_filter=True),
)

_BACK: tuple[Column[Dispatched], ...] = (
    Column("back", "Came back", lambda line: day_words(line.returned_on), sort=_returned_on, width=12),
    Column("why", "Because", lambda line: line.returned_why, width=16, may_filter=True),
    Column("to", "To", lambda line: line.recipient, width=-18),
    Column("letter", "Letter", lambda line: line.title, width=22, may_filter=True),
    Column("reference", "Case", lambda line: line.reference, width=15),
    Column("sent", "Sent", lambda line: day_words(line.sent_on), sort=lambda line: line.sent_on, width=12),
)


def to_send_model(parent: QObject | None = None) -> RowsModel[MailLine]:
    """Return an empty model of letters that wait for the post."""
    return RowsModel(_TO_SEND, speak=_spoken_to_send, key=lambda line: line.key, parent=parent)


def sent_model(parent: QObject | None = None) -> RowsModel[Dispatched]:
    """Return an empty model of the dispatch log."""
    return RowsModel(_SENT, speak=_spoken_sent, key=key_of, parent=parent)


def back_model(parent: QObject | None = None) -> RowsModel[Dispatched]:
    """Return an empty model of letters that came back."""
    return RowsModel(_BACK, speak=_spoken_back, key=key_of, parent=parent)


def key_of(line: Dispatched) -> str:
    """Return case and letter in one word, as letters are opened by."""
    return f"{line.case_id}/{line.letter_id}"


def since_words(line: Dispatched) -> str:
    """Return what became of a letter that was sent, "" where nothing did."""
    if line.superseded:
        return "Replaced"
    if line.returned_on:
        return "Came back, dealt with" if line.returned_dealt_on else "Came back"
    return ""


def about_to_send(line: MailLine) -> str:
    """Return what a row has no room for: address, enclosures, what stands in the way."""
    parts = [f"{line.name}, {line.address}" if line.address else line.name]
    if line.letter.enclosed:
        parts.append(
            f"With {count_of(len(line.letter.enclosed), 'enclosure')}: {'; '.join(line.letter.enclosed)}"
        )
    if line.other_day and line.letter.dated_on:
        parts.append(f"It bears {long_date(line.letter.dated_on)} and is dated anew when it is printed.")
    if line.problem:
        parts.append(f"It cannot be printed: {line.problem}")
    return "\n".join(parts)


def _pages(line: MailLine) -> str:
    return f"{line.pages}" if line.pages else ""


def _envelope(line: MailLine) -> str:
    return line.envelope.value if line.is_paper and line.pages else ""


def _spoken_to_send(line: MailLine) -> str:
    parts = [
        line.letter.title,
        f"to {line.name}" if line.name else "to nobody named",
        line.letter.reference,
        line.how_words,
    ]
    parts += (
        [f"{count_of(line.pages, 'page')}, {line.envelope.value} envelope"]
        if line.pages and line.is_paper
        else []
    )
    parts += [f"approved {long_date(line.letter.approved_on)}"] if line.letter.approved_on else []
    return ", ".join(parts)


def _spoken_sent(line: Dispatched) -> str:
    parts = [
        line.title,
        f"to {line.recipient}",
        line.reference,
        f"sent {long_date(line.sent_on)} by {line.how}",
    ]
    return ", ".join([*parts, *filter(None, [since_words(line)])])


def _spoken_back(line: Dispatched) -> str:
    back = f"came back {long_date(line.returned_on)}" if line.returned_on else "came back"
    return ", ".join([line.title, f"to {line.recipient}", line.reference, f"{back}: {line.returned_why}"])
