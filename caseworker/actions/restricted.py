"""Restrict who sees a case, lift it again, and keep who looked at it (S9; rule book section 11, need to know)."""

from __future__ import annotations

from collections.abc import Iterable

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits, new_entity
from caseworker.domain.intake import cleaned
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office, Transaction
from caseworker.storage.cases import read_events


def restrict_case(office: Office, case_id: str, readers: Iterable[str], reason: str) -> Changed:
    """Let only the owner, the people named and those in charge see a case.

    Args:
        readers: ids of the staff list; whoever is at the keyboard is added, so that nobody locks themselves out.

    Raises:
        ProblemsError: the reason is missing, or somebody is not on the staff list.
        NotPermittedError: the role does not allow it.
    """
    office.require("restrict")
    words = cleaned(reason)
    named = sorted({*readers, office.person.id})
    problems = [] if words else [Problem("reason", "Enter why only some may see the case")]
    if not set(named) <= set(office.staff):
        problems.append(Problem("readers", "Choose people on the staff list"))
    if problems:
        raise ProblemsError(problems)
    return _set(office, case_id, "case.restricted", words, restricted=True, readers=named)


def lift_restriction(office: Office, case_id: str, reason: str = "") -> Changed:
    """Let everybody whose role may see cases see it again."""
    office.require("restrict")
    return _set(office, case_id, "case.unrestricted", cleaned(reason), restricted=False, readers=[])


def record_look(office: Office, view: CaseView) -> bool:
    """Keep that somebody looked at a restricted case, once a day for each person. Return whether it was kept now."""
    if not view.case.doc.get("restricted") or not office.person.id or office.database.read_only:
        return False
    today = office.clock.today().isoformat()
    with office.reading() as raw:
        looks = [e for e in read_events(raw, view.case_id) if e.kind == "case.viewed"]
    if any(look.author_id == office.person.id and _on(look.fields) == today for look in looks):
        return False
    seen = new_entity(office.ids.new(), "look", on=today, by=office.person.id)
    office.save(lambda _transaction: [Draft("case", view.case_id, "case.viewed", (seen,))])
    return True


def _on(fields: Iterable[object]) -> str:
    return next((str(getattr(f, "after", "")) for f in fields if getattr(f, "field", "") == "on"), "")


def _set(
    office: Office, case_id: str, kind: str, reason: str, *, restricted: bool, readers: list[str]
) -> Changed:
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        edits = CaseEdits(view, office.ids)
        edits.set(view.case, restricted=restricted, readers=readers, restricted_reason=reason)
        return [edits.draft(kind, reason)] if edits else []

    written = office.save(make)
    who = ", ".join(office.staff_name(person_id) for person_id in readers)
    said = (
        f"Only its owner, those in charge and {who} see {reference} now."
        if restricted
        else f"Everybody sees {reference} again."
    )
    return office.changed(
        said if written else "Nothing was different, so nothing was changed.", written, reference
    )
