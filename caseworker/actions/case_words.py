"""Sentences about a case that actions, window and command line share: when it is due, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from caseworker.actions.contributions import asked_step
from caseworker.actions.next_steps.letters import letter_step
from caseworker.clock import local_time
from caseworker.domain.cases import CaseRow, CaseView
from caseworker.domain.dates_in_words import MONTHS, long_date
from caseworker.domain.due_words import Tag, do_by, due_words, tag_for
from caseworker.domain.kinds import Status
from caseworker.office import Office


def case_due_words(office: Office, row: CaseRow) -> str:
    """Return the case's deadline in words, never a colour or a number alone (C11)."""
    return due_words(
        row.due_on,
        office.clock.today(),
        office.calendar,
        status=row.status,
        paused_since=row.paused_since,
        answered_on=row.answered_on,
        on_time=row.on_time,
        latest_on=row.latest_on,
    )


def case_tag(office: Office, row: CaseRow) -> Tag:
    """Return the tag a person sees on the case, computed from its clocks."""
    return tag_for(
        row.due_on,
        office.clock.today(),
        office.calendar,
        status=row.status,
        paused_since=row.paused_since,
        answered_on=row.answered_on,
        on_time=row.on_time,
        latest_on=row.latest_on,
    )


def next_step(office: Office, view: CaseView) -> tuple[str, str]:
    """Return the one next step of a case in words, and the command that does it ("" for none).

    A letter that is still to be written about something that was done is named after it.
    """
    words, command = _step(office, view)
    if view.status is Status.VOID or command.startswith("letter."):
        return words, command
    return " ".join(filter(None, (words, _when_asked().letter_sentence(office, view)))), command


class _Steps(NamedTuple):
    """Who knows the steps of every kind of case, and the letter that is due."""

    offer_step: Callable[[CaseView], tuple[str, str] | None]
    step_of_kind: Callable[[Office, CaseView], tuple[str, str] | None]
    letter_sentence: Callable[[Office, CaseView], str]


@cache
def _when_asked() -> _Steps:
    """The whole table of moves, which the window's start does without: kept, as an import takes time at every call."""
    from caseworker.actions.next_steps.by_kind import offer_step, step_of_kind
    from caseworker.actions.next_steps.letters_due import letter_sentence

    return _Steps(offer_step, step_of_kind, letter_sentence)


def _step(office: Office, view: CaseView) -> tuple[str, str]:
    row, today = view.row, office.clock.today()
    if row.status is Status.VOID:
        return "This case is void. Nothing more is done with it.", ""
    if _safeguarding_is_due(view):
        return "Tell safeguarding today and note who was told.", "move:safeguarding.told"
    if (letter := letter_step(view, office.person.id)) is not None:
        return letter
    steps = _when_asked()
    if row.status.is_active and (offer := steps.offer_step(view)) is not None:
        return offer
    by_procedure = steps.step_of_kind(office, view)
    if by_procedure is not None:
        return by_procedure
    if row.status is Status.ANSWERED:
        return "Complete the record and close the case.", "case.answer"
    if not row.status.is_active:
        return "Nothing more to do. Reopen the case if something new comes.", ""
    if row.paused_since:
        return (
            f"The clock stands still since {long_date(row.paused_since)}. Let it go on when the answer comes.",
            ("case.pause"),
        )
    if row.acknowledge_by:
        return do_by("Write the acknowledgement", row.acknowledge_by, today), "letter.write"
    asked = asked_step(office, view)
    if asked is not None:
        return asked
    if not row.owner_id:
        return "Give the case an owner.", "case.assign"
    if row.due_on:
        return do_by("Answer", row.due_on, today), "case.answer"
    return "Record the answer when it is given.", "case.answer"


def _safeguarding_is_due(view: CaseView) -> bool:
    """Whether somebody must be told that a child may be at risk: before everything else, answered or not (S3)."""
    return any(t.doc.get("kind") == "safeguarding" and not t.doc.get("done_on") for t in view.tasks)


def received_words(day: date) -> str:
    """Return the day received in words."""
    return long_date(day)


def moment_words(stamp: str) -> str:
    """Return a recorded instant as London read it on the clock: "27 March 2026 at 9:32am"."""
    at = local_time(stamp)
    time = f"{at.hour % 12 or 12}:{at.minute:02}{'am' if at.hour < 12 else 'pm'}"
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} at {time}"
