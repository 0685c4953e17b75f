"""A bundle has every document it names on the pages it names, and says which it could not take."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from caseworker.actions.bundle import (
    BundleItem,
    BundlePlan,
    bundle_choices,
    keep_bundle,
    make_bundle,
    under_their_headings,
)
from caseworker.actions.files import Source, attach_files, open_file
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import approved, sent
from tests.example_office import log_complaint
from tests.file_samples import docx, eml, pdf, png

PLAN = pdf("The plan", "Two", "Three")


def turned() -> bytes:
    with pikepdf.open(BytesIO(pdf("Turned page", "Cropped page"))) as document:
        document.pages[0].Rotate = 90
        document.pages[1].cropbox = [50, 600, 545, 842]
        target = BytesIO()
        document.save(target)
    return target.getvalue()


def locked() -> bytes:
    with pikepdf.open(BytesIO(pdf("Secret"))) as document:
        target = BytesIO()
        document.save(target, encryption=pikepdf.Encryption(user="x", owner="y"))
    return target.getvalue()


def form() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target)
    canvas.acroForm.textfield(name="answer", value="Filled in by hand", x=100, y=700, width=200, height=20)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def tiff() -> bytes:
    pages = [Image.new("L", (300, 400), shade) for shade in (10, 200)]
    target = BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    return target.getvalue()


@pytest.fixture
def case_id(office: Office) -> str:
    case_id = log_complaint(office).case_id
    sent(office, case_id, approved(office, case_id))
    attach_files(
        office, case_id,
        [
            Source("Complaint.eml", eml(attachments=(("plan.pdf", PLAN), ("door.png", png(900, 400))))),
            Source("scan.pdf", turned()), Source("fax.tif", tiff()), Source("note.txt", "A note of Siân".encode()),
            Source("form.pdf", form()), Source("nurse.docx", docx()), Source("broken.pdf", b"%PDF-1.4 broken"),
            Source("locked.pdf", locked()),
        ],
    )  # fmt: skip
    return case_id


def plan(office: Office, case_id: str, **more: object) -> BundlePlan:
    choices = bundle_choices(office, open_case(office, case_id))
    items = under_their_headings([BundleItem(c.key, c.section) for c in choices if c.is_usual])
    return BundlePlan("Bundle for the review panel", "The panel of 3 November", items, **more)  # type: ignore[arg-type]


def texts(made: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


def test_every_page_has_its_number_and_the_index_names_the_right_ones(office: Office, case_id: str) -> None:
    made = make_bundle(office, case_id, plan(office, case_id))
    assert made is not None
    pages = texts(made.pdf)
    assert len(pages) == made.pages
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {made.pages}" in page
        assert "Official - sensitive" in page
    index = pages[0]
    at = next(n for n, page in enumerate(pages, start=1) if "The plan" in page)
    assert f"plan.pdf 15 Oct 2025 {at} to {at + 2}" in index
    for told in (
        "Chronology",
        "Letters and emails",
        "Evidence",
        "Email: No visits since June",
        "Made for The panel of 3",
    ):
        assert told in index, told
    assert "Filled in by hand" in " ".join(pages)


def test_documents_without_pages_are_listed_on_a_sheet_that_says_why(office: Office, case_id: str) -> None:
    made = make_bundle(office, case_id, plan(office, case_id))
    assert made is not None
    assert [title for title, _why in made.left_out] == ["broken.pdf", "locked.pdf", "nurse.docx"] or {
        title for title, _why in made.left_out
    } == {"broken.pdf", "locked.pdf", "nurse.docx"}
    sheet = next(page for page in texts(made.pdf) if "not among these pages" in page)
    assert "Save it as PDF and add that file." in sheet
    assert "It needs a password." in sheet
    assert "it may be damaged" in sheet


def test_every_sheet_is_a4_upright_or_across(office: Office, case_id: str) -> None:
    made = make_bundle(office, case_id, plan(office, case_id))
    assert made is not None
    sizes = {
        tuple(round(float(side)) for side in page.mediabox[2:]) for page in PdfReader(BytesIO(made.pdf)).pages
    }
    assert sizes == {(595, 842), (842, 595)}


def test_bookmarks_name_every_document_by_its_heading(office: Office, case_id: str) -> None:
    made = make_bundle(office, case_id, plan(office, case_id))
    assert made is not None
    with pikepdf.open(BytesIO(made.pdf)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Index", "Chronology", "Letters and emails", "Evidence", "Other documents",
        ]  # fmt: skip
        assert str(document.Root.Lang) == "en-GB"


def test_the_order_is_the_readers_and_headings_stay_together() -> None:
    items = [BundleItem("a", "Evidence"), BundleItem("b", "Chronology"), BundleItem("c", "Evidence")]
    assert [item.key for item in under_their_headings(items)] == ["a", "c", "b"]


def test_an_index_longer_than_a_page_still_numbers_rightly(office: Office) -> None:
    case_id = log_complaint(office).case_id
    files = [Source(f"Document {n:02}.pdf", pdf(f"Text of document {n:02}")) for n in range(60)]
    attach_files(office, case_id, files)
    made = make_bundle(office, case_id, plan(office, case_id))
    assert made is not None
    pages = texts(made.pdf)
    at = next(n for n, page in enumerate(pages, start=1) if "Text of document 41" in page)
    front = " ".join(pages[:4])
    assert f"Document 41.pdf 15 Oct 2025 {at}" in front


def test_an_email_with_a_very_long_head_still_becomes_pages(office: Office) -> None:
    case_id = log_complaint(office).case_id
    people = ", ".join(f"person{n}@example.org" for n in range(400))
    many = tuple((f"A document with a rather long name, number {n}.txt", b"words") for n in range(40))
    attach_files(
        office,
        case_id,
        [Source("long.eml", eml("Subject " * 60, "Line\n" * 600, attachments=many, to=people))],
    )
    made = make_bundle(office, case_id, plan(office, case_id))
    assert made is not None
    assert made.left_out == ()


class Stopping:
    """Cancels at a page."""

    def __init__(self, at: float) -> None:
        self.told: list[tuple[float, str]] = []
        self._at = at

    @property
    def cancelled(self) -> bool:
        return bool(self.told) and self.told[-1][0] >= self._at

    def report(self, fraction: float, words: str = "") -> None:
        self.told.append((fraction, words))


@pytest.mark.parametrize("at", [0.0, 0.3, 0.7])
def test_it_can_be_cancelled_on_the_way(office: Office, case_id: str, at: float) -> None:
    assert make_bundle(office, case_id, plan(office, case_id), Stopping(at)) is None


def test_progress_only_goes_forward_to_the_end(office: Office, case_id: str) -> None:
    telling = Stopping(2.0)
    make_bundle(office, case_id, plan(office, case_id), telling)
    parts = [fraction for fraction, _words in telling.told]
    assert parts == sorted(parts)
    assert parts[-1] == 1.0


def test_a_bundle_needs_a_title_and_documents(office: Office, case_id: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        make_bundle(office, case_id, BundlePlan(" ", "", ()))
    assert [problem.field for problem in caught.value.problems] == ["title", "items"]
    word = next(f for f in open_case(office, case_id).of_kind("file") if f.doc["name"] == "nurse.docx")
    with pytest.raises(RuleError, match="None of these documents"):
        make_bundle(office, case_id, BundlePlan("x", "", (BundleItem(f"file:{word.id}", "Evidence"),)))


def test_a_bundle_is_kept_with_the_case_and_not_put_into_the_next(office: Office, case_id: str) -> None:
    made = make_bundle(office, case_id, plan(office, case_id))
    assert made is not None
    done = keep_bundle(office, case_id, made)
    view = open_case(office, case_id)
    kept = view.of_kind("file")[-1]
    assert kept.doc["name"] == "CYP-2025-0001 Bundle for the review panel.pdf"
    assert open_file(office, case_id, kept.id).content == made.pdf
    assert view.timeline[0].title == "Bundle made"
    assert not next(c for c in bundle_choices(office, view) if c.key == f"file:{kept.id}").is_usual
    undo(office, done.group_id)
    assert open_case(office, case_id).of_kind("file")[-1].id != kept.id


def test_with_initials_the_index_and_the_chronology_name_nobody(office: Office) -> None:
    case_id = log_complaint(office).case_id
    made = make_bundle(office, case_id, plan(office, case_id, with_names=False))
    assert made is not None
    assert "Brien" not in " ".join(texts(made.pdf))
