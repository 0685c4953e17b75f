"""What the steps of stages 2 and 3 of a statutory complaint do beyond keeping their days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.doing import Doing, Effect
from caseworker.actions.effects.complaint_stages import (
    AGREE_WITHIN,
    APPOINT_WITHIN,
    check_unanswered,
    clocks_after,
    due_on,
    go_on,
    remind,
    step_done,
)
from caseworker.domain.dates_in_words import long_date
from caseworker.errors import Problem, ProblemsError


def ask_for_stage_2(doing: Doing) -> None:
    """Begin stage 2 with its first reminders."""
    check_unanswered(doing, skipped=bool(doing.values["skipped"]))
    stage_id, asked_on = go_on(doing, "2", asked_by="CA_S2_REQ_BY")
    clocks = clocks_after(doing)
    calendar = doing.office.calendar
    appoint_by, agree_by = calendar.add(asked_on, APPOINT_WITHIN), calendar.add(asked_on, AGREE_WITHIN)
    remind(
        doing, stage_id, "case.acknowledged", "Acknowledge the stage 2 request", due_on(clocks, "CA_S2_ACK")
    )
    remind(doing, stage_id, "investigator.appointed", "Appoint the investigating officer", appoint_by)
    remind(doing, stage_id, "independent_person.appointed", "Appoint the independent person", appoint_by)
    remind(doing, stage_id, "statement.agreed", "Agree the statement of complaint", agree_by)


def ask_for_stage_3(doing: Doing) -> None:
    """Begin stage 3 with the chain of dates of the panel."""
    stage_id, _asked_on = go_on(doing, "3", asked_by="CA_S3_REQ_BY")
    clocks = clocks_after(doing)
    chair_by, panel_by = due_on(clocks, "CA_S3_CHAIR"), due_on(clocks, "CA_S3_PANEL")
    remind(
        doing, stage_id, "case.acknowledged", "Acknowledge the stage 3 request", due_on(clocks, "CA_S3_ACK")
    )
    remind(doing, stage_id, "panel_chair.appointed", "Appoint the chair of the panel", chair_by)
    remind(doing, stage_id, "panel_member.appointed", "Appoint two more members of the panel", chair_by)
    remind(doing, stage_id, "panel.set", "Set the day of the panel", chair_by)
    if panel_by:
        doing.say("The papers are due 10 working days before the day of the panel.")


def accept(doing: Doing) -> None:
    """Keep that the request was accepted."""
    doing.set_stage(request_outcome="accepted")


def agree_statement(doing: Doing) -> None:
    """Keep the statement, and finish its reminder."""
    if not doing.values.get("statement"):
        _leave_statement(doing)
    step_done(doing, doing.day("agreed_on"), "statement.agreed")
    other = (clocks_after(doing).get("CA_S2_RESP") or {}).get("beside_on")
    if other:
        doing.say(f"{_BESIDE[_counts_from_agreement(doing)]}{long_date(date.fromisoformat(other))}.")


_BESIDE = {
    False: "Counted from the agreed statement, the answer would be due ",
    True: "Counted from the request, the answer would be due ",
}
"""Both readings of the law are told; which one is in force is the council's dated choice."""


def _counts_from_agreement(doing: Doing) -> bool:
    return bool((clocks_after(doing).get("CA_S2_RESP") or {}).get("beside") == "s2_request")


def _leave_statement(doing: Doing) -> None:
    """An empty text does not take away what was drafted."""
    doing.set_stage(statement=doing.stage.doc.get("statement") or "")


def set_panel(doing: Doing) -> None:
    """Set the day of the panel: the papers hang on it, and the recommendations."""
    on = doing.day("panel_set_for")
    latest = due_on(doing.stage.doc.get("clocks") or {}, "CA_S3_PANEL")
    if latest and on > latest:
        doing.say(f"That is after {long_date(latest)}, by which the panel has to meet (regulation 19(4)).")
    reason = doing.office.calendar.why_not(on)
    if reason:
        doing.say(f"{long_date(on)} is not a working day.")
    papers = {str(t.doc.get("step")): t for t in doing.view.tasks if t.doc.get("stage_id") == doing.stage.id}
    due = due_on(clocks_after(doing), "CA_S3_PAPERS")
    known = papers.get("papers.sent")
    if known is None:
        remind(doing, doing.stage.id, "papers.sent", "Send the panel papers", due)
    elif not known.doc.get("done_on"):
        doing.change(known, due_on=due)
    if not doing.stage.doc.get("panel_set_for"):
        step_done(doing, doing.office.clock.today())


def send_papers(doing: Doing) -> None:
    """Finish the reminder of the papers."""
    step_done(doing, doing.day("papers_on"))


def panel_met(doing: Doing) -> None:
    """From now on the panel's recommendations are what is due."""
    doing.set_stage(main_step="CA_S3_REPORT")


def panel_recommended(doing: Doing) -> None:
    """From now on the director's answer is what is due."""
    met = str(doing.stage.doc.get("panel_on") or "")
    if doing.day("panel_findings_on").isoformat() < met:
        words = f"Date they came must be on or after {long_date(date.fromisoformat(met))}, when the panel met"
        raise ProblemsError([Problem("panel_findings_on", words)])
    doing.set_stage(main_step="CA_S3_RESP")
    remind(
        doing,
        doing.stage.id,
        "response.considered",
        "Consider the response with the stage 2 independent person",
        due_on(clocks_after(doing), "CA_S3_RESP"),
    )


def considered(doing: Doing) -> None:
    """Keep what the independent person said."""
    step_done(doing, doing.day("met_on"))
    if doing.values.get("view"):
        doing.add("note", text=doing.values["view"], about_on=doing.day("met_on"))


EFFECTS: Mapping[str, Effect] = {
    "stage_2.requested": ask_for_stage_2,
    "stage_3.requested": ask_for_stage_3,
    "stage_2.accepted": accept,
    "statement.agreed": agree_statement,
    "statement.amended": agree_statement,
    "panel.set": set_panel,
    "papers.sent": send_papers,
    "panel.met": panel_met,
    "panel.recommended": panel_recommended,
    "response.considered": considered,
}
