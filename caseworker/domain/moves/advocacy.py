"""The moves of advocacy, in a case of any kind and in a referral of its own (ADV-1 to ADV-5)."""

from __future__ import annotations

from caseworker.domain import advocacy
from caseworker.domain.kinds import Kind
from caseworker.domain.move import ANY, Ask, Move, Situation

HELPED = (
    Kind.ADVOCACY,
    Kind.STATUTORY,
    Kind.CORPORATE,
    Kind.MP,
    Kind.MAYOR,
    Kind.MEMBER,
    Kind.CHIEF_EXECUTIVE,
    Kind.GENERAL,
    Kind.CASE_REVIEW,
    Kind.OMBUDSMAN,
    Kind.SAR,
    Kind.UNDECIDED,
)
"""Kinds of case in which a young person may be helped by an advocate."""


def _running(s: Situation) -> str:
    if advocacy.running(s.view.of_kind("advocacy")) is None:
        return "No referral to an advocate is recorded, or it has ended."
    return ""


def _not_referred(s: Situation) -> str:
    now = advocacy.running(s.view.of_kind("advocacy"))
    return "A referral is open already." if now is not None and now.doc.get("referred_on") else ""


def _not_appointed(s: Situation) -> str:
    now = advocacy.running(s.view.of_kind("advocacy"))
    return "An advocate is appointed already." if now is not None and now.doc.get("appointed_on") else ""


def _hides_for_others(s: Situation) -> str:
    """Where no child is in the case, advocacy is no step of it."""
    is_about_child = bool(s.view.children) or s.view.value("raised_by") in advocacy.OFFERED_TO
    return "" if is_about_child or s.view.kind is Kind.ADVOCACY else "No child."


def _hides_unless_begun(s: Situation) -> str:
    return "" if s.view.of_kind("advocacy") or s.view.kind is Kind.ADVOCACY else "Not begun."


def _ended(s: Situation) -> str:
    now = advocacy.running(s.view.of_kind("advocacy"))
    return "The advocacy goes on. Record its end first." if now is not None else ""


_GROUP = Ask("eligible_group", "Eligible group", "choice", "advocacy_groups", begins="case.eligible_group")
_WISHES = Ask("wishes", "Wishes, in their own words", "text")

MOVES: tuple[Move, ...] = (
    Move(
        code="advocacy.offered",
        label="Record the offer of an advocate",
        done="Advocate offered",
        kinds=HELPED,
        group="Advocacy",
        permission="edit",
        rule="Children Act 1989, section 26A: offered at every stage, and recorded when refused (ADV-1)",
        asks=(
            Ask("on", "Offered", "day", needed=True, begins="today"),
            Ask("by", "Offered by", "staff", needed=True, begins="me"),
            Ask("answer", "Answer", "options", "advocacy_answers", needed=True),
            Ask("reason", "Reason", "line", help="Needed where none was offered."),
            _GROUP,
            _WISHES,
        ),
        shows=_hides_for_others,
    ),
    Move(
        code="advocacy.referred",
        label="Record the referral to an advocate",
        done="Referred to an advocate",
        kinds=HELPED,
        group="Advocacy",
        permission="edit",
        rule="Children Act 1989, section 26A; SI 2004/719",
        asks=(
            Ask("on", "Referred", "day", needed=True, begins="today"),
            Ask("by", "Referred by", "choice", "advocacy_sources", begins="Complaints team"),
            Ask("provider", "Provider", "line", help="Left empty: the provider under contract that day."),
            _GROUP,
            Ask("purpose", "What for", "choice", "advocacy_reasons", begins="Complaint"),
            Ask(
                "stop_clock",
                "Stop the clock until an advocate is appointed",
                "tick",
                help="Statutory stage 1 only; the 20 working day limit stays where it is.",
            ),
            _WISHES,
        ),
        needs=(_not_referred,),
        shows=_hides_for_others,
    ),
    Move(
        code="advocacy.appointed",
        label="Record the advocate",
        done="Advocate appointed",
        kinds=HELPED,
        group="Advocacy",
        permission="edit",
        rule="SI 2004/719, regulation 3: independent of those complained about (ADV-2)",
        asks=(
            Ask("on", "Appointed", "day", needed=True, begins="today"),
            Ask("advocate", "Name of the advocate", "line", needed=True),
            Ask("organisation", "Organisation", "line"),
            Ask(
                "is_independent",
                "The advocate is independent of everybody complained about",
                "tick",
                needed=True,
            ),
        ),
        needs=(_not_appointed,),
        shows=_hides_for_others,
    ),
    Move(
        code="advocacy.hours_given",
        label="Record hours of advocacy",
        done="Hours of advocacy",
        kinds=HELPED,
        statuses=ANY,
        group="Advocacy",
        permission="edit",
        rule="Hours count against the provider's contract (ADV-4)",
        asks=(
            Ask("on", "Day", "day", needed=True, begins="today"),
            Ask("hours", "Hours", "number", needed=True),
            Ask("what", "What was done", "line"),
        ),
        needs=(_running,),
        shows=_hides_unless_begun,
    ),
    Move(
        code="advocacy.ended",
        label="Record the end of the advocacy",
        done="Advocacy ended",
        kinds=HELPED,
        statuses=ANY,
        group="Advocacy",
        permission="edit",
        rule="ADV-5",
        asks=(
            Ask("on", "Ended", "day", needed=True, begins="today"),
            Ask("result", "What came of it", "text"),
        ),
        needs=(_running,),
        shows=_hides_unless_begun,
    ),
    Move(
        code="advocacy.complaint",
        label="Log the complaint the young person wants to make",
        done="Complaint logged from the advocacy referral",
        kinds=(Kind.ADVOCACY,),
        statuses=ANY,
        group="Advocacy",
        permission="log",
        rule="Help is for those who make or intend to make a complaint (ADV-1)",
        asks=(
            Ask("received_on", "Complaint received", "day", needed=True, begins="today"),
            Ask("summary", "What happened", "text", needed=True),
            Ask("wants", "What they want to happen", "text"),
        ),
    ),
    Move(
        code="advocacy.closed",
        label="Close the referral",
        done="Advocacy referral closed",
        kinds=(Kind.ADVOCACY,),
        group="Advocacy",
        permission="answer",
        rule="ADV-5",
        asks=(
            Ask("on", "Closed", "day", needed=True, begins="today"),
            Ask(
                "outcome",
                "Outcome",
                "options",
                (("support_given", "Support given"), ("support_not_wanted", "Support not wanted")),
                needed=True,
                begins="support_given",
            ),
        ),
        needs=(_ended,),
    ),
)
