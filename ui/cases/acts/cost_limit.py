"""The cost calculator of section 12: hours of the work that counts, the total and the verdict as they are typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from caseworker.actions.cost_limit import decide_cost_limit
from caseworker.domain.cost_limit import RELATED_WITHIN_DAYS, WORK, CostEstimate, Related
from caseworker.errors import Problem
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField

_HOURS = re.compile(r"\d{1,5}([.,]\d{1,2})?")
_NOT_HOURS = "must be a number of hours, such as 4.5"


class CostLimitPanel(ActPanel):
    """Four kinds of work, related requests, what the estimate rests on, and the help that was offered."""

    name = "case.cost_limit"
    heading_words = draft_title = "Work out the cost"
    button_words = "Keep estimate"
    foresees = (*WORK, "related")
    beside = ("locating", "extracting")

    def build(self) -> None:
        """Hours first, words after."""
        for name, words in WORK.items():
            self.add(name, f"{words}, hours", TextField(8, limit=20))
        self.add(
            "related",
            "Related requests",
            TextArea(2, limit=4_000),
            help_words=f"One a line: reference and hours. They count when received within {RELATED_WITHIN_DAYS} working"
            " days (SI 2004/3244, reg. 5).",
        )
        self.add(
            "basis",
            "What the estimate rests on",
            TextArea(2, limit=100_000),
            help_words="A sample, a trial search.",
        )
        self.add(
            "help_offered",
            "Help offered to narrow the request",
            TextArea(2, limit=100_000),
            help_words="Needed above the limit (s.16).",
        )

    def intro(self) -> str:
        """What counts."""
        return (
            "Only this work counts, at £25 an hour against £450. Redaction, reading and deciding on exemptions do not"
            " (SI 2004/3244, reg. 4(3))."
        )

    def foresee(self) -> Callable[[], str] | None:
        """The total and the verdict."""
        if self.own_problems():
            return None
        estimate = self.estimate()
        return estimate.verdict if estimate.hours else None

    def own_problems(self) -> list[Problem]:
        """Hours that are no number, lines that are no reference and hours."""
        problems = [
            Problem(name, f"{words} {_NOT_HOURS}")
            for name, words in WORK.items()
            if self._text(name) and not _HOURS.fullmatch(self._text(name))
        ]
        for line in self._lines():
            reference, _, hours = line.rpartition(" ")
            if not reference.strip() or not _HOURS.fullmatch(hours):
                problems.append(
                    Problem("related", f"“{line}” must be a reference and hours, such as CYP-2025-0412 6.5")
                )
        return problems

    def estimate(self) -> CostEstimate:
        """The entries as numbers; what cannot be read counts nothing."""
        related = []
        for line in self._lines():
            reference, _, hours = line.rpartition(" ")
            related.append(Related(reference.strip(), _number(hours)))
        return CostEstimate(**{name: _number(self._text(name)) for name in WORK}, related=tuple(related))

    def work(self) -> Work:
        """Keep it."""
        office, case_id, estimate = self.context.office, self.facts.case_id, self.estimate()
        basis, help_offered = self._text("basis"), self._text("help_offered")
        return lambda: decide_cost_limit(office, case_id, estimate, basis=basis, help_offered=help_offered)

    def _text(self, name: str) -> str:
        return str(self.form[name].value() or "").strip()

    def _lines(self) -> list[str]:
        return [line.strip() for line in self._text("related").splitlines() if line.strip()]


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ".")) if text else Decimal(0)
    except InvalidOperation:
        return Decimal(0)
