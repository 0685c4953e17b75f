"""The charts of a table as pictures for the screen, with the figure that each bar stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caseworker.domain.chart_colours import ChartColours

if TYPE_CHECKING:
    from caseworker.reports.shown import ShownChart
    from caseworker.reports.table import Table


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar or a point: what it says, the figure it stands for, its room in points from the top left.

    Attributes:
        series, category: their numbers within the chart.
        words: "MP enquiry, April: 12".
        row, column: headings of the figure in the table.
    """

    series: int
    category: int
    words: str
    row: str
    column: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A chart as one page of PDF, `width` by `height` points.

    Attributes:
        describes: what it shows, in one sentence.
        goes_down: whether its categories stand one below the other.
    """

    title: str
    describes: str
    pdf: bytes
    width: float
    height: float
    bars: tuple[ChartBar, ...]
    goes_down: bool


def chart_pictures(
    table: Table, width: float, colours: ChartColours | None = None
) -> tuple[ChartPicture, ...]:
    """Return the charts of a table, each drawn to a width in points, in the colours of paper or others."""
    from caseworker.reports.shown import show

    return tuple(_picture(chart, width, colours) for chart in show(table).charts)


def _picture(chart: ShownChart, width: float, colours: ChartColours | None) -> ChartPicture:
    from caseworker.reports.charts import chart_pdf

    pdf, drawn = chart_pdf(chart, width, colours)
    height = float(drawn.drawing.height)
    bars = []
    for box in drawn.boxes:
        place, series = chart.places[box.series][box.category], chart.series[box.series]
        named = f"{series.label}, " if len(chart.series) > 1 else ""
        words = f"{named}{chart.categories[box.category]}: {series.texts[box.category]}"
        top = height - box.y - box.height
        bars.append(
            ChartBar(
                box.series, box.category, words, place.row, place.column, box.x, top, box.width, box.height
            )
        )
    return ChartPicture(
        chart.title, chart.describes, pdf, width, height, tuple(bars), goes_down=chart.form == "bars"
    )
