"""The queue of gaps: what is missing in which cases, by officer and quarter, for a manager to have put right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from caseworker.domain.needs import NEEDS
from caseworker.domain.periods import quarter_of
from caseworker.office import Office
from caseworker.storage.case_lists import gaps

NOBODY = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing in the cases of one officer and one quarter.

    Attributes:
        need: code of `domain.needs.NEEDS`; what: the same in words.
        quarter: of the day received, as reports name it; order: for sorting.
        numbers: of the cases.
    """

    owner_id: str
    owner: str
    quarter: str
    order: str
    need: str
    what: str
    numbers: tuple[int, ...]


def read_gaps(office: Office) -> tuple[Gap, ...]:
    """Return every gap, the latest quarter first, then by officer.

    Raises:
        NotPermittedError: the role does not allow reports.
    """
    office.require("report")
    found: dict[tuple[str, date, str], list[int]] = defaultdict(list)
    with office.reading_lists() as raw:
        for number, owner_id, received_on, needed in gaps(raw, office.reader):
            first = quarter_of(date.fromisoformat(received_on)).first
            for need in needed.split():
                found[owner_id, first, need].append(number)
    rows = [
        Gap(
            owner_id,
            office.staff_name(owner_id) or "Nobody",
            quarter_of(first).label,
            first.isoformat(),
            need,
            NEEDS.get(need, need),
            tuple(numbers),
        )
        for (owner_id, first, need), numbers in found.items()
    ]
    rows.sort(
        key=lambda gap: (gap.owner.casefold(), list(NEEDS).index(gap.need) if gap.need in NEEDS else 99)
    )
    rows.sort(key=lambda gap: gap.order, reverse=True)
    return tuple(rows)
