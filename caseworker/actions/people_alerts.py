"""Safety alerts and contact plans of a person (interface brief 4.9).

A safety alert stands until somebody ends it, and is looked at again on its review day; it is never in a letter. A
contact plan ends on its review day unless it is renewed; it says how we are in touch and never changes the type, the
deadline or the outcome of a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.people_register import GONE, Known, PersonChanged, known, told
from caseworker.domain.changes import Draft, EntityChange
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import new_entity
from caseworker.domain.fold import EntityState, changes_between
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.people import plan_runs
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage import people as store


@dataclass(frozen=True, slots=True)
class Alert:
    """A risk to somebody who visits or speaks with a person."""

    risk: str = ""
    what_to_do: str = ""
    evidence: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How we are in touch with a person for a time.

    Attributes:
        routes: codes of the list of routes that are allowed.
        approved_by: somebody of the staff who may approve.
        review_on: the last day, unless it is renewed.
    """

    reason: str = ""
    routes: tuple[str, ...] = ()
    how: str = ""
    approved_by: str = ""
    start_on: date | None = None
    review_on: date | None = None


def approvers(office: Office) -> list[tuple[str, str]]:
    """Return id and name of the staff of today who may approve a contact plan."""
    today = office.clock.today()
    may = {role.code for role in office.roles.values() if "sign_off" in role.may}
    people = [p for p in office.staff.values() if p.works_on(today) and p.role in may]
    return [(p.id, p.full_name) for p in sorted(people, key=lambda p: p.full_name.casefold())]


def record_alert(office: Office, some_id: str, alert: Alert) -> PersonChanged:
    """Record a safety alert; every case of the person shows it from now on."""
    today = office.clock.today()
    problems = _texts(risk=("the risk", alert.risk), what_to_do=("what to do", alert.what_to_do))
    problems += _review(alert.review_on, today)
    values = {
        "risk": cleaned(alert.risk),
        "what_to_do": cleaned(alert.what_to_do),
        "evidence": cleaned(alert.evidence),
        "recorded_on": today.isoformat(),
        "review_on": alert.review_on.isoformat() if alert.review_on else None,
    }
    return _add(
        office, some_id, "alert", "alert.recorded", values, problems, "A safety alert was recorded for {}."
    )


def review_alert(
    office: Office, person_id: str, alert_id: str, review_on: date | None, reason: str
) -> PersonChanged:
    """Keep an alert standing until another review day."""
    problems = _review(review_on, office.clock.today())
    values = {"review_on": review_on.isoformat() if review_on else None}
    return _change(
        office, person_id, alert_id, "alert.reviewed", values, reason, problems, "The safety alert stands."
    )


def end_alert(office: Office, person_id: str, alert_id: str, reason: str) -> PersonChanged:
    """End a safety alert: from now on no case shows it; it stays in the person's record."""
    values = {"ended_on": office.clock.today().isoformat(), "ended_reason": cleaned(reason)}
    problems = _texts(reason=("why it ends", reason))
    return _change(
        office, person_id, alert_id, "alert.ended", values, reason, problems, "The safety alert ended."
    )


def record_plan(office: Office, some_id: str, plan: Plan) -> PersonChanged:
    """Record a contact plan.

    Raises:
        ProblemsError: entries to mend, or the one named may not approve it.
    """
    values = {
        "reason": cleaned(plan.reason),
        "routes": [code for code in plan.routes if office.vocabulary.has("contact_routes", code)],
        "how": cleaned(plan.how),
        "approved_by": plan.approved_by,
        "start_on": plan.start_on.isoformat() if plan.start_on else None,
        "review_on": plan.review_on.isoformat() if plan.review_on else None,
    }
    problems = _texts(reason=("the reason", plan.reason))
    if not values["routes"]:
        problems.append(Problem("routes", "Choose at least one route that is open to the person"))
    problems += _approval(office, plan.approved_by)
    if plan.start_on is None:
        problems.append(Problem("start_on", "Enter the start date"))
    problems += _review(plan.review_on, max(office.clock.today(), plan.start_on or date.min))
    return _add(
        office,
        some_id,
        "contact_plan",
        "plan.recorded",
        values,
        problems,
        "A contact plan was recorded for {}.",
    )


def renew_plan(
    office: Office, person_id: str, plan_id: str, review_on: date | None, approved_by: str, reason: str
) -> PersonChanged:
    """Let a contact plan go on until another review day.

    Raises:
        RuleError: it has ended; ProblemsError: entries to mend.
    """
    today = office.clock.today()
    problems = [
        *_texts(reason=("why it goes on", reason)),
        *_approval(office, approved_by),
        *_review(review_on, today),
    ]

    def runs(state: EntityState) -> None:
        if not plan_runs(state.doc, today) and str(state.doc.get("start_on") or "") <= today.isoformat():
            raise RuleError("This contact plan has ended. Record a new one if it is still needed.")

    values = {"review_on": review_on.isoformat() if review_on else None, "approved_by": approved_by}
    until = long_date(review_on) if review_on else ""
    return _change(
        office,
        person_id,
        plan_id,
        "plan.renewed",
        values,
        reason,
        problems,
        f"The contact plan goes on until {until}.",
        runs,
    )


def end_plan(office: Office, person_id: str, plan_id: str, reason: str) -> PersonChanged:
    """End a contact plan today."""
    values = {"ended_on": office.clock.today().isoformat(), "ended_reason": cleaned(reason)}
    problems = _texts(reason=("why it ends", reason))
    return _change(
        office, person_id, plan_id, "plan.ended", values, reason, problems, "The contact plan ended."
    )


# -- what they share ----------------------------------------------------------------------------------------------


def _add(
    office: Office,
    some_id: str,
    thing: str,
    kind: str,
    values: dict[str, Any],
    problems: list[Problem],
    message: str,
) -> PersonChanged:
    office.require("people")
    if problems:
        raise ProblemsError(problems)
    who = Known("", "")

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal who
        who = known(office, transaction, some_id)
        return who.added(kind, new_entity(office.ids.new(), thing, **values))

    written = office.save(make)
    return told(office, message.format(who.whom), written, who.person_id)


def _change(
    office: Office,
    person_id: str,
    thing_id: str,
    kind: str,
    values: dict[str, Any],
    reason: str,
    problems: list[Problem],
    message: str,
    check: Any = None,
) -> PersonChanged:
    office.require("people")
    if problems:
        raise ProblemsError(problems)

    def make(transaction: Transaction) -> list[Draft]:
        state = store.entity(transaction.raw, thing_id)
        if state is None or state.doc.get("voided") or state.doc.get("ended_on"):
            raise RuleError("This has ended already." if state is not None else GONE)
        if check is not None:
            check(state)
        change = EntityChange(state.id, state.kind, changes_between(state, values))
        return [Draft("person", state.scope_id, kind, (change,), cleaned(reason))] if change.fields else []

    return told(office, message, office.save(make), person_id)


def _texts(**texts: tuple[str, str]) -> list[Problem]:
    found = [Problem(name, f"Enter {what}") for name, (what, text) in texts.items() if not cleaned(text)]
    long = [
        Problem(name, f"The text must be {LONGEST:,} characters or fewer")
        for name, (_what, text) in texts.items()
        if len(text) > LONGEST
    ]
    return found + long


def _review(review_on: date | None, after: date) -> list[Problem]:
    if review_on is None:
        return [Problem("review_on", "Enter the review date")]
    if review_on <= after:
        return [Problem("review_on", f"Review date must be after {long_date(after)}")]
    return []


def _approval(office: Office, person_id: str) -> list[Problem]:
    if not person_id:
        return [Problem("approved_by", "Choose who approved it")]
    if person_id not in dict(approvers(office)):
        return [Problem("approved_by", f"{office.staff_name(person_id)} may not approve a contact plan")]
    return []
