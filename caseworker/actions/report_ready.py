"""A copy for publication made ready: its tables counted, covered and written as pages, before anything is saved.

Question: must the copy be made inside the transaction that freezes it? Choice: no, it takes seconds in which nobody
could save. All of it is read in one moment of the record, which it names, and it says what was so then, whatever
happens to cases afterwards: those changes are the "restated" of later. It no longer holds where the texts it quotes,
settings, lists, staff or published reports are others. Cost: what is sealed may be minutes older than the record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.actions.report_copy import Copy, publication_copy
from caseworker.actions.report_documents import document_bytes
from caseworker.actions.reports import build_pack
from caseworker.domain.periods import Period, say
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.identifying import ids_of_numbers
from caseworker.storage.local import sync_state
from caseworker.storage.publishing_moment import office_place, texts_digest


@dataclass(frozen=True, slots=True)
class Standing:
    """How an office stood but for its cases: what a copy is made from besides their figures.

    Attributes:
        place: of the last change of settings, lists, staff, narrative or published reports.
        texts: the digest of what it may quote from cases.
        life, access: the life of the hub and what may be seen here, where the office is shared.
    """

    place: int
    texts: str
    life: str
    access: int
    approval: str


@dataclass(frozen=True, slots=True)
class ReadyCopy:
    """What an approval freezes.

    Attributes:
        digest: of what the copy says (`Copy.digest`).
        pages, web, figures: as they are kept: PDF, web page, figures with the cases behind them.
        taken_at: the instant of the record that all of it was read in.
        standing: how the office stood in that moment.
    """

    copy: Copy
    digest: str
    pages: bytes
    web: bytes
    figures: bytes
    taken_at: str
    standing: Standing

    def still_holds(self, office: Office, raw: Any) -> bool:
        """Whether it may go out as it is, though cases may have changed, as an open transaction sees the record."""
        return standing_of(office, raw, self.copy.pack.period) == self.standing


def approval_words(office: Office) -> str:
    """Return what a copy says of its approval by the person at the keyboard, today."""
    return f"Approved for publication by {office.person.full_name} on {say(office.clock.today())}"


def make_ready(
    office: Office, code: str, period: Period, tell: Callable[[int], object] | None = None
) -> ReadyCopy:
    """Make the copy of a document with all that is kept of it, from one moment of the record; nothing is saved.

    Args:
        tell: called before each step with its number; what it raises stops the work.

    Raises:
        RuleError: there is no such document.
    """
    looks = 0

    def count(look: int) -> None:
        nonlocal looks
        looks = look
        if tell is not None:
            tell(look)

    with office.standing_still() as still:
        taken_at = still.clock.stamp()
        with still.reading() as raw:
            standing = standing_of(still, raw, period)
        copy = publication_copy(
            still, code, build_pack(still, period), approved=standing.approval, tell=count
        )
        figures = _figures(still, copy)
    count(looks + 1)
    pages = document_bytes(copy.document, "pdf")
    count(looks + 1)
    web = document_bytes(copy.document, "html")
    return ReadyCopy(copy, copy.digest, pages, web, figures, taken_at, standing)


def standing_of(office: Office, raw: Any, period: Period) -> Standing:
    """Return how the office stands, as an open transaction sees it."""
    shared = sync_state(raw)
    return Standing(
        office_place(raw, OFFICE_SCOPE),
        texts_digest(raw, period),
        str(shared.get("epoch") or ""),
        int(shared.get("access_version") or 0),
        approval_words(office),
    )


def _figures(office: Office, copy: Copy) -> bytes:
    from caseworker.reports.publication.frozen import freeze

    def ids(numbers: Collection[int]) -> Mapping[int, str]:
        with office.reading_lists() as raw:
            return ids_of_numbers(raw, numbers)

    return freeze(copy.pack.tables, copy.cover, ids)
