"""Figures from outside the office: who lives in a ward, who uses a service, what others and the Ombudsman count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from caseworker.actions.settings_change import save_settings
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.intake import cleaned
from caseworker.domain.outside_figures import KINDS, OutsideFigure, OutsideFigures, doc_of, figure_of
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.files import told_of_os
from caseworker.office import Office

LARGEST_FIGURE = 100_000_000
MOST_ROWS = 1_000
LONGEST = 200
_PART = "outside_figure"


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """A figure and the key it is kept under; "" for one that is new."""

    key: str
    figure: OutsideFigure


@dataclass(frozen=True, slots=True)
class OutsidePlan:
    """What a file holds: names with their numbers, and the lines that are left out with the reason."""

    path: Path
    numbers: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]

    def words(self) -> str:
        """The plan in a sentence or two."""
        first = "; ".join(f"{name} {number:,}" for name, number in self.numbers[:3])
        more = " …" if len(self.numbers) > 3 else ""
        out = f" Left out: {'; '.join(self.left_out[:5])}." if self.left_out else ""
        return f"{count_of(len(self.numbers), 'figure')} in {self.path.name}: {first}{more}.{out}"


def outside_figures(office: Office) -> OutsideFigures:
    """Return every figure entered, the earliest entry first."""
    return OutsideFigures(tuple(row.figure for row in outside_rows(office)))


def outside_rows(office: Office) -> list[OutsideRow]:
    """Return every figure with its key, in the order of entry."""
    return [OutsideRow(key, figure_of(doc)) for key, doc in sorted(office.settings.outside_figures.items())]


def save_outside(office: Office, row: OutsideRow) -> Changed:
    """Enter a figure (key ""), or change one; the day of entry becomes today.

    Raises:
        ProblemsError: entries to mend.
    """
    figure = replace(
        row.figure,
        name=cleaned(row.figure.name).strip(),
        source=cleaned(row.figure.source).strip(),
        entered_on=office.clock.today(),
    )
    problems = _problems(office, figure, row.key)
    if problems:
        raise ProblemsError(problems)
    message = f"{figure.name} was entered." if not row.key else f"{figure.name} was changed."
    return save_settings(office, {f"{_PART}:{row.key or office.ids.new()}": doc_of(figure)}, message)


def remove_outside(office: Office, key: str) -> Changed:
    """Take a figure out; Undo brings it back.

    Raises:
        RuleError: somebody removed it already.
    """
    doc = office.settings.outside_figures.get(key)
    if doc is None:
        raise RuleError("This figure was removed already.")
    return save_settings(office, {f"{_PART}:{key}": None}, f"{figure_of(doc).name} was removed.")


def plan_outside(path: Path) -> OutsidePlan:
    """Read a file of names and numbers (CSV): the name first, the number beside it, headings or none.

    Raises:
        RuleError: there is no figure in it, or too many.
        UnavailableError: it cannot be read.
    """
    from caseworker.reports.compare.reading import LARGEST, lines_of

    with told_of_os("The file was not read", path), path.open("rb") as file:
        lines = lines_of(path.name, file.read(LARGEST))
    if len(lines) > MOST_ROWS:
        raise RuleError(f"{path.name} has more than {MOST_ROWS:,} lines.", field="file")
    numbers: dict[str, int] = {}
    left_out = []
    for number, line in enumerate(lines, 1):
        name = cleaned(line[0]).strip()
        found = next((n for cell in line[1:] if (n := number_of(cell)) is not None), None)
        if found is None or not name:
            if number > 1:  # the first line may be headings
                left_out.append(f"line {number} has no name with a whole number beside it")
        elif name in numbers:
            left_out.append(f"line {number} has {name} again")
        else:
            numbers[name] = found
    if not numbers:
        raise RuleError(
            f"{path.name} has no figures: put the name in the first column and the number beside it.",
            field="file",
        )
    return OutsidePlan(path, tuple(numbers.items()), tuple(left_out))


def import_outside(
    office: Office, plan: OutsidePlan, kind: str, from_on: date, to_on: date, source: str
) -> Changed:
    """Enter the figures of a file; those entered before for the same days are changed.

    Raises:
        ProblemsError: entries to mend.
    """
    today = office.clock.today()
    known = {
        (row.figure.kind, row.figure.name, row.figure.from_on, row.figure.to_on): row.key
        for row in outside_rows(office)
    }
    figures = [
        OutsideFigure(kind, name, number, from_on, to_on, cleaned(source).strip(), today)
        for name, number in plan.numbers
    ]
    problems = [problem for each in figures for problem in _problems(office, each, "import")]
    if problems:
        raise ProblemsError(list(dict.fromkeys(problems)))
    values = {
        f"{_PART}:{known.get((f.kind, f.name, f.from_on, f.to_on)) or office.ids.new()}": doc_of(f)
        for f in figures
    }
    message = f"{count_of(len(figures), 'figure')} {'was' if len(figures) == 1 else 'were'} entered."
    return save_settings(office, values, message)


def number_of(text: str) -> int | None:
    """Return a whole number from what was typed ("14,320"); None where it is none."""
    try:
        number = Decimal(text.strip().replace(",", "").replace(" ", ""))
        return int(number) if number == number.to_integral_value() else None
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _problems(office: Office, figure: OutsideFigure, key: str) -> Sequence[Problem]:
    found = []
    if figure.kind not in KINDS:
        found.append(Problem("kind", "Choose what the figure is"))
    if not figure.name:
        found.append(Problem("name", "Enter whose figure it is"))
    elif len(figure.name) > LONGEST:
        found.append(Problem("name", f"Whose figure it is must be {LONGEST} letters or fewer"))
    if not 0 <= figure.figure <= LARGEST_FIGURE:
        found.append(Problem("figure", f"Figure must be 0 to {LARGEST_FIGURE:,}"))
    if figure.to_on < figure.from_on:
        found.append(Problem("to_on", "The last day must be the first day or later"))
    if not figure.source:
        found.append(Problem("source", "Enter where the figure comes from"))
    same = (figure.kind, figure.name.casefold(), figure.from_on, figure.to_on)
    for row in outside_rows(office) if key != "import" else ():
        other = row.figure
        if row.key != key and (other.kind, other.name.casefold(), other.from_on, other.to_on) == same:
            found.append(
                Problem("name", f"{other.name} has a figure for these days already: change that one")
            )
    return found
