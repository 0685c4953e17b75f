"""The folders of an export: one for each case, with its letters as PDF, its files under their own names, and an index.

cases/2025/CYP-2025-0412/index.html
                         letters/  files/  removed/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from caseworker.actions.export.tables import CsvFile
from caseworker.actions.letter_words import state_words
from caseworker.domain import html_page as html
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.file_names import Names, numbered, safe_name
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_seal import is_frozen
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.words import in_sentences
from caseworker.errors import CaseworkerError, DamagedFileError
from caseworker.imports.formulas import as_text
from caseworker.office import Office
from caseworker.storage.blobs import read_bytes
from caseworker.storage.cases import read_case
from caseworker.storage.everything import ListedCase

INDEX_HEADER = ("Reference", "Type", "Received", "Status", "Folder", "Letters", "Files", "Not written")
_HEADINGS = ("File", "What it is", "Date", "State")


@dataclass(slots=True)
class Written:
    """What was written so far, and what could not be (a sentence each)."""

    letters: int = 0
    files: int = 0
    problems: list[str] = field(default_factory=list)
    more_problems: int = 0

    def trouble(self, sentence: str) -> None:
        """Keep a problem; beyond so many only their number."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(sentence)
        else:
            self.more_problems += 1


MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a case's index."""

    cell: html.Cell
    what: str
    on: str
    state: str


class CaseFolders:
    """Writes the folders.

    Args:
        raw: the connection everything is read from.
        root: the folder they go into; it is there.
        index: the list of all cases with their folders.
    """

    def __init__(self, office: Office, raw: Any, root: Path, index: CsvFile) -> None:
        self._office, self._raw, self._root, self._index = office, raw, root, index
        self.written = Written()

    def write(self, case: ListedCase, things: list[EntityState]) -> Path:
        """Write the folder of a case and return it."""
        folder = self._new_folder(case)
        names = {part: Names() for part in ("letters", "files", "removed")}
        before = len(self.written.problems) + self.written.more_problems
        letters = [self._letter(case, folder, names, state) for state in things if state.kind == "letter"]
        files = [self._file(case, folder, names, state) for state in things if state.kind == "file"]
        (folder / "index.html").write_text(
            self._page(case, letters, files), encoding="utf-8", errors="replace", newline="\n"
        )
        missing = len(self.written.problems) + self.written.more_problems - before
        self._index.add(
            [
                as_text(case.reference),
                self._label("kinds", case.kind),
                case.received_on,
                self._label("statuses", case.status),
                folder.relative_to(self._root.parent).as_posix(),
                str(len(letters)),
                str(len(files)),
                str(missing or ""),
            ]
        )
        return folder

    def _new_folder(self, case: ListedCase) -> Path:
        year = self._root / (case.received_on[:4] or "no date")
        year.mkdir(exist_ok=True)
        name = safe_name(case.reference, case.id)
        number, folder = 1, year / name
        while folder.exists():
            number += 1
            folder = year / numbered(name, number)
        folder.mkdir()
        return folder

    # -- letters and files --------------------------------------------------------------------------------

    def _letter(self, case: ListedCase, folder: Path, names: dict[str, Names], state: EntityState) -> _Line:
        doc = state.doc
        what = f"{doc.get('title') or 'Letter'} ({doc.get('code') or 'no code'})"
        frozen = is_frozen(doc)
        state_said = f"{state_words(self._office, doc)}{', removed' if doc.get('voided') else ''}"
        stem = " ".join(
            filter(None, ("" if frozen else "Draft", str(doc.get("dated_on") or ""), str(doc.get("code") or ""),
                          str(doc.get("title") or "")))
        )  # fmt: skip
        line = _Line(what, what, str(doc.get("sent_on") or doc.get("dated_on") or ""), state_said)
        if frozen and not doc.get("digest"):
            return replace(line, state=f"{line.state}. No PDF was kept")
        if doc.get("voided") and not frozen:
            return line  # a discarded draft never became a letter; its words are in the tables
        try:
            content = (
                read_bytes(self._raw, str(doc["digest"]))
                if frozen
                else self._draft(case.id, str(doc.get("code") or ""), doc.get("content"))
            )
        except CaseworkerError as error:
            return self._not_written(case, what, line, error)
        self.written.letters += 1
        part = "removed" if doc.get("voided") else "letters"
        return self._kept(folder, part, names[part].free(f"{stem}.pdf"), content, line)

    def _draft(self, case_id: str, code: str, content: Any) -> bytes:
        from caseworker.actions.letters import preview_letter

        view = read_case(self._raw, case_id)
        return preview_letter(self._office, view, code, LetterWork.from_value(content)).pdf

    def _file(self, case: ListedCase, folder: Path, names: dict[str, Names], state: EntityState) -> _Line:
        doc = state.doc
        name = str(doc.get("name") or "file")
        kind = self._label("file_kinds", str(doc.get("kind") or "other"))
        what = in_sentences((kind, str(doc.get("description") or doc.get("subject") or "")))
        line = _Line(name, what, str(doc.get("about_on") or ""), "Removed" if doc.get("voided") else "Kept")
        try:
            content = read_bytes(self._raw, str(doc.get("digest") or ""))
        except DamagedFileError as error:
            return self._not_written(case, name, line, error)
        self.written.files += 1
        part = "removed" if doc.get("voided") else "files"
        return self._kept(folder, part, names[part].free(name), content, line)

    def _kept(self, folder: Path, part: str, name: str, content: bytes, line: _Line) -> _Line:
        (folder / part).mkdir(exist_ok=True)
        (folder / part / name).write_bytes(content)
        return replace(line, cell=html.Link(name, f"{part}/{name}"))

    def _not_written(self, case: ListedCase, what: str, line: _Line, error: CaseworkerError) -> _Line:
        self.written.trouble(f"{case.reference}, {what}: {error}")
        return replace(line, state=f"{line.state}. Not written: {error}")

    # -- the index ----------------------------------------------------------------------------------------

    def _page(self, case: ListedCase, letters: list[_Line], files: list[_Line]) -> str:
        return html.html_page(
            case.reference, self._office.settings.council, self._parts(case, letters, files)
        )

    def _parts(self, case: ListedCase, letters: list[_Line], files: list[_Line]) -> Iterator[str]:
        yield html.facts(
            (
                ("Type", self._label("kinds", case.kind)),
                ("Status", self._label("statuses", case.status)),
                ("Date received", case.received_on),
                ("Restricted", "Yes" if case.restricted else ""),
            )
        )
        for title, lines, none in (
            ("Letters", letters, "No letter was written."),
            ("Files", files, "No file was kept."),
        ):
            yield html.heading(title)
            if lines:
                rows = [(line.cell, line.what, line.on, line.state) for line in lines]
                yield html.table(
                    f"{title} of {case.reference}: {count_of(len(rows), 'row')}", _HEADINGS, rows
                )
            else:
                yield html.paragraph(none)

    def _label(self, list_name: str, code: str) -> str:
        return self._office.vocabulary.label(list_name, code)
