"""Check that the office's file is whole: the record's chain, the kept files and letters, the tables made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from caseworker.actions.stage_clocks import count_clocks
from caseworker.clock import system_now
from caseworker.domain.kinds import Kind, Procedure
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.backup import BackupReport, backup
from caseworker.storage.blobs import damaged_blobs
from caseworker.storage.cases import all_stages
from caseworker.storage.emptying import unexplained
from caseworker.storage.file_rows import missing_files
from caseworker.storage.guard import hold
from caseworker.storage.heads import changed_past
from caseworker.storage.kept_letters import damaged_letters
from caseworker.storage.kept_publications import damaged_publications
from caseworker.storage.log import broken_links
from caseworker.storage.rebuild import counts, projection_digests, rebuild
from caseworker.storage.restore import RestoreReport, restore

Progress = Callable[[float, str], None]
_PROCEDURES, _KINDS = frozenset(p.value for p in Procedure), frozenset(k.value for k in Kind)


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` found.

    Attributes:
        faults: what is not as it was written, each in a sentence; empty when all is well.
        dates: stored due dates the rules would now count differently: reference, step, stored, counted now.
    """

    counts: dict[str, int]
    faults: tuple[str, ...]
    dates: tuple[tuple[str, str, str, str], ...]


class _RolledBack(Exception):
    """Leaves the comparison's transaction without keeping anything."""


def rebuild_tables(office: Office, progress: Progress | None = None) -> int:
    """Make every list again from the record; all or nothing. Return how many changes were read."""
    with office.database.raw_writer() as raw:
        done = rebuild(raw, progress)
    office.reload()
    return done


def verify_office(office: Office, progress: Progress | None = None) -> Verified:
    """Check the chain, the kept files, and that the lists are what the record makes; nothing is changed."""
    with office.reading() as raw:
        faults = [*broken_links(raw), *changed_past(raw), *unexplained(raw)]
        faults += [f"A kept file ({digest[:12]}) is not what was kept." for digest in damaged_blobs(raw)]
        faults += [
            f"{name or 'A file'} of {reference} is missing from the office. Restore a backup to get it back."
            for reference, name in missing_files(raw)
        ]
        faults += damaged_letters(raw)
        faults += damaged_publications(raw)
        found = counts(raw)
        before = projection_digests(raw)
        stages = all_stages(raw)
    after: dict[str, str] = {}
    try:
        with office.database.raw_writer() as raw:
            rebuild(raw, progress)
            after = projection_digests(raw)
            raise _RolledBack
    except _RolledBack:
        faults += [
            f"The table {name} is not what the record makes. Run rebuild."
            for name in before
            if before[name] != after[name]
        ]
    return Verified(found, tuple(faults), tuple(_moved_dates(office, stages)))


def _moved_dates(
    office: Office, stages: list[tuple[str, str, dict[str, object], list[dict[str, object]]]]
) -> list[tuple[str, str, str, str]]:
    moved = []
    for reference, kind, stage, pauses in stages:
        if stage.get("procedure") not in _PROCEDURES or kind not in _KINDS:
            continue  # none, or of a later version, which counts by rules that are not known here
        now = count_clocks(office, Kind(kind), stage, pauses)
        stored = stage.get("clocks") or {}
        for step, clock in stored.items():  # type: ignore[attr-defined]
            counted = now.get(step, {}).get("due_on")
            if counted != clock.get("due_on"):
                moved.append((reference, step, str(clock.get("due_on")), str(counted)))
    return moved


def back_up(office: Office, target: Path) -> BackupReport:
    """Write a verified, encrypted backup of everything, with the wrapped keys in it."""
    return backup(office.database, target, office.paths, at=office.clock.system_now())


def restore_office(
    paths: OfficePaths, source: Path, *, passphrase: str | None = None, recovery: str | None = None
) -> RestoreReport:
    """Verify a backup and put it in the place of the office of a folder; the present office is kept aside."""
    with hold(paths) as lock:
        return restore(source, lock, at=system_now(), passphrase=passphrase, recovery=recovery)
