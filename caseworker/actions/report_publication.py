"""Publish a report: its copy is safe, its texts are looked at, somebody who may says yes, and what went out is frozen.

Question: what exactly is approved? Choice: the very copy the approver looked at, read in one moment of the record,
which is kept with it; its figures, PDF and web page are kept as they are, under one seal. Cases that change afterwards
do not hold it up: they show as restated. Where its texts, settings or what was published before are others by then, it
is made again. A publication is not undone, for it may have been read; it can be withdrawn, with a reason. Source: rule
book 10.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.actions.report_copy import Copy
from caseworker.actions.report_published import published_one
from caseworker.actions.report_ready import ReadyCopy, make_ready
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, EntityChange, FieldChange, Value
from caseworker.domain.editing import new_entity
from caseworker.domain.periods import Period
from caseworker.domain.report_fields import publication_seal
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import OFFICE_SCOPE, Office, Transaction
from caseworker.storage.blobs import keep_bytes
from caseworker.storage.people import entities_of

LONGEST_REASON = 1_000
NOT_SAFE = (
    "A hidden number could be worked out from what is shown, together with copies published before. Raise the smallest "
    "number shown in Settings, or publish a report with fewer tables."
)
CHANGED = "The figures or texts have changed since you looked at the copy. Look at it again, then publish."
BUSY = (
    "The report was not published, because others changed texts, settings or published reports again and again while "
    "it was made ready. Publish it again in a few minutes."
)
TRIES = 4
"""How often a copy is made again because texts or settings changed, before somebody is told to come back."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """A report that was just published: what was said, and its id."""

    changed: Changed
    publication_id: str


class OvertakenError(RuleError):
    """What the copy is made from besides the cases is another by now: it must be made again. Nothing was saved."""


def check_may_publish(office: Office) -> None:
    """Let somebody pass who may approve what a second person must approve, and who sees reports (NotPermittedError)."""
    office.require("report")
    office.require("sign_off")


def open_points(copy: Copy, reasons: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what must be mended or accepted with a reason before the copy is published."""
    found = [
        Problem(
            finding.key,
            f"{finding.where}: {finding.kind} “{finding.said}”. Mend it, or say why it may stand.",
        )
        for finding in copy.findings
        if not reasons.get(finding.key, "").strip()
    ]
    found += [
        Problem(line, f"To reconcile: {line} Mend it, or say why it may stand.")
        for line in copy.disagreements
        if not reasons.get(line, "").strip()
    ]
    return tuple(found)


def publish(
    office: Office,
    code: str,
    period: Period,
    *,
    seen: str,
    reasons: Mapping[str, str] | None = None,
    note: str = "",
) -> Publishing:
    """Make the copy of a report and publish it, once more where its texts or settings changed; see `publish_ready`.

    Raises:
        RuleError: also when they changed time after time.
    """
    check_may_publish(office)
    for _try in range(TRIES):
        ready = make_ready(office, code, period)
        try:
            return publish_ready(office, ready, seen=seen, reasons=reasons, note=note)
        except OvertakenError:
            continue
    raise RuleError(BUSY)


def publish_ready(
    office: Office, ready: ReadyCopy, *, seen: str, reasons: Mapping[str, str] | None = None, note: str = ""
) -> Publishing:
    """Approve and publish a copy; its figures, PDF and web page are kept as they went out. Nothing is counted.

    Args:
        seen: the digest of the copy the person at the keyboard looked at.
        reasons: why a finding or a line of To reconcile may stand, by its key.

    Raises:
        NotPermittedError: the person at the keyboard may not approve it.
        ProblemsError: something in it must be mended or accepted first.
        OvertakenError: its texts, settings or what was published before changed since it was made.
        RuleError: it is not safe, or says something else by now.
    """
    check_may_publish(office)
    given = {key: " ".join(why.split()) for key, why in (reasons or {}).items() if why.strip()}
    _check_reasons(given)
    copy = ready.copy
    if not copy.is_safe:
        raise RuleError(NOT_SAFE)
    if problems := open_points(copy, given):
        raise ProblemsError(list(problems))
    if ready.digest != seen:
        raise RuleError(CHANGED)
    publication_id = office.ids.new()

    def make(transaction: Transaction) -> list[Draft]:
        if not ready.still_holds(office, transaction.raw):
            raise OvertakenError(CHANGED)
        values: dict[str, Value] = {
            **_said(office, copy, given),
            "data_at": ready.taken_at,
            "pdf_digest": keep_bytes(transaction.raw, ready.pages, "application/pdf"),
            "html_digest": keep_bytes(transaction.raw, ready.web, "text/html"),
            "figures_digest": keep_bytes(transaction.raw, ready.figures, "application/zlib"),
        }
        values |= {"seal": publication_seal(values), "note": note.strip()}
        made = new_entity(publication_id, "publication", **values)
        return [Draft("office", OFFICE_SCOPE, "report.published", (made,), copy.document.title)]

    written = office.save(make)
    named = f"{copy.document.title}, {copy.pack.period.label}"
    message = f"{named}, was published. Its figures and pages are kept as they are."
    return Publishing(office.changed(message, written), publication_id)


def withdraw(office: Office, publication_id: str, why: str) -> Changed:
    """Record that a published report was withdrawn; what was published stays as it was.

    Raises:
        ProblemsError: no reason is given. RuleError: it was withdrawn already.
    """
    check_may_publish(office)
    reason = " ".join(why.split())
    if not reason:
        raise ProblemsError([Problem("why", "Enter why it is withdrawn")])
    _check_reasons({"why": reason})
    publication = published_one(office, publication_id)

    def make(transaction: Transaction) -> list[Draft]:
        state = next(
            each
            for each in entities_of(transaction.raw, OFFICE_SCOPE, "publication")
            if each.id == publication_id
        )
        if state.doc.get("withdrawn_on"):
            raise RuleError("It was withdrawn already.")
        values = {
            "withdrawn_on": office.clock.today().isoformat(),
            "withdrawn_by": office.person.id,
            "withdrawn_why": reason,
        }
        fields = tuple(FieldChange(name, value, state.versions(name)) for name, value in values.items())
        change = EntityChange(state.id, "publication", fields)
        return [Draft("office", OFFICE_SCOPE, "report.withdrawn", (change,), reason)]

    written = office.save(make)
    return office.changed(
        f"{publication.title}, {publication.period.label}, was recorded as withdrawn.", written
    )


def _check_reasons(reasons: Mapping[str, str]) -> None:
    problems = [
        Problem(key, f"The reason must be {LONGEST_REASON:,} characters or fewer")
        for key, why in reasons.items()
        if len(why) > LONGEST_REASON
    ]
    if problems:
        raise ProblemsError(problems)


def _said(office: Office, copy: Copy, reasons: Mapping[str, str]) -> dict[str, Value]:
    wanted = {*(finding.key for finding in copy.findings), *copy.disagreements}
    limits = copy.cover.limits
    today = office.clock.today().isoformat()
    return {
        "document": copy.code,
        "title": copy.document.title,
        "period": copy.pack.period.code,
        "data_on": copy.pack.data_on.isoformat(),
        "published_on": today,
        "published_by": office.person.id,
        "approved_by": office.person.id,
        "approved": copy.document.approved,
        "marking": copy.document.marking,
        "limits": f"Numbers from 1 to {limits.threshold}; rates of fewer than {limits.minimum_base} cases",
        "reasons": [f"{key}: {why}" for key, why in reasons.items() if key in wanted],
    }
