"""What became of each row of a file, and of the file as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from caseworker.domain.dates_in_words import count_of, long_date

MOST_KEPT = 10_000
"""Verdicts and differing dates kept one by one; beyond it they are only counted, so that memory stays flat."""


class Result(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row's: its line in the file, its reference, and what was corrected, noted, or why it was refused."""

    line: int
    reference: str
    result: Result
    why: tuple[str, ...] = ()

    def __str__(self) -> str:
        name = f" ({self.reference})" if self.reference else ""
        said = f": {' '.join(self.why)}" if self.why else ""
        return f"Line {self.line}{name}: {self.result}{said}"


@dataclass(frozen=True, slots=True)
class DueDifference:
    """A due date that another system recorded and our rules count differently; both are kept.

    Attributes:
        counted_on: None where the rules give no date.
        why: the first sentence of the explanation of our own date.
    """

    reference: str
    stage: str
    recorded_on: date
    counted_on: date | None
    why: str

    def __str__(self) -> str:
        counted = long_date(self.counted_on) if self.counted_on else "no date"
        stage = f" {self.stage}" if self.stage else ""
        return f"{self.reference}{stage}: recorded {long_date(self.recorded_on)}, counted {counted}. {self.why}".strip()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        file: the name of the part of the mapping it was read with, such as "cases".
        counts: how many rows had each result: accepted as they stand, corrected, updated (imported before and changed
            since in the other system), unchanged (imported before), refused.
        said_count: how many rows have something said of them.
        verdicts: of every row that was not simply accepted or unchanged, the first MOST_KEPT.
        differing: due dates counted differently, the first MOST_KEPT; `differing_count`: how many.
        notes: what is true of the whole file: how its letters were read, columns kept as facts.
        rejects: where the refused rows were written; None when nothing was.
        stopped: whether it was stopped before the end; what was imported is kept, unless `nothing_kept`.
        case_ids: the cases that were made or changed.
        plain: of rows of which nothing is said (accepted as they stand, or there already), the first MOST_KEPT.
    """

    path: Path
    file: str
    dry_run: bool
    counts: Mapping[Result, int]
    said_count: int
    verdicts: tuple[Verdict, ...]
    differing: tuple[DueDifference, ...]
    differing_count: int
    notes: tuple[str, ...] = ()
    rejects: Path | None = None
    stopped: bool = False
    group_id: str = ""
    nothing_kept: bool = False
    plain: tuple[Verdict, ...] = ()
    case_ids: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows read."""
        return sum(self.counts.values())

    @property
    def accepted(self) -> int:
        return self.counts[Result.ACCEPTED]

    @property
    def corrected(self) -> int:
        return self.counts[Result.CORRECTED]

    @property
    def updated(self) -> int:
        return self.counts[Result.UPDATED]

    @property
    def unchanged(self) -> int:
        return self.counts[Result.UNCHANGED]

    @property
    def refused(self) -> int:
        return self.counts[Result.REFUSED]

    @property
    def taken(self) -> int:
        """Rows that are now in the office and were not before, or not so."""
        return self.accepted + self.corrected + self.updated

    @property
    def message(self) -> str:
        """What happened, in a few sentences."""
        would = "would be " if self.dry_run else ""
        rows = f"{self.rows:,} row{'' if self.rows == 1 else 's'}"
        read = f"{self.path.name}: {rows} of “{self.file}” read"
        parts = [read, f"{self.taken:,} {would}imported"]
        parts += [
            f"{number:,} {words}"
            for number, words in (
                (self.corrected, "of them corrected"),
                (self.updated, "of them changed since an earlier import"),
                (self.unchanged, "there already"),
                (self.refused, "refused"),
            )
            if number
        ]
        said = ", ".join(parts) + "."
        if self.rejects:
            said += f" The refused rows are in {self.rejects.name}: mend them there and import that file."
        if self.differing_count:
            said += f" {count_of(self.differing_count, 'due date')} recorded differently from our own; both are kept."
        if self.nothing_kept:
            return f"{self.path.name}: the import was stopped. Nothing was imported."
        if self.stopped:
            said += " It was stopped: what is imported is kept. Import the file again to go on."
        return said

    def sentences(self, most: int = 200) -> list[str]:
        """Return the report as lines to read: what happened, then rows and dates one by one, `most` of each."""
        lines = [self.message, *self.notes]
        lines += _some([str(verdict) for verdict in self.verdicts], self.said_count, most, "row")
        lines += _some([str(each) for each in self.differing], self.differing_count, most, "due date")
        return lines


def _some(lines: list[str], count: int, most: int, thing: str) -> list[str]:
    shown = lines[:most]
    more = count - len(shown)
    return [*shown, f"… and {count_of(more, f'more {thing}')}."] if more > 0 else shown


@dataclass
class Tally:
    """Collects verdicts while rows are read."""

    counts: dict[Result, int] = field(default_factory=lambda: dict.fromkeys(Result, 0))
    verdicts: list[Verdict] = field(default_factory=list)
    differing: list[DueDifference] = field(default_factory=list)
    differing_count: int = 0
    said_count: int = 0
    plain: list[Verdict] = field(default_factory=list)

    def add(self, verdict: Verdict) -> None:
        """Count a row's verdict, and keep it when it says something."""
        self.counts[verdict.result] += 1
        if not verdict.why:
            if len(self.plain) < MOST_KEPT:
                self.plain.append(verdict)
            return
        self.said_count += 1
        if len(self.verdicts) < MOST_KEPT:
            self.verdicts.append(verdict)

    @property
    def wants_differences(self) -> bool:
        """Whether differing dates are still kept one by one."""
        return len(self.differing) < MOST_KEPT

    def report(
        self,
        path: Path,
        file: str,
        *,
        dry_run: bool,
        notes: tuple[str, ...] = (),
        rejects: Path | None = None,
        stopped: bool = False,
        group_id: str = "",
        nothing_kept: bool = False,
        case_ids: tuple[str, ...] = (),
    ) -> ImportReport:
        """Return the report."""
        return ImportReport(
            path,
            file,
            dry_run,
            dict(self.counts),
            self.said_count,
            tuple(self.verdicts),
            tuple(self.differing),
            self.differing_count,
            notes,
            rejects,
            stopped,
            group_id,
            nothing_kept,
            tuple(self.plain),
            case_ids,
        )
