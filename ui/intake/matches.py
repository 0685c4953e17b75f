"""Possible matches (S1): people we know who look like the one who is calling. Never blocks, never merges."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caseworker.actions.look_up import search_cases
from caseworker.domain.cases import CaseRow
from caseworker.domain.dates_in_words import listed, long_date
from caseworker.domain.words import digits, folded
from caseworker.office import Office

MOST = 6
_HITS = 20
_ANONYMOUS = "anonymous"
_PERSON, _CHILD = "person complaining", "child or young person"  # as the search says why


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the caller so far."""

    full_name: str = ""
    phone: str = ""
    email: str = ""
    postcode: str = ""
    child: str = ""

    def questions(self) -> list[tuple[str, str, str]]:
        """What to search for, in whom, and why it would match; nothing until three letters are there."""
        name = self.full_name if folded(self.full_name) != _ANONYMOUS else ""
        found = [(name, _PERSON, "same name"), (self.child, _CHILD, "same child")]
        found = [part for part in found if len(folded(part[0]).replace(" ", "")) >= 3]
        if len(digits(self.phone)) >= 6:
            found.append((digits(self.phone), _PERSON, "same phone number"))
        if "@" in self.email:
            found.append((self.email, _PERSON, "same email"))
        if len(self.postcode.replace(" ", "")) >= 5:
            found.append((self.postcode, _PERSON, "same postcode"))
        return found


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody we may know: who, why, and the case received last."""

    row: CaseRow
    reasons: tuple[str, ...]

    @property
    def is_child(self) -> bool:
        """Whether only the child is the same."""
        return self.reasons == ("same child",)

    def words(self) -> str:
        """Everything about it in sentences."""
        row = self.row
        child = f", about {row.child}" if row.child else ""
        why = listed(self.reasons)
        return (
            f"{row.person or 'No name'}{child}: {why}. "
            f"Last case {row.reference}, {row.kind.label}, received {long_date(row.received_on)}."
        )


def find_matches(office: Office, asked: Asked) -> list[Match]:
    """Return who looks like the caller, those with most in common first."""
    by_who: dict[tuple[str, str], Match] = {}
    for text, whom, why in asked.questions():
        for row in search_cases(office, text, _HITS):
            if not _is_in(text, whom, row):
                continue
            who = (folded(row.person), folded(row.child))
            known = by_who.get(who)
            if known is None:
                by_who[who] = Match(row, (why,))
            else:
                newest = max(known.row, row, key=lambda r: (r.received_on, r.number))
                reasons = known.reasons if why in known.reasons else (*known.reasons, why)
                by_who[who] = replace(known, row=newest, reasons=reasons)
    ranked = sorted(by_who.values(), key=lambda m: (-len(m.reasons), -m.row.received_on.toordinal()))
    return ranked[:MOST]


def _is_in(text: str, whom: str, row: CaseRow) -> bool:
    """Whether a hit is in the person or the child meant; a case where both share a surname says only one of them."""
    name = folded(row.child if whom == _CHILD else row.person).split()
    said = folded(text).split()
    return row.why_found == whom or all(any(part.startswith(word) for part in name) for word in said)
