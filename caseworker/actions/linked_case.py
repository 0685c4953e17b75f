"""Log a case that belongs to another: the Ombudsman's, the complaint in an enquiry, an advocacy referral.

It has a reference and clocks of its own; people, place and who may see it are copied; both cases show the link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.actions.doing import Doing
from caseworker.actions.links import link_changes
from caseworker.actions.stage_clocks import begin_stage, count_clocks
from caseworker.domain.changes import Draft, EntityChange, Value
from caseworker.domain.editing import new_entity
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.links import LinkEnd
from caseworker.office import Office, Transaction

_COPIED = (
    "division service team theme other_themes raised_by owner_id ward risk"
    " restricted restricted_reason readers"
).split()


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is known of the case to log.

    Attributes:
        kind: its type.
        relation: what it is to the case it comes from (list "link_relations"): the Ombudsman case is "ombudsman_of" it.
        received_on: the day it reached the council; its clocks count from it.
        case: further fields of the case, in place of those copied.
        stage: further fields of its first stage; events among them count for its clocks.
        parts: further things of the case: kind and fields.
        roles: the people copied, by their part in the case.
        stage_id, begun: id and fields of a stage that has begun already, deadlines included, in place of a first stage.
    """

    kind: Kind
    relation: str
    received_on: date
    case: Mapping[str, Value] = field(default_factory=dict)
    stage: Mapping[str, Value] = field(default_factory=dict)
    parts: tuple[tuple[str, Mapping[str, Value]], ...] = ()
    roles: tuple[str, ...] = ("complaining", "child", "representative")
    stage_id: str = ""
    begun: Mapping[str, Value] = field(default_factory=dict)


def open_linked(doing: Doing, new: NewCase) -> str:
    """Have a linked case logged in the same save as the move. Return its id; its reference is in the message."""
    office, end = doing.office, LinkEnd(doing.office.ids.new(), "")
    ends: list[EntityChange] = []

    def log_it(transaction: Transaction) -> Draft:
        reference = transaction.next_reference()
        mine, theirs = link_changes(office, LinkEnd(end.case_id, reference), doing.view, new.relation)
        ends.append(theirs)
        doing.say(f"It was logged as {reference}.")
        return Draft(
            "case",
            end.case_id,
            "case.logged",
            (*_entities(doing, new, end.case_id, reference), mine),
            is_new=True,
        )

    def link_back(_transaction: Transaction) -> Draft:
        code = "case.linked" if doing.has_changes else doing.move.code
        return Draft("case", doing.view.case_id, code, tuple(ends))

    doing.later += [log_it, link_back]
    return end.case_id


def stage_of(office: Office, kind: Kind, received_on: date, more: Mapping[str, Any]) -> dict[str, Value]:
    """Return a first stage with what has happened already, its clocks counted from that."""
    stage = {**begin_stage(office, kind, received_on), **{name: _kept(value) for name, value in more.items()}}
    if stage.get("procedure"):
        stage["clocks"] = count_clocks(office, kind, stage, ())
    return stage


def _entities(doing: Doing, new: NewCase, case_id: str, reference: str) -> list[EntityChange]:
    ids, view = doing.office.ids, doing.view
    case = {
        **{name: view.value(name) for name in _COPIED},
        **{name: _kept(value) for name, value in new.case.items()},
        "reference": reference,
        "kind": new.kind.value,
        "received_on": new.received_on.isoformat(),
        "status": Status.OPEN.value,
        "case_review": new.kind is Kind.CASE_REVIEW,
    }
    stage_id = new.stage_id or ids.new()
    stage = new.begun or stage_of(doing.office, new.kind, new.received_on, new.stage)
    people = [p.doc for p in view.parties if p.doc.get("role") in new.roles]
    return [
        new_entity(case_id, "case", **case),
        new_entity(stage_id, "stage", **stage),
        *(new_entity(ids.new(), "party", **doc) for doc in people),
        *(
            new_entity(ids.new(), kind, **{name: _kept(value) for name, value in values.items()})
            for kind, values in new.parts
        ),
    ]


def _kept(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
