"""Letters in words: on the timeline, in the history and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.actions.letter_versions import work_words
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letter_work import LetterState, LetterWork, letter_state
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.cases import ChangeEvent

LETTER_STATUS_WORDS: Mapping[str, str] = {
    "written": "Written, not printed yet",
    "printed": "Printed and sent",
    **{state.value: state.label for state in LetterState},
}
"""Each state a letter can be kept in, those of earlier versions too."""

UNSHOWN = frozenset(
    "content facts checks seal template_version enclosed signature_digest supersedes superseded_by letter_id".split()
)
"""What the two lines of the timeline leave out; the history shows it."""


def is_letter_event(event: ChangeEvent) -> bool:
    """Whether an act was a step of a letter."""
    return event.kind.startswith("letter.")


def letter_event_words(office: Office, event: ChangeEvent) -> str:
    """Return what the timeline says of a step of a letter: which letter, to whom, how."""
    said = [str(title) for title in event.known("letter", "title")]
    for name, list_name in (("sent_how", "dispatch_methods"), ("returned_why", "return_reasons")):
        said += [
            office.vocabulary.label(list_name, str(code)) for code in event.became("letter", name) if code
        ]
    said += [f"for {office.staff_name(str(who))}" for who in event.became("letter", "review_by") if who]
    said += [str(text) for text in event.became("letter_comment", "text")]
    return ": ".join(filter(None, (", ".join(said[:1]), ", ".join(said[1:]))))


def letter_value_words(name: str, value: Any) -> str | None:
    """Return a field of a letter that has words of its own; None for one that any list or date words.

    What an earlier or damaged record holds is shown as it is.
    """
    if name == "content":
        try:
            return work_words(LetterWork.from_value(value))
        except RuleError:
            return str(value)
    if name == "checks" and isinstance(value, list):
        return "; ".join(_check_words(each) for each in value if isinstance(each, Mapping))
    if name == "enclosed" and isinstance(value, list):
        return "; ".join(str(each.get("name") or "") for each in value if isinstance(each, Mapping))
    if name == "template_version":
        return str(value).partition(" ")[0]
    if name in ("supersedes", "superseded_by", "letter_id"):
        return ""
    return None


def state_words(office: Office, doc: Mapping[str, Any]) -> str:
    """Return where a letter stands, with the day and the way it was sent and whether it came back."""
    words = LETTER_STATUS_WORDS.get(str(doc.get("status")), letter_state(doc).label)
    if doc.get("sent_on"):
        how = office.vocabulary.label("dispatch_methods", str(doc.get("sent_how") or ""))
        words = ", ".join(filter(None, (words, _day(doc["sent_on"]), how[:1].lower() + how[1:])))
    if doc.get("returned_on"):
        settled = "dealt with" if doc.get("returned_dealt_on") else "not dealt with yet"
        words = f"{words}. Came back {_day(doc['returned_on'])}, {settled}"
    return words


def _check_words(check: Mapping[str, Any]) -> str:
    why = f" (accepted: {check['accepted']})" if check.get("accepted") else ""
    return f"{check.get('title') or check.get('code')}{why}"


def _day(text: Any) -> str:
    return long_date(date.fromisoformat(str(text)))
