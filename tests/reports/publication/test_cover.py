"""A copy for publication hides small numbers so that nobody can work one out, not even between tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.domain.disclosure_control import DisclosureLimits
from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import build_all
from caseworker.reports.cells import Unit
from caseworker.reports.documents import told
from caseworker.reports.documents.annual import ANNUAL
from caseworker.reports.publication import Cover, EarlierFigure, Why, codes_published, cover_of
from caseworker.reports.publication.numbers import numbers_of
from caseworker.reports.shown import show
from caseworker.reports.table import Place, Table
from tests.reports.any_lines import a_case, brief_with
from tests.reports.publication.reader import worked_out

LIMITS = DisclosureLimits()
YEAR = parse_period("2024-25")


@st.composite
def offices(draw):
    numbers = count(1)
    return draw(st.lists(a_case(numbers), min_size=4, max_size=30))


def annual(tables: tuple[Table, ...]) -> list[Table]:
    """Those of the annual report."""
    codes = codes_published(ANNUAL, {table.code: table for table in tables}, tables[0].period)
    return [table for table in tables if table.code in codes]


def betrayed(tables: list[Table], cover: Cover) -> list[Place]:
    shown = [show(table, cover) for table in tables if table.code not in cover.left_out]
    kept = [table for table in tables if table.code not in cover.left_out]
    true = {place: cell for table in kept for place, cell in table.places()}
    found = worked_out(kept, shown)
    assert all(true[place].value == number for place, number in found.items())
    return [place for place in found if cover.limits.is_small(true[place].value)]


@settings(
    max_examples=max(6, settings().max_examples // 6)
)  # each builds every table there is and attacks it
@given(offices())
def test_a_reader_with_every_table_cannot_work_out_a_small_number(cases):
    tables = annual(build_all(brief_with(cases, YEAR)))
    cover = cover_of(tables, LIMITS)
    assert cover.is_safe, cover.exposed[:5]
    assert not betrayed(tables, cover)
    for table in tables:
        for row in show(table, cover).cells:
            for cell in row:
                if cell.unit is Unit.COUNT and not cell.is_hidden and table.code not in cover.left_out:
                    assert not 1 <= cell.value <= 4


def told_by_copy(tables: list[Table], cover: Cover) -> list[EarlierFigure]:
    return [
        EarlierFigure(rows, rows.count, was_shown=cover(place) is None)
        for table in tables
        for place, cell in table.places()
        for _of, rows in numbers_of(cell)
    ]


def called_otherwise(table: Table) -> Table:
    """The same table in another report."""
    return replace(table, report=replace(table.report, code=f"earlier {table.code}"), claims=())


@settings(
    max_examples=max(6, settings().max_examples // 10)
)  # each builds every table twice and attacks both
@given(offices())
def test_nor_can_a_reader_of_two_reports_in_a_row(cases):
    brief = brief_with(cases, YEAR)
    before = [called_otherwise(t) for t in annual(build_all(replace(brief, period=parse_period("2023-24"))))]
    first = cover_of(before, LIMITS)
    now = annual(build_all(brief))
    second = cover_of(now, LIMITS, told_by_copy(before, first))
    assert first.is_safe
    if not second.is_safe:  # then it is not published
        return
    both = [t for t in before if t.code not in first.left_out] + [
        t for t in now if t.code not in second.left_out
    ]
    true = {place: cell for table in both for place, cell in table.places()}
    shown = [show(table, first if table in before else second) for table in both]
    found = worked_out(both, shown)
    assert not [place for place in found if LIMITS.is_small(true[place].value)]


def test_the_reader_does_work_out_what_a_careless_copy_betrays(sample_pack):
    """The reader is no fool: where only small numbers are hidden, hundreds of them come out."""
    tables = annual(sample_pack("2024-25").tables)
    safe = cover_of(tables, LIMITS)
    only_small = {place: why for place, why in safe.hidden.items() if why is Why.SMALL}
    careless = Cover(only_small, safe.codes, safe.left_out, (), LIMITS)
    assert len(betrayed(tables, careless)) > 50
    assert not betrayed(tables, safe)


def test_of_the_sample_year_most_figures_are_shown(sample_pack):
    tables = [
        table for table in sample_pack("2024-25").tables if table.code in ("1a", "1b", "2a", "3", "5", "20")
    ]
    cover = cover_of(tables, LIMITS)
    assert cover.is_safe
    assert len(cover.hidden) < 0.3 * sum(1 for table in tables for _each in table.places())
    assert cover(Place("1a", "Total", "2024-25")) is None
    assert cover(Place("1b", "2024-25", "Chief Executive enquiry")) == "<5"


def test_a_table_that_is_not_published_shows_nothing(sample_pack):
    cover = cover_of([sample_pack("2024-25").tables[0]], LIMITS)
    assert cover(Place("2b", "April", "Total")) == "–"


def test_tables_of_single_cases_are_left_out(sample_pack):
    tables = [table for table in sample_pack("2024-25").tables if table.code in ("1a", "9", "11", "36")]
    assert cover_of(tables, LIMITS).left_out == ("9", "11", "36")


def test_amounts_and_averages_are_hidden_with_the_number_of_their_cases(sample_pack):
    tables = annual(sample_pack("2024-25").tables)
    cover = cover_of(tables, LIMITS)
    for table in tables:
        if table.code in cover.left_out:
            continue
        for place, cell in table.places():
            if cell.unit in (Unit.POUNDS, Unit.AVERAGE, Unit.HOURS) and cell.rows is not None:
                paid = [each for each in cell.rows.values(cell.column) if each and float(each)]
                if 1 <= len(paid) <= 4:
                    assert cover(place) == "–", place


def test_shares_of_few_cases_and_of_hidden_numbers_are_hidden(sample_pack):
    tables = annual(sample_pack("2024-25").tables)
    cover = cover_of(tables, LIMITS)
    for table in tables:
        for place, cell in table.places():
            if cell.unit in (Unit.SHARE, Unit.PERCENT) and (
                0 < cell.denominator < 10 or 1 <= cell.numerator <= 4
            ):
                assert cover(place) == "–", place


def test_what_an_earlier_copy_told_counts_as_known(sample_pack):
    """The number that hid a small one is known from an earlier copy, so another one has to be hidden too."""
    table = next(table for table in sample_pack("2024-25").tables if table.code == "1b")
    first = cover_of([table], LIMITS)
    beside = next(place for place, why in first.hidden.items() if why is Why.WITH_OTHERS)
    cell = table.cell(beside.row, beside.column)
    again = cover_of([table], LIMITS, [EarlierFigure(cell.rows, cell.number, was_shown=True)])
    assert again.is_safe
    others = [
        place for place, why in again.hidden.items() if why is Why.WITH_OTHERS and place.row == beside.row
    ]
    assert [place for place in others if place != beside]


def test_with_no_threshold_nothing_is_hidden_for_being_small(sample_pack):
    tables = [table for table in sample_pack("2024-25").tables if table.code in ("1b", "2a")]
    assert not cover_of(tables, DisclosureLimits(threshold=0, minimum_base=0)).hidden


def test_the_place_of_a_row_tells_nothing_of_a_hidden_number(sample_pack):
    """Rows in the order of their size stand in that of their headings where one of them is hidden."""
    table = next(table for table in sample_pack("2024-25").tables if table.code == "5b")
    cover = cover_of([table], LIMITS)
    copy = show(table, cover)
    rows = [heading for heading in copy.row_headings if heading not in ("Total", "Not recorded")]
    assert rows == sorted(rows, key=str.casefold)
    assert set(copy.row_headings) == set(table.row_headings)
    assert copy.row_headings[-1] == "Total"
    for place, cell in table.places():
        at = copy.cells[copy.row_headings.index(place.row)][copy.column_headings.index(place.column)]
        assert at.text == (cover(place) or cell.text)
    assert show(table).row_headings == table.row_headings
    for chart in copy.charts:
        assert list(chart.categories) == sorted(chart.categories, key=copy.row_headings.index)
        for series, places in zip(chart.series, chart.places, strict=True):
            assert list(series.texts) == [
                cover(place) or table.cell(place.row, place.column).text for place in places
            ]


def test_a_sentence_about_the_fewest_is_left_out_where_one_it_was_chosen_from_is_hidden(sample_pack):
    tables = {table.code: table for table in sample_pack("2024-25").tables}
    said = next(each for each in told.most(tables, YEAR) if each.among)
    assert said.text(tables, lambda _place: None)
    hidden = next(at.place for at in said.among if at not in said.places)
    assert said.text(tables, lambda place: "–" if place == hidden else None) is None
