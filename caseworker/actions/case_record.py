"""The complete record of a case and its chronology on paper (REC-1): who, what, when and why, stage by stage."""

from __future__ import annotations

from caseworker.actions.case_record_sections import (
    RecordOptions,
    actions,
    chronology,
    decisions,
    files,
    identity,
    letters,
    people,
    points,
    stages,
)
from caseworker.actions.look_up import open_case
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.papers import Facts, PaperDocument, PaperSection, without_names
from caseworker.office import Office, Transaction

INITIALS_REMARK = (
    "People are given by their initials, also inside texts where their names are written as we know them; contact "
    "details are left out. Another spelling or a nickname stays: read every page before it leaves the council."
)


def record_of(office: Office, view: CaseView, options: RecordOptions) -> PaperDocument:
    """Return the whole record of a case as a document."""
    sections = (
        identity(office, view),
        people(office, view, options),
        stages(office, view),
        points(office, view),
        decisions(office, view),
        actions(office, view),
        letters(office, view),
        files(office, view),
        chronology(office, view, options),
    )
    shown = tuple(section for section in sections if section.blocks or section.empty)
    return _document(office, view, options, "Case record and chronology", shown)


def chronology_of(office: Office, view: CaseView, options: RecordOptions) -> PaperDocument:
    """Return the chronology of a case alone."""
    return _document(office, view, options, "Chronology", (chronology(office, view, options),))


def _document(
    office: Office, view: CaseView, options: RecordOptions, title: str, sections: tuple[PaperSection, ...]
) -> PaperDocument:
    made = f"{long_date(office.clock.today())}{f', by {office.person.full_name}' if office.person.full_name else ''}"
    row = view.row
    facts = [("Reference", row.reference), ("Person complaining or asking", row.person), ("Child", row.child)]
    facts += [("Made for", cleaned(options.made_for)), ("Made on", made)]
    remarks = [] if options.with_names else [INITIALS_REMARK]
    remarks += [] if options.with_notes else ["Notes and emails of the team are left out of the chronology."]
    lead = ", ".join(filter(None, (view.kind.label, row.stage)))
    document = PaperDocument(
        title, lead, office.settings.council, row.reference, Facts(tuple((k, v) for k, v in facts if v)),
        tuple(remarks), sections,
    )  # fmt: skip
    return document if options.with_names else document.changed(without_names(names_in(office, view)))


def names_in(office: Office, view: CaseView) -> list[str]:
    """Return the names of everybody in a case: people, those appointed, those asked, and the staff who worked on it."""
    things = [*view.parties, *view.of_kind("appointment"), *view.of_kind("contribution")]
    found = [str(t.doc.get("full_name") or t.doc.get("contact_name") or "") for t in things]
    found += [
        str(stage.doc.get(n) or "")
        for stage in view.stages
        for n in ("investigating_officer", "independent_person")
    ]
    found += [person.full_name for person in office.staff.values()]
    found += str(view.value("staff_named") or "").replace(" and ", ",").split(",")
    return [name.strip() for name in found if name.strip()]


# -- paper ----------------------------------------------------------------------------------------------------


def record_pdf(office: Office, case_id: str, options: RecordOptions) -> bytes:
    """Return the record of a case as pages.

    Raises:
        NotPermittedError: the role does not allow it, or the case is restricted to others.
    """
    from caseworker.paper.records import document_pdf

    view = open_case(office, case_id)
    return document_pdf(record_of(office, view, options), office.settings.colour)


def note_printed(office: Office, case_id: str, options: RecordOptions, what: str = "printed") -> Changed:
    """Record that the record of a case was printed or saved, for whom, and what was left out (rule book section 11).

    Args:
        what: "printed" or "saved as a file".
    """
    office.require("read")
    parts = [f"Case record {what}", f"for {cleaned(options.made_for)}" if cleaned(options.made_for) else ""]
    parts += [
        "with initials" if not options.with_names else "",
        "without notes" if not options.with_notes else "",
    ]
    words = f"{', '.join(filter(None, parts))}."
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        edits = CaseEdits(view, office.ids)
        edits.add("note", text=words, kind="note", about_on=office.clock.today().isoformat())
        return [edits.draft("record.printed")]

    written = office.save(make)
    return office.changed(f"The record of {reference} was {what}.", written, reference)
