"""The next step of an open complaint, stage by stage, in the order in which they happen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseworker.domain import deadlines
from caseworker.domain.clocks import Clock
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.due_words import do_by
from caseworker.domain.kinds import Kind
from caseworker.domain.move import Situation
from caseworker.domain.stages import date_in_force
from caseworker.office import Office

Step = tuple[str, str]


def step_of(office: Office, situation: Situation) -> Step | None:
    """Return the next step of the stage the case is in; None where the general rules say enough."""
    number = str(situation.stage.get("number") or "")
    by = situation.view.row.acknowledge_by
    if by and number in ("2", "3"):
        return do_by(f"Acknowledge the stage {number} request", by, situation.today), "case.acknowledge"
    if number == "1":
        return _overdue_stage_1(office, situation)
    steps = {
        (Kind.STATUTORY, "2"): _investigation,
        (Kind.STATUTORY, "3"): _panel,
        (Kind.CORPORATE, "2"): _corporate_stage_2,
        (Kind.CORPORATE, "3"): _adjudicator,
    }.get((situation.view.kind, number))
    return next(steps(situation), None) if steps else None


def _overdue_stage_1(office: Office, situation: Situation) -> Step | None:
    """The person may go on without an answer when its time has run out (Getting the Best from Complaints 3.5)."""
    due = date_in_force(situation.stage)
    if not due or due >= situation.today.isoformat():
        return None
    may_ask = True
    if situation.view.kind is Kind.STATUTORY:
        clocks = {step: Clock.from_doc(doc) for step, doc in (situation.stage.get("clocks") or {}).items()}
        first = deadlines.may_ask_for_stage_2_from(clocks, office.calendars)
        may_ask = bool(first and first <= situation.today)
    more = " The person may ask for stage 2 now." if may_ask else ""
    return f"Answer now: it was due {_day(due)}.{more}", "case.answer"


def _investigation(situation: Situation) -> Iterator[Step]:
    stage, due = situation.stage, _answer_by(situation)
    yield from _nobody(
        situation, "investigating_officer", "the investigating officer", "investigator.appointed"
    )
    yield from _nobody(
        situation, "independent_person", "the independent person", "independent_person.appointed"
    )
    if not stage.get("agreed_on"):
        if stage.get("statement"):
            yield "Agree the statement of complaint with the person.", "move:statement.agreed"
        else:
            yield "Draft the statement of complaint.", "move:statement.drafted"
    if not stage.get("report_on"):
        yield f"Record the investigation report when it comes.{due}", "move:investigation.reported"
    if not stage.get("independent_report_on"):
        yield (
            f"Record the independent person's report when it comes.{due}",
            "move:independent_person.reported",
        )
    yield from _nobody(situation, "adjudicating_officer", "the adjudicating officer", "adjudicator.appointed")
    yield f"Record the adjudication and its outcome.{due}", "case.answer"


def _panel(situation: Situation) -> Iterator[Step]:
    stage, due = situation.stage, _answer_by(situation)
    if not stage.get("panel_on"):
        yield from _nobody(situation, "panel_chair", "the chair of the panel", "panel_chair.appointed")
        if len(situation.appointed("panel_member")) < 2:
            yield (
                "Appoint the members of the panel: three people with the chair.",
                "move:panel_member.appointed",
            )
        if not stage.get("panel_set_for"):
            yield f"Set the day of the panel.{due}", "move:panel.set"
        if not stage.get("papers_on"):
            yield f"Send the panel papers{_by(situation, 'CA_S3_PAPERS')}.", "move:papers.sent"
        yield f"Record that the panel met, on {_day(stage['panel_set_for'])}.", "move:panel.met"
    if not stage.get("panel_findings_on"):
        yield f"Record the panel's recommendations when they come.{due}", "move:panel.recommended"
    if not stage.get("director_met_on"):
        yield f"Consider the response with the stage 2 independent person.{due}", "move:response.considered"
    yield f"Record the director's answer.{due}", "case.answer"


def _corporate_stage_2(situation: Situation) -> Iterator[Step]:
    yield from _nobody(
        situation,
        "responding_manager",
        "who answers stage 2, somebody else than at stage 1",
        "reviewer.appointed",
    )


def _adjudicator(situation: Situation) -> Iterator[Step]:
    due = _answer_by(situation)
    yield from _nobody(
        situation,
        "independent_adjudicator",
        "the Independent Adjudicator",
        "independent_adjudicator.appointed",
    )
    yield f"Record the adjudicator's decision.{due}", "move:independent_adjudicator.decided"


def _nobody(situation: Situation, role: str, words: str, code: str) -> Iterator[Step]:
    if not situation.appointed(role):
        verb = "Appoint" if situation.view.kind is Kind.STATUTORY else "Name"
        yield f"{verb} {words}{_reminder(situation, code)}.", f"move:{code}"


def _reminder(situation: Situation, step: str) -> str:
    due = [
        str(task.doc["due_on"])
        for task in situation.view.tasks
        if task.doc.get("step") == step
        and task.doc.get("stage_id") == situation.stage_id
        and task.doc.get("due_on")
    ]
    return f" by {_day(due[-1])}" if due else ""


def _answer_by(situation: Situation) -> str:
    """What is due next by the main clock of the stage, as a sentence of its own."""
    due, step = date_in_force(situation.stage), situation.stage.get("main_step")
    what = {
        "CA_S3_PANEL": "The panel has to meet by",
        "CA_S3_REPORT": "They are due",
        "CO_S3_RESP": "It is due",
    }.get(str(step), "The answer is due")
    return f" {what} {_day(due)}." if due else ""


def _by(situation: Situation, step: str) -> str:
    due = ((situation.stage.get("clocks") or {}).get(step) or {}).get("due_on")
    return f" by {_day(due)}" if due else ""


def _day(text: object) -> str:
    return long_date(date.fromisoformat(str(text)))
