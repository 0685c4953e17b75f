"""Change many cases at once: each is one act with one Undo. And write the rows of a list to a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from caseworker.actions.case_words import case_due_words
from caseworker.actions.reports import write_file
from caseworker.domain.cases import CaseRow, CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.kinds import Status
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office, Transaction
from caseworker.storage.case_lists import rows_by_number


def set_follow_up(office: Office, case_ids: Sequence[str], on: date | None) -> Changed:
    """Give cases a follow-up date; None takes it away.

    Raises:
        ProblemsError: the date is past.
    """
    office.require("edit")
    if on is not None and on < office.clock.today():
        raise ProblemsError([Problem("follow_up_on", "Follow-up date must be today or later")])
    day = on.isoformat() if on else None
    words = f"is to be followed up on {long_date(on)}" if on else "has no follow-up date now"
    many = f"are to be followed up on {long_date(on)}" if on else "have no follow-up date now"
    return _change(office, case_ids, {"follow_up_on": day}, "case.follow_up_set", (words, many))


def set_waiting(office: Office, case_ids: Sequence[str], code: str) -> Changed:
    """Say whom cases wait for: a code of the list "waiting_for", "" for nobody.

    Raises:
        ProblemsError: the code is not in the list.
    """
    office.require("edit")
    if code and not office.vocabulary.has("waiting_for", code):
        raise ProblemsError([Problem("waiting_for", "Choose whom the cases wait for")])
    label = office.vocabulary.label("waiting_for", code).lower() if code else "nobody"
    told = (f"waits for {label} now", f"wait for {label} now")
    return _change(office, case_ids, {"waiting_for": code}, "case.waiting_set", told)


def rows_csv(office: Office, numbers: Sequence[int]) -> bytes:
    """Return the rows of a list as CSV: UTF-8 with the mark by which Excel knows it."""
    office.require("read")
    with office.reading_lists() as raw:
        rows = rows_by_number(raw, numbers, office.reader)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(title for title, _value in _COLUMNS)
    for row in rows:
        writer.writerow(_shown(value(office, row)) for _title, value in _COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def write_rows(office: Office, numbers: Sequence[int], path: Path) -> int:
    """Write the rows of a list to a file and return how many there are.

    Raises:
        UnavailableError: the file cannot be written.
    """
    content = rows_csv(office, numbers)
    write_file(path, content, not_done="The list was not exported")
    return len(numbers)


def _change(
    office: Office, case_ids: Sequence[str], values: dict[str, Value], kind: str, words: tuple[str, str]
) -> Changed:
    references: list[str] = []
    void = 0

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal void
        drafts = []
        for case_id in dict.fromkeys(case_ids):
            view: CaseView = transaction.case(case_id)
            if view.status is Status.VOID:
                void += 1
                continue
            edits = CaseEdits(view, office.ids)
            edits.set(view.case, **values)
            if edits:
                drafts.append(edits.draft(kind))
                references.append(view.reference)
        return drafts

    written = office.save(make)
    left_out = f" {count_of(void, 'void case')} left as it was." if void else ""
    if not written:
        return office.changed(f"Nothing was different, so nothing was changed.{left_out}", written)
    if len(references) == 1:
        return office.changed(f"{references[0]} {words[0]}.{left_out}", written, references[0])
    return office.changed(f"{len(references)} cases {words[1]}.{left_out}", written)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_Column = tuple[str, Callable[[Office, CaseRow], str]]
_COLUMNS: tuple[_Column, ...] = (
    ("Reference", lambda _office, row: row.reference),
    ("Due", lambda _office, row: _day(row.due_on)),
    ("Due in words", case_due_words),
    ("Person", lambda _office, row: row.person),
    ("Child or young person", lambda _office, row: row.child),
    ("Type", lambda _office, row: row.kind.label),
    ("Stage", lambda _office, row: row.stage),
    ("Division", lambda office, row: office.vocabulary.label("divisions", row.division)),
    ("Service", lambda office, row: office.vocabulary.label("services", row.service)),
    ("Team", lambda office, row: office.vocabulary.label("teams", row.team)),
    ("Owner", lambda office, row: office.staff_name(row.owner_id)),
    ("Waiting for", lambda office, row: office.vocabulary.label("waiting_for", row.waiting_for)),
    ("Received", lambda _office, row: _day(row.received_on)),
    ("Acknowledge by", lambda _office, row: _day(row.acknowledge_by)),
    ("Follow-up", lambda _office, row: _day(row.follow_up_on)),
    ("Answered", lambda _office, row: _day(row.answered_on)),
    ("Status", lambda office, row: office.vocabulary.label("statuses", row.status)),
)


def _shown(value: str) -> str:
    """The value, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
