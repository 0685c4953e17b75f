"""Whether a request may be published: its words name nobody, and hold nothing that would find somebody.

Somebody of the case is looked for by each word of the name; the staff, and everybody else the office knows, by first
name and surname side by side. Words of the council's own name are nobody's. Source: UK GDPR article 5(1)(c).
"""

from __future__ import annotations

import re
from typing import Any

from caseworker.actions.case_record import names_in
from caseworker.domain.cases import CaseView
from caseworker.domain.letter_checks.names import find_name, name_words_in, pairs_in
from caseworker.domain.people_keys import name_words, phone_numbers
from caseworker.office import Office
from caseworker.storage.people_names import people_named

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_BORN = re.compile(r"\b(?:born|date of birth|dob|d\.o\.b\.?)\b", re.IGNORECASE)


def why_not_published(office: Office, raw: Any, view: CaseView, subject: str, disclosed: str = "") -> str:
    """Return why a request may not be published as it stands, "" for nothing against it.

    Args:
        disclosed: what is said to have been disclosed.
    """
    if not subject:
        return "It has no subject. Enter one on the case."
    for where, text, mend in (
        ("Its subject", subject, "Change the subject on the case."),
        ("What was disclosed", disclosed, "Decide on the disclosure log again, in other words."),
    ):
        if said := _somebody(office, raw, view, text):
            return f"{where} names somebody: “{said}”. {mend}"
        if what := _private(text):
            return f"{where} holds {what}. {mend}"
    return ""


def _private(text: str) -> str:
    """What of the text would find somebody, "" for nothing."""
    found = (
        ("an email address", _EMAIL.search(text)),
        ("a postcode", _POSTCODE.search(text)),
        ("a phone number", phone_numbers(text)),
        ("a date of birth", _BORN.search(text)),
    )
    return next((what for what, is_there in found if is_there), "")


def _somebody(office: Office, raw: Any, view: CaseView, text: str) -> str:
    """The words of a text that name somebody, "" for nobody."""
    words, council = name_words_in(text), set(name_words(office.settings.council))
    staff = {person.full_name for person in office.staff.values()}
    for name in dict.fromkeys(names_in(office, view)):
        found = find_name(text, words, name, council)
        if found and (found.is_whole or name not in staff):
            return found.said
    pairs = {pair: said for pair, said in pairs_in(words).items() if not set(pair) & council}
    for pair, _hit in people_named(raw, list(pairs)):
        first, second = pairs[pair]
        return " ".join(text[first.place : second.place + len(second.said)].split())
    return ""
