"""How much a chart may show before it outgrows a page: fewer series first, then fewer categories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caseworker.reports.table import Chart

MOST_CATEGORIES = {1: 22, 2: 14, 3: 11, 4: 8}
"""How many categories a page holds, by the number of series."""


def fitting(chart: Chart) -> Iterator[Chart]:
    """Give the chart as it fits on a page; nothing where there is nothing to draw.

    Of the series the last stay, of years the latest; where even one has too many categories, the first of these are
    shown and the title says so.
    """
    if not chart.categories or not chart.series:
        return
    series = chart.series
    while len(series) > 1 and len(chart.categories) > MOST_CATEGORIES[len(series)]:
        series = series[1:]
    if len(series) == 1 < len(chart.series):  # no legend says any longer which it is
        chart = replace(chart, title=f"{chart.title}: {series[0]}")
    most = MOST_CATEGORIES[len(series)]
    if len(chart.categories) <= most:
        yield replace(chart, series=series)
    else:
        title = f"{chart.title}{',' if series != chart.series else ':'} the first {most}"
        yield replace(chart, title=title, series=series, categories=chart.categories[:most])
