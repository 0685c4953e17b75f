"""Contents of a changeset come back as they were, whatever they are, and take a third of the room (offline rules)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.changes import canonical
from caseworker.storage.packing_words import DICTIONARY, DICTIONARY_DIGEST
from caseworker.sync.packing import LARGEST, _packer, pack, unpack
from caseworker.sync.port import HubRefuses, Wire
from caseworker.sync.postgres_rows import FED, as_fed, asides, contents
from tests.example_office import COMPLAINT, make_office
from tests.log_help import ExpectedLog
from tests.sync.hub_wires import Author

HEX = st.text("0123456789abcdef", min_size=0, max_size=1200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | HEX,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


@given(st.text(), HEX, JSON)
def test_whatever_is_packed_comes_back(reason: str, salt: str, body: object) -> None:
    assert unpack(pack(reason, salt, canonical(body))) == (reason, salt, canonical(body))


@given(st.text(), st.text(), st.text())
def test_so_does_what_is_no_json_at_all(reason: str, salt: str, body: str) -> None:
    assert unpack(pack(reason, salt, body)) == (reason, salt, body)


def test_what_was_emptied_is_no_bytes() -> None:
    assert pack("", "", "") == b""
    assert unpack(b"") == ("", "", "")


def test_the_dictionary_is_what_it_was_and_has_no_line_ends_to_be_rewritten() -> None:
    words = DICTIONARY.read_bytes()
    assert hashlib.sha256(words).hexdigest() == DICTIONARY_DIGEST
    assert b"\n" not in words
    assert b"\r" not in words


def test_packed_bytes_of_a_first_version_are_read_for_ever() -> None:
    packed = bytes.fromhex(GOLDEN)
    assert unpack(packed) == (
        "Because",
        "00ff00ff00ff00ff",
        '[["0123456789abcdef0123456789abcdef","case",[]]]',
    )


def test_bytes_of_a_newer_program_and_damaged_ones_say_so() -> None:
    packed = pack("r", "s", "[]")
    with pytest.raises(ValueError, match="newer"):
        unpack(b"\x09" + packed[1:])
    with pytest.raises(ValueError, match="damaged"):
        unpack(packed[:1] + b"\xff\xff\xff" + packed[4:])
    with pytest.raises(ValueError, match="damaged"):
        unpack(packed[:-3])


def test_a_page_of_real_work_is_at_least_three_times_smaller_than_json(tmp_path: Path) -> None:
    from caseworker.actions.log import log_case
    from caseworker.actions.note import add_note
    from caseworker.storage.log import stored_rows

    opened = make_office(tmp_path)
    office = opened.office
    for _ in range(3):
        case_id = log_case(office, COMPLAINT).case_id
        add_note(
            office, case_id, "Rang back at four: nobody was in, so a message was left with the neighbour."
        )
    with office.database.raw_reader() as raw:
        rows = [Wire(tuple(row)) for _n, row in stored_rows(raw)]
    opened.close()
    plain = json.dumps([wire.columns[16:19] for wire in rows], ensure_ascii=False).encode()
    assert len(plain) > 3 * sum(len(contents(wire)) for wire in rows)


def fed_row(packed: bytes) -> list[object]:
    values = {"feed": 1, "oseq": 1, "packed": packed, "asides": None, "is_emptied": False}
    return [values.get(name, "x") for name in FED.split(", ")]


def test_a_damaged_change_delays_no_other_and_is_told_of_in_the_log(expected_log: ExpectedLog) -> None:
    expected_log("cannot be read")
    assert as_fed(fed_row(b"\x01not packed")).wire.columns[16:19] == ("", "", "")
    assert len(expected_log.lines) == 1


def test_a_change_packed_by_a_newer_program_asks_for_an_update() -> None:
    with pytest.raises(HubRefuses, match="Update"):
        as_fed(fed_row(b"\x09later"), is_newer=True)


@pytest.mark.parametrize(
    "plain", [b"5", b"[" * 100_000, b'["\\ud800","aa"][]', b'["a","b","c"][]', bytes(LARGEST + 1), b"\xff"]
)
def test_contents_that_unpack_to_nothing_of_ours_are_damaged(plain: bytes, expected_log: ExpectedLog) -> None:
    expected_log("cannot be read")
    packer = _packer().copy()
    packed = b"\x01" + packer.compress(plain) + packer.flush()
    assert as_fed(fed_row(packed)).wire.columns[16:19] == ("", "", "")


def test_a_later_way_of_packing_is_damage_where_the_hub_speaks_as_we_do(expected_log: ExpectedLog) -> None:
    expected_log("newer program")
    assert as_fed(fed_row(b"\x09later")).wire.columns[16:19] == ("", "", "")


@pytest.mark.parametrize(
    "asides",
    ["files", [1], {"facts": [["x"]]}, {"files": [1]}, {"empties": 5}, {"empties": {"scopes": ["x"]}}],
)
def test_what_the_hub_was_told_in_no_way_that_is_known_delays_nobody(
    asides: object, expected_log: ExpectedLog
) -> None:
    expected_log("cannot be read")
    row = fed_row(pack("r", "s", "[]"))
    row[FED.split(", ").index("asides")] = asides
    wire = as_fed(row).wire
    assert wire.columns[18] == "[]"
    assert (wire.facts, any(wire.empties), wire.files) == ((), False, ())


def test_most_changes_carry_nothing_beside() -> None:
    assert asides(Author().writes("c1", summary="x")) is None


GOLDEN = "018b56724a856de33230484b43c64ab1c092c7c0d0c8d8c4d4ccdcc232312919e808743ec854482509ecbe0000"
