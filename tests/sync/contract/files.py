"""What every hub must do: files in parts."""

from __future__ import annotations

from tests.sync.contract.desks import Desk, Place, digest_of


class Files:
    """B1, B2, F18."""

    def test_a_file_comes_back_whole_and_in_pieces(self, anna: Desk, ben: Desk) -> None:
        content = bytes(range(256)) * 40
        digest = digest_of(content)
        assert anna.hub.blob_put(digest, "application/pdf", len(content), 0, content) == -1
        assert ben.hub.blob_has([digest])[digest] == -1
        assert ben.hub.blob_get(digest, 0, len(content) + 5) == content
        assert ben.hub.blob_get(digest, 1000, 24) == content[1000:1024]
        assert ben.hub.blob_get(digest, len(content), 10) == b""

    def test_an_upload_goes_on_where_it_stopped(self, place: Place, anna: Desk, ben: Desk) -> None:
        content = b"first part, second part"
        digest = digest_of(content)
        assert anna.hub.blob_put(digest, "text/plain", len(content), 0, content[:10]) == 10
        assert ben.hub.blob_has([digest])[digest] == 10
        assert ben.hub.blob_get(digest, 0, 10) == b""
        assert place.hub("ben").hello(ben.author.caller)
        assert ben.hub.blob_put(digest, "text/plain", len(content), 10, content[10:]) == -1
        assert anna.hub.blob_get(digest, 0, 100) == content

    def test_a_part_that_does_not_follow_changes_nothing(self, anna: Desk) -> None:
        content = b"0123456789"
        digest = digest_of(content)
        anna.hub.blob_put(digest, "text/plain", 10, 0, content[:4])
        assert anna.hub.blob_put(digest, "text/plain", 10, 6, content[6:]) == 4
        assert anna.hub.blob_put(digest, "text/plain", 10, 0, content[:4]) == 4
        assert anna.hub.blob_put(digest, "text/plain", 10, 4, content[4:]) == -1

    def test_a_whole_that_is_not_what_its_name_says_is_thrown_away(self, anna: Desk) -> None:
        content = b"as it was written"
        digest = digest_of(content)
        assert anna.hub.blob_put(digest, "text/plain", len(content), 0, b"as it was damaged") == 0
        assert anna.hub.blob_has([digest]).get(digest, 0) == 0
        assert anna.hub.blob_get(digest, 0, 100) == b""
        assert anna.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1

    def test_a_file_that_was_begun_with_another_size_begins_anew(self, anna: Desk, ben: Desk) -> None:
        content = b"Eleven long"
        digest = digest_of(content)
        anna.hub.blob_put(digest, "text/plain", 99, 0, b"wrong")
        here = 5
        for _ in range(3):
            if here != -1:
                here = ben.hub.blob_put(digest, "text/plain", len(content), here, content[here:])
        assert here == -1
        assert anna.hub.blob_get(digest, 0, 99) == content

    def test_a_file_that_is_there_is_not_taken_twice(self, anna: Desk) -> None:
        content = b"once"
        anna.hub.blob_put(digest_of(content), "text/plain", 4, 0, content)
        assert anna.hub.blob_put(digest_of(content), "text/plain", 4, 0, content) == -1

    def test_an_empty_file_is_a_file(self, anna: Desk) -> None:
        digest = digest_of(b"")
        assert anna.hub.blob_put(digest, "text/plain", 0, 0, b"") == -1
        assert anna.hub.blob_has([digest])[digest] == -1

    def test_what_one_computer_misses_another_is_asked_for(self, anna: Desk, ben: Desk) -> None:
        content = b"only Ben has it"
        digest = digest_of(content)
        anna.hub.blob_want([digest])
        assert ben.hub.blob_want([]) == (digest,)
        ben.hub.blob_put(digest, "text/plain", len(content), 0, content)
        assert ben.hub.blob_want([]) == ()

    def test_what_a_computer_misses_no_more_is_not_asked_for(self, anna: Desk, ben: Desk) -> None:
        anna.hub.blob_want([digest_of(b"gone")])
        anna.hub.blob_want([])
        assert ben.hub.blob_want([]) == ()

    def test_of_two_computers_of_one_person_one_takes_back_nothing_that_the_other_misses(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        digest = digest_of(b"seen")
        anna.hub.blob_want([digest])
        assert Desk(place, "anna").hub.blob_want([]) == (digest,)
        assert ben.hub.blob_want([]) == (digest,)

    def test_nothing_is_there_of_an_unknown_file(self, anna: Desk) -> None:
        digest = digest_of(b"never seen")
        assert anna.hub.blob_has([digest]).get(digest, 0) == 0
        assert anna.hub.blob_get(digest, 0, 10) == b""
