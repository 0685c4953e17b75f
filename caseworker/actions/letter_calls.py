"""Whether what was done calls for a letter, and which of several letters about one thing suits the case best.

Two situations are two letters: the one is preferred whose facts the case has, and which fits what was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from caseworker.actions.letter_addressees import is_young
from caseworker.actions.letter_facts import letter_facts
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.directory import ELECTED
from caseworker.domain.fold import EntityState
from caseworker.domain.recipients import ANONYMOUS
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import Answers, answers_of
from caseworker.domain.triage_letters import letters_of
from caseworker.domain.work import is_late, open_contributions
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.template import Template

CHILD = "child"
_READERS = ("public", "professional", CHILD)
"""The person first, then who works on the case, then the child's version that goes with a letter."""

_OUTCOMES: Mapping[str, str] = {
    "refused_cost": "cost_limit.decided",
    "refused_vexatious": "burden.decided",
    "not_held": "places.searched",
}
"""By outcome of a request, what the letter about it is called by; other answers are called by none of these."""

_SECTION_14: Mapping[str, str] = {"s14_1": "L36c", "s14_2": "L36f"}


def is_called(office: Office, view: CaseView, change: str, template: Template) -> bool:
    """Return whether a change calls for a letter, given what was decided in it.

    A reminder is due when something is late; the check at the start says itself which letters it calls for.
    """
    if template.purpose == "remind" and change in ("service.asked", "action.added"):
        today = office.clock.today()
        waiting = (*open_contributions(view.of_kind("contribution")), *view.tasks)
        return any(is_late(each.doc, today) for each in waiting)
    check = _CHECKS.get(change)
    return check is None or check(view, template)


_IN_THEIR_OWN_RIGHT = frozenset({
    "Foster carer", "Connected carer", "Special guardian", "Adopter or prospective adopter", "Carer", "Professional",
    "Provider", "Partner organisation", "Resident", "Anonymous",
})  # fmt: skip
"""Who complains of what they met themselves (Children Act 1989 s26(3)), unless they are known to speak for a child."""

_CONSENT = frozenset({"asked", "given", "limited"})


_GROWN_UP = 18
"""The age from which a child's version is proposed no more; a care leaver gets the letters of adults."""

_WRITERS = frozenset({"CP", "REQUESTER", "ENQUIRER", "GIVER"})
"""By code of `letters.template.RECIPIENTS`, whoever wrote to us."""


def why_nobody_reads(view: CaseView, template: Template) -> str:
    """Return in a sentence why there is nobody a letter can go to, or "": an anonymous contact who left no address."""
    writer = view.complainant
    to = set(template.recipients)
    if writer is None or not to & _WRITERS or to - _WRITERS - {"AD"}:
        return ""
    doc = writer.doc
    is_anonymous = str(doc.get("full_name") or "").strip().casefold() in ("", ANONYMOUS)
    if not is_anonymous or any(doc.get(name) for name in ("address_lines", "email", "postcode")):
        return ""
    if "AD" in to and any(p.doc.get("role") == "representative" for p in view.parties):
        return ""
    return (
        f"Whoever got in touch left no name and no address, so {template.title} ({template.code}) can go to nobody. "
        "Add who it is under People, or write the general letter (L54)."
    )


def has_its_reader(view: CaseView, template: Template, today: date) -> bool:
    """Return whether a letter is proposed to its reader: a child's version belongs to a child who has a part in it.

    A letter that asks the child itself something, or is about the child's advocate, is the child's in any case; no
    child's version is proposed where all who could read it are adults by now.
    """
    if template.audience != CHILD:
        return True
    writes = view.complainant is not None and is_young(view)(view.complainant)
    readers = [*view.children, *([view.complainant] if writes and view.complainant else [])]
    if readers and all(_is_grown_up(each, today) for each in readers):
        return False
    if template.purpose == "ask":
        return True
    if any(call.startswith("advocacy.") for call in template.calls):
        return True
    return writes or (bool(view.children) and _speaks_for_child(view))


def _is_grown_up(party: EntityState, today: date) -> bool:
    """Whether somebody is 18 or older, by the date of birth, else by the age that was told; unknown is a child."""
    if born := str(party.doc.get("born_on") or ""):
        on = date.fromisoformat(born)
        return today.year - on.year - ((today.month, today.day) < (on.month, on.day)) >= _GROWN_UP
    age = str(party.doc.get("age") or "")
    return age.isdecimal() and int(age) >= _GROWN_UP


def _speaks_for_child(view: CaseView) -> bool:
    speakers = [p.doc for p in view.parties if p.doc.get("role") in ("complaining", "representative")]
    if any(doc.get("role") == "representative" or doc.get("consent") in _CONSENT for doc in speakers):
        return True
    return str(view.value("raised_by") or "") not in _IN_THEIR_OWN_RIGHT


def in_order(office: Office, view: CaseView, templates: Iterable[Template]) -> list[Template]:
    """Return letters about one thing, the one that suits the case best first, a child's version last."""
    found = list(templates)
    if len(found) < 2:
        return found
    facts = letter_facts(office, view, office.clock.today())

    def key(template: Template) -> tuple[int, int, int, str]:
        missing = sum(1 for name in template.facts if not facts.get(name))
        differs = _differs(view, template, has_exemptions=bool(facts.get("exemptions")))
        return _reader(view, template), differs, missing, template.code

    return sorted(found, key=key)


def one_for_each_reader(office: Office, view: CaseView, templates: Iterable[Template]) -> list[Template]:
    """Return the letter about one thing that suits the case best, for each who reads one: person, service, child."""
    best: dict[str, Template] = {}
    for template in in_order(office, view, templates):
        best.setdefault(template.audience, template)
    return list(best.values())


def _reader(view: CaseView, template: Template) -> int:
    """The elected member who asked comes first, then whoever else it is written to, the child's version last."""
    if view.kind in ELECTED and "REP" in template.recipients:
        return -1
    return _READERS.index(template.audience)


def _differs(view: CaseView, template: Template, *, has_exemptions: bool) -> int:
    """How much an answer to a request differs from what was decided on it; 0 where nothing speaks against it."""
    outcome = str((view.stage.doc.get("outcome") if view.stage else "") or view.value("outcome") or "")
    called_by = set(template.calls) & set(_OUTCOMES.values())
    wanted = {_OUTCOMES[outcome]} if outcome in _OUTCOMES else set()
    if wanted:
        return 0 if wanted & called_by else 2
    return int(("exemptions" in template.facts) is not has_exemptions) + (1 if outcome and called_by else 0)


# -- what was decided -------------------------------------------------------------------------------------


def _decided(view: CaseView, kind: str) -> Mapping[str, Value]:
    found = [d.doc for d in view.of_kind("decision") if d.doc.get("kind") == kind]
    return found[-1] if found else {}


def _triaged(view: CaseView, template: Template) -> bool:
    answers = (
        answers_of(_decided(view, "triage").get("answers") or {}) if _decided(view, "triage") else Answers()
    )
    due = letters_of(propose(answers, view.row.received_on), answers)
    if template.audience == CHILD:
        return template.code[:3] in {code[:3] for code in due}
    return template.code in due


def _screened(view: CaseView, _template: Template) -> bool:
    return _decided(view, "late_acceptance").get("grounds") == "out_of_time"


def _too_costly(view: CaseView, _template: Template) -> bool:
    return _decided(view, "cost_limit").get("result") == "above"


def _burden(view: CaseView, template: Template) -> bool:
    return _SECTION_14.get(str(_decided(view, "section_14").get("result"))) == template.code


def says_what_was_decided(view: CaseView, template: Template) -> bool:
    """Whether a letter about a hold or a settlement tells the decision that the case holds, where it holds one."""
    found = [decision for call in template.calls if (decision := _TELLS.get(call))]
    return all(_agrees(view, template, *each) for each in found)


def _agrees(view: CaseView, template: Template, kind: str, told: Mapping[str, str]) -> bool:
    decision = _decided(view, kind)
    is_open = not decision.get("decided_on")
    return is_open or template.code not in told or told[template.code] == decision.get("result")


def _nothing_found(view: CaseView, _template: Template) -> bool:
    return bool(view.stage) and not (view.stage.doc.get("search_found") if view.stage else "")


HELD = "Put on hold"
"""The result of a decision on a change that waits for the answer (effects/children_act_decisions.py)."""

_TELLS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "freeze.decided": (
        "freeze",
        {"L23a": HELD, "L23b": HELD, "L23c": HELD, "L23d": "The change goes ahead"},
    ),
    "resolution.tried": ("resolution", {"L12": "Settled", "L12c": "Settled"}),
}
"""By event, the kind of its decision, and which result of it a letter tells."""

_CHECKS: Mapping[str, Callable[[CaseView, Template], bool]] = {
    "case.triaged": _triaged,
    "complaint.screened": _screened,
    "cost_limit.decided": _too_costly,
    "burden.decided": _burden,
    "places.searched": _nothing_found,
    "freeze.decided": says_what_was_decided,
    "resolution.tried": says_what_was_decided,
}
