"""Decisions about a statutory complaint that need grounds, and some of them a second person.

Nobody is refused stage 2 by one person, and never without a legal ground (ACC-7). Early referral to the Ombudsman asks
for five things at once and two approvals (rule book 1.7).
"""

from __future__ import annotations

from caseworker.domain.move import ANY, Ask, Condition, Move, Situation
from caseworker.domain.moves.complaint_asks import (
    COMPLAINTS,
    STATUTORY,
    YES_NO,
    by_somebody_else,
    day,
    none_waits,
    open_decision,
    reason,
    waits,
    was_answered,
)

EARLY_REFERRAL = "Getting the Best from Complaints: early referral"

FIVE_TICKS = (
    ("robust", "Stage 2 gave a very robust report and a complete adjudication"),
    ("upheld", "All points, or all significant ones, were upheld"),
    ("plan", "There is a clear action plan"),
    ("outcomes", "The council agrees to meet all or most of what the person wants"),
    ("agreed", "The person complaining agrees to the referral"),
)


def _freeze(*, decided: bool) -> Condition:
    """The condition for showing a move where a hold was asked for and decided on, or not yet."""

    def check(situation: Situation) -> str:
        found = open_decision(situation, "freeze")
        if found is None or bool(found.doc.get("decided_on")) is not decided:
            return "none"
        return ""

    return check


def _last_stage_is_2(situation: Situation) -> str:
    if (
        situation.decision("early_referral") is not None
        and open_decision(situation, "early_referral") is None
    ):
        return "Early referral was decided already."
    return ""


DECISIONS = (
    Move(
        "complaint.screened",
        "Screen a late complaint",
        "Time limit of one year screened",
        STATUTORY,
        ("1",),
        asks=(
            day("grounds_on", "When the grounds arose", "stage.grounds_on"),
            Ask(
                "not_sooner",
                "Was it unreasonable to expect the complaint sooner",
                "options",
                YES_NO,
                help="This and what follows only where more than a year has passed (regulation 9).",
            ),
            Ask("still_fair", "Can it still be considered effectively and fairly", "options", YES_NO),
            Ask(
                "result",
                "Decision",
                "options",
                (("considered", "It is considered"), ("not_considered", "It is not considered")),
            ),
            reason(needed=False, help_text="The letter gives it, with the way to the Ombudsman."),
            Ask("decided_by", "Decided by", "staff", needed=True, begins="me"),
        ),
        rule="ACC-1, ACC-2; Regs 9",
        group="Decisions",
    ),
    Move(
        "refusal.proposed",
        "Propose to refuse stage 2",
        "Refusing stage 2 proposed",
        STATUTORY,
        ("2",),
        asks=(
            Ask("ground", "Legal ground", "choice", "legal_grounds", needed=True),
            reason(help_text="Nothing changes until a second person approves it; the clock goes on."),
        ),
        needs=(none_waits("refuse_stage_2", "A refusal is proposed already. It waits for a second person."),),
        rule="ACC-7; Ombudsman's guide to the children's procedure",
        group="Decisions",
    ),
    Move(
        "refusal.approved",
        "Approve the refusal of stage 2",
        "Refusing stage 2 approved",
        STATUTORY,
        ("2",),
        permission="sign_off",
        asks=(day("approved_on", "Date approved"), reason("Why you agree", needed=False)),
        needs=(by_somebody_else("refuse_stage_2", "Ombudsman's guide to the children's procedure"),),
        shows=waits("refuse_stage_2"),
        rule="ACC-7; Ombudsman's guide to the children's procedure",
        group="Decisions",
    ),
    Move(
        "refusal.dropped",
        "Do not refuse stage 2",
        "Refusing stage 2 dropped",
        STATUTORY,
        ("2",),
        asks=(reason(needed=False),),
        shows=waits("refuse_stage_2"),
        rule="ACC-7; Ombudsman's guide to the children's procedure",
        group="Decisions",
    ),
    Move(
        "freeze.requested",
        "Record that a change should be put on hold",
        "Putting a change on hold asked for",
        STATUTORY,
        asks=(
            day("requested_on", "Date of the request"),
            Ask(
                "change",
                "Which change",
                "text",
                needed=True,
                help="A placement, care plan or service that is about to change and is complained of.",
            ),
        ),
        needs=(none_waits("freeze", "A request to put a change on hold is being dealt with already."),),
        rule="ACC-6; Getting the Best from Complaints: deferring decisions",
        group="Decisions",
    ),
    Move(
        "freeze.decided",
        "Decide whether the change is put on hold",
        "Putting a change on hold decided",
        COMPLAINTS,
        asks=(
            Ask(
                "result",
                "Decision",
                "options",
                (
                    ("on_hold", "Put on hold until the complaint is answered"),
                    ("goes_on", "The change goes ahead"),
                ),
                needed=True,
                begins="on_hold",
                help="Normally the change waits, unless there is good reason.",
            ),
            reason(needed=False, help_text="Needed where the change goes ahead."),
            Ask("decided_by", "Manager who decided", "staff", needed=True, begins="me"),
            day("decided_on", "Date decided"),
            Ask("review_on", "Review on", "day", ahead=True, help="Needed where the change is put on hold."),
        ),
        shows=_freeze(decided=False),
        rule="ACC-6; Getting the Best from Complaints: deferring decisions",
        group="Decisions",
    ),
    Move(
        "freeze.ended",
        "End the hold",
        "Hold on a change ended",
        COMPLAINTS,
        statuses=ANY,
        asks=(day("ended_on", "Date it ended"), reason(needed=False)),
        shows=_freeze(decided=True),
        rule="ACC-6; Getting the Best from Complaints: deferring decisions",
        group="Decisions",
    ),
    Move(
        "early_referral.proposed",
        "Propose early referral to the Ombudsman",
        "Early referral to the Ombudsman proposed",
        STATUTORY,
        ("2",),
        ANY,
        permission="sign_off",
        asks=(
            *(Ask(name, words, "tick", needed=True) for name, words in FIVE_TICKS),
            reason("What the person said", help_text="Without all five, stage 3 must be offered."),
        ),
        needs=(
            was_answered(
                "Early referral comes after the stage 2 adjudication", "Getting the Best from Complaints"
            ),
            none_waits("early_referral", "Early referral is proposed already. It waits for a second person."),
            _last_stage_is_2,
        ),
        rule=EARLY_REFERRAL,
        group="Decisions",
    ),
    Move(
        "early_referral.approved",
        "Approve early referral to the Ombudsman",
        "Early referral to the Ombudsman approved",
        STATUTORY,
        ("2",),
        ANY,
        permission="sign_off",
        asks=(day("approved_on", "Date approved"),),
        needs=(by_somebody_else("early_referral", "Getting the Best from Complaints"),),
        shows=waits("early_referral"),
        rule=EARLY_REFERRAL,
        group="Decisions",
    ),
    Move(
        "early_referral.dropped",
        "Do not refer early to the Ombudsman",
        "Early referral to the Ombudsman dropped",
        STATUTORY,
        ("2",),
        ANY,
        asks=(reason(needed=False),),
        shows=waits("early_referral"),
        rule=EARLY_REFERRAL,
        group="Decisions",
    ),
)
