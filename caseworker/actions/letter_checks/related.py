"""Who else is near a case: people of the case, of linked cases, of the family's other cases, and those named in it.

Each with a word how they are near, as far as the person at the keyboard may know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.directory import needs_disclosure_check
from caseworker.domain.fold import EntityState
from caseworker.domain.people_keys import name_words
from caseworker.storage import people as store
from caseworker.storage.people import Hit

MOST_CASES = 30
"""Other cases of the family whose people are looked at, the newest."""

_NAMED = (
    "adjudicating_officer advocate_name child_first_name child_name_or_initials complainant_name independent_person"
    " investigating_officer panel_chair panel_members recipient_name representing signatory_name"
).split()
"""Facts a letter asks for that are names: who is named by the letter's own wording may be named."""

_PROFESSIONAL = frozenset({"AD", "ADVOCACY", "SV", "HEAD", "DIR", "IO", "IP", "ADJ", "PANEL", "OMB"})
"""Recipients who work on the case or for its people: they may read who complains, and about whom."""


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody near the case: their name, and how they are near, to end the sentence "Rhys O’Brien is …".

    Attributes:
        in_case: the person who complains or asks may have named them first, since they are of this very case.
    """

    name: str
    how: str
    in_case: bool = False


def may_be_named(subject: Subject) -> frozenset[str]:
    """Return the words of the names of all who may be named in this letter."""
    names = [subject.preview.letter.signatory_name, subject.office.staff_name(subject.view.row.owner_id)]
    names += subject.preview.letter.recipient_lines[:1]
    typed = subject.work.changed
    names += [subject.preview.facts[n] for n in _NAMED if n in subject.preview.facts and n not in typed]
    if subject.party:
        names.append(str(subject.party.doc.get("full_name") or ""))
    if subject.recipient:
        names.append(subject.recipient.name)
    names += [str(party.doc.get("full_name") or "") for party in subject.parties if _belongs(subject, party)]
    names += [str(a.doc.get("full_name") or "") for a in subject.view.of_kind("appointment")]
    names += [str(a.doc.get("advocate") or "") for a in subject.view.of_kind("advocacy")]
    return frozenset(word for name in names for word in name_words(name))


def _belongs(subject: Subject, party: EntityState) -> bool:
    """Whether somebody of the case may be named to the one the letter goes to."""
    role = party.doc.get("role")
    if role == "representative" or (role == "complaining" and needs_disclosure_check(subject.view.kind)):
        return True  # who speaks for somebody, and the elected member who asked
    to = subject.recipient
    if role == "child":
        return to is None or not to.is_child or party.id == to.party_id
    return role == "complaining" and to is not None and to.code in _PROFESSIONAL


def people_near(subject: Subject) -> tuple[Near, ...]:
    """Return everybody near the case who is not simply its recipient, each name once."""
    found: dict[tuple[str, ...], Near] = {}
    with subject.office.reading() as raw:
        for near in (
            *_of_case(subject),
            *_of_links(subject, raw),
            *_of_family(subject, raw),
            *_named_in_case(subject),
        ):
            found.setdefault(tuple(sorted(name_words(near.name))), near)
    found.pop((), None)
    return tuple(found.values())


def _of_case(subject: Subject) -> Iterator[Near]:
    roles = {"child": "another child of this case", "complaining": "the person who complains or asks"}
    for party in subject.parties:
        if not _belongs(subject, party) and party is not subject.party:
            how = roles.get(str(party.doc.get("role")), "another person of this case")
            relation = str(party.doc.get("relationship") or "").strip()
            yield Near(
                str(party.doc.get("full_name") or ""), f"{how}{f' ({relation})' if relation else ''}", True
            )
    for third in subject.view.of_kind("third_party"):
        yield Near(str(third.doc.get("full_name") or ""), "somebody whose information was asked for too")


def _of_links(subject: Subject, raw: Any) -> Iterator[Near]:
    links = {str(link.doc["case_id"]): str(link.doc["reference"]) for link in subject.view.of_kind("link")}
    for case_id, reference in list(links.items())[:MOST_CASES]:
        for party in store.entities_of(raw, case_id, "party"):
            if party.doc.get("role") != "representative":
                yield Near(str(party.doc.get("full_name") or ""), f"of the linked case {reference}")


def _of_family(subject: Subject, raw: Any) -> Iterator[Near]:
    """Relations in the register, and the people of the family's other cases."""
    linked = [str(p.doc["person_id"]) for p in subject.parties if p.doc.get("person_id")]
    if not linked:
        return
    ids = list(
        dict.fromkeys(i for k in store.kept_ids(raw, linked).values() for i in store.merged_ids(raw, k))
    )
    relations = {e.code: e.label for e in subject.office.vocabulary.entries("person_relationships")}
    for _scope, _kind, doc in store.things_of(raw, ids, ("relationship",)):
        other = store.line(raw, str(doc.get("to_person") or ""))
        if other is not None and not doc.get("ended_on"):
            label = relations.get(str(doc.get("kind")), "related").lower()
            yield Near(other.name, f"of this family, by the register of people ({label})")
    cases = [each for each in store.cases_of_people(raw, ids) if each != subject.view.case_id]
    for case_id in cases[-MOST_CASES:]:
        for party in store.entities_of(raw, case_id, "party"):
            yield Near(str(party.doc.get("full_name") or ""), "of another case of this family")


def _named_in_case(subject: Subject) -> Iterator[Near]:
    for name in names_listed(str(subject.view.value("staff_named") or "")):
        yield Near(name, "named in the complaint as staff", True)


def names_listed(text: str) -> tuple[str, ...]:
    """Return the names in a field where names stand one after another: "Dan Hope (IRO), Mary Ash and J Poole"."""
    parts = re.split(r"[,;/\n]|\band\b|&", re.sub(r"\([^)]*\)", " ", text))
    runs = (re.match(r"\W*((?:[A-Z][^\s]*\s*){1,4})", part) for part in parts)
    return tuple(run[1].strip() for run in runs if run)


def staff_names(subject: Subject) -> tuple[Near, ...]:
    """Return colleagues of the office and heads of service: named only where needed (rule book 9.1 rule 3)."""
    heads = [str(head.get("name") or "") for head in subject.office.settings.heads.values()]
    asked = [str(each.doc.get("contact_name") or "") for each in subject.view.of_kind("contribution")]
    names = [person.full_name for person in subject.office.staff.values()]
    return tuple(Near(name, "a member of staff") for name in dict.fromkeys([*names, *heads, *asked]) if name)


def where_known(subject: Subject, hits: Iterable[Hit]) -> str:
    """Return where somebody of a name is known, to end the sentence "… is …"; nothing of a restricted case."""
    from caseworker.actions.people_visible import is_hidden

    for hit in hits:
        if hit.is_person:
            return "a name in the register of people"
        if hit.reference and not is_hidden(subject.office, hit.restricted, hit.readers, hit.owner_id):
            return f"a name in {hit.reference}"
    return "a name in another case"
