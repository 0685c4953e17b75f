"""The start of the day: what is overdue, due today and due soon, and what else waits; printed, or put in a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.actions.case_words import case_due_words
from caseworker.actions.look_up import query
from caseworker.actions.reports import write_file
from caseworker.domain.cases import CaseRow
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.ics import CalendarDay, calendar_file
from caseworker.domain.lists import CaseQuery
from caseworker.office import Office
from caseworker.storage import case_lists, seen
from caseworker.storage.local import local_setting, set_local_setting

FIRST_ROWS = 5
"""How many cases of each part are shown at once; the others are one press away."""
_SHOWN = "today_shown"


@dataclass(frozen=True, slots=True)
class DayPart:
    """One part of the day's sheet.

    Attributes:
        code: of the view; empty: what is said when there is nothing.
        rows: the first cases, by their deadline; numbers: all of them.
    """

    code: str
    title: str
    empty: str
    rows: tuple[CaseRow, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DaySheet:
    """The sheet of a day.

    Attributes:
        whose: "mine" or "team".
        covered: names of those whose cases count as mine because they are away.
        is_new: whether the office has no case yet that the person may see.
    """

    on: date
    whose: str
    parts: tuple[DayPart, ...]
    covered: tuple[str, ...] = ()
    is_new: bool = False

    @property
    def number(self) -> int:
        """How many different cases stand on it."""
        return len({number for part in self.parts for number in part.numbers})


_REVIEWS = "letters_to_review"
_PARTS = (
    ("overdue", "Overdue", "Nothing is overdue."),
    ("due_today", "Due today", "Nothing is due today."),
    ("due_next", "Due in 3 working days", "Nothing else is due in the next 3 working days."),
    ("to_acknowledge", "To acknowledge", "Everything has been acknowledged."),
    ("follow_up_due", "To follow up", "No follow-up is due."),
    ("tasks_due", "Actions due", "No action is due."),
    ("review_due", "Reviews due", "No review is due."),
    (_REVIEWS, "Letters for review", "No letter waits for review."),
    ("contributions_late", "Services that are late", "No service is late with what it was asked."),
)


def day_sheet(office: Office, *, team: bool = False) -> DaySheet:
    """Return what today asks for, of the person's own cases (and those they stand in for) or of the team's."""
    parts = []
    with office.reading_lists() as raw:
        for code, title, empty in _PARTS:
            asked = _asked(office, code, team)
            numbers = tuple(case_lists.numbers(raw, asked))
            rows = case_lists.page(raw, asked, 0, FIRST_ROWS) if numbers else []
            parts.append(
                DayPart(code, title, empty, tuple(seen.marked(raw, office.person.id, rows)), numbers)
            )
        mine = query(office)
        is_new = not any(part.numbers for part in parts) and not case_lists.page(
            raw, query(office, "all"), 0, 1
        )
    names = tuple(office.staff_name(person_id) for person_id in mine.stands_in_for)
    return DaySheet(
        office.clock.today(), "team" if team else "mine", tuple(parts), () if team else names, is_new
    )


def _asked(office: Office, code: str, team: bool) -> CaseQuery:
    """A letter for review is its reviewer's work, whosever the case is."""
    if code == _REVIEWS and not team:
        return query(office, "my_reviews")
    return query(office, code, only_mine=not team)


def take_first_of_day(office: Office) -> bool:
    """Return whether this is the person's first window of the day, and remember that it was."""
    if not office.person.id or office.database.read_only:
        return False
    key, today = f"{_SHOWN}:{office.person.id}", office.clock.today().isoformat()
    with office.reading() as raw:
        if local_setting(raw, key) == today:
            return False
    with office.database.raw_writer() as raw:
        set_local_setting(raw, key, today)
    return True


def day_sheet_pdf(office: Office, sheet: DaySheet) -> bytes:
    """Return the sheet on paper, with every case of each part."""
    from caseworker.paper.listing import ListingPart, listing_pdf

    parts = []
    with office.reading_lists() as raw:
        for part in sheet.parts:
            rows = case_lists.rows_by_number(raw, part.numbers, office.reader)
            parts.append(
                ListingPart(
                    f"{part.title} ({len(rows)})" if rows else part.title,
                    "" if rows else part.empty,
                    _HEAD,
                    tuple(_printed(office, row) for row in rows),
                )
            )
    who = "The team" if sheet.whose == "team" else office.person.full_name
    return listing_pdf(
        f"Today: {long_date(sheet.on)}",
        f"{who}: {count_of(sheet.number, 'case')}",
        parts,
        widths=_WIDTHS,
        council=office.settings.council or "Caseworker",
        colour=office.settings.colour,
    )


_HEAD = ("Reference", "Person", "Type", "Owner", "Due")
_WIDTHS = (85, 135, 155, 95, 258)


def _printed(office: Office, row: CaseRow) -> tuple[str, ...]:
    kind = f"{row.kind.label}{f', {row.stage.lower()}' if row.stage else ''}"
    owner = office.staff_name(row.owner_id) or "Nobody"
    return row.reference, row.person or "Not known", kind, owner, case_due_words(office, row)


def calendar_days(office: Office, *, team: bool = False) -> list[CalendarDay]:
    """Return the days of panels and the deadlines of open cases, by date; no person is named, only references."""
    asked = query(office, "team_open", only_mine=not team)
    with office.reading_lists() as raw:
        rows = case_lists.page(raw, asked, 0, 100_000)
        panels = case_lists.panel_days(raw, asked)
    days = [
        CalendarDay(
            f"{row.case_id}-due@caseworker", row.due_on, f"{row.reference}: answer due", _calendar_words(row)
        )
        for row in rows
        if row.due_on is not None and row.paused_since is None
    ]
    days += [
        CalendarDay(
            f"{row.case_id}-acknowledge@caseworker",
            row.acknowledge_by,
            f"{row.reference}: acknowledge",
            _calendar_words(row),
        )
        for row in rows
        if row.acknowledge_by is not None
    ]
    days += [
        CalendarDay(f"{stage_id}-panel@caseworker", date.fromisoformat(on), f"{reference}: review panel", "")
        for stage_id, reference, on in panels
    ]
    return sorted(days, key=lambda day: (day.on, day.title))


def write_calendar(office: Office, path: Path, *, team: bool = False) -> int:
    """Write panel dates and deadlines into an .ics file and return how many there are.

    Raises:
        UnavailableError: the file cannot be written.
    """
    days = calendar_days(office, team=team)
    content = calendar_file(days, office.clock.now())
    write_file(path, content, not_done="The dates were not written")
    return len(days)


def _calendar_words(row: CaseRow) -> str:
    return f"{row.kind.label}{f', {row.stage.lower()}' if row.stage else ''}"
