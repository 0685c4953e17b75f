"""What was approved and sent is kept byte for byte: one changed byte is found, and a backup brings it all back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from caseworker.actions.checking import back_up, restore_office, verify_office
from caseworker.actions.letter_post import send_letters
from caseworker.actions.letters import letter_bytes
from caseworker.actions.opening import open_office
from caseworker.domain.changes import canonical
from caseworker.domain.letter_seal import FROZEN, is_whole, seal_of
from caseworker.errors import DamagedFileError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.kept_letters import damaged_letters
from tests.actions.letter_life.life_help import CODE, approved, letter, sent, words
from tests.example_office import TODAY, log_complaint, make_office


@pytest.fixture
def case_id(office: Office) -> str:
    """A complaint that waits for its acknowledgement."""
    return log_complaint(office).case_id


def faults(office: Office) -> list[str]:
    with office.reading() as raw:
        return list(damaged_letters(raw))


def rewrite(office: Office, letter_id: str, doc: dict[str, Any]) -> None:
    """Change what is kept of a letter behind the program's back."""
    with office.database.raw_writer() as raw:
        raw.execute("UPDATE entity SET doc = ? WHERE id = ?", (canonical(doc), letter_id))


def flipped(value: Any) -> Any:
    """The same value with one letter of it changed."""
    if isinstance(value, str):
        return ("X" if value[0] != "X" else "Y") + value[1:]
    if isinstance(value, dict):
        name = next(iter(value))
        return {**value, name: flipped(value[name])}
    return [flipped(value[0]), *value[1:]]


def test_a_whole_office_has_no_damaged_letter(office: Office, case_id: str) -> None:
    sent(office, case_id, approved(office, case_id, work=words("Short.")))
    assert faults(office) == []
    assert verify_office(office).faults == ()


@pytest.mark.parametrize("at", [0, 0.5, 1], ids=["first byte", "a byte in the middle", "last byte"])
def test_one_changed_byte_of_a_sent_pdf_is_found(office: Office, case_id: str, at: float) -> None:
    letter_id = approved(office, case_id)
    sent(office, case_id, letter_id)
    digest = letter(office, case_id, letter_id).doc["digest"]
    with office.database.raw_writer() as raw:
        [content] = raw.execute("SELECT bytes FROM blob WHERE digest = ?", (digest,)).fetchone()
        place = int(at * (len(content) - 1))
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        raw.execute("UPDATE blob SET bytes = ? WHERE digest = ?", (changed, digest))
    [fault] = faults(office)
    assert "The PDF of Acknowledgement, statutory stage 1 of CYP-2025-0001 is not what was kept" in fault
    assert fault in verify_office(office).faults


@pytest.mark.parametrize("name", FROZEN)
def test_one_changed_letter_of_a_frozen_field_is_found(office: Office, case_id: str, name: str) -> None:
    letter_id = approved(office, case_id, work=words("Short."))
    sent(office, case_id, letter_id)
    doc = letter(office, case_id, letter_id).doc
    rewrite(office, letter_id, {**doc, name: flipped(doc[name]) if doc.get(name) else "put in later"})
    assert any("is not what was approved" in fault for fault in faults(office))
    assert len(verify_office(office).faults) >= 2, "the seal and the table both tell"


def test_a_letter_that_cannot_be_read_any_more_is_found(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    with office.database.raw_writer() as raw:
        raw.execute("UPDATE entity SET kind = 'x', doc = '[' WHERE id = ?", (letter_id,))
        raw.execute("UPDATE entity SET kind = 'letter', doc = '[]' WHERE id = ?", (letter_id,))
    assert faults(office) == ["A letter of CYP-2025-0001 cannot be read: what is kept of it was changed."]


def test_a_damaged_letter_is_not_sent(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    doc = letter(office, case_id, letter_id).doc
    rewrite(office, letter_id, {**doc, "text": "Something else."})
    with pytest.raises(DamagedFileError, match="is not what was approved"):
        send_letters(office, [(case_id, letter_id)], "first_class", TODAY)


def test_the_seal_does_not_mind_empty_fields_nor_what_comes_after(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    doc = letter(office, case_id, letter_id).doc
    later = {**doc, "signature_digest": None, "sent_on": "2025-10-15", "status": "sent"}
    assert seal_of(later) == doc["seal"]
    assert is_whole(later)


def test_a_letter_of_an_earlier_version_without_a_seal_is_taken_as_it_is() -> None:
    assert is_whole({"status": "printed", "code": CODE, "text": "Old words.", "digest": "ab"})


def test_a_seal_that_was_taken_off_is_found(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    doc = letter(office, case_id, letter_id).doc
    rewrite(office, letter_id, {**doc, "seal": None, "text": "Something else."})
    assert any("is not what was approved" in fault for fault in faults(office))


def test_a_missing_pdf_is_found(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM blob WHERE digest = ?", (letter(office, case_id, letter_id).doc["digest"],))
    [fault] = faults(office)
    assert "is missing from the office" in fault


def test_a_backup_brings_sent_letters_back_whole(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    try:
        case_id = log_complaint(opened.office).case_id
        letter_id = approved(opened.office, case_id)
        sent(opened.office, case_id, letter_id)
        doc = letter(opened.office, case_id, letter_id).doc
        pages = letter_bytes(opened.office, doc["digest"])
        report = back_up(opened.office, tmp_path / "kept")
    finally:
        opened.close()
    restore_office(OfficePaths(tmp_path / "other"), report.path)
    again = open_office(OfficePaths(tmp_path / "other"))
    try:
        assert letter(again.office, case_id, letter_id).doc == doc
        assert letter_bytes(again.office, doc["digest"]) == pages
        assert faults(again.office) == []
    finally:
        again.close()
