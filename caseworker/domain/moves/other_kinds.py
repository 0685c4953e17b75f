"""The moves of enquiries, compliments, comments and historic case reviews (rule book section 3; ACC-2)."""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.domain.move import ANY, Ask, Move, Situation

ENQUIRIES = (Kind.MP, Kind.MAYOR, Kind.MEMBER, Kind.CHIEF_EXECUTIVE, Kind.GENERAL)
THANKS = (Kind.COMPLIMENT,)
COMMENTS = (Kind.COMMENT,)
REVIEWS = (Kind.CASE_REVIEW,)


def _not_held(s: Situation) -> str:
    return "A holding reply was sent already." if s.stage.get("holding_reply_on") else ""


def _passed_on(s: Situation) -> str:
    return "" if s.stage.get("passed_on_on") else "It was not passed on to the service yet."


def _reviewer(s: Situation) -> str:
    return "" if s.appointed("reviewer") else "No reviewer is appointed yet."


def _no_reviewer(s: Situation) -> str:
    return "A reviewer is appointed already. Record the end of that first." if s.appointed("reviewer") else ""


def _findings(s: Situation) -> str:
    return "" if s.stage.get("findings_on") else "The findings of the review are not recorded yet."


_COMPLAINT_ASKS = (
    Ask(
        "kind",
        "Type of complaint",
        "options",
        ((Kind.STATUTORY.value, Kind.STATUTORY.label), (Kind.CORPORATE.value, Kind.CORPORATE.label),
         (Kind.UNDECIDED.value, Kind.UNDECIDED.label)),
        needed=True,
        begins=Kind.UNDECIDED.value,
    ),
    Ask("received_on", "Complaint received", "day", needed=True, begins="case.received_on"),
    Ask("full_name", "Name of the person complaining", "line", help="Where it is not the person who wrote to us."),
    Ask("summary", "What happened", "text", needed=True, begins="case.summary"),
    Ask("wants", "What they want to happen", "text", begins="case.wants"),
)  # fmt: skip

_ENQUIRIES: tuple[Move, ...] = (
    Move(
        code="enquiry.held",
        label="Record a holding reply",
        done="Holding reply sent",
        kinds=ENQUIRIES,
        group="Enquiries",
        rule="A holding reply does not move the deadline",
        asks=(
            Ask("on", "Sent", "day", needed=True, begins="today", field="stage.holding_reply_on"),
            Ask("until", "Full reply promised by", "day", ahead=True, help="Kept as the follow-up date."),
            Ask("reason", "Why it takes longer", "line"),
        ),
        needs=(_not_held,),
    ),
    Move(
        code="enquiry.complaint_logged",
        label="Also log a complaint",
        done="Complaint logged from the enquiry",
        kinds=ENQUIRIES,
        statuses=ANY,
        permission="log",
        group="Enquiries",
        rule="An enquiry never closes a complaint's clock and is never counted as a complaint",
        asks=_COMPLAINT_ASKS,
    ),
)

_PASSED_ON = (
    Ask("on", "Passed on", "day", needed=True, begins="today", field="stage.passed_on_on"),
    Ask("service", "Service", "choice", "services", needed=True, begins="case.service"),
    Ask("to", "To whom", "line", field="stage.passed_on_to", help="Staff and managers it is about."),
)

_THANKS: tuple[Move, ...] = (
    Move(
        code="compliment.thanked",
        label="Record thanks to the giver",
        done="Giver thanked",
        kinds=THANKS,
        group="Compliments",
        rule="A thank-you letter is optional",
        asks=(
            Ask("on", "Thanked", "day", needed=True, begins="today", field="stage.thanked_on"),
            Ask("how", "How", "choice", "answered_how", field="stage.answered_how", begins="Letter"),
        ),
    ),
    Move(
        code="compliment.passed_on",
        label="Pass the compliment on to the service",
        done="Compliment passed on",
        kinds=THANKS,
        group="Compliments",
        rule="Compliments are kept by division and theme",
        asks=_PASSED_ON,
    ),
    Move(
        code="compliment.closed",
        label="Close the compliment",
        done="Compliment closed",
        kinds=THANKS,
        permission="answer",
        group="Compliments",
        rule="No clock runs for a compliment",
        asks=(Ask("on", "Closed", "day", needed=True, begins="today"),),
        needs=(_passed_on,),
    ),
    Move(
        code="comment.passed_on",
        label="Pass the comment on to the service",
        done="Comment passed on",
        kinds=COMMENTS,
        group="Comments",
        asks=_PASSED_ON,
    ),
    Move(
        code="comment.closed",
        label="Close the comment",
        done="Comment closed",
        kinds=COMMENTS,
        permission="answer",
        group="Comments",
        rule="No clock runs for a comment",
        asks=(Ask("on", "Closed", "day", needed=True, begins="today"),),
        needs=(_passed_on,),
    ),
)

_REVIEWS: tuple[Move, ...] = (
    Move(
        code="review.appointed",
        label="Appoint the reviewer",
        done="Reviewer appointed",
        kinds=REVIEWS,
        group="Case review",
        rule="A late complaint is screened, not refused; it may be looked at as a case review (ACC-2)",
        asks=(
            Ask("on", "Appointed", "day", needed=True, begins="today"),
            Ask("full_name", "Name of the reviewer", "line", needed=True),
            Ask("organisation", "Organisation", "line"),
            Ask("due_on", "Findings wanted by", "day", ahead=True, help="Kept as the follow-up date."),
            Ask("independent", "The reviewer had no part in what is reviewed", "tick", needed=True),
        ),
        needs=(_no_reviewer,),
    ),
    Move(
        code="review.found",
        label="Record the findings",
        done="Findings of the review recorded",
        kinds=REVIEWS,
        group="Case review",
        rule="ACC-2",
        asks=(
            Ask("on", "Findings received", "day", needed=True, begins="today", field="stage.findings_on"),
            Ask("findings", "Findings", "text", needed=True, field="stage.findings", begins="stage.findings"),
        ),
        needs=(_reviewer,),
    ),
    Move(
        code="review.closed",
        label="Close the case review",
        done="Case review closed",
        kinds=REVIEWS,
        permission="answer",
        group="Case review",
        rule="Counted as a case review, outside the on-time table",
        asks=(
            Ask("on", "Person told of the findings", "day", needed=True, begins="today"),
            Ask("how", "How", "choice", "answered_how", field="stage.answered_how", begins="Letter"),
            Ask("reason", "What the person was told", "text"),
        ),
        needs=(_findings,),
    ),
)

MOVES: tuple[Move, ...] = (*_ENQUIRIES, *_THANKS, *_REVIEWS)
