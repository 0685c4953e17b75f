"""Keep files with a case: attach, describe, remove, read, save a copy. What was kept stays byte for byte as it came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.actions.gather_files import Gathered, ReadyFile, Refused, Source, gather, none_kept
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import count_of, listed
from caseworker.domain.editing import CaseEdits
from caseworker.domain.file_types import FileType, file_type, warnings_about
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Status
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.files import write_whole
from caseworker.imports.email_read import ReadEmail
from caseworker.imports.emails import read_email
from caseworker.office import Office, Transaction
from caseworker.storage.blobs import keep_bytes, read_bytes

__all__ = [
    "Attached", "OpenedFile", "Source", "attach_files", "describe_file", "keep_ready", "open_file",
    "remove_file", "save_copy",
]  # fmt: skip

LONGEST_DESCRIPTION = 2_000


@dataclass(frozen=True, slots=True)
class Attached(Changed):
    """What was kept, and what was not.

    Attributes:
        refused: the files that were not kept, each with the reason.
        warnings: what to know of the files that were kept.
    """

    refused: tuple[Refused, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A kept file, read and checked against its digest.

    Attributes:
        email: what it says, where it is an email that can be read.
        attached: the files that came with it.
    """

    view: CaseView
    state: EntityState
    content: bytes
    kind: FileType
    email: ReadEmail | None = None
    attached: tuple[EntityState, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.state.doc.get("name") or "File")


def attach_files(
    office: Office,
    case_id: str,
    sources: Iterable[Source | Path],
    *,
    added_from: str = "picker",
    kind: str = "",
    description: str = "",
    stamp: str = "",
) -> Attached:
    """Keep files with a case; the same bytes are stored once. Good ones are kept although others are not.

    Args:
        sources: files with their bytes, or paths to be read.
        kind: code of the kind of document, for all of them; by their content where empty.

    Raises:
        ProblemsError: none of them can be kept.
        RuleError: the case is void.
    """
    office.require("file")
    gathered = gather(office, sources, added_from)
    if not gathered.files:
        raise none_kept(gathered.refused)
    own = {name: value for name, value in (("kind", kind), ("description", cleaned(description))) if value}
    files = tuple(ReadyFile({**f.values, **own}, f.content, f.inside) for f in gathered.files)
    return keep_gathered(office, case_id, Gathered(files, gathered.refused, gathered.warnings), stamp=stamp)


def keep_gathered(office: Office, case_id: str, gathered: Gathered, *, stamp: str = "") -> Attached:
    """Keep files that are ready with a case; one that it holds already is left out and named."""
    reference, there, kept = "", list[str](), list[ReadyFile]()

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        check_case(view)
        present = {(f.doc.get("digest"), f.doc.get("name")) for f in view.of_kind("file")}
        for file in gathered.files:
            is_there = (file.values["digest"], file.name) in present
            (there.append(file.name) if is_there else kept.append(file))
        stage_id = view.stage.id if view.stage else ""
        edits = CaseEdits(view, office.ids)
        for file in kept:
            _add(transaction, edits, file, stage_id)
        return [edits.draft("file.added")] if edits else []

    written = office.save(make, stamp=stamp)
    message = _message(kept, there, gathered.refused, reference)
    changed = office.changed(message, written, reference)
    return Attached(
        changed.message, changed.case_ids, changed.group_id, reference, gathered.refused, gathered.warnings
    )


def check_case(view: CaseView) -> None:
    """Let a case pass that may be given files (RuleError)."""
    if view.status is Status.VOID:
        raise RuleError("This case is void, so no file is added to it.")


def _add(
    transaction: Transaction, edits: CaseEdits, file: ReadyFile, stage_id: str, parent_id: str = ""
) -> None:
    keep_bytes(transaction.raw, file.content, file.media_type)
    file_id = edits.add("file", **{**file.values, "stage_id": stage_id, "parent_id": parent_id})
    for inside in file.inside:
        _add(transaction, edits, inside, stage_id, file_id)


def keep_ready(transaction: Transaction, edits: CaseEdits, files: Sequence[ReadyFile]) -> None:
    """Add files that are ready to what an act changes in a case."""
    stage = edits.view.stage
    for file in files:
        _add(transaction, edits, file, stage.id if stage else "")


def _message(
    kept: Sequence[ReadyFile], there: Sequence[str], refused: Sequence[Refused], reference: str
) -> str:
    said = [f"{_names(kept)} added to {reference}."] if kept else []
    if there:
        said.append(f"{listed(there)} {'was' if len(there) == 1 else 'were'} with {reference} already.")
    return " ".join(said + refused_words(refused))


def _names(kept: Sequence[ReadyFile]) -> str:
    inside = sum(len(file.inside) for file in kept)
    more = f" with {count_of(inside, 'attachment')}" if inside else ""
    return f"{kept[0].name}{more}" if len(kept) == 1 else f"{len(kept)} files{more}"


def refused_words(refused: Sequence[Refused]) -> list[str]:
    """Return a sentence for each file that was not kept."""
    return [f"{each.name} was not kept. {each.reason}" for each in refused]


def remove_file(office: Office, case_id: str, file_id: str) -> Changed:
    """Take a file off a case, with what was attached to it. Undo brings it back: its bytes stay.

    Raises:
        RuleError: the file is not of this case.
    """
    office.require("file")
    reference = name = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, name
        view = transaction.case(case_id)
        state = file_of(view, file_id)
        reference, name = view.reference, str(state.doc.get("name"))
        edits = CaseEdits(view, office.ids)
        for each in (state, *files_inside(view, file_id)):
            edits.set(each, voided=True)
        return [edits.draft("file.removed")]

    written = office.save(make)
    return office.changed(f"{name} was removed from {reference}.", written, reference)


def describe_file(
    office: Office, case_id: str, file_id: str, *, kind: str, description: str, about_on: date | None
) -> Changed:
    """Say what a file is: its kind, a description, the day it is about. Its name stays as it came.

    Raises:
        ProblemsError: the kind is not of the list, the day is still to come, or the description is too long.
    """
    office.require("file")
    problems = []
    words = cleaned(description)
    if kind not in {entry.code for entry in office.vocabulary.entries("file_kinds")}:
        problems.append(Problem("kind", "Choose the kind of document"))
    if about_on is None:
        problems.append(Problem("about_on", "Enter the date of the document"))
    elif about_on > office.clock.today():
        problems.append(Problem("about_on", "Date of the document must be today or in the past"))
    if len(words) > LONGEST_DESCRIPTION:
        problems.append(
            Problem("description", f"Description must be {LONGEST_DESCRIPTION:,} characters or fewer")
        )
    if problems or about_on is None:
        raise ProblemsError(problems)
    reference = name = ""
    day = about_on.isoformat()

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, name
        view = transaction.case(case_id)
        state = file_of(view, file_id)
        reference, name = view.reference, str(state.doc.get("name"))
        edits = CaseEdits(view, office.ids)
        edits.set(state, kind=kind, description=words, about_on=day)
        return [edits.draft("file.described")] if edits else []

    written = office.save(make)
    if not written:
        return office.changed(f"Nothing about {name} was different.", written, reference)
    return office.changed(f"{name} of {reference} was described.", written, reference)


def file_of(view: CaseView, file_id: str) -> EntityState:
    """Return a file of a case (RuleError: it is none, or was removed)."""
    found = next((state for state in view.of_kind("file") if state.id == file_id), None)
    if found is None:
        raise RuleError("This file is no longer part of the case. Open the case again.")
    return found


def files_inside(view: CaseView, file_id: str) -> tuple[EntityState, ...]:
    """Return the files that came with a file, and with those, in the order they were kept."""
    own = tuple(state for state in view.of_kind("file") if state.doc.get("parent_id") == file_id)
    return tuple(each for state in own for each in (state, *files_inside(view, state.id)))


def open_file(office: Office, case_id: str, file_id: str) -> OpenedFile:
    """Return a kept file for showing.

    Raises:
        RuleError: it is not of this case, or the case is restricted to others.
        DamagedFileError: its bytes are missing or were changed.
    """
    from caseworker.storage.cases import read_case

    office.require("read")
    with office.reading() as raw:
        view = office.shown(read_case(raw, case_id))
        state = file_of(view, file_id)
        content = read_bytes(raw, str(state.doc.get("digest")))
    kind = file_type(str(state.doc.get("media_type")))
    warnings = list(warnings_about(str(state.doc.get("name")), kind.media_type))
    email = None
    if kind.shows == "email":
        try:
            email = read_email(content, kind)
            warnings += email.remarks
        except RuleError as error:
            warnings.append(str(error))
    attached = tuple(s for s in view.of_kind("file") if s.doc.get("parent_id") == file_id)
    return OpenedFile(view, state, content, kind, email, attached, tuple(warnings))


def save_copy(office: Office, case_id: str, file_id: str, path: Path) -> Path:
    """Write a copy of a kept file, byte for byte.

    Raises:
        UnavailableError: the folder is full or cannot be written.
    """
    opened = open_file(office, case_id, file_id)
    write_whole(path, opened.content, not_done="The copy was not saved")
    return path
