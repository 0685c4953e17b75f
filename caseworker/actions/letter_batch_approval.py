"""Approve one letter for many cases: made ready one by one while others save, then all saved at once or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from caseworker.actions.letter_approval import approval
from caseworker.actions.letter_batch import BatchDone, BatchEntry, Told, done_batch, named
from caseworker.actions.letter_ready import ReadyLetter, make_ready, place_now
from caseworker.actions.letters import letter_template
from caseworker.actions.look_up import open_case
from caseworker.domain.changes import Changeset, Draft
from caseworker.domain.dates_in_words import count_of
from caseworker.office import Office, Transaction


@dataclass(frozen=True, slots=True)
class ReadyEntry:
    """What one case gets, and its letter made ready."""

    entry: BatchEntry
    letter: ReadyLetter


def ready_batch(
    office: Office, code: str, entries: Sequence[BatchEntry], told: Told
) -> tuple[ReadyEntry, ...] | None:
    """Make the letter of each case ready for approval; nothing is saved. None where somebody stopped it.

    Whoever calls this vouches that a person ticked name and address of every letter.

    Raises:
        ProblemsError, RuleError: a letter cannot be approved; the message begins with the case's reference.
    """
    office.require("letter")
    ready = []
    for number, entry in enumerate(entries):
        if told.cancelled:
            return None
        place = place_now(office)
        view = open_case(office, entry.case_id)
        with named(view.reference):
            letter = make_ready(
                office, view, code, entry.work,
                recipient_checked=True, accepted=entry.accepted, seen=entry.seen, place=place,
            )  # fmt: skip
        ready.append(ReadyEntry(entry, letter))
        told.report((number + 1) / len(entries), f"Making {count_of(len(entries), 'letter')}")
    return tuple(ready)


def approve_batch(office: Office, code: str, ready: Sequence[ReadyEntry], told: Told) -> BatchDone | None:
    """Approve the letter in each case, all or none, with one Undo; None where somebody stopped it: nothing was done.

    Raises:
        ProblemsError, RuleError: a letter cannot be approved; the message begins with the case's reference.
    """
    office.require("letter")
    refs: list[tuple[str, str]] = []
    written: list[Changeset] = []
    group = office.ids.new()
    try:
        with office.saving_together() as save:
            for number, each in enumerate(ready):
                if told.cancelled:
                    raise _Stopped
                written += save(partial(_approved, office, code, each, group, refs))
                told.report((number + 1) / len(ready), f"Approving {count_of(len(ready), 'letter')}")
    except _Stopped:
        return None
    title = letter_template(office, code).title
    return done_batch(office, f"{title} was approved", written, refs)


class _Stopped(Exception):
    """Somebody asked for it to stop: what was begun is rolled back."""


def _approved(
    office: Office,
    code: str,
    ready: ReadyEntry,
    group: str,
    refs: list[tuple[str, str]],
    transaction: Transaction,
) -> list[Draft]:
    entry = ready.entry
    with named(transaction.case(entry.case_id).reference):
        made = approval(
            office, transaction, entry.case_id, "", code, entry.work,
            recipient_checked=True, accepted=entry.accepted, seen=entry.seen, group_id=group, ready=ready.letter,
        )  # fmt: skip
    refs.append((entry.case_id, made.letter_id))
    return [made.draft]
