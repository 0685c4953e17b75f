"""What every hub must do: changes come back whole, in order."""

from __future__ import annotations

from caseworker.sync.buckets import bucket_of, buckets_of
from tests.sync.contract.desks import Desk


class Pulls:
    """P6, P8, P10, F04."""

    def test_pages_come_in_order_and_the_last_says_so(self, anna: Desk, ben: Desk) -> None:
        rows = anna.author.many(5)
        anna.pushes(*rows)
        pages = [ben.hub.pull(0, 2), ben.hub.pull(2, 2), ben.hub.pull(4, 2)]
        assert [[fed.feed for fed in page.rows] for page in pages] == [[1, 2], [3, 4], [5]]
        assert [page.scanned for page in pages] == [2, 4, 5]
        assert [page.is_last for page in pages] == [False, False, True]

    def test_a_page_may_be_asked_for_again(self, anna: Desk) -> None:
        anna.pushes(*anna.author.many(3))
        assert anna.hub.pull(1, 1) == anna.hub.pull(1, 1)

    def test_nothing_new_is_an_empty_last_page_that_stays_where_it_was(self, anna: Desk) -> None:
        anna.pushes(*anna.author.many(3))
        page = anna.hub.pull(3)
        assert (page.rows, page.stubs, page.scanned, page.is_last) == ((), (), 3, True)

    def test_one_whole_case_comes_in_the_order_of_the_feed(self, anna: Desk, ben: Desk) -> None:
        one, other = anna.author.writes("c1", summary="a"), anna.author.writes("c2", summary="b")
        two = ben.author.writes("c1", summary="c")
        anna.pushes(one, other)
        ben.pushes(two)
        assert [fed.wire.id for fed in anna.hub.pull_case("c1")] == [one.id, two.id]
        assert anna.hub.pull_case("nothing") == ()

    def test_changes_are_fetched_by_id_and_unknown_ones_are_left_out(self, anna: Desk) -> None:
        rows = anna.author.many(3)
        anna.pushes(*rows)
        found = anna.hub.fetch([rows[2].id, "unknown", rows[0].id])
        assert [(fed.feed, fed.wire.columns) for fed in found] == [(1, rows[0].columns), (3, rows[2].columns)]

    def test_the_buckets_count_and_sum_what_is_there(self, anna: Desk) -> None:
        rows = anna.author.many(40)
        anna.pushes(*rows)
        assert anna.hub.buckets() == buckets_of((row.id, row.hash) for row in rows)
        wanted = bucket_of(rows[0].id)
        assert set(anna.hub.ids_in(wanted)) == {row.id for row in rows if bucket_of(row.id) == wanted}
