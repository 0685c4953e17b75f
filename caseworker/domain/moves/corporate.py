"""The moves of corporate complaints: two stages, and an Independent Adjudicator where the rules of the day have one.

Source: Complaint Handling Code 6 ("CHC"); each council's timescales (rule book 2.2).
"""

from __future__ import annotations

from datetime import date

from caseworker.domain.kinds import Procedure
from caseworker.domain.move import ANY, Ask, Move, Situation
from caseworker.domain.moves.children_act_stage_2 import ESCALATION_REASON, appointed
from caseworker.domain.moves.complaint_asks import CORPORATE, day, nobody_is, was_answered, went_on
from caseworker.domain.moves.complaint_interrupted import CORPORATE_PEOPLE
from caseworker.domain.reckoning import main_step

RESULTS = (
    ("upheld", "Upheld in full"),
    ("partly_upheld", "Upheld in part"),
    ("not_upheld", "Not upheld"),
    ("outside", "Outside the adjudicator's jurisdiction"),
)


def _there_is_a_stage_3(situation: Situation) -> str:
    """The rules in force today, or those the complaint was begun by, must have a third stage (CLK-8)."""
    if situation.rulebook is None:
        return ""
    step = main_step(Procedure.CORPORATE, "3")
    begun = str(situation.stage.get("started_on") or situation.today)
    names = []
    for on in (situation.today, date.fromisoformat(begun)):
        scheme = situation.rulebook.scheme(Procedure.CORPORATE, situation.authority, on)
        if step in scheme.steps:
            return ""
        names.append(scheme.id)
    held = " and ".join(dict.fromkeys(names))
    return f"The rules for corporate complaints ({held}) have no stage 3. The next step is the Ombudsman."


UNRESOLVED = Ask(
    "unresolved",
    "What remains unresolved",
    "text",
    help="In the person's words, where they said it. No reasons are needed to go further.",
)

MOVES: tuple[Move, ...] = (
    Move(
        "second_stage.requested",
        "Record a request for stage 2",
        "Second stage asked for",
        CORPORATE,
        ("1",),
        ANY,
        leads_to="2",
        asks=(day("requested_on", "Date of the request"), UNRESOLVED, ESCALATION_REASON),
        needs=(went_on,),
        rule="Complaint Handling Code 6",
    ),
    Move(
        "reviewer.appointed",
        "Name who answers stage 2",
        "Person who answers stage 2 named",
        CORPORATE,
        ("2",),
        asks=appointed(),
        needs=(nobody_is("responding_manager"),),
        rule="Complaint Handling Code 6: somebody else than at stage 1",
    ),
    Move(
        "third_stage.requested",
        "Record a request for the Independent Adjudicator",
        "Independent Adjudicator asked for",
        CORPORATE,
        ("2",),
        ANY,
        leads_to="3",
        asks=(day("requested_on", "Date of the request"), UNRESOLVED, ESCALATION_REASON),
        needs=(
            was_answered("Stage 3 can be asked for after the stage 2 answer", "the council's own timescales"),
            _there_is_a_stage_3,
        ),
        rule="The council's own timescales",
    ),
    Move(
        "independent_adjudicator.appointed",
        "Name the Independent Adjudicator",
        "Independent Adjudicator named",
        CORPORATE,
        ("3",),
        asks=appointed(),
        needs=(nobody_is("independent_adjudicator"),),
        rule="The council's own timescales",
    ),
    Move(
        "independent_adjudicator.decided",
        "Record the adjudicator's decision",
        "Independent Adjudicator decided",
        CORPORATE,
        ("3",),
        permission="answer",
        asks=(
            day("answered_on", "Date of the decision"),
            Ask("result", "Decision", "options", RESULTS, needed=True),
            Ask("reason", "Reasons", "text", needed=True),
            Ask("remedy", "Remedy", "line"),
            Ask("pounds", "Compensation in pounds", "pounds"),
            Ask(
                "payment",
                "Compensation for",
                "choice",
                "payments",
                help="Needed where there is compensation.",
            ),
        ),
        rule="The council's own timescales",
        group="Deadlines",
    ),
    *CORPORATE_PEOPLE,
)
