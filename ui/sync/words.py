"""What the status bar and the alerts say of sharing: never one word for two states (S2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseworker.actions.sync import SyncStatus
from caseworker.actions.waiting import Decided
from caseworker.clock import local_time
from caseworker.domain.dates_in_words import count_of, day_and_month, listed
from ui.sync.service import Line, Step

_DOING = {
    "send": "Sending the office",
    "receive": "Receiving the office",
    "sort": "Putting the cases in order",
    "files": "Exchanging files",
}


def line_words(line: Line, status: SyncStatus, since: str, today: date) -> str:
    """Return what the status bar says: "Shared", "Offline since 10:42. 3 changes waiting."

    Args:
        since: when the line was last whole (UTC, ISO 8601), "" for never.
    """
    if not status.is_shared or line is Line.OPENING:
        return ""
    waiting = f"{count_of(status.waiting, 'change')} waiting" if status.waiting else ""
    held = f"Waiting for a decision: {status.held}" if status.held else ""
    first = {
        Line.SHARED: "" if waiting else "Shared",
        Line.OFFLINE: f"Offline since {_when(since, today)}" if since else "Offline",
        Line.SIGN_IN: "Sign in again",
        Line.REFUSED: "Not shared",
        Line.STOPPED: "Sharing stopped",
    }[line]
    too_old = "Read only until IT updates this program" if status.is_read_only else ""
    if too_old and line is Line.SHARED:
        first = "Shared"  # a word of how the line is before one of the program
    parts = [part for part in (first, too_old, waiting, held) if part]
    return parts[0] if parts == ["Shared"] else f"{'. '.join(parts)}."


def back_words(sent: int, conflicts: int, held: int = 0) -> str:
    """Return what is said once the line is whole again: "3 changes sent.", "3 sent, 1 needs your choice."."""
    more = [f"{_number(conflicts, 'needs', 'need')} your choice"] if conflicts else []
    more += [_decision(held)] if held else []
    if more:
        return f"{', '.join([f'{sent} sent', *more] if sent or conflicts else more)}."
    return f"{count_of(sent, 'change')} sent." if sent else "The line is whole again. Nothing was waiting."


def asked_words(sent: int, received: int, held: int = 0) -> str:
    """Return what is said after F5: "3 changes sent, 5 received."."""
    waits = f" {_decision(held)}." if held else ""
    if not sent and not received:
        return waits.strip() or "Nothing to send or receive. Everything is shared."
    if not sent:
        return f"{count_of(received, 'change')} received.{waits or ' Nothing to send.'}"
    return f"{count_of(sent, 'change')} sent, {received} received.{waits}"


def held_words(held: int) -> str:
    """Return what is said when the hub keeps changes until somebody decides."""
    which, they = (
        ("1 change of yours is", "it is") if held == 1 else (f"{held} changes of yours are", "they are")
    )
    return (
        f"{which} kept at the hub until a manager decides: {they} about a case that you may not see any more, or "
        "would erase what must be kept. Nothing is lost. You are told what was decided."
    )


def decide_words(number: int) -> str:
    """Return what is said to whoever decides: "1 change waits at the hub until you accept it or not."."""
    which = "1 change waits" if number == 1 else f"{number} changes wait"
    return f"{which} at the hub until you accept {'it' if number == 1 else 'them'} or not. Nothing is lost."


def refused_words(refused: Sequence[Decided]) -> str:
    """Return what is said to the author of changes that were not accepted, with the reason."""
    reasons = list(dict.fromkeys(said.reason.rstrip(".") for said in refused if said.reason))
    which = "1 change of yours was" if len(refused) == 1 else f"{len(refused)} changes of yours were"
    why = f" Reason: {'; '.join(reasons)}." if reasons else ""
    return f"{which} not accepted.{why} Copy what you wrote under Conflicts."


def hold_lost_words(references: Sequence[str]) -> str:
    """Return what is said where a case was erased that is under a legal hold here."""
    is_one = len(references) == 1
    return (
        f"{listed(list(references))} {'was' if is_one else 'were'} erased on another computer: the erasure reached the "
        f"hub before the hold, or a manager accepted it. {'It' if is_one else 'They'} cannot be brought back. Tell "
        "whoever asked for the hold, and IT: a backup made before may still have it."
    )


def late_words(references: Sequence[str]) -> str:
    """Return what is said to whoever wrote about a case that had been erased meanwhile."""
    is_one = len(references) == 1
    return (
        f"{listed(list(references))} {'was' if is_one else 'were'} erased on another computer. What was written here "
        f"since then about {'it' if is_one else 'them'} is erased too, and cannot be brought back."
    )


def _decision(held: int) -> str:
    return f"{_number(held, 'waits', 'wait')} for a decision"


def _number(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def choice_words(conflicts: int) -> str:
    """Return the link to Conflicts: "1 value needs your choice"."""
    return "1 value needs your choice" if conflicts == 1 else f"{conflicts} values need your choice"


def step_words(step: Step) -> str:
    """Return how far a first exchange has come: "Receiving the office: 1,200 of 40,000"."""
    what = _DOING.get(step.what, "Exchanging")
    return f"{what}: {step.done:,} of {step.of:,}" if step.of else f"{what}: {step.done:,}"


def _when(stamp: str, today: date) -> str:
    local = local_time(stamp)
    time = f"{local:%H:%M}"
    return time if local.date() == today else f"{day_and_month(local.date(), today)}, {time}"
