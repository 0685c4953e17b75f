"""Decides what becomes of a row, from what the office has: new, there already, changed since, or refused and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseworker.actions.import_references import OwnReferences
from caseworker.domain.changes import Draft
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.imports.mapping import FileMapping
from caseworker.imports.plan import (
    CHANGE_KIND,
    MAKERS,
    Difference,
    StageMaker,
    Things,
    Update,
    by_name,
    difference,
    new_case,
    new_things,
    update,
)
from caseworker.imports.rows import Row
from caseworker.imports.verdicts import Result
from caseworker.storage.imported import (
    CaseFound,
    case_called,
    cases_found,
    holder_of,
    imports_of,
    things_of,
)

CHANGED_SINCE = "Changed in the other system since it was imported"


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of one row: its result, what is written, or why it is refused."""

    result: Result
    draft: Draft | None = None
    refused: str = ""
    difference: Difference | None = None
    stage_label: str = ""


class Decisions:
    """Decides the rows of one file."""

    def __init__(
        self,
        file: FileMapping,
        stages: StageMaker,
        new_id: Callable[[], str],
        group_id: str,
        own: OwnReferences,
    ) -> None:
        self._file = file
        self._stages = stages
        self._new_id = new_id
        self._group_id = group_id
        self._own = own

    def make(self, raw: Any, rows: Sequence[Row], lines: Mapping[str, int]) -> dict[int, Decided]:
        """Return the decision on each row, by its line, in the order in which they are to be written.

        Args:
            raw: the connection of the write transaction, or of a reader for a dry run.
            lines: the references of the file read so far.
        """
        if self._file.makes == "case":
            return self._cases(raw, rows, lines)
        return self._parts(raw, rows)

    # -- cases --------------------------------------------------------------------------------------------

    def _cases(self, raw: Any, rows: Sequence[Row], lines: Mapping[str, int]) -> dict[int, Decided]:
        found = cases_found(raw, [row.reference for row in rows if row.reference])
        self._remark_parents(raw, rows, lines)
        decided = {}
        for row in rows:
            known = found.get(row.reference)
            if known:
                decided[row.line] = self._known_case(raw, row, known)
            else:
                decided[row.line] = (
                    self._new_case(row) if row.reference else self._without_reference(raw, row)
                )
        return decided

    def _without_reference(self, raw: Any, row: Row) -> Decided:
        """A row that is known by its cells alone."""
        row_reference = self._own.known(raw, row.digest)
        if row_reference:
            row.reference = row_reference
            return Decided(Result.UNCHANGED)
        things = MAKERS["case"](row, self._file, self._stages)
        row.reference = things["case"]["reference"] = self._own.give(raw)
        draft = new_case(things, self._new_id, self._group_id)
        return self._taken(row, things, draft, _first_result(row))

    def _remark_parents(self, raw: Any, rows: Sequence[Row], lines: Mapping[str, int]) -> None:
        parents = {row.line: str(row.things["case"].get("parent_reference") or "") for row in rows}
        asked = {parent for parent in parents.values() if parent and parent not in lines}
        known = cases_found(raw, sorted(asked)) if asked else {}
        for row in rows:
            if parents[row.line] in asked and parents[row.line] not in known:
                row.remarks.append(f"No case has the reference {parents[row.line]} yet; it is kept as it is.")

    def _new_case(self, row: Row) -> Decided:
        things = MAKERS["case"](row, self._file, self._stages)
        draft = new_case(things, self._new_id, self._group_id)
        return self._taken(row, things, draft, _first_result(row))

    def _known_case(self, raw: Any, row: Row, known: Sequence[CaseFound]) -> Decided:
        case = known[0]
        refused = _why_not_case(row.reference, known)
        if not refused and case.source != self._file.source:
            refused = (
                f"{row.reference} is in the office already, {_whence(case)}. Give this row another reference."
            )
        if refused:
            return Decided(Result.REFUSED, refused=refused)
        if case.digest == row.digest:
            return Decided(Result.UNCHANGED)
        states = things_of(raw, [case.case_id], ("case", "stage", "party"))[case.case_id]
        things = MAKERS["case"](row, self._file, self._stages)
        later = sum(state.kind == "stage" for state in states) > 1
        made = update(
            self._file,
            things,
            by_name(states),
            imports_of(raw, case.case_id),
            self._new_id,
            has_later_stages=later,
        )
        return self._updated(row, things, case.case_id, made)

    # -- stages and actions -------------------------------------------------------------------------------

    def _parts(self, raw: Any, rows: Sequence[Row]) -> dict[int, Decided]:
        links = list(dict.fromkeys(row.link for row in rows))
        found = cases_found(raw, links)
        for link in links:
            if link not in found:
                found[link] = case_called(raw, link)
        ids = list(dict.fromkeys(case.case_id for cases in found.values() for case in cases))
        held = things_of(raw, ids, ("stage", "task")) if ids else {}
        ordered = sorted(rows, key=lambda row: str(row.things.get("stage", {}).get("started_on", "")))
        return {row.line: self._part(raw, row, found[row.link], held) for row in ordered}

    def _part(
        self, raw: Any, row: Row, cases: Sequence[CaseFound], held: Mapping[str, list[EntityState]]
    ) -> Decided:
        refused = _why_not_case(row.link, cases) or self._too_early(row, cases[0])
        if refused:
            return Decided(Result.REFUSED, refused=refused)
        case, kind = cases[0], self._file.makes
        mine = [state for state in held[case.case_id] if state.kind == kind]
        known = next((s for s in mine if s.doc.get("old_reference") == row.reference), None)
        if known is not None:
            return self._known_part(raw, row, case, known)
        holder = holder_of(raw, kind, row.reference)
        if holder is not None:
            return Decided(
                Result.REFUSED,
                refused=f"{row.reference} is in the case {holder} already. Take it out there first.",
            )
        things = MAKERS[kind](row, self._file, self._stages)
        self._remark_part(row, case, held[case.case_id])
        entities = new_things(things, "", self._new_id)
        draft = Draft("case", case.case_id, CHANGE_KIND, entities, "", self._group_id)
        return self._taken(row, things, draft, _first_result(row))

    def _known_part(self, raw: Any, row: Row, case: CaseFound, known: EntityState) -> Decided:
        if known.doc.get("import_row") == row.digest:
            return Decided(Result.UNCHANGED)
        kind = self._file.makes
        things = MAKERS[kind](row, self._file, self._stages)
        made = update(self._file, things, {kind: known}, imports_of(raw, case.case_id), self._new_id)
        return self._updated(row, things, case.case_id, made)

    def _too_early(self, row: Row, case: CaseFound) -> str:
        started = row.things.get("stage", {}).get("started_on")
        if not started or started >= case.received_on:
            return ""
        column = self._file.column_of("stage", "started_on")
        return f"{column.name if column else 'Its start'} is before the day the case {case.reference} was received."

    def _remark_part(self, row: Row, case: CaseFound, held: Sequence[EntityState]) -> None:
        stage, task = row.things.get("stage"), row.things.get("task")
        if (
            stage
            and not any(stage.get(name) for name in ("answered_on", "withdrawn_on"))
            and not _is_active(case)
        ):
            row.remarks.append(f"It has no end, and its case {case.reference} is {case.status}.")
        wanted = task.get("stage_reference") if task else None
        if wanted and wanted not in [state.doc.get("old_reference") for state in held]:
            row.remarks.append(f"Its case {case.reference} has no stage {wanted} yet; the words are kept.")

    # -- inside -------------------------------------------------------------------------------------------

    def _taken(self, row: Row, things: Things, draft: Draft, result: Result) -> Decided:
        stage = things.get("stage", {})
        return Decided(result, draft, "", difference(stage), str(stage.get("label") or ""))

    def _updated(self, row: Row, things: Things, case_id: str, made: Update) -> Decided:
        if made.refused:
            return Decided(Result.REFUSED, refused=made.refused)
        if not made.changes:
            return Decided(Result.UNCHANGED)
        draft = Draft("case", case_id, CHANGE_KIND, made.changes, CHANGED_SINCE, self._group_id)
        return self._taken(row, things, draft, Result.UPDATED)


def _first_result(row: Row) -> Result:
    return Result.CORRECTED if row.corrected else Result.ACCEPTED


def _is_active(case: CaseFound) -> bool:
    return Status(case.status).is_active


def _why_not_case(reference: str, cases: Sequence[CaseFound]) -> str:
    if not cases:
        return f"No case has the reference {reference}. Import its case first, or mend the reference."
    if len(cases) > 1:
        return f"{len(cases)} cases have the reference {reference}. It cannot be told which is meant."
    if cases[0].status == Status.VOID:
        return f"The case {reference} is in the office and void. Undo making it void, then import again."
    return ""


def _whence(case: CaseFound) -> str:
    return f"imported from “{case.source}”" if case.source else "logged here"
