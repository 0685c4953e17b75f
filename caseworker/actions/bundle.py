"""A panel or Ombudsman bundle: chosen letters, files and the chronology as one PDF with an index and page numbers.

Safety alerts, contact plans and equalities monitoring are never in it. Nothing is blacked out by the program: whoever
makes a bundle reads every page before it goes (`WARNING`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from caseworker.actions.case_record import chronology_of, names_in, record_of
from caseworker.actions.case_record_sections import RecordOptions
from caseworker.actions.file_pages import file_pages
from caseworker.actions.files import check_case
from caseworker.actions.gather_files import ReadyFile
from caseworker.actions.look_up import open_case
from caseworker.domain import file_types as types
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import MONTHS, count_of, long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.file_types import FileType, file_type
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.letter_seal import is_frozen
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.domain.papers import Facts, without_names
from caseworker.errors import DamagedFileError, Problem, ProblemsError, RuleError
from caseworker.imports.email_eml import file_name
from caseworker.office import Office, Transaction
from caseworker.storage.blobs import keep_bytes, read_bytes

SECTIONS = (
    "Chronology",
    "The complaint",
    "Letters and emails",
    "Statements and reports",
    "Evidence",
    "Other documents",
)
"""Headings offered for a bundle, in their usual order."""
WARNING = (
    "Nothing is blacked out for you. Read every page for names and details of other people, legal advice and what the "
    "reader may not see, before the bundle leaves the council. Safety alerts and equalities monitoring are never in it."
)
PAGES = "pages"
_KINDS = {
    "email": "Letters and emails",
    "letter": "Letters and emails",
    "report": "Statements and reports",
    "statement": "Statements and reports",
    "evidence": "Evidence",
    "photo": "Evidence",
}


class Progress(Protocol):
    """How far it has come; `cancelled` is asked at every page."""

    @property
    def cancelled(self) -> bool:
        """Whether the person wants it stopped."""

    def report(self, fraction: float, words: str = "") -> None:
        """Say how far it has come, 0 to 1."""


class _Silent:
    cancelled = False

    def report(self, fraction: float, words: str = "") -> None:
        """Nobody listens."""


@dataclass(frozen=True, slots=True)
class BundleChoice:
    """One document that a bundle may hold.

    Attributes:
        key: "chronology", "record", "letter:<id>" or "file:<id>".
        dated_on: ISO day, "" for none.
        section: the heading it usually stands under.
        why_no_pages: why it cannot become pages, or ""; it is then listed on a sheet of its own.
        is_usual: whether it is in a bundle unless somebody takes it out.
    """

    key: str
    title: str
    dated_on: str
    section: str
    why_no_pages: str = ""
    is_usual: bool = True


@dataclass(frozen=True, slots=True)
class BundleItem:
    """One document that was chosen, and the heading it stands under."""

    key: str
    section: str


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """What is to be made.

    Attributes:
        items: in the order of the pages; those under one heading are brought together by whoever plans.
        with_notes, with_names: for the chronology and the record (RecordOptions).
    """

    title: str
    made_for: str
    items: tuple[BundleItem, ...]
    with_notes: bool = False
    with_names: bool = True


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """A bundle: its pages, how many, and what could not become pages (title and reason)."""

    title: str
    reference: str
    pdf: bytes
    pages: int
    left_out: tuple[tuple[str, str], ...]
    made_for: str = ""

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.reference} {file_name(self.title) or 'Bundle'}.pdf"


def bundle_choices(office: Office, view: CaseView) -> tuple[BundleChoice, ...]:
    """Return what a bundle of a case may hold, in the usual order: by heading, then by date."""
    found = [
        BundleChoice("chronology", "Chronology", office.clock.today().isoformat(), SECTIONS[0]),
        BundleChoice("record", "Case record", office.clock.today().isoformat(), SECTIONS[0], is_usual=False),
        *(_letter_choice(letter) for letter in view.letters if is_frozen(letter.doc)),
        *(_file_choice(file) for file in view.of_kind("file")),
    ]
    return tuple(
        sorted(
            found, key=lambda each: (SECTIONS.index(each.section), each.key != "chronology", each.dated_on)
        )
    )


def _letter_choice(letter: EntityState) -> BundleChoice:
    title = f"{letter.doc.get('title') or 'Letter'} ({letter.doc.get('code')})"
    is_sent = letter_state(letter.doc) is not LetterState.APPROVED
    return BundleChoice(
        f"letter:{letter.id}",
        title,
        str(letter.doc.get("sent_on") or letter.doc.get("dated_on") or ""),
        "Letters and emails",
        is_usual=is_sent,
    )


def _file_choice(file: EntityState) -> BundleChoice:
    kind = str(file.doc.get("kind") or "other")
    description = str(file.doc.get("description") or "")
    name = str(file.doc.get("name") or "File")
    title = f"{description} ({name})" if description and len(description) < 100 else name
    if file.doc.get("subject") and not description:
        title = f"Email: {file.doc['subject']}"
    return BundleChoice(
        f"file:{file.id}", title, str(file.doc.get("about_on") or ""), _KINDS.get(kind, "Other documents"),
        why_no_pages(file_type(str(file.doc.get("media_type")))), is_usual=kind != "bundle",
    )  # fmt: skip


def why_no_pages(kind: FileType) -> str:
    """Return why a file of this type cannot become pages, or ""."""
    if kind.shows:
        return ""
    if kind.media_type.startswith(("audio/", "video/")):
        return f"{kind.label}: sound and film have no pages."
    return f"{kind.label}: its pages cannot be made here. Save it as PDF and add that file."


def make_bundle(
    office: Office, case_id: str, plan: BundlePlan, progress: Progress | None = None
) -> MadeBundle | None:
    """Return the bundle, or None when it was cancelled on the way. Slow: for a thread of its own.

    Raises:
        ProblemsError: it has no title, or no document.
        RuleError: none of the documents can become pages.
    """
    from caseworker.paper.bundling import BundleFront, BundlePart, bundle_pdf, page_count

    office.require("read")
    _check(plan)
    told: Progress = progress or _Silent()
    view = open_case(office, case_id)
    known = {choice.key: choice for choice in bundle_choices(office, view)}
    parts, left_out = [], []
    chosen = [(item, known[item.key]) for item in plan.items if item.key in known]
    for place, (item, choice) in enumerate(chosen):
        if told.cancelled:
            return None
        told.report(place / len(chosen) * 0.4, f"Reading {choice.title}")
        try:
            pdf = _pages_of(office, view, choice, plan)
            page_count(pdf)
            parts.append(BundlePart(item.section, choice.title, _short(choice.dated_on), pdf))
        except (RuleError, DamagedFileError) as error:
            left_out.append((choice.title, str(error)))
    if not parts:
        raise RuleError(
            "None of these documents can become pages. Choose others, or save them as PDF and add those."
        )
    front = BundleFront(
        cleaned(plan.title), _lead(office, view, plan), office.settings.council, view.reference,
        Facts(tuple(_front_facts(office, view, plan))), office.settings.colour, tuple(left_out),
    )  # fmt: skip
    made = bundle_pdf(
        front, parts, lambda part, words: told.report(0.4 + part * 0.6, words), lambda: told.cancelled
    )
    if made is None:
        return None
    told.report(1.0, "The bundle is made")
    return MadeBundle(
        front.title, view.reference, made, page_count(made), tuple(left_out), cleaned(plan.made_for)
    )


def _check(plan: BundlePlan) -> None:
    problems = []
    if not cleaned(plan.title):
        problems.append(Problem("title", "Enter the title of the bundle"))
    if not plan.items:
        problems.append(Problem("items", "Put at least one document into the bundle"))
    if problems:
        raise ProblemsError(problems)


def _change(office: Office, view: CaseView, plan: BundlePlan) -> Callable[[str], str]:
    return (lambda text: text) if plan.with_names else without_names(names_in(office, view))


def _lead(office: Office, view: CaseView, plan: BundlePlan) -> str:
    return _change(office, view, plan)(", ".join(filter(None, (view.kind.label, view.row.stage))))


def _front_facts(office: Office, view: CaseView, plan: BundlePlan) -> Iterator[tuple[str, str]]:
    change = _change(office, view, plan)
    yield "Reference", view.reference
    if view.row.person:
        yield "Person complaining or asking", change(view.row.person)
    if view.row.child:
        yield "Child", change(view.row.child)
    if cleaned(plan.made_for):
        yield "Made for", cleaned(plan.made_for)
    yield "Made on", long_date(office.clock.today())


def _pages_of(office: Office, view: CaseView, choice: BundleChoice, plan: BundlePlan) -> bytes:
    """The pages of one document (RuleError: it has none)."""
    options = RecordOptions(plan.made_for, plan.with_notes, plan.with_names)
    if choice.key in ("chronology", "record"):
        from caseworker.paper.records import document_pdf

        make = chronology_of if choice.key == "chronology" else record_of
        return document_pdf(make(office, view, options), office.settings.colour)
    what, _, thing_id = choice.key.partition(":")
    things = view.letters if what == "letter" else view.of_kind("file")
    state = next(thing for thing in things if thing.id == thing_id)
    if choice.why_no_pages:
        raise RuleError(choice.why_no_pages)
    with office.reading() as raw:
        content = read_bytes(raw, str(state.doc.get("digest")))
    return content if what == "letter" else file_pages(office, state, content, choice.title)


def _short(day: str) -> str:
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1][:3]} {year}"


def keep_bundle(office: Office, case_id: str, made: MadeBundle) -> Changed:
    """Keep a bundle with the case, as it was made; the record then says which pages went to whom."""
    import hashlib

    office.require("file")
    reference = ""
    ready = ReadyFile(
        {
            "name": made.file_name,
            "media_type": types.PDF.media_type,
            "size_bytes": len(made.pdf),
            "digest": hashlib.sha256(made.pdf).hexdigest(),
            "kind": "bundle",
            "description": f"{count_of(made.pages, 'page')}{f', for {made.made_for}' if made.made_for else ''}",
            "about_on": office.clock.today().isoformat(),
            "added_from": "made",
        },
        made.pdf,
    )

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        check_case(view)
        keep_bytes(transaction.raw, ready.content, ready.media_type)
        edits = CaseEdits(view, office.ids)
        edits.add("file", **ready.values, stage_id=view.stage.id if view.stage else "")
        return [edits.draft("bundle.made")]

    written = office.save(make)
    return office.changed(
        f"The bundle of {count_of(made.pages, 'page')} was kept with {reference}.", written, reference
    )


def preview_pages(made: MadeBundle, most: int) -> bytes:
    """Return the first pages of a bundle, for looking at."""
    from caseworker.paper.bundling import first_pages

    return first_pages(made.pdf, most)


def under_their_headings(items: Sequence[BundleItem]) -> tuple[BundleItem, ...]:
    """Return items with those of one heading together, headings in the order in which they first appear."""
    order = list(dict.fromkeys(item.section for item in items))
    return tuple(sorted(items, key=lambda item: order.index(item.section)))
