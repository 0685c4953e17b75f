"""Everything out on the command line: the whole office into a folder, and the disclosure log into a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from caseworker.commands import BAD_INPUT, DONE, LOOK, opened
from caseworker.errors import RuleError

Adder = Callable[..., argparse.ArgumentParser]
ALL, DISCLOSURE_LOG = "all", "disclosure-log"


def add_commands(add: Adder) -> None:
    """Add the command to the command line."""
    made = add(
        "export",
        export,
        "write everything out, or the disclosure log",
        'examples:\n  main.py export all --out handover --reason "Handed over to the new council"\n'
        "  main.py export disclosure-log --period 2024-25 --out disclosure-log.html\n"
        "all: every record, letter and file as CSV, JSON and folders, into a folder that is new or empty. It is\n"
        "recorded with its reason; what was left out stands in README.txt. The folder is not encrypted.\n"
        "disclosure-log: answered requests marked for it, as .html or .csv. A request whose subject names somebody is\n"
        "kept back and printed, and the exit code is 1.",
    )
    made.add_argument("what", choices=(ALL, DISCLOSURE_LOG))
    made.add_argument(
        "--out", type=Path, required=True, metavar="PATH", help="folder; or file.html, file.csv"
    )
    made.add_argument("--reason", default="", metavar="TEXT", help="why; it stands in the record")
    made.add_argument("--period", default="", metavar="P", help="for disclosure-log: 2024-25, 2024-25-Q2 …")


def export(parsed: argparse.Namespace) -> int:
    """Write what was asked for; what could not be written or was kept back makes the exit code 1."""
    return _everything(parsed) if parsed.what == ALL else _log(parsed)


def _everything(parsed: argparse.Namespace) -> int:
    from caseworker.actions.export.everything import export_everything

    if parsed.period:
        raise RuleError("Everything is exported at once: leave --period out.")
    if not parsed.reason.strip():
        raise RuleError('Say why with --reason "…": it stands in the record.')
    with opened(parsed) as data:
        made = export_everything(data.office, parsed.out, parsed.reason, _progress)
    if made is None:  # nobody cancels here; Ctrl+C leaves by another way
        return BAD_INPUT
    print(made.changed.message)
    for words in made.left_out:
        print(f"Left out: {words}")
    for problem in made.problems:
        print(problem, file=sys.stderr)
    return LOOK if made.problems else DONE


def _log(parsed: argparse.Namespace) -> int:
    from caseworker.actions.export.disclosure_log import REASON, write_disclosure_log
    from caseworker.domain.periods import parse_period

    if not parsed.period:
        raise RuleError("Say which answers with --period, such as --period 2024-25.")
    period = parse_period(parsed.period)
    with opened(parsed) as data:
        made = write_disclosure_log(data.office, period, parsed.out, parsed.reason.strip() or REASON)
    print(made.changed.message)
    for each in made.log.kept_back:
        print(f"Kept back: {each.reference}. {each.why}", file=sys.stderr)
    return LOOK if made.log.kept_back else DONE


def _progress(fraction: float, words: str) -> None:
    if sys.stderr.isatty():
        end = "\n" if fraction >= 1 else ""
        print(f"\r{fraction:4.0%} {words:<60}", end=end, file=sys.stderr, flush=True)
