"""Make files ready to be kept: read them, look at their content, take emails apart. Done before any saving."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from caseworker.domain import file_types as types
from caseworker.domain.changes import Value
from caseworker.domain.file_types import FileType, size_words, warnings_about
from caseworker.domain.intake import cleaned
from caseworker.domain.london import london_date
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.files import from_os
from caseworker.imports.email_read import ReadEmail
from caseworker.imports.emails import read_email
from caseworker.imports.file_kinds import type_of
from caseworker.imports.file_text import LONGEST, pdf_fault, words_in
from caseworker.office import Office

DEEPEST = 3
"""How deep emails inside emails are taken apart; deeper ones are kept whole."""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it comes in: its name and its bytes.

    Attributes:
        added_from: "picker", "drop", "paste", "email" or "made".
    """

    name: str
    content: bytes
    added_from: str = "picker"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not kept, and why, as a sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file ready to be kept: the fields of its entry, its bytes, and the files inside it (attachments)."""

    values: dict[str, Value]
    content: bytes
    inside: tuple[ReadyFile, ...] = ()

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.values["name"])

    @property
    def media_type(self) -> str:
        """Its type, by its content."""
        return str(self.values["media_type"])


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of several files.

    Attributes:
        warnings: what to know of the files that are kept, each a sentence that names its file.
    """

    files: tuple[ReadyFile, ...] = ()
    refused: tuple[Refused, ...] = ()
    warnings: tuple[str, ...] = ()


def gather(office: Office, sources: Iterable[Source | Path], added_from: str = "picker") -> Gathered:
    """Make files ready; those that cannot be kept are listed with the reason, the others are ready all the same."""
    files: list[ReadyFile] = []
    refused: list[Refused] = []
    warnings: list[str] = []
    for each in sources:
        try:
            source = _read(office, each, added_from) if isinstance(each, Path) else each
            files.append(_ready(office, source, 0, refused, warnings))
        except RuleError as error:
            refused.append(Refused(each.name, str(error)))
    return Gathered(tuple(files), tuple(refused), tuple(warnings))


def none_kept(refused: Sequence[Refused]) -> ProblemsError:
    """Return the error that says why nothing at all was kept."""
    return ProblemsError([Problem("files", f"{each.name} was not kept. {each.reason}") for each in refused])


def _read(office: Office, path: Path, added_from: str) -> Source:
    """Read a file from a folder; one that is too large is not read at all."""
    if path.is_dir():
        raise RuleError("It is a folder. Open it and choose its files.")
    try:
        _check_size(office, path.stat().st_size)
        return Source(path.name, path.read_bytes(), added_from)
    except OSError as error:
        raise RuleError(str(from_os(error, "It was not read", path))) from error


def _check_size(office: Office, size: int) -> None:
    limit = office.settings.file_limit_mb * 1_000_000
    if size > limit:
        raise RuleError(
            f"It is {size_words(size)} large; a file may have {office.settings.file_limit_mb} MB. "
            "A complaints manager can change the limit in Settings."
        )


def _ready(
    office: Office, source: Source, depth: int, refused: list[Refused], warnings: list[str]
) -> ReadyFile:
    name = _name(source.name)
    _check_size(office, len(source.content))
    kind = type_of(name, source.content)
    fault = pdf_fault(source.content) if kind is types.PDF else ""
    warnings += [
        f"{name}: {words}" for words in filter(None, (*warnings_about(name, kind.media_type), fault))
    ]
    values: dict[str, Value] = {
        "name": name,
        "media_type": kind.media_type,
        "size_bytes": len(source.content),
        "digest": hashlib.sha256(source.content).hexdigest(),
        "kind": _usual_kind(kind),
        "about_on": office.clock.today().isoformat(),
        "added_from": source.added_from,
    }
    if kind.shows == "email":
        return _with_email(office, ReadyFile(values, source.content), kind, depth, refused, warnings)
    return ReadyFile({**values, "text": "" if fault else words_in(source.content, kind)}, source.content)


def _usual_kind(kind: FileType) -> str:
    if kind.shows == "email":
        return "email"
    return "photo" if kind.media_type.startswith("image/") else "other"


def _with_email(
    office: Office, file: ReadyFile, kind: FileType, depth: int, refused: list[Refused], warnings: list[str]
) -> ReadyFile:
    """Add what an email says to its entry, and the files inside it."""
    try:
        read = read_email(file.content, kind)
    except RuleError as error:
        warnings.append(f"{file.name}: {error}")
        return file
    warnings += [f"{file.name}: {remark}" for remark in read.remarks]
    inside = []
    for each in read.attachments if depth < DEEPEST else ():
        try:
            inside.append(
                _ready(office, Source(each.name, each.content, "email"), depth + 1, refused, warnings)
            )
        except RuleError as error:
            reason = f"{error} It stays inside the email, which is kept whole."
            refused.append(Refused(f"{each.name} (attached to {file.name})", reason))
    values = {**file.values, **email_values(office, read)}
    own_day = str(values["about_on"])
    dated = tuple(
        part if part.values.get("sent_at") else replace(part, values={**part.values, "about_on": own_day})
        for part in inside
    )
    return replace(file, values=values, inside=dated)


def email_values(office: Office, read: ReadEmail) -> dict[str, Value]:
    """Return the fields an email gives to its entry; its day is the day in London on which it was sent."""
    values: dict[str, Value] = {
        "from": cleaned(read.sender),
        "to": cleaned(read.to),
        "cc": cleaned(read.cc),
        "subject": cleaned(read.subject),
        "text": " ".join(cleaned(read.body).split())[:LONGEST],
    }
    if read.sent_at:
        values["sent_at"] = read.sent_at.isoformat(timespec="seconds")
    return {**values, "about_on": sent_on(office, read).isoformat()}


def sent_on(office: Office, read: ReadEmail) -> date:
    """Return the day in London on which an email was sent; today where it does not say, or says a day to come."""
    today = office.clock.today()
    return min(london_date(read.sent_at), today) if read.sent_at else today


def _name(text: str) -> str:
    plain = " ".join(cleaned(text).split()) or "File without a name"
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - 10]}…{dot}{ending[:8]}" if dot else f"{plain[: LONGEST_NAME - 1]}…"
