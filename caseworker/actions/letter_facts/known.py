"""What a fact of a letter is found in: the case, the office, the day, and what the writer settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from caseworker.actions.letter_recipients import Recipient, recipient_called
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Fact
from caseworker.office import Office


@dataclass(frozen=True)
class Known:
    """One case, seen for one letter.

    Attributes:
        when: what calls for the letter (`Template.when`): which of several decisions it tells of.
    """

    office: Office
    view: CaseView
    today: date
    work: LetterWork
    when: tuple[str, ...] = ()

    @cached_property
    def recipient(self) -> Recipient | None:
        """Whom the letter goes to: the one chosen, else the person complaining; None where nobody is known."""
        view = self.view
        key = self.work.recipient or (f"party:{view.complainant.id}" if view.complainant else "")
        return recipient_called(self.office, view, key) if key else None

    @property
    def stage(self) -> Mapping[str, Any]:
        """What is known of the stage the case is in; empty where none has begun."""
        return self.view.stage.doc if self.view.stage else {}

    @property
    def stage_id(self) -> str:
        """The id of the stage the case is in, or ""."""
        return self.view.stage.id if self.view.stage else ""

    def stage_text(self, name: str) -> str:
        """A field of the stage in plain words, "" where it is not known."""
        return str(self.stage.get(name) or "")

    def stage_day(self, name: str) -> str:
        """A day of the stage in full, "" where it is not known."""
        return in_full(self.stage.get(name))

    def clock_day(self, step: str) -> str:
        """The day of a deadline of the stage in full, "" where it does not run."""
        return in_full(((self.stage.get("clocks") or {}).get(step) or {}).get("due_on"))

    def of_stage(self, kind: str) -> tuple[EntityState, ...]:
        """The things of a kind at the stage the case is in."""
        return self.view.of_stage(kind, self.stage_id)

    def label(self, values: str, code: object) -> str:
        """The words of a code of a list; "" for none."""
        return self.office.vocabulary.label(values, str(code)) if code else ""


Provider = Callable[[Known], Fact]
"""Finds one fact; "" or no blocks where the case does not have it."""


def in_full(day: object) -> str:
    """Return a day, as kept (ISO) or as a date, in full: "Tuesday 28 October 2025"; "" for none."""
    if isinstance(day, date):
        return long_date(day)
    return long_date(date.fromisoformat(str(day))) if day else ""


def as_sentence(words: str) -> str:
    """Return words with a full stop where they end without one."""
    plain = words.strip()
    return plain if not plain or plain[-1] in ".!?:" else f"{plain}."


def lower_first(words: str) -> str:
    """Return words as they stand inside a sentence; abbreviations keep their capitals."""
    return words if words[:2].isupper() else f"{words[:1].lower()}{words[1:]}"
