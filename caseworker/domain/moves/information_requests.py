"""The steps of FOI, EIR and subject access requests up to the answer: the right law, stops, searches, interest test.

Source: rule book 4.1, 4.2, 4.4 to 4.6.
"""

from __future__ import annotations

from caseworker.domain.information import REQUESTS, running_stop
from caseworker.domain.kinds import Kind
from caseworker.domain.move import ANY, Ask, Move, Situation
from caseworker.domain.moves.information_needs import (
    clock_runs,
    has_qualified_exemption,
    interest_not_extended,
    not_answered,
    waits_for,
)

_REGIMES = (
    (Kind.FOI.value, "Freedom of information (FOI)"),
    (Kind.EIR.value, "Environmental information (EIR)"),
    (Kind.SAR.value, "Subject access (the person's own data)"),
    (Kind.GENERAL.value, "Business as usual: answered as a general enquiry"),
    (Kind.CORPORATE.value, "Complaint"),
    (Kind.DATA_PROTECTION.value, "Complaint about how personal data were handled"),
)


def _clarification_is_out(situation: Situation) -> str:
    return "" if running_stop(situation.view, "CLARIFY") else "No clarification is awaited."


def _fee_is_out(situation: Situation) -> str:
    return "" if running_stop(situation.view, "FEE") else "No fee is awaited."


MOVES: tuple[Move, ...] = (
    Move(
        "regime.decided",
        "Decide which law applies",
        "Law that applies decided",
        (*REQUESTS, Kind.DATA_PROTECTION),
        stages=("1",),
        permission="edit",
        asks=(
            Ask("kind", "Dealt with as", "options", _REGIMES, needed=True, begins="case.kind"),
            Ask(
                "reason",
                "Reason",
                "text",
                help="A change of the law that applies counts the deadlines again from the day received.",
            ),
        ),
        needs=(not_answered,),
        rule="FOI Act s.8, s.39, s.40(1); EIR reg. 5; UK GDPR article 15",
    ),
    Move(
        "clarification.asked",
        "Ask for clarification",
        "Clarification asked for",
        REQUESTS,
        stages=("1",),
        permission="clock",
        asks=(
            Ask("on", "Date asked", "day", needed=True, begins="today"),
            Ask(
                "what",
                "What is unclear, and the help offered",
                "text",
                needed=True,
                help="Say what would identify the information (FOI s.16, EIR reg. 9).",
            ),
        ),
        needs=(clock_runs, not_answered),
        rule="FOI Act s.1(3), s.10(6)(b); EIR reg. 9; UK GDPR article 12A",
        group="Deadlines",
    ),
    Move(
        "clarification.answered",
        "Record the clarification",
        "Clarification received",
        REQUESTS,
        stages=("1",),
        permission="clock",
        asks=(
            Ask("on", "Date received", "day", needed=True, begins="today"),
            Ask("answer", "What the person says", "text"),
        ),
        needs=(waits_for("CLARIFY"),),
        shows=_clarification_is_out,
        rule="FOI Act s.10(6)(b): 20 new working days; EIR reg. 9; UK GDPR article 12A: the days do not count",
        group="Deadlines",
    ),
    Move(
        "fee.asked",
        "Give a fees notice",
        "Fees notice given",
        (Kind.FOI,),
        stages=("1",),
        permission="clock",
        asks=(
            Ask("amount", "Fee in pounds", "pounds", needed=True),
            Ask("on", "Date of the notice", "day", needed=True, begins="today"),
            Ask("what", "What the fee is for", "text"),
        ),
        needs=(clock_runs, not_answered),
        rule="FOI Act s.9, s.10(2)",
        group="Deadlines",
    ),
    Move(
        "fee.paid",
        "Record that the fee was paid",
        "Fee paid",
        (Kind.FOI,),
        stages=("1",),
        permission="clock",
        asks=(Ask("on", "Date paid", "day", needed=True, begins="today"),),
        needs=(waits_for("FEE"),),
        shows=_fee_is_out,
        rule="FOI Act s.9(2): within three months; s.10(2): the days do not count",
        group="Deadlines",
    ),
    Move(
        "request.lapsed",
        "Close as lapsed",
        "Closed as lapsed",
        REQUESTS,
        stages=("1",),
        permission="answer",
        asks=(
            Ask(
                "reason",
                "Record of what was asked and chased",
                "text",
                needed=True,
                help="The case can be reopened when the answer comes.",
            ),
        ),
        needs=(waits_for("CLARIFY", "FEE", "ID"),),
        rule="FOI Act s.1(3), s.9(2); Code of Practice 1.14; UK GDPR article 12A",
        group="Deadlines",
    ),
    Move(
        "places.searched",
        "Record where we searched",
        "Places searched",
        REQUESTS,
        stages=("1",),
        asks=(
            Ask("on", "Date searched", "day", needed=True, field="stage.searched_on", begins="today"),
            Ask(
                "places",
                "Where we searched",
                "text",
                needed=True,
                field="stage.search_places",
                begins="stage.search_places",
                help="Systems, mailboxes, paper files and people. The search is reasonable and proportionate.",
            ),
            Ask("found", "What was found", "text", field="stage.search_found", begins="stage.search_found"),
        ),
        needs=(not_answered,),
        rule="FOI Act s.1(1); EIR reg. 5(1); Data (Use and Access) Act 2025 s.78: a reasonable search",
    ),
    Move(
        "interest.extended",
        "Extend to weigh the public interest",
        "Public interest extension",
        (Kind.FOI,),
        stages=("1",),
        permission="clock",
        asks=(
            Ask("on", "Date of the notice", "day", needed=True, begins="today"),
            Ask("until", "New date", "day", needed=True, ahead=True, begins="clock.FOI_PIT_MAX"),
            Ask(
                "reason",
                "Why more time is needed",
                "text",
                needed=True,
                help="The notice names the exemption and the day of the decision.",
            ),
        ),
        needs=(clock_runs, has_qualified_exemption, interest_not_extended, not_answered),
        rule="FOI Act s.10(3), s.17(2); the Commissioner: 40 working days in all",
        group="Deadlines",
    ),
    Move(
        "burden.decided",
        "Decide on section 14",
        "Section 14 decided",
        (Kind.FOI,),
        stages=("1",),
        asks=(
            Ask(
                "result",
                "Decision",
                "options",
                (
                    (
                        "s14_1",
                        "Refuse under section 14(1): the request, not the person, is a disproportionate burden",
                    ),
                    ("s14_2", "Refuse under section 14(2): substantially the same request again, too soon"),
                    ("not_used", "Section 14 is not used"),
                ),
                needed=True,
            ),
            Ask("reason", "Reason", "text", needed=True),
        ),
        needs=(not_answered,),
        rule="FOI Act s.14, s.17(5), s.17(6)",
    ),
    Move(
        "disclosure_log.decided",
        "Decide on the disclosure log",
        "Disclosure log decided",
        (Kind.FOI, Kind.EIR),
        statuses=ANY,
        asks=(
            Ask(
                "publish",
                "Disclosure log",
                "options",
                (("yes", "Published in the disclosure log"), ("no", "Not published")),
                needed=True,
            ),
            Ask(
                "disclosed",
                "What was disclosed",
                "text",
                field="case.log_disclosed",
                begins="case.log_disclosed",
                help="For readers of the log, without names. Left empty, the log says whether all or part was.",
            ),
        ),
        rule="FOI Act s.19; Code of Practice 8.3",
    ),
)
