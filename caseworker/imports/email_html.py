"""The words of an HTML email: an allow-list parser, so that nothing of it is ever run, shown or fetched.

What is not words goes: scripts, styles, forms, frames, pictures (also those that tell the sender that somebody reads),
what is hidden, and every address behind a link but one: where the words of a link are themselves an address and the
link leads somewhere else, the true one is said, for that is how people are deceived.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

_DROPPED = frozenset(
    "script style head title template iframe frame frameset object embed applet svg math canvas audio video noframes"
    " select option button textarea datalist noscript map".split()
)
"""Elements whose contents are left out."""
_BLOCKS = frozenset(
    "p div section article header footer main aside nav h1 h2 h3 h4 h5 h6 table tr ul ol dl dt dd pre blockquote"
    " address fieldset form figure figcaption hr center details summary".split()
)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre".split())
_VOID = frozenset("br hr img input meta link base area col source track wbr param embed".split())
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|;|$)", re.I
)
_DEEPEST = 500


class _Words(HTMLParser):
    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._left = most
        self._dropped: list[str] = []
        self._in_pre = 0
        self._link, self._link_words = "", ""
        self.is_cut = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self._dropped or tag in _DROPPED or _is_hidden(values):
            if tag not in _VOID and len(self._dropped) < _DEEPEST:
                self._dropped.append(tag)
            return
        if tag == "br":
            self._add("\n")
        elif tag == "hr":
            self._add("\n\n")
        elif tag == "li":
            self._add("\n• ")
        elif tag in ("td", "th"):
            self._add("\t")
        elif tag in _BLOCKS:
            self._add("\n\n" if tag in _PARAGRAPHS else "\n")
        elif tag == "a":
            self._link, self._link_words = values.get("href", ""), ""
        self._in_pre += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag in self._dropped:
                del self._dropped[len(self._dropped) - 1 - self._dropped[::-1].index(tag) :]
            return
        if tag == "a":
            self._say_true_address()
        elif tag in _BLOCKS:
            self._add("\n\n" if tag in _PARAGRAPHS else "\n")
        if tag == "pre" and self._in_pre:
            self._in_pre -= 1

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        words = data if self._in_pre else re.sub(r"[ \t\r\n\f]+", " ", data)
        self._link_words += words if self._link else ""
        self._add(words)

    def _add(self, words: str) -> None:
        if self._left <= 0:
            self.is_cut = True
            return
        self.parts.append(words[: self._left])
        self._left -= len(words)

    def _say_true_address(self) -> None:
        said, leads = _host(self._link_words.strip()), _host(self._link.strip())
        if said and leads and said != leads:
            self._add(f" (this link leads to {leads})")
        self._link, self._link_words = "", ""


def _is_hidden(values: dict[str, str]) -> bool:
    return "hidden" in values or bool(_HIDDEN.search(values.get("style", "")))


def _host(text: str) -> str:
    """The host of an address on the web, without "www."; "" for anything else."""
    if not re.match(r"(?:https?://|www\.)\S+$", text, re.IGNORECASE):
        return ""
    try:
        host = urlsplit(text if "://" in text else f"https://{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def html_words(html: str, most: int) -> tuple[str, bool]:
    """Return the words of an HTML text as plain text, and whether it was cut at `most` letters."""
    reader = _Words(most)
    reader.feed(html[: most * 50])
    reader.close()
    return tidy_lines("".join(reader.parts)), reader.is_cut or len(html) > most * 50


def tidy_lines(text: str) -> str:
    """Return text without spaces at the ends of lines and with no more than one empty line in a row."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ")
    lines = [
        re.sub(r"[ \t]+$", "", re.sub(r"^[ \t]+(?=[^ \t])", _indent, line)) for line in plain.split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _indent(found: re.Match[str]) -> str:
    """One space before a line is what HTML leaves behind; more was meant."""
    return "" if len(found[0]) == 1 else found[0]
