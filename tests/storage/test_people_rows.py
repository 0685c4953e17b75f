"""The lines of people are what the record says, whatever happens to a person: added, changed, removed, made again."""

from __future__ import annotations

from caseworker.actions import look_up
from caseworker.actions.checking import rebuild_tables
from caseworker.actions.edit import edit_case
from caseworker.actions.undo import undo
from caseworker.office import Office
from caseworker.storage import people
from caseworker.storage.rebuild import projection_digests
from tests.example_office import log_complaint


def _digests(office: Office) -> dict[str, str]:
    with office.reading() as raw:
        return projection_digests(raw)


def _words(office: Office) -> dict[str, int]:
    with office.reading() as raw:
        return dict(raw.execute("SELECT word, times FROM name_word").fetchall())


def test_a_case_logged_has_a_line_for_each_person_and_a_key_for_each_mark(office: Office) -> None:
    log_complaint(office)
    with office.reading() as raw:
        rows = raw.execute("SELECT role, name, sort_name, is_child FROM person_row ORDER BY n").fetchall()
        keys = raw.execute("SELECT count(*) FROM person_key").fetchone()[0]
    assert rows == [
        ("complaining", "Siân O’Brien", "obrien sian", 0),
        ("child", "Gethin O’Brien", "obrien gethin", 1),
    ]
    assert keys == 7
    assert _words(office) == {"sian": 1, "obrien": 2, "gethin": 1}


def test_a_changed_name_leaves_no_key_and_no_word_behind(office: Office) -> None:
    view = look_up.open_case(office, log_complaint(office).case_id)
    edit_case(office, view, view.parties[0].id, {"full_name": "Mair Llewelyn", "phone": ""})
    assert _words(office) == {"mair": 1, "llewelyn": 1, "obrien": 1, "gethin": 1}
    live = _digests(office)
    rebuild_tables(office)
    assert _digests(office) == live


def test_somebody_taken_off_a_case_is_found_no_more_and_comes_back_with_undo(office: Office) -> None:
    view = look_up.open_case(office, log_complaint(office).case_id)
    before = _digests(office)
    changed = edit_case(office, view, view.parties[1].id, {"voided": True})
    assert "gethin" not in _words(office)
    undo(office, changed.group_id)
    after = _digests(office)
    for name in ("person_row", "person_key", "name_word"):
        assert after[name] == before[name]


def test_near_words_begin_so_or_differ_by_one_slip(office: Office) -> None:
    log_complaint(office)
    with office.reading() as raw:
        for typed in ("obrien", "obr", "obrian", "brien", "borien", "obrieen", "obiren", "obrein"):
            assert people.near_words(raw, typed) == ["obrien"], typed
        for typed in ("gethim", "hetgin", "geth"):
            assert ("gethin" in people.near_words(raw, typed)) == (typed != "hetgin"), typed
        assert people.near_words(raw, "bri") == []
