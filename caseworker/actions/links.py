"""Link two cases, or take the link away: written in both cases, in one save."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, EntityChange
from caseworker.domain.editing import CaseEdits, new_entity
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.links import INVERSE, Linkable, link_values
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.case_rows import READ_COLUMNS, to_case_row
from caseworker.storage.visible import visible_to


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A link as the case shows it.

    Attributes:
        relation: in words, as this case sees it: "Internal review of".
        about: what the other case is, in words; empty when it is not here, or not for the person at the keyboard.
    """

    link_id: str
    case_id: str
    reference: str
    relation: str
    about: str


def link_changes(
    office: Office, case: Linkable, other: Linkable, relation: str
) -> tuple[EntityChange, EntityChange]:
    """Return the changes that link two cases: the first belongs to `case`, the second to `other`.

    For actions that log a linked case: put them into the drafts of the two cases of one save.

    Args:
        relation: what `case` is to `other`: an internal review is the "review_of" the request.
    """
    return (
        new_entity(office.ids.new(), "link", **link_values(other, relation)),
        new_entity(office.ids.new(), "link", **link_values(case, INVERSE[relation])),
    )


def link_cases(office: Office, case_id: str, other_id: str, relation: str, *, stamp: str = "") -> Changed:
    """Link a case to another.

    Args:
        relation: what the case is to the other: a code of the list "link_relations".

    Raises:
        ProblemsError: the relation or the other case is missing.
        RuleError: they are linked so already, or one of them is void.
    """
    office.require("edit")
    problems = []
    if relation not in INVERSE:
        problems.append(Problem("relation", "Choose how the cases belong together"))
    if not other_id:
        problems.append(Problem("other", "Choose the other case"))
    elif other_id == case_id:
        problems.append(Problem("other", "Choose another case: a case is not linked to itself"))
    if problems:
        raise ProblemsError(problems)
    message = reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal message, reference
        case, other = transaction.case(case_id), transaction.case(other_id)
        reference = case.reference
        _check(case, other, relation)
        words = office.vocabulary.label("link_relations", relation).lower()
        message = f"{reference} was linked: {words} {other.reference}."
        drafts = []
        for view, to, code in ((case, other, relation), (other, case, INVERSE[relation])):
            edits = CaseEdits(view, office.ids)
            edits.add("link", **link_values(to, code))
            drafts.append(edits.draft("case.linked"))
        return drafts

    written = office.save(make, stamp=stamp)
    return office.changed(message, written, reference)


def remove_link(office: Office, case_id: str, link_id: str) -> Changed:
    """Take a link away, in both cases.

    Raises:
        RuleError: the link is gone already.
    """
    office.require("edit")
    reference = other = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, other
        case = transaction.case(case_id)
        link = next((each for each in case.of_kind("link") if each.id == link_id), None)
        if link is None:
            raise RuleError("This link is no longer part of the case. Open the case again.")
        reference, other = case.reference, str(link.doc["reference"])
        ends = [(case, link)]
        if _is_here(transaction, str(link.doc["case_id"])):
            opposite = transaction.case(str(link.doc["case_id"]))
            ends += [(opposite, back) for back in _back(opposite, case_id, str(link.doc["relation"]))]
        drafts = []
        for view, state in ends:
            edits = CaseEdits(view, office.ids)
            edits.set(state, voided=True)
            drafts.append(edits.draft("case.unlinked"))
        return drafts

    written = office.save(make)
    return office.changed(f"The link of {reference} to {other} was removed.", written, reference)


def linked_cases(office: Office, view: CaseView) -> tuple[LinkedCase, ...]:
    """Return the links of a case with what each other case is now."""
    links = view.of_kind("link")
    if not links:
        return ()
    with office.reading() as raw:
        marks = ", ".join("?" * len(links))
        rows = raw.execute(
            f"SELECT {READ_COLUMNS} FROM case_list c WHERE c.id IN ({marks}) AND {visible_to(office.reader)}",
            [link.doc["case_id"] for link in links],
        ).fetchall()
    found = {row.case_id: row for row in map(to_case_row, rows)}
    shown = []
    for link in links:
        row = found.get(str(link.doc["case_id"]))
        status = office.vocabulary.label("statuses", row.status) if row else ""
        shown.append(
            LinkedCase(
                link.id,
                row.case_id if row else "",
                row.reference if row else str(link.doc["reference"]),
                office.vocabulary.label("link_relations", str(link.doc["relation"])),
                f"{row.kind.label}, {status.lower()}" if row else "",
            )
        )
    return tuple(shown)


def _check(case: CaseView, other: CaseView, relation: str) -> None:
    for view in (case, other):
        if view.status is Status.VOID:
            raise RuleError(f"{view.reference} is void, so it is not linked. Undo making it void first.")
    if _back(case, other.case_id, INVERSE[relation]):
        raise RuleError(f"{case.reference} and {other.reference} are linked so already.", field="other")


def _back(view: CaseView, case_id: str, relation: str) -> list[EntityState]:
    """The links of a case that answer a link of another case to it."""
    return [
        link
        for link in view.of_kind("link")
        if link.doc.get("case_id") == case_id and link.doc.get("relation") == INVERSE[relation]
    ]


def _is_here(transaction: Transaction, case_id: str) -> bool:
    return bool(transaction.raw.execute("SELECT 1 FROM case_list WHERE id = ?", (case_id,)).fetchone())
