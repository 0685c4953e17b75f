"""The command that explains every reference number."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from caseworker.commands import DONE, opened


def add_commands(add: Callable[..., Any]) -> None:
    """Add the command to the command line."""
    made = add(
        "numbers",
        numbers,
        "explain every reference number of a year: used, leased to a computer, or given up and why",
        "examples:\n  main.py numbers\n  main.py numbers --series CYP-2025",
    )
    made.add_argument("--series", default="", metavar="SERIES", help="prefix and year; this year by default")


def numbers(parsed: argparse.Namespace) -> int:
    """Print one line for each number, or for several in a row that have the same story."""
    from caseworker.actions.numbers import numbers_in_words

    with opened(parsed, to_read=True) as data:
        for references, words in numbers_in_words(data.office, parsed.series):
            print(f"{references:<34}{words}")
    return DONE
