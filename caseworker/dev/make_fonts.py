"""Make the static fonts in resources/fonts/ from the variable Noto Sans.

    pip install fontpkg-noto-sans fonttools        (in an environment of its own)
    python -m caseworker.dev.make_fonts

ReportLab cannot pick an instance of a variable font, so Regular, Bold and Italic are cut here once, kept in
the repository with the licence, and described in fonts.toml (source, version, digest). Nothing but this
command writes there. The same source and fontTools give the same bytes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import unicodedata
from pathlib import Path
from typing import Any

PACKAGE = "fontpkg-noto-sans"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
UPRIGHT, SLANTED = "NotoSans[wdth,wght].ttf", "NotoSans-Italic[wdth,wght].ttf"
CUTS = (("Regular", UPRIGHT, 400), ("Bold", UPRIGHT, 700), ("Italic", SLANTED, 400))

# Latin with every accent, Greek, Cyrillic, accents that stand on a letter, punctuation, money, numbers and
# the sign for an unknown character.
RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x052F), (0x1E00, 0x1FFF), (0x2000, 0x2070), (0x2074, 0x20CF),
    (0x2100, 0x218F), (0x2212, 0x2215), (0x25CC, 0x25CC), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
)  # fmt: skip
LAYOUT = ["kern", "mark", "mkmk", "ccmp", "locl"]


def main() -> None:
    """Write the three fonts, the places where accents sit, the licence and fonts.toml."""
    source = _source_folder()
    FOLDER.mkdir(parents=True, exist_ok=True)
    entries, marks = [], {}
    for cut, file_name, weight in CUTS:
        font = _cut(source / "files" / file_name, weight)
        target = FOLDER / f"NotoSans-{cut}.ttf"
        font.save(target)
        entries.append((cut, target, file_name, weight))
        marks[cut] = mark_places(font)
        print(f"{target.name}: {target.stat().st_size // 1024} KB")
    packed = json.dumps(marks, separators=(",", ":"), sort_keys=True)
    (FOLDER / "marks.json").write_text(packed + "\n", "utf-8")
    (FOLDER / "OFL.txt").write_bytes((source / "LICENSE").read_bytes())
    (FOLDER / "fonts.toml").write_text(_register(entries), "utf-8")


def _source_folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise SystemExit(f"Install {PACKAGE} first: pip install {PACKAGE} fonttools")
    return Path(spec.origin).parent


def _cut(path: Path, weight: int) -> Any:
    """Return one static cut of the variable font, with only the letters in RANGES."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(path, recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": weight, "wdth": 100}, updateFontNames=True)
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


def _register(entries: list[tuple[str, Path, str, int]]) -> str:
    version = importlib.metadata.version(PACKAGE)
    lines = [
        "# Made by caseworker/dev/make_fonts.py; not edited by hand.",
        'family = "Noto Sans"',
        'licence = "OFL-1.1"  # text in OFL.txt',
        'copyright = "Copyright 2022 The Noto Project Authors (https://github.com/notofonts/latin-greek-cyrillic)"',
        f'source = "{PACKAGE} {version} from PyPI"',
        f'made_with = "fonttools {importlib.metadata.version("fonttools")}"',
    ]
    for cut, path, file_name, weight in entries:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines += ["", "[[font]]", f'cut = "{cut}"', f'file = "{path.name}"']
        lines += [f'from = "{file_name}, weight {weight}"', f'sha256 = "{digest}"']
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
