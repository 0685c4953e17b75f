"""What each command of the command line does, with the same acts as the window."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.errors import AlreadyOpenError, KeyNeededError, RuleError, UnavailableError
from caseworker.paths import office_paths
from caseworker.resources import RESOURCES

if TYPE_CHECKING:
    from caseworker.actions.opening import OpenOffice

DONE, LOOK, BAD_INPUT, WORLD, BUG = 0, 1, 2, 3, 4
"""Exit codes; see `caseworker.cli`."""


@contextmanager
def opened(parsed: argparse.Namespace, *, to_read: bool = False) -> Iterator[OpenOffice]:
    """Open the office of --data; ask for the passphrase when it is needed and there is somebody to ask.

    Args:
        to_read: nothing will be written, so that the office may be open in a window as well.
    """
    from caseworker.actions.opening import open_office, open_to_read
    from caseworker.security.keys import passphrase_from_environment

    paths = office_paths(parsed.data)
    if not paths.has_office:
        raise UnavailableError(
            f"There is no office in {paths.folder}. Start Caseworker to make one, or name its folder with --data."
        )

    def unlocked(passphrase: str | None) -> OpenOffice:
        try:
            return open_office(paths, passphrase=passphrase, progress=_progress)
        except AlreadyOpenError:
            if not to_read:
                raise
            return open_to_read(paths, passphrase=passphrase)

    try:
        office = unlocked(passphrase_from_environment())
    except KeyNeededError:
        if sys.stdin is None or not sys.stdin.isatty():
            raise
        office = unlocked(getpass.getpass("Passphrase of the office: "))
    try:
        if office.notice:
            print(office.notice, file=sys.stderr)
        if not office.office.person.id and office.office.staff:
            _refuse_nobody(office)
        yield office
    finally:
        office.close()


def _refuse_nobody(opened: OpenOffice) -> None:
    from caseworker.actions.at_keyboard import account_name

    names = ", ".join(p.full_name for p in opened.office.staff.values())
    raise RuleError(
        f"The account {account_name()} is nobody on the staff list ({names}). "
        "Open the window once and choose who you are, in Settings."
    )


def _progress(fraction: float, words: str) -> None:
    if sys.stderr.isatty():
        print(
            f"\r{fraction:4.0%} {words:<60}", end="\n" if fraction >= 1 else "", file=sys.stderr, flush=True
        )


def sample(parsed: argparse.Namespace) -> int:
    """Build the sample office."""
    from caseworker.actions.sample import build_sample

    built = build_sample(office_paths(parsed.folder).folder, _progress)
    built.opened.close()
    print(
        f"The sample office is in {parsed.folder}: {built.imported:,} rows imported, {built.live} live cases logged."
    )
    print("Its key is published: keep no real case in it.")
    return DONE


def import_(parsed: argparse.Namespace) -> int:
    """Import a file; refused rows make the exit code 1."""
    from caseworker.actions.imports import import_file

    with opened(parsed) as office:
        report = import_file(
            office.office,
            parsed.file,
            parsed.mapping
            if parsed.mapping in office.office.settings.import_mappings
            else find_mapping(parsed.mapping),
            dry_run=parsed.dry_run,
            rejects=parsed.rejects,
            progress=_progress,
            told=lambda words: print(words, file=sys.stderr),
        )
        for line in report.sentences():
            print(line)
        if parsed.differences:
            from caseworker.actions.imports import write_differences

            write_differences(report, parsed.differences)
    return LOOK if report.refused else DONE


def find_mapping(name: str) -> Path:
    """Return the file of a mapping named by its file or by its name.

    Raises:
        RuleError: there is none; the message names those there are.
    """
    if Path(name).suffix == ".toml":
        return Path(name)
    folder = RESOURCES / "mappings"
    path = folder / f"{name}.toml"
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml")))
        raise RuleError(f"There is no mapping called {name}. Name a mapping file, or one of: {known}.")
    return path


def check_rules(parsed: argparse.Namespace) -> int:
    """Recompute worked examples; differences make the exit code 1."""
    from caseworker.actions.opening import resources_of
    from caseworker.domain.worked_examples import check_file

    rulebook, calendars = resources_of()
    differences = check_file(parsed.file, rulebook, calendars)
    for difference in differences:
        print(difference)
    print("Every example agrees." if not differences else f"{len(differences)} differences.")
    return LOOK if differences else DONE


def backup(parsed: argparse.Namespace) -> int:
    """Write a verified backup."""
    from caseworker.actions.checking import back_up

    with opened(parsed) as office:
        report = back_up(office.office, parsed.path)
    print(f"{report.path}\nThe backup was made and verified: {report.size:,} bytes, SHA-256 {report.sha256}.")
    return DONE


def restore(parsed: argparse.Namespace) -> int:
    """Verify a backup and put it in place."""
    from caseworker.actions.checking import restore_office
    from caseworker.security.keys import passphrase_from_environment

    report = restore_office(office_paths(parsed.data), parsed.path, passphrase=passphrase_from_environment())
    print(f"The backup of {report.made_at} was verified and put back.")
    if report.aside:
        print(f"The office that was here is kept in {report.aside}.")
    return DONE


def rebuild(parsed: argparse.Namespace) -> int:
    """Make every list again."""
    from caseworker.actions.checking import rebuild_tables

    with opened(parsed) as office:
        done = rebuild_tables(office.office, _progress)
    print(f"Every list was made again from {done:,} changes.")
    return DONE


def verify(parsed: argparse.Namespace) -> int:
    """Check everything; faults and moved dates make the exit code 1."""
    from caseworker.actions.checking import explain_doubles, verify_office

    with opened(parsed) as office:
        if parsed.explain:
            print(explain_doubles(office.office, parsed.explain).message)
        found = verify_office(office.office, _progress)
    for name, number in found.counts.items():
        print(f"{name}: {number:,}")
    for words in (*found.faults, *found.explained):
        print(words)
    if found.to_explain:
        print('If you know why numbers were given twice, say so once: verify --explain "…".')
    for reference, step, stored, counted in found.dates:
        print(f"{reference} {step}: stored {stored}, counted now {counted}")
    if found.faults or found.dates:
        return LOOK
    print("The record is whole, and every list is what the record makes.")
    return DONE
