"""Where each printed cell stands in our table: under the same headings, or as the shape of that table says.

Most printed tables have our rows and columns, under much the same words. Figures in sentences, and the few tables
that print the same figures in another lay-out, have a shape of their own here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from caseworker.reports.compare.headings import kind, match
from caseworker.reports.compare.published import Figure, Published
from caseworker.reports.table import Table


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of ours.

    Attributes:
        figure: what the print says of it: of "4 Statutory 3 Corporate" one of the two numbers.
    """

    row: str
    column: str
    figure: Figure


Spots = Mapping[tuple[int, int], tuple[Spot, ...]]
"""By row and column of the print; cells that ours does not have are left out."""
_Shape = Callable[[Published, Table], Spots]


def spots_of(published: Published, table: Table) -> Spots:
    """Return where the printed cells stand in our table."""
    shape = SHAPES.get(table.code)
    found = {place: spots for place, spots in shape(published, table).items() if spots} if shape else {}
    return found or _same_headings(published, table)


def _same_headings(published: Published, table: Table) -> Spots:
    rows = [match(heading, table.row_headings) for heading in published.row_headings]
    columns = [_column(heading, published, table) for heading in published.column_headings]
    found = {}
    for row, column, figure in published.figures():
        ours = rows[row], columns[column]
        if ours[0] is None:
            ours = _row_and_column(published.row_headings[row], table)
        if ours[0] is not None and ours[1] is not None:
            found[row, column] = (Spot(ours[0], ours[1], figure),)
    return found


def _column(heading: str, published: Published, table: Table) -> str | None:
    """Our column; a lone column of figures is that of the period."""
    found = match(heading, table.column_headings)
    if found is None and len(published.column_headings) == 1:
        found = match(table.period.label, table.column_headings)
        if found is None and len(table.column_headings) == 1:
            found = table.column_headings[0]
    return found


def _row_and_column(heading: str, table: Table) -> tuple[str | None, str | None]:
    """ "Education Services / Q1", printed as a row, is our row Education Services and our column Q1."""
    row, _, column = heading.rpartition(" / ")
    return match(row, table.row_headings), match(column, table.column_headings)


def _sentences(*begins: tuple[str, int | str, str]) -> _Shape:
    """Figures taken from sentences: the beginning of the row heading says which of ours they are.

    A row given as a number is the period asked for (0) or the year that many years before.
    """

    def shape(published: Published, table: Table) -> Spots:
        years = [table.period.label, *(p.label for p in table.period.previous_years(2))]
        found = {}
        for row, column, figure in published.figures():
            heading = kind(published.row_headings[row])
            for words, ours, ours_column in begins:
                at = years[ours] if isinstance(ours, int) else ours
                if column == 0 and heading.startswith(kind(words)) and at in table.row_headings:
                    if not figure.words:
                        found[row, column] = (Spot(at, ours_column, figure),)
                    break
        return found

    return shape


def _growth(published: Published, table: Table) -> Spots:
    """Growth stated in sentences."""
    found: dict[tuple[int, int], tuple[Spot, ...]] = {}
    if not published.is_prose:
        return found
    for row, column, figure in published.figures():
        ours = match(published.row_headings[row], table.row_headings)
        if column == 0 and ours is not None and not figure.words:
            found[row, column] = (Spot(ours, "Change", figure),)
    return found


def _by_division_and_procedure(published: Published, table: Table) -> Spots:
    """ "4 Statutory 3 Corporate" in a column for each division; ours has a column for each procedure of it."""
    found: dict[tuple[int, int], tuple[Spot, ...]] = {}
    for row, column, figure in published.figures():
        ours = match(published.row_headings[row], table.row_headings)
        if ours is None:
            continue
        heading = published.column_headings[column]
        whole = match(heading, table.column_headings)
        if whole is not None:
            found[row, column] = (Spot(ours, whole, figure),)
        else:
            found[row, column] = _procedures(published, table, ours, column, figure)
    return found


def _procedures(
    published: Published, table: Table, row: str, column: int, figure: Figure
) -> tuple[Spot, ...]:
    division = _division(published.column_headings[column], table)
    if not division or figure.count is None:
        return ()
    said = dict(figure.parts)
    if not said and figure.count:
        said = dict.fromkeys(_named_in_column(published, column), int(figure.count))
        if len(said) != 1:
            return ()
    return tuple(
        Spot(row, heading, from_count(said.get(heading.rpartition(": ")[2].casefold(), 0)))
        for heading in table.column_headings
        if heading.startswith(f"{division}: ")
    )


def _named_in_column(published: Published, column: int) -> tuple[str, ...]:
    """The procedures a column names anywhere: a bare number in it is of the only one."""
    return tuple(dict.fromkeys(word for line in published.cells for word, _number in line[column].parts))


def _division(heading: str, table: Table) -> str:
    """The division a column means: by name, by its first word, or by its initials."""
    divisions = dict.fromkeys(h.rpartition(": ")[0] for h in table.column_headings if ": " in h)
    wanted = heading.casefold()
    for division in divisions:
        words = division.replace(",", "").split()
        initials = "".join(word[0] for word in words if word != "and").casefold()
        if wanted in (division.casefold(), words[0].casefold(), initials):
            return division
    return ""


def from_count(number: int) -> Figure:
    """A figure that counts."""
    return Figure(f"{number:,}", number=Decimal(number))


def _by_type(published: Published, table: Table) -> Spots:
    """The Ombudsman's table has the case type in a column; ours has a row for each type."""
    headings = {kind(heading): place for place, heading in enumerate(published.column_headings)}
    types = headings.get("case type")
    if types is None:
        return {}
    found = {}
    for row, column, figure in published.figures():
        ours = match(published.cells[row][types].printed, table.row_headings)
        ours_column = match(published.column_headings[column], table.column_headings)
        if ours is not None and ours_column is not None:
            found[row, column] = (Spot(ours, ours_column, figure),)
    return found


SHAPES: Mapping[str, _Shape] = {
    "4n": _sentences(
        ("Case reviews logged", "Received", "Case reviews"),
        ("Case reviews not responded", "Not answered on time", "Case reviews"),
        ("Case reviews responded", "Answered on time", "Case reviews"),
    ),
    "6i": _by_division_and_procedure,
    "7b": _sentences(
        ("Complaints received in the previous year", 1, "Complaints received"),
        ("Complaints received during the year", 0, "Complaints received"),
        ("Complaints escalated to Stage 2", 0, "Escalated to stage 2"),
    ),
    "10": _by_type,
    "10a": _sentences(("LGSCO complaints in", 1, "Numbers received")),
    "c": _growth,
}
"""By the code of our table."""
