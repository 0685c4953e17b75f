"""Files are kept with a case as they came, found by their words, taken off and brought back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.checking import back_up, rebuild_tables, restore_office, verify_office
from caseworker.actions.drafts import discard_draft, open_draft, save_draft
from caseworker.actions.emails import already_words, begin_intake, import_into_case, intake_values, read_offer
from caseworker.actions.files import (
    Attached,
    Source,
    attach_files,
    describe_file,
    open_file,
    remove_file,
    save_copy,
)
from caseworker.actions.log import log_case
from caseworker.actions.look_up import open_case, search_cases
from caseworker.actions.opening import open_office
from caseworker.actions.settings_change import change_settings
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.actions.waiting_files import keep_waiting, without
from caseworker.domain.fold import EntityState
from caseworker.errors import DamagedFileError, NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from tests.example_office import COMPLAINT, log_complaint
from tests.file_samples import docx, eml, pdf, png
from tests.outlook_file import attachment, msg


def files_of(office: Office, case_id: str) -> tuple[EntityState, ...]:
    return open_case(office, case_id).of_kind("file")


def blobs(office: Office) -> int:
    with office.reading() as raw:
        return int(raw.execute("SELECT count(*) FROM blob").fetchone()[0])


def attach(office: Office, *sources: Source | Path) -> tuple[str, Attached]:
    case_id = log_complaint(office).case_id
    return case_id, attach_files(office, case_id, sources)


def test_a_file_is_kept_as_it_came_with_what_is_known_of_it(office: Office) -> None:
    case_id, done = attach(office, Source("Plan for Gethin.pdf", pdf("The plan"), "drop"))
    (file,) = files_of(office, case_id)
    assert done.message == "Plan for Gethin.pdf added to CYP-2025-0001."
    assert file.doc["digest"] == hashlib.sha256(pdf("The plan")).hexdigest()
    assert file.doc["media_type"] == "application/pdf"
    assert file.doc["added_from"] == "drop"
    assert file.doc["about_on"] == "2025-10-15"
    assert file.doc["stage_id"] == open_case(office, case_id).stages[0].id
    opened = open_file(office, case_id, file.id)
    assert opened.content == pdf("The plan")
    assert open_case(office, case_id).timeline[0].text == "Plan for Gethin.pdf"


def test_the_same_bytes_are_stored_once_for_all_cases(office: Office) -> None:
    attach(office, Source("a.png", png()), Source("b.png", png()))
    attach(office, Source("c.png", png()))
    assert blobs(office) == 1


def test_a_file_that_the_case_holds_already_is_not_added_again(office: Office) -> None:
    case_id, _ = attach(office, Source("a.png", png()))
    again = attach_files(office, case_id, [Source("a.png", png()), Source("b.pdf", pdf())])
    assert again.message == "b.pdf added to CYP-2025-0001. a.png was with CYP-2025-0001 already."
    assert len(files_of(office, case_id)) == 2


def test_good_files_are_kept_and_bad_ones_are_named_with_the_reason(office: Office, tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(pdf("good"))
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    case_id, done = attach(
        office, tmp_path / "good.pdf", tmp_path / "empty.pdf", tmp_path / "folder", tmp_path / "gone.pdf",
        Source("setup.exe", b"MZ\x90\x00" + bytes(90)),
    )  # fmt: skip
    assert [f.doc["name"] for f in files_of(office, case_id)] == ["good.pdf"]
    assert [each.name for each in done.refused] == ["empty.pdf", "folder", "gone.pdf", "setup.exe"]
    assert "setup.exe was not kept. It is a program or a script." in done.message
    assert "It is a folder. Open it and choose its files." in done.message
    assert "is not there" in done.refused[2].reason


def test_when_no_file_can_be_kept_nothing_is_changed(office: Office) -> None:
    case_id = log_complaint(office).case_id
    with pytest.raises(ProblemsError, match=r"a\.txt was not kept\. It is empty\."):
        attach_files(office, case_id, [Source("a.txt", b"")])
    assert len(open_case(office, case_id).timeline) == 1
    assert blobs(office) == 0


def test_a_file_over_the_limit_is_refused_without_being_read(office: Office, tmp_path: Path) -> None:
    office.settings = replace(office.settings, file_limit_mb=1)
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(3_400_000)
    case_id = log_complaint(office).case_id
    with pytest.raises(ProblemsError, match=r"It is 3\.4 MB large; a file may have 1 MB\."):
        attach_files(office, case_id, [path])


def test_what_to_know_of_a_file_is_said_when_it_is_kept(office: Office) -> None:
    case_id, done = attach(
        office, Source("photo.jpg", pdf("x")), Source("form.docm", docx(vbaProject__bin=b"x"))
    )
    assert done.warnings[0] == "photo.jpg: Its name ends in .jpg, but its content is: PDF."
    assert "macros" in done.warnings[1]
    assert open_file(office, case_id, files_of(office, case_id)[0].id).warnings == (
        "Its name ends in .jpg, but its content is: PDF.",
    )


def test_an_email_is_kept_whole_with_its_attachments_beneath_it(office: Office) -> None:
    original = eml(attachments=(("plan.pdf", pdf("x")), ("tool.exe", b"MZ\x90\x00" + bytes(90))))
    case_id, done = attach(office, Source("complaint.eml", original))
    email, plan = files_of(office, case_id)
    assert email.doc["kind"] == "email"
    assert email.doc["from"] == "Siân O’Brien <sian@example.org>"
    assert email.doc["about_on"] == "2025-10-15"  # half past midnight in London
    assert plan.doc["parent_id"] == email.id
    assert plan.doc["added_from"] == "email"
    assert open_file(office, case_id, email.id).content == original
    assert [s.id for s in open_file(office, case_id, email.id).attached] == [plan.id]
    assert "tool.exe (attached to complaint.eml) was not kept." in done.message
    assert "stays inside the email" in done.message


def test_a_file_is_found_by_its_name_its_description_and_its_words(office: Office) -> None:
    case_id, _ = attach(
        office, Source("Llanfair report.pdf", pdf("The visits stopped in spring")), Source("b.docx", docx())
    )
    file = files_of(office, case_id)[0]
    describe_file(
        office,
        case_id,
        file.id,
        kind="report",
        description="From the school nurse",
        about_on=date(2025, 6, 2),
    )
    for words in ("llanfair", "visits stopped in spring", "school nurse", "chronology"):
        assert [row.why_found for row in search_cases(office, words)] == ["a file"], words
    remove_file(office, case_id, file.id)
    assert not search_cases(office, "school nurse")


def test_a_described_file_says_so_and_undo_takes_it_back(office: Office) -> None:
    case_id, _ = attach(office, Source("a.pdf", pdf("x")))
    file = files_of(office, case_id)[0]
    done = describe_file(
        office, case_id, file.id, kind="report", description="By the nurse", about_on=date(2025, 6, 2)
    )
    assert files_of(office, case_id)[0].doc["description"] == "By the nurse"
    undo(office, done.group_id)
    assert not files_of(office, case_id)[0].doc.get("description")
    assert files_of(office, case_id)[0].doc["about_on"] == "2025-10-15"


def test_a_file_cannot_be_about_a_day_to_come_or_of_no_kind(office: Office) -> None:
    case_id, _ = attach(office, Source("a.pdf", pdf("x")))
    file = files_of(office, case_id)[0]
    with pytest.raises(ProblemsError) as caught:
        describe_file(
            office, case_id, file.id, kind="nonsense", description="x" * 3000, about_on=date(2026, 1, 1)
        )
    assert [problem.field for problem in caught.value.problems] == ["kind", "about_on", "description"]


def test_a_removed_email_goes_with_its_attachments_and_comes_back_with_them(office: Office) -> None:
    case_id, _ = attach(office, Source("a.eml", eml(attachments=(("plan.pdf", pdf("x")),))))
    done = remove_file(office, case_id, files_of(office, case_id)[0].id)
    assert done.message == "a.eml was removed from CYP-2025-0001."
    assert files_of(office, case_id) == ()
    assert blobs(office) == 2
    undo(office, done.group_id)
    assert [f.doc["name"] for f in files_of(office, case_id)] == ["a.eml", "plan.pdf"]


def test_adding_files_is_undone_and_done_again(office: Office) -> None:
    case_id, done = attach(office, Source("a.eml", eml(attachments=(("plan.pdf", pdf("x")),))))
    taken = undo(office, done.group_id)
    assert files_of(office, case_id) == ()
    undo(office, taken.group_id, redo=True)
    assert len(files_of(office, case_id)) == 2


def test_a_copy_is_saved_byte_for_byte(office: Office, tmp_path: Path) -> None:
    case_id, _ = attach(office, Source("a.pdf", pdf("x")))
    path = save_copy(office, case_id, files_of(office, case_id)[0].id, tmp_path / "copy.pdf")
    assert path.read_bytes() == pdf("x")


def test_a_void_case_is_given_no_file_and_an_auditor_adds_none(office: Office) -> None:
    case_id, _ = attach(office, Source("a.pdf", pdf("x")))
    file_id = files_of(office, case_id)[0].id
    manager = office.person
    office.person = replace(manager, role="auditor")
    with pytest.raises(NotPermittedError, match="keep files with cases"):
        attach_files(office, case_id, [Source("b.pdf", pdf("y"))])
    assert open_file(office, case_id, file_id).content == pdf("x")
    office.person = manager
    void_case(office, case_id, "Logged twice")
    with pytest.raises(RuleError, match="void"):
        attach_files(office, case_id, [Source("b.pdf", pdf("y"))])


def test_a_file_whose_bytes_are_gone_or_changed_is_reported_in_words(office: Office) -> None:
    case_id, _ = attach(office, Source("a.pdf", pdf("x")), Source("b.pdf", pdf("y")))
    first, second = files_of(office, case_id)
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM blob WHERE digest = ?", (first.doc["digest"],))
        raw.execute("UPDATE blob SET bytes = ? WHERE digest = ?", (b"other", second.doc["digest"]))
    assert verify_office(office).faults == (
        f"A kept file ({second.doc['digest'][:12]}) is not what was kept.",
        "a.pdf of CYP-2025-0001 is missing from the office. Restore a backup to get it back.",
    )
    with pytest.raises(DamagedFileError, match="missing from the office"):
        open_file(office, case_id, first.id)
    with pytest.raises(DamagedFileError, match="changed since it was kept"):
        open_file(office, case_id, second.id)


def test_a_backup_brings_the_files_back(office: Office, tmp_path: Path) -> None:
    case_id, _ = attach(office, Source("a.eml", eml(attachments=(("plan.pdf", pdf("x")),))))
    ids = [f.id for f in files_of(office, case_id)]
    back_up(office, tmp_path / "kept.cwbackup")
    restore_office(OfficePaths(tmp_path / "new"), tmp_path / "kept.cwbackup")
    opened = open_office(OfficePaths(tmp_path / "new"))
    try:
        assert open_file(opened.office, case_id, ids[1]).content == pdf("x")
        assert verify_office(opened.office).faults == ()
    finally:
        opened.close()


def test_the_record_alone_makes_the_files_again(office: Office) -> None:
    attach(office, Source("Llanfair.pdf", pdf("The visits stopped")))
    rebuild_tables(office)
    assert verify_office(office).faults == ()
    assert search_cases(office, "llanfair")


def test_an_email_becomes_a_note_and_files_of_the_open_case_in_one_act(office: Office) -> None:
    case_id = log_complaint(office).case_id
    offer = read_offer(office, Source("a.eml", eml(attachments=(("plan.pdf", pdf("x")),))))
    assert offer.words == "Siân O’Brien <sian@example.org>: No visits since June, 1 attachment"
    done = import_into_case(office, case_id, offer)
    assert done.message == "The email was added to CYP-2025-0001 with 1 attachment."
    view = open_case(office, case_id)
    assert view.notes[0].doc["kind"] == "email"
    assert view.notes[0].doc["text"].splitlines()[:4] == [
        "From: Siân O’Brien <sian@example.org>",
        "To: complaints@northmoor.example",
        "Sent: 15 October 2025 at 12:30am",
        "Subject: No visits since June",
    ]
    assert len(view.of_kind("file")) == 2
    assert already_words(read_offer(office, Source("b.eml", offer.gathered.files[0].content))) == (
        "This email is with CYP-2025-0001 already."
    )
    undo(office, done.group_id)
    assert open_case(office, case_id).notes == ()
    assert files_of(office, case_id) == ()


def test_what_is_no_email_is_not_imported_as_one(office: Office) -> None:
    with pytest.raises(ProblemsError, match=r"plan\.pdf is not an email"):
        read_offer(office, Source("plan.pdf", pdf("x")))


def test_an_outlook_email_begins_an_intake_whose_files_wait_with_the_draft(office: Office) -> None:
    content = msg(
        subject="Gethin", body="When will somebody visit?", sender=("Nia Bowen MP", "nia@example.org"),
        headers="Date: Mon, 13 Oct 2025 10:00:00 +0100\r\n",
        attachments=(attachment("a.pdf", pdf("x")), attachment("b.png", png())),
    )  # fmt: skip
    draft = begin_intake(office, read_offer(office, Source("enquiry.msg", content)))
    kept = open_draft(office, draft.id)
    assert kept.title == "New case, Nia Bowen MP"
    assert kept.doc["received_on"] == "13/10/2025"
    assert kept.doc["email"] == "nia@example.org"
    assert kept.doc["summary"] == "When will somebody visit?"
    files = kept.doc["files"]
    assert [f["name"] for f in files] == ["enquiry.msg", "a.pdf", "b.png"]
    assert json.loads(json.dumps(files)) == files
    logged = log_case(office, replace(COMPLAINT, owner_id=office.person.id), draft_id=draft.id, files=files)
    email, *attached = files_of(office, logged.case_id)
    assert open_file(office, logged.case_id, email.id).content == content
    assert {f.doc["parent_id"] for f in attached} == {email.id}
    assert len(open_case(office, logged.case_id).timeline) == 1  # one save
    assert verify_office(office).faults == ()


def test_a_date_to_come_in_an_email_is_taken_as_today(office: Office) -> None:
    offer = read_offer(office, Source("a.eml", eml(date="Fri, 14 Oct 2033 10:00:00 +0000")))
    assert intake_values(offer)["received_on"] == "15/10/2025"


def test_logging_is_undone_with_its_files(office: Office) -> None:
    files = keep_waiting(office, [Source("a.png", png())]).files
    logged = log_case(office, replace(COMPLAINT, owner_id=office.person.id), files=files)
    undo(office, logged.group_id)
    assert files_of(office, logged.case_id) == ()


def test_a_waiting_email_is_taken_out_with_what_came_with_it(office: Office) -> None:
    files = keep_waiting(
        office, [Source("a.eml", eml(attachments=(("p.pdf", pdf("x")),))), Source("b.png", png())]
    ).files
    left = without(files, files[0]["key"])
    assert [f["name"] for f in left] == ["b.png"]


def test_the_limit_is_a_setting_within_reason(office: Office) -> None:
    change_settings(office, {"file_limit_mb": 100})
    assert office.settings.file_limit_mb == 100
    for size in (0, 201, "50"):
        with pytest.raises(ProblemsError, match="Largest file must be 1 to 200 MB"):
            change_settings(office, {"file_limit_mb": size})


def test_files_of_a_draft_discarded_long_ago_are_forgotten_but_never_those_a_case_has(office: Office) -> None:
    shared, own = Source("a.png", png()), Source("b.pdf", pdf("only in the draft"))
    case_id = log_complaint(office).case_id
    attach_files(office, case_id, [shared])
    old = save_draft(office, "intake", {"files": list(keep_waiting(office, [shared, own]).files)})
    discard_draft(office, old.id)
    assert blobs(office) == 2
    with office.database.raw_writer() as raw:
        raw.execute("UPDATE draft SET discarded_at = '2025-01-01T00:00:00.000Z'")
    discard_draft(office, save_draft(office, "intake", {}).id)
    assert blobs(office) == 1
    assert open_file(office, case_id, files_of(office, case_id)[0].id).content == png()
