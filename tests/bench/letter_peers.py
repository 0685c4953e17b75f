"""The same letters by other programs, both told to write tagged PDF/A: LibreOffice in batches, and WeasyPrint.

Neither is needed by the program. `--peers` lets the bench use LibreOffice where it is installed, or install it by apt
where that may be done, and WeasyPrint in an environment of its own that goes away with the run. What cannot be had is
said, and nothing is measured in its place.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

from caseworker.domain.letters import Letter
from caseworker.letters.as_docx import letter_docx
from caseworker.letters.as_pdf import letter_pdf
from caseworker.letters.as_text import letter_text
from tests.bench.measure import Figure
from tests.letters.example import LETTERHEAD

AT_LEAST = 10
"""How many times faster we are to be."""
LIMIT_SECONDS = 1_800
LIBRE_BATCH = 125
"""How many letters LibreOffice is given at once: of 500 at once it made 247 and left without an error."""
LIBRE_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
WEASY_SCRIPT = """
import sys, time
from pathlib import Path
from weasyprint import HTML
HTML(string="<p>warm</p>").write_pdf(pdf_variant="pdf/a-2b", pdf_tags=True)
pages = sorted(Path(sys.argv[1]).glob("*.html"))
began = time.perf_counter()
for page in pages:
    HTML(string=page.read_text("utf-8")).write_pdf(page.with_suffix(".pdf"), pdf_variant="pdf/a-2b", pdf_tags=True)
print("took", time.perf_counter() - began)
"""


class MissingPeerError(Exception):
    """Another program cannot be had on this computer: why."""


def peer_figures(letters: Sequence[Letter]) -> list[Figure]:
    """Return one figure for each program that can be had; say why for each that cannot.

    Ours are made before and after theirs, so that whatever else the computer does hits both.
    """
    figures = []
    for name, measure in (
        (f"LibreOffice, {LIBRE_BATCH} at once", _libre_office),
        ("WeasyPrint", _weasyprint),
    ):
        try:
            before = _ours(letters)
            theirs = _in_a_folder(measure, letters)
            ours = (before + _ours(letters)) / 2
        except MissingPeerError as missing:
            print(f"  {name}: not measured. {missing}", file=sys.stderr, flush=True)
            continue
        figures.append(
            Figure(
                f"The same {len(letters)} letters beside {name}", ours, theirs, 1 / AT_LEAST,
                f"{name}, tagged and PDF/A-2b",
                f"we are {theirs / ours:.0f} times faster",
            )
        )  # fmt: skip
    return figures


def _ours(letters: Sequence[Letter]) -> float:
    began = time.perf_counter()
    for letter in letters:
        letter_pdf(letter, LETTERHEAD)
    return (time.perf_counter() - began) / len(letters)


def _in_a_folder(measure: Callable[[Sequence[Letter], Path], float], letters: Sequence[Letter]) -> float:
    with tempfile.TemporaryDirectory(prefix="caseworker-peer-") as folder:
        return measure(letters, Path(folder)) / len(letters)


def _libre_office(letters: Sequence[Letter], folder: Path) -> float:
    program = shutil.which("soffice") or shutil.which("libreoffice") or _installed_office()
    for number, letter in enumerate(letters):
        (folder / f"{number:04}.docx").write_bytes(letter_docx(letter, LETTERHEAD))
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", LIBRE_FILTER, "--outdir", str(folder)]
    run_peer([*command, files[0]])  # its profile is made by the first run
    began = time.perf_counter()
    for first in range(0, len(files), LIBRE_BATCH):
        run_peer([*command, *files[first : first + LIBRE_BATCH]])
    took = time.perf_counter() - began
    _expect_pdfs(folder, len(letters))
    return took


def _installed_office() -> str:
    if shutil.which("apt-get") is None or os.name != "posix" or os.geteuid() != 0:
        raise MissingPeerError("LibreOffice is not installed, and the bench may not install it here.")
    run_peer(["apt-get", "install", "-y", "-qq", "libreoffice-writer-nogui"])
    program = shutil.which("soffice")
    if program is None:
        raise MissingPeerError("apt installed no soffice.")
    return program


def _weasyprint(letters: Sequence[Letter], folder: Path) -> float:
    environment = folder / "venv"
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    run_peer([str(python), "-m", "pip", "install", "-q", "weasyprint"])
    for number, letter in enumerate(letters):
        (folder / f"{number:04}.html").write_text(_page(letter), "utf-8")
    said = run_peer([str(python), "-c", WEASY_SCRIPT, str(folder)])
    _expect_pdfs(folder, len(letters))
    return float(re.findall(r"took ([\d.]+)", said)[-1])


def _page(letter: Letter) -> str:
    parts = [html.escape(line) for line in letter_text(letter, LETTERHEAD).splitlines() if line]
    body = "".join(f"<p>{part}</p>" for part in parts)
    style = "@page{size:A4;margin:20mm}body{font:11pt 'Noto Sans',sans-serif}p{margin:0 0 7pt}"
    title = html.escape(letter.title)
    return f'<html lang="en-GB"><head><title>{title}</title><style>{style}</style></head><body>{body}</body></html>'


def run_peer(command: list[str]) -> str:
    """Run another program and return what it prints (MissingPeerError: it cannot be had, or did not end well)."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise MissingPeerError(said[-1] if said else str(error)) from error
    return done.stdout


def _expect_pdfs(folder: Path, count: int) -> None:
    made = len(list(folder.glob("*.pdf")))
    if made != count:
        raise MissingPeerError(f"It made {made} of {count} letters.")
