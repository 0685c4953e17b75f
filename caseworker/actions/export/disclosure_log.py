"""The disclosure log: answered requests for information that were marked for it, as the council publishes them.

The person who asked is never in it. A row whose words tell of somebody is kept back until they are put right: it is
told which, and why (`disclosure_check`). Requests that are restricted are kept back too.
Sources: FOI Act s.19; Code of Practice 8.3; UK GDPR article 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from caseworker.actions.export.disclosure_check import why_not_published
from caseworker.actions.export.recorded import DISCLOSURE_LOG, Export, check_reason, record_export
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.exemptions import NOT_HELD
from caseworker.domain.fold import EntityState
from caseworker.domain.information import is_relied_on
from caseworker.domain.periods import Period
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.cases import read_case
from caseworker.storage.everything import cases

HEADINGS = ("Reference", "Date received", "Date answered", "Subject", "Outcome", "What was disclosed")
ENDINGS = (".html", ".csv")
REASON = "Published under the Freedom of Information Act 2000, section 19"
"""What is recorded where nobody says why."""

_DISCLOSED: Mapping[str, str] = {
    "disclosed_in_full": "All the information asked for",
    "disclosed_in_part": "Part of the information asked for",
    "not_held": "Nothing: the information is not held",
    "refused": "Nothing",
    "refused_cost": "Nothing: finding it would cost more than the limit",
    "refused_vexatious": "Nothing",
    "advice_given": "Nothing: the request was not clear; advice was given",
    "transferred": "Nothing: the request was passed to another authority",
    "withdrawn": "Nothing: the request was withdrawn",
    "lapsed": "Nothing: the request lapsed",
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """A request in the log; the days ISO."""

    case_id: str
    reference: str
    received_on: str
    answered_on: str
    subject: str
    outcome: str
    disclosed: str

    def cells(self) -> tuple[str, ...]:
        """The cells in the order of HEADINGS."""
        return (
            self.reference,
            self.received_on,
            self.answered_on,
            self.subject,
            self.outcome,
            self.disclosed,
        )


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A request that is not published, and why, as a sentence."""

    case_id: str
    reference: str
    why: str


@dataclass(frozen=True, slots=True)
class DisclosureLog:
    """The log of a period: answered from its first to its last day, the latest answer first."""

    period: Period
    council: str
    rows: tuple[LogRow, ...]
    kept_back: tuple[KeptBack, ...]


@dataclass(frozen=True, slots=True)
class LogWritten:
    """What was written."""

    path: Path
    log: DisclosureLog
    changed: Changed


def disclosure_log(office: Office, period: Period) -> DisclosureLog:
    """Return the log of a period. The requests the person at the keyboard may not see are not in it.

    Raises:
        NotPermittedError: the role does not allow reports.
    """
    office.require("report")
    rows, kept_back = [], []
    with office.reading() as raw:
        found = cases(
            raw,
            office.reader,
            "c.kind IN ('FOI', 'EIR') AND c.status <> 'void' AND c.answered_on BETWEEN ? AND ? AND EXISTS"
            " (SELECT 1 FROM entity e WHERE e.id = c.id AND e.doc ->> 'disclosure_log' = 1)",
            (period.first.isoformat(), period.last.isoformat()),
        )
        for listed in found:
            view = read_case(raw, listed.id)
            row = _row(office, view)
            why = (
                "It is restricted."
                if listed.restricted
                else why_not_published(office, raw, view, row.subject, row.disclosed)
            )
            if why:
                kept_back.append(KeptBack(row.case_id, row.reference, why))
            else:
                rows.append(row)
    rows.sort(key=lambda row: (row.answered_on, row.reference), reverse=True)
    return DisclosureLog(period, office.settings.council, tuple(rows), tuple(kept_back))


def write_disclosure_log(office: Office, period: Period, path: Path, reason: str = REASON) -> LogWritten:
    """Write the log as a page or as CSV, by the ending of the file, and record it.

    Raises:
        RuleError: another ending.
        ProblemsError: there is no reason.
        UnavailableError: the file cannot be written; nothing is recorded.
    """
    from caseworker.actions.export.disclosure_files import log_csv, log_html
    from caseworker.actions.reports import write_file

    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise RuleError(f"The file must end in {ENDINGS[0]} or {ENDINGS[1]}.", field="path")
    words = check_reason(reason)
    log = disclosure_log(office, period)
    content = log_html(log, office.clock.today()) if ending == ".html" else log_csv(log)
    back = f"Kept back: {', '.join(each.reference for each in log.kept_back)}." if log.kept_back else ""
    figure = f"{len(log.rows):,}" if log.rows else "no"
    count = f"{figure} {'request' if len(log.rows) == 1 else 'requests'}"
    changed = record_export(
        office,
        Export(DISCLOSURE_LOG, str(path.absolute()), len(log.rows), back),
        words,
        f"The disclosure log of {period.label} with {count} was written to {path.name}.",
        lambda: write_file(path, content, "The disclosure log was not written"),
    )
    return LogWritten(path, log, changed)


def _row(office: Office, view: CaseView) -> LogRow:
    stage = view.stage
    outcome = str((stage.doc.get("outcome") if stage else "") or view.value("outcome") or "")
    return LogRow(
        view.case_id,
        view.reference,
        str(view.value("received_on") or ""),
        view.row.answered_on.isoformat() if view.row.answered_on else "",
        _one_line(view.value("subject")),
        office.vocabulary.label("outcomes", outcome),
        _one_line(view.value("log_disclosed")) or ". ".join(_disclosed(office, view, outcome)),
    )


def _one_line(value: object) -> str:
    return " ".join(str(value or "").split())


def _disclosed(office: Office, view: CaseView, outcome: str) -> Iterator[str]:
    """What was given out, and under what the rest was kept back."""
    yield _DISCLOSED.get(outcome) or office.vocabulary.label("outcomes", outcome)
    relied_on = [
        each
        for each in view.of_kind("exemption")
        if is_relied_on(each) and each.doc.get("section") != NOT_HELD
    ]
    if relied_on:
        cited = dict.fromkeys(_cited(office, each) for each in relied_on)
        yield f"Kept back under {'; '.join(cited)}"


def _cited(office: Office, exemption: EntityState) -> str:
    """As it is cited: "Section 31(1)(a): law enforcement"."""
    label = office.vocabulary.label("exemptions", str(exemption.doc.get("section") or ""))
    section, colon, name = label.partition(":")
    return f"{section}{exemption.doc.get('subsection') or ''}{colon}{name}"
