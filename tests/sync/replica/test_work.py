"""Real work in two offices that share a hub: whatever is done on one is on the other, and both say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.assign import assign_cases
from caseworker.actions.checking import verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.extend import extend
from caseworker.actions.files import attach_files, open_file
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.actions.undo import undo
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.errors import ReadOnlyError
from caseworker.storage.blobs import keep_bytes
from caseworker.storage.log import Writer, append, as_row, seal
from caseworker.storage.packed import stored
from caseworker.storage.rebuild import rebuild
from caseworker.sync.port import HubAway
from tests.example_office import log_complaint
from tests.sync.acts_storm import look_everywhere
from tests.sync.replica.offices import Pc, meet_all


def test_work_on_two_computers_is_on_both_and_both_say_the_same(asha: Pc, ali: Pc) -> None:
    one = log_complaint(asha.office)
    two = log_complaint(ali.office, summary="Nobody explained the plan.")
    meet_all(asha, ali)
    add_note(ali.office, one.case_id, "Rang back: nobody was in.")
    extend(asha.office, two.case_id, date(2025, 11, 11), "complex")
    meet_all(asha, ali)
    assert [n.doc["text"] for n in open_case(asha.office, one.case_id).notes] == ["Rang back: nobody was in."]
    assert asha.digest() == ali.digest()
    assert asha.broken() == ali.broken() == []
    assert [pc.rows("SELECT count(*) FROM changeset WHERE feed IS NULL") for pc in (asha, ali)] == [
        [(0,)]
    ] * 2
    assert verify_office(ali.office).faults == ()


def test_what_was_done_apart_meets_and_undo_of_it_travels(asha: Pc, ali: Pc) -> None:
    case = log_complaint(asha.office)
    meet_all(asha, ali)
    owners = [asha.office.staff_named(name).id for name in ("Ali Demir", "Rhys Parry")]
    assign_cases(asha.office, [case.case_id], owners[0])
    assign_cases(ali.office, [case.case_id], owners[1])
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    [(clashing,)] = asha.rows("SELECT clashing FROM conflict WHERE field = 'owner_id'")
    assert all(owner in str(clashing) for owner in owners)
    note = add_note(ali.office, case.case_id, "A slip")
    meet_all(asha, ali)
    undo(ali.office, note.group_id)
    meet_all(asha, ali)
    assert not open_case(asha.office, case.case_id).notes
    assert asha.digest() == ali.digest()


def test_a_third_computer_that_joins_later_has_everything(asha: Pc, join: Callable[..., Pc]) -> None:
    ali = join()
    for number in range(5):
        case = log_complaint(ali.office if number % 2 else asha.office)
        add_note(ali.office if number % 2 else asha.office, case.case_id, f"Note {number}")
    meet_all(asha, ali)
    rhys = join("Rhys Parry")
    assert rhys.digest() == asha.digest() == ali.digest()
    assert rhys.rows("SELECT value FROM local_setting WHERE key = 'unprojected'") == [("[]",)]


def test_a_change_says_how_much_its_author_had_received(asha: Pc, ali: Pc) -> None:
    case = log_complaint(asha.office)
    meet_all(asha, ali)
    add_note(ali.office, case.case_id, "Seen")
    [(epoch, seen)] = ali.rows("SELECT seen_epoch, seen_feed FROM changeset ORDER BY n DESC LIMIT 1")
    assert (epoch, seen) == (asha.hub.books.epochs[-1].id, asha.hub.head)


def test_an_attachment_is_read_on_the_other_computer(asha: Pc, ali: Pc, tmp_path: Path) -> None:
    case = log_complaint(asha.office)
    path = tmp_path / "letter from school.txt"
    path.write_text("The school says no. " * 40_000)
    attach_files(asha.office, case.case_id, [path])
    meet_all(asha, ali)
    [file] = open_case(ali.office, case.case_id).of_kind("file")
    assert open_file(ali.office, case.case_id, file.id).content == path.read_bytes()
    assert ali.rows("SELECT media_type, confirmed FROM blob") == [("text/plain", 1)]
    assert not ali.rows("SELECT digest FROM blob_part")


def test_files_that_wait_in_a_draft_stay_on_the_computer(asha: Pc) -> None:
    with asha.office.database.raw_writer() as raw:
        digest = keep_bytes(raw, b"not decided yet", "text/plain")
        raw.execute(
            "INSERT INTO draft (id, page, case_id, author_id, title, doc, started_at, saved_at)"
            " VALUES ('d', 'log', '', '', '', json_object('files', json_array(json_object('digest', ?))), '', '')",
            (digest,),
        )
    assert asha.replica.unsent_blobs(10) == ()


class CutAfter:
    """A hub whose line is cut after so many calls, the reply of the last one lost."""

    def __init__(self, hub: object, calls: int) -> None:
        self._hub, self._left = hub, calls

    def __getattr__(self, name: str) -> object:
        real = getattr(self._hub, name)

        def call(*args: object, **named: object) -> object:
            self._left -= 1
            if self._left < 0:
                raise HubAway("away")
            found = real(*args, **named)
            if self._left == 0:
                raise HubAway("the reply was lost")
            return found

        return call


def test_a_meeting_cut_after_any_call_is_made_good_by_the_next(asha: Pc, ali: Pc) -> None:
    log_complaint(ali.office)
    ali.meet()
    for calls in range(1, 9):
        case = log_complaint(asha.office)
        add_note(asha.office, case.case_id, "Before the cut")
        with pytest.raises(HubAway):
            asha.meet(CutAfter(asha.hub.as_user("asha"), calls), check=True)  # type: ignore[arg-type]
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    feed = [fed.wire.id for fed in asha.hub.books.feed]
    assert len(feed) == len(set(feed))
    assert sorted(feed) == sorted(row[0] for row in asha.rows("SELECT id FROM changeset"))


def test_a_program_too_old_for_its_hub_saves_nothing_more_and_sends_what_it_has(asha: Pc, ali: Pc) -> None:
    case = log_complaint(asha.office)
    asha.replica.set_state(is_read_only=True)
    with pytest.raises(ReadOnlyError, match="too old"):
        add_note(asha.office, case.case_id, "Too late")
    meet_all(asha, ali)
    assert open_case(ali.office, case.case_id).case.doc["reference"] == case.reference


def test_what_cannot_be_projected_is_kept_and_sent_on_and_all_else_goes_on(asha: Pc, ali: Pc) -> None:
    case = log_complaint(asha.office)
    note = add_note(asha.office, case.case_id, "Of a later version")
    with asha.office.database.raw_writer() as raw:
        raw.execute(
            "UPDATE packed_changeset SET body = '{\"later\": 1}' WHERE group_id = ?", (note.group_id,)
        )
    after = log_complaint(asha.office)
    meet_all(asha, ali)
    assert len(ali.rows("SELECT why FROM deferred")) == 1
    assert open_case(ali.office, after.case_id).case.doc["reference"] == after.reference


@pytest.mark.parametrize("is_known", [True, False])
def test_a_case_is_not_changed_by_way_of_another_case(asha: Pc, ali: Pc, is_known: bool) -> None:
    case, other = log_complaint(asha.office), log_complaint(ali.office)
    meet_all(asha, ali)
    own = other.case_id if is_known else ali.office.ids.new()
    forged = EntityChange(case.case_id, "case", (FieldChange("summary", "Forged", ()),))
    writer = Writer(ali.office.origin, ali.office.person.id, "2025-10-15T11:00:00.000Z", "1")
    before = asha.rows("SELECT doc FROM entity WHERE id = ?", case.case_id)
    with ali.office.database.raw_writer() as raw:
        changeset = seal(
            Draft("case", own, "case.edited", (forged,)), writer, "f" * 32, 99, "0" * 64, "f" * 32
        )
        raw.execute(
            "INSERT INTO packed_changeset (n, id, origin, oseq, prev_hash, hash, scope_kind, scope_id, group_id, kind,"
            " author_id, recorded_at, clock_offset, seen_epoch, seen_feed, schema_ver, app_ver, reason, salt, body,"
            f" body_hash) VALUES (999{', ?' * 20})",
            stored(as_row(changeset)),
        )
    meet_all(asha, ali)
    assert len(asha.rows("SELECT why FROM deferred")) == 1
    assert asha.rows("SELECT * FROM conflict") == []
    assert asha.rows("SELECT doc FROM entity WHERE id = ?", case.case_id) == before


@pytest.mark.parametrize("at", ["banana", "", "2025-10-15", "2025-10-15T11:00:00", "9999-12-31T23:59:59Z"])
def test_what_was_recorded_at_no_instant_stops_no_meeting_and_no_page(asha: Pc, ali: Pc, at: str) -> None:
    case = log_complaint(asha.office)
    note = edit_case(asha.office, open_case(asha.office, case.case_id), case.case_id, {"summary": "Odd"})
    with asha.office.database.raw_writer() as raw:
        raw.execute("UPDATE packed_changeset SET recorded_at = ? WHERE group_id = ?", (at, note.group_id))
    meet_all(asha, ali)
    assert len(ali.rows("SELECT why FROM deferred")) == 1
    look_everywhere(ali.office)
    with ali.office.database.raw_writer() as raw:
        rebuild(raw)
    assert open_case(ali.office, case.case_id).case.doc["summary"] != "Odd"


def test_fields_and_kinds_of_a_later_version_are_kept_edited_around_and_sent_on(asha: Pc, ali: Pc) -> None:
    case = log_complaint(asha.office)
    entities = (
        EntityChange(case.case_id, "case", (FieldChange("mood", "calm", ()),)),
        EntityChange(asha.office.ids.new(), "hologram", (FieldChange("shape", "cube", ()),)),
    )
    writer = Writer(asha.office.origin, asha.office.person.id, "2025-10-15T11:00:00.000Z", "9.9")
    with asha.office.database.raw_writer() as raw:
        append(raw, [Draft("case", case.case_id, "case.imagined", entities)], writer, asha.office.ids)
    meet_all(asha, ali)
    add_note(ali.office, case.case_id, "By the older program")
    assign_cases(ali.office, [case.case_id], ali.office.staff_named("Rhys Parry").id)
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    assert open_case(asha.office, case.case_id).case.doc["mood"] == "calm"
    assert ali.rows("SELECT count(*) FROM entity WHERE kind = 'hologram'") == [(1,)]


def test_a_queue_goes_in_pieces_of_so_many_bytes_and_one_change_however_large_goes_alone(asha: Pc) -> None:
    for _ in range(3):
        log_complaint(asha.office, summary="A long day. " * 40)
    queue = asha.replica.unsent(100, 1 << 20)
    assert asha.replica.unsent(100, queue[0].size + queue[1].size) == queue[:2]
    assert asha.replica.unsent(100, 1) == queue[:1]
