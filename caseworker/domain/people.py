"""People as they are shown: a line of the register, a possible match, and one person in full.

A person is one thing of the register with what was merged into it; people who only stand in a case are shown beside
them, each by the id of that entry. Source: interface rules S1, 4.9.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.domain.cases import TimelineItem
from caseworker.domain.changes import Value
from caseworker.domain.contacts import shown_contacts
from caseworker.domain.dates_in_words import listed, long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.domain.people_keys import name_words

Doc = Mapping[str, Value]

MERGE_DAYS = 30
"""For how many days a merge can be taken back."""

INVERSE: Mapping[str, str] = {
    "mother": "child",
    "father": "child",
    "parent": "child",
    "child": "parent",
    "sibling": "sibling",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "partner": "partner",
    "relative": "relative",
    "carer": "cared_for",
    "cared_for": "carer",
    "guardian": "ward",
    "ward": "guardian",
    "advocate": "advocated_for",
    "advocated_for": "advocate",
    "solicitor": "client",
    "client": "solicitor",
    "household": "household",
    "other": "other",
}
"""What a person is to the other when the other is this to them."""


@dataclass(frozen=True, slots=True)
class AskedChild:
    """What is known of one child so far, as typed."""

    full_name: str = ""
    born_on: date | None = None
    care_id: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known that a child could be found by."""
        return not (self.full_name.strip() or self.care_id.strip())


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a caller and of the children so far, as typed; children in the order of the form."""

    full_name: str = ""
    phone: str = ""
    email: str = ""
    postcode: str = ""
    children: tuple[AskedChild, ...] = ()


@dataclass(frozen=True, slots=True)
class LastCase:
    """The case of a person that was received last."""

    case_id: str
    reference: str
    kind: Kind
    received_on: date
    child: str = ""
    number: int = 0

    def words(self) -> str:
        """Such as "Last case CYP-2025-0002, Statutory complaint, received Tuesday 14 October 2025"."""
        return f"Last case {self.reference}, {self.kind.label}, received {long_date(self.received_on)}"


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody we may know.

    Attributes:
        id: the person of the register, else the newest entry in a case that looks the same.
        reasons: why it matches, in words.
        child: which child on the form it looks like, from 1; 0: the caller.
        among: whether several children are on the form, so that the words say which is meant.
        last: the case received last; None for a person without a case.
        alerts: safety alerts and contact plans in force, in words.
        parties: entries in cases that would be linked together, newest first; empty for a person of the register.
        directory: what an entry of the directory is, such as "MP for Northmoor East"; "" for everybody else.
    """

    id: str
    name: str
    reasons: tuple[str, ...]
    child: int = 0
    among: bool = False
    is_registered: bool = False
    last: LastCase | None = None
    cases: int = 0
    alerts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    directory: str = ""

    @property
    def is_child(self) -> bool:
        """Whether only a child is the same."""
        return self.child > 0

    def words(self) -> str:
        """Everything about it in sentences."""
        if self.directory:
            return f"{self.name}, {self.directory}: {listed(self.reasons)}. From the directory."
        child = self.last.child if self.last and not self.is_child else ""
        about = f", about {child}" if child and child != self.name else ""
        whose = f"For child {self.child}: " if self.child and self.among else ""
        parts = [f"{whose}{self.name or 'No name'}{about}: {listed(self.reasons)}"]
        if self.last:
            parts.append(self.last.words())
        if self.cases > 1:
            parts.append(f"{self.cases} cases")
        return ". ".join((*parts, *self.alerts)) + "."


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people.

    Attributes:
        id: of the person, or of the entry in a case where the person is not in the register.
        tags: safety alerts and contact plans in force, in words.
    """

    id: str
    name: str
    is_registered: bool
    is_child: bool
    role: str
    born: str
    contact: str
    postcode: str
    last: LastCase | None
    cases: int
    tags: tuple[str, ...] = ()

    @property
    def born_words(self) -> str:
        """As it is spoken: "born 14 Feb 2013", or "aged 8" where only the age was told."""
        if not self.born:
            return ""
        return self.born.lower() if self.born.startswith("Aged") else f"born {self.born}"


@dataclass(frozen=True, slots=True)
class InCase:
    """A person as an entry in one case."""

    party: EntityState
    case: LastCase
    status: str
    stage: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another person, and what they are to this one."""

    entity: EntityState
    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person in full.

    Attributes:
        id: the person of the register; of the entry in a case while nothing is in the register.
        person: the thing itself; for somebody not in the register, the entry in the case.
        merged: the people merged into this one, each as it was.
        things: relationships, alerts and plans, also of those merged.
        of_merged: changes of the timeline that were made to somebody merged in, each with their name.
    """

    id: str
    is_registered: bool
    person: EntityState
    merged: tuple[EntityState, ...] = ()
    relationships: tuple[Related, ...] = ()
    alerts: tuple[EntityState, ...] = ()
    plans: tuple[EntityState, ...] = ()
    cases: tuple[InCase, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    docs: tuple[Doc, ...] = field(default=())
    of_merged: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The full name, or that it is not known."""
        return str(self.person.doc.get("full_name") or "Name not known")

    @property
    def reference(self) -> str:
        """What a draft about the person is called by."""
        return self.name

    def value(self, name: str) -> Any:
        """Return a value: the person's own, else that of one merged into them (both are kept)."""
        return next((doc[name] for doc in self._all() if doc.get(name) not in (None, "", [], {})), None)

    def contacts(self) -> tuple[dict[str, Any], ...]:
        """Return every way to reach the person, the primary one first, each once."""
        return shown_contacts({each.id: each.doc for each in (self.person, *self.merged)})

    def given_names(self) -> tuple[str, ...]:
        """Return the other names that were written down for the person or for one merged into them."""
        return tuple(dict.fromkeys(str(n) for doc in self._all() for n in doc.get("other_names") or ()))

    def other_names(self) -> tuple[str, ...]:
        """Return other names, and those under which merged people were known."""
        names = [*self.given_names(), *(str(doc.get("full_name") or "") for doc in self._all()[1:])]
        own = set(name_words(self.name))
        return tuple(dict.fromkeys(n for n in names if n and set(name_words(n)) != own))

    def _all(self) -> tuple[Doc, ...]:
        return (self.person.doc, *(m.doc for m in self.merged))


# -- alerts and plans ---------------------------------------------------------------------------------------------


def is_in_force(doc: Doc, today: date) -> bool:
    """Whether a safety alert stands: it was not ended. One whose review has passed stands until somebody ends it."""
    return not doc.get("voided") and not doc.get("ended_on")


def plan_runs(doc: Doc, today: date) -> bool:
    """Whether a contact plan runs on a day: begun, not ended, and its review not passed, for then it ends (4.9)."""
    day = today.isoformat()
    return (
        not doc.get("voided")
        and not doc.get("ended_on")
        and str(doc.get("start_on") or "") <= day <= str(doc.get("review_on") or "")
    )


def alert_words(doc: Doc, today: date) -> str:
    """Return a safety alert in one line: the risk, what to do, and whether its review is late."""
    late = str(doc.get("review_on") or "9999") < today.isoformat()
    review = f" (review was due {long_date(date.fromisoformat(str(doc['review_on'])))})" if late else ""
    what = f". {_first(doc.get('what_to_do'))}" if doc.get("what_to_do") else ""
    return f"Safety alert: {_first(doc.get('risk'))}{what}{review}"


def plan_words(doc: Doc, routes: Mapping[str, str]) -> str:
    """Return a contact plan in one line: how to be in touch and until when.

    Args:
        routes: the words of the routes by code.
    """
    allowed = listed([routes.get(str(code), str(code)).lower() for code in doc.get("routes") or ()])
    how = f", {_first(doc.get('how'))}" if doc.get("how") else ""
    until = f", until {long_date(date.fromisoformat(str(doc['review_on'])))}" if doc.get("review_on") else ""
    return f"Contact plan: by {allowed or 'the routes agreed'}{how}{until}"


def _first(text: Value, most: int = 100) -> str:
    words = " ".join(str(text or "").split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


# -- consent ------------------------------------------------------------------------------------------------------

_SPEAKS_FOR_OTHERS = ("Advocate", "Solicitor", "Professional", "Provider", "Partner organisation")


def consent_gap(party: Doc) -> str:
    """Return what is missing of a person's authority to act, in words; "" when nothing is.

    Somebody who speaks for another needs a basis, and, where it is consent, that consent. A parent or any other who
    complains in their own right needs none. Source: WHO-8.
    """
    consent, basis = str(party.get("consent") or ""), str(party.get("authority_basis") or "")
    if consent == "refused":
        return "Consent refused"
    if consent == "asked":
        return "Consent missing: asked for, not given yet"
    if consent in ("given", "limited", "not_needed"):
        return ""
    if basis == "consent_given":
        return "Consent missing"
    speaks = party.get("role") == "representative" or (
        party.get("role") == "complaining" and party.get("raised_by") in _SPEAKS_FOR_OTHERS
    )
    return "Consent missing" if speaks and not basis else ""
