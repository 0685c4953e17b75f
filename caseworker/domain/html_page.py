"""A page of HTML in one file that anybody can read: language, landmarks, headings, tables with scopes and captions.

At 400 % (a window of 320 px) a table becomes a list of its rows, each value under its heading, so that nothing has to
be scrolled to the side; roles are written out, because browsers forget them when a table is laid out otherwise.
Nothing is fetched and no script runs. Sources: WCAG 2.2 1.3.1, 1.4.10, 2.4.1, 3.1.1; rule: no outside address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

_STYLE = """
:root { color-scheme: light dark; --line: #767676; --soft: #f3f3f3; --link: #0b4f8a; }
@media (prefers-color-scheme: dark) { :root { --line: #8c8c8c; --soft: #2b2b2b; --link: #8ec5ff; } }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, "Segoe UI", Arial, sans-serif; margin: 0; overflow-wrap: break-word; }
header, nav, main, footer { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
p, dl { max-width: 45rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus { outline: 3px solid; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
th, td { border: 1px solid var(--line); padding: 0.5rem; text-align: left; vertical-align: top; }
.long { overflow-wrap: anywhere; }
thead th { background: var(--soft); } tbody th { font-weight: 600; }
@media (max-width: 40rem) {
  dl { display: block; } dd { margin: 0 0 0.5rem; }
  table, caption, tbody, tr, th, td { display: block; width: 100%; }
  thead { position: absolute; left: -999rem; }
  tr { border: 1px solid var(--line); margin-bottom: 1rem; }
  th, td { border: 0; padding: 0.25rem 0.5rem; }
  td::before { content: attr(data-heading) ": "; font-weight: 600; }
}
@media print { .skip { display: none; } tr { break-inside: avoid; } thead { display: table-header-group; } }
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a file beside the page."""

    words: str
    path: str


Cell = str | Link
LONGEST_WHOLE = 30
"""Letters of a word that is never cut in a table."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A line of the list of contents: its words, the id of its heading, and its level, from 1."""

    words: str
    key: str
    level: int


def html_page(
    title: str, owner: str, parts: Iterable[str], foot: str = "", *, above: str = "", below: str = "",
    contents: Sequence[Contents] = (), style: str = "",
) -> str:  # fmt: skip
    """Return the whole file.

    Args:
        owner: whose page it is, the council; stands in the title and in the head of the page.
        parts: pieces of HTML made by the functions here.
        above, below: pieces of HTML for the head and the foot of the page.
        contents: leads to the headings of a long page.
        style: rules of CSS besides those every page has.
    """
    head = f"{title} - {owner}" if owner else title
    said = f"<footer>{below}<p>{escape(foot)}</p></footer>\n" if foot else ""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(head)}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the content</a>\n'
        f"<header>{above}{_owner(owner)}<h1>{escape(title)}</h1></header>\n{_contents(contents)}"
        f'<main id="main">\n{"".join(parts)}</main>\n{said}</body>\n</html>\n'
    )


def _contents(lines: Sequence[Contents]) -> str:
    """The list of contents: each line of the first level with a list of those below it."""
    groups: list[tuple[Contents, list[Contents]]] = []
    for line in lines:
        if line.level == 1 or not groups:
            groups.append((line, []))
        else:
            groups[-1][1].append(line)
    if not groups:
        return ""
    items = "".join(f"<li>{_leads(first)}{_listed(below)}</li>\n" for first, below in groups)
    return f'<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ul>\n{items}</ul>\n</nav>\n'


def _listed(lines: Sequence[Contents]) -> str:
    items = "".join(f"<li>{_leads(line)}</li>\n" for line in lines)
    return f"\n<ul>\n{items}</ul>\n" if items else ""


def _leads(line: Contents) -> str:
    return f'<a href="#{escape(line.key, quote=True)}">{escape(line.words)}</a>'


def heading(words: str) -> str:
    """Return a heading of a part."""
    return f"<h2>{escape(words)}</h2>\n"


def paragraph(words: str) -> str:
    """Return a paragraph."""
    return f"<p>{escape(words)}</p>\n"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and values; those without a value are left out."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>\n" for name, value in pairs if value)
    return f"<dl>\n{rows}</dl>\n" if rows else ""


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table; the first cell of a row is the row's heading."""
    top = "".join(f'<th role="columnheader" scope="col">{escape(each)}</th>' for each in headings)
    body = "".join(_row(headings, row) for row in rows)
    return (
        f'<table role="table">\n<caption>{escape(caption)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{top}</tr></thead>\n<tbody role="rowgroup">\n{body}</tbody>\n</table>\n'
    )


def _row(headings: Sequence[str], row: Sequence[Cell]) -> str:
    first = f'<th role="rowheader" scope="row"{_long(row[0])}>{_cell(row[0])}</th>'
    others = "".join(
        f'<td role="cell" data-heading="{escape(name, quote=True)}"{_long(value)}>{_cell(value)}</td>'
        for name, value in zip(headings[1:], row[1:], strict=True)
    )
    return f'<tr role="row">{first}{others}</tr>\n'


def _long(value: Cell) -> str:
    """The mark of a cell that may be cut inside a word, as an address or the name of a file has to be."""
    words = value.words if isinstance(value, Link) else value
    return ' class="long"' if any(len(word) > LONGEST_WHOLE for word in words.split()) else ""


def _cell(value: Cell) -> str:
    if isinstance(value, Link):
        return f'<a href="{quote(value.path)}">{escape(value.words)}</a>'
    return escape(value).replace("\n", "<br>")


def _owner(owner: str) -> str:
    return f"<p>{escape(owner)}</p>" if owner else ""
