"""Absence and leaving: who stands in is said in the staff list; handing over gives the cases to somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.editing import CaseEdits
from caseworker.domain.staff import Person
from caseworker.domain.staff import stands_in_for as of_staff
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office, Transaction
from caseworker.storage.case_lists import open_work


def stands_in_for(office: Office) -> tuple[Person, ...]:
    """Return those whose work the person at the keyboard does today, because they are away."""
    ids = of_staff(office.staff, office.person.id, office.clock.today())
    return tuple(office.staff[person_id] for person_id in ids)


def open_work_of(office: Office, person_id: str) -> tuple[int, int]:
    """Return how many open cases and how many actions to be done a person has."""
    with office.reading_lists() as raw:
        owned, tasks = open_work(raw, person_id)
    return len(owned), len(tasks)


def hand_over(office: Office, person_id: str, to_id: str, *, reason: str = "") -> Changed:
    """Give every open case of a person, and every action of theirs that is not done, to another.

    Raises:
        ProblemsError: nobody was chosen, or somebody who does not work here now.
    """
    office.require("assign")
    to = office.staff.get(to_id)
    if to is None or not to.works_on(office.clock.today()):
        raise ProblemsError([Problem("to", "Choose somebody from the staff list who works here now")])
    if to_id == person_id:
        raise ProblemsError([Problem("to", "Choose somebody else: they have the cases already")])
    cases = actions = 0

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal cases, actions
        owned, tasks = open_work(transaction.raw, person_id)
        cases, actions = len(owned), len(tasks)
        in_cases: dict[str, list[str]] = {case_id: [] for case_id in owned}
        for case_id, task_id in tasks:
            in_cases.setdefault(case_id, []).append(task_id)
        return [
            _draft(office, transaction, case_id, case_id in owned, task_ids, to_id, reason)
            for case_id, task_ids in in_cases.items()
        ]

    written = office.save(make)
    name = office.staff_name(person_id)
    if not written:
        return office.changed(f"{name} has no open case and no action to be done.", written)
    what = count_of(cases, "open case")
    if actions:
        what += f" and {count_of(actions, 'action')}"
    return office.changed(f"{what} of {name} handed over to {to.full_name}.", written)


def _draft(
    office: Office,
    transaction: Transaction,
    case_id: str,
    is_owned: bool,
    task_ids: Sequence[str],
    to_id: str,
    reason: str,
) -> Draft:
    view = transaction.case(case_id)
    edits = CaseEdits(view, office.ids)
    if is_owned:
        edits.set(view.case, owner_id=to_id)
    for task in view.tasks:
        if task.id in task_ids:
            edits.set(task, owner=to_id)
    return edits.draft("case.handed_over", reason)


def names_in_words(names: Sequence[str]) -> str:
    """Return who is away, in words for the head of a list; "" when nobody is."""
    if not names:
        return ""
    return f"With the cases of {' and '.join(names)}, who {'is' if len(names) == 1 else 'are'} away."
