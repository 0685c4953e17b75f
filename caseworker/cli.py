"""The same acts without a window: `python main.py COMMAND …`. `--help` is the list.

Exit codes: 0 done; 1 done, and something needs a look (differences, refused rows, faults found); 2 the command or
what it was given cannot be used; 3 the world is in the way (file, key, disk); 4 a fault in the program.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.errors import CaseworkerError, KeyNeededError, RuleError, UnavailableError
from caseworker.paths import office_paths
from caseworker.resources import RESOURCES

if TYPE_CHECKING:
    from caseworker.actions.opening import OpenOffice

DONE, LOOK, BAD_INPUT, WORLD, BUG = 0, 1, 2, 3, 4

EXIT_CODES = """exit codes:
  0  done
  1  done, and something needs a look: differences, refused rows, faults found
  2  the command, or what it was given, cannot be used
  3  the world is in the way: a file, the key, the disk
  4  a fault in the program: report it

the office lies in this computer's usual place unless --data names another folder.
an office with a passphrase asks for it, or takes it from the variable CASEWORKER_PASSPHRASE."""


def build_parser() -> argparse.ArgumentParser:
    """Return the command line: every command with its help."""
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="Caseworker keeps complaints, enquiries and information requests, and their legal deadlines.\n"
        "Without a command it opens the window.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="folder of the office"
    )
    parser.add_argument("--data", type=Path, metavar="DIR", default=None, help="folder of the office")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], text: str, epilog: str = ""
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            parents=[common],
            help=text,
            description=text[0].upper() + text[1:] + ".",
            epilog=epilog or None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return made

    sample = add(
        "sample",
        _sample,
        "build the sample office in an empty folder",
        "example:\n  main.py sample out/sample",
    )
    sample.add_argument("folder", type=Path, metavar="DIR", help="folder that has no office yet")

    import_ = add(
        "import",
        _import,
        "import a file of another system's cases",
        "example:\n  main.py import cases.csv --mapping lewisham --dry-run\n"
        "rows that are refused are written to the file of --rejects with the reason; mend them there and import it.",
    )
    import_.add_argument("file", type=Path, metavar="FILE", help="CSV file")
    import_.add_argument("--mapping", required=True, metavar="M", help="name of a mapping, or a mapping file")
    import_.add_argument("--dry-run", action="store_true", help="only say what would happen")
    import_.add_argument("--rejects", type=Path, metavar="FILE", help="where refused rows go")
    import_.add_argument(
        "--differences", type=Path, metavar="FILE", help="where due dates that differ are listed"
    )

    report = add(
        "report",
        _report,
        "write the tables of a period",
        "examples:\n  main.py report all --period 2024-25-Q2 --format pdf --out quarter.pdf\n"
        "  main.py report 3 --period 2024-25 --format csv --out table-3.csv\n"
        "with `all` and csv or json, --out names a folder: one file for each table.",
    )
    report.add_argument("code", metavar="CODE|all", help="1a, 1b, 2a, 2b, 3, or all")
    report.add_argument(
        "--period", required=True, metavar="P", help="2024-25, 2024-25-Q2, 2024-07 or 2024-04-01..2024-09-30"
    )
    report.add_argument("--format", choices=("pdf", "csv", "json"), default="pdf")
    report.add_argument("--out", type=Path, required=True, metavar="PATH")

    letter = add(
        "letter",
        _letter,
        "write a letter of a case as PDF and keep it with the case",
        "example:\n  main.py letter CYP-2025-0001 L01 --out letter.pdf",
    )
    letter.add_argument("reference", metavar="REF", help="reference of the case, also an earlier one")
    letter.add_argument("code", metavar="CODE", help="letter, such as L01")
    letter.add_argument("--out", type=Path, required=True, metavar="PATH")

    rules = add(
        "check-rules",
        _check_rules,
        "recompute worked examples of deadlines and print each difference",
        "the file has the columns id, case_kind, scheme, calendar, received, events, expected, why.",
    )
    rules.add_argument("file", type=Path, metavar="FILE.csv")

    backup = add("backup", _backup, "write a verified, encrypted backup of the office")
    backup.add_argument("path", type=Path, metavar="PATH", help="new file, or a folder")

    restore = add(
        "restore",
        _restore,
        "verify a backup and put it in the place of the office; the present one is kept aside",
    )
    restore.add_argument("path", type=Path, metavar="PATH", help="a backup file")

    add("rebuild", _rebuild, "make every list again from the record of changes")
    add(
        "verify",
        _verify,
        "check the record, the kept files and the lists; list due dates the rules would now change",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Without a command, say so: the window is main.py's business."""
    parser = build_parser()
    parsed = parser.parse_args(arguments)
    if not parsed.command:
        parser.print_help()
        return BAD_INPUT
    return told(lambda: int(parsed.run(parsed)))


def told(work: Callable[[], int]) -> int:
    """Run a command; errors become a sentence and an exit code."""
    try:
        return work()
    except RuleError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except (UnavailableError, CaseworkerError) as error:
        print(error, file=sys.stderr)
        return WORLD
    except KeyboardInterrupt:
        print("Stopped. What was saved before is kept.", file=sys.stderr)
        return WORLD
    except BrokenPipeError:
        return WORLD
    except Exception as error:  # a bug, reported as one; the traceback is what a developer needs
        import traceback

        traceback.print_exc()
        print(
            f"This is a fault in Caseworker ({type(error).__name__}). Nothing half-done was kept.",
            file=sys.stderr,
        )
        return BUG


@contextmanager
def opened(parsed: argparse.Namespace) -> Iterator[OpenOffice]:
    """Open the office of --data; ask for the passphrase when it is needed and there is somebody to ask."""
    from caseworker.actions.opening import open_office
    from caseworker.security.keys import passphrase_from_environment

    paths = office_paths(parsed.data)
    if not paths.has_office:
        raise UnavailableError(
            f"There is no office in {paths.folder}. Start Caseworker to make one, or name its folder with --data."
        )
    try:
        office = open_office(paths, passphrase=passphrase_from_environment())
    except KeyNeededError:
        if not sys.stdin.isatty():
            raise
        office = open_office(paths, passphrase=getpass.getpass("Passphrase of the office: "))
    try:
        if office.notice:
            print(office.notice, file=sys.stderr)
        if not office.office.person.id and office.office.staff:
            _refuse_nobody(office)
        yield office
    finally:
        office.close()


def _refuse_nobody(opened: OpenOffice) -> None:
    from caseworker.actions.opening import account_name

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


def _sample(parsed: argparse.Namespace) -> int:
    from caseworker.actions.sample import build_sample

    built = build_sample(office_paths(parsed.folder).folder, _progress)
    built.opened.close()
    print(
        f"The sample office is in {parsed.folder}: {built.imported:,} rows imported, {built.live} live cases logged."
    )
    print("Its key is published: keep no real case in it.")
    return DONE


def _import(parsed: argparse.Namespace) -> int:
    from caseworker.actions.imports import import_file

    with opened(parsed) as office:
        report = import_file(
            office.office,
            parsed.file,
            find_mapping(parsed.mapping),
            dry_run=parsed.dry_run,
            rejects=parsed.rejects,
            progress=_progress,
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


def _report(parsed: argparse.Namespace) -> int:
    from caseworker.actions.reports import (
        build_pack,
        one_table,
        pack_pdf,
        table_bytes,
        write_file,
        write_pack,
    )
    from caseworker.domain.periods import parse_period

    period = parse_period(parsed.period)
    with opened(parsed) as office:
        pack = build_pack(office.office, period)
        if parsed.code != "all":
            write_file(
                parsed.out, table_bytes(office.office, pack, one_table(pack, parsed.code), parsed.format)
            )
            written = [parsed.out]
        elif parsed.format == "pdf" and parsed.out.suffix.lower() == ".pdf":
            write_file(parsed.out, pack_pdf(office.office, pack))
            written = [parsed.out]
        else:
            written = write_pack(office.office, pack, parsed.format, parsed.out)
    for path in written:
        print(path)
    for disagreement in pack.to_reconcile:
        print(disagreement.sentence, file=sys.stderr)
    return LOOK if pack.to_reconcile else DONE


def _letter(parsed: argparse.Namespace) -> int:
    from caseworker.actions.letters import preview_letter, write_letter
    from caseworker.actions.look_up import case_with_reference, open_case
    from caseworker.actions.reports import write_file

    with opened(parsed) as office:
        case_id = case_with_reference(office.office, parsed.reference)
        preview = preview_letter(office.office, open_case(office.office, case_id), parsed.code)
        write_file(parsed.out, preview.pdf)
        changed = write_letter(office.office, case_id, preview)
    print(f"{parsed.out}\n{changed.message}")
    return DONE


def _check_rules(parsed: argparse.Namespace) -> int:
    from caseworker.actions.opening import resources_of
    from caseworker.domain.worked_examples import check_file

    rulebook, calendars = resources_of()
    differences = check_file(parsed.file, rulebook, calendars)
    for difference in differences:
        print(difference)
    print("Every example agrees." if not differences else f"{len(differences)} differences.")
    return LOOK if differences else DONE


def _backup(parsed: argparse.Namespace) -> int:
    from caseworker.actions.checking import back_up

    with opened(parsed) as office:
        report = back_up(office.office, parsed.path)
    print(f"{report.path}\nThe backup was made and verified: {report.size:,} bytes, SHA-256 {report.sha256}.")
    return DONE


def _restore(parsed: argparse.Namespace) -> int:
    from caseworker.actions.checking import restore_office
    from caseworker.security.keys import passphrase_from_environment

    report = restore_office(office_paths(parsed.data), parsed.path, passphrase=passphrase_from_environment())
    print(f"The backup of {report.made_at} was verified and put back.")
    if report.aside:
        print(f"The office that was here is kept in {report.aside}.")
    return DONE


def _rebuild(parsed: argparse.Namespace) -> int:
    from caseworker.actions.checking import rebuild_tables

    with opened(parsed) as office:
        done = rebuild_tables(office.office, _progress)
    print(f"Every list was made again from {done:,} changes.")
    return DONE


def _verify(parsed: argparse.Namespace) -> int:
    from caseworker.actions.checking import verify_office

    with opened(parsed) as office:
        found = verify_office(office.office, _progress)
    for name, number in found.counts.items():
        print(f"{name}: {number:,}")
    for fault in found.faults:
        print(fault)
    for reference, step, stored, counted in found.dates:
        print(f"{reference} {step}: stored {stored}, counted now {counted}")
    if found.faults or found.dates:
        return LOOK
    print("The record is whole, and every list is what the record makes.")
    return DONE
