"""The list of information requests: which law, who asks, how far each is, and the views of it (interface brief 4.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseworker.actions.case_words import case_due_words, case_tag
from caseworker.actions.information_step import State, Step
from caseworker.actions.information_steps import current_step, progress, steps_of
from caseworker.actions.look_up import list_page, query
from caseworker.domain.cases import CaseRow, CaseView
from caseworker.domain.due_words import Tag
from caseworker.domain.information import (
    decision_of,
    exemptions_of,
    is_relied_on,
    needs_balance,
    running_stop,
)
from caseworker.domain.kinds import Kind
from caseworker.domain.lists import SavedView
from caseworker.office import Office
from caseworker.storage.cases import read_case

MOST = 1_000
"""So many requests are read at most; a council has some hundreds open."""

_ALL = (
    SavedView("open", "All open", "No information request is open. Press Ctrl+N to log one."),
    SavedView(
        "person",
        "Waiting for clarification",
        "No request waits for clarification, a fee or proof of identity.",
    ),
    SavedView("service", "Waiting for service", "No request waits for a service."),
    SavedView("interest", "Public interest", "No public interest is being weighed."),
    SavedView("redaction", "Redaction to check", "No redaction waits for a second person."),
    SavedView("reviews", "Internal reviews", "No internal review is open."),
    SavedView("commissioner", "Commissioner", "No case of the Commissioner is open."),
    SavedView("complaints", "Data protection complaints", "No data protection complaint is open."),
    SavedView("log", "Disclosure log", "Nothing is in the disclosure log yet."),
)
REQUEST_VIEWS: Mapping[str, SavedView] = {view.code: view for view in _ALL}

_LAWS = {
    Kind.FOI: "FOI",
    Kind.EIR: "EIR",
    Kind.SAR: "Subject access",
    Kind.DATA_PROTECTION: "Data protection complaint",
    Kind.INTERNAL_REVIEW: "Internal review",
    Kind.COMMISSIONER: "Commissioner",
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as it is listed, in words.

    Attributes:
        steps: how many are done: "5 of 9 done"; now: what is under way or comes next; for a closed one its outcome.
        views: codes of the views it belongs to.
    """

    row: CaseRow
    law: str
    requester: str
    due: str
    tag: Tag
    status: str
    steps: str
    now: str
    owner: str
    views: frozenset[str]

    @property
    def spoken(self) -> str:
        """The whole line as one sentence."""
        parts = (
            self.row.reference,
            self.law,
            self.requester,
            self.due,
            self.steps,
            self.now,
            f"owner {self.owner}",
        )
        return ", ".join(part for part in parts if part)


def requests_of(office: Office, view: str = "open") -> tuple[RequestRow, ...]:
    """Return the requests of a view, those due first at the top."""
    office.require("read")
    if view == "log":
        return _rows(
            office,
            list_page(office, query(office, "disclosure_log", sort="received", descending=True), 0, MOST),
        )
    found = _rows(office, list_page(office, query(office, "information"), 0, MOST))
    return tuple(each for each in found if view in each.views)


def request_counts(rows: Sequence[RequestRow]) -> dict[str, int]:
    """Return how many of the open requests each view has; the disclosure log is counted when it is opened."""
    return {code: sum(code in row.views for row in rows) for code in REQUEST_VIEWS if code != "log"}


def _rows(office: Office, rows: Sequence[CaseRow]) -> tuple[RequestRow, ...]:
    with office.reading() as raw:
        views = [read_case(raw, row.case_id) for row in rows]
    return tuple(_row(office, view, row) for view, row in zip(views, rows, strict=True))


def _row(office: Office, view: CaseView, row: CaseRow) -> RequestRow:
    steps, tag = steps_of(office, view), case_tag(office, row)
    label = office.vocabulary.label("statuses", row.status)
    return RequestRow(
        row,
        _law(view),
        row.person or "Not known",
        case_due_words(office, row),
        tag,
        tag.label if row.status.is_active else label,
        progress(steps).partition(",")[0],
        _now(steps) if row.status.is_active else office.vocabulary.label("outcomes", row.outcome),
        office.staff_name(row.owner_id) or "nobody",
        frozenset(_views(view, steps)) if row.status.is_active else frozenset({"log"}),
    )


def _now(steps: Sequence[Step]) -> str:
    step = current_step(steps)
    return step.label if step else ""


def _law(view: CaseView) -> str:
    """The law of the request; for a review, that of what is reviewed."""
    if view.kind is Kind.INTERNAL_REVIEW and view.stage is not None and view.stage.doc.get("procedure"):
        return f"{view.stage.doc['procedure']} review"
    return _LAWS.get(view.kind, view.kind.label)


def _views(view: CaseView, steps: Sequence[Step]) -> set[str]:
    found = {"open"}
    if running_stop(view):
        found.add("person")
    if any(step.label == "Services asked" and step.state is State.DOING for step in steps):
        found.add("service")
    weighing = any(is_relied_on(each) and needs_balance(each) for each in exemptions_of(view))
    if weighing or (view.stage is not None and view.stage.doc.get("pit_notice_on")):
        found.add("interest")
    decision = decision_of(view, "redaction")
    if decision is not None and decision.doc.get("result") == "done" and not decision.doc.get("approved_on"):
        found.add("redaction")
    by_kind = {
        Kind.INTERNAL_REVIEW: "reviews",
        Kind.COMMISSIONER: "commissioner",
        Kind.DATA_PROTECTION: "complaints",
    }
    if view.kind in by_kind:
        found.add(by_kind[view.kind])
    return found
