"""New rows of the search text are written many at a time, and each is found."""

from __future__ import annotations

import pytest

from caseworker.office import Office
from caseworker.storage.driver import RawConnection
from caseworker.storage.search_rows import insert_searched

FIRST = 1_000_000


@pytest.mark.parametrize("number", [1, 1000, 1001])
def test_every_row_written_together_is_found_whatever_their_order(office: Office, number: int) -> None:
    rows = [(FIRST + i, f"thing{i}", FIRST, f"zq{i}", "", "zqshared") for i in range(number)]
    with office.database.raw_writer() as raw:
        insert_searched(raw, reversed(rows))
        stored = raw.execute(
            "SELECT n, entity_id, case_n, codes, names, words FROM search_text WHERE n >= ? ORDER BY n",
            (FIRST,),
        ).fetchall()
        assert [tuple(row) for row in stored] == rows
        assert _found(raw, "zqshared") == [row[0] for row in rows]
        assert _found(raw, f"zq{number - 1}") == [FIRST + number - 1]
        raw.execute("INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('integrity-check', 1)")


def test_nothing_to_write_writes_nothing(office: Office) -> None:
    with office.database.raw_writer() as raw:
        before = raw.execute("SELECT count(*) FROM search_text").fetchone()
        insert_searched(raw, [])
        assert raw.execute("SELECT count(*) FROM search_text").fetchone() == before


def test_rows_written_together_make_one_piece_of_the_index(office: Office) -> None:
    rows = [(FIRST + i, f"thing{i}", FIRST, f"zq{i}", "", "zqshared") for i in range(200)]
    with office.database.raw_writer() as raw:
        before = _pieces(raw)
        insert_searched(raw, rows)
        assert _pieces(raw) <= before + 1


def _found(raw: RawConnection, word: str) -> list[int]:
    rows = raw.execute(
        "SELECT rowid FROM search_text_fts WHERE search_text_fts MATCH ? ORDER BY rowid", (word,)
    )
    return [row[0] for row in rows]


def _pieces(raw: RawConnection) -> int:
    (number,) = raw.execute("SELECT count(DISTINCT segid) FROM search_text_fts_idx").fetchone()
    return int(number)
