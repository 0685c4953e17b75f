"""What people write into a report for a period: narrative that no table can give, kept in the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.actions.settings_change import setting_drafts
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.periods import Period
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office, Transaction

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text that people write for a document: its key, the section it stands in, what belongs there."""

    key: str
    heading: str
    prompt: str


def text_parts(document: str) -> tuple[TextPart, ...]:
    """Return the texts of a document in its order (RuleError: there is no such document)."""
    from caseworker.reports.documents.catalogue import find_document
    from caseworker.reports.documents.outline import Narrative

    found = []
    heading = ""
    for section in find_document(document).sections:
        heading = section.heading or heading
        found += [
            TextPart(part.key, heading, part.prompt) for part in section.parts if isinstance(part, Narrative)
        ]
    return tuple(found)


def narrative(office: Office, document: str, period: Period) -> Mapping[str, str]:
    """Return what was written for a document of a period, by the key of its part."""
    begins = f"{document} {period.code} "
    texts = office.settings.report_texts
    return {key.removeprefix(begins): text for key, text in texts.items() if key.startswith(begins)}


def write_narrative(
    office: Office, document: str, period: Period, texts: Mapping[str, str], *, stamp: str = ""
) -> Changed:
    """Keep texts of a document, by the key of their part; an empty text takes one out again.

    Raises:
        ProblemsError: a text is longer than 20,000 letters.
    """
    office.require("report")
    problems = [
        Problem(key, "This text is too long for a report. Shorten it to 20,000 letters.")
        for key, text in texts.items()
        if len(text) > LONGEST
    ]
    if problems:
        raise ProblemsError(problems)
    values = {
        f"report_text:{document} {period.code} {key}": text.strip() or None for key, text in texts.items()
    }
    known = narrative(office, document, period)
    values = {
        name: value
        for name, value in values.items()
        if value or name.removeprefix(f"report_text:{document} {period.code} ") in known
    }

    def make(transaction: Transaction) -> list[Draft]:
        return setting_drafts(transaction, values, "report.written", period.label)

    written = office.save(make, stamp=stamp)
    message = f"The text for {period.label} was kept." if written else "Nothing was different."
    return office.changed(message, written)
