"""What is told of people who were found: their cases, alerts and plans, in the words of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from caseworker.actions.people_visible import is_hidden
from caseworker.domain.kinds import Kind
from caseworker.domain.people import LastCase, alert_words, is_in_force, plan_runs, plan_words
from caseworker.office import Office
from caseworker.storage import people as store
from caseworker.storage.people import Hit


def is_gone(office: Office, hit: Hit) -> bool:
    """Whether a line is not shown: of a void case, or of one this person may not see."""
    if hit.is_person:
        return False
    if hit.reference is None or hit.status == "void":
        return True
    return is_hidden(office, hit.restricted, hit.readers, hit.owner_id)


def newest_of(hits: Sequence[Hit]) -> Hit:
    """Return the entry of the case that was received last."""
    return max(hits, key=lambda hit: (hit.received_on or "", hit.id))


class Told:
    """What is told of people besides their names: all their cases, alerts and plans. Read once for all of them."""

    def __init__(self, office: Office, raw: object, groups: Iterable[Sequence[Hit]]) -> None:
        self._office = office
        ids = {hit.person_id for hits in groups for hit in hits if hit.person_id}
        self.persons: dict[str, Hit] = {}
        self.lines: dict[str, list[Hit]] = {}
        self.tags: dict[str, list[str]] = {}
        self.kept: dict[str, str] = {}
        if not ids:
            return
        self.kept = store.kept_ids(raw, ids)
        everybody = {other for kept in set(self.kept.values()) for other in store.merged_ids(raw, kept)}
        self.kept |= store.kept_ids(raw, everybody)
        for hit in store.lines_of(raw, everybody):
            kept = self.kept.get(hit.person_id, hit.person_id)
            if hit.is_person:
                self.persons[hit.id] = hit
            elif not is_gone(office, hit):
                self.lines.setdefault(kept, []).append(hit)
        for scope_id, kind, doc in store.things_of(raw, everybody, ("alert", "contact_plan")):
            if words := tag_words(office, kind, doc):
                self.tags.setdefault(self.kept.get(scope_id, scope_id), []).append(words)

    def shown(self, hits: Sequence[Hit]) -> Hit:
        """Return the line that stands for a person: of the register, else the newest."""
        return self.persons.get(self._who(hits)) or newest_of(hits)

    def of(self, hits: Sequence[Hit]) -> tuple[str, list[Hit], tuple[str, ...]]:
        """Return who the hits are, their lines in cases, and the tags."""
        person_id = self._who(hits)
        in_cases = self.lines.get(person_id, []) if person_id else [h for h in hits if not h.is_person]
        return person_id, in_cases, tuple(self.tags.get(person_id, ()))

    def _who(self, hits: Sequence[Hit]) -> str:
        """The person of the register they are linked to; "" for none, or one erased while somebody else linked them."""
        linked = (self.kept.get(hit.person_id, "") for hit in hits if hit.person_id)
        return next((person_id for person_id in linked if person_id in self.persons), "")


def tag_words(office: Office, kind: str, doc: dict[str, object]) -> str:
    """Return a safety alert or contact plan in force in one line; "" for one that is not."""
    today = office.clock.today()
    if kind == "alert":
        return alert_words(doc, today) if is_in_force(doc, today) else ""
    routes = {entry.code: entry.label for entry in office.vocabulary.entries("contact_routes")}
    return plan_words(doc, routes) if plan_runs(doc, today) else ""


def last_case(hit: Hit) -> LastCase:
    """Return the case of an entry."""
    received = date.fromisoformat(hit.received_on) if hit.received_on else date.min
    return LastCase(
        hit.scope_id,
        hit.reference or "",
        Kind(hit.kind or Kind.UNDECIDED),
        received,
        hit.child or "",
        hit.case_n or 0,
    )
