"""Who may see a restricted case: its owner, whoever stands in for them, those named on it, and those in charge.

Question: who sees what? Choice: one rule for lists, search, people, acts and single cases; a case that is not
restricted is seen by everybody on the staff list whose role may see cases, and by nobody else. Cost: every question
to a list carries the reader. Source: rule book section 11 (need to know); decision 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.domain.changes import Value


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks for cases.

    Attributes:
        ids: the person, and those they stand in for; none while nobody is at the keyboard.
        may_read: whether their role may see cases at all; sees_all: restricted ones too.
    """

    ids: tuple[str, ...] = ()
    may_read: bool = True
    sees_all: bool = False

    def may_see(self, case: Mapping[str, Value]) -> bool:
        """Return whether a case may be shown.

        Args:
            case: its document: "restricted", "owner_id" and "readers" are looked at.
        """
        if not self.may_read:
            return False
        if self.sees_all or not case.get("restricted"):
            return True
        return bool({str(case.get("owner_id") or ""), *(case.get("readers") or ())} & set(self.ids))


NOT_RESTRICTED = "Not restricted: an office shared by a file cannot hide a case from one person."
"""Why a case is not restricted that would be from the start (decision 8)."""

ANYBODY = Reader()
"""Somebody of whom nothing is known: sees what is not restricted."""

EVERYTHING = Reader(sees_all=True)
"""For what the program itself reads: imports, checks, counts."""
