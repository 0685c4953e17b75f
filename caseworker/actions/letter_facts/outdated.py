"""What was changed in a case after a letter was written that is not sent yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.actions.letter_facts.answers import FINDING_WORDS
from caseworker.actions.letter_record import title_of
from caseworker.actions.people_address import registered_address
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.domain.people_keys import postcode_key
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.unknown_then import unknown_then

_AGAIN = "after this letter was approved. Approve it again."


def check_up_to_date(office: Office, view: CaseView, letter: EntityState) -> None:
    """Let a letter go out whose case still says what was approved, or say what is different (RuleError).

    A person who moved away must not be found by a letter to the old address; a changed deadline is not told wrongly.
    """
    if said := outdated(office, view, letter):
        raise RuleError(f"{title_of(letter)}: {' '.join(said)}")


def outdated(office: Office, view: CaseView, letter: EntityState) -> tuple[str, ...]:
    """Return in sentences what was changed after a letter was approved, or apart from it, that is not sent yet."""
    written = letter.versions("digest")
    if letter_state(letter.doc) is not LetterState.APPROVED or not written:
        return ()
    if view.status is Status.VOID:
        return ("This case is void, so no letter of it goes out.",)
    with office.reading() as raw:
        look = _Look(raw, view, letter)
        said = (_of_recipient(look), of_findings(view, letter), _of_kind(look), _of_deadline(look))
        return tuple(filter(None, said))


@dataclass(frozen=True, slots=True)
class _Look:
    """An approved letter, its case, and the record, which tells what its approver did not know."""

    raw: Any
    view: CaseView
    letter: EntityState

    def is_news(self, versions: Iterable[str], since: str = "digest") -> bool:
        """Whether one of some changes came after the letter was made, or was made elsewhere and not known then."""
        return bool(unknown_then(self.raw, self.letter.versions(since)[0], versions))

    def changed(self, state: EntityState | None, *names: str) -> bool:
        """Whether one of these fields was changed so."""
        return state is not None and self.is_news(v for name in names for v in state.versions(name))


def _of_recipient(look: _Look) -> str:
    letter, person = look.letter, _addressed(look.view, look.letter)
    if person is None:
        return (
            f"The person it goes to was taken out of the case {_AGAIN}" if letter.doc.get("party_id") else ""
        )
    if person.doc.get("consent") == "refused" and look.changed(person, "consent"):
        return f"Consent was refused {_AGAIN}"
    is_as_printed = _lines_of(person) == letter.doc.get("recipient")
    if not is_as_printed and look.changed(person, "full_name", "address"):
        return f"The name or address of the person was changed {_AGAIN}"
    by_email = [line for line in str(letter.doc.get("recipient") or "").splitlines() if _BY_EMAIL.match(line)]
    email = str(person.doc.get("email") or "")
    if by_email and not by_email[0].endswith(f" {email}") and look.changed(person, "email"):
        return f"The email address of the person was changed {_AGAIN}"
    return _of_register(look, person)


def _of_register(look: _Look, person: EntityState) -> str:
    """The register may learn another address after the approval: on the page of the person, or by a merge."""
    letter, known = look.letter, registered_address(look.raw, person)
    postcode = postcode_key(str(known.doc.get("postcode") or ""))
    is_here = postcode in postcode_key(str(letter.doc.get("recipient") or ""))
    if not postcode or is_here or not _address(person.doc):  # such as one that goes by email
        return ""
    since = "approved_on" if letter.versions("approved_on") else "digest"
    if not look.is_news(known.versions, since):
        return ""  # whoever approved the letter was told of it, and said which is right
    return (
        f"The register of people has another address for {person.doc.get('full_name')}, which came {_AGAIN}"
    )


_BY_EMAIL = re.compile("by email:", re.IGNORECASE)
_HEADING = re.compile(r"^Point (\d+)$", re.MULTILINE)


def of_findings(view: CaseView, letter: EntityState) -> str:
    """Return that a letter that answers point by point says something else than the points do now, or ""."""
    told = str((letter.doc.get("facts") or {}).get("points") or "")
    points = view.of_stage("point", str(letter.doc.get("stage_id") or ""))
    if not told or any(_HEADING.search(str(value)) for p in points for value in p.doc.values()):
        return ""  # nothing to compare, or a text that cannot be told from the headings of the letter
    parts = _HEADING.split(told)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    as_told = len(points) == len(sections) and all(
        _is_told(point.doc, sections.get(str(point.doc.get("number")), "")) for point in points
    )
    return "" if as_told else f"The points of complaint or their findings were changed {_AGAIN}"


def _is_told(point: Mapping[str, Any], section: str) -> bool:
    """Whether a section of the letter says what was found on a point, and why."""
    words = " ".join(section.split())
    finding = FINDING_WORDS.get(str(point.get("finding")), "")
    said = (finding, *(str(point.get(name) or "") for name in ("reason", "reply")))
    return bool(point.get("finding")) and all(" ".join(text.split()) in words for text in said)


def _of_kind(look: _Look) -> str:
    view, letter = look.view, look.letter
    if not look.changed(view.case, "kind"):
        return ""
    from caseworker.actions.letter_texts import shipped_catalogue

    template = shipped_catalogue().templates.get(str(letter.doc.get("code")))
    is_for_this = template is not None and view.kind in template.kinds
    return "" if is_for_this else f"The type of the case was changed {_AGAIN}"


def _of_deadline(look: _Look) -> str:
    """A letter that names the deadline names the one in force; a stage that began meanwhile has one of its own."""
    view, letter = look.view, look.letter
    due, facts = view.row.due_on, letter.doc.get("facts") or {}
    names_deadline = not letter.doc.get("seal") or bool(facts.get("due_date") or facts.get("max_due_date"))
    is_as_printed = due and long_date(due) in " ".join(str(letter.doc.get("text") or "").split())
    if names_deadline and not is_as_printed and look.changed(view.stage, "clocks"):
        return f"The deadline was changed {_AGAIN}"
    return ""


def _addressed(view: CaseView, letter: EntityState) -> EntityState | None:
    """The person of the case a letter goes to; None for an office. One of an earlier version went to who complains."""
    if not letter.doc.get("seal"):
        return view.complainant
    return next((p for p in view.parties if p.id == letter.doc.get("party_id")), None)


def _lines_of(person: EntityState) -> str:
    from caseworker.letters.compose import recipient_lines

    return "\n".join(recipient_lines(str(person.doc.get("full_name") or ""), _address(person.doc)))


def _address(person: Mapping[str, Any]) -> str:
    address = person.get("address") or {}
    return "\n".join(filter(None, (address.get("lines", ""), address.get("postcode", ""))))
