"""Look up what the tables of the work in hand need beside the facts: names, next steps, heads, standards, targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from caseworker.actions.schemes import PROCEDURES, period_words
from caseworker.domain.cases import CaseRow, WorkRow
from caseworker.domain.dates_in_words import day_and_month
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.reckoning import main_step
from caseworker.domain.work import head_for
from caseworker.office import Office
from caseworker.storage.case_lists import work_by_number

if TYPE_CHECKING:
    from caseworker.reports.work_in_hand import CaseLine, Standard, WorkInHand
    from caseworker.storage.known_then import KnownThen


def work_in_hand(office: Office, raw: Any, on: date, then: KnownThen | None = None) -> WorkInHand:
    """Return what is looked up for the tables of a period that ends on a day; `raw` is read while they are built.

    Args:
        then: the cases changed since an earlier moment, as they were.
    """
    from caseworker.reports.work_in_hand import WorkInHand

    def head_of(service: str, division: str) -> str:
        head = head_for(office.settings.heads, service, division)
        return (head.name or head.email) if head else ""

    return WorkInHand(
        lambda numbers: _lines(office, raw, numbers, then), head_of, tuple(_standards(office, on))
    )


def targets_on(office: Office, on: date) -> Mapping[str, int]:
    """Return the share to be answered on time, whole percent, by the heading of each kind and stage that has one."""
    from caseworker.reports.columns import HEADINGS
    from caseworker.reports.stage_rows import LATER

    steps = {
        heading: (kind.procedure, "1") for kind, heading in HEADINGS.items() if kind.procedure is not None
    }
    steps |= {heading: (procedure, step[1]) for heading, step, procedure in LATER}
    steps |= {
        "FOI request": (Procedure.FOI, "1"),
        "EIR request": (Procedure.EIR, "1"),
        "Subject access request": (Procedure.SAR, "1"),
        "Internal review": (Procedure.FOI, "review"),
    }
    found = {heading: office.target_for(main_step(*step), on) for heading, step in steps.items()}
    return {heading: target for heading, target in found.items() if target is not None}


def _lines(office: Office, raw: Any, numbers: Iterable[int], then: KnownThen | None) -> dict[int, CaseLine]:
    """Cases that whoever asks may see now, by number."""
    from caseworker.reports.work_in_hand import CaseLine

    seen = work_by_number(raw, list(numbers), office.reader)
    rows = seen if then is None else [then.rows.get(row.number, row) for row in seen]
    names = {owner_id: office.staff_name(owner_id) for owner_id in {row.owner_id for row in rows}}
    return {
        row.number: CaseLine(row.reference, names[row.owner_id], next_step_of(office, row)) for row in rows
    }


def next_step_of(office: Office, row: CaseRow | WorkRow) -> str:
    """Return what has to be done next with a case of a list, in a few words; "" when it is over.

    A line of a list knows less than the case: what it waits for, not the letter that is due.
    """
    today = office.clock.today()
    if not row.status.is_active:
        return ""
    if not row.owner_id:
        return "Give the case an owner"
    if row.kind is Kind.UNDECIDED:
        return "Decide the type"
    if row.acknowledge_by is not None:
        return f"Acknowledge by {day_and_month(row.acknowledge_by, today)}"
    if row.waiting_for:
        waits = office.vocabulary.label("waiting_for", row.waiting_for, on=today)
        return f"Waiting: {waits[:1].lower()}{waits[1:]}"
    if row.paused_since is not None:
        return f"Clock stopped since {day_and_month(row.paused_since, today)}"
    return "Close the record" if row.answered_on else "Answer"


def _standards(office: Office, on: date) -> Iterable[Standard]:
    from caseworker.reports.work_in_hand import Standard

    for scheme in office.schemes_on(on):
        limits = {step.max_step for step in scheme.plan}
        labels = Counter(step.label for step in scheme.plan)
        for step in scheme.plan:
            allowed = step.period > 0 or step.set_by is not None
            if step.code in limits or not allowed or step.code.endswith("_IN_TIME"):
                continue
            yield Standard(
                PROCEDURES[scheme.procedure],
                step.label if labels[step.label] == 1 else f"{step.label} ({step.code})",
                period_words(step, step.period) if step.set_by is None else "By the day they name",
                period_words(step, step.max_period) if step.max_period else "",
                step.owner_role or "",
                office.target_for(step.code, on),
            )
