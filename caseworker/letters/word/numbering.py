"""Lists of a letter in Word: bullets share one, every numbered list begins at 1 again."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BULLETS, NUMBERS = 1, 2


def numbering_xml() -> list[str]:
    """Return the numbering part's children: two ways of counting, and the list of each that the styles name."""
    return [
        _way(BULLETS, "bullet", "•"),
        _way(NUMBERS, "decimal", "%1."),
        _list(BULLETS, BULLETS),
        _list(NUMBERS, NUMBERS),
    ]


def list_from_one(number: int) -> object:
    """Return a numbered list that begins at 1 again; `number` is its own."""
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return parse_xml(_list(number, NUMBERS, again))


def _way(number: int, form: str, sign: str) -> str:
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _list(number: int, way: int, more: str = "") -> str:
    return f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{way}"/>{more}</w:num>'
