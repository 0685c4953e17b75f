"""One example letter, its letterhead, and how to read what was printed."""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader

from caseworker.domain.letters import Letter, Letterhead
from caseworker.letters.catalogue import load_catalogue
from caseworker.letters.compose import compose
from tests.letters.example_facts import example_facts, example_free
from tests.letters.example_others import OTHER_FACTS, SUMMARIES

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "letters"
LOGO = Path(__file__).resolve().parents[2] / "resources" / "logo" / "sample_council.png"

LETTERHEAD = Letterhead(
    council="Wharfside Borough Council",
    department="Children's complaints team",
    address_lines=("Civic House", "1 Basin Road", "London SE31 9ZZ"),
    phone="020 7946 0123",
    email="childrens.complaints@wharfside.example",
    website="www.wharfside.example",
    logo=LOGO.read_bytes(),
    colour="#12436D",
)

FACTS = {
    "case_ref": "CYP-2025-0412",
    "received_date": "Tuesday 14 October 2025",
    "due_date": "Tuesday 28 October 2025",
    "max_due_date": "Tuesday 11 November 2025",
    "recipient_name": "Ms Siân Wyn",
    "salutation": "Dear Ms Wyn",
    "address": "139 Wharfinger Gardens\nLondon\nSE31 5EP",
    "summary": "Niamh has not been allowed to telephone her grandparents.\n\nThe visit on 3 October began late.",
    "contact_phone": "020 7946 0123",
    "contact_email": "childrens.complaints@wharfside.example",
    "signatory_name": "Dana Whitcombe",
    "signatory_role": "Complaints manager",
}


def example(code: str = "L01", **changed: Any) -> Letter:
    """Return an example letter; facts and the lists at its foot may be given another value.

    `free` gives other words to free parts; those not given are filled with the examples of example_facts.py.
    """
    lists = {name: changed.pop(name) for name in ("enclosures", "copies", "language") if name in changed}
    catalogue = load_catalogue()
    free = {**example_free(catalogue[code]), **changed.pop("free", {})}
    summary = {"summary": SUMMARIES.get(code, FACTS["summary"])}
    known = {**OTHER_FACTS, **FACTS, **summary, **example_facts(catalogue[code])}
    facts = {n: f for n, f in known.items() if n in FACTS or n in catalogue[code].facts} | changed
    return compose(catalogue, code, facts, dated_on=date(2025, 10, 15), free=free, **lists)


def pages_as_text(pdf: bytes) -> list[str]:
    """Return the text of each page as a PDF program reads it, line ends as \\n."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def in_one_line(pdf: bytes) -> str:
    """Return the text of all pages with single spaces between the words."""
    return " ".join(" ".join(pages_as_text(pdf)).split())


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return each font named in the file and whether it is embedded."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            found[str(font["/BaseFont"])] = descriptor is not None and "/FontFile2" in descriptor.get_object()
    return found


def assert_golden(name: str, made: str) -> None:
    """Fail unless the golden file holds this very text; RENEW_GOLDEN=1 writes it anew."""
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(made, "utf-8", newline="\n")
    assert made == path.read_text("utf-8"), f"{path.name} differs; RENEW_GOLDEN=1 writes it anew"
