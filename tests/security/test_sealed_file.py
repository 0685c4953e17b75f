"""A sealed file gives back what was written, from any place, and says when it was changed, cut or is not one's own."""

from __future__ import annotations

import io
import random
from functools import partial
from pathlib import Path

import pytest

from caseworker.errors import DamagedFileError, RuleError, WrongKeyError
from caseworker.security import sealed_file, wraps
from caseworker.security.sealed_file import MAGIC, SealedReader, SealedWriter, is_sealed

PASSPHRASE = "horse battery staple"
_SEALED_PIECE = 1000 + 16


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pieces, and a passphrase that is not made slow to guess."""
    monkeypatch.setattr(sealed_file, "PIECE", 1000)
    monkeypatch.setattr(wraps, "Stretching", partial(wraps.Stretching, memory_kib=64, passes=1))


def sealed(content: bytes) -> bytes:
    target = io.BytesIO()
    with SealedWriter(target, PASSPHRASE) as writer:
        for start in range(0, len(content), 700):
            writer.write(content[start : start + 700])
    return target.getvalue()


@pytest.mark.parametrize("length", [0, 1, 999, 1000, 1001, 2000, 5321])
def test_what_was_written_is_read_again_whole_and_in_parts(length: int) -> None:
    content = random.Random(length).randbytes(length)
    data = sealed(content)
    assert content[:50] not in data or length < 4
    with io.BufferedReader(SealedReader(io.BytesIO(data), PASSPHRASE)) as reader:
        assert reader.read() == content
        for start in (length, length // 2, 0, max(0, length - 3)):
            reader.seek(start)
            assert reader.read(1200) == content[start : start + 1200]
        assert reader.seek(0, io.SEEK_END) == length


def test_a_file_cut_off_swapped_or_changed_is_damaged() -> None:
    data = sealed(bytes(3500))
    start = len(data) - (3500 + 4 * 16)
    first, second = (data[start + n * _SEALED_PIECE :][:_SEALED_PIECE] for n in (0, 1))
    rest = data[start + 2 * _SEALED_PIECE :]
    for wrong in (
        data[:-1],
        data[: start + 3 * _SEALED_PIECE],  # whole pieces, and none says that it is the last
        data[:start] + second + first + rest,
        data[:start] + first[:-1] + b"x" + second + rest,
        data[:start],
        MAGIC + b"\x00\x00\x00\x02{}",
    ):
        with pytest.raises(DamagedFileError):
            SealedReader(io.BytesIO(wrong), PASSPHRASE).readall()


def test_another_passphrase_opens_nothing_and_a_short_one_seals_nothing(tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.write_bytes(sealed(b"Quetzalcoatl"))
    assert is_sealed(path)
    with path.open("rb") as file, pytest.raises(WrongKeyError, match="not the passphrase"):
        SealedReader(file, "horse battery stable")
    with pytest.raises(RuleError, match="12 characters"):
        SealedWriter(io.BytesIO(), "short")
