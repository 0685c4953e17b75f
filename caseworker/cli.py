"""The same acts without a window: `python main.py COMMAND …`. `--help` is the list.

Exit codes: 0 done; 1 done, and something needs a look (differences, refused rows, faults found); 2 the command or
what it was given cannot be used; 3 the world is in the way (file, key, disk); 4 a fault in the program.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from caseworker import (
    commands,
    erase_commands,
    export_commands,
    hub_commands,
    letter_commands,
    number_commands,
    report_commands,
)
from caseworker.commands import BAD_INPUT, BUG, DONE, LOOK, WORLD
from caseworker.errors import CaseworkerError, RuleError, UnavailableError

__all__ = ["BAD_INPUT", "BUG", "DONE", "LOOK", "WORLD", "build_parser", "main", "told"]

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
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], text: str, epilog: str = ""
    ) -> argparse.ArgumentParser:
        made = subparsers.add_parser(
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
        commands.sample,
        "build the sample office in an empty folder",
        "example:\n  main.py sample out/sample",
    )
    sample.add_argument("folder", type=Path, metavar="DIR", help="folder that has no office yet")

    import_ = add(
        "import",
        commands.import_,
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

    report_commands.add_commands(add)
    letter_commands.add_commands(add)
    export_commands.add_commands(add)
    number_commands.add_commands(add)
    erase_commands.add_commands(add)
    hub_commands.add_commands(add)

    rules = add(
        "check-rules",
        commands.check_rules,
        "recompute worked examples of deadlines and print each difference",
        "the file has the columns id, case_kind, scheme, calendar, received, events, expected, why.",
    )
    rules.add_argument("file", type=Path, metavar="FILE.csv")

    backup = add("backup", commands.backup, "write a verified, encrypted backup of the office")
    backup.add_argument("path", type=Path, metavar="PATH", help="new file, or a folder")

    restore = add(
        "restore",
        commands.restore,
        "verify a backup and put it in the place of the office; the present one is kept aside",
    )
    restore.add_argument("path", type=Path, metavar="PATH", help="a backup file")

    add("rebuild", commands.rebuild, "make every list again from the record of changes")
    verify = add(
        "verify",
        commands.verify,
        "check the record, the kept files and the lists; list due dates the rules would now change",
    )
    verify.add_argument(
        "--explain",
        metavar="REASON",
        help="say once, for every computer, why numbers were given twice, as after an older copy of a folder was put"
        " back and used on",
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
