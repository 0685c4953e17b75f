"""Possible matches for a caller: who looks like them or like one of the children, and why (S1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from caseworker.actions.directory import directory_matches
from caseworker.actions.people_told import Told, is_gone, last_case, newest_of
from caseworker.actions.people_visible import hidden_people
from caseworker.domain.kinds import Kind
from caseworker.domain.people import Asked, AskedChild, Match
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
BY_NAME, _CHILD, _CARE_ID = "name", "child", "care_id"
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
        told = Told(office, raw, [who.hits for who in ranked])
        among = sum(not child.is_blank for child in asked.children) > 1
        found += [_match(who, told, among=among) for who in ranked]
    return found[: MOST + 2]


def _questions(raw: object, asked: Asked) -> list[Question]:
    found: list[Question | None] = []
    if asked.full_name and _letters(asked.full_name) >= 3:
        found.append(store.name_question(raw, BY_NAME, asked.full_name))
    for number, child in enumerate(asked.children, 1):
        if child.full_name and _letters(child.full_name) >= 3:
            found.append(store.name_question(raw, f"{_CHILD}{number}", child.full_name))
        care_id = care_id_key(child.care_id)
        found.append(store.key_question(f"{_CARE_ID}{number}", CARE_ID, care_id, 3))
    found.append(store.phone_question("phone", national(asked.phone)))
    found.append(store.key_question("email", EMAIL, email_key(asked.email), 3))
    found.append(store.key_question("postcode", POSTCODE, postcode_key(asked.postcode), 5))
    return [question for question in found if question is not None]


def _letters(text: str) -> int:
    return sum(map(len, name_words(text)))


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
        if reasons and not is_gone(office, hit):
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
    return by_name if why == BY_NAME else [*by_name, _REASONS[why]]


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
    ranked = sorted(sorted(gathered, key=lambda who: newest_of(who.hits).id, reverse=True), key=_rank)
    best = {who.child: id(who) for who in reversed(ranked)}
    firsts = set(best.values())
    others = [id(who) for who in ranked if id(who) not in firsts]
    chosen = firsts.union(others[: max(0, MOST - len(firsts))])
    return [who for who in ranked if id(who) in chosen]


def _rank(who: _Who) -> tuple[int, bool]:
    """Those with most in common first, then names that are the same before similar ones."""
    return -len(who.reasons), any(reason.startswith("similar") for reason in who.reasons)


def _match(who: _Who, told: Told, *, among: bool) -> Match:
    person_id, in_cases, tags = told.of(who.hits)
    newest = newest_of(in_cases or who.hits)
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
