"""Make the static fonts in resources/fonts/ from the variable Noto Sans, Noto Sans Arabic and Noto Sans Bengali.

    pip install fontpkg-noto-sans fontpkg-noto-sans-arabic justmytype-intl-south-asia fonttools
    python -m caseworker.dev.make_fonts        (both in an environment of its own)

ReportLab cannot pick an instance of a variable font, so the cuts are made here once, kept in the repository with
the licence, and described in fonts.toml (source, version, digest). Nothing but this command writes there. The same
source and fontTools give the same bytes. Of Noto Sans the letters in RANGES are kept; of the fonts for Arabic and
Bengali every glyph, since shaping needs those that no character names.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
LICENCE = "fontpkg-noto-sans", "LICENSE"


@dataclass(frozen=True, slots=True)
class Cut:
    """One static font: its file, the package and the variable font it is cut from, and its weight."""

    name: str
    package: str
    source: str
    weight: int

    @property
    def file(self) -> str:
        """Name of the file in resources/fonts/."""
        return f"{self.name}.ttf"

    @property
    def is_latin(self) -> bool:
        """Whether it is the font of the letters in RANGES."""
        return self.name.startswith("NotoSans-")


LATIN, ARABIC, BENGALI = "fontpkg-noto-sans", "fontpkg-noto-sans-arabic", "justmytype-intl-south-asia"
UPRIGHT, SLANTED = "files/NotoSans[wdth,wght].ttf", "files/NotoSans-Italic[wdth,wght].ttf"
ARABIC_FILE = "files/NotoSansArabic[wdth,wght].ttf"
BENGALI_FILE = "fonts/ofl/notosansbengali/NotoSansBengali[wdth,wght].ttf"
CUTS = (
    Cut("NotoSans-Regular", LATIN, UPRIGHT, 400),
    Cut("NotoSans-Bold", LATIN, UPRIGHT, 700),
    Cut("NotoSans-Italic", LATIN, SLANTED, 400),
    Cut("NotoSans-BoldItalic", LATIN, SLANTED, 700),
    Cut("NotoSansArabic-Regular", ARABIC, ARABIC_FILE, 400),
    Cut("NotoSansArabic-Bold", ARABIC, ARABIC_FILE, 700),
    Cut("NotoSansBengali-Regular", BENGALI, BENGALI_FILE, 400),
    Cut("NotoSansBengali-Bold", BENGALI, BENGALI_FILE, 700),
)

# Latin with every accent, Greek, Cyrillic, accents that stand on a letter, punctuation, money, numbers and
# the sign for an unknown character.
RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x052F), (0x1E00, 0x1FFF), (0x2000, 0x2070), (0x2074, 0x20CF),
    (0x2100, 0x218F), (0x2212, 0x2215), (0x25CC, 0x25CC), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
)  # fmt: skip
LAYOUT = ["kern", "mark", "mkmk", "ccmp", "locl"]


def main() -> None:
    """Write the fonts, the places where accents sit, the licence and fonts.toml."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    marks = {}
    for cut in CUTS:
        font = _cut(_folder_of(cut.package) / cut.source, cut)
        font.save(FOLDER / cut.file)
        if cut.is_latin:
            marks[cut.name.removeprefix("NotoSans-")] = mark_places(font)
        print(f"{cut.file}: {(FOLDER / cut.file).stat().st_size // 1024} KB")
    packed = json.dumps(marks, separators=(",", ":"), sort_keys=True)
    (FOLDER / "marks.json").write_text(packed + "\n", "utf-8")
    package, licence = LICENCE
    (FOLDER / "OFL.txt").write_bytes((_folder_of(package) / licence).read_bytes())
    (FOLDER / "fonts.toml").write_text(_register(), "utf-8")


def _folder_of(package: str) -> Path:
    spec = importlib.util.find_spec(package.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise SystemExit(f"Install {package} first: see the head of this file")
    return Path(spec.origin).parent


def _cut(path: Path, cut: Cut) -> Any:
    """Return one static cut of the variable font; of Noto Sans only the letters in RANGES."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(path, recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": cut.weight, "wdth": 100}, updateFontNames=True)
    if not cut.is_latin:
        return font
    options = subset.Options(layout_features=LAYOUT, notdef_outline=True, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    cutter.subset(font)
    return font


def mark_places(font: Any) -> dict[str, dict[str, list[int]]]:
    """Return where an accent without a letter of its own must sit, in thousandths of the type size.

    `marks` gives for each accent its group and the point by which it hangs; `letters` gives for each letter
    and group the point to hang it on, less the letter's width (the pen is past the letter by then).
    """
    scale = 1000 / font["head"].unitsPerEm
    names = {code: name for code, name in font.getBestCmap().items() if _wanted(code)}
    marks: dict[str, list[int]] = {}
    letters: dict[str, list[int]] = {}
    for group, table in enumerate(_mark_tables(font)):
        for code, name in names.items():
            if name in table.MarkCoverage.glyphs and chr(code) not in marks:
                record = table.MarkArray.MarkRecord[table.MarkCoverage.glyphs.index(name)]
                anchor = record.MarkAnchor
                key = group * 100 + record.Class
                marks[chr(code)] = [key, round(anchor.XCoordinate * scale), round(anchor.YCoordinate * scale)]
            if name in table.BaseCoverage.glyphs:
                base = table.BaseArray.BaseRecord[table.BaseCoverage.glyphs.index(name)]
                width = font["hmtx"][name][0]
                for number, anchor in enumerate(base.BaseAnchor):
                    if anchor is not None:
                        right = round((anchor.XCoordinate - width) * scale)
                        place = [right, round(anchor.YCoordinate * scale)]
                        letters.setdefault(f"{chr(code)}{group * 100 + number}", place)
    return {"marks": marks, "letters": letters}


def _wanted(code: int) -> bool:
    letter = 0x41 <= code <= 0x24F or 0x1E00 <= code <= 0x1EFF
    return letter or (0x300 <= code <= 0x36F and unicodedata.combining(chr(code)) > 0)


def _mark_tables(font: Any) -> list[Any]:
    """Return the mark-to-letter tables of the font, extension wrappers taken off."""
    tables = []
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            if type(inner).__name__ == "MarkBasePos":
                tables.append(inner)
    return tables


def _register() -> str:
    lines = [
        "# Made by caseworker/dev/make_fonts.py; not edited by hand.",
        'licence = "OFL-1.1"  # text in OFL.txt',
        f'made_with = "fonttools {importlib.metadata.version("fonttools")}"',
    ]
    for cut in CUTS:
        digest = hashlib.sha256((FOLDER / cut.file).read_bytes()).hexdigest()
        lines += ["", "[[font]]", f'cut = "{cut.name}"', f'file = "{cut.file}"']
        lines += [f'copyright = "{_copyright(FOLDER / cut.file)}"']
        lines += [f'source = "{cut.package} {importlib.metadata.version(cut.package)} from PyPI"']
        lines += [f'from = "{Path(cut.source).name}, weight {cut.weight}"', f'sha256 = "{digest}"']
    return "\n".join(lines) + "\n"


def _copyright(path: Path) -> str:
    from fontTools.ttLib import TTFont

    return str(TTFont(path)["name"].getDebugName(0))


if __name__ == "__main__":
    main()
