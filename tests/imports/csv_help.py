"""Small files for import tests: a case row by column name, the rest as the sample year has it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from caseworker.resources import RESOURCES

SAMPLE = RESOURCES / "sample"
FILES = ("cases", "stages", "compliments", "foi", "advocacy", "actions")

CASE = {
    "Case Ref": "CYP1000001",
    "Case Type": "Children Act Stage 1",
    "Date Received": "03/06/2024",
    "Date Acknowledged": "04/06/2024",
    "Date Due": "17/06/2024",
    "Extension Agreed": "No",
    "Date Responded": "14/06/2024",
    "Case Status": "Closed",
    "Case Type At Closure": "Children Act Stage 1",
    "Outcome": "Partly upheld",
    "Division": "Children's Social Care",
    "Service": "Corporate Parenting",
    "Team": "Contact Service",
    "Channel": "Email",
    "Raised By": "Parent",
    "Complainant Name": "Siân Ó Súilleabháin",
    "Relationship To Child": "Mother",
    "Child Name": "Niamh Ó Súilleabháin",
    "Child Age": "12",
    "Address Line 1": "26 Dovecote Mews",
    "Town": "London",
    "Postcode": "SE32 4UE",
    "Case Summary": "Visits were cancelled three times.",
    "Theme": "Contact with family",
    "Payment Related": "No",
    "Case Review": "No",
    "Advocate Involved": "No",
}
STAGE = {
    "Escalation Ref": "ESC1",
    "Case Ref": "CYP1000001",
    "Stage": "Stage 2",
    "Procedure": "Statutory",
    "Date Requested": "01/07/2024",
    "Date Due": "05/08/2024",
    "Date Completed": "02/08/2024",
    "Outcome": "Upheld",
}
ACTION = {
    "Action Ref": "ACT1",
    "Case Ref": "CYP1000001",
    "Arising From": "Stage 1",
    "Action Type": "Payment",
    "Action": "Pay the arrears",
    "Amount (GBP)": "1,120.50",
    "Date Agreed": "14/06/2024",
    "Date Due": "15/07/2024",
}


def header_of(name: str) -> list[str]:
    """Return the columns of a sample file."""
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        return next(csv.reader(text))


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return every row of a CSV file by its columns."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def text_of(name: str, *rows: Mapping[str, str]) -> str:
    """Return a file with the columns of a sample file and these rows."""
    return lines_of(header_of(name), [[row.get(c, "") for c in header_of(name)] for row in rows])


def lines_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return CSV text."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue()


def write(folder: Path, name: str, *rows: Mapping[str, str], file_name: str = "") -> Path:
    """Write such a file and return its path."""
    path = folder / (file_name or f"{name}.csv")
    path.write_text(text_of(name, *rows), encoding="utf-8", newline="")
    return path


def cases(*changes: Mapping[str, str]) -> list[dict[str, str]]:
    """Return case rows, each the example with some cells changed and a reference of its own."""
    return [{**CASE, "Case Ref": f"CYP100000{n}", **changed} for n, changed in enumerate(changes, 1)]
