"""`make bench`: print every figure with its bare lower limit and a verdict. Nothing fails here: computers differ.

python -m tests.bench [--cases 100000] [--keep DIR] [--only save,list] [--letters 500] [--peers] [--json FILE]
`--only sync` builds offices of its own, 50,000 cases at the most.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from tests.bench import scene as scenes
from tests.bench.case_page import case_page_figures
from tests.bench.importing import import_figure
from tests.bench.letter_checks import check_figures
from tests.bench.letter_typing import typing_figure
from tests.bench.letters import LETTERS, letters_figures
from tests.bench.measure import Figure, table
from tests.bench.people import people_figures
from tests.bench.reading import list_figures, search_figure
from tests.bench.report_pdf import annual_report, report_pdf_figure
from tests.bench.saving import save_figures
from tests.bench.scene import Scene
from tests.bench.sync_row import Row, rows_table
from tests.bench.syncing import sync_rows
from tests.bench.tables import tables_figures
from tests.bench.window import window_figures

T = TypeVar("T")
PARTS = (
    "import",
    "list",
    "search",
    "people",
    "case",
    "tables",
    "reports",
    "window",
    "save",
    "letters",
    "sync",
)


def main() -> int:
    """Measure, print, and return 0."""
    args = _arguments()
    wanted = args.only.split(",") if args.only else list(PARTS)
    with tempfile.TemporaryDirectory(prefix="caseworker-bench-") as temporary:
        figures = [] if wanted == ["sync"] else _of_one_office(args, wanted, args.keep or Path(temporary))
        ratios = sync_rows(Path(temporary), args.cases) if "sync" in wanted else []
    print(
        f"\n{platform.python_implementation()} {platform.python_version()}, {platform.system()}, encrypted office"
    )
    print(
        "\n\n".join(filter(None, (table(figures) if figures else "", rows_table(ratios) if ratios else "")))
    )
    if args.json:
        args.json.write_text(json.dumps(_lines(figures, ratios), indent=1), encoding="utf-8")
    return 0


def _of_one_office(args: argparse.Namespace, wanted: list[str], folder: Path) -> list[Figure]:
    """Everything that is measured in one large office."""
    scene = _scene(folder, args.cases)
    figures: list[Figure] = []
    try:
        if "import" in wanted and scene.import_seconds:
            figures.append(_told("import", lambda: import_figure(scene, folder)))
        if scene.import_seconds:
            _told("later stages and actions", lambda: scenes.import_the_rest(scene, folder))
        return figures + _measured(scene, folder, wanted, args.letters, args.peers)
    finally:
        scene.opened.close()


def _lines(figures: list[Figure], ratios: list[Row]) -> list[dict[str, object]]:
    """What the tables say, for a program."""
    lines: list[dict[str, object]] = [{**asdict(f), "ratio": f.ratio, "verdict": f.verdict} for f in figures]
    return [*lines, *({**asdict(row), "verdict": row.verdict} for row in ratios)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Print the speed figures.")
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases (default 100,000)")
    parser.add_argument("--letters", type=int, default=LETTERS, help=f"how many letters (default {LETTERS})")
    parser.add_argument(
        "--peers",
        action="store_true",
        help="also make the letters by LibreOffice and WeasyPrint, and count by pandas (ten minutes)",
    )
    parser.add_argument("--keep", type=Path, help="a folder in which the office is kept for the next run")
    parser.add_argument("--only", default="", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--json", type=Path, help="write the figures into this file too")
    return parser.parse_args()


def _scene(folder: Path, cases: int) -> Scene:
    if (folder / "office").exists():
        return _told("the office kept before", lambda: scenes.reopen(folder))
    return _told(f"writing and importing {cases:,} cases", lambda: scenes.build(folder, cases))


def _measured(scene: Scene, folder: Path, wanted: list[str], letters: int, peers: bool) -> list[Figure]:
    """The figures of an office that is there; the window last but for the saves, which change the office."""
    figures: list[Figure] = []
    if "list" in wanted:
        figures += _told("lists", lambda: list_figures(scene))
    if "search" in wanted:
        figures += _told("search", lambda: search_figure(scene))
    if "case" in wanted:
        figures += _told("case page", lambda: case_page_figures(scene))
    if "people" in wanted:
        figures += _told("people", lambda: people_figures(scene))
        figures += _told("checks of a letter", lambda: check_figures(scene))
    if "tables" in wanted:
        figures += _told("tables", lambda: tables_figures(scene, with_peers=peers))
    if "reports" in wanted:
        figures.append(_told("the annual report as PDF", lambda: report_pdf_figure(annual_report(scene))))
    if "window" in wanted:
        scene.opened.close()
        figures += _told("window", lambda: window_figures(folder))
        figures.append(_told("writing a letter", lambda: typing_figure(folder)))
        scene.opened = scenes.reopen(folder).opened
    if "save" in wanted:
        figures += _told("saves", lambda: save_figures(scene, folder))
    if "letters" in wanted:
        figures += _told("letters", lambda: letters_figures(count=letters, with_peers=peers))
    return figures


def _told(what: str, work: Callable[[], T]) -> T:
    print(f"  {what} …", file=sys.stderr, flush=True)
    return work()


if __name__ == "__main__":
    sys.exit(main())
