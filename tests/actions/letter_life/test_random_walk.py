"""Several people take steps on letters in any order: whatever they try, nothing unapproved goes out, what was approved
is what is kept, nobody approves their own words where a second person must, and Undo puts back what was."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from caseworker.actions.letter_flow import (
    approve_letter,
    comment_on,
    discard_letter,
    keep_letter,
    reissue_letter,
    return_letter,
    submit_letter,
    versions_of,
    withdraw_approval,
)
from caseworker.actions.letter_post import (
    deal_with_return,
    record_came_back,
    record_not_sent,
    redate_letters,
    send_letters,
)
from caseworker.actions.letters import letter_bytes
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.letter_seal import is_frozen, is_whole
from caseworker.domain.letter_work import LetterState, LetterWork, letter_state
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.kept_letters import damaged_letters
from tests.actions.letter_life.life_help import CODE, second_person, sent_again, words
from tests.example_office import TODAY, log_complaint, make_office, noon

PEOPLE = ("Asha Khan", "Ali Demir", "Rhys Parry")
TEXTS = ("", "One sentence.", "Another sentence.")


def things(office: Office, case_id: str) -> dict[str, dict[str, Any]]:
    """Every letter and comment as it stands, without what is empty."""
    view = open_case(office, case_id)
    found = (*view.letters, *view.of_kind("letter_comment"))
    return {each.id: {k: v for k, v in each.doc.items() if v not in (None, "", {}, [])} for each in found}


class Letters(RuleBasedStateMachine):
    """One complaint, three people of whom two may sign off, a few days."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._opened = make_office(Path(self._folder.name) / "office")
        self.office = self._opened.office
        self.case_id = log_complaint(self.office).case_id
        second_person(self.office)
        rhys = self.office.staff_named("Rhys Parry")
        self.office.staff = {**self.office.staff, rhys.id: replace(rhys, role="complaints_manager")}
        self.undoable: list[tuple[str, dict[str, dict[str, Any]], dict[str, dict[str, Any]]]] = []

    def teardown(self) -> None:
        self._opened.close()
        self._folder.cleanup()

    # -- who, when, which ---------------------------------------------------------------------------------

    @rule(name=st.sampled_from(PEOPLE))
    def somebody_sits_down(self, name: str) -> None:
        self.office.person = self.office.staff_named(name)

    @rule()
    @precondition(lambda self: self.office.clock.today() < TODAY + timedelta(days=3))
    def a_day_passes(self) -> None:
        self.office.clock = Clock(self.office.clock.today() + timedelta(days=1), noon)

    @property
    def today(self) -> date:
        return self.office.clock.today()

    def _letter(self, pick: int) -> str:
        letters = open_case(self.office, self.case_id).letters
        return letters[pick % len(letters)].id if letters else ""

    def _kept_work(self, letter_id: str) -> LetterWork:
        letters = open_case(self.office, self.case_id).letters
        doc = next((each.doc for each in letters if each.id == letter_id), {})
        return LetterWork.from_value(doc.get("content"))

    def _try(self, step: Any) -> None:
        """Take a step; one that is refused leaves everything as it was."""
        before = things(self.office, self.case_id)
        try:
            changed = step()
        except RuleError:
            assert things(self.office, self.case_id) == before
            return
        after = things(self.office, self.case_id)
        if changed.group_id:
            self.undoable.append((changed.group_id, before, after))

    # -- steps --------------------------------------------------------------------------------------------

    @rule(text=st.sampled_from(TEXTS), writer=st.sampled_from(PEOPLE), approver=st.sampled_from(PEOPLE))
    def written_and_approved(self, text: str, writer: str, approver: str) -> None:
        """Two steps in a row, so that many letters come that far."""
        kept: list[str] = []

        def write() -> Any:
            changed = keep_letter(self.office, self.case_id, "", CODE, words(text))
            kept.append(changed.letter_id)
            return changed

        self.somebody_sits_down(writer)
        self._try(write)
        self.somebody_sits_down(approver)
        self._try(
            lambda: approve_letter(
                self.office,
                self.case_id,
                kept[0],
                CODE,
                words(text),
                recipient_checked=True,
                accepted=sent_again(self.office, self.case_id),
            )
        )

    @rule(pick=st.integers(0, 3), text=st.sampled_from(TEXTS), is_new=st.booleans())
    def keep(self, pick: int, text: str, is_new: bool) -> None:
        letter_id = "" if is_new else self._letter(pick)
        self._try(lambda: keep_letter(self.office, self.case_id, letter_id, CODE, words(text)))

    @rule(pick=st.integers(0, 3), text=st.sampled_from(TEXTS), to=st.sampled_from(PEOPLE))
    def submit(self, pick: int, text: str, to: str) -> None:
        letter_id, reviewer = self._letter(pick), self.office.staff_named(to).id
        self._try(
            lambda: submit_letter(self.office, self.case_id, letter_id, reviewer, words(text), code=CODE)
        )

    @rule(pick=st.integers(0, 3))
    def give_back(self, pick: int) -> None:
        self._try(lambda: return_letter(self.office, self.case_id, self._letter(pick), ["Say more."]))

    @rule(pick=st.integers(0, 3))
    def comment(self, pick: int) -> None:
        self._try(lambda: comment_on(self.office, self.case_id, self._letter(pick), "A remark."))

    @rule(pick=st.integers(0, 3), as_kept=st.booleans(), ticked=st.booleans(), who=st.sampled_from(PEOPLE))
    def approve(self, pick: int, as_kept: bool, ticked: bool, who: str) -> None:
        letter_id = self._letter(pick)
        self.somebody_sits_down(who)
        work = self._kept_work(letter_id) if as_kept else words("Words of the approver.")
        self._try(
            lambda: approve_letter(
                self.office,
                self.case_id,
                letter_id,
                CODE,
                work,
                recipient_checked=ticked or as_kept,
                accepted=sent_again(self.office, self.case_id),
            )
        )

    @rule(pick=st.integers(0, 3))
    def withdraw(self, pick: int) -> None:
        self._try(lambda: withdraw_approval(self.office, self.case_id, self._letter(pick)))

    @rule(pick=st.integers(0, 20))
    @precondition(lambda self: len(open_case(self.office, self.case_id).letters) > 2)
    def discard(self, pick: int) -> None:
        self._try(lambda: discard_letter(self.office, self.case_id, self._letter(pick)))

    @rule(pick=st.integers(0, 3), ago=st.integers(0, 1), anew=st.booleans())
    def send(self, pick: int, ago: int, anew: bool) -> None:
        pair, on = (self.case_id, self._letter(pick)), self.today - timedelta(days=ago)
        self._try(lambda: send_letters(self.office, [pair], "first_class", on, date_to_that_day=anew))

    @rule(pick=st.integers(0, 3))
    def date_anew(self, pick: int) -> None:
        self._try(lambda: redate_letters(self.office, [(self.case_id, self._letter(pick))]))

    @rule(pick=st.integers(0, 3))
    def correct(self, pick: int) -> None:
        self._try(lambda: reissue_letter(self.office, self.case_id, self._letter(pick), "A slip."))

    @rule(pick=st.integers(0, 3))
    def came_back(self, pick: int) -> None:
        self._try(
            lambda: record_came_back(self.office, self.case_id, self._letter(pick), self.today, "gone_away")
        )

    @rule(pick=st.integers(0, 3))
    def settle_return(self, pick: int) -> None:
        self._try(lambda: deal_with_return(self.office, self.case_id, self._letter(pick), "Found."))

    @rule(pick=st.integers(0, 3))
    def was_not_sent(self, pick: int) -> None:
        self._try(lambda: record_not_sent(self.office, self.case_id, self._letter(pick), "A slip."))

    @rule()
    @precondition(lambda self: self.undoable)
    def undo_the_last(self) -> None:
        group_id, before, after = self.undoable.pop()
        now = things(self.office, self.case_id)
        try:
            undo(self.office, group_id)
        except RuleError:
            assert things(self.office, self.case_id) == now
            return
        if now == after:
            assert things(self.office, self.case_id) == before

    @rule(pick=st.integers(0, 30))
    @precondition(lambda self: self.undoable)
    def undo_any(self, pick: int) -> None:
        group_id, _before, _after = self.undoable[pick % len(self.undoable)]
        self._try(lambda: undo(self.office, group_id))

    # -- what always holds --------------------------------------------------------------------------------

    @invariant()
    def what_is_frozen_was_approved_by_another_and_is_whole(self) -> None:
        for letter in open_case(self.office, self.case_id).letters:
            doc = letter.doc
            if not is_frozen(doc):
                assert not doc.get("sent_on")
                continue
            assert doc["approved_by"]
            assert doc["approved_on"]
            assert doc["seal"]
            assert is_whole(doc)
            assert letter_bytes(self.office, doc["digest"]).startswith(b"%PDF")
            writers = {
                v.by for v in versions_of(self.office, self.case_id, letter.id) if v.kind != "change.undone"
            }
            assert doc["approved_by"] not in writers
            if letter_state(doc) is not LetterState.APPROVED:
                assert doc["sent_on"] >= doc["approved_on"]
                assert doc["sent_on"] == doc["dated_on"]

    @invariant()
    def every_kept_letter_is_what_was_kept(self) -> None:
        with self.office.reading() as raw:
            assert list(damaged_letters(raw)) == []


Letters.TestCase.settings = settings(
    max_examples=15, stateful_step_count=40, suppress_health_check=list(HealthCheck)
)
TestLetters = Letters.TestCase
