"""What `report` prints of what is to reconcile: in a table, a document, or every table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caseworker.actions.reports import Pack
    from caseworker.office import Office
    from caseworker.reports.claims import Disagreement

CASES_NAMED = 12
"""How many cases a line names before it only counts the rest."""


def concerning(what: str, pack: Pack) -> Sequence[Disagreement]:
    """What is to reconcile in what is written: a table, a document, every table."""
    from caseworker.actions.report_documents import outlines, what_concerns
    from caseworker.actions.reports import one_table

    wanted = what.strip().lower()
    if wanted == "all":
        return pack.to_reconcile
    outline = next((each for each in outlines() if each.code == wanted), None)
    return (
        pack.concerning({one_table(pack, wanted).code}) if outline is None else what_concerns(outline, pack)
    )


def in_short(found: Sequence[Disagreement]) -> str:
    """Whether figures disagree, and how many values cases lack."""
    from caseworker.reports.claims import wrong_and_lacking

    wrong, lacking = map(len, wrong_and_lacking(found))
    words = ["Every figure agrees with the others and with its cases."]
    if wrong:
        words = ["1 figure disagrees." if wrong == 1 else f"{wrong:,} figures disagree."]
    if lacking:
        words.append("Cases lack 1 value." if lacking == 1 else f"Cases lack {lacking:,} values.")
    return " ".join(words)


def sentences(office: Office, found: Sequence[Disagreement]) -> Iterator[str]:
    """What is to reconcile, a sentence each, with the cases that the person at the keyboard may see."""
    from caseworker.actions.reports import cell_cases

    for each in found:
        names = [row.reference for row in cell_cases(office, each.cases[:CASES_NAMED])]
        more = len(each.cases) - len(names)
        if names and more:
            names.append(f"{more} more")
        yield f"{each.sentence} {', '.join(names)}".strip()
