"""Import another system's file: a thousand rows at a time, each row with a verdict, nothing twice.

Question: what is left when the computer stops in the middle? Choice: every thousand rows are one transaction, and a row
that is there already is known by its old reference, so that importing the same file again goes on where it stopped.
Cost: there is no single moment at which a large file is in or not; undo takes back all of it by its group.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from caseworker.actions.import_clocks import OfficeStages
from caseworker.actions.import_decisions import Decided, Decisions
from caseworker.actions.import_numbers import foretold_numbers, hold_numbers, missing_numbers
from caseworker.actions.import_references import OwnReferences
from caseworker.domain import deadlines
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.clocks import Clock
from caseworker.domain.no_cycles import no_search_for_cycles
from caseworker.errors import RuleError
from caseworker.files import write_whole
from caseworker.imports.formulas import as_text
from caseworker.imports.mapping import FileMapping, ImportMapping
from caseworker.imports.mapping_file import mapping_of, read_mapping
from caseworker.imports.reading import open_table
from caseworker.imports.rejects import RejectedRows
from caseworker.imports.rows import Row, RowReader
from caseworker.imports.table import RawRow, TableFile
from caseworker.imports.verdicts import DueDifference, ImportReport, Result, Tally, Verdict
from caseworker.office import Office, Save, Transaction
from caseworker.resources import RESOURCES

CHUNK = 1000
MAPPINGS = RESOURCES / "mappings"
Progress = Callable[[float, str], None]


def mapping_names(office: Office | None = None) -> list[str]:
    """Return the names of the mappings that ship with the program, and of those the office keeps."""
    own = office.settings.import_mappings if office else {}
    return sorted({*own, *(path.stem for path in MAPPINGS.glob("*.toml"))})


def find_mapping(office: Office, name: str | Path) -> ImportMapping:
    """Return a mapping by its name (kept in the office, or shipped), or by the path of its file.

    Raises:
        RuleError: there is none of that name, or it is not in order; the message names the line or column to mend.
    """
    kept = office.settings.import_mappings.get(str(name))
    if kept is not None:
        return mapping_of(str(name), kept, office.vocabulary)
    shipped = MAPPINGS / f"{name}.toml"
    path = shipped if shipped.is_file() else Path(name)
    if not path.is_file():
        known = ", ".join(mapping_names(office))
        raise RuleError(
            f"There is no mapping “{name}”. Choose one of {known}, or the path of a mapping file.",
            field="mapping",
        )
    return read_mapping(path, office.vocabulary)


def import_file(
    office: Office,
    path: Path,
    mapping: ImportMapping | Path | str,
    *,
    dry_run: bool = False,
    whole: bool = False,
    rejects: Path | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    told: Callable[[str], None] = lambda _words: None,
) -> ImportReport:
    """Import a file, or only say what would be imported.

    Args:
        mapping: a mapping, its name, or the path of its file.
        dry_run: look at every row and write nothing to the office.
        rejects: where refused rows are written, to be mended and imported again; no file when none is refused.
        whole: all rows in one transaction: when it is stopped, or something goes wrong, nothing is imported.
        cancelled: asked after every thousand rows; what is imported by then is kept, unless `whole`.
        told: called before the first row is taken when the hub gave no numbers for rows without a reference.

    Raises:
        RuleError: the file or the mapping as a whole is not in order; nothing was imported.
        UnavailableError: the disk or the file is in the way; the rows before are kept.
    """
    office.require("import")
    if not isinstance(mapping, ImportMapping):
        mapping = find_mapping(office, mapping)
    source = open_table(Path(path), mapping.sheet, mapping.heading_row, numbered=mapping.is_numbered)
    file = mapping.file_for(source.header, source.path.name)
    with RejectedRows(rejects, source) as rejected:
        run = _Run(office, source, file, rejected, dry_run=dry_run)
        numbers = "" if dry_run else hold_numbers(office, run.numbers_needed())
        if numbers:
            told(numbers)
        with no_search_for_cycles():
            stopped = run.all_or_nothing(progress, cancelled) if whole else run.through(progress, cancelled)
        rejected.is_wanted = not (whole and stopped)
    numbers = foretold_numbers(office, run.own.given) if dry_run else numbers
    notes = _notes(source, mapping.unknown_columns(file, source.header), run.own.note(), numbers)
    report = run.tally.report(
        source.path,
        file.name,
        dry_run=dry_run,
        notes=notes,
        rejects=rejected.written,
        stopped=stopped,
        group_id=run.group_id if run.case_ids else "",
        nothing_kept=whole and stopped,
        case_ids=tuple(run.case_ids),
    )
    if run.case_ids:
        _tell(office, Changed(report.message, tuple(run.case_ids), run.group_id))
    return report


def write_differences(report: ImportReport, path: Path) -> None:
    """Write the due dates that our rules count differently as a CSV file: reference, stage, both dates, why."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Reference", "Stage", "Date due as recorded", "Date due as counted", "Why"])
    for each in report.differing:
        counted = each.counted_on.isoformat() if each.counted_on else ""
        cells = [each.reference, each.stage, each.recorded_on.isoformat(), counted, each.why]
        writer.writerow(map(as_text, cells))
    write_whole(path, text.getvalue().encode("utf-8-sig"), not_done="The differing dates were not written")


class _StoppedError(Exception):
    """The person stopped an import that is taken whole or not at all."""


class _Run:
    """One import on its way through a file."""

    def __init__(
        self, office: Office, source: TableFile, file: FileMapping, rejected: RejectedRows, *, dry_run: bool
    ) -> None:
        self.tally = Tally()
        self.group_id = office.ids.new()
        self.case_ids: dict[str, None] = {}
        self._office = office
        self._source = source
        self._file = file
        self._rejected = rejected
        self._dry_run = dry_run
        self._reader = RowReader(
            file,
            source.header,
            office.vocabulary,
            office.clock.today(),
            is_windows=source.encoding == "cp1252",
        )
        self.own = OwnReferences(office)
        self._decisions = Decisions(file, OfficeStages(office), office.ids.new, self.group_id, self.own)
        self._lines: dict[str, int] = {}
        self._save: Save = office.save

    def numbers_needed(self) -> int:
        """Return how many new rows without a reference there are, at most: they get references of our own.

        Where nobody shares the office numbers have no end, and nothing is counted.
        """
        if not self._file.own_references or not missing_numbers(self._office, 1 << 30):
            return 0
        with self._office.reading() as raw:
            found = (self._reader.read(row) for row in self._source.rows(self._file.dates))
            return sum(
                1
                for row in found
                if not row.reference and not row.refused and not self.own.known(raw, row.digest)
            )

    def all_or_nothing(self, progress: Progress | None, cancelled: Callable[[], bool] | None) -> bool:
        """Take every row in one transaction; when it is stopped, take none. Return whether it was stopped."""
        if self._dry_run:
            return self.through(progress, cancelled)
        try:
            with self._office.saving_together() as save:
                self._save = save
                if self.through(progress, cancelled):
                    raise _StoppedError
        except _StoppedError:
            self.case_ids.clear()
            return True
        return False

    def through(self, progress: Progress | None, cancelled: Callable[[], bool] | None) -> bool:
        """Take every row; return whether it was stopped before the end."""
        done, total = 0, self._source.row_count
        for chunk in _chunks(self._source.rows(self._file.dates)):
            if cancelled is not None and cancelled():
                return True
            self._take(chunk)
            done += len(chunk)
            if progress:
                progress(done / max(total, 1), f"{done:,} of {total:,} rows")
        return False

    def _take(self, chunk: list[RawRow]) -> None:
        rows = [self._reader.read(raw) for raw in chunk]
        for row in rows:
            self._refuse_second(row)
        good = [row for row in rows if not row.refused]
        decided = self._decide(good)
        for row in rows:
            self._record(row, decided.get(row.line))

    def _refuse_second(self, row: Row) -> None:
        if not row.reference:
            if (
                self._file.own_references
                and not row.refused
                and (why := self.own.second_of(row.digest, row.line))
            ):
                row.refused.append(why)
            return
        first = self._lines.setdefault(row.reference, row.line)
        if first != row.line:
            row.refused.append(f"{row.reference} is in line {first:,} already. Only the first is taken.")

    def _decide(self, rows: list[Row]) -> dict[int, Decided]:
        decided: dict[int, Decided] = {}
        if not rows:
            return decided

        def make(raw: Any) -> list[Draft]:
            decided.update(self._decisions.make(raw, rows, self._lines))
            return [each.draft for each in decided.values() if each.draft]

        if self._dry_run:
            self.own.begin(None)
            with self._office.reading() as raw:
                make(raw)
            return decided

        def save(transaction: Transaction) -> list[Draft]:
            self.own.begin(transaction)
            return make(transaction.raw)

        for changeset in self._save(save):
            self.case_ids[changeset.scope_id] = None
        return decided

    def _record(self, row: Row, decided: Decided | None) -> None:
        refused = row.refused or ([decided.refused] if decided and decided.refused else [])
        if refused or decided is None:
            self._rejected.add(row.cells, " ".join(refused))
            self.tally.add(Verdict(row.line, row.reference, Result.REFUSED, tuple(refused)))
            return
        said = () if decided.result is Result.UNCHANGED else (*row.corrected, *row.remarks)
        self.tally.add(Verdict(row.line, row.reference, decided.result, said))
        if decided.difference is not None:
            self.tally.differing_count += 1
            if self.tally.wants_differences:
                self.tally.differing.append(self._difference(row, decided))

    def _difference(self, row: Row, decided: Decided) -> DueDifference:
        found = decided.difference
        assert found is not None
        why = deadlines.explain(Clock.from_doc(found.clock), self._office.calendars).sentences[0]
        return DueDifference(row.reference, decided.stage_label, found.recorded_on, found.counted_on, why)


def _chunks(rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _notes(source: TableFile, unknown: tuple[str, ...], own: str, numbers: str) -> tuple[str, ...]:
    notes = [source.note] if source.note else []
    if unknown:
        names = ", ".join(f"“{name}”" for name in unknown)
        notes.append(f"The mapping does not know {names}; what is in there is kept as imported facts.")
    notes += [words for words in (own, numbers) if words]
    return tuple(notes)


def _tell(office: Office, changed: Changed) -> None:
    for listener in office.listeners:
        listener(changed)
