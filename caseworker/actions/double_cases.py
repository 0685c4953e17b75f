"""Cases that two people probably logged of one and the same letter or call while apart (C5).

Question: which? Choice: received on the same day, from the same person, or about the same child and of the same kind,
and logged on two computers neither of which had the other's; not those that somebody linked. Cost: one that was
received by two people on different days is not noticed. Only cases that the person at the keyboard may see are told.
"""

from __future__ import annotations

from typing import Any

from caseworker.actions.added_apart import Double, added_of, by_words
from caseworker.actions.people_visible import is_hidden
from caseworker.domain.cases import CaseView
from caseworker.domain.doubles import words_of
from caseworker.domain.kinds import Status
from caseworker.office import Office
from caseworker.storage.local import sync_state

CASE = "case"


def double_cases_of(office: Office, view: CaseView) -> tuple[Double, ...]:
    """Return the cases that are probably the same as this one, the oldest first."""
    if view.status is Status.VOID or not view.value("received_on"):
        return ()
    linked = {str(link.doc.get("case_id")) for link in view.of_kind("link")}
    with office.reading() as raw:
        if not sync_state(raw).get("hub_id"):
            return ()
        alike = {
            case_id: (reference, why)
            for case_id, reference, why in cases_alike(office, raw, view)
            if case_id not in linked
        }
        added = added_of(raw, {*alike, view.case_id} if alike else set())
    found = []
    for case_id, (reference, why) in alike.items():
        one, two = sorted((case_id, view.case_id))
        if case_id in added and view.case_id in added and added[one].is_apart(added[two]):
            by = by_words(office, (added[one], added[two]))
            found.append(Double(CASE, one, two, f"{reference}, {why}: {by}.", may_remove=False))
    return tuple(sorted(found, key=lambda double: double.later_id))


def cases_alike(office: Office, raw: Any, view: CaseView) -> list[tuple[str, str, str]]:
    """Return id, reference and likeness of the other cases that look like this one, wherever they were logged."""
    rows = raw.execute(
        "SELECT id, reference, kind, person, child, restricted, readers, owner_id FROM case_list"
        " WHERE received_on = ? AND id <> ? AND status <> ? ORDER BY id",
        (view.value("received_on"), view.case_id, Status.VOID.value),
    ).fetchall()
    person, child = _name(view.row.person), _name(view.row.child)
    found = []
    for case_id, reference, kind, its_person, its_child, restricted, readers, owner_id in rows:
        if is_hidden(office, restricted, readers, owner_id):
            continue
        if person and _name(its_person) == person:
            found.append((str(case_id), str(reference), "received on the same day from the same person"))
        elif child and _name(its_child) == child and kind == view.kind.value:
            found.append((str(case_id), str(reference), "received on the same day about the same child"))
    return found


def _name(name: str) -> tuple[str, ...]:
    """A name as it is compared: the order of its words does not matter."""
    return tuple(sorted(words_of(name)))
