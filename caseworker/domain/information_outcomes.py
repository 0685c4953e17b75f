"""How outcomes of requests are counted in the government's statistics of freedom of information.

Resolvable requests could be answered: granted, withheld in part or in full, or not answered yet. Non-resolvable ones
could not: not held, a problem with the request, lapsed. Refusals under sections 12 and 14 count as withheld in full.

Source: rule book 4.2, 4.3; Freedom of Information Code of Practice 8.5; Cabinet Office definitions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Group(StrEnum):
    """A line of the published table."""

    GRANTED = "Granted in full"
    PARTLY_WITHHELD = "Partially withheld"
    FULLY_WITHHELD = "Fully withheld"
    NOT_YET = "Not yet provided a substantive response"
    NOT_HELD = "Information not held"
    PROBLEM = "Problem with request"
    LAPSED = "Lapsed"

    @property
    def is_resolvable(self) -> bool:
        """Whether requests of this line count as resolvable."""
        return self in _RESOLVABLE


_RESOLVABLE = (Group.GRANTED, Group.PARTLY_WITHHELD, Group.FULLY_WITHHELD, Group.NOT_YET)

_GROUPS: Mapping[str, Group] = {
    "": Group.NOT_YET,
    "disclosed_in_full": Group.GRANTED,
    "disclosed_in_part": Group.PARTLY_WITHHELD,
    "refused": Group.FULLY_WITHHELD,
    "refused_cost": Group.FULLY_WITHHELD,
    "refused_vexatious": Group.FULLY_WITHHELD,
    "not_held": Group.NOT_HELD,
    "advice_given": Group.PROBLEM,
    "lapsed": Group.LAPSED,
}


def statistics_group(outcome: str) -> Group | None:
    """Return the line of the published table that an outcome counts in; "" is a request not answered yet.

    None for what is not counted there: withdrawn, transferred to another authority, dealt with outside FOI.
    """
    return _GROUPS.get(outcome)
