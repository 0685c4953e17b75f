"""Find people: possible matches for a caller (S1), and the list of everybody known (interface brief 4.9).

Question: a case is logged without a person of the register, so who is "known"? Choice: every entry in a case is; those
that are linked to a person are one line, the others a line each, and entries of the same name that share a phone,
email, postcode, birthday or social care ID are offered together. Cost: the same person may stand in the list more than
once until somebody links the entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.actions.directory import directory_matches
from caseworker.actions.people_visible import hidden_in_register, hidden_people, is_hidden
from caseworker.domain.dates_in_words import MONTHS
from caseworker.domain.kinds import Kind
from caseworker.domain.people import (
    Asked,
    AskedChild,
    LastCase,
    Match,
    PersonRow,
    alert_words,
    contacts_of,
    is_in_force,
    plan_runs,
    plan_words,
)
from caseworker.domain.people_keys import (
    CARE_ID,
    EMAIL,
    POSTCODE,
    care_id_key,
    email_key,
    fits,
    name_words,
    national,
    postcode_key,
)
from caseworker.office import Office
from caseworker.storage import people as store
from caseworker.storage.people import Hit, Question

MOST = 6
"""Matches shown beside the form."""

FIRST_ROWS = 200
"""People listed at once; typing narrows the list."""

_NAME, _CHILD, _CARE_ID = "name", "child", "care_id"
_LETTERS = "abcdefghijklmnopqrstuvwxyz_"
_NAMES = {"same": "same name", "near": "similar name"}
_CHILD_NAMES = {"same": "same child", "near": "similar name of the child"}
_REASONS = {
    "phone": "same phone number",
    "email": "same email",
    "postcode": "same postcode",
}


@dataclass
class _Who:
    """Hits that are one person, while they are gathered."""

    hits: list[Hit] = field(default_factory=list)
    by_whom: dict[int, dict[str, None]] = field(default_factory=dict)

    @property
    def child(self) -> int:
        """The child on the form it looks most like, from 1; 0 when it looks like the caller."""
        return 0 if 0 in self.by_whom else max(self.by_whom, key=lambda n: (len(self.by_whom[n]), -n))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it matches: with the caller also what it has in common with a child, else with one child alone."""
        shown = list(self.by_whom.values()) if 0 in self.by_whom else [self.by_whom[self.child]]
        return tuple(dict.fromkeys(reason for reasons in shown for reason in reasons))


def find_matches(office: Office, asked: Asked, kind: Kind | None = None) -> list[Match]:
    """Return who looks like the caller or one of the children, those with most in common first.

    Args:
        kind: of the case being logged; for enquiries of elected members the directory is looked through too.
    """
    office.require("read")
    found = directory_matches(office, asked.full_name, kind)
    with office.reading_lists() as raw:
        answers = store.answers(raw, _questions(raw, asked))
        gathered = _gathered(office, raw, answers, asked)
        ranked = _best(gathered)
        told = _Told(office, raw, [who.hits for who in ranked])
        among = sum(not child.is_blank for child in asked.children) > 1
        found += [_match(who, told, among=among) for who in ranked]
    return found[: MOST + 2]


def list_people(office: Office, typed: str = "", limit: int = FIRST_ROWS) -> list[PersonRow]:
    """Return people by name, or those who fit what is typed: a name, phone, email, postcode or social care ID."""
    office.require("read")
    with office.reading_lists() as raw:
        if typed.strip():
            answers = store.answers(raw, _any_question(raw, typed))
            words = name_words(typed)
            hits = [hit for why, hit in answers if why != _NAME or fits(words, hit.words())]
            hits = list({hit.id: hit for hit in hits}.values())
        else:
            hits = store.first_lines(raw, limit)
        hits = [hit for hit in hits if not _is_gone(office, hit)]
        kept = store.kept_ids(raw, (hit.person_id for hit in hits))
        unknown = hidden_people(office, raw, kept.values())
        hits = [hit for hit in hits if kept.get(hit.person_id) not in unknown]
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(kept.get(hit.person_id) or hit.id, []).append(hit)
        told = _Told(office, raw, list(groups.values()))
        shown = {who: told.shown(group) for who, group in list(groups.items())[:limit]}
        docs = store.docs_of(raw, (line.n for line in shown.values()))
        return [_row(who, groups[who], line, told, docs) for who, line in shown.items()]


def count_people(office: Office) -> tuple[int, int]:
    """Return how many people the register has, and how many entries in cases are linked to nobody."""
    office.require("read")
    with office.reading_lists() as raw:
        people, loose = store.count_people(raw)
        hidden = hidden_in_register(office, raw)
        return people - len(set(store.kept_ids(raw, hidden).values())), loose


# -- asking -------------------------------------------------------------------------------------------------------


def _questions(raw: object, asked: Asked) -> list[Question]:
    found: list[Question | None] = []
    if asked.full_name and _letters(asked.full_name) >= 3:
        found.append(store.name_question(raw, _NAME, asked.full_name))
    for number, child in enumerate(asked.children, 1):
        if child.full_name and _letters(child.full_name) >= 3:
            found.append(store.name_question(raw, f"{_CHILD}{number}", child.full_name))
        care_id = care_id_key(child.care_id)
        found.append(store.key_question(f"{_CARE_ID}{number}", CARE_ID, care_id, 3))
    found.append(store.phone_question("phone", national(asked.phone)))
    found.append(store.key_question("email", EMAIL, email_key(asked.email), 3))
    found.append(store.key_question("postcode", POSTCODE, postcode_key(asked.postcode), 5))
    return [question for question in found if question is not None]


def _any_question(raw: object, typed: str) -> list[Question]:
    number = national(typed) if not any(letter.isalpha() for letter in typed) else ""
    found = [
        store.name_question(raw, _NAME, typed),
        store.phone_question("phone", number),
        store.key_question("email", EMAIL, email_key(typed), 3),
        store.key_question("postcode", POSTCODE, postcode_key(typed), 3),
        store.key_question("care_id", CARE_ID, care_id_key(typed), 3),
    ]
    return [question for question in found if question is not None]


def _letters(text: str) -> int:
    return sum(map(len, name_words(text)))


# -- gathering ----------------------------------------------------------------------------------------------------


def _gathered(office: Office, raw: object, answers: Iterable[tuple[str, Hit]], asked: Asked) -> list[_Who]:
    """Put the hits of one person together, with every reason why they match."""
    caller = name_words(asked.full_name)
    children = [(child, name_words(child.full_name)) for child in asked.children]
    fitting = []
    for why, hit in answers:
        words, marks = hit.parts()
        whom = int(why.lstrip(_LETTERS) or 0)
        asked_child = children[whom - 1] if whom else None
        reasons = (
            _reasons_of_child(why, hit, words, *asked_child)
            if asked_child
            else _reasons(why, hit, words, caller)
        )
        if reasons and not _is_gone(office, hit):
            fitting.append((whom, reasons, hit, words, marks))
    kept = store.kept_ids(raw, {hit.person_id for _whom, _reasons, hit, *_ in fitting if hit.person_id})
    unknown = hidden_people(office, raw, kept.values())
    groups: dict[object, _Who] = {}
    for whom, reasons, hit, words, marks in fitting:
        if kept.get(hit.person_id) in unknown:
            continue
        who = _group(groups, kept, hit, words, marks)
        who.hits.append(hit)
        who.by_whom.setdefault(whom, {}).update(dict.fromkeys(reasons))
    return list({id(who): who for who in groups.values()}.values())


def _reasons_of_child(
    why: str, hit: Hit, words: tuple[str, ...], asked: AskedChild, typed: tuple[str, ...]
) -> list[str]:
    """Why a hit matches a child, in words; none when it does not after all."""
    if why.startswith(_CARE_ID):
        reasons = ["same social care ID"]
    else:
        how = fits(typed, words) if hit.is_child else ""
        reasons = [_CHILD_NAMES[how]] if how else []
    if reasons and asked.born_on and hit.born_on == asked.born_on.isoformat():
        reasons.append("same date of birth")
    return reasons


def _reasons(why: str, hit: Hit, words: tuple[str, ...], typed: tuple[str, ...]) -> list[str]:
    """Why a hit matches the caller, in words, the name first; none when it does not after all."""
    how = fits(typed, words) if typed else ""
    if hit.is_child and len(typed) < 2:  # a surname alone brings the caller, not the whole family
        how = ""
    by_name = [_NAMES[how]] if how else []
    return by_name if why == _NAME else [*by_name, _REASONS[why]]


def _group(
    groups: dict[object, _Who], kept: dict[str, str], hit: Hit, words: tuple[str, ...], marks: tuple[str, ...]
) -> _Who:
    """The person a hit belongs to: the one linked, or who has the same name and something else in common."""
    if hit.person_id:
        return groups.setdefault(kept[hit.person_id], _Who())
    name = frozenset(words)
    places: list[object] = [(name, mark) for mark in marks] or [hit.id]
    who = next((groups[place] for place in places if place in groups), None) or _Who()
    for place in places:
        groups.setdefault(place, who)
    return who


def _best(gathered: list[_Who]) -> list[_Who]:
    """Those with most in common, and the best of the caller and of every child among them."""
    ranked = sorted(gathered, key=_rank)
    best = {who.child: id(who) for who in reversed(ranked)}
    firsts = set(best.values())
    others = [id(who) for who in ranked if id(who) not in firsts]
    chosen = firsts.union(others[: max(0, MOST - len(firsts))])
    return [who for who in ranked if id(who) in chosen]


def _rank(who: _Who) -> tuple[int, bool, int]:
    """Those with most in common first, then names that are the same before similar ones, then the newest."""
    return (
        -len(who.reasons),
        any(reason.startswith("similar") for reason in who.reasons),
        -_newest(who.hits).n,
    )


def _is_gone(office: Office, hit: Hit) -> bool:
    """Whether a line is not shown: of a void case, or of one this person may not see."""
    if hit.is_person:
        return False
    if hit.reference is None or hit.status == "void":
        return True
    return is_hidden(office, hit.restricted, hit.readers, hit.owner_id)


def _newest(hits: Sequence[Hit]) -> Hit:
    return max(hits, key=lambda hit: (hit.received_on or "", hit.n))


class _Told:
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
            elif not _is_gone(office, hit):
                self.lines.setdefault(kept, []).append(hit)
        for scope_id, kind, doc in store.things_of(raw, everybody, ("alert", "contact_plan")):
            if words := tag_words(office, kind, doc):
                self.tags.setdefault(self.kept.get(scope_id, scope_id), []).append(words)

    def shown(self, hits: Sequence[Hit]) -> Hit:
        """Return the line that stands for a person: of the register, else the newest."""
        person_id = next((self.kept.get(hit.person_id, "") for hit in hits if hit.person_id), "")
        return self.persons.get(person_id) or _newest(hits)

    def of(self, hits: Sequence[Hit]) -> tuple[str, list[Hit], tuple[str, ...]]:
        """Return who the hits are, their lines in cases, and the tags."""
        person_id = next((self.kept.get(hit.person_id, "") for hit in hits if hit.person_id), "")
        in_cases = self.lines.get(person_id, []) if person_id else [h for h in hits if not h.is_person]
        return person_id, in_cases, tuple(self.tags.get(person_id, ()))


def tag_words(office: Office, kind: str, doc: dict[str, object]) -> str:
    """Return a safety alert or contact plan in force in one line; "" for one that is not."""
    today = office.clock.today()
    if kind == "alert":
        return alert_words(doc, today) if is_in_force(doc, today) else ""
    routes = {entry.code: entry.label for entry in office.vocabulary.entries("contact_routes")}
    return plan_words(doc, routes) if plan_runs(doc, today) else ""


def _match(who: _Who, told: _Told, *, among: bool) -> Match:
    person_id, in_cases, tags = told.of(who.hits)
    newest = _newest(in_cases or who.hits)
    person = told.persons.get(person_id)
    parties = (
        () if person_id else tuple(dict.fromkeys(h.id for h in sorted(who.hits, key=_place, reverse=True)))
    )
    return Match(
        id=person_id or newest.id,
        name=(person or newest).name,
        reasons=who.reasons,
        child=who.child,
        among=among,
        is_registered=bool(person_id),
        last=last_case(newest) if in_cases else None,
        cases=len({hit.scope_id for hit in in_cases}),
        alerts=tags,
        parties=parties,
    )


def _place(hit: Hit) -> int:
    return hit.n


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


def _row(
    who: str, hits: Sequence[Hit], shown: Hit, told: _Told, docs: Mapping[int, dict[str, Any]]
) -> PersonRow:
    person_id, in_cases, tags = told.of(hits)
    newest = _newest(in_cases) if in_cases else None
    doc = docs.get(shown.n, {})
    contacts = contacts_of(doc)
    address = doc.get("address") or {}
    role = newest or shown
    return PersonRow(
        id=who,
        name=shown.name,
        is_registered=bool(person_id),
        is_child=bool(shown.is_child),
        role="" if role.is_person else office_role(role.role),
        born=born_short(doc),
        contact=str(contacts[0]["value"]) if contacts else "",
        postcode=str(address.get("postcode") or ""),
        last=last_case(newest) if newest else None,
        cases=len({hit.scope_id for hit in in_cases}),
        tags=tags,
    )


def office_role(role: str) -> str:
    """Return a part in a case in words."""
    known = {"complaining": "Person complaining or asking", "child": "Child or young person"}
    return known.get(role) or {"representative": "Representative"}.get(role, "Other person")


def born_short(doc: dict[str, object]) -> str:
    """Return a date of birth as "14 Feb 2013", or the age as it was told, "Aged 8"."""
    if doc.get("born_on"):
        born = date.fromisoformat(str(doc["born_on"]))
        return f"{born.day} {MONTHS[born.month - 1][:3]} {born.year}"
    age = str(doc.get("age") or "")
    return f"Aged {age}" if age.isdigit() else age
