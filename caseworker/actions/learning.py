"""The page "Actions and learning": every action of every case, its views, and the register of compensation.

Source: interface brief 4.7; rule book LGO-7, LGO-8, section 8 (compensation bands).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseworker.actions.value_words import value_words
from caseworker.domain.compensation import BANDS, Totals, band_of, pennies_of, totals
from caseworker.domain.periods import Period
from caseworker.domain.tasks import NOT_FOLLOWING, TaskState, done_on, state_words, task_state
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.task_rows import PartOfCase, parts_of_cases

IMPORTED = "imported"
"""The kind of a payment that came with an import as an amount of an action."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One action as the page shows it.

    Attributes:
        source: the stage and point it follows from; finding: in words, of the point or else the case.
        is_remedy: whether it puts something right, so that the Ombudsman or the person waits for it.
    """

    task_id: str
    case_id: str
    case_number: int
    reference: str
    what: str
    kind: str
    source: str
    finding: str
    owner: str
    service: str
    due_on: date | None
    done_on: date | None
    state: TaskState
    state_words: str
    evidence: str
    theme: str
    learning: str
    may_publish: bool
    is_remedy: bool


@dataclass(frozen=True, slots=True)
class TaskList:
    """One view of the page: code, name, what an empty one says, and which actions it holds."""

    code: str
    label: str
    empty: str
    holds: Callable[[TaskLine], bool]


TASK_LISTS: tuple[TaskList, ...] = (
    TaskList("overdue", "Overdue", "No action is overdue.", lambda line: line.state is TaskState.LATE),
    TaskList(
        "due_soon", "Due soon", "No action is due in the next 3 working days.",
        lambda line: line.state is TaskState.DUE_SOON,
    ),
    TaskList("service", "By service", "There is nothing to be done.", lambda line: not line.state.is_done),
    TaskList(
        "no_owner", "No owner", "Every action that is to be done has an owner.",
        lambda line: not line.state.is_done and not line.owner,
    ),
    TaskList(
        "remedies", "Remedies outstanding", "No remedy or recommendation is outstanding.",
        lambda line: not line.state.is_done and line.is_remedy,
    ),
    TaskList("done", "Done", "No action has been done yet.", lambda line: line.state.is_done),
    TaskList(
        "learning", "Learning", "Nothing was learnt yet. It is entered with the action.",
        lambda line: bool(line.learning),
    ),
    TaskList(
        "publish", "Learning that may be published", "No learning is marked as fit to publish.",
        lambda line: bool(line.learning) and line.may_publish,
    ),
    TaskList("all", "All actions", "No case has an action yet.", lambda line: True),
)  # fmt: skip
"""The views, in the order of the page."""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment of the register; `counted_on` is the day agreed, else the day paid, None for neither."""

    payment_id: str
    case_id: str
    case_number: int
    reference: str
    kind: str
    kind_words: str
    pennies: int
    agreed_on: date | None
    paid_on: date | None
    payee: str
    stage: str
    service: str

    @property
    def counted_on(self) -> date | None:
        """The day by which it falls into a period."""
        return self.agreed_on or self.paid_on


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One line of totals, with the cases behind it."""

    label: str
    totals: Totals
    case_numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Compensation of a period: its rows, and totals that equal them.

    Attributes:
        undated: payments that are in no period, because neither day is known.
        unread: the references of cases with an amount that another system wrote and that is no sum of money.
    """

    lines: tuple[PaymentLine, ...]
    by_kind: tuple[TotalLine, ...]
    by_band: tuple[TotalLine, ...]
    whole: TotalLine
    undated: tuple[PaymentLine, ...] = ()
    unread: tuple[str, ...] = ()


def read_tasks(office: Office) -> tuple[TaskLine, ...]:
    """Return every action of the cases the person may see, the most urgent first."""
    office.require("read")
    with office.reading_lists() as raw:
        parts = parts_of_cases(raw, "task", office.reader)
    words = _Words(office)
    lines = [_task_line(words, part) for part in parts]
    lines.sort(key=_urgency)
    return tuple(lines)


def counts(lines: Iterable[TaskLine]) -> Mapping[str, int]:
    """Return how many actions each view holds."""
    kept = tuple(lines)
    return {each.code: sum(map(each.holds, kept)) for each in TASK_LISTS}


def lines_of(lines: Iterable[TaskLine], code: str) -> tuple[TaskLine, ...]:
    """Return the actions of one view, in its order.

    Raises:
        RuleError: there is no such view.
    """
    view = next((each for each in TASK_LISTS if each.code == code), None)
    if view is None:
        raise RuleError(f"There is no view called {code}. Choose one from the list.")
    found = [line for line in lines if view.holds(line)]
    if code == "service":
        found.sort(key=lambda line: (not line.service, line.service.casefold()))
    if code == "done":
        found.sort(key=lambda line: line.done_on or date.min, reverse=True)
    return tuple(found)


def read_register(office: Office, period: Period | None) -> Register:
    """Return the compensation of a period, by the day agreed or else paid; all of it without a period."""
    office.require("read")
    with office.reading_lists() as raw:
        parts = [(p, "payment") for p in parts_of_cases(raw, "payment", office.reader)]
        parts += [
            (p, "task") for p in parts_of_cases(raw, "task", office.reader) if p.doc.get("amount_pounds")
        ]
    found, unread = [], []
    for part, of in parts:
        try:
            found.append(_payment_line(office, part, of))
        except RuleError:
            unread.append(part.reference)
    return register_of(found, period, tuple(dict.fromkeys(unread)))


def register_of(
    payments: Sequence[PaymentLine], period: Period | None, unread: tuple[str, ...] = ()
) -> Register:
    """Return the register of some payments: rows of the period, and totals by kind and by band made from them."""
    undated = tuple(p for p in payments if p.counted_on is None)
    rows = [p for p in payments if period is None or (p.counted_on is not None and p.counted_on in period)]
    rows.sort(key=lambda p: (p.counted_on or date.min, p.case_number), reverse=True)
    kinds = dict.fromkeys(p.kind_words for p in sorted(rows, key=lambda p: p.kind_words.casefold()))
    by_kind = [_total(kind, [p for p in rows if p.kind_words == kind]) for kind in kinds]
    by_band = [_total(band.label, [p for p in rows if band_of(p.pennies) is band]) for band in BANDS]
    return Register(
        tuple(rows),
        tuple(by_kind),
        tuple(by_band),
        _total("All compensation", rows),
        () if period is None else undated,
        unread,
    )


def _total(label: str, payments: Sequence[PaymentLine]) -> TotalLine:
    numbers = tuple(dict.fromkeys(p.case_number for p in payments))
    return TotalLine(label, totals(p.pennies for p in payments), numbers)


class _Words:
    """Words for codes, each looked up once: thousands of actions share a few services and owners."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.today, self.soon_on, self.calendar = office.clock.today(), office.soon_on(), office.calendar
        self._known: dict[tuple[str, str], str] = {}

    def label(self, listed: str, code: object) -> str:
        """Return an entry's words; "" for no code."""
        key = listed, str(code or "")
        if key not in self._known:
            self._known[key] = self._office.vocabulary.label(*key) if key[1] else ""
        return self._known[key]

    def task(self, name: str, value: object) -> str:
        """Return a field of an action in words."""
        key = f"task.{name}", str(value or "")
        if key not in self._known:
            self._known[key] = value_words(self._office, "task", name, value)
        return self._known[key]


def _task_line(words: _Words, part: PartOfCase) -> TaskLine:
    doc = part.doc
    state = task_state(doc, words.today, words.soon_on)
    finding = words.label("findings", part.finding) or words.label("outcomes", part.outcome)
    kind = str(doc.get("kind") or "")
    return TaskLine(
        part.entity_id,
        part.case_id,
        part.case_number,
        part.reference,
        str(doc.get("what") or "Action"),
        words.task("kind", kind),
        str(doc.get("arising_from") or doc.get("stage_reference") or part.stage),
        finding,
        words.task("owner", doc.get("owner")),
        words.label("services", doc.get("service") or part.service),
        _day(doc.get("due_on")),
        _day(done_on(doc)),
        state,
        state_words(doc, state, words.today, words.calendar),
        str(doc.get("evidence") or ""),
        words.label("learning_themes", doc.get("theme")),
        str(doc.get("learning") or ""),
        bool(doc.get("may_publish")),
        kind not in (*NOT_FOLLOWING, "action"),
    )


def _payment_line(office: Office, part: PartOfCase, of: str) -> PaymentLine:
    doc = part.doc
    pennies = pennies_of(doc.get("amount_pounds"))
    is_payment = of == "payment"
    kind = str(doc.get("kind") or "") if is_payment else IMPORTED
    words = office.vocabulary.label("payments", kind) if is_payment else "Amount of an action"
    return PaymentLine(
        part.entity_id,
        part.case_id,
        part.case_number,
        part.reference,
        kind,
        words,
        pennies,
        _day(doc.get("agreed_on")),
        _day(doc.get("paid_on") if is_payment else doc.get("done_on")),
        str(doc.get("payee") or ""),
        part.stage,
        office.vocabulary.label("services", part.service),
    )


def _urgency(line: TaskLine) -> tuple[bool, date, str]:
    return line.state.is_done, line.due_on or date.max, line.reference


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:  # as another system wrote it
        return None
