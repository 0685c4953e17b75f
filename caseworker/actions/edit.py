"""Change the details of a case; changing its type or date received counts its deadlines again, openly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.actions.count_again import count_again
from caseworker.actions.decide_reminder import finish_reminder
from caseworker.actions.restrict_requests import restricted_from_the_start
from caseworker.actions.stale import refuse_stale
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import LONGEST, cleaned, received_problems
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.words import postcode
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

EDITABLE: Mapping[str, tuple[str, ...]] = {
    "case": (
        "kind",
        "channel",
        "received_on",
        "raised_by",
        "summary",
        "wants",
        "risk",
        "division",
        "service",
        "team",
        "theme",
        "other_themes",
        "root_cause",
        "payment_related",
        "staff_named",
        "waiting_for",
        "follow_up_on",
        "subject",
        "requester_type",
        "late_reason",
        "late_details",
        "no_action_reason",
        "ward",
        "public_quote",
        "quote_may_publish",
    ),
    "party": (
        "full_name",
        "raised_by",
        "relationship",
        "phone",
        "email",
        "address",
        "preferred_contact",
        "adjustments",
        "born_on",
        "age",
        "child_status",
        "social_care_id",
        "voided",
    ),
    "task": ("what", "owner", "due_on", "done_on", "voided"),
    "stage": ("details", "remedy", "late_reason", "late_details"),
}
"""What may be changed by hand. Everything else changes by an act of its own."""


def edit_case(
    office: Office, seen: CaseView, entity_id: str, values: Mapping[str, Any], reason: str = ""
) -> Changed:
    """Change fields of one thing of a case: the case itself, a person or a task.

    Args:
        seen: the case as the person was looking at it (S3).
        entity_id: the thing; the case's own id for the case.
        values: new values; None empties a field.

    Raises:
        ProblemsError: a value cannot be so.
        RuleError: the field was changed meanwhile by somebody else, or is not changed by hand.
    """
    office.require("edit")
    stale = _find(seen, entity_id)
    tidy = {name: _tidied(name, value) for name, value in values.items()}
    _check(office, stale, tidy)

    due = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal due
        view = _not_void(transaction.case(seen.case_id))
        state = _find(view, entity_id)
        refuse_stale(stale, state, tidy)
        edits = CaseEdits(view, office.ids)
        edits.set(state, **_with_parents(office, state, tidy))
        if state.kind == "case" and edits.changed_fields:
            due = count_again(office, view, edits, tidy)
            if "kind" in edits.changed_fields and tidy["kind"] != Kind.UNDECIDED:
                finish_reminder(view, edits, office.clock.today())
        return [edits.draft("case.updated", cleaned(reason))] if edits else []

    written = office.save(make)
    labels = ", ".join(label_of(stale.kind, name).lower() for name in tidy)
    message = (
        f"Changed in {seen.reference}: {labels}.{due}"
        if written
        else "Nothing was different, so nothing was changed."
    )
    return office.changed(message, written, seen.reference)


def add_person(office: Office, seen: CaseView, role: str, values: Mapping[str, Any]) -> Changed:
    """Add a person to a case: role "child", "complaining" or "representative"."""
    office.require("edit")
    tidy = {name: _tidied(name, value) for name, value in values.items()}
    if not tidy.get("full_name"):
        raise ProblemsError([Problem("full_name", "Enter the full name")])

    def make(transaction: Transaction) -> list[Draft]:
        edits = CaseEdits(_not_void(transaction.case(seen.case_id)), office.ids)
        edits.add("party", role=role, **tidy)
        return [edits.draft("case.updated")]

    return office.changed(
        f"{tidy['full_name']} was added to {seen.reference}.", office.save(make), seen.reference
    )


def _not_void(view: CaseView) -> CaseView:
    if view.status is Status.VOID:
        raise RuleError("This case is void, so its details are left as they are. Undo making it void first.")
    return view


def _find(view: CaseView, entity_id: str) -> EntityState:
    for state in (view.case, *view.parties, *view.tasks, *view.stages):
        if state.id == entity_id:
            return state
    raise RuleError("This entry is no longer part of the case. Open the case again.")


def _tidied(name: str, value: Any) -> Any:
    if name == "address" and value:
        return {
            "lines": cleaned(value.get("lines", "")),
            "postcode": postcode(cleaned(value.get("postcode", ""))),
        }
    if isinstance(value, date):
        return value.isoformat()
    return cleaned(value) if isinstance(value, str) else value


def _check(office: Office, state: EntityState, values: Mapping[str, Any]) -> None:
    for name in values:
        if name not in EDITABLE.get(state.kind, ()):
            raise RuleError(f"{label_of(state.kind, name)} is not changed by hand.", field=name)
    problems = []
    if "received_on" in values:
        day = date.fromisoformat(values["received_on"]) if values["received_on"] else None
        problems += received_problems(day, office.clock.today())
    for name, value in values.items():
        label = label_of(state.kind, name)
        if name in ("summary", "full_name", "kind", "channel") and not value:
            problems.append(Problem(name, f"Enter {label[0].lower()}{label[1:]}"))
        if isinstance(value, str) and len(value) > LONGEST:
            problems.append(Problem(name, f"{label} must be {LONGEST:,} characters or fewer"))
    if values.get("kind") and values["kind"] not in {kind.value for kind in Kind}:
        problems.append(Problem("kind", "Choose the type from the list"))
    if values.get("email") and "@" not in values["email"]:
        problems.append(Problem("email", "Email must be an address such as name@example.org"))
    if values.get("born_on") and values["born_on"] > office.clock.today().isoformat():
        problems.append(Problem("born_on", "Date of birth must be today or in the past"))
    if problems:
        raise ProblemsError(problems)


def _with_parents(office: Office, state: EntityState, values: Mapping[str, Any]) -> dict[str, Any]:
    """A team brings its service, a service its division, the type whether it is a historic case review."""
    wanted = dict(values)
    if state.kind == "case":
        if wanted.get("kind"):
            is_review = wanted["kind"] == Kind.CASE_REVIEW
            if is_review != (state.doc.get("kind") == Kind.CASE_REVIEW):
                wanted["case_review"] = is_review
            if not state.doc.get("restricted"):
                owner_id = str(state.doc.get("owner_id") or "")
                wanted |= restricted_from_the_start(office, Kind(wanted["kind"]), owner_id)
        if wanted.get("team") and "service" not in wanted:
            wanted["service"] = office.vocabulary.parent_of("teams", wanted["team"]) or state.doc.get(
                "service"
            )
        if wanted.get("service") and "division" not in wanted:
            wanted["division"] = office.vocabulary.parent_of("services", wanted["service"]) or state.doc.get(
                "division"
            )
    return wanted
