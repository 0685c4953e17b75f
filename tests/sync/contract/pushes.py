"""What every hub must do: changes are taken once, in order."""

from __future__ import annotations

from tests.sync.contract.desks import ACCEPTED, KNOWN, Desk
from tests.sync.hub_wires import Author


class Pushes:
    """P2, P3, P5, F02."""

    def test_new_changes_are_numbered_from_one_without_a_gap(self, anna: Desk, ben: Desk) -> None:
        first = anna.pushes(*anna.author.many(3))
        second = ben.pushes(*ben.author.many(2))
        assert [(a.verdict, a.feed) for a in first + second] == [(ACCEPTED, n) for n in range(1, 6)]

    def test_a_push_whose_reply_was_lost_is_repeated_without_harm(self, anna: Desk) -> None:
        rows = anna.author.many(3)
        anna.pushes(*rows)
        assert [(a.verdict, a.feed) for a in anna.pushes(*rows)] == [(KNOWN, 1), (KNOWN, 2), (KNOWN, 3)]
        assert anna.pulled() == [row.id for row in rows]

    def test_known_and_new_changes_in_one_push_leave_no_gap(self, anna: Desk) -> None:
        rows = anna.author.many(4)
        anna.pushes(rows[1])
        answers = anna.pushes(*rows)
        assert [a.id for a in answers] == [row.id for row in rows]
        assert [a.verdict for a in answers] == [ACCEPTED, KNOWN, ACCEPTED, ACCEPTED]
        assert [fed.feed for fed in anna.hub.pull(0).rows] == [1, 2, 3, 4]

    def test_the_same_change_twice_in_one_push_is_stored_once(self, anna: Desk) -> None:
        (row,) = anna.author.many(1)
        assert [a.feed for a in anna.pushes(row, row)] == [1, 1]
        assert anna.pulled() == [row.id]

    def test_nothing_pushed_is_nothing_answered(self, anna: Desk) -> None:
        assert anna.hub.push([], None).answers == ()

    def test_another_change_under_a_number_of_this_computer_is_stored_and_advised(self, anna: Desk) -> None:
        anna.pushes(*anna.author.many(2))
        (other,) = anna.author.again().many(1)
        pushed = anna.hub.push([other], None)
        assert pushed.take_new_origin
        assert [(a.verdict, a.feed) for a in pushed.answers] == [(ACCEPTED, 3)]

    def test_nobody_is_advised_to_begin_anew_for_what_the_hub_knows(self, anna: Desk) -> None:
        rows = anna.author.many(2)
        assert not anna.hub.push(rows, None).take_new_origin
        assert not anna.hub.push(rows, None).take_new_origin

    def test_a_change_comes_back_as_it_was_written(self, anna: Desk, ben: Desk) -> None:
        row = anna.author.writes("c1", summary='Ŵyn said: "no" \\ 🙂\n' * 3)
        anna.pushes(row)
        (fed,) = ben.hub.pull(0).rows
        assert fed.wire.columns == row.columns
        assert (fed.pushed_by, fed.is_emptied) == ("anna", False)

    def test_a_change_of_a_mebibyte_travels(self, anna: Desk) -> None:
        row = anna.author.writes("c1", summary="Naïve — text " * 80_000)
        anna.pushes(row)
        assert anna.hub.pull(0).rows[0].wire.columns == row.columns

    def test_changes_of_another_computer_may_be_offered_and_say_who_brought_them(
        self, anna: Desk, ben: Desk
    ) -> None:
        rows = Author("anna").many(2)
        assert [a.feed for a in ben.pushes(*rows)] == [1, 2]
        assert {fed.pushed_by for fed in anna.hub.pull(0).rows} == {"ben"}

    def test_the_signed_head_travels_with_the_changes(self, anna: Desk, ben: Desk) -> None:
        anna.pushes(*anna.author.many(2))
        assert anna.author.signed() in ben.hub.pull(0).signed
