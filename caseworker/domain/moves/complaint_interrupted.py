"""What can happen to a complaint on its way: other proceedings, a settlement, a withdrawal, people who stand down.

Source: SI 2006/1738 ("Regs"), regs 7 and 8; ACC-3 to ACC-5, ACC-8 of the rule book.
"""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.domain.kinds import Kind
from caseworker.domain.move import OPEN, Ask, Condition, Move, Situation
from caseworker.domain.moves.complaint_asks import (
    COMPLAINTS,
    CORPORATE,
    ROLE_WORDS,
    STATUTORY,
    YES_NO,
    anybody_is,
    day,
    none_waits,
    reason,
    waits,
)

CONCURRENT_RULE = "ACC-3; Regs 8"


def _has_rules(situation: Situation) -> str:
    if situation.stage.get("main_step"):
        return ""
    return "No clock of this stage runs, so there is nothing to suspend."


def _is_not_answered(situation: Situation) -> str:
    if situation.stage.get("panel_on"):
        return "The panel has met, and the rules do not stop the clock after that (regulation 20)."
    return ""


def stood_down(
    code: str, done: str, kinds: tuple[Kind, ...], stages: tuple[str, ...], roles: Sequence[str]
) -> Move:
    """Return the move by which somebody gives up their part at the stage."""
    return Move(
        code,
        "Stand somebody down",
        done,
        kinds,
        stages,
        asks=(
            _part(roles),
            Ask("full_name", "Name, if two people hold that part", "line"),
            day("ended_on", "Date they stood down"),
            reason(),
        ),
        shows=anybody_is(roles),
        group="People",
    )


def cost_recorded(
    code: str, done: str, kinds: tuple[Kind, ...], stages: tuple[str, ...], roles: Sequence[str]
) -> Move:
    """Return the move by which the cost of somebody's part at the stage is kept."""
    return Move(
        code,
        "Record the cost",
        done,
        kinds,
        stages,
        asks=(
            _part(roles),
            Ask("full_name", "Name, if two people hold that part", "line"),
            Ask("pounds", "Cost in pounds", "pounds", needed=True),
        ),
        shows=anybody_is(roles),
        group="People",
    )


def _part(roles: Sequence[str]) -> Ask:
    pairs = tuple((role, _capital(ROLE_WORDS[role])) for role in roles)
    return Ask("role", "Part", "options", pairs, needed=True)


def _capital(words: str) -> str:
    plain = words.removeprefix("the ").removeprefix("a ")
    return plain[:1].upper() + plain[1:]


def _none_is_suspended() -> Condition:
    return none_waits("concurrent", "The case waits for other proceedings already.")


INTERRUPTED = (
    Move(
        "proceedings.waited_for",
        "Suspend for other proceedings",
        "Suspended for other proceedings",
        COMPLAINTS,
        statuses=OPEN,
        asks=(
            Ask(
                "proceedings",
                "Which proceedings",
                "line",
                needed=True,
                help="Court, tribunal, disciplinary or criminal. That there is a court case is no reason by itself.",
            ),
            Ask("prejudice", "How considering the complaint would prejudice them", "text", needed=True),
            Ask(
                "parts",
                "What is suspended",
                "options",
                (
                    ("whole", "The whole complaint"),
                    ("part", "Part of it; the rest goes on in a case of its own"),
                ),
                needed=True,
                begins="whole",
            ),
            Ask("which_parts", "Which parts", "text", help="Needed where only part of it is suspended."),
            Ask(
                "goes_on",
                "Points that go on",
                "points",
                help="Carried at once into a case of their own, with the same people, day received and deadlines.",
            ),
            Ask(
                "goes_on_words",
                "What goes on, in words",
                "text",
                help="What is no point yet, one to a line. Where nothing is named, a reminder is added instead.",
            ),
            day("from_on", "Suspended from"),
            Ask("review_on", "Review on", "day", needed=True, ahead=True),
            Ask("decided_by", "Decided by", "staff", needed=True, begins="me"),
        ),
        needs=(_none_is_suspended(), _has_rules, _is_not_answered),
        rule=CONCURRENT_RULE,
        group="Deadlines",
    ),
    Move(
        "proceedings.reviewed",
        "Review the suspension",
        "Suspension reviewed",
        COMPLAINTS,
        statuses=OPEN,
        asks=(
            reason("What the review found"),
            Ask("review_on", "Next review on", "day", needed=True, ahead=True),
        ),
        shows=waits("concurrent"),
        rule=CONCURRENT_RULE,
        group="Deadlines",
    ),
    Move(
        "proceedings.ended",
        "Take the complaint up again",
        "Taken up again after other proceedings",
        COMPLAINTS,
        statuses=OPEN,
        asks=(day("to_on", "Date the reason for waiting ended"), reason(needed=False)),
        shows=waits("concurrent"),
        rule=CONCURRENT_RULE,
        group="Deadlines",
    ),
    Move(
        "resolution.tried",
        "Record an alternative resolution",
        "Alternative resolution recorded",
        COMPLAINTS,
        ("1", "2", "3"),
        asks=(
            Ask("how", "How", "line", needed=True, help="A meeting, mediation or another way."),
            day("on", "Date"),
            Ask(
                "result",
                "Result",
                "options",
                (
                    ("not_settled", "Not settled; the stage goes on"),
                    ("settled", "Settled; the stage ends with it"),
                ),
                needed=True,
            ),
            Ask(
                "terms",
                "What was agreed",
                "text",
                help="The right to this stage and the next one stays, whatever was offered.",
            ),
        ),
        rule="ACC-8; Getting the Best from Complaints part 3",
        group="Decisions",
    ),
    Move(
        "complaint.withdrawn",
        "Record that the complaint was withdrawn",
        "Complaint withdrawn",
        COMPLAINTS,
        statuses=OPEN,
        asks=(
            day("withdrawn_on", "Date withdrawn"),
            Ask("how", "How", "options", (("spoken", "Spoken"), ("written", "In writing")), needed=True),
            reason("Why", needed=False, help_text="Nobody has to say why."),
            Ask(
                "review",
                "Does the council look at it anyway, as a management review",
                "options",
                YES_NO,
                needed=True,
            ),
            Ask("reviewer", "Who reviews it", "staff", help="Needed where there is a management review."),
        ),
        rule="ACC-5; Regs 7",
        group="Decisions",
    ),
)

_STAGE_2 = ("investigating_officer", "independent_person", "adjudicating_officer")
_STAGE_3 = ("panel_chair", "panel_member")

STATUTORY_PEOPLE = (
    stood_down("officer.stood_down", "Stage 2 officer stood down", STATUTORY, ("2",), _STAGE_2),
    cost_recorded("officer.cost_recorded", "Cost of a stage 2 officer recorded", STATUTORY, ("2",), _STAGE_2),
    stood_down("panellist.stood_down", "Member of the panel stood down", STATUTORY, ("3",), _STAGE_3),
    cost_recorded("panellist.cost_recorded", "Cost of a panel member recorded", STATUTORY, ("3",), _STAGE_3),
)
CORPORATE_PEOPLE = (
    stood_down(
        "reviewer.stood_down",
        "Person who answers stood down",
        CORPORATE,
        ("2", "3"),
        ("responding_manager", "independent_adjudicator"),
    ),
)
