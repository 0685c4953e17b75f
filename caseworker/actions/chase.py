"""Chase in one act: one email for each service with its cases, one for each head of service who must be told.

Question: does the program send? Choice: no; it writes drafts (.eml) that Outlook opens as unsent messages, so that a
person reads each before it goes. Cost: what is recorded is that the draft was written.
Source: interface rule S6; rule book 2.2 and letter L47 (reminder and escalation to service).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.actions.chase_email import Email, EmailCase, as_eml, file_name
from caseworker.actions.chase_facts import Facts, case_facts
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.editing import CaseEdits
from caseworker.domain.lists import CaseQuery
from caseworker.domain.work import added_day
from caseworker.errors import RuleError
from caseworker.files import told_of_os, write_whole
from caseworker.office import Office, Transaction
from caseworker.storage import case_lists

NOT_DONE = "The emails were not written"


@dataclass(frozen=True, slots=True)
class ChasePlan:
    """What would be written, before it is.

    Attributes:
        emails: the drafts: to services first, then to heads of service.
        notes: what is not written about a case, and why: its reference and a sentence.
    """

    emails: tuple[Email, ...]
    notes: tuple[tuple[str, str], ...]

    @property
    def without_address(self) -> tuple[Email, ...]:
        """The drafts whose reader must be filled in by hand."""
        return tuple(email for email in self.emails if not email.to)

    @property
    def case_ids(self) -> tuple[str, ...]:
        """Every case that stands in a draft, once."""
        return tuple(dict.fromkeys(case.case_id for email in self.emails for case in email.cases))


def plan_chase(office: Office, case_ids: Sequence[str]) -> ChasePlan:
    """Return what chasing these cases would write: each case that was chosen is chased, late or not."""
    office.require("note")
    return _plan(office, case_ids, is_chosen=True)


def plan_chase_list(office: Office, asked: CaseQuery) -> ChasePlan:
    """Return what chasing a list would write: of its cases those that are late, nearly due or wait for a service."""
    office.require("note")
    with office.reading_lists() as raw:
        rows = case_lists.rows_by_number(raw, case_lists.to_chase(raw, asked), office.reader)
    return _plan(office, [row.case_id for row in rows], is_chosen=False)


def write_chase(office: Office, plan: ChasePlan, folder: Path) -> Changed:
    """Write the drafts into a folder and record on each case that it was chased; one Undo takes the records back.

    Raises:
        RuleError: there is nothing to write, or a case was closed meanwhile.
        UnavailableError: a file cannot be written; nothing is recorded then, and no draft is left behind.
    """
    office.require("note")
    if not plan.emails:
        raise RuleError("No case here waits for a service, so there is nothing to chase.")
    paths = _write(plan.emails, folder, office.clock.today())
    try:
        written = office.save(lambda transaction: _records(office, transaction, plan))
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    emails = (
        f"{count_of(len(paths), 'email draft')} {'was' if len(paths) == 1 else 'were'} written to {folder}"
    )
    cases = count_of(len(plan.case_ids), "case")
    return office.changed(f"{emails}. {cases} recorded as chased.", written)


def _plan(office: Office, case_ids: Sequence[str], *, is_chosen: bool) -> ChasePlan:
    found: dict[tuple[str, str], list[Facts]] = {}
    notes: list[tuple[str, str]] = []
    for case_id in dict.fromkeys(case_ids):
        facts, said = case_facts(office, case_id, is_chosen=is_chosen)
        notes += said
        for each in facts:
            found.setdefault((each.kind, each.group), []).append(each)
    order = {"service": 0, "head": 1}
    emails = [
        _email(office, kind, found[kind, group])
        for kind, group in sorted(found, key=lambda key: (order[key[0]], key[1].casefold()))
    ]
    return ChasePlan(tuple(emails), tuple(notes))


def _email(office: Office, kind: str, facts: Sequence[Facts]) -> Email:
    named = [each for each in facts if each.is_contact and each.to[1]]
    to = tuple(dict.fromkeys(each.to for each in named or facts if each.to[1]))
    cases = [each.case for each in facts]
    cases.sort(key=lambda case: (case.rank, case.due_on or date.max, case.reference))
    name = to[0][0] if len(to) == 1 else ""
    return Email(kind, facts[0].title, name, to, tuple(cases))


def _write(emails: Sequence[Email], folder: Path, today: date) -> list[Path]:
    with told_of_os(NOT_DONE, folder):
        folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    try:
        for email in emails:
            path = _free(folder / file_name(email, today))
            write_whole(path, as_eml(email), not_done=NOT_DONE)
            paths.append(path)
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    return paths


def _free(path: Path) -> Path:
    """A name that no file in the folder has: a draft written earlier the same day stays as it is."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _records(office: Office, transaction: Transaction, plan: ChasePlan) -> list[Draft]:
    today, drafts = office.clock.today(), []
    chased = _by_case(plan, "service")
    told = _by_case(plan, "head")
    for case_id in plan.case_ids:
        view = transaction.case(case_id)
        edits = CaseEdits(view, office.ids)
        values: dict[str, Value] = {}
        if case_id in chased:
            values["chased_on"] = added_day(view.value("chased_on"), today)
        if case_id in told:
            email, _case = told[case_id][0]
            values["escalated_on"] = today.isoformat()
            values["escalated_to"] = email.name or email.title
            values["escalated_due_on"] = view.row.due_on.isoformat() if view.row.due_on else None
        edits.set(view.case, **values)
        asked = {one for _email, case in chased.get(case_id, ()) for one in case.contribution_ids}
        for each in view.of_kind("contribution"):
            if each.id in asked:
                edits.set(each, chased_on=added_day(each.doc.get("chased_on"), today))
        kind = "case.chased" if case_id in chased else "head.told"
        words = "; ".join(email.title for email, _case in (*chased.get(case_id, ()), *told.get(case_id, ())))
        drafts.append(edits.draft(kind, f"Email draft to {words}"))
    return drafts


def _by_case(plan: ChasePlan, kind: str) -> Mapping[str, list[tuple[Email, EmailCase]]]:
    found: dict[str, list[tuple[Email, EmailCase]]] = {}
    for email in plan.emails:
        for case in email.cases:
            if email.kind == kind:
                found.setdefault(case.case_id, []).append((email, case))
    return found
