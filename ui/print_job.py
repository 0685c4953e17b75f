"""Many letters as one job: each on a sheet of its own, and at the end what was handed to the printer whole.

Question: what may be said to be printed when a printer stops in the middle? Choice: a letter counts only once its last
side was taken; the one in hand when the printer stops, and all after it, do not. Whether the paper came out right only
a person can see, so they are asked (ui/letters/post/printed_dialog.py). Cost: a letter that the printer took and lost
is counted until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from caseworker.domain.dates_in_words import count_of
from caseworker.domain.envelopes import job_pages
from caseworker.errors import CaseworkerError
from ui.pdf_pages import PageImage, page_sizes, render_page
from ui.printing import (
    PRINT_DOTS_PER_INCH,
    begin_job,
    copies_to_make,
    is_wanted,
    paint_page,
    prints_both_sides,
    set_paper,
)
from ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class JobLetter:
    """One letter of a job.

    Attributes:
        name: in words, for progress and questions: "CYP-2026-0412, Siân Wyn".
        read: gives its PDF as it is kept now; says in an error why it is not to be printed any more.
    """

    name: str
    read: Callable[[], bytes]


@dataclass(slots=True)
class JobDone:
    """What became of a job.

    Attributes:
        whole: numbers of the letters (from 0) that were handed to the printer whole, as often as copies were asked.
        left_out: numbers of letters that were not to be printed any more, and why.
        sides: of paper, blank ones too.
        problem: why the job ended early, or "".
    """

    whole: tuple[int, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    sides: int = 0
    problem: str = ""
    _seen: dict[int, int] = field(default_factory=dict)


class _Stopped(Exception):
    """The printer takes no more, or the person wants no more."""


def print_letters(printer: QPrinter, letters: Sequence[JobLetter], progress: Progress) -> JobDone:
    """Print letters as one job. Not for the UI thread.

    Cancelling ends the job after the letter in hand: no half letter lies in the tray.

    Raises:
        UnavailableError: the printer does not answer; nothing was printed.
    """
    kept, left_out = _read(letters, progress)
    done = JobDone(left_out=tuple(left_out))
    if not kept:
        return done
    set_paper(printer, page_sizes(kept[0][1])[0])
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    painter = begin_job(printer)
    try:
        _print(printer, painter, letters, kept, progress, done)
    except _Stopped as stopped:
        done.problem = str(stopped)
    finally:
        ended = painter.end()
    if not done.problem and (not ended or printer.printerState() == QPrinter.PrinterState.Error):
        done.problem = "The printer reports a problem at the end of the job."
    copies = copies_to_make(printer)
    done.whole = tuple(number for number, _pdf in kept if done._seen.get(number, 0) >= copies)
    return done


def _read(
    letters: Sequence[JobLetter], progress: Progress
) -> tuple[list[tuple[int, bytes]], list[tuple[int, str]]]:
    """Every letter that may still be printed, and the others with the reason."""
    kept: list[tuple[int, bytes]] = []
    left_out: list[tuple[int, str]] = []
    for number, letter in enumerate(letters):
        if progress.cancelled:
            return [], left_out
        progress.report(0.1 * number / len(letters), "Reading the letters")
        try:
            kept.append((number, letter.read()))
        except CaseworkerError as error:
            left_out.append((number, str(error)))
    return kept, left_out


def _print(
    printer: QPrinter, painter: QPainter, letters: Sequence[JobLetter], kept: Sequence[tuple[int, bytes]],
    progress: Progress, done: JobDone,
) -> None:  # fmt: skip
    lengths = [len(page_sizes(pdf)) for _number, pdf in kept]
    sides = job_pages(lengths, two_sided=prints_both_sides(printer))
    copies = copies_to_make(printer)
    for copy in range(copies):
        for at, (number, pdf) in enumerate(kept):
            if progress.cancelled:
                raise _Stopped(f"You stopped the job before {letters[number].name}.")
            share = (copy * len(kept) + at) / (copies * len(kept))
            progress.report(0.1 + 0.9 * share, f"Printing {letters[number].name}")
            wanted = [(n, side) for n, side in enumerate(sides, 1) if side.letter == at]
            printed = [side for n, side in wanted if is_wanted(printer, n)]
            for image in _images(pdf, [side.page for side in printed]):
                _put(printer, painter, image, done, letters[number].name)
            if len(printed) == len(wanted):
                done._seen[number] = done._seen.get(number, 0) + 1


def _images(pdf: bytes, pages: Sequence[int]) -> Iterator[PageImage | None]:
    """The pages as pictures, one at a time; None for a blank side."""
    for page in pages:
        yield render_page(pdf, page, PRINT_DOTS_PER_INCH) if page >= 0 else None


def _put(printer: QPrinter, painter: QPainter, image: PageImage | None, done: JobDone, name: str) -> None:
    if done.sides and not printer.newPage():
        said = count_of(done.sides, "side")
        raise _Stopped(f"The printer stopped at {name}, after {said}. Look whether it has paper.")
    if image is not None:
        paint_page(painter, printer, image)
    done.sides += 1
