"""Days off: closure days of the council and bank holidays added since; and what they move, told before and after.

Deadlines that were given stay as they are (CLK-5). Whoever changes the days off sees which open cases would have other
dates, and agrees to leave them or to count those cases again openly: one act, which Undo takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from caseworker.actions.settings_change import checked_settings, setting_drafts
from caseworker.actions.stage_clocks import count_clocks
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.day_list import DaysRead, read_days
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.stages import date_in_force
from caseworker.domain.working_days import NATIONS
from caseworker.errors import Problem, ProblemsError, RuleError, UnavailableError
from caseworker.files import told_of_os
from caseworker.office import Office, Transaction
from caseworker.storage.cases import read_case
from caseworker.storage.uses import active_case_ids

KIND = "clock.recounted"
LARGEST_LIST = 200_000
Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days off as they are to be.

    Attributes:
        closed: the council's closure days (ISO), for corporate complaints and enquiries alone (CLK-7).
        added: bank holidays the program does not know: {"day", "name", "nation", "source"}.
    """

    closed: tuple[str, ...] = ()
    added: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One deadline of an open case that would move; None: no day is set."""

    case_id: str
    reference: str
    step: str
    now: date | None
    then: date | None


@dataclass(frozen=True, slots=True)
class Moves:
    """What new days off would move.

    Attributes:
        looked_at: how many open cases were looked at.
        not_counted: references of cases that cannot be counted, because their timescales are not known here.
        is_whole: whether the look was not stopped before its end.
    """

    moves: tuple[Move, ...]
    looked_at: int
    not_counted: tuple[str, ...] = ()
    is_whole: bool = True

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases with at least one deadline that moves."""
        return tuple(dict.fromkeys(move.case_id for move in self.moves))

    @property
    def words(self) -> str:
        """What was found, in a sentence."""
        if not self.moves:
            return (
                f"No open case would have another date ({count_of(self.looked_at, 'open case')} looked at)."
            )
        would = "would have another date" if len(self.case_ids) == 1 else "would have other dates"
        left = (
            f" {count_of(len(self.not_counted), 'case')} cannot be counted here." if self.not_counted else ""
        )
        return f"{count_of(len(self.case_ids), 'open case')} of {self.looked_at:,} {would}.{left}"


def days_off_now(office: Office) -> DaysOff:
    """Return the days off that hold now."""
    return DaysOff(tuple(office.settings.closure_days), tuple(office.settings.extra_holidays))


def days_in_file(path: Path) -> DaysRead:
    """Return the days a text or CSV file names.

    Raises:
        UnavailableError: it cannot be read. RuleError: it is no text, or much too long for a list of days.
    """
    with told_of_os("The days were not read", path):
        content = path.read_bytes()
    if len(content) > LARGEST_LIST or b"\x00" in content:
        raise RuleError(f"{path.name} is not a list of days. Choose a text or CSV file.", field="path")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return read_days(text)


def what_would_move(
    office: Office,
    days_off: DaysOff,
    report: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Moves:
    """Return which deadlines of open cases would be other ones with these days off, and which dates.

    Only what the difference in days off moves is told: a date another system promised, or one moved by an extension,
    stays the date in force. With the days off that hold now, it is what was given before they did: before a day was
    added for new deadlines only, or before the program knew a bank holiday.
    """
    then = _with_days_off(office, days_off)
    moves: list[Move] = []
    unknown: list[str] = []
    with office.reading_lists() as raw:
        ids = active_case_ids(raw)
        for done, case_id in enumerate(ids):
            if cancelled is not None and cancelled():
                return Moves(tuple(moves), done, tuple(unknown), is_whole=False)
            if report and done % 50 == 0:
                report(done / max(len(ids), 1), f"{done:,} of {len(ids):,} open cases")
            view = read_case(raw, case_id)
            try:
                moves += _moves_of(view, office, then)
            except (RuleError, UnavailableError):
                unknown.append(view.row.reference)
    return Moves(tuple(moves), len(ids), tuple(unknown))


def change_days_off(office: Office, days_off: DaysOff, recount: Sequence[str] = ()) -> Changed:
    """Keep these days off; count the open cases named again in the same act, which Undo takes back whole.

    Args:
        recount: ids of the cases to count again; none: the new days hold for new counts alone.

    Raises:
        ProblemsError: a day cannot be so.
    """
    office.require("settings")
    if recount:
        office.require("clock")
    values = _checked(office, days_off)
    then = _with_days_off(office, days_off)
    group_id = office.ids.new()
    is_same = days_off == days_off_now(office)
    reason = "Counted with the days off of today" if is_same else "Days off were changed"

    def make(transaction: Transaction) -> list[Draft]:
        drafts = setting_drafts(transaction, values, reason=reason, group_id=group_id)
        for case_id in recount:
            view = transaction.case(case_id)
            edits = CaseEdits(view, office.ids)
            for stage, clocks in _recounted(view, office, then):
                edits.set(stage, clocks=clocks)
            if edits:
                drafts.append(edits.draft(KIND, reason, group_id))
        return drafts

    written = office.save(make)
    counted = sum(changeset.kind == KIND for changeset in written)
    said = "Days off stay as they are." if is_same else "Days off were changed."
    if counted:
        said += f" {count_of(counted, 'open case')} {'was' if counted == 1 else 'were'} counted again."
    elif written:
        said += " Deadlines already given stay as they are."
    elif recount and not written:
        said = "No deadline was different."
    return office.changed(said if written or recount else "No day off was different.", written)


# -- inside -----------------------------------------------------------------------------------------------


def _with_days_off(office: Office, days_off: DaysOff) -> Office:
    """The office as it would count; it is never saved with."""
    other = copy(office)
    other.calendars = office.calendars_with(days_off.closed, days_off.added)
    return other


def _moves_of(view: CaseView, office: Office, then: Office) -> Iterator[Move]:
    for stage, clocks in _recounted(view, office, then):
        after = {**stage.doc, "clocks": clocks}
        for step, clock in clocks.items():
            if not _is_ahead(stage, step):
                continue
            if step == stage.doc.get("main_step"):
                now, new = date_in_force(stage.doc), date_in_force(after)
            else:
                now, new = stage.doc["clocks"].get(step, {}).get("due_on"), clock.get("due_on")
            if now != new:
                yield Move(view.case_id, view.row.reference, str(clock["label"]), _day(now), _day(new))


def _recounted(view: CaseView, office: Office, then: Office) -> Iterator[tuple[EntityState, dict[str, Any]]]:
    """The running stages of a case whose clocks are other ones with the days off of `then`."""
    is_as_now = _holidays(then) == _holidays(office)
    for stage in view.stages:
        doc = stage.doc
        if not doc.get("clocks") or doc.get("answered_on") or doc.get("closed_on") or doc.get("withdrawn_on"):
            continue
        pauses = [pause.doc for pause in view.pauses if pause.doc.get("stage_id") == stage.id]
        before = count_clocks(office, view.kind, doc, pauses)
        after = count_clocks(then, view.kind, doc, pauses)
        if (after != before or is_as_now) and _due(after) != _due(doc["clocks"]):
            yield stage, after


def _holidays(office: Office) -> tuple[Mapping[date, str], ...]:
    calendars = office.calendars
    return tuple(c.holidays for c in (calendars.england_and_wales, calendars.united_kingdom, calendars.local))


def _due(clocks: Mapping[str, Any]) -> dict[str, Any]:
    return {step: (clock.get("due_on"), clock.get("max_on")) for step, clock in clocks.items()}


def _is_ahead(stage: EntityState, step: str) -> bool:
    """Whether a deadline is still to be met: of the steps done with, none is told."""
    if step == stage.doc.get("main_step"):
        return True
    return step == stage.doc.get("ack_step") and not stage.doc.get("acknowledged_on")


def _checked(office: Office, days_off: DaysOff) -> dict[str, Any]:
    problems = []
    for extra in days_off.added:
        day = _day_or_none(extra.get("day", ""))
        if day is None or not office.calendar.covers(day):
            problems.append(Problem("day", "Day must be a real date in the years the program knows"))
        elif day.weekday() >= 5:
            problems.append(Problem("day", f"{long_date(day)} is at a weekend and never counts"))
        if not cleaned(extra.get("name", "")):
            problems.append(Problem("name", "Enter what the day is called"))
        if not cleaned(extra.get("source", "")):
            problems.append(Problem("source", "Enter where the day was made known"))
        if extra.get("nation") not in NATIONS:
            problems.append(Problem("nation", "Choose where it is a day off"))
    if problems:
        raise ProblemsError(problems)
    closed = sorted(set(days_off.closed))
    added = sorted((dict(extra) for extra in days_off.added), key=lambda extra: extra["day"])
    return checked_settings(office, {"closure_days": closed, "extra_holidays": added})


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_or_none(text: str) -> date | None:
    try:
        return _day(text)
    except ValueError:
        return None
