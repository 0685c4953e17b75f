"""A document as one page of HTML: whole in itself, every table with its headings, nothing typed is ever obeyed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from caseworker.actions.report_documents import document_of
from caseworker.reports.as_html import document_html
from caseworker.reports.documents.blocks import Bullets, Figures, Heading, NewPage, Picture, Quotation, Words
from tests.reports.files.examples import HOSTILE, MARKING, chart, count, document, hidden, share, table, words

VOID = {"meta", "br", "circle", "rect", "line", "path", "polyline"}
SMALL = table([[count(3), share(14, 43)], [count(8), share(0, 0)]], has_total_row=True)


class Page(HTMLParser):
    """Every element with its attributes, those it stands in, and its words; fails on tags that do not match."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.words: list[tuple[str, str]] = []
        self.feed(html.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]

    def text_of(self, tag: str) -> list[str]:
        return [words_ for name, words_ in self.words if name == tag and words_.strip()]


@pytest.fixture(scope="module")
def year(sample_office, sample_pack) -> Page:
    return Page(document_html(document_of(sample_office, "annual", sample_pack("2024-25"))))


def page_of(*blocks, **more) -> Page:
    return Page(document_html(document(*blocks, **more)))


def test_the_page_has_its_landmarks_language_and_title(year: Page) -> None:
    assert year.all("html")[0]["lang"] == "en-GB"
    assert all(len(year.all(name)) == 1 for name in ("header", "nav", "main", "footer", "h1"))
    assert year.elements[[name for name, *_ in year.elements].index("body") + 1][1]["href"] == "#main"
    assert year.text_of("title")[0] == (
        "Annual report on complaints, compliments and enquiries: 2024-25 - Riverside Sample Council"
    )


def test_every_id_is_there_once_and_every_reference_finds_its_own(year: Page) -> None:
    ids = [attributes["id"] for _, attributes, _ in year.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    asked = {
        part
        for _, attributes, _ in year.elements
        for name in ("aria-labelledby", "href")
        for part in (attributes.get(name) or "").removeprefix("#").split()
    }
    assert asked <= set(ids)


def test_every_table_has_a_caption_and_every_heading_its_scope(year: Page) -> None:
    assert len(year.all("table")) == len(year.all("caption")) > 40
    heads = [(attributes["scope"], inside) for name, attributes, inside in year.elements if name == "th"]
    assert heads
    assert all(scope == ("col" if "thead" in inside else "row") for scope, inside in heads)


def test_headings_go_down_one_level_at_a_time(year: Page) -> None:
    levels = [int(name[1]) for name, *_ in year.elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_is_fetched_and_nothing_runs(year: Page) -> None:
    names = {name for name, *_ in year.elements}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "base", "form", "image", "use"}
    for _, attributes, _ in year.elements:
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on")]
    assert "url(" not in year.text_of("style")[0]
    assert "@import" not in year.text_of("style")[0]
    assert "default-src 'none'" in str(year.all("meta"))


def test_each_chart_is_a_named_picture_with_its_sentence_beside_it(year: Page) -> None:
    pictures = year.all("svg")
    assert len(pictures) == len(year.all("figure")) == len(year.all("figcaption")) > 10
    assert all(picture["role"] == "img" and picture["aria-labelledby"] for picture in pictures)


def test_what_scrolls_is_reached_by_the_keyboard_and_named(year: Page) -> None:
    regions = [attributes for attributes in year.all("div") if attributes.get("class") == "wide"]
    assert len(regions) == len(year.all("table")) + len(year.all("svg"))
    assert all(each["tabindex"] == "0" and each["role"] == "region" for each in regions)
    assert all(each["aria-labelledby"] for each in regions)


def test_the_contents_lead_to_every_heading_of_the_first_two_levels() -> None:
    page = page_of(
        Heading(1, "First", "1"), Heading(2, "Below", "1.1"), Heading(3, "Deeper"), Figures(SMALL, "listed"),
        Heading(1, "Second", "2"),
    )  # fmt: skip
    leads = [words_ for name, words_ in page.words if name == "a"][1:]
    assert leads == ["1 First", "1.1 Below", "Table 2a. New cases by quarter", "2 Second"]


def test_the_marking_stands_at_the_top_and_at_the_bottom() -> None:
    page = page_of(Words("Text"))
    assert [words_ for _, words_ in page.words if words_ == MARKING] == [MARKING] * 2
    assert MARKING not in document_html(document(Words("Text"), marking="")).decode()


def test_what_somebody_typed_is_shown_and_never_obeyed() -> None:
    shown = table([[words(HOSTILE), count(1)]], columns=[HOSTILE, "n"], rows=[HOSTILE], title=HOSTILE)
    page = page_of(
        Heading(1, HOSTILE), Words(HOSTILE), Bullets((HOSTILE,)), Quotation(HOSTILE), Figures(shown),
        Picture(chart([[1]], title=HOSTILE, categories=[HOSTILE])), NewPage(), title=HOSTILE,
    )  # fmt: skip
    assert "script" not in {name for name, *_ in page.elements}
    assert "b" not in {name for name, *_ in page.elements}
    assert any("<b>bold</b>" in words_ for name, words_ in page.words if name == "p")


def test_a_hidden_cell_shows_its_words_alone() -> None:
    page = page_of(Figures(table([[hidden(), count(12)]])))
    assert page.text_of("td") == ["<5", "12"]


def test_a_wide_table_of_figures_keeps_its_totals_apart() -> None:
    page = page_of(Figures(SMALL))
    rows = page.all("tr")
    assert [row.get("class") for row in rows] == [None, None, "total"]
    assert {cell.get("class") for cell in page.all("td")} == {"figure"}


def test_the_same_document_gives_the_same_bytes() -> None:
    blocks = (Heading(1, "One"), Picture(chart([[1, 2]])), Figures(SMALL))
    assert document_html(document(*blocks)) == document_html(document(*blocks))


def test_words_can_be_read_on_their_ground_by_day_and_by_night() -> None:
    """Contrast of 4.5 at least. Source: WCAG 2.2 1.4.3."""
    for ink, ground in (("#4d4d4d", "#ffffff"), ("#1a1a1a", "#ffffff"), ("#c8c8c8", "#121212"), ("#0b4f8a", "#ffffff"),
                        ("#8ec5ff", "#121212"), ("#1a1a1a", "#f3f3f3")):  # fmt: skip
        light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_colours_tested_are_those_of_the_page() -> None:
    style = page_of(Words("x")).text_of("style")[0]
    assert all(colour in style for colour in ("#4d4d4d", "#c8c8c8", "#0b4f8a", "#8ec5ff", "#f3f3f3"))
    assert "prefers-color-scheme: dark" in style


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
