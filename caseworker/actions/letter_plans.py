"""Contact plans of the people of a case: by which routes they may be written to."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.domain.cases import CaseView
from caseworker.domain.people import plan_runs, plan_words
from caseworker.office import Office
from caseworker.storage import people as store


@dataclass(frozen=True, slots=True)
class RunningPlan:
    """A contact plan in force: the codes of its routes (list "contact_routes"), and all of it in words."""

    routes: tuple[str, ...]
    words: str


def plans_of(office: Office, view: CaseView) -> dict[str, RunningPlan]:
    """Return the contact plan in force of each person of a case who has one, by the id of their entry."""
    linked = {p.id: str(p.doc["person_id"]) for p in view.parties if p.doc.get("person_id")}
    if not linked:
        return {}
    today = office.clock.today()
    words = {entry.code: entry.label for entry in office.vocabulary.entries("contact_routes")}
    found = {}
    with office.reading() as raw:
        kept = store.kept_ids(raw, linked.values())
        for party_id, person_id in linked.items():
            things = store.things_of(raw, store.merged_ids(raw, kept[person_id]), ("contact_plan",))
            running = [doc for _scope, _kind, doc in things if plan_runs(doc, today)]
            if running:
                doc = running[-1]
                found[party_id] = RunningPlan(tuple(doc.get("routes") or ()), plan_words(doc, words))
    return found
