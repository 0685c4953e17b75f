"""Cases of the Local Government and Social Care Ombudsman: where one stands, what is due, when it may be closed.

Source: Local Government Act 1974, Part 3; rule book section 5 (LGO-1 to LGO-11).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState

Stage = Mapping[str, Value]

REMEDIES = ("remedy", "recommendation")
"""The kinds of action the Ombudsman asks for."""

OUTCOMES: Mapping[str, str] = {
    "fault_injustice": "fault_injustice",
    "fault_no_injustice": "fault_no_injustice",
    "remedy_already": "remedy_already",
    "no_fault": "no_fault",
    "no_further_action": "no_further_action",
    "not_warranted": "closed_initial",
    "outside_jurisdiction": "closed_initial",
    "out_of_time": "closed_initial",
    "appeal_right": "could_not_investigate",
    "premature": "premature",
    "advice": "advice",
    "incomplete": "closed_initial",
    "discontinued": "discontinued",
    "not_completed": "discontinued",
    "historic_remedy": "historic_remedy",
}
"""The outcome of the case that each decision of the Ombudsman gives."""

UPHELD = ("fault_injustice", "fault_no_injustice", "remedy_already", "remedy_satisfied", "historic_remedy")
"""Decisions that find fault; any of them counts as upheld (LGO-9). A satisfied remedy followed from a fault."""
NOT_INVESTIGATED = (
    "closed_initial", "premature", "advice", "could_not_investigate", "not_warranted", "outside_jurisdiction",
    "out_of_time", "appeal_right", "incomplete",
)  # fmt: skip
"""Decisions that end a complaint without a detailed investigation (LGO-9: the uphold rate leaves them out)."""


def day_due(stage: Stage, promised: str | None) -> str | None:
    """Return the day (ISO) the council must act by next, as the Ombudsman set it; None while it waits for them.

    Args:
        promised: the date of the enquiry's clock: the day the Ombudsman named, else 28 calendar days (LGO-4).
    """
    if stage.get("report_received_on") and not stage.get("report_answered_on"):
        return _report_due(stage)
    track = stage.get("track") or ""
    if track == "draft":
        return None if stage.get("comments_on") else _text(stage.get("comments_due_on"))
    if track == "initial":
        return None if stage.get("initial_reply_on") else promised
    if track == "investigation":
        return None if stage.get("answered_on") else promised
    return promised if not track else None


def remedies_of(tasks: Iterable[EntityState]) -> tuple[EntityState, ...]:
    """Return the remedies and recommendations of a case, the first due first."""
    found = [task for task in tasks if task.doc.get("kind") in REMEDIES]
    return tuple(sorted(found, key=lambda task: (str(task.doc.get("due_on") or "9999"), task.id)))


def unproved(tasks: Iterable[EntityState]) -> tuple[EntityState, ...]:
    """Return the remedies that are neither done nor satisfied."""
    return tuple(t for t in remedies_of(tasks) if not t.doc.get("done_on") and not t.doc.get("satisfied_on"))


def unsettled(tasks: Iterable[EntityState]) -> tuple[EntityState, ...]:
    """Return the remedies the Ombudsman has not said are satisfied."""
    return tuple(t for t in remedies_of(tasks) if not t.doc.get("satisfied_on"))


def was_late(task: Mapping[str, Value], today: date) -> bool:
    """Return whether a remedy was done after its day, or has passed it undone (LGO-8)."""
    due = task.get("due_on")
    done = task.get("done_on") or task.get("satisfied_on") or today.isoformat()
    return bool(due) and str(done) > str(due)


def why_not_closed(stage: Stage) -> str:
    """Return why an Ombudsman case cannot be closed yet, or ""."""
    if not stage.get("decision_on"):
        return "The Ombudsman's decision is not recorded yet. Record it first."
    if stage.get("report_received_on") and not stage.get("report_answered_on"):
        return (
            "The Ombudsman has not been told what we will do about the public report "
            "(Local Government Act 1974, section 31(2))."
        )
    return ""


def _report_due(stage: Stage) -> str | None:
    clocks = stage.get("clocks") or {}
    notice = None if stage.get("notice_on") else (clocks.get("LGO_NOTICE") or {}).get("due_on")
    answer = (clocks.get("LGO_S31") or {}).get("due_on")
    return min(filter(None, (notice, answer)), default=None)


def _text(value: Value) -> str | None:
    return str(value) if value else None
