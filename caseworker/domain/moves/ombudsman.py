"""The moves of Ombudsman cases, from the letter to the decision (LGO-3); what follows is in `ombudsman_after`.

Dates the Ombudsman sets are kept as they stand in the letter, in calendar days, and never moved (LGO-4).
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.domain.move import ANY, Ask, Move, Situation

LGO = (Kind.OMBUDSMAN,)
_TAKEN_THERE = (
    Kind.STATUTORY,
    Kind.CORPORATE,
    Kind.MP,
    Kind.MAYOR,
    Kind.MEMBER,
    Kind.CHIEF_EXECUTIVE,
    Kind.GENERAL,
    Kind.CASE_REVIEW,
    Kind.ADVOCACY,
    Kind.UNDECIDED,
)
_SET_DAY = Ask(
    "set_due_on",
    "Day the Ombudsman set for the reply",
    "day",
    field="stage.set_due_on",
    ahead=True,
    help="As it stands in the letter; it is never moved. Without one, 28 calendar days are shown.",
)


def track_of(s: Situation) -> str:
    """Where the case stands: a code of the list "ombudsman_tracks", "" when nothing was recorded yet."""
    return str(s.stage.get("track") or "")


def _not_decided(s: Situation) -> str:
    return "The Ombudsman has decided already." if s.stage.get("decision_on") else ""


def _not_replied(s: Situation) -> str:
    if track_of(s) == "initial":
        return "The initial enquiries were answered already." if s.stage.get("initial_reply_on") else ""
    return "The enquiry was answered already." if s.stage.get("answered_on") else ""


def _may_take_enquiry(s: Situation) -> str:
    if track_of(s) == "draft":
        return "There is a draft decision already: an enquiry comes before it."
    if track_of(s) == "investigation" and not s.stage.get("answered_on"):
        return "An enquiry is open already. Record the reply, or a new date."
    return ""


def _asked_at_all(s: Situation) -> str:
    return "" if track_of(s) in ("", "initial", "investigation") else "The Ombudsman asks nothing now."


def _drafted(s: Situation) -> str:
    if track_of(s) != "draft":
        return "No draft decision is recorded."
    return "Comments were sent already." if s.stage.get("comments_on") else ""


_OPENED = Move(
    code="ombudsman.opened",
    label="Open a case with the Ombudsman",
    done="Taken to the Ombudsman",
    kinds=_TAKEN_THERE,
    statuses=ANY,
    group="Ombudsman",
    rule="Anyone may go to the Ombudsman at any time (LGO-1)",
    asks=(
        Ask("received_on", "Ombudsman's letter received", "day", needed=True, begins="today"),
        Ask("reference", "Ombudsman's reference", "line"),
        Ask(
            "track",
            "What it is",
            "options",
            (
                ("premature", "Premature: referred back to us"),
                ("initial", "Initial enquiries"),
                ("investigation", "Investigation: the enquiry letter"),
            ),
            needed=True,
            begins="initial",
        ),
        Ask(
            "set_due_on",
            "Day the Ombudsman set for the reply",
            "day",
            ahead=True,
            help="As it stands in the letter. Without one, 28 calendar days are shown.",
        ),
        Ask("questions", "What the Ombudsman asks", "text"),
    ),
)

_TRACK: tuple[Move, ...] = (
    Move(
        code="ombudsman.asked_first",
        label="Record initial enquiries",
        done="Initial enquiries received",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-3; the Ombudsman sets the day (LGO-4)",
        asks=(
            Ask(
                "on",
                "Initial enquiries received",
                "day",
                needed=True,
                begins="today",
                field="stage.enquiry_on",
            ),
            _SET_DAY,
            Ask(
                "reference",
                "Ombudsman's reference",
                "line",
                field="stage.ombudsman_reference",
                begins="stage.ombudsman_reference",
            ),
            Ask(
                "questions",
                "What the Ombudsman asks",
                "text",
                field="stage.questions",
                begins="stage.questions",
            ),
        ),
        needs=(_not_decided,),
        shows=lambda s: "" if track_of(s) in ("", "premature") else "Past that.",
    ),
    Move(
        code="ombudsman.enquired",
        label="Record the Ombudsman's enquiry",
        done="Ombudsman's enquiry received",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-3; the Ombudsman sets the day, usually 28 calendar days (LGO-4)",
        asks=(
            Ask(
                "on", "Enquiry letter received", "day", needed=True, begins="today", field="stage.enquiry_on"
            ),
            _SET_DAY,
            Ask(
                "reference",
                "Ombudsman's reference",
                "line",
                field="stage.ombudsman_reference",
                begins="stage.ombudsman_reference",
            ),
            Ask(
                "questions",
                "What the Ombudsman asks",
                "text",
                field="stage.questions",
                begins="stage.questions",
            ),
        ),
        needs=(_not_decided, _may_take_enquiry),
    ),
    Move(
        code="ombudsman.date_set",
        label="Record a new day set by the Ombudsman",
        done="New day set by the Ombudsman",
        kinds=LGO,
        group="Deadlines",
        rule="Only the Ombudsman moves the day (LGO-4)",
        asks=(
            Ask(
                "set_due_on",
                "Day the Ombudsman set now",
                "day",
                needed=True,
                ahead=True,
                field="stage.set_due_on",
            ),
            Ask("reason", "Why it was moved", "line"),
        ),
        needs=(_not_decided, _asked_at_all, _not_replied),
    ),
    Move(
        code="ombudsman.replied",
        label="Record the reply to the Ombudsman",
        done="Reply sent to the Ombudsman",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-4",
        asks=(
            Ask("on", "Reply sent", "day", needed=True, begins="today"),
            Ask(
                "how", "How it was sent", "choice", "answered_how", field="stage.answered_how", begins="Email"
            ),
            Ask("evidence", "Evidence sent with it", "text", field="stage.evidence_sent"),
        ),
        needs=(_not_decided, _asked_at_all, _not_replied),
    ),
    Move(
        code="ombudsman.drafted",
        label="Record the draft decision",
        done="Draft decision received",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-3; the Ombudsman sets the day for comments",
        asks=(
            Ask("on", "Draft decision received", "day", needed=True, begins="today", field="stage.draft_on"),
            Ask(
                "comments_due_on",
                "Comments due by",
                "day",
                needed=True,
                ahead=True,
                field="stage.comments_due_on",
            ),
            Ask(
                "decision",
                "What the draft says",
                "choice",
                "ombudsman_decisions",
                field="stage.draft_decision",
            ),
        ),
        needs=(_not_decided,),
    ),
    Move(
        code="ombudsman.commented",
        label="Record comments on the draft decision",
        done="Comments on the draft decision sent",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-3",
        asks=(
            Ask("on", "Comments sent", "day", needed=True, begins="today", field="stage.comments_on"),
            Ask("comments", "What was said", "text", field="stage.comments", help="Or that there were none."),
        ),
        needs=(_not_decided, _drafted),
    ),
    Move(
        code="ombudsman.decided",
        label="Record the final decision",
        done="Ombudsman's decision received",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-3, LGO-9: any fault counts as upheld",
        asks=(
            Ask("on", "Decision received", "day", needed=True, begins="today", field="stage.decision_on"),
            Ask("decision", "Decision", "choice", "ombudsman_decisions", needed=True, field="stage.decision"),
            Ask("reason", "What was decided, and why", "text", field="stage.outcome_reason"),
        ),
        needs=(_not_decided,),
    ),
    Move(
        code="ombudsman.referred_back",
        label="Record that it was referred back to us",
        done="Referred back by the Ombudsman",
        kinds=LGO,
        group="Ombudsman",
        rule="Usually returned until all stages are done (LGO-1)",
        asks=(
            Ask("on", "Referred back", "day", needed=True, begins="today", field="stage.decision_on"),
            Ask("reason", "What the Ombudsman asks us to do", "text", field="stage.outcome_reason"),
        ),
        needs=(_not_decided,),
    ),
)

MOVES: tuple[Move, ...] = (_OPENED, *_TRACK)
