"""The small tables of a stage: the two clocks of stage 2 side by side, and the chain of dates of the panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A few rows of words under headings.

    Attributes:
        note: a sentence beneath it.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def table_of(view: CaseView, stage: EntityState) -> SmallTable | None:
    """Return the table of a stage; None where it needs none."""
    if stage.doc.get("procedure") != "CA":
        return None
    return {"2": two_clocks, "3": panel_chain}.get(str(stage.doc.get("number")), _no_table)(view, stage)


def two_clocks(_view: CaseView, stage: EntityState) -> SmallTable | None:
    """Return the dates of stage 2 by both readings of the law, the one in force first (decision of the Ombudsman)."""
    clocks = stage.doc.get("clocks") or {}
    answer, latest = clocks.get("CA_S2_RESP"), clocks.get("CA_S2_MAX")
    if not answer or not latest:
        return None
    requested, agreed = stage.doc.get("started_on"), stage.doc.get("agreed_on")
    from_agreed = str(answer.get("scheme")) == "CA-AGREED"
    days = {"in_force": (answer.get("due_on"), latest.get("due_on")), "beside": (
        answer.get("beside_on"), latest.get("beside_on")
    )}  # fmt: skip
    request = (
        "The request",
        _day(requested),
        *_days(days["beside" if from_agreed and agreed else "in_force"]),
    )
    statement = (
        "The agreed statement",
        _day(agreed) or "Not agreed yet",
        *(
            _days(days["in_force" if from_agreed else "beside"])
            if agreed
            else ("Not known yet", "Not known yet")
        ),
    )
    rows = (statement, request) if from_agreed else (request, statement)
    which = "the agreed statement" if from_agreed else "the request"
    return SmallTable(
        "Both clocks",
        ("Counted from", "Its day", "Answer by", "At the latest"),
        rows,
        f"The council counts from {which}.{_extended(stage.doc)}",
    )


def panel_chain(view: CaseView, stage: EntityState) -> SmallTable:
    """Return the chain of dates of stage 3: each step, when it is due, when it was done."""
    doc, clocks = stage.doc, stage.doc.get("clocks") or {}
    chair = _appointed_on(view, stage, "panel_chair", 1)
    members = _appointed_on(view, stage, "panel_member", 2)
    set_for = doc.get("panel_set_for")
    planned = f"Set for {_day(set_for)}" if set_for and not doc.get("panel_on") else ""
    after_panel = "After the day is set"
    rows = (
        _row("Acknowledge the request", clocks, "CA_S3_ACK", doc.get("acknowledged_on")),
        _row("Appoint the chair", clocks, "CA_S3_CHAIR", chair),
        ("Appoint two members", "With the chair", _day(members) or "Not yet"),
        _row("Send the papers", clocks, "CA_S3_PAPERS", doc.get("papers_on"), without=after_panel),
        _row("Panel meets", clocks, "CA_S3_PANEL", doc.get("panel_on"), so_far=planned),
        _row("Panel recommends", clocks, "CA_S3_REPORT", doc.get("panel_findings_on"), without=after_panel),
        (
            "Considered with the independent person",
            "Before the answer",
            _day(doc.get("director_met_on")) or "Not yet",
        ),
        _row(
            "Director answers",
            clocks,
            "CA_S3_RESP",
            doc.get("answered_on"),
            without="After the panel recommends",
        ),
    )
    return SmallTable("The panel, step by step", ("Step", "Due", "Done"), rows)


def _no_table(_view: CaseView, _stage: EntityState) -> None:
    return None


def _row(
    words: str, clocks: Mapping[str, Any], step: str, done: Any, *, so_far: str = "", without: str = "No date"
) -> tuple[str, str, str]:
    due = (clocks.get(step) or {}).get("due_on")
    late = ", late" if due and done and str(done) > str(due) else ""
    return words, _day(due) or without, f"{_day(done)}{late}" if done else so_far or "Not yet"


def _appointed_on(view: CaseView, stage: EntityState, role: str, needed: int) -> str:
    """The day the last of those needed was appointed, "" while one is missing."""
    days = sorted(
        str(a.doc.get("appointed_on") or "")
        for a in view.of_stage("appointment", stage.id)
        if a.doc.get("role") == role and not a.doc.get("ended_on")
    )
    return days[needed - 1] if len(days) >= needed else ""


def _days(pair: tuple[Any, Any]) -> tuple[str, str]:
    return _day(pair[0]) or "Stands still", _day(pair[1]) or "Stands still"


def _extended(doc: Mapping[str, Any]) -> str:
    return f" The answer was extended to {_day(doc['extended_to'])}." if doc.get("extended_to") else ""


def _day(text: Any) -> str:
    return long_date(date.fromisoformat(str(text))) if text else ""
