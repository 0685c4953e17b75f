"""References of our own series for imported rows that have none, and how such a row is known again.

Question: how is a row without a reference known when its file is imported again? Choice: by all its cells together,
whatever the file is called by then. Cost: a row of which one cell changed since is a new row; the preview says so.
Source: decision 7 (one series, the year of logging, given once); the importer's rule that nothing is imported twice.
"""

from __future__ import annotations

from typing import Any

from caseworker.domain.dates_in_words import count_of
from caseworker.office import Office, Transaction
from caseworker.storage.imported import rows_imported

AGAIN = "Imported again, such a row is known as long as none of its cells has changed."


class OwnReferences:
    """Gives references during one import.

    Attributes:
        given: references given so far; in a dry run only counted.
        first: the first of them, or the one that would be the first.
        last: the last of them; "" in a dry run.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._transaction: Transaction | None = None
        self._taken = 0
        self._known: dict[str, str] | None = None
        self._lines: dict[str, int] = {}
        self.given, self.first, self.last = 0, "", ""

    def begin(self, transaction: Transaction | None) -> None:
        """Take references from this transaction from now on; None: a dry run, in which none is taken."""
        self._transaction, self._taken = transaction, 0

    def second_of(self, digest: str, line: int) -> str:
        """Return why a row is not taken that is the same in every cell as an earlier one, or ""."""
        first = self._lines.setdefault(digest, line)
        if first == line:
            return ""
        return (
            f"Every cell is the same as in line {first:,}, and only the first is taken. If these are two cases, write "
            "in one of them what tells them apart."
        )

    def known(self, raw: Any, digest: str) -> str:
        """Return the reference of the case that was made of such a row before, or ""."""
        if self._known is None:
            self._known = rows_imported(raw)
        return self._known.get(digest, "")

    def give(self, raw: Any) -> str:
        """Return the next reference for a new case; "" in a dry run."""
        self.given += 1
        if self._transaction is None:
            self.first = self.first or Transaction(self._office, raw).next_reference()
            return ""
        self.last = self._transaction.next_reference(self._taken)
        self.first = self.first or self.last
        self._taken += 1
        return self.last

    def note(self) -> str:
        """Return what became, or would become, of the rows without a reference; "" when there was no new one."""
        if not self.given:
            return ""
        rows = count_of(self.given, "row")
        if not self.last:
            said = (
                f"{rows} without a reference would get one of our own series each; the next is {self.first}."
            )
        elif self.given == 1:
            said = f"{rows} without a reference was given {self.first}."
        else:
            said = f"{rows} without a reference were given {self.first} to {self.last}."
        return f"{said} {AGAIN}"
