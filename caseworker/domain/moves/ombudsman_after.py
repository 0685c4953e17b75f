"""The moves of Ombudsman cases after the decision: remedies, the public report, closing (LGO-5 to LGO-8)."""

from __future__ import annotations

from caseworker.domain import ombudsman as lgo
from caseworker.domain.kinds import Kind
from caseworker.domain.move import Ask, Condition, Move, Situation

LGO = (Kind.OMBUDSMAN,)


def _fault_found(s: Situation) -> str:
    if not s.stage.get("decision_on") and not s.stage.get("report_received_on"):
        return "The Ombudsman's decision is not recorded yet."
    return ""


def _reported(s: Situation) -> str:
    return "" if s.stage.get("report_received_on") else "No public report is recorded."


def _not_reported(s: Situation) -> str:
    return "The public report is recorded already." if s.stage.get("report_received_on") else ""


def _considered(s: Situation) -> str:
    if s.stage.get("considered_on"):
        return ""
    return (
        "The report must first be considered by the full council, the cabinet or a committee of members (Local "
        "Government Act 1974, section 31)."
    )


def _not(field: str, words: str) -> Condition:
    return lambda s: words if s.stage.get(field) else ""


def _has_remedies(s: Situation) -> str:
    return "" if lgo.remedies_of(s.view.tasks) else "No remedy or recommendation is recorded."


def _all_proved(s: Situation) -> str:
    left = lgo.unproved(s.view.tasks)
    if not left:
        return ""
    return f"Not done yet: {left[0].doc.get('what') or 'a remedy'}. Record its proof first."


def _closable(s: Situation) -> str:
    return lgo.why_not_closed(s.stage)


_REMEDIES: tuple[Move, ...] = (
    Move(
        code="remedy.agreed",
        label="Add a remedy or recommendation",
        done="Remedy or recommendation agreed",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-7, LGO-8",
        asks=(
            Ask(
                "kind",
                "What it is",
                "options",
                (("remedy", "Remedy for the person"), ("recommendation", "Recommendation for the service")),
                needed=True,
                begins="remedy",
            ),
            Ask("what", "What we agreed to do", "text", needed=True),
            Ask("remedy_type", "Kind of remedy", "choice", "remedies"),
            Ask("service", "Service that does it", "choice", "services", begins="case.service"),
            Ask("owner", "Who sees to it", "staff", needed=True, begins="me"),
            Ask("due_on", "Due", "day", needed=True, ahead=True),
            Ask("amount", "Amount in pounds", "pounds"),
            Ask("payment", "Kind of payment", "choice", "payments"),
        ),
        needs=(_fault_found,),
    ),
    Move(
        code="remedy.satisfied",
        label="Record that the Ombudsman is satisfied",
        done="Ombudsman satisfied with the remedies",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-8",
        asks=(
            Ask("on", "Ombudsman told us", "day", needed=True, begins="today", field="stage.settled_on"),
            Ask("evidence", "Proof that was sent", "text"),
        ),
        needs=(_has_remedies, _all_proved),
        shows=lambda s: "Settled." if s.stage.get("track") == "satisfied" else "",
    ),
    Move(
        code="remedy.not_satisfied",
        label="Record that the Ombudsman is not satisfied",
        done="Ombudsman not satisfied with the remedies",
        kinds=LGO,
        group="Ombudsman",
        rule="LGO-8; a further report may follow (LGA 1974, section 31(2C))",
        asks=(
            Ask("on", "Ombudsman told us", "day", needed=True, begins="today", field="stage.settled_on"),
            Ask("reason", "What is missing", "text", needed=True, field="stage.unsettled_reason"),
        ),
        needs=(_has_remedies,),
    ),
)

_REPORT: tuple[Move, ...] = (
    Move(
        code="report.received",
        label="Record a public report",
        done="Public report received",
        kinds=LGO,
        group="Ombudsman",
        rule="Three months beginning with receipt to say what we will do (LGA 1974, section 31(2)); notice in "
        "two weeks (section 30)",
        asks=(
            Ask(
                "on",
                "Report received",
                "day",
                needed=True,
                begins="today",
                field="stage.report_received_on",
                help="The day itself counts as the first of the three months.",
            ),
        ),
        needs=(_not_reported,),
    ),
    Move(
        code="report.noticed",
        label="Record the public notice",
        done="Public notice of the report given",
        kinds=LGO,
        group="Ombudsman",
        rule="LGA 1974, section 30: within two weeks, copies for three weeks",
        asks=(
            Ask("on", "Notice published", "day", needed=True, begins="today", field="stage.notice_on"),
            Ask("where", "Where it was published", "line", needed=True, field="stage.notice_where"),
        ),
        needs=(_reported, _not("notice_on", "The public notice was given already.")),
        shows=lambda s: "" if s.stage.get("report_received_on") else "No report.",
    ),
    Move(
        code="report.considered",
        label="Record who considered the report",
        done="Public report considered",
        kinds=LGO,
        group="Ombudsman",
        rule="LGA 1974, section 31; the Ombudsman asks for evidence (LGO-5)",
        asks=(
            Ask("on", "Considered", "day", needed=True, begins="today", field="stage.considered_on"),
            Ask("by", "Considered by", "options", "report_bodies", needed=True, field="stage.considered_by"),
            Ask(
                "evidence",
                "Evidence",
                "text",
                needed=True,
                field="stage.considered_evidence",
                help="Such as the minutes and where they are.",
            ),
        ),
        needs=(_reported,),
        shows=lambda s: "" if s.stage.get("report_received_on") else "No report.",
    ),
    Move(
        code="report.answered",
        label="Record what the Ombudsman was told about the report",
        done="Ombudsman told what we will do",
        kinds=LGO,
        group="Ombudsman",
        rule="LGA 1974, section 31(2)",
        asks=(
            Ask("on", "Ombudsman told", "day", needed=True, begins="today", field="stage.report_answered_on"),
            Ask("answer", "What we have done or will do", "text", needed=True, field="stage.report_answer"),
        ),
        needs=(_reported, _considered, _not("report_answered_on", "The Ombudsman was told already.")),
        shows=lambda s: "" if s.stage.get("report_received_on") else "No report.",
    ),
)

_CLOSED = Move(
    code="ombudsman.closed",
    label="Close the Ombudsman case",
    done="Ombudsman case closed",
    kinds=LGO,
    group="Ombudsman",
    permission="answer",
    rule="LGO-3, LGO-8",
    asks=(
        Ask("on", "Closed", "day", needed=True, begins="today"),
        Ask(
            "unsettled",
            "Why remedies are left unsettled",
            "text",
            field="stage.unsettled_reason",
            begins="stage.unsettled_reason",
            help="Needed while the Ombudsman has not said that every remedy is satisfied.",
        ),
    ),
    needs=(_closable,),
)

MOVES: tuple[Move, ...] = (*_REMEDIES, *_REPORT, _CLOSED)
