"""Check that the office's file is whole: the record's chain, the kept files and letters, the tables made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.actions.stage_clocks import count_clocks
from caseworker.clock import system_now
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import new_entity
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind, Procedure
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.paths import OfficePaths
from caseworker.storage.backup import BackupReport, backup
from caseworker.storage.blobs import damaged_blobs
from caseworker.storage.cases import all_stages
from caseworker.storage.file_rows import missing_files
from caseworker.storage.forks import FORK, Double, Explanation, doubles, explanations
from caseworker.storage.guard import hold
from caseworker.storage.heads import changed_past
from caseworker.storage.kept_letters import damaged_letters
from caseworker.storage.kept_publications import damaged_publications
from caseworker.storage.log import broken_links
from caseworker.storage.rebuild import counts, projection_digests, rebuild
from caseworker.storage.redactions import unexplained
from caseworker.storage.restore import RestoreReport, restore
from caseworker.storage.unheeded import unheeded, unlike_notes

Progress = Callable[[float, str], None]
_PROCEDURES, _KINDS = frozenset(p.value for p in Procedure), frozenset(k.value for k in Kind)


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` found.

    Attributes:
        faults: what is not as it was written, each in a sentence; empty when all is well.
        explained: what is odd and no fault, each in a sentence: numbers given twice of which somebody in charge said
            why, and changes that say they erase and are not obeyed.
        to_explain: whether a number was given twice and nobody said why.
        dates: stored due dates the rules would now count differently: reference, step, stored, counted now.
    """

    counts: dict[str, int]
    faults: tuple[str, ...]
    dates: tuple[tuple[str, str, str, str], ...]
    explained: tuple[str, ...] = ()
    to_explain: bool = False


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
        forks, known, not_obeyed = doubles(raw), explanations(raw), len(unheeded(raw))
        accepted = {each for explanation in known for each in explanation.changesets}
        faults = [*broken_links(raw, accepted), *changed_past(raw), *unexplained(raw)]
        faults += [f"A kept file ({digest[:12]}) is not what was kept." for digest in damaged_blobs(raw)]
        faults += [
            f"{name or 'A file'} of {reference} is missing from the office. Restore a backup to get it back."
            for reference, name in missing_files(raw)
        ]
        faults += [
            f"Change {changeset_id}: what the hub was told of who may see its case is not what it says. A manager’s "
            "computer puts it right when it meets the hub."
            for changeset_id in unlike_notes(raw)
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
    return Verified(
        found,
        tuple(faults),
        tuple(_moved_dates(office, stages)),
        (*_explained_words(office, forks, known), *_not_obeyed_words(not_obeyed)),
        any(not accepted.issuperset(fork.changesets) for fork in forks),
    )


def explain_doubles(office: Office, reason: str) -> Changed:
    """Say once why numbers were given twice, as after an older copy of a folder was put back; all there are now.

    From then on the check mentions them as explained, on every computer; one that comes later is a fault again.

    Raises:
        ProblemsError: the reason is missing. RuleError: no number was given twice, or all are explained.
    """
    office.require("settings")
    words = cleaned(reason)
    if not words:
        raise ProblemsError([Problem("reason", "Enter why numbers were given twice")])

    def make(transaction: Transaction) -> list[Draft]:
        raw = transaction.raw
        accepted = {each for explanation in explanations(raw) for each in explanation.changesets}
        ids = {each for fork in doubles(raw) for each in fork.changesets} - accepted
        if not ids:
            raise RuleError("There is no number given twice that is not explained.")
        on = office.clock.today().isoformat()
        fork = new_entity(office.ids.new(), FORK, changesets=sorted(ids), explained_on=on)
        return [Draft("office", "office", "fork.explained", (fork,), words)]

    return office.changed("It was explained why numbers were given twice.", office.save(make))


def _explained_words(office: Office, forks: list[Double], known: list[Explanation]) -> Iterator[str]:
    for fork in forks:
        for each in known:
            if set(fork.changesets) <= set(each.changesets):
                who = office.staff_name(each.author_id) or "somebody"
                yield (
                    f"Number {fork.oseq} of the computer {fork.origin[-6:]} was given {len(fork.changesets)} times; "
                    f"explained by {who} on {long_date(date.fromisoformat(each.on))}: {each.reason}"
                )
                break


def _not_obeyed_words(number: int) -> Iterator[str]:
    if number:
        which = (
            "1 change says that it erases and is"
            if number == 1
            else f"{number} changes say they erase and are"
        )
        yield (
            f"{which} not obeyed, because the hub was told otherwise. Nothing was erased by it. Ask whoever looks "
            "after the hub who sent it."
        )


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
