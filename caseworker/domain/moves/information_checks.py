"""The steps that protect other people in an answer: identity, their views, redaction and its check, sign-off.

Source: rule book 4.5, 4.6; Data Protection Act 2018, Sch. 2 para. 16, Sch. 3.
"""

from __future__ import annotations

from caseworker.domain.information import REQUESTS, running_stop
from caseworker.domain.kinds import Kind
from caseworker.domain.move import Ask, Move, Situation
from caseworker.domain.moves.information_needs import (
    asked_of_somebody,
    clock_runs,
    not_answered,
    redaction_not_settled,
    redaction_to_check,
    sign_off_asked,
    sign_off_not_asked,
)

_ANSWERED = (*REQUESTS, Kind.INTERNAL_REVIEW, Kind.DATA_PROTECTION)


def _no_other_stop(situation: Situation) -> str:
    """Identity is checked while nothing else stops the clock."""
    other = running_stop(situation.view, "CLARIFY", "FEE")
    return "The clock stands still for something else. Record that first." if other else ""


MOVES: tuple[Move, ...] = (
    Move(
        "identity.asked",
        "Ask for proof of identity",
        "Proof of identity asked for",
        (Kind.SAR,),
        stages=("1",),
        permission="clock",
        asks=(
            Ask("on", "Date asked", "day", needed=True, begins="today"),
            Ask("what", "What is asked for, and why there is doubt", "text", needed=True),
        ),
        needs=(clock_runs, not_answered),
        rule="UK GDPR article 12(6), article 12A: only where identity is reasonably doubted",
        group="Deadlines",
    ),
    Move(
        "identity.proved",
        "Record that identity and authority were checked",
        "Identity and authority checked",
        (Kind.SAR,),
        stages=("1",),
        permission="clock",
        asks=(
            Ask("on", "Date the proof came", "day", needed=True, begins="today"),
            Ask("how", "What was seen", "line", needed=True),
            Ask(
                "authority",
                "Authority to act for somebody else",
                "text",
                help="For a child: whether the child understands enough, and who has parental responsibility.",
            ),
        ),
        needs=(_no_other_stop, not_answered),
        rule="UK GDPR article 12A: the month begins when the proof is received",
        group="Deadlines",
    ),
    Move(
        "views.asked",
        "Ask somebody else for their views",
        "Views of somebody else asked for",
        REQUESTS,
        stages=("1",),
        asks=(
            Ask("who", "Person asked", "line", needed=True),
            Ask("on", "Date asked", "day", needed=True, begins="today"),
            Ask("about", "What they were asked about", "text"),
        ),
        needs=(not_answered,),
        rule="Data Protection Act 2018, Sch. 2 para. 16; FOI Code of Practice part 3",
    ),
    Move(
        "views.answered",
        "Record somebody's views",
        "Views of somebody else received",
        REQUESTS,
        stages=("1",),
        asks=(
            Ask("who", "Whose views", "line", help="May be left empty when only one person was asked."),
            Ask("on", "Date received", "day", needed=True, begins="today"),
            Ask("answer", "Answer", "options", "third_party_answers", needed=True),
            Ask("views", "What they said", "text"),
        ),
        needs=(asked_of_somebody, not_answered),
        rule="Data Protection Act 2018, Sch. 2 para. 16: the council decides, whatever they say",
    ),
    Move(
        "redaction.done",
        "Record that the redaction was done",
        "Redaction done",
        REQUESTS,
        stages=("1",),
        asks=(
            Ask("done_by", "Done by", "staff", needed=True, begins="me"),
            Ask("on", "Date done", "day", needed=True, begins="today"),
            Ask("what", "What was taken out, and why", "text"),
            Ask(
                "checker",
                "To be checked by",
                "staff",
                help="Where the case is restricted, they can open it from now on.",
            ),
        ),
        needs=(redaction_not_settled, not_answered),
        rule="Data Protection Act 2018, Sch. 2 para. 16, Sch. 3; FOI Act s.40(2)",
    ),
    Move(
        "redaction.checked",
        "Record the check of the redaction",
        "Redaction checked",
        REQUESTS,
        stages=("1",),
        asks=(
            Ask("checked_by", "Checked by", "staff", needed=True, begins="me"),
            Ask("on", "Date checked", "day", needed=True, begins="today"),
            Ask(
                "result",
                "Result",
                "options",
                (("right", "It is right"), ("again", "Something must be done again")),
                needed=True,
            ),
            Ask("notes", "What was found", "text"),
        ),
        needs=(redaction_to_check, not_answered),
        rule="A second person looks at what leaves the council (UK GDPR article 32)",
    ),
    Move(
        "redaction.not_needed",
        "Record that no redaction is needed",
        "No redaction needed",
        REQUESTS,
        stages=("1",),
        asks=(Ask("reason", "Why a second person need not look", "text", needed=True),),
        needs=(redaction_not_settled, not_answered),
        rule="UK GDPR article 32: who discloses without a check says why",
    ),
    Move(
        "information.sign_off_asked",
        "Ask for sign-off of the answer",
        "Answer put up for sign-off",
        _ANSWERED,
        asks=(Ask("note", "What to look at", "text"),),
        needs=(sign_off_not_asked, not_answered),
        rule="Rule book 4.6: sign-off before issue, where the council wants it",
    ),
    Move(
        "information.signed_off",
        "Sign off the answer",
        "Answer signed off",
        _ANSWERED,
        permission="sign_off",
        asks=(
            Ask(
                "result",
                "Decision",
                "options",
                (("approved", "It may be sent"), ("returned", "It goes back")),
                needed=True,
            ),
            Ask("note", "What must be changed", "text"),
        ),
        needs=(sign_off_asked, not_answered),
        rule="Rule book 4.6: a second person signs off",
    ),
)
