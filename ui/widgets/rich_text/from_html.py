"""Pasted HTML as blocks of a letter: words, bold, italic, lists and headings; all else is left where it came from.

Question: may Qt read pasted HTML? Choice: no; Python's own parser picks out what a letter may hold. So no picture is
fetched, no style and no link comes along, and Word's lists, which are paragraphs with a bullet typed before them, are
lists again. Cost: a table comes as one paragraph for each row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from caseworker.domain.letters import Block, Blocks, Bullets, Heading, Mark, Marks, Paragraph

_SKIPPED = frozenset(
    {"head", "style", "script", "title", "xml", "template", "svg", "math", "object", "select", "del"}
)
"""`del`: words that somebody took out and Word still shows as a tracked change."""
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "wbr", "base", "area", "source"})
_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "table", "blockquote", "section", "article",
    "header", "footer", "main", "pre", "dt", "dd", "body", "html", "hr", "address", "figure", "center",
})  # fmt: skip
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 2, "h5": 2, "h6": 2}
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_WEIGHT = re.compile(r"(?<![-\w])font-weight\s*:\s*([a-z]+|\d+)")
_SLANT = re.compile(r"(?<![-\w])font-style\s*:\s*([a-z]+)")
_NUMBER = re.compile(r"\s*(\d+|[a-zA-Z]|[ivxIVX]+)[.)]")
_WORD_ASIDE = re.compile(r"mso(?:del|comment|com(?:anchor|txt|off))", re.IGNORECASE)
"""Classes of what stands beside the words: what was taken out, comments and the signs that lead to them."""
_WORD_HEADING = re.compile(r"mso(?:heading|title)\s*(\d?)", re.IGNORECASE)


@dataclass(frozen=True)
class _State:
    """What holds at one place of the markup."""

    tag: str = ""
    bold: bool = False
    italic: bool = False
    skips: bool = False
    bullet: bool = False  # the sign Word types before a point of a list
    quoted: bool = False


@dataclass
class _Paragraph:
    """One paragraph as it is gathered."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    level: int = 0
    kind: str = ""  # "u" or "o" for a point of a list
    list_number: int = 0
    quoted: bool = False

    def add(self, words: str, state: _State) -> None:
        start, self.text = len(self.text), self.text + words
        if state.bold or state.italic:
            self.marks.append(Mark(start, len(self.text), state.bold, state.italic))


def blocks_of_html(html: str) -> Blocks:
    """Return what a letter may hold of some HTML; nothing is fetched, nothing of it is run."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return tuple(_joined(reader.found))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Paragraph] = []
        self._open = [_State()]
        self._now = _Paragraph()
        self._lists: list[tuple[str, int]] = []
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = next((value or "" for name, value in attrs if name == "style"), "").lower()
        named = next((value or "" for name, value in attrs if name == "class"), "")
        if tag == "br":
            self._line_end()
        if tag in ("p", "div") and self._is_inside_cell():
            self._space()
        elif tag in _BLOCKS and not (self._is_inside_point(tag) and not self._now.text.strip()):
            self.end_paragraph()
        if tag in ("ul", "ol"):
            self._count += 1
            self._lists.append((tag[0], self._count))
        if tag in ("td", "th") and self._now.text.strip():
            self._now.add(", ", _State())
        if tag in _BLOCKS:
            self._begin(tag, style, named)
        if tag not in _VOID:
            self._open.append(self._state(tag, style, named))

    def handle_endtag(self, tag: str) -> None:
        if any(state.tag == tag for state in self._open):
            while self._open[-1].tag != tag:
                self._open.pop()
            self._open.pop()
        if tag in ("ul", "ol") and self._lists:
            self.end_paragraph()
            self._lists.pop()
        elif tag in _BLOCKS and not (tag in ("p", "div") and self._is_inside_cell()):
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        state = self._open[-1]
        if state.bullet and not state.skips:
            if data.strip():
                self._now.kind = "o" if _NUMBER.match(data) else "u"
        elif not state.skips:
            words = _SPACES.sub(" ", data)
            if not self._now.text or self._now.text[-1] in " \n":
                words = words.lstrip(" ")
            if words:
                self._now.quoted = self._now.quoted or state.quoted
                self._now.add(words, state)

    def unknown_decl(self, data: str) -> None:
        """Word's <![if …]> signs say nothing of the words."""

    def end_paragraph(self) -> None:
        """Keep the paragraph gathered so far, if there is a word in it."""
        if self._now.text.strip():
            self.found.append(self._now)
        self._now = _Paragraph()

    def _is_inside_point(self, tag: str) -> bool:
        return tag in ("p", "div") and bool(self._now.kind)

    def _is_inside_cell(self) -> bool:
        return any(state.tag in ("td", "th") for state in self._open)

    def _space(self) -> None:
        if self._now.text and self._now.text[-1] not in " \n":
            self._now.add(" ", _State())

    def _begin(self, tag: str, style: str, named: str) -> None:
        self._now.level = _HEADINGS.get(tag, self._now.level)
        if found := _WORD_HEADING.search(named):
            self._now.level = 1 if found[1] in ("", "1", "2") else 2
        if tag == "li" and self._lists:
            self._now.kind, self._now.list_number = self._lists[-1]
        if "mso-list:" in style.replace(" ", ""):
            self._now.kind = self._now.kind or "u"

    def _line_end(self) -> None:
        if self._now.text and not self._open[-1].skips:
            self._now.add("\n", _State())

    def _state(self, tag: str, style: str, named: str) -> _State:
        now = replace(self._open[-1], tag=tag)
        bold = now.bold or tag in ("b", "strong")
        if weight := _WEIGHT.search(style):
            bold = weight[1] in ("bold", "bolder") or (weight[1].isdigit() and int(weight[1]) >= 600)
        italic = now.italic or tag in ("i", "em")
        if slant := _SLANT.search(style):
            italic = slant[1] in ("italic", "oblique")
        return replace(
            now,
            bold=bold,
            italic=italic,
            skips=now.skips or tag in _SKIPPED or _is_aside(style.replace(" ", ""), named),
            bullet=now.bullet or "mso-list:ignore" in style.replace(" ", ""),
            quoted=now.quoted or tag == "blockquote",
        )


def _is_aside(style: str, named: str) -> bool:
    hidden = "display:none" in style or "mso-element:comment" in style
    return hidden or _WORD_ASIDE.search(named) is not None


def _joined(found: list[_Paragraph]) -> list[Block]:
    """Make blocks, with neighbouring points of one list in one block."""
    blocks: list[Block] = []
    before: _Paragraph | None = None
    for each in found:
        text, marks = _trimmed(each)
        last = blocks[-1] if blocks else None
        same = before is not None and (before.kind, before.list_number) == (each.kind, each.list_number)
        if each.kind and same and isinstance(last, Bullets):
            every = (*(last.marks or ((),) * len(last.items)), marks)
            blocks[-1] = Bullets((*last.items, text), last.numbered, every if any(every) else ())
        elif each.kind:
            blocks.append(Bullets((text,), each.kind == "o", (marks,) if marks else ()))
        elif each.level:
            blocks.append(Heading(" ".join(text.split()), each.level))
        else:
            blocks.append(Paragraph(text, each.quoted, marks))
        before = each
    return blocks


def _trimmed(paragraph: _Paragraph) -> tuple[str, Marks]:
    """The text without room at its ends, and its marks; neighbours marked alike are one."""
    text = paragraph.text.rstrip()
    marks: list[Mark] = []
    for mark in paragraph.marks:
        end = min(mark.end, len(text))
        if mark.start >= end:
            continue
        last = marks[-1] if marks else None
        if last and (last.end, last.bold, last.italic) == (mark.start, mark.bold, mark.italic):
            marks[-1] = replace(last, end=end)
        else:
            marks.append(replace(mark, end=end))
    return text, tuple(marks)
