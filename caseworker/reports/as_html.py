"""A document as one file of HTML that anybody can read: nothing is fetched, charts are drawn inside it.

Tables are real tables: a caption, scopes, every cell under its headings. A wide one scrolls in its own region, which
the keyboard reaches; at 400 % each row becomes a list of its figures (domain/html_page.py). Source: WCAG 2.2 AA.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from caseworker.domain.html_page import Contents, html_page
from caseworker.domain.periods import say
from caseworker.domain.words import without_controls
from caseworker.reports.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figures,
    Heading,
    NewPage,
    Picture,
    Quotation,
    Words,
)
from caseworker.reports.shown import ShownCell, ShownTable

CHART_WIDTH, CHART_SCALE = 480.0, 1.5
"""Points, and the pixels of one, so that the least of its words are 11 pixels high."""
NOTHING = "There is nothing to show for this period."
STYLE = """
h1 { color: var(--accent); }
.marking { font-weight: 700; border: 2px solid; padding: 0.25rem 0.5rem; display: inline-block; max-width: none; }
.note, .basis { font-size: 0.875rem; color: var(--quiet); max-width: 60rem; }
nav ul { list-style: none; padding: 0; columns: 20rem; } nav li { margin: 0.125rem 0; }
nav ul ul { padding-left: 1.25rem; columns: auto; }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 0.25rem; } h4 { font-size: 1rem; margin: 1rem 0 0.25rem; }
.wide { overflow-x: auto; margin: 1rem 0; } .wide table { margin: 0; }
.wide:focus { outline: 3px solid; outline-offset: 2px; }
.wide th, .wide td { overflow-wrap: normal; } .wide tbody th { min-width: 6.5rem; }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; }
.total th, .total td, td.total, th.total { font-weight: 700; }
tr.total th, tr.total td { border-top: 2px solid; }
figure { margin: 1rem 0; max-width: 100%; }
figure .wide { background: #ffffff; padding: 0.5rem; width: fit-content; max-width: 100%; }
figure svg { display: block; }
figcaption { font-size: 0.875rem; max-width: 45rem; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 0.25rem solid var(--line); max-width: 45rem; }
:root { --accent: #1a1a1a; --quiet: #4d4d4d; }
@media (prefers-color-scheme: dark) { :root { --accent: inherit; --quiet: #c8c8c8; } }
@media (max-width: 40rem) {
  td.figure { text-align: left; } nav ul { columns: auto; }
  tr.total { border-top-width: 3px; } tr.total th, tr.total td { border-top: 0; }
}
@media print {
  @page { size: A4; margin: 18mm; } body { font-size: 10pt; }
  nav { display: none; } h2, h3, h4, caption { break-after: avoid; } figure, blockquote { break-inside: avoid; }
  .wide { overflow: visible; } .new-page { break-before: page; } th, td { padding: 0.2rem 0.3rem; }
}
"""


def document_html(document: Document) -> bytes:
    """Return the document as HTML in UTF-8; the same document gives the same bytes."""
    page = _Page(document)
    body = "".join(page.parts())
    label = f"{document.title}: {document.period.label}"
    marking = f'<p class="marking">{_text(document.marking)}</p>\n' if document.marking else ""
    printed = f"{document.council} · {label} · printed {say(document.printed_on)}"
    return html_page(
        _plain(label),
        _plain(document.council),
        [body],
        _plain(printed),
        above=marking,
        below=marking,
        contents=page.contents if document.has_contents else (),
        style=STYLE,
    ).encode("utf-8")


class _Page:
    """The pieces of one document, and the list of its headings."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._new_page = False
        self._number = 0
        self.contents: list[Contents] = []

    def parts(self) -> Iterator[str]:
        """Give the blocks one after the other."""
        if self._document.approved:
            yield f"<p>{_text(self._document.approved)}</p>\n"
        for block in self._document.blocks:
            yield from _WRITERS[type(block)](self, block)

    def heading(self, block: Heading) -> Iterator[str]:
        words = f"{block.number} {block.words}".strip()
        yield self._headed(words, block.level, is_listed=block.level < 3)

    def _headed(self, words: str, level: int, *, is_listed: bool) -> str:
        """A heading one below its level in the document, whose title is the first."""
        key = self._key("section")
        if is_listed:
            self.contents.append(Contents(_plain(words), key, level))
        style = ' class="new-page"' if self._new_page else ""
        self._new_page = False
        return f'<h{level + 1} id="{key}"{style}>{_text(words)}</h{level + 1}>\n'

    def words(self, block: Words) -> Iterator[str]:
        note = ' class="note"' if block.is_note else ""
        yield f"<p{note}>{_text(block.text)}</p>\n"

    def bullets(self, block: Bullets) -> Iterator[str]:
        yield "<ul>\n" + "".join(f"<li>{_text(item)}</li>\n" for item in block.items) + "</ul>\n"

    def quotation(self, block: Quotation) -> Iterator[str]:
        words = block.text.strip("“”")
        yield f"<blockquote><p>“{_text(words)}”</p></blockquote>\n"

    def figures(self, block: Figures) -> Iterator[str]:
        table = block.table
        if block.place == "listed":
            yield self._headed(table.heading, 2, is_listed=True)
        if block.place != "within":
            yield f"<p>{_text(table.question)}</p>\n"
        yield _table(table, self._key("table")) if table.row_headings else f"<p>{NOTHING}</p>\n"
        yield f'<p class="basis">{_text(table.note)}</p>\n'

    def picture(self, block: Picture) -> Iterator[str]:
        from caseworker.reports.charts import chart_svg

        key = self._key("chart")
        svg = chart_svg(block.chart, CHART_WIDTH, key, CHART_SCALE)
        yield (
            f'<figure>\n<div class="wide" role="region" aria-labelledby="{key}-title" tabindex="0">\n{svg}</div>\n'
            f"<figcaption>{_text(block.chart.describes)}</figcaption>\n</figure>\n"
        )

    def new_page(self, _block: NewPage) -> Iterator[str]:
        self._new_page = True
        yield ""

    def _key(self, of: str) -> str:
        self._number += 1
        return f"{of}-{self._number}"


def _table(table: ShownTable, key: str) -> str:
    """The table in a region of its own, which scrolls where it is wider than the page."""
    words = [table.holds_words(column) for column in range(len(table.column_headings))]
    sums = table.has_total_column and table.column_headings[-1:] == ("Total",)
    first = f'<th role="columnheader" scope="col">{_text(table.row_heading)}</th>'
    heads = "".join(
        f'<th role="columnheader" scope="col"{_class(not is_words)}>{_text(heading)}</th>'
        for heading, is_words in zip(table.column_headings, words, strict=True)
    )
    last = len(table.row_headings) - 1
    rows = "".join(
        _row(table, number, words, is_total=table.has_total_row and number == last, sums=sums)
        for number in range(last + 1)
    )
    return (
        f'<div class="wide" role="region" aria-labelledby="{key}" tabindex="0">\n<table role="table">\n'
        f'<caption id="{key}">{_text(table.heading)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{first}{heads}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}</tbody>\n</table>\n</div>\n'
    )


def _row(table: ShownTable, number: int, words: Sequence[bool], *, is_total: bool, sums: bool) -> str:
    cells = table.cells[number]
    last = len(cells) - 1
    written = "".join(
        f'<td role="cell" data-heading="{_text(heading)}"{_class(not is_words, sums and place == last)}>'
        f"{_cell(cell)}</td>"
        for place, (heading, cell, is_words) in enumerate(
            zip(table.column_headings, cells, words, strict=True)
        )
    )
    head = f'<th role="rowheader" scope="row">{_text(table.row_headings[number])}</th>'
    return f'<tr role="row"{_class(False, is_total)}>{head}{written}</tr>\n'


def _cell(cell: ShownCell) -> str:
    return _text(cell.text).replace("\n", "<br>")


def _class(is_figure: bool, is_total: bool = False) -> str:
    names = " ".join(name for name, said in (("figure", is_figure), ("total", is_total)) if said)
    return f' class="{names}"' if names else ""


def _plain(text: str) -> str:
    return " ".join(without_controls(text).split())


def _text(text: str) -> str:
    return escape(without_controls(text))


_WRITERS: Mapping[type[Block], Callable[[_Page, Any], Iterator[str]]] = {
    Heading: _Page.heading,
    Words: _Page.words,
    Bullets: _Page.bullets,
    Quotation: _Page.quotation,
    Figures: _Page.figures,
    Picture: _Page.picture,
    NewPage: _Page.new_page,
}
