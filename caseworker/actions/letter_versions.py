"""The versions of a letter: each kept content, from the change log, with who wrote it and when; and how two differ."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.domain.letter_difference import Piece, differing
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import blocks_text
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.cases import ChangeEvent, read_events


@dataclass(frozen=True, slots=True)
class LetterVersion:
    """One version of a letter.

    Attributes:
        number: from 1 on, the oldest first.
        at: when it was kept (UTC, as recorded); by: id of the person.
        kind: the change that kept it (change_kinds.py), such as "letter.changed"; "change.undone" brought an earlier
            version back.
        changeset_id: of that change.
    """

    number: int
    at: str
    by: str
    work: LetterWork
    kind: str = ""
    changeset_id: str = ""


def versions_of(office: Office, case_id: str, letter_id: str) -> tuple[LetterVersion, ...]:
    """Return every version of a letter, the oldest first."""
    office.require("read")
    with office.reading() as raw:
        events = read_events(raw, case_id)
    found: list[LetterVersion] = []
    for event in events:
        content = _content(event, letter_id)
        if content is not None and (not found or content.to_value() != found[-1].work.to_value()):
            found.append(
                LetterVersion(
                    len(found) + 1,
                    event.recorded_at,
                    event.author_id,
                    content,
                    event.kind,
                    event.changeset_id,
                )
            )
    return tuple(found)


def check_newest(office: Office, case_id: str, letter_id: str, seen: int | None) -> None:
    """Let a writer keep a version who has seen the newest one (RuleError): nobody's words are lost unseen."""
    if seen is None or not letter_id:
        return
    newest = versions_of(office, case_id, letter_id)[-1]
    if newest.number > seen:
        who = "you" if newest.by == office.person.id else office.staff_name(newest.by)
        raise RuleError(
            f"Version {newest.number} of this letter was kept by {who} while you wrote. Compare it with yours "
            "(Versions), take over what you need, then keep it."
        )


def _content(event: ChangeEvent, letter_id: str) -> LetterWork | None:
    """What an act wrote of a letter; an untouched letter keeps no content when it is begun."""
    fields = {f.field: f.after for f in event.fields if f.entity_id == letter_id}
    if "content" in fields:
        return LetterWork.from_value(fields["content"])
    return LetterWork() if "code" in fields else None


def difference(old: str | LetterWork, new: str | LetterWork) -> tuple[Piece, ...]:
    """Return what is different between two versions, paragraph by paragraph and word by word.

    Args:
        old, new: text twins of whole letters, or what was written (the free parts, one after the other, and what
            else was settled).
    """
    return differing(_words(old), _words(new))


def _words(version: str | LetterWork) -> str:
    return version if isinstance(version, str) else work_words(version)


def work_words(work: LetterWork) -> str:
    """Return in plain words what a writer settled: the parts they wrote, and the rest a line each."""
    lines = [blocks_text(blocks) for blocks in work.free.values()]
    lines += [f"{_plain(name)}: {' '.join(text.split())}" for name, text in work.changed.items()]
    lines += [f"Enclosed: {each.name}" for each in work.enclosures]
    lines += [f"Copy to: {name}" for name in work.copies]
    lines += [f"Marked: {work.marking}"] if work.marking else []
    return "\n".join(line for line in lines if line.strip())


def _plain(name: str) -> str:
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"
