"""One step of an information case as it is listed, and those that every kind has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.actions.information_choices import wants_sign_off
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.information import day_of, sign_off_of
from caseworker.domain.stages import date_in_force
from caseworker.office import Office


class State(StrEnum):
    """Where a step stands."""

    DONE = "Done"
    DOING = "Under way"
    TO_DO = "To do"
    IF_NEEDED = "If needed"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list.

    Attributes:
        label: what is done; words: what is known of it, in a sentence.
        on: the day it was done, or since when it is under way, or by when it is due.
        command: what does it: an act ("case.exemption") or a step ("move:places.searched"); "" for none.
        button: words for that, as they stand on a button.
    """

    label: str
    state: State
    on: date | None
    words: str
    command: str = ""
    button: str = ""


def received_step(view: CaseView, label: str = "Received") -> Step:
    """When it came."""
    return Step(label, State.DONE, view.row.received_on, "")


def acknowledged_step(view: CaseView) -> Step:
    """Whether the person was told that it came; due only where the law sets a day (s.164A(3))."""
    stage = view.stage.doc if view.stage else {}
    on, by = day_of(stage.get("acknowledged_on")), view.row.acknowledge_by
    if on:
        return Step("Acknowledged", State.DONE, on, "")
    state = State.TO_DO if by else State.IF_NEEDED
    words = f"Due by {long_date(by)}." if by else ""
    return Step("Acknowledged", state, by, words, "case.acknowledge", "Record acknowledgement")


def sign_off_step(office: Office, view: CaseView) -> Step:
    """Whether a second person has signed off; to do only where the council wants it."""
    decision = sign_off_of(view)
    ask = ("move:information.sign_off_asked", "Ask for sign-off")
    if decision is None:
        state = State.TO_DO if wants_sign_off(office) else State.IF_NEEDED
        return Step("Sign-off", state, None, "", *ask)
    on, result = day_of(decision.doc.get("decided_on")), decision.doc.get("result")
    if result == "asked":
        return Step(
            "Sign-off",
            State.DOING,
            on,
            "Waiting for a second person.",
            "move:information.signed_off",
            "Sign off",
        )
    by = office.staff_name(str(decision.doc.get("approved_by") or ""))
    done = day_of(decision.doc.get("approved_on"))
    if result == "returned":
        return Step("Sign-off", State.TO_DO, done, f"Sent back by {by}.", *ask)
    return Step("Sign-off", State.DONE, done, f"By {by}.")


def answered_step(office: Office, view: CaseView, label: str = "Answer") -> Step:
    """When it was answered and with what outcome, else by when it is due."""
    stage = view.stage.doc if view.stage else {}
    closed = day_of(stage.get("answered_on")) or day_of(view.value("closed_on"))
    if closed and not view.status.is_active:
        outcome = office.vocabulary.label("outcomes", str(view.value("outcome") or ""))
        return Step(label, State.DONE, closed, f"{outcome}." if outcome else "")
    due = day_of(date_in_force(stage))
    words = f"Due {long_date(due)}." if due else ""
    return Step(label, State.TO_DO, due, words, "case.outcome", "Record outcome")


def linked_step(view: CaseView, relation: str, label: str, code: str, button: str) -> Step:
    """The case that follows, with its reference, or the step that opens it."""
    link = next((each for each in view.of_kind("link") if each.doc.get("relation") == relation), None)
    if link is None:
        return Step(label, State.IF_NEEDED, None, "", f"move:{code}", button)
    return Step(
        label,
        State.DONE,
        None,
        f"Case {link.doc.get('reference')}.",
        f"case:{link.doc.get('case_id')}",
        "Open case",
    )


def kept_step(label: str, on: object, words: object, code: str, button: str) -> Step:
    """A step that is a day and a text of the stage."""
    day, text = day_of(on), str(words or "")
    return Step(label, State.DONE if day else State.TO_DO, day, text, f"move:{code}", button)
