"""Everything out: every record, letter and file of the office into one new folder, with the reason in the record.

Question: what is left when it is stopped, or the disk is full? Choice: nothing; all is written into a hidden folder
beside the one asked for, which takes its name when it is whole and the export is recorded. Cost: the room is needed on
the same disk.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworker.actions.equalities import may_see_equalities
from caseworker.actions.export.case_folders import INDEX_HEADER, CaseFolders, Written
from caseworker.actions.export.history import write_history
from caseworker.actions.export.office_tables import write_fields, write_lists, write_office_files
from caseworker.actions.export.readme import Facts, readme
from caseworker.actions.export.recorded import (
    EVERYTHING,
    Export,
    check_may_record,
    check_reason,
    many,
    record_export,
)
from caseworker.actions.export.tables import Tables
from caseworker.actions.people_visible import hidden_in_register
from caseworker.domain.changed import Changed
from caseworker.domain.fold import EntityState
from caseworker.errors import RuleError
from caseworker.files import sync_folder, told_of_os
from caseworker.office import Office
from caseworker.storage.everything import (
    case_batches,
    count_cases,
    things_of,
    things_of_no_case,
)

NOT_DONE = "Nothing was exported"
DRAFTS_LEFT_OUT = "Drafts of cases that were not logged yet: they are no part of the record."
_CASES_DONE = 0.7
"""The share of the work that the cases are; the record of changes is the rest."""

_STEP = 0.002
"""Progress is told no more often than this share of the work apart."""

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        left_out: what is not in it, a sentence each.
        problems: letters and files that could not be written, a sentence each.
    """

    folder: Path
    cases: int
    letters: int
    files: int
    changes: int
    left_out: tuple[str, ...]
    problems: tuple[str, ...]
    changed: Changed


class _Stopped(Exception):
    """Cancel was pressed."""


def export_everything(
    office: Office,
    folder: Path,
    reason: str,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Exported | None:
    """Write everything the person at the keyboard may see into a new folder; None when it was cancelled on the way.

    Slow: for a thread of its own. Memory does not grow with the office.

    Args:
        folder: it must not be there yet, or be empty.
        reason: why; it is recorded.

    Raises:
        ProblemsError: there is no reason.
        RuleError: the folder has something in it, or lies in the office's own.
        NotPermittedError: the role does not allow it.
        UnavailableError: the disk is full, or the folder cannot be written; nothing is left.
    """
    office.require("export")
    words = check_reason(reason)
    check_may_record(office)
    target = folder.expanduser().absolute()
    check_target(office, target)

    last = -1.0

    def told(share: float, doing: str) -> None:
        nonlocal last
        if cancelled():
            raise _Stopped
        if progress and (share - last >= _STEP or share >= 1):
            progress(share, doing)
            last = share

    try:
        with told_of_os(NOT_DONE, target), _beside(target) as room:
            facts = _write(office, room, words, told)
            told(1.0, "Putting it in its place")
            changed = _put_in_place(office, room, target, facts)
    except _Stopped:
        return None
    return Exported(
        target, facts.cases, facts.written.letters, facts.written.files, facts.changes,
        tuple(facts.left_out), tuple(facts.written.problems), changed,
    )  # fmt: skip


def check_target(office: Office, target: Path) -> None:
    """Let a folder pass that is not there yet or is empty, and lies outside the office's own (RuleError)."""
    with told_of_os(NOT_DONE, target):
        if target.resolve().is_relative_to(office.paths.folder.resolve()):
            raise RuleError(
                "The export would lie in the office's own folder. Choose another folder.", field="folder"
            )
        if target.is_dir() and not any(target.iterdir()):
            return
        if target.exists() or target.is_symlink():
            raise RuleError(
                f"{target} is there already. Nothing is ever overwritten: choose a new or an empty folder.",
                field="folder",
            )


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A hidden folder beside the target, for this person only; it is removed unless it was renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{target.name}.unfinished-", dir=target.parent))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _put_in_place(office: Office, room: Path, target: Path, facts: Facts) -> Changed:
    """Record the export and give the folder its name; both, or neither."""
    is_placed = False

    def place() -> None:
        nonlocal is_placed
        check_target(office, target)
        if target.is_dir():
            target.rmdir()
        room.rename(target)
        is_placed = True
        sync_folder(target.parent)

    letters, files = many(facts.written.letters, "letter"), many(facts.written.files, "file")
    message = f"{many(facts.cases, 'case')}, {letters} and {files} were exported to {target}."
    export = Export(EVERYTHING, str(target), facts.cases, " ".join(facts.left_out))
    try:
        return record_export(office, export, facts.reason, message, place)
    except BaseException:
        if is_placed:
            shutil.rmtree(target, ignore_errors=True)
        raise


# -- writing --------------------------------------------------------------------------------------------------


def _write(office: Office, room: Path, reason: str, told: Progress) -> Facts:
    without = frozenset() if may_see_equalities(office) else frozenset({"equality"})
    with office.reading() as raw, Tables(office, room, without) as tables:
        seen, hidden = count_cases(raw, office.reader)
        written = _write_cases(office, raw, room, tables, seen, told)
        unknown = hidden_in_register(office, raw)
        for state in things_of_no_case(raw):
            if state.scope_id not in unknown:
                tables.add(state)
        write_office_files(office, raw, room, written)
        write_fields(tables)
        write_lists(office, tables)
        changes = write_history(
            office, raw, tables, unknown,
            lambda share: told(_CASES_DONE + (1 - _CASES_DONE) * share, "Writing the record of changes"),
        )  # fmt: skip
        rows = tables.counts()
    facts = Facts(
        office.settings.council, office.clock.stamp(), office.person.full_name, reason, seen, changes, rows,
        _left_out(hidden, len(unknown), see_equalities=not without), written,
    )  # fmt: skip
    (room / "README.txt").write_text(readme(facts), encoding="utf-8-sig", errors="replace", newline="\r\n")
    return facts


def _write_cases(
    office: Office, raw: Any, room: Path, tables: Tables, number: int, told: Progress
) -> Written:
    (room / "cases").mkdir()
    folders = CaseFolders(office, raw, room / "cases", tables.csv("case-folders", INDEX_HEADER))
    see_equalities, done = "equality" not in tables.without, 0
    for batch in case_batches(raw, office.reader):
        things = things_of(raw, [case.id for case in batch])
        for case in batch:
            told(_CASES_DONE * done / max(1, number), f"Writing case {done + 1:,} of {number:,}")
            for state in things[case.id]:
                tables.add(state if see_equalities else _without_imported(state), case.reference)
            folders.write(case, things[case.id])
            done += 1
    return folders.written


def _without_imported(state: EntityState) -> EntityState:
    """The case without what an import told of equalities."""
    if state.kind != "case" or "equalities" not in state.doc:
        return state
    doc = {name: value for name, value in state.doc.items() if name != "equalities"}
    return EntityState(state.id, state.kind, state.scope_id, doc, state.vers, state.conflicts)


def _left_out(hidden: int, people: int, *, see_equalities: bool) -> list[str]:
    found = []
    if hidden:
        found.append(f"{many(hidden, 'restricted case')} that you may not see, with everything in them.")
    if people:
        entries = "1 entry" if people == 1 else f"{people:,} entries"
        found.append(f"{entries} of the register of people, known from such cases alone.")
    if not see_equalities:
        found.append("Equalities monitoring, which your role does not show.")
    return [*found, DRAFTS_LEFT_OUT]
