"""What people write into a report for a period: narrative that no table can give, kept in the record."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.settings_change import setting_drafts
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.periods import Period
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office, Transaction

LONGEST = 20_000


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
