"""A case as one line of a list: the words of every cell, made once off the UI thread (C5, C11)."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.actions.case_words import case_due_words, case_tag
from caseworker.actions.when_words import when_listed
from caseworker.domain.cases import CaseRow
from caseworker.domain.due_words import Tag
from caseworker.office import Office


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its id (also what `CaseQuery` sorts by), heading, and width as `Role.WIDTH` and `Role.FIRM` say."""

    id: str
    title: str
    width: int
    is_firm: bool = False


COLUMNS = (
    ListColumn("reference", "Reference", 17, is_firm=True),
    ListColumn("due", "Due", -23, is_firm=True),
    ListColumn("person", "Person", 20),
    ListColumn("kind", "Type", 26),
    ListColumn("service", "Service", 24),
    ListColumn("owner", "Owner", 15),
    ListColumn("waiting", "Waiting for", 12),
    ListColumn("changed", "Last change", 18),
    ListColumn("status", "Status", 15, is_firm=True),
)
DUE, KIND, CHANGED, STATUS = 1, 3, 7, 8
_URGENT = (Tag.OVERDUE, Tag.DUE_TODAY)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What a list shows of a case.

    Attributes:
        row: the case, None for a number that belongs to no case any more.
        texts: words of the cells, in the order of COLUMNS.
        due_short: the deadline in fewer words, for a narrow cell.
        due_mark: kind of the mark before the due words, "" for none.
        status_tag: kind of the status tag, "" for plain words.
        is_urgent: overdue or due today; said in words, repeated by weight.
        spoken: the whole line as one sentence.
        is_updated: changed by somebody else since it was opened; said in words, repeated by weight.
    """

    row: CaseRow | None
    texts: tuple[str, ...]
    due_short: str
    due_mark: str
    status_tag: str
    is_urgent: bool
    spoken: str
    is_updated: bool = False


_GONE_WORDS = "Not on this computer"
GONE = CaseLine(None, (_GONE_WORDS, *[""] * (len(COLUMNS) - 1)), "", "", "", False, _GONE_WORDS)


def case_line(office: Office, row: CaseRow) -> CaseLine:
    """Return the line of a case."""
    tag, due = case_tag(office, row), case_due_words(office, row)
    owner = office.staff_name(row.owner_id)
    waiting = office.vocabulary.label("waiting_for", row.waiting_for)
    kind = kind_words(row)
    changed = when_listed(row.last_change_at, office.clock.today())
    status = tag.label if row.status.is_active else office.vocabulary.label("statuses", row.status)
    texts = (
        row.reference,
        due,
        row.person or "Not known",
        kind,
        office.vocabulary.label("services", row.service),
        owner or "Nobody",
        waiting,
        f"Updated {changed[:1].lower()}{changed[1:]}" if row.is_updated else changed,
        status,
    )
    spoken = [
        row.reference,
        row.person or "person not known",
        kind,
        due,
        texts[4],
        f"owner {owner or 'nobody'}",
    ]
    spoken += [f"waiting for {waiting[:1].lower()}{waiting[1:]}"] if waiting else []
    spoken += ["updated by somebody else"] if row.is_updated else []
    shown = tag.value if tag not in (Tag.OPEN, Tag.CLOSED) else ""
    return CaseLine(
        row,
        texts,
        _short(row, due),
        shown,
        "closed" if tag is Tag.CLOSED else shown,
        tag in _URGENT,
        ", ".join(part for part in [*spoken, f"status {status.lower()}"] if part),
        row.is_updated,
    )


def _short(row: CaseRow, due: str) -> str:
    """The words up to the date: "2 working days left", "Answered late"."""
    if row.answered_on is None:
        return due.partition(",")[0]
    return "Answered" if row.on_time is None else f"Answered {'on time' if row.on_time else 'late'}"


def kind_words(row: CaseRow) -> str:
    """Return type and stage: "Statutory complaint, stage 1"."""
    label = row.kind.label
    if not row.stage or row.stage.lower() in label.lower():
        return label
    return f"{label}, {row.stage[:1].lower()}{row.stage[1:]}"
