"""Stage 2 of a statutory complaint: from the request to the two reports; the adjudication is the answer.

Source: SI 2006/1738 ("Regs"), regs 2 and 17; Getting the Best from Complaints 3.6 to 3.9; rule book 1.5, 1.6.
"""

from __future__ import annotations

from caseworker.domain.move import ANY, Ask, Move
from caseworker.domain.moves.complaint_asks import (
    STATUTORY,
    day,
    hidden_after,
    nobody_is,
    not_before,
    only_after,
    only_once,
    somebody_is,
    went_on,
    yes_or_no,
)

AGREED_RULE = "Getting the Best from Complaints 3.6"
INVESTIGATION = "Regs 17; Getting the Best from Complaints 3.6 to 3.9"

UNRESOLVED = Ask(
    "unresolved",
    "What remains unresolved",
    "text",
    needed=True,
    help="In the person's words. Any message that shows it is enough: no form and no reasons are needed.",
)
ESCALATION_REASON = Ask("why", "Reason for going further", "choice", "escalation_reasons")


def appointed(*questions: Ask) -> tuple[Ask, ...]:
    """Return what an appointment asks for: who, from when, and the questions of the independence check."""
    return (
        Ask("full_name", "Full name", "line", needed=True),
        Ask("organisation", "Organisation, if not the council", "line"),
        Ask("contact", "Email or phone", "line"),
        day("appointed_on", "Date appointed"),
        *questions,
    )


IS_MEMBER = yes_or_no(
    "is_officer",
    "Member or officer of the council",
    "Neither may be the independent person or on a panel (regulation 2).",
)
IS_SPOUSE = yes_or_no("is_spouse", "Spouse or civil partner of a member or officer")


STAGE_2 = (
    Move(
        "stage_2.requested",
        "Record a request for stage 2",
        "Stage 2 asked for",
        STATUTORY,
        ("1",),
        ANY,
        leads_to="2",
        asks=(
            day("requested_on", "Date of the request"),
            UNRESOLVED,
            ESCALATION_REASON,
            Ask(
                "skipped",
                "Stage 1 is skipped because both sides agree",
                "tick",
                help="Only when stage 1 is not answered and its time has not run out.",
            ),
        ),
        needs=(went_on,),
        rule="ACC-7; Regs 17; Getting the Best from Complaints 3.5",
    ),
    Move(
        "stage_2.accepted",
        "Accept the stage 2 request",
        "Stage 2 request accepted",
        STATUTORY,
        ("2",),
        asks=(day("accepted_on", "Date accepted", "stage.accepted_on"),),
        shows=hidden_after("accepted_on"),
        rule="ACC-7; Ombudsman's guide to the children's procedure",
    ),
    Move(
        "investigator.appointed",
        "Appoint the investigating officer",
        "Investigating officer appointed",
        STATUTORY,
        ("2",),
        asks=appointed(
            yes_or_no(
                "in_line",
                "In the line management of the service complained of",
                "The investigating officer may work for the council, but not in that line.",
            ),
        ),
        needs=(nobody_is("investigating_officer"),),
        rule=INVESTIGATION,
    ),
    Move(
        "independent_person.appointed",
        "Appoint the independent person",
        "Independent person appointed",
        STATUTORY,
        ("2",),
        asks=appointed(IS_MEMBER, IS_SPOUSE),
        needs=(nobody_is("independent_person"),),
        rule="Regs 2 and 17",
    ),
    Move(
        "adjudicator.appointed",
        "Appoint the adjudicating officer",
        "Adjudicating officer appointed",
        STATUTORY,
        ("2",),
        asks=appointed(),
        needs=(nobody_is("adjudicating_officer"),),
        rule="Getting the Best from Complaints 3.9",
    ),
    Move(
        "statement.drafted",
        "Draft the statement of complaint",
        "Statement of complaint drafted",
        STATUTORY,
        ("2",),
        asks=(
            Ask(
                "statement",
                "Statement of complaint",
                "text",
                needed=True,
                field="stage.statement",
                begins="stage.statement",
                help="The points complained of and what the person wants. It goes to the person to agree.",
            ),
        ),
        shows=hidden_after("agreed_on"),
        rule=AGREED_RULE,
    ),
    Move(
        "statement.agreed",
        "Record that the statement was agreed",
        "Statement of complaint agreed",
        STATUTORY,
        ("2",),
        asks=(
            day("agreed_on", "Date agreed", "stage.agreed_on"),
            Ask(
                "statement",
                "Statement as agreed",
                "text",
                field="stage.statement",
                begins="stage.statement",
            ),
        ),
        shows=hidden_after("agreed_on"),
        rule=AGREED_RULE,
    ),
    Move(
        "statement.amended",
        "Change the agreed statement",
        "Statement of complaint changed and agreed again",
        STATUTORY,
        ("2",),
        asks=(
            day(
                "agreed_on",
                "Date agreed",
                "stage.agreed_on",
                help_text="The day it was last agreed is the one kept.",
            ),
            Ask(
                "statement",
                "Statement as agreed",
                "text",
                field="stage.statement",
                begins="stage.statement",
            ),
        ),
        needs=(not_before("agreed_on", words="The statement has not been agreed yet", rule=AGREED_RULE),),
        shows=only_after("agreed_on"),
        rule=AGREED_RULE,
    ),
    Move(
        "investigation.reported",
        "Record the investigation report",
        "Investigation report received",
        STATUTORY,
        ("2",),
        asks=(day("report_on", "Date the report came", "stage.report_on"),),
        needs=(
            only_once("report_on", "The investigation report has come already"),
            somebody_is("investigating_officer", "regulation 17"),
        ),
        rule=INVESTIGATION,
    ),
    Move(
        "independent_person.reported",
        "Record the independent person's report",
        "Independent person's report received",
        STATUTORY,
        ("2",),
        asks=(day("independent_report_on", "Date the report came", "stage.independent_report_on"),),
        needs=(
            only_once("independent_report_on", "The independent person's report has come already"),
            somebody_is("independent_person", "regulation 17"),
        ),
        rule=INVESTIGATION,
    ),
)
"""In the order in which they usually happen."""
