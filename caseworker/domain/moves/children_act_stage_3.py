"""Stage 3 of a statutory complaint: the review panel, from the request to its recommendations.

The dates hang in a chain: chair in 10 working days, panel in 30, papers 10 before it, recommendations 5 after it, the
director's answer 15 after those. The director's answer is recorded as the outcome.

Source: SI 2006/1738 ("Regs"), regs 18 to 20; Getting the Best from Complaints 3.10 to 3.14; rule book 1.5, 1.6.
"""

from __future__ import annotations

from caseworker.domain.move import ANY, Ask, Move, Situation
from caseworker.domain.moves.children_act_stage_2 import (
    ESCALATION_REASON,
    IS_MEMBER,
    IS_SPOUSE,
    UNRESOLVED,
    appointed,
)
from caseworker.domain.moves.complaint_asks import (
    STATUTORY,
    day,
    hidden_after,
    nobody_is,
    not_before,
    only_once,
    somebody_is,
    was_answered,
)


def _panel_has_not_met(situation: Situation) -> str:
    return "The panel has met already." if situation.stage.get("panel_on") else ""


STAGE_3 = (
    Move(
        "stage_3.requested",
        "Record a request for stage 3",
        "Stage 3 asked for",
        STATUTORY,
        ("2",),
        ANY,
        leads_to="3",
        asks=(day("requested_on", "Date of the request"), UNRESOLVED, ESCALATION_REASON),
        needs=(
            was_answered("A review panel can be asked for after the stage 2 adjudication", "regulation 18"),
        ),
        rule="ACC-8; Regs 18",
    ),
    Move(
        "panel_chair.appointed",
        "Appoint the chair of the panel",
        "Chair of the panel appointed",
        STATUTORY,
        ("3",),
        asks=appointed(IS_MEMBER, IS_SPOUSE),
        needs=(nobody_is("panel_chair"), _panel_has_not_met),
        rule="Regs 19; Getting the Best from Complaints 3.11",
    ),
    Move(
        "panel_member.appointed",
        "Appoint a member of the panel",
        "Member of the panel appointed",
        STATUTORY,
        ("3",),
        asks=appointed(IS_MEMBER, IS_SPOUSE),
        needs=(nobody_is("panel_member", 2), _panel_has_not_met),
        rule="Regs 19",
    ),
    Move(
        "panel.set",
        "Set the day of the panel",
        "Day of the panel set",
        STATUTORY,
        ("3",),
        asks=(
            Ask(
                "panel_set_for",
                "Day of the panel",
                "day",
                needed=True,
                field="stage.panel_set_for",
                begins="stage.panel_set_for",
                ahead=True,
            ),
        ),
        needs=(_panel_has_not_met,),
        rule="Regs 19(4)",
    ),
    Move(
        "papers.sent",
        "Record that the panel papers were sent",
        "Panel papers sent",
        STATUTORY,
        ("3",),
        asks=(day("papers_on", "Date sent", "stage.papers_on"),),
        needs=(
            not_before(
                "panel_set_for",
                words="Set the day of the panel first",
                rule="Getting the Best from Complaints 3.14",
            ),
            only_once("papers_on", "The papers were sent already"),
        ),
        rule="Getting the Best from Complaints 3.14",
    ),
    Move(
        "panel.met",
        "Record that the panel met",
        "Panel met",
        STATUTORY,
        ("3",),
        asks=(day("panel_on", "Date the panel met", "stage.panel_on"),),
        needs=(
            only_once("panel_on", "The panel has met already"),
            somebody_is("panel_chair", "regulation 19"),
            somebody_is("panel_member", "regulation 19: a panel is three people", 2),
        ),
        rule="Regs 19",
    ),
    Move(
        "panel.recommended",
        "Record the panel's recommendations",
        "Panel's recommendations received",
        STATUTORY,
        ("3",),
        asks=(
            day("panel_findings_on", "Date they came", "stage.panel_findings_on"),
            Ask("recommendations", "What the panel recommends", "text", field="stage.recommendations"),
        ),
        needs=(
            not_before("panel_on", words="Record first that the panel met", rule="regulation 20"),
            only_once("panel_findings_on", "The panel's recommendations have come already"),
        ),
        rule="Regs 20",
    ),
    Move(
        "response.considered",
        "Record that the response was considered with the independent person",
        "Response considered with the independent person",
        STATUTORY,
        ("3",),
        asks=(
            day("met_on", "Date", "stage.director_met_on"),
            Ask("view", "What the independent person said", "text"),
        ),
        needs=(
            not_before(
                "panel_findings_on", words="Record the panel's recommendations first", rule="regulation 20(3)"
            ),
        ),
        shows=hidden_after("director_met_on"),
        rule="Regs 20(3)",
    ),
)
"""In the order in which they usually happen."""
