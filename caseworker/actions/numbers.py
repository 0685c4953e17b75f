"""Every reference number explained: which case has it, which computer holds it, why it was given up (rule R3)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from caseworker.office import Office
from caseworker.storage.number_report import NumberLine, number_report
from caseworker.storage.references import written


def numbers_in_words(office: Office, series: str = "") -> Iterator[tuple[str, str]]:
    """Yield references, or the first and last of several in a row, each with what became of them.

    Args:
        series: such as "CYP-2026"; this year's by default.
    """
    wanted = series or f"{office.settings.reference_prefix}-{office.clock.today().year}"
    with office.reading() as raw:
        lines = number_report(raw, wanted)
        shown = dict(raw.execute("SELECT id, reference FROM case_list").fetchall())
    for (of_series, words), group in groupby(
        lines, key=lambda line: (line.series, _words(office, line, shown))
    ):
        numbers = [line.number for line in group]
        first, last = written(of_series, numbers[0]), written(of_series, numbers[-1])
        yield (first if first == last else f"{first} to {last}"), words


def _words(office: Office, line: NumberLine, shown: dict[str, str]) -> str:
    cases = json.loads(line.cases)
    if cases:
        own = written(line.series, line.number)
        others = [shown[case] for case in cases if shown.get(case, own) != own]
        words = "used" if len(cases) == 1 else f"used by {len(cases)} cases"
        return f"{words}; now {', '.join(others)}" if others else words
    if line.is_gone:
        return "used by a case that was erased or is not shown here"
    whose = "this computer" if line.origin == office.origin else f"another computer ({line.origin[-6:]})"
    if line.given_up:
        return f"never to be used, was leased to {whose}: {line.given_up}"
    if line.origin:
        return f"leased to {whose}; no case here has it"
    return "never given: a higher number came in first"
