"""The command that erases a case for ever."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from caseworker.commands import DONE, opened
from caseworker.errors import RuleError


def add_commands(add: Callable[..., Any]) -> None:
    """Add the command to the command line."""
    made = add(
        "erase",
        erase,
        "erase everything that was written about a case, here and on every computer that shares the office",
        'example:\n  main.py erase CYP-2019-0007 --authority "Retention schedule 4.2" --reason "Period is over" --yes\n'
        "it cannot be taken back. The number stays used; the register of people stays; backups made before still hold\n"
        "the case. Authority and reason are kept for ever: write no name into them.\n"
        "a Postgres hub obeys its managers at once (`hub add-user --manager`); what others erase is gone from their\n"
        "own computer and waits at the hub for `hub held accept`. A hub on a share cannot ask who it was: there the\n"
        "permission in Caseworker is all there is.",
    )
    made.add_argument("reference", metavar="REF", help="reference of the case")
    made.add_argument(
        "--authority", required=True, metavar="TEXT", help="who or what says that it must be erased"
    )
    made.add_argument("--reason", required=True, metavar="TEXT", help="why, without a name")
    made.add_argument(
        "--with-people", action="store_true", help="erase from the register, too, who stands in no other case"
    )
    made.add_argument("--yes", action="store_true", help="erase it; without this nothing is erased")


def erase(parsed: argparse.Namespace) -> int:
    """Erase one case."""
    from caseworker.actions.erase import erase_case, left_words, what_would_go
    from caseworker.actions.look_up import case_with_reference

    with opened(parsed) as data:
        data.office.require("erase")
        case_id = case_with_reference(data.office, parsed.reference)
        if not parsed.yes:
            would = what_would_go(data.office, case_id)
            for title, pairs in (("Would be erased", would.goes), ("Would stay", would.stays)):
                print(f"{title}:", *(f"  {what}: {words}" for what, words in pairs), sep="\n")
            if would.left:
                print(f"{left_words(would.left)} --with-people erases them from the register too.")
            raise RuleError(
                f"Nothing was erased. Add --yes to erase {parsed.reference} for ever, on every computer."
            )
        erased = erase_case(
            data.office, case_id, parsed.authority, parsed.reason, with_people=parsed.with_people
        )
        print(erased.message)
    return DONE
