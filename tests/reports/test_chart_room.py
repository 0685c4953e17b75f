"""A chart never outgrows its page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseworker.reports.catalogue_others import OTHERS
from caseworker.reports.chart_room import MOST_CATEGORIES, fitting
from caseworker.reports.table import Chart
from tests.reports.small_office import brief

WIDE = Chart("Causes", "bars", "rows", ("2022-23", "2023-24", "2024-25"), tuple(map(str, range(14))))


def test_the_latest_years_stay_where_not_all_fit():
    assert [chart.series for chart in fitting(WIDE)] == [("2023-24", "2024-25")]


def test_a_chart_of_too_many_categories_says_that_it_shows_the_first():
    (chart,) = fitting(replace(WIDE, categories=tuple(map(str, range(60)))))
    assert (chart.series, len(chart.categories), chart.title) == (
        ("2024-25",),
        22,
        "Causes: 2024-25, the first 22",
    )


def test_nothing_is_drawn_of_nothing():
    assert not list(fitting(replace(WIDE, categories=())))


@pytest.mark.parametrize("report", OTHERS, ids=lambda report: report.code)
def test_every_chart_fits_and_shows_cells_of_its_table(report):
    table = report.build(brief())
    for chart in table.charts:
        rows, columns = set(table.row_headings), set(table.column_headings)
        along, other = (rows, columns) if chart.across == "rows" else (columns, rows)
        assert set(chart.categories) <= along
        assert set(chart.series) <= other
        assert len(chart.categories) <= MOST_CATEGORIES[len(chart.series)]
