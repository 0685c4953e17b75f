"""Charts: a bar is as long as its figure, stands where a press on it is looked for, and needs no colour to be told."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pypdfium2
import pytest
from reportlab.graphics import shapes

from caseworker.domain.chart_colours import ChartColours
from caseworker.reports.cells import Unit
from caseworker.reports.charts import chart_pdf, chart_svg, draw
from caseworker.reports.charts_on_screen import recolour
from caseworker.reports.charts_parts import COLOURS, Drawn
from tests.reports.files.examples import HOSTILE, chart

WIDTH = 480.0
MONTHS = tuple(f"{name} {year}" for year in (2023, 2024) for name in "January February March April May June July "
               "August September October November December".split())  # fmt: skip


def bars(drawn: Drawn, colour: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, bottom, width and height of the bars in the colour of a series, from the top downwards."""
    found = [
        shape for shape in _shapes(drawn.drawing) if isinstance(shape, shapes.Rect) and shape.height > 10
    ]
    own = [r for r in found if r.strokeColor.rgb() == COLOURS[colour].rgb()]
    return sorted(((r.x, r.y, r.width, r.height) for r in own), key=lambda bar: -bar[1])


def texts(drawn: Drawn) -> list[str]:
    return [shape.text for shape in _shapes(drawn.drawing) if isinstance(shape, shapes.String)]


def _shapes(group):
    for shape in group.contents:
        yield from _shapes(shape) if isinstance(shape, shapes.Group) else (shape,)


def test_a_bar_is_as_long_as_its_figure_and_its_value_stands_beside_it() -> None:
    drawn = draw(chart([[10, 20, 40]]), WIDTH)
    lengths = [width for _x, _y, width, _h in bars(drawn)]
    assert lengths == pytest.approx([lengths[2] / 4, lengths[2] / 2, lengths[2]])
    assert texts(drawn)[1:] == ["Q1", "10", "Q2", "20", "Q3", "40"]


def test_a_share_is_drawn_against_the_whole_hundred() -> None:
    half = bars(draw(chart([[0.5]], unit=Unit.SHARE), WIDTH))[0][2]
    whole = bars(draw(chart([[1.0]], unit=Unit.SHARE), WIDTH))[0][2]
    assert half == pytest.approx(whole / 2)


def test_the_place_that_opens_the_cases_is_where_the_bar_is() -> None:
    drawn = draw(chart([[10, 20], [30, 5]]), WIDTH)
    for series in (0, 1):
        boxes = [box for box in drawn.boxes if box.series == series]
        assert [(b.x, b.y, b.width, b.height) for b in boxes] == bars(drawn, series)
        assert [box.category for box in boxes] == [0, 1]


def test_a_bar_of_nought_can_be_pressed_too() -> None:
    drawn = draw(chart([[0, 5]]), WIDTH)
    assert len(bars(drawn)) == 1
    assert min(box.width for box in drawn.boxes) > 8
    assert len(drawn.boxes) == 2


def test_what_is_hidden_or_not_known_has_no_bar_but_its_words() -> None:
    drawn = draw(chart([[None, None, 7]], texts=[["<5", "n/a", "7"]]), WIDTH)
    assert len(bars(drawn)) == 1
    assert {"<5", "n/a", "7"} <= set(texts(drawn))


def test_a_chart_of_noughts_is_drawn_without_bars() -> None:
    assert bars(draw(chart([[0, 0]]), WIDTH)) == []
    assert not chart([[0, None]]).says_something


def test_four_series_differ_without_their_colours() -> None:
    drawn = draw(chart([[9], [9], [9], [9]]), WIDTH)
    looks = []
    for group in (shape for shape in drawn.drawing.contents if isinstance(shape, shapes.Group)):
        first, *more = group.contents
        if first.height > 10:
            hollow = first.fillColor.rgb() == (1, 1, 1)
            strokes = [tuple(path.points[:2]) for path in more]
            upright = bool(strokes) and more[0].points[0] == more[0].points[2]
            looks.append((hollow, bool(strokes), upright))
    assert len(set(looks)) == 4
    with pytest.raises(ValueError, match="one to four"):
        draw(chart([[1]] * 5), WIDTH)


def test_four_lines_differ_by_dashes_and_points() -> None:
    drawn = draw(chart([[1, 2], [3, 4], [5, 6], [7, 8]], form="lines"), WIDTH)
    lines = [
        shape
        for shape in _shapes(drawn.drawing)
        if isinstance(shape, shapes.PolyLine) and len(shape.points) > 2
    ]
    assert len({str(line.strokeDashArray) for line in lines}) == 4
    marks = [s for s in _shapes(drawn.drawing) if isinstance(s, shapes.Circle | shapes.Rect)]
    assert len({(type(s), s.fillColor.rgb(), s.strokeColor.rgb()) for s in marks}) == 4


def test_a_line_does_not_leap_over_what_is_not_known() -> None:
    drawn = draw(chart([[1, 2, None, 4, 5, None, 7]], form="lines"), WIDTH)
    lines = [shape.points for shape in _shapes(drawn.drawing) if isinstance(shape, shapes.PolyLine)]
    assert [len(points) // 2 for points in lines] == [2, 2]
    assert len(drawn.boxes) == 5


def test_the_higher_figure_stands_higher() -> None:
    drawn = draw(chart([[10, 20, 5]], form="lines"), WIDTH)
    heights = {box.category: box.y for box in drawn.boxes}
    assert heights[1] > heights[0] > heights[2]


def test_one_month_alone_is_a_bar() -> None:
    assert len(bars(draw(chart([[4]], form="lines"), WIDTH))) == 1


def test_names_below_a_line_of_two_years_never_touch() -> None:
    drawn = draw(chart([list(range(24))], form="lines", categories=MONTHS), WIDTH)
    named = [
        s for s in _shapes(drawn.drawing) if isinstance(s, shapes.String) and re.search(r"20\d\d$", s.text)
    ]
    assert named[0].text == "Jan 2023"
    assert len(named) >= 8
    for one, other in pairwise(named):
        assert other.x - one.x > 30


def test_values_on_a_line_never_lie_on_each_other() -> None:
    values = [[100, 101, 99, 100, 102, 100], [100, 100, 100, 101, 101, 101]]
    drawn = draw(chart(values, form="lines"), WIDTH)
    stands = [(s.x, s.y) for s in _shapes(drawn.drawing) if isinstance(s, shapes.String) and s.text.isdigit()]
    assert len(stands) >= 6
    assert len(set(stands)) == len(stands)
    for x, y in stands:
        assert not [1 for a, b in stands if (a, b) != (x, y) and abs(a - x) < 8 and abs(b - y) < 6]


def test_a_long_name_stands_on_two_lines() -> None:
    made = replace(
        chart([[1, 2]]),
        categories=(
            "Disagreement with a professional decision",
            "Delay in what was agreed at the last review of care",
        ),
    )
    assert [each for each in texts(draw(made, WIDTH))[1:] if not each.isdigit()] == [
        "Disagreement with a professional decision", "Delay in what was agreed at the last review of", "care",
    ]  # fmt: skip


def test_long_names_are_cut_with_a_sign() -> None:
    drawn = draw(chart([[1]], categories=["A category whose name goes on and on " * 4]), WIDTH)
    first, last = [text for text in texts(drawn)[1:] if not text.isdigit()]
    assert first.startswith("A category")
    assert last.endswith("…")
    assert max(len(first), len(last)) < 60


@pytest.mark.parametrize("form", ["bars", "lines"])
@pytest.mark.parametrize(
    "values", [[[1, 2]], [[1, 2], [3, None]], [[0, 0]], [[None, None]], [list(range(24))]]
)
def test_a_chart_is_drawn_as_svg_as_it_is_on_paper(form, values) -> None:
    made = chart(values, form=form)
    tree = ElementTree.fromstring(chart_svg(made, WIDTH, "c1"))
    assert [each.text for each in tree.iter("text")] == texts(draw(made, WIDTH))
    assert tree.get("role") == "img"
    assert {each.get("id") for each in tree.iter() if each.get("id")} == set(
        tree.get("aria-labelledby", "").split()
    )
    assert [each.text for each in tree if each.tag in ("title", "desc")] == [
        "New cases",
        "Bar chart: what it shows.",
    ]


def test_words_in_svg_are_escaped() -> None:
    svg = chart_svg(chart([[1]], title=HOSTILE, categories=[HOSTILE]), WIDTH, "c1")
    assert "<script" not in svg
    ElementTree.fromstring(svg)


@pytest.mark.parametrize("form", ["bars", "lines"])
def test_on_a_dark_screen_nothing_keeps_the_colours_of_paper(form: str) -> None:
    given = ChartColours(
        "#121518", "#F2F2F2", "#B4BCC2", "#808A92", ("#7FB5E6", "#2AA399", "#E58FC0", "#F46A26")
    )
    many = chart([[1, 2, 3], [4, 5, 6], [7, 8, 9], [3, 2, 1]], form=form)
    drawn = draw(many, WIDTH)
    recolour(drawn.drawing, given)
    known = {given.ground, given.strong, given.quiet, given.axis, *given.series}
    used = {
        f"#{colour.hexval()[2:].upper()}"
        for shape in _shapes(drawn.drawing)
        for colour in (getattr(shape, "fillColor", None), getattr(shape, "strokeColor", None))
        if colour is not None
    }
    assert used <= known
    assert {*given.series, given.ground, given.strong} <= used
    on_paper = {getattr(shape, "strokeColor", None) for shape in _shapes(draw(many, WIDTH).drawing)}
    assert set(COLOURS) <= on_paper  # paper and files keep theirs


def test_the_picture_for_the_screen_has_the_size_of_the_drawing() -> None:
    pdf, drawn = chart_pdf(chart([[1, 2]]), WIDTH)
    opened = pypdfium2.PdfDocument(pdf)
    assert opened[0].get_size() == pytest.approx((drawn.drawing.width, drawn.drawing.height), abs=1)
    opened.close()
