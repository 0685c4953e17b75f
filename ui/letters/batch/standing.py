"""How the letters of a batch stand: what was looked at, ticked, let stand, left out, by case. Without any widget."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.actions.letter_batch import BatchCase, BatchEntry, BatchItem
from caseworker.domain.letter_work import LetterWork
from ui.letters.batch.look_step import LookRow, State


class Standing:
    """The letters of one batch.

    Attributes:
        code: of the letter, "" while none is chosen.
        work: what all letters have in common.
        cases: every case that was chosen, also those that do not get the letter.
        states: how each letter stands, by case; in the order of the list.
    """

    def __init__(self) -> None:
        self.cases: tuple[BatchCase, ...] = ()
        self.forget()

    def forget(self, code: str = "") -> None:
        """Another letter or other words: nothing that was looked at or ticked counts any more."""
        self.code, self.work = code, LetterWork()
        self.states: dict[str, State] = {}
        self._seen: dict[str, str] = {}
        self._accepted: dict[str, dict[str, str]] = {}

    def write(self, work: LetterWork) -> None:
        """These words are for all; the same words as before keep every tick."""
        if self.work != work:
            self.forget(self.code)
            self.work = work
        fitting = [case.case_id for case in self.cases if not case.why_not]
        self.states = {case_id: self.states.get(case_id, State.WAITING) for case_id in fitting}

    def accepted(self, case_id: str) -> dict[str, str]:
        """Why remarks about the case's letter may stand, by the code of their check."""
        return self._accepted.get(case_id, {})

    def let_stand(self, case_id: str, code: str, why: str) -> None:
        """A remark about the case's letter may stand."""
        self._accepted.setdefault(case_id, {})[code] = why

    def take_look(self, item: BatchItem) -> None:
        """A letter was looked at; its tick is gone where it reads otherwise than when it was ticked."""
        case_id = item.case.case_id
        if item.preview is not None and self._seen.get(case_id) != item.preview.text:
            self._seen.pop(case_id, None)
        if not self.is_out(case_id):
            self.states[case_id] = State.TROUBLE if item.troubles else self._right(case_id)

    def tick(self, case_id: str, text: str) -> None:
        """Name and address of a letter that reads so are right."""
        self._seen[case_id] = text
        if not self.is_out(case_id):
            self.states[case_id] = State.TICKED

    def found_right(self, case_ids: Sequence[str]) -> None:
        """Nothing stops these letters."""
        for case_id in case_ids:
            self.states[case_id] = self._right(case_id)

    def found_wrong(self, case_id: str) -> None:
        """Something stops this letter."""
        self.states[case_id] = State.TROUBLE

    def case_changed(self, case_id: str) -> None:
        """The case was changed, perhaps mended: its letter is looked at and ticked anew."""
        self._seen.pop(case_id, None)
        if not self.is_out(case_id):
            self.states[case_id] = State.WAITING

    def leave_out(self, case_id: str, out: bool) -> None:
        """Leave a case out, or take it in again."""
        self.states[case_id] = State.OUT if out else State.WAITING

    def is_out(self, case_id: str) -> bool:
        """Whether the case was left out."""
        return self.states.get(case_id) is State.OUT

    def is_ticked(self, case_id: str) -> bool:
        """Whether somebody said that name and address are right."""
        return case_id in self._seen

    def left_out(self) -> int:
        """How many cases were left out."""
        return sum(state is State.OUT for state in self.states.values())

    def entries(self) -> list[BatchEntry]:
        """Return what each case gets that is not left out."""
        return [
            BatchEntry(case_id, self.work, self.accepted(case_id), self._seen.get(case_id, ""))
            for case_id, state in self.states.items()
            if state is not State.OUT
        ]

    def to_check(self) -> list[BatchEntry]:
        """Return the entries that were not looked at, or were not right."""
        unsure = (State.WAITING, State.TROUBLE)
        return [entry for entry in self.entries() if self.states[entry.case_id] in unsure]

    def unticked(self) -> list[str]:
        """Return the cases that get a letter whose name and address nobody checked yet."""
        return [entry.case_id for entry in self.entries() if not self.is_ticked(entry.case_id)]

    def case_of(self, reference: str) -> str:
        """Return the case with this reference, "" for none."""
        return next((case.case_id for case in self.cases if case.reference == reference), "")

    def rows(self) -> list[LookRow]:
        """Return the letters as the list shows them."""
        known = {case.case_id: case for case in self.cases}
        return [
            LookRow(case_id, known[case_id].reference, known[case_id].name, state)
            for case_id, state in self.states.items()
        ]

    def _right(self, case_id: str) -> State:
        return State.TICKED if self.is_ticked(case_id) else State.RIGHT
