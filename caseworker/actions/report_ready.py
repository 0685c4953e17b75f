"""A copy for publication made ready: its tables counted, covered and written as pages, before anything is saved.

Question: must the copy be made inside the transaction that freezes it? Choice: no, it takes seconds in which nobody
could save; it is made while others save, remembers how far the record had come before its first look, and holds as long
as the record stands there. Cost: where somebody saves meanwhile it is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.actions.report_copy import Copy, publication_copy
from caseworker.actions.report_documents import document_bytes
from caseworker.actions.reports import build_pack
from caseworker.domain.periods import Period, say
from caseworker.domain.staff import Person
from caseworker.office import Office
from caseworker.settings import OfficeSettings
from caseworker.storage.identifying import ids_of_numbers
from caseworker.storage.local import sync_state
from caseworker.storage.log import last_place


@dataclass(frozen=True, slots=True)
class Standing:
    """How an office stood: what a copy is made from.

    Attributes:
        place: how far the record had come.
        life, access: the life of the hub and what may be seen here, where the office is shared.
    """

    place: int
    life: str
    access: int
    settings: OfficeSettings
    staff: Mapping[str, Person]
    approval: str


@dataclass(frozen=True, slots=True)
class ReadyCopy:
    """What an approval freezes.

    Attributes:
        digest: of what the copy says (`Copy.digest`).
        pages, web, figures: as they are kept: PDF, web page, figures with the cases behind them.
        standing: how the office stood before the copy was made.
    """

    copy: Copy
    digest: str
    pages: bytes
    web: bytes
    figures: bytes
    standing: Standing

    def still_holds(self, office: Office, raw: Any) -> bool:
        """Whether nothing it was made from was changed since, as an open transaction sees the record."""
        return standing_of(office, raw) == self.standing


def approval_words(office: Office) -> str:
    """Return what a copy says of its approval by the person at the keyboard, today."""
    return f"Approved for publication by {office.person.full_name} on {say(office.clock.today())}"


def make_ready(
    office: Office, code: str, period: Period, tell: Callable[[int], object] | None = None
) -> ReadyCopy:
    """Make the copy of a document with all that is kept of it; nothing is saved.

    Args:
        tell: called before each step with its number; what it raises stops the work.

    Raises:
        RuleError: there is no such document.
    """
    with office.reading() as raw:
        standing = standing_of(office, raw)
    looks = 0

    def count(look: int) -> None:
        nonlocal looks
        looks = look
        if tell is not None:
            tell(look)

    copy = publication_copy(office, code, build_pack(office, period), approved=standing.approval, tell=count)
    count(looks + 1)
    pages = document_bytes(copy.document, "pdf")
    count(looks + 1)
    web = document_bytes(copy.document, "html")
    return ReadyCopy(copy, copy.digest, pages, web, _figures(office, copy), standing)


def standing_of(office: Office, raw: Any) -> Standing:
    """Return how the office stands, as an open transaction sees it."""
    shared = sync_state(raw)
    return Standing(
        last_place(raw),
        str(shared.get("epoch") or ""),
        int(shared.get("access_version") or 0),
        office.settings,
        dict(office.staff),
        approval_words(office),
    )


def _figures(office: Office, copy: Copy) -> bytes:
    from caseworker.reports.publication.frozen import freeze

    def ids(numbers: Collection[int]) -> Mapping[int, str]:
        with office.reading_lists() as raw:
            return ids_of_numbers(raw, numbers)

    return freeze(copy.pack.tables, copy.cover, ids)
