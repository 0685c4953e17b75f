"""Advocacy: who must be offered an advocate, whose turn it is, and how many hours of a contract are used.

Source: Children Act 1989, section 26A; SI 2004/719; rule book 1.4 (ADV-1 to ADV-5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind

Doc = Mapping[str, Value]

OFFERED_TO = ("Young person", "Care leaver", "Former child in care")
"""Roles of those who must be offered an advocate when they complain or intend to (ADV-1)."""

GROUP_OF_STATUS: Mapping[str, str] = {
    "looked_after": "Child looked after",
    "child_protection": "Child protection plan",
    "child_in_need": "Child in need",
    "care_leaver": "Care leaver",
}
"""The eligible group that a child's status gives."""


def must_be_offered(kind: Kind, raised_by: str) -> bool:
    """Return whether a case calls for the offer of an advocate: a complaint that comes from a child or care leaver."""
    return kind.is_complaint and raised_by in OFFERED_TO


def was_answered(things: Iterable[Doc]) -> bool:
    """Return whether an offer, or why none was made, is recorded, or somebody was referred."""
    return any(thing.get("answer") or thing.get("referred_on") for thing in things)


def running(advocacies: Sequence[EntityState]) -> EntityState | None:
    """Return the advocacy that goes on: the latest that was not refused and has not ended."""
    going = [
        each for each in advocacies if not each.doc.get("ended_on") and each.doc.get("answer") != "declined"
    ]
    going = [each for each in going if each.doc.get("answer") != "not_offered" or each.doc.get("referred_on")]
    return going[-1] if going else None


@dataclass(frozen=True, slots=True)
class Contract:
    """A provider's contract.

    Attributes:
        from_on, to_on: its days, both included; `to_on` None for no end.
        hours: hours it provides in each year counted from `from_on`.
        extra_hours: how many more may be bought in a year.
    """

    provider: str
    from_on: date
    to_on: date | None = None
    hours: float = 0
    extra_hours: float = 0

    def covers(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    def year_of(self, day: date) -> tuple[date, date]:
        """Return the first and last day of the contract's year a day lies in."""
        first = _in_year(self.from_on, day.year)
        if first > day:
            first = _in_year(self.from_on, day.year - 1)
        last = _in_year(self.from_on, first.year + 1) - timedelta(days=1)
        return first, min(last, self.to_on) if self.to_on else last

    def words(self, used: float) -> str:
        """Return how many hours of a year are used: "640 of 1,000 hours used"."""
        if used <= self.hours:
            return f"{hours_words(used)} of {hours_words(self.hours)} hours used"
        over = used - self.hours
        if over <= self.extra_hours:
            return (
                f"All {hours_words(self.hours)} hours used, and {hours_words(over)} of "
                f"{hours_words(self.extra_hours)} extra hours"
            )
        beyond = over - self.extra_hours
        extra = f" and all {hours_words(self.extra_hours)} extra hours" if self.extra_hours else ""
        used_up = f"All {hours_words(self.hours)} hours{extra} used"
        return f"{used_up}, and {hours_words(beyond)} more than the contract allows"


def contracts_of(docs: Iterable[Mapping[str, Value]]) -> tuple[Contract, ...]:
    """Return the contracts a setting holds, the earliest first."""
    found = [
        Contract(
            str(doc["provider"]),
            date.fromisoformat(str(doc["from_on"])),
            date.fromisoformat(str(doc["to_on"])) if doc.get("to_on") else None,
            float(doc.get("hours") or 0),
            float(doc.get("extra_hours") or 0),
        )
        for doc in docs
    ]
    return tuple(sorted(found, key=lambda each: (each.from_on, each.provider)))


def contract_on(contracts: Iterable[Contract], day: date) -> Contract | None:
    """Return the contract in force on a day; of several the one that began last."""
    found = [each for each in contracts if each.covers(day)]
    return found[-1] if found else None


def hours_words(hours: float) -> str:
    """Return hours as read: "1,000", "7.5"."""
    return f"{hours:,.2f}".rstrip("0").rstrip(".")


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes 28 February."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
