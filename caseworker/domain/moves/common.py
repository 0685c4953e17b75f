"""The moves of every kind of case: sign-off by a second person, and safeguarding."""

from __future__ import annotations

from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.domain.information import INFORMATION
from caseworker.domain.kinds import Kind
from caseworker.domain.move import ANY, Ask, Move, Situation

EVERY = tuple(Kind)
SIGNED_OFF = tuple(kind for kind in Kind if kind not in INFORMATION)
"""Requests for information have a sign-off of their own."""


def open_sign_off(view: CaseView) -> EntityState | None:
    """The approval asked for and not given yet, if any."""
    found = [
        d for d in view.of_kind("decision") if d.doc.get("kind") == "sign_off" and not d.doc.get("ended_on")
    ]
    return found[-1] if found and found[-1].doc.get("result") == "asked" else None


def _none_asked(s: Situation) -> str:
    return "Approval was asked for already." if open_sign_off(s.view) is not None else ""


def _asked(s: Situation) -> str:
    return "" if open_sign_off(s.view) is not None else "No approval was asked for."


def _by_another(s: Situation) -> str:
    asked = open_sign_off(s.view)
    if asked is not None and s.person_id and asked.doc.get("decided_by") == s.person_id:
        return "You asked for this approval, so a second person must give it."
    return ""


def _safeguarding_open(s: Situation) -> str:
    waits = [t for t in s.view.tasks if t.doc.get("kind") == "safeguarding" and not t.doc.get("done_on")]
    return "" if waits else "No safeguarding task is open."


MOVES: tuple[Move, ...] = (
    Move(
        code="safeguarding.told",
        label="Record that safeguarding was told",
        done="Safeguarding told",
        kinds=EVERY,
        statuses=ANY,
        permission="edit",
        group="Casework",
        rule="A child who may be at risk comes first; the complaint goes on or waits",
        asks=(
            Ask("on", "Told", "day", needed=True, begins="today"),
            Ask("who", "Who was told, and what they said", "text", needed=True),
        ),
        needs=(_safeguarding_open,),
        shows=_safeguarding_open,
    ),
    Move(
        code="signoff.asked",
        label="Ask for approval",
        done="Approval asked for",
        kinds=SIGNED_OFF,
        permission="edit",
        group="Casework",
        rule="Approved by a second person",
        asks=(
            Ask("who", "Who is to approve", "staff", needed=True),
            Ask("what", "What is to be approved", "text", needed=True),
        ),
        needs=(_none_asked,),
    ),
    Move(
        code="signoff.given",
        label="Approve, or send back",
        done="Approval answered",
        kinds=SIGNED_OFF,
        permission="sign_off",
        group="Casework",
        rule="Approved by a second person",
        asks=(
            Ask(
                "result",
                "Decision",
                "options",
                (("approved", "Approved"), ("returned", "Sent back to be changed")),
                needed=True,
            ),
            Ask("comment", "Comment", "text", help="Needed when it is sent back."),
        ),
        needs=(_asked, _by_another),
        shows=_asked,
    ),
)
