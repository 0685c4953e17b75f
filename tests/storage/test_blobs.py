"""Kept files are what they were, byte for byte, or it is said plainly that they are not."""

from __future__ import annotations

import hashlib

import pytest

from caseworker.actions.checking import verify_office
from caseworker.errors import DamagedFileError
from caseworker.office import Office
from caseworker.storage.blobs import damaged_blobs, keep_bytes, read_bytes

CONTENT = bytes(range(256)) * 40


def keep(office: Office, content: bytes = CONTENT) -> str:
    with office.database.raw_writer() as raw:
        return keep_bytes(raw, content, "application/pdf")


def test_a_kept_file_is_named_by_its_digest_and_kept_once(office: Office) -> None:
    assert keep(office) == keep(office) == hashlib.sha256(CONTENT).hexdigest()
    with office.reading() as raw:
        assert raw.execute("SELECT count(*) FROM blob").fetchone()[0] == 1
        assert read_bytes(raw, hashlib.sha256(CONTENT).hexdigest()) == CONTENT


def test_a_file_with_one_byte_changed_is_refused_and_found_by_the_check(office: Office) -> None:
    good, bad = keep(office, b"good"), keep(office)
    with office.database.raw_writer() as raw:
        raw.execute("UPDATE blob SET bytes = ? WHERE digest = ?", (CONTENT[:-1] + b"\x00", bad))
    with office.reading() as raw:
        assert damaged_blobs(raw) == [bad]
        assert read_bytes(raw, good) == b"good"
        with pytest.raises(DamagedFileError, match="changed since it was kept"):
            read_bytes(raw, bad)
    assert verify_office(office).faults == (f"A kept file ({bad[:12]}) is not what was kept.",)


def test_a_file_that_is_gone_is_told_plainly(office: Office) -> None:
    with office.reading() as raw, pytest.raises(DamagedFileError, match="missing from the office"):
        read_bytes(raw, "0" * 64)


def test_an_empty_file_is_a_file(office: Office) -> None:
    digest = keep(office, b"")
    with office.reading() as raw:
        assert read_bytes(raw, digest) == b""
