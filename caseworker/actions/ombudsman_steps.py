"""The track of an Ombudsman case as a list of steps: done, under way, to do, or only when needed (LGO-3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from caseworker.actions.information_step import State, Step
from caseworker.domain import ombudsman as lgo
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Kind
from caseworker.office import Office

Doc = Mapping[str, Value]


def track_steps(office: Office, view: CaseView) -> tuple[Step, ...]:
    """Return the steps of an Ombudsman case in the order they come; none for other kinds of case."""
    if view.kind is not Kind.OMBUDSMAN or view.stage is None:
        return ()
    stage = view.stage.doc
    return (
        Step("Ombudsman's letter", State.DONE, view.row.received_on, _reference(stage)),
        _premature(stage),
        _initial(stage, view),
        *_investigation(stage, view),
        *_draft(office, stage),
        _decision(office, stage),
        *_remedies(office, view, stage),
        *_report(office, stage),
        _closed(view, stage),
    )


def _premature(stage: Doc) -> Step:
    if stage.get("decision") == "premature":
        return Step(
            "Referred back to us", State.DONE, _day(stage.get("decision_on")), _text(stage, "outcome_reason")
        )
    state = State.TO_DO if stage.get("track") == "premature" else State.IF_NEEDED
    if stage.get("decision_on"):
        return Step("Referred back to us", State.IF_NEEDED, None, "")
    return Step("Referred back to us", state, None, "", "move:ombudsman.referred_back", "Record it")


def _initial(stage: Doc, view: CaseView) -> Step:
    answered = _day(stage.get("initial_reply_on"))
    if answered:
        return Step("Initial enquiries answered", State.DONE, answered, "")
    if stage.get("track") == "initial":
        return Step(
            "Answer initial enquiries", State.DOING, view.row.due_on, _due(stage, view), "move:ombudsman.replied",
            "Record reply",
        )  # fmt: skip
    open_still = not stage.get("track") or stage.get("track") == "premature"
    command = ("move:ombudsman.asked_first", "Record initial enquiries") if open_still else ("", "")
    return Step("Initial enquiries", State.IF_NEEDED, None, "", *command)


def _investigation(stage: Doc, view: CaseView) -> Iterator[Step]:
    is_investigated = stage.get("track") not in (None, "", "premature", "initial") and bool(
        stage.get("enquiry_on")
    )
    asked = _day(stage.get("enquiry_on")) if is_investigated else None
    decided = bool(stage.get("decision_on"))
    if asked is None:
        state = State.IF_NEEDED if decided or stage.get("track") == "premature" else State.TO_DO
        command = ("", "") if decided else ("move:ombudsman.enquired", "Record enquiry")
        yield Step("Enquiry received", state, None, "", *command)
        yield Step("Reply to the enquiry", State.IF_NEEDED if decided else State.TO_DO, None, "")
        return
    yield Step("Enquiry received", State.DONE, asked, "")
    if stage.get("answered_on"):
        yield Step("Reply to the enquiry", State.DONE, _day(stage.get("answered_on")), "")
    elif decided or stage.get("track") == "draft":
        yield Step("Reply to the enquiry", State.IF_NEEDED, None, "No reply was recorded.")
    else:
        words = _due(stage, view)
        yield Step(
            "Reply to the enquiry",
            State.DOING,
            view.row.due_on,
            words,
            "move:ombudsman.replied",
            "Record reply",
        )


def _draft(office: Office, stage: Doc) -> Iterator[Step]:
    drafted, decided = _day(stage.get("draft_on")), bool(stage.get("decision_on"))
    after = State.IF_NEEDED if decided else State.TO_DO
    if drafted is None:
        command = ("", "") if decided else ("move:ombudsman.drafted", "Record draft")
        yield Step("Draft decision", after, None, "", *command)
        return
    said = office.vocabulary.label("ombudsman_decisions", str(stage.get("draft_decision") or ""))
    yield Step("Draft decision", State.DONE, drafted, f"{said}." if said else "")
    if stage.get("comments_on"):
        yield Step("Comments on the draft", State.DONE, _day(stage.get("comments_on")), "")
    elif not decided:
        due = _day(stage.get("comments_due_on"))
        words = f"Due {long_date(due)}, as the Ombudsman set it." if due else ""
        yield Step(
            "Comments on the draft", State.DOING, due, words, "move:ombudsman.commented", "Record comments"
        )


def _decision(office: Office, stage: Doc) -> Step:
    on = _day(stage.get("decision_on"))
    if on is None:
        return Step("Final decision", State.TO_DO, None, "", "move:ombudsman.decided", "Record decision")
    said = office.vocabulary.label("ombudsman_decisions", str(stage.get("decision") or ""))
    return Step("Final decision", State.DONE, on, f"{said}." if said else "")


def _remedies(office: Office, view: CaseView, stage: Doc) -> Iterator[Step]:
    remedies, today = lgo.remedies_of(view.tasks), office.clock.today()
    add = ("move:remedy.agreed", "Add remedy")
    if not remedies:
        wanted = stage.get("decision") in ("fault_injustice", "historic_remedy")
        yield Step("Remedies and recommendations", State.TO_DO if wanted else State.IF_NEEDED, None, "", *add)
        return
    left = lgo.unproved(view.tasks)
    late = sum(lgo.was_late(task.doc, today) for task in remedies)
    words = f"{len(remedies) - len(left)} of {len(remedies)} done"
    words += f", {late} late." if late else "."
    due = _day(left[0].doc.get("due_on")) if left else None
    command = ("part:actions", "Go to Actions") if left else add
    yield Step("Remedies and recommendations", State.DOING if left else State.DONE, due, words, *command)
    if stage.get("track") == "satisfied":
        yield Step("Ombudsman satisfied", State.DONE, _day(stage.get("settled_on")), "")
        return
    missing = f"Not satisfied: {stage['unsettled_reason']}" if stage.get("track") == "not_satisfied" else ""
    yield Step("Ombudsman satisfied", State.TO_DO, None, missing, "move:remedy.satisfied", "Record it")


def _report(office: Office, stage: Doc) -> Iterator[Step]:
    received = _day(stage.get("report_received_on"))
    if received is None:
        yield Step("Public report", State.IF_NEEDED, None, "", "move:report.received", "Record public report")
        return
    clocks = stage.get("clocks") or {}
    yield Step("Public report", State.DONE, received, "")
    yield _by_clock(
        "Public notice",
        stage.get("notice_on"),
        clocks.get("LGO_NOTICE"),
        "move:report.noticed",
        "Record notice",
    )
    considered = _day(stage.get("considered_on"))
    body = office.vocabulary.label("report_bodies", str(stage.get("considered_by") or ""))
    if considered:
        yield Step("Report considered", State.DONE, considered, f"{body}." if body else "")
    else:
        yield Step(
            "Report considered", State.TO_DO, None, "", "move:report.considered", "Record who considered it"
        )
    yield _by_clock(
        "Ombudsman told what we will do",
        stage.get("report_answered_on"),
        clocks.get("LGO_S31"),
        "move:report.answered",
        "Record what was told",
    )


def _by_clock(label: str, on: Value, clock: Mapping[str, Any] | None, command: str, button: str) -> Step:
    done, due = _day(on), _day((clock or {}).get("due_on"))
    if done:
        late = due is not None and done > due
        return Step(label, State.DONE, done, f"Late, it was due {long_date(due)}." if late and due else "")
    return Step(label, State.DOING, due, f"Due {long_date(due)}." if due else "", command, button)


def _closed(view: CaseView, stage: Doc) -> Step:
    if not view.status.is_active:
        return Step("Closed", State.DONE, _day(view.value("closed_on")), _text(stage, "unsettled_reason"))
    return Step("Closed", State.TO_DO, None, "", "move:ombudsman.closed", "Close the case")


def _due(stage: Doc, view: CaseView) -> str:
    """The day, whether the Ombudsman set it, and the safe day before it (LGO-4)."""
    due = view.row.due_on
    if due is None:
        return ""
    how = "as the Ombudsman set it" if stage.get("set_due_on") else "28 calendar days: no day was set"
    safe = _day(((stage.get("clocks") or {}).get("LGO_ENQ_SAFE") or {}).get("due_on"))
    before = f" Safe day: {long_date(safe)}." if safe and safe < due else ""
    return f"Due {long_date(due)}, {how}.{before}"


def _reference(stage: Doc) -> str:
    return (
        f"Ombudsman's reference {stage['ombudsman_reference']}." if stage.get("ombudsman_reference") else ""
    )


def _text(stage: Doc, name: str) -> str:
    return str(stage.get(name) or "")


def _day(text: Value) -> date | None:
    return date.fromisoformat(str(text)) if text else None
