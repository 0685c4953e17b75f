"""Writes small Excel workbooks for tests: exactly the parts a sheet needs, with the traps of real ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_STYLES = (
    f'<styleSheet {_NS}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd&quot; of &quot;mmm\\ yyyy"/>'
    '</numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/>'
    "</cellXfs></styleSheet>"
)


@dataclass(frozen=True)
class Formula:
    """A cell with a formula, and the result saved with it, if any."""

    text: str
    result: object = None


@dataclass(frozen=True)
class Plain:
    """A day without a day's number format: Excel's plain count of days."""

    day: date


def write_book(
    path: Path,
    rows: Sequence[Sequence[object]],
    *,
    sheets: Mapping[str, Sequence[Sequence[object]]] | None = None,
    hidden_columns: Sequence[int] = (),
    merges: Sequence[str] = (),
    hidden_sheet: str = "",
) -> Path:
    """Write a workbook whose first sheet, "Sheet1", has these rows; None leaves a cell out."""
    all_sheets = {"Sheet1": rows, **(sheets or {})}
    texts: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        names, links = [], []
        for number, (name, of_sheet) in enumerate(all_sheets.items(), 1):
            state = ' state="hidden"' if name == hidden_sheet else ""
            names.append(f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"{state}/>')
            links.append(f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>')
            extra = (hidden_columns, merges) if number == 1 else ((), ())
            book.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(of_sheet, texts, *extra))
        book.writestr("xl/workbook.xml", f"<workbook {_NS} {_R}><sheets>{''.join(names)}</sheets></workbook>")
        relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{relations}">{"".join(links)}</Relationships>',
        )
        book.writestr("xl/styles.xml", _STYLES)
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f"<sst {_NS}>{shared}</sst>")
    return path


def _sheet(
    rows: Sequence[Sequence[object]], texts: dict[str, int], hidden: Sequence[int], merges: Sequence[str]
) -> str:
    cols = "".join(f'<col min="{n}" max="{n}" hidden="1"/>' for n in hidden)
    body = "".join(
        f'<row r="{n}">{"".join(_cell(n, c, value, texts) for c, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
        if row
    )
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    return (
        f"<worksheet {_NS}>{f'<cols>{cols}</cols>' if cols else ''}<sheetData>{body}</sheetData>"
        f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>"
    )


def _cell(line: int, column: int, value: object, texts: dict[str, int]) -> str:
    at = f'r="{chr(65 + column)}{line}"'
    if value is None:
        return ""
    if isinstance(value, Formula):
        result = f"<v>{value.result}</v>" if value.result is not None else ""
        kind = ' t="str"' if isinstance(value.result, str) else ""
        return f"<c {at}{kind}><f>{escape(value.text)}</f>{result}</c>"
    if isinstance(value, bool):
        return f'<c {at} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, Plain):
        return f"<c {at}><v>{_count(value.day)}</v></c>"
    if isinstance(value, date):
        return f'<c {at} s="{1 + column % 2}"><v>{_count(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c {at}><v>{value!r}</v></c>"
    return f'<c {at} t="s"><v>{texts.setdefault(str(value), len(texts))}</v></c>'


def _count(day: date) -> int:
    return (day - date(1899, 12, 30)).days
