"""What belongs together: fields that are one cell, which value is the safest, and which clashes stop a case.

Question: when two people change different fields that make sense only together, such as an outcome and its reason, what
is shown? Choice: such fields are one cell. Every change of one writes the cell's key too (its first field, with the
value it has), so that two people who did not know of each other clash in the key; the whole cell is then shown from one
of them, never a mixture. Cost: an unchanged key stands in the record again; the history leaves it out.

Source: offline rules C1, C3, C6, C7, C11.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.domain.changes import Value


@dataclass(frozen=True, slots=True)
class Cell:
    """Fields of a thing that make sense only together; the first is the key.

    Attributes:
        stops: whether a clash stops the response and the closing of the case (C11).
        by: the field whose safest value decides what is shown; "" for the latest.
    """

    fields: tuple[str, ...]
    stops: bool = False
    by: str = ""

    @property
    def key(self) -> str:
        """The field that every change of the cell writes."""
        return self.fields[0]


DEADLINE = Cell(
    (
        "started_on",
        "clocks",
        "procedure",
        "scheme",
        "main_step",
        "ack_step",
        "extended_to",
        "extension_reason",
        "extension_notice_on",
        "extension_agreed",
    ),
    stops=True,
    by="deadline",
)
"""A due date with the inputs it was counted from."""

_OUTCOME = Cell(("outcome", "outcome_reason"), stops=True)
_LATE = Cell(("late_reason", "late_details"))
_ENDED = Cell(("ended_on", "ended_reason"), by="ended_on")

CELLS: Mapping[str, tuple[Cell, ...]] = {
    "case": (
        _OUTCOME,
        Cell(("status", "closed_on", "void_reason"), stops=True, by="status"),
        Cell(("restricted", "restricted_reason", "readers"), by="restricted"),
        Cell(("legal_hold", "legal_hold_on", "legal_hold_reason", "legal_hold_lifted_on"), by="legal_hold"),
        _LATE,
        Cell(("escalated_on", "escalated_to", "escalated_due_on")),
        Cell(("public_quote", "quote_may_publish"), by="quote_may_publish"),
        Cell(("disclosure_log", "log_disclosed"), by="disclosure_log"),
    ),
    "stage": (
        _OUTCOME,
        DEADLINE,
        Cell(("decision", "decision_on"), stops=True),
        Cell(("answered_on", "answered_how"), stops=True),
        Cell(("acknowledged_on", "acknowledged_how")),
        Cell(("statement", "agreed_on"), stops=True),
        Cell(("searched_on", "search_places", "search_found")),
        Cell(("enquiries_on", "enquiries")),
        _LATE,
    ),
    "party": (
        Cell(("consent", "consent_asked_on", "consent_given_on", "consent_limits"), stops=True, by="consent"),
    ),
    "pause": (Cell(("from_on", "kind", "to_on", "reason"), stops=True),),
    "point": (Cell(("finding", "reason"), stops=True),),
    "task": (Cell(("done_on", "satisfied_on", "evidence")),),
    "decision": (
        Cell(("decided_on", "decided_by", "result", "answers", "grounds", "reason"), stops=True),
        Cell(("approved_on", "approved_by"), stops=True),
    ),
    "payment": (Cell(("amount_pounds", "agreed_on", "reason")),),
    "appointment": (Cell(("checked_on", "checked_by", "is_independent", "independence_answers")),),
    "letter": (
        Cell(
            (
                "status",
                "sent_on",
                "sent_how",
                "sent_by",
                "tracking",
                "digest",
                "seal",
                "text",
                "content",
                "dated_on",
                "recipient",
                "recipient_role",
                "party_id",
                "template_version",
                "facts",
                "checks",
                "approved_by",
                "approved_on",
                "signatory_id",
                "signature_digest",
                "enclosed",
                "review_by",
                "review_on",
                "returned_by",
            ),
            stops=True,
            by="sent_on",
        ),
    ),
    "alert": (_ENDED, Cell(("recorded_on", "risk", "what_to_do", "evidence"))),
    "contact_plan": (_ENDED, Cell(("start_on", "routes", "how", "reason", "approved_by"))),
    "person": (Cell(("merged_into", "merged_on")),),
    "exemption": (Cell(("balance", "balance_reason")), Cell(("opinion_on", "opinion", "opinion_by"))),
    "third_party": (Cell(("answer", "answered_on", "views")),),
    "contribution": (Cell(("received_on", "reply")),),
}
"""By kind of thing. An address is one field that holds its lines and its postcode, so it needs no line here."""

_BY_FIELD: Mapping[str, Mapping[str, Cell]] = {
    kind: {name: cell for cell in cells for name in cell.fields} for kind, cells in CELLS.items()
}
_KEYS = frozenset(cell.key for cells in CELLS.values() for cell in cells)
_NONE: Mapping[str, Cell] = {}

_STOPS: Mapping[str, frozenset[str]] = {
    "case": frozenset({"kind", "received_on", "status"}),
    "stage": frozenset(
        {"voided", "set_due_on", "recorded_due_on", "recorded_extended_on", "request_outcome"}
    ),
    "party": frozenset({"full_name", "address", "email", "role", "person_id", "preferred_contact", "voided"}),
    **dict.fromkeys(("point", "pause", "letter", "decision"), frozenset({"voided"})),
}
"""Single fields whose clash stops a case: its course, the statutory dates, and who a response goes to and where."""

PROTECTIVE: Mapping[str, tuple[Value, ...]] = {
    "restricted": (True,),
    "unsafe_address": (True,),
    "do_not_contact": (True,),
    "consent_withdrawn": (True,),
    "legal_hold": (True,),
    "risk": ("yes", "unsure"),
    "consent": ("refused", "limited", "asked"),
    "is_child": (True,),
}
"""Fields whose most protective value, first in the list, is shown while they are in conflict (C1)."""

_SAFER_UNSET = frozenset(
    {"voided", "ended_on", "quote_may_publish", "may_publish", "disclosure_log", "identity_checked"}
)
"""Fields that are safest empty: a thing not removed, an alert not ended, nothing published."""

_EARLIEST = frozenset(
    {
        "due_on",
        "review_on",
        "set_due_on",
        "recorded_due_on",
        "recorded_extended_on",
        "commissioner_due_on",
        "deadline",
    }
)
"""Dates of which the earlier is worked to while two clash (C6)."""


def cells_of(kind: str) -> Mapping[str, Cell]:
    """Return, for the fields of a kind of thing that belong with others, the cell of each."""
    return _BY_FIELD.get(kind, _NONE)


def fields_of_cell(kind: str, field: str) -> tuple[str, ...]:
    """Return the fields that make sense only together with this one, itself among them, the key first."""
    cell = cells_of(kind).get(field)
    return cell.fields if cell else (field,)


def may_be_again(field: str) -> bool:
    """Return whether a field may be written again unchanged, beside another one of its cell or of a removed thing."""
    return field in _KEYS or field == "voided"


def stops(kind: str, field: str) -> bool:
    """Return whether a clash about a field stops the response and the closing of its case, and nothing else (C11)."""
    cell = cells_of(kind).get(field)
    return bool(cell and cell.stops) or field in _STOPS.get(kind, ())


def removal(kind: str) -> tuple[str, Value]:
    """Return the field and the value by which a thing of this kind is made void (C7)."""
    return ("status", "void") if kind == "case" else ("voided", True)


def removes(kind: str, field: str, value: Value) -> bool:
    """Return whether a value makes its thing void."""
    return field == "status" and value == "void" if kind == "case" else field == "voided" and bool(value)


def safety(name: str, value: Value) -> tuple[int, str]:
    """Return how safe a value is while it clashes with another: the least is shown, of equal ones the latest."""
    if name in PROTECTIVE:
        known = PROTECTIVE[name]
        return (known.index(value) if value in known else len(known), "")
    if name in _SAFER_UNSET:
        return (int(bool(value)), "")
    if name in _EARLIEST:
        return (0, str(value)) if value else (1, "")
    if name == "status":
        return (int(value == "void"), "")
    if name == "sent_on":  # a letter that went out must not look as if it could be sent again
        return (int(not value), "")
    return (0, "")


def safety_of_cell(cell: Cell, values: Mapping[str, Value]) -> tuple[int, str]:
    """Return how safe one side of a clash about a whole cell is, as `safety` does for a field."""
    if not cell.by:
        return (0, "")
    if cell.by != "deadline":
        return safety(cell.by, values.get(cell.by))
    from caseworker.domain.stages import date_in_force  # knows what a stage is, which is made of cells

    due_on = date_in_force(values)
    if due_on is None:  # the clock stands still: a last day that holds all the same is safer than none
        clocks = values.get("clocks")
        steps = clocks.values() if isinstance(clocks, dict) else ()
        return (1, f"{999 - sum(1 for step in steps if isinstance(step, dict) and step.get('due_on')):03}")
    return safety(cell.by, due_on)
