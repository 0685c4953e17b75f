"""The record of a case on paper says everything that may be on paper, in order, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from caseworker.actions.case_record import note_printed, record_of, record_pdf
from caseworker.actions.case_record_sections import RecordOptions
from caseworker.actions.extend import extend
from caseworker.actions.files import Source, attach_files
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.papers import Event, PaperDocument, initials, without_names
from caseworker.errors import NotPermittedError
from caseworker.office import Office, Transaction
from tests.actions.letter_life.life_help import approved
from tests.example_office import log_complaint
from tests.file_samples import eml, pdf


@pytest.fixture
def case_id(office: Office) -> str:
    case_id = log_complaint(
        office, summary="Nobody has visited Gethin since June. Siân has asked twice."
    ).case_id
    add_note(office, case_id, "Mrs O’Brien rang: gethin o'brien is at home.", kind="call")
    approved(office, case_id)
    attach_files(office, case_id, [Source("Email.eml", eml(attachments=(("plan.pdf", pdf("x")),)))])
    return case_id


def words(pdf_bytes: bytes) -> str:
    pages = PdfReader(BytesIO(pdf_bytes)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def titles(document: PaperDocument) -> list[str]:
    return [section.title for section in document.sections]


def test_the_record_has_every_part_and_its_marking_on_every_page(office: Office, case_id: str) -> None:
    made = record_pdf(office, case_id, RecordOptions("the review panel"))
    reader = PdfReader(BytesIO(made))
    assert reader.metadata is not None
    assert reader.metadata.title == "Case record and chronology, CYP-2025-0001"
    assert all("Official - sensitive" in page.extract_text() for page in reader.pages)
    text = words(made)
    for told in (
        "Northmoor Council", "Siân O’Brien", "Made for the review panel", "Nobody has visited Gethin since June.",
        "A named social worker and an apology.", "why this date", "Source:", "plan.pdf", "Email.eml",
        "19 Wharfinger Gardens", "Telephone", "Chronology",
    ):  # fmt: skip
        assert told in text, told


def test_the_chronology_is_in_order_of_time(office: Office, case_id: str) -> None:
    document = record_of(office, open_case(office, case_id), RecordOptions())
    events = [block for block in document.sections[-1].blocks if isinstance(block, Event)]
    assert [event.title for event in events] == [
        "Logged",
        "Note",
        "Letter drafted",
        "Letter approved",
        "Files added",
    ]
    assert titles(document) == [
        "The case", "People", "Stages and deadlines", "Letters", "Files", "Chronology",
    ]  # fmt: skip


def test_without_notes_what_the_team_wrote_is_left_out(office: Office, case_id: str) -> None:
    text = words(record_pdf(office, case_id, RecordOptions(with_notes=False)))
    assert "is at home" not in text
    assert "Notes and emails of the team are left out" in text


def test_with_initials_no_name_and_no_address_is_left(office: Office, case_id: str) -> None:
    text = words(record_pdf(office, case_id, RecordOptions(with_names=False)))
    for name in (
        "Siân",
        "O’Brien",
        "O'Brien",
        "Gethin",
        "Asha",
        "Khan",
        "sian@example.org",
        "7946",
        "Wharfinger",
        "SE31",
    ):
        assert name.casefold() not in text.casefold(), name
    assert "Nobody has visited G since June. S has asked twice." in text
    assert "read every page" in text


@pytest.mark.parametrize(
    ("name", "short"),
    [("Siân O’Brien", "SO"), ("Anonymous", "Anonymous"), ("Mary-Jane van der Berg", "MVDB"), ("", "")],
)
def test_initials_of_a_name(name: str, short: str) -> None:
    assert initials(name) == short


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=4))
def test_no_text_and_no_name_is_an_error(text: str, names: list[str]) -> None:
    without_names(names)(text)


def test_safety_alerts_and_equalities_never_reach_paper(office: Office, case_id: str) -> None:
    def make(transaction: Transaction) -> list[Draft]:
        edits = CaseEdits(transaction.case(case_id), office.ids)
        edits.add("equality", ethnicity="Bangladeshi")
        edits.set(edits.view.case, equalities={"religion": "Sikh"})
        return [edits.draft("equality.recorded")]

    office.save(make)
    both = words(record_pdf(office, case_id, RecordOptions()))
    assert "Bangladeshi" not in both
    assert "Sikh" not in both
    assert "qualit" not in both


def test_markup_in_a_text_is_printed_and_long_texts_run_over_pages(office: Office) -> None:
    case_id = log_complaint(
        office, summary="<b>bold</b> & <img src='x'> " + "word " * 4000, wants="x" * 5000
    ).case_id
    add_note(office, case_id, "Long note. " * 3000)
    reader = PdfReader(BytesIO(record_pdf(office, case_id, RecordOptions())))
    assert "<b>bold</b> & <img" in " ".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) > 8


@pytest.mark.parametrize("text", ["word " * 3000, "line\n" * 400, "x" * 9000, "short"])
def test_long_texts_in_tables_and_rows_run_over_pages(office: Office, case_id: str, text: str) -> None:
    def make(transaction: Transaction) -> list[Draft]:
        edits = CaseEdits(transaction.case(case_id), office.ids)
        edits.add("point", number=1, text=text, reason=text, reply=text)
        edits.add("decision", kind="out_of_time", reason=text)
        edits.add("task", what=text, owner="Finance")
        edits.set(edits.view.case, outcome_reason=text, staff_named="Rhys Parry")
        return [edits.draft("case.updated", text[:500])]

    office.save(make)
    assert "Points of complaint" in words(record_pdf(office, case_id, RecordOptions()))


def test_why_a_deadline_moved_is_in_the_record(office: Office, case_id: str) -> None:
    extend(office, case_id, date(2025, 11, 11), "An advocate is being found")
    assert "An advocate is being found" in words(record_pdf(office, case_id, RecordOptions()))


def test_printing_the_record_is_itself_recorded_and_an_auditor_may_print(
    office: Office, case_id: str
) -> None:
    office.person = replace(office.person, role="auditor")
    done = note_printed(office, case_id, RecordOptions("the Ombudsman", with_names=False))
    assert done.message == "The record of CYP-2025-0001 was printed."
    newest = open_case(office, case_id).timeline[0]
    assert (newest.title, newest.kind) == ("Case record printed", "record.printed")
    assert (
        open_case(office, case_id).notes[-1].doc["text"]
        == "Case record printed, for the Ombudsman, with initials."
    )


def test_somebody_who_may_not_read_prints_nothing(office: Office, case_id: str) -> None:
    office.person = replace(office.person, role="nobody")
    with pytest.raises(NotPermittedError):
        record_pdf(office, case_id, RecordOptions())
