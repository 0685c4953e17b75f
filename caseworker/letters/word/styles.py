"""The styles of a letter in Word, by how it is to look: real ones, by which a council can change the whole letter."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsdecls

from caseworker.paper.looks import MARGIN, Sheet

FONT = "Arial"
"""On every Windows PC; it has Latin, Greek, Cyrillic and Arabic. Word takes its own font for Bengali."""
TWIPS = 1440 / 25.4
"""To a millimetre."""
TOP_MM, BOTTOM_MM, SIDE_MM = 18, 22, 20
BODY_TOP_MM = 95
"""Where the greeting stands: below everything that the envelope's window may show."""
ROOM_TO_SIGN_MM = 16
QUIET = "4D4D4D"
_KEEP = "<w:keepNext/><w:keepLines/>"
_WHOLE = '<w:ind w:left="0" w:right="0"/>'
_SINGLE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'


@dataclass(frozen=True, slots=True)
class Frame:
    """A place on the sheet, in millimetres from its top left corner, for paragraphs of a style."""

    left: float
    top: float
    width: float

    @property
    def xml(self) -> str:
        """As a property of each paragraph in it: LibreOffice does not read it from a style."""
        place = (
            f'w:w="{_twips(self.width)}" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
            f'w:x="{_twips(self.left)}" w:y="{_twips(self.top)}"'
        )
        return f"<w:framePr {nsdecls('w')} {place}/>"


@dataclass(frozen=True, slots=True)
class HeadPlaces:
    """Where the parts of the first sheet's head stand, which depends on logo and address."""

    logo: Frame
    council: Frame
    council_size: float
    contact: Frame | None
    rule: Frame
    address: Frame
    address_size: float
    facts: Frame


def styles_xml(sheet: Sheet, colour: str, language: str, places: HeadPlaces) -> list[str]:
    """Return the styles part's children: the defaults, then every style.

    Args:
        sheet: measures of the look, the same as the PDF's.
        colour: of council and headings, "#rrggbb", dark enough to read.
    """
    ink = colour.lstrip("#").upper()
    return [
        _defaults(sheet.body, language),
        _table_normal(),
        *_text_styles(sheet, ink),
        *_closing_styles(sheet),
        *_head_styles(sheet, ink, places),
        *_edge_styles(sheet),
    ]


def _text_styles(sheet: Sheet, ink: str) -> list[str]:
    line, before = _line(sheet), round(sheet.heading * 1.2)
    running = _spacing(0, sheet.after, line)
    item = _spacing(0, sheet.after / 2, line)
    title = _KEEP + _spacing(4, sheet.after, 264)
    first = _KEEP + _spacing(before, 4, 264) + _outline(0)
    second = _KEEP + _spacing(before, 3, 264) + _outline(1)
    greeting = _spacing_twips(_twips(BODY_TOP_MM - TOP_MM), round(sheet.after * 20), line)
    return [
        _style("Normal", "Normal", running + _indent(0, _right_mm(sheet)), is_default=True),
        _style("Salutation", "Salutation", greeting),
        _style("Title", "Title", title, _run(sheet.subject, bold=True)),
        _style("Heading1", "heading 1", first, _run(sheet.heading, ink, bold=True)),
        _style("Heading2", "heading 2", second, _run(sheet.subheading, bold=True)),
        _style("ListBullet", "List Bullet", _numbered(1) + item),
        _style("ListNumber", "List Number", _numbered(2) + item),
        _style("Quote", "Quote", _left_rule() + running + _indent(8, _right_mm(sheet))),
        _style("Caption", "caption", "<w:keepNext/>" + _spacing(4, 3, 264), _run(sheet.body, bold=True)),
        _style("TableText", "Table Text", _spacing(2, 2, 259) + _WHOLE, _run(sheet.table)),
    ]


def _closing_styles(sheet: Sheet) -> list[str]:
    line = _line(sheet)
    return [
        _style("Closing", "Closing", _KEEP + _spacing(6, 0, line)),
        _style("SignaturePicture", "Signature Picture", _KEEP + _spacing(4, 4, 240)),
        _style("Signature", "Signature", _KEEP + _SINGLE),
        _style("Enclosures", "Enclosures", "<w:keepLines/>" + _spacing(sheet.after, 0, line)),
    ]


def _head_styles(sheet: Sheet, ink: str, places: HeadPlaces) -> list[str]:
    name = _run(places.council_size, ink, bold=True)
    unit = max(10, sheet.label)
    rule = _bottom_rule(ink, 12) + _spacing_exact(20) + _WHOLE
    return [
        _style("Address", "Envelope Address", _SINGLE + _WHOLE, _run(places.address_size)),
        _style("Reference", "Letter Reference", _spacing(0, 5, 252) + _WHOLE, _run(sheet.value)),
        _style("LetterheadName", "Letterhead Name", _SINGLE + _WHOLE, name),
        _style("LetterheadUnit", "Letterhead Department", _SINGLE + _WHOLE, _run(unit, QUIET)),
        _style("LetterheadContact", "Letterhead Contact", _SINGLE + _WHOLE, _run(8.5, QUIET)),
        _style("LetterheadLogo", "Letterhead Logo", _SINGLE + _WHOLE),
        _style("LetterheadRule", "Letterhead Rule", rule, _run(1)),
    ]


def _edge_styles(sheet: Sheet) -> list[str]:
    quiet = _run(sheet.small, QUIET)
    later = _bottom_rule("9A9A9A", 4) + _spacing(2, 18, 240) + _WHOLE
    marking = _SINGLE + _WHOLE + '<w:jc w:val="center"/>'
    return [
        _style("Header", "header", _SINGLE + _WHOLE, quiet),
        _style("HeaderLine", "Header Line", later, quiet),
        _style("Footer", "footer", _right_tab() + _SINGLE + _WHOLE, quiet),
        _style("Marking", "Protective Marking", marking, _run(max(sheet.small, 10), bold=True)),
    ]


def _table_normal() -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _line(sheet: Sheet) -> int:
    """From line to line, in 240ths of what the font asks for by itself."""
    return round(240 * sheet.leading / (sheet.body * 1.15))


def _right_mm(sheet: Sheet) -> float:
    return (sheet.right - MARGIN) * 25.4 / 72


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)


def _style(style_id: str, name: str, paragraph: str, run: str = "", *, is_default: bool = False) -> str:
    default = ' w:default="1"' if is_default else ""
    based = "" if is_default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{default} w:styleId="{style_id}">'
        f"<w:name w:val={quoteattr(name)}/>{based}<w:qFormat/>"
        f"<w:pPr>{paragraph}</w:pPr>{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )


def _defaults(size: float, language: str) -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    lang = f'<w:lang w:val={quoteattr(language)} w:eastAsia={quoteattr(language)} w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts}"
        f'<w:color w:val="1A1A1A"/>{_size(size)}{lang}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _run(size: float, colour: str = "", *, bold: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    return weight + (f'<w:color w:val="{colour}"/>' if colour else "") + _size(size)


def _spacing(before: float, after: float, line: int) -> str:
    return _spacing_twips(round(before * 20), round(after * 20), line)


def _spacing_twips(before: int, after: int, line: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _spacing_exact(twips: int) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>'


def _indent(left_mm: float, right_mm: float) -> str:
    if not left_mm and not right_mm:
        return ""
    return f'<w:ind w:left="{_twips(left_mm)}" w:right="{_twips(right_mm)}"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _numbered(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


def _left_rule() -> str:
    return '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="9A9A9A"/></w:pBdr>'


def _bottom_rule(colour: str, eighths: int) -> str:
    return f'<w:pBdr><w:bottom w:val="single" w:sz="{eighths}" w:space="2" w:color="{colour}"/></w:pBdr>'


def _right_tab() -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{_twips(210 - 2 * SIDE_MM)}"/></w:tabs>'
