"""Opening the case that follows a request, with a reference of its own: internal review, Commissioner's case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.actions.acknowledge import happened_on
from caseworker.actions.doing import Doing, Effect
from caseworker.actions.links import link_changes
from caseworker.actions.restrict_requests import let_see
from caseworker.actions.stage_clocks import begin_stage, count_clocks, plan_stage
from caseworker.domain.changes import Draft, EntityChange
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import new_entity
from caseworker.domain.information import clock_day
from caseworker.domain.kinds import Kind, Procedure, Status
from caseworker.domain.links import LinkEnd
from caseworker.errors import RuleError
from caseworker.office import Transaction

_COPIED_TO_CASE = ("channel", "division", "service", "team", "subject", "requester_type", "raised_by")
_COPIED_PARTIES = ("complaining", "child", "representative")
_LAST_STEP = {Kind.FOI: "FOI_IR_REQ_BY", Kind.EIR: "EIR_IR_REQ_BY"}


def _review_opened(doing: Doing) -> None:
    """The review counts from the day it was asked for: 20 working days (40 when complex) under FOI, 40 under EIR."""
    view = doing.view
    asked = happened_on(doing.office, doing.day("on"), view.row.received_on, "on", "Date asked")
    last = clock_day(view, _LAST_STEP.get(view.kind, ""))
    late = str(doing.values["late"] or "")
    if last is not None and asked > last and not late:
        rule = "EIR reg. 11(2)" if view.kind is Kind.EIR else "Code of Practice 5.3"
        raise RuleError(
            f"The last day to ask was {long_date(last)}, 40 working days after the answer ({rule}). Say why the"
            " request is accepted all the same.",
            field="late",
            source=rule,
        )
    reviewer = str(doing.values["reviewer"] or "")
    if reviewer:
        let_see(doing, reviewer)
    stage = _review_stage(doing, asked)
    if late:
        stage["review_accepted_late"] = late
    _open(doing, Kind.INTERNAL_REVIEW, asked, reviewer, stage, "review_of", str(doing.values["about"]))
    if reviewer and reviewer == view.row.owner_id:
        doing.say(
            "The reviewer dealt with the request: where practicable it is somebody else (Code of Practice 5.9)."
        )


def _review_stage(doing: Doing, asked: date) -> dict[str, Any]:
    procedure = doing.view.kind.procedure
    if procedure not in (Procedure.FOI, Procedure.EIR):
        doing.say("The law sets no day for a review about personal data; it is answered without undue delay.")
        return {"number": "review", "label": "Internal review", "started_on": asked.isoformat()}
    stage = plan_stage(doing.office, procedure, "review", "Internal review", asked)
    stage["clocks"] = count_clocks(doing.office, Kind.INTERNAL_REVIEW, stage, ())
    due = stage["clocks"][stage["main_step"]].get("due_on")
    if due:
        doing.say(f"The review is due {long_date(date.fromisoformat(due))}.")
    return stage


def _commissioner_opened(doing: Doing) -> None:
    """The Commissioner's case has the day the Commissioner set, never one of ours."""
    asked = happened_on(
        doing.office, doing.day("on"), doing.view.row.received_on, "on", "Date the Commissioner wrote"
    )
    stage: dict[str, Any] = begin_stage(doing.office, Kind.COMMISSIONER, asked)
    stage["commissioner_reference"] = str(doing.values["reference"] or "")
    due = doing.values["due"]
    if isinstance(due, date):
        stage |= {"commissioner_asked_on": asked.isoformat(), "commissioner_due_on": due.isoformat()}
        stage["clocks"] = count_clocks(doing.office, Kind.COMMISSIONER, stage, ())
    owner = doing.view.row.owner_id
    _open(doing, Kind.COMMISSIONER, asked, owner, stage, "commissioner_of", str(doing.values["about"]))
    if isinstance(due, date):
        doing.say(f"The Commissioner asks for our reply by {long_date(due)}.")


def _open(
    doing: Doing, kind: Kind, on: date, owner_id: str, stage: dict[str, Any], relation: str, about: str
) -> None:
    """Log the linked case in the same save, with the people of this one, and link the two."""
    office, view = doing.office, doing.view
    case_id = office.ids.new()
    opened: dict[str, str] = {}
    links: list[EntityChange] = []

    def log(transaction: Transaction) -> Draft:
        opened["reference"] = transaction.next_reference()
        doing.say(f"Its reference is {opened['reference']}.")
        mine, other = link_changes(office, LinkEnd(case_id, opened["reference"]), view, relation)
        links.append(other)
        entities = [
            new_entity(
                case_id, "case", **_case_values(doing, kind, on, owner_id, opened["reference"], about)
            ),
            new_entity(office.ids.new(), "stage", **stage),
            *_people(doing),
            mine,
        ]
        return Draft("case", case_id, "case.logged", tuple(entities), f"From {view.reference}", is_new=True)

    def link(_transaction: Transaction) -> Draft:
        return Draft("case", view.case_id, doing.move.code, tuple(links), opened["reference"])

    doing.later += [log, link]


def _case_values(
    doing: Doing, kind: Kind, on: date, owner_id: str, reference: str, about: str
) -> dict[str, Any]:
    view = doing.view
    values: dict[str, Any] = {name: view.value(name) for name in _COPIED_TO_CASE}
    return values | {
        "reference": reference,
        "kind": kind.value,
        "received_on": on.isoformat(),
        "summary": about,
        "owner_id": owner_id,
        "status": Status.OPEN.value,
        "parent_reference": view.reference,
        "restricted": view.value("restricted"),
        "restricted_reason": view.value("restricted_reason"),
        "readers": sorted({*(view.value("readers") or ()), owner_id} - {""})
        if view.value("restricted")
        else None,
    }


def _people(doing: Doing) -> list[EntityChange]:
    """Return the people of the request as people of the linked case."""
    return [
        new_entity(doing.office.ids.new(), "party", **party.doc)
        for party in doing.view.parties
        if party.doc.get("role") in _COPIED_PARTIES
    ]


EFFECTS: Mapping[str, Effect] = {
    "review.opened": _review_opened,
    "commissioner.opened": _commissioner_opened,
}
