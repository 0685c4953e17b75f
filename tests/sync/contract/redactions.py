"""What every hub must do: what is erased."""

from __future__ import annotations

import pytest

from caseworker.sync.buckets import buckets_of
from caseworker.sync.port import Answer, Empties
from tests.sync.contract.desks import ACCEPTED, Desk, Place, digest_of


class Redactions:
    """E1, E2, I13."""

    def test_a_redacted_case_is_empty_and_its_chain_still_holds(self, anna: Desk, ben: Desk) -> None:
        row, other = anna.author.writes("c1", summary="Secret"), anna.author.writes("c2", summary="Kept")
        anna.pushes(row, other)
        anna.has_erased(scopes=["c1"])
        first, second, third = ben.hub.pull(0).rows
        assert first.wire.columns[16:19] == ("", "", "")
        assert first.wire.columns[:16] + first.wire.columns[19:] == row.columns[:16] + row.columns[19:]
        assert [fed.is_emptied for fed in (first, second, third)] == [True, False, False]
        assert second.wire.columns == other.columns

    def test_every_way_to_a_redacted_change_finds_it_empty(self, anna: Desk) -> None:
        row = anna.author.writes("c1", summary="Secret")
        anna.pushes(row)
        anna.has_erased(scopes=["c1"])
        for fed in (*anna.hub.pull_case("c1"), *anna.hub.fetch([row.id])):
            assert (fed.is_emptied, fed.wire.columns[18]) == (True, "")

    def test_a_late_change_to_a_redacted_case_is_accepted_and_emptied(self, anna: Desk, ben: Desk) -> None:
        anna.has_erased(scopes=["c1"])
        late = ben.author.writes("c1", summary="Written on a train")
        assert ben.pushes(late) == [Answer(late.id, ACCEPTED, 2)]
        (fed,) = anna.hub.pull_case("c1")
        assert (fed.is_emptied, fed.wire.columns[18], fed.wire.hash) == (True, "", late.hash)

    def test_single_changes_are_emptied_also_when_they_come_late(self, anna: Desk, ben: Desk) -> None:
        here, late = anna.author.writes("c1", summary="One"), ben.author.writes("c1", summary="Two")
        kept = anna.author.writes("c1", summary="Three")
        anna.pushes(here, kept)
        anna.has_erased(changesets=[here.id, late.id])
        ben.pushes(late)
        assert [(fed.wire.id, fed.is_emptied) for fed in anna.hub.pull_case("c1")] == [
            (here.id, True),
            (kept.id, False),
            (late.id, True),
        ]

    def test_what_the_hub_let_pass_travels_with_a_redaction_and_a_note_that_hides_it_passes_nothing(
        self, anna: Desk, ben: Desk
    ) -> None:
        right = anna.has_erased(scopes=["c1"])
        forged = ben.author.redacts(scopes=["c2"])._replace(empties=Empties())
        ben.pushes(forged)
        ways = [*anna.hub.pull(0).rows, *anna.hub.pull_case("office"), *anna.hub.fetch([right.id, forged.id])]
        passed = {(fed.wire.id, fed.wire.empties.scopes) for fed in ways}
        assert passed == {(right.id, ("c1",)), (forged.id, ())}

    def test_digests_do_not_change_by_a_redaction(self, anna: Desk) -> None:
        row = anna.author.writes("c1", summary="Secret")
        anna.pushes(row)
        rows = [row, anna.has_erased(scopes=["c1"])]
        assert anna.hub.buckets() == buckets_of((row.id, row.hash) for row in rows)

    def test_a_file_that_was_redacted_is_gone(self, anna: Desk) -> None:
        content = b"a report on a child"
        digest = digest_of(content)
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        anna.has_erased(blobs=[digest])
        assert anna.hub.blob_has([digest]).get(digest, 0) == 0
        assert anna.hub.blob_get(digest, 0, 100) == b""

    def test_what_was_erased_is_neither_asked_for_nor_taken_again_until_something_names_it_anew(
        self, anna: Desk, ben: Desk
    ) -> None:
        content = b"a leaflet"
        digest = digest_of(content)
        row = anna.author.writes("c1", digest=digest)
        anna.pushes(row)
        anna.has_erased(changesets=[row.id], blobs=[digest])
        assert anna.hub.blob_want([digest]) == ben.hub.blob_want([]) == ()
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        assert ben.hub.blob_get(digest, 0, 100) == b""
        anna.pushes(anna.author.writes("c2", digest=digest))
        assert ben.hub.blob_want([digest]) == (digest,)
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        assert ben.hub.blob_get(digest, 0, 100) == content

    def test_a_file_that_was_erased_while_half_of_it_had_come_is_not_taken_whole(self, anna: Desk) -> None:
        content = b"first half, second half"
        digest = digest_of(content)
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content[:10])
        anna.has_erased(blobs=[digest])
        assert anna.hub.blob_put(digest, "text/plain", len(content), 10, content[10:]) == -1
        assert anna.hub.blob_has([digest]).get(digest, 0) == 0

    def test_a_file_that_another_case_names_is_taken_also_after_an_erasure_that_names_it(
        self, anna: Desk, ben: Desk
    ) -> None:
        content = b"in two cases"
        digest = digest_of(content)
        anna.pushes(anna.author.writes("c2", digest=digest))
        anna.has_erased(blobs=[digest])
        assert ben.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
        assert anna.hub.blob_get(digest, 0, 100) == content

    @pytest.mark.parametrize("is_named_again", [True, False])
    def test_an_erased_file_stays_until_nothing_else_names_it(
        self, anna: Desk, ben: Desk, is_named_again: bool
    ) -> None:
        content = b"In two cases"
        digest = digest_of(content)
        anna.pushes(anna.author.writes("c1", digest=digest))
        ben.pushes(ben.author.writes("c2", digest=digest))
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        anna.has_erased(scopes=["c1"], blobs=[digest])
        assert ben.hub.blob_get(digest, 0, 99) == content
        anna.has_erased(scopes=["c2"], blobs=[digest] if is_named_again else [])
        assert ben.hub.blob_get(digest, 0, 99) == b""
        assert ben.hub.blob_has([digest]) == {digest: 0}

    def test_a_restored_hub_still_takes_no_file_that_was_erased_since_the_copy(
        self, place: Place, anna: Desk
    ) -> None:
        content = b"a leaflet"
        digest = digest_of(content)
        place.back_up()
        anna.has_erased(blobs=[digest])
        place.restore()
        again = Desk(place)
        assert again.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
        assert again.hub.blob_has([digest]).get(digest, 0) == 0
