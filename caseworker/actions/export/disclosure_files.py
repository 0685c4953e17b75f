"""The disclosure log as files: a page for the council's website, and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from caseworker.actions.export.disclosure_log import HEADINGS, DisclosureLog
from caseworker.domain import html_page as html
from caseworker.domain.periods import say
from caseworker.imports.formulas import as_text

TITLE = "Disclosure log: requests for information"


def log_csv(log: DisclosureLog) -> bytes:
    """Return the log as CSV: UTF-8 with the mark by which Excel knows it, days as YYYY-MM-DD, formulas made text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for row in log.rows:
        writer.writerow([as_text(cell) for cell in row.cells()])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def log_html(log: DisclosureLog, made_on: date) -> bytes:
    """Return the log as one page that needs nothing else."""
    foot = f"Made on {say(made_on)}. The people who asked are not named."
    page = html.html_page(f"{TITLE}, {log.period.label}", log.council, _parts(log), foot)
    return page.encode("utf-8", errors="replace")


def _parts(log: DisclosureLog) -> Iterator[str]:
    days = f"{say(log.period.first)} to {say(log.period.last)}"
    yield html.paragraph(
        "Requests under the Freedom of Information Act 2000 and the Environmental Information Regulations 2004 that "
        f"were answered from {days}, the latest answer first."
    )
    if not log.rows:
        yield html.paragraph("No answer of this time is in the log.")
        return
    number = f"{len(log.rows):,} {'request' if len(log.rows) == 1 else 'requests'}"
    rows = [tuple(_words(cell) for cell in row.cells()) for row in log.rows]
    yield html.table(f"{number} answered from {days}", HEADINGS, rows)


def _words(cell: str) -> str:
    """Days as people say them."""
    try:
        return say(date.fromisoformat(cell))
    except ValueError:
        return cell
