"""Everything out: every value of every field of every kind comes out again, and what may not be seen does not."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from caseworker.actions.equalities import record_equalities
from caseworker.actions.export import everything
from caseworker.actions.export.columns import cell, file_of, headings
from caseworker.actions.export.everything import Exported, export_everything
from caseworker.actions.export.recorded import past_exports
from caseworker.actions.files import Source, attach_files, remove_file
from caseworker.actions.letter_flow import keep_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.actions.restricted import restrict_case
from caseworker.actions.settings_change import change_settings, keep_logo, read_logo
from caseworker.actions.void import void_case
from caseworker.domain.changes import Draft
from caseworker.domain.editing import new_entity
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.staff import Role
from caseworker.errors import (
    DiskFullError,
    NotPermittedError,
    ProblemsError,
    ReadOnlyError,
    RuleError,
)
from caseworker.imports.formulas import from_text
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.cases import read_entities
from tests.actions.letter_life.life_help import approved, sent
from tests.example_office import log_complaint, log_enquiry, make_office
from tests.export.export_help import csv_rows, json_file, plant_everything
from tests.file_samples import pdf, png

WHY = "Handed over to the successor council"


def export(office: Office, folder: Path) -> Exported:
    made = export_everything(office, folder, WHY)
    assert made is not None
    return made


def texts_of(folder: Path) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.suffix in (".csv", ".json", ".html", ".txt")
    )


def as_role(office: Office, *without: str) -> None:
    """Let the person at the keyboard have a role that may export, and not do some other things."""
    may = office.roles["complaints_manager"].may - set(without)
    office.roles = {**office.roles, "complaints_manager": Role("complaints_manager", "Manager", may)}


@pytest.mark.parametrize("kind", sorted(set(ENTITY_KINDS) - {"case", "setting"}))
def test_every_field_of_every_kind_comes_out_as_csv_and_as_json(
    planted: tuple[Path, dict[str, dict[str, object]]], kind: str
) -> None:
    folder, values = planted
    rows = {row["Id"]: row for row in csv_rows(folder, file_of(kind))}
    row = rows[f"planted-{kind}"]
    written = json_file(folder, file_of(kind))
    assert set(written["fields"]) == set(ENTITY_KINDS[kind])
    found = {each["id"]: each for each in written["rows"]}[f"planted-{kind}"]
    assert found["values"] == values[kind]
    for name, field in ENTITY_KINDS[kind].items():
        wanted = from_text(cell(values[kind][name]))
        assert wanted in [row[heading] for heading in row if heading.startswith(field.label)], name


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, object]]]:
    """One export of an office with a thing of every kind."""
    folder = tmp_path_factory.mktemp("planted")
    opened = make_office(folder / "office")
    values = plant_everything(opened.office, log_complaint(opened.office).case_id)
    export(opened.office, folder / "out")
    opened.close()
    return folder / "out", values


def test_every_heading_of_a_table_is_there_once() -> None:
    for kind in ENTITY_KINDS:
        heads = headings(kind)
        assert len(heads) == len(set(heads)), kind
        for field in ENTITY_KINDS[kind].values():
            assert any(heading.startswith(field.label) for heading in heads), field.label
    files = [file_of(kind) for kind in ENTITY_KINDS]
    assert len(files) == len(set(files))


def test_settings_and_staff_come_out_as_they_are_kept(office: Office, tmp_path: Path) -> None:
    folder = export(office, tmp_path / "out").folder
    with office.reading() as raw:
        kept = {each.id: each.doc for each in read_entities(raw, OFFICE_SCOPE) if each.kind != "export"}
    rows = [*json_file(folder, "settings")["rows"], *json_file(folder, "staff")["rows"]]
    assert {row["id"]: row["values"] for row in rows} == kept
    people = csv_rows(folder, "staff")
    assert (people[0]["Name"], people[0]["Role"], people[0]["Role (code)"]) == (
        "Asha Khan",
        "Complaints manager",
        "complaints_manager",
    )
    assert "FOI" in [row["Code"] for row in csv_rows(folder, "lists") if row["List"] == "kinds"]


def test_a_case_comes_out_with_words_beside_codes(office: Office, tmp_path: Path) -> None:
    case_id = log_complaint(office, summary="=HYPERLINK(1) “x”\nnext line").case_id
    folder = export(office, tmp_path / "out").folder
    row = csv_rows(folder, "cases")[0]
    assert (row["Case"], row["Id"], row["Date received"]) == ("CYP-2025-0001", case_id, "2025-10-14")
    assert (row["Type"], row["Type (code)"]) == ("Statutory complaint", "CA")
    assert (row["Owner"], row["Owner (code)"]) == ("Asha Khan", office.person.id)
    assert row["What happened"] == "=HYPERLINK(1) “x”\nnext line"
    raw = (folder / "csv" / "cases.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"'=HYPERLINK" in raw
    rows = json_file(folder, "cases")["rows"]
    assert rows[0]["values"] == open_case(office, case_id).case.doc
    assert rows[0]["words"]["kind"] == "Statutory complaint"


def test_the_history_holds_every_change_with_who_and_why(office: Office, tmp_path: Path) -> None:
    case_id = log_complaint(office).case_id
    add_note(office, case_id, "Called back")
    folder = export(office, tmp_path / "out").folder
    rows = csv_rows(folder, "history")
    note = next(row for row in rows if row["Field (code)"] == "text")
    assert (note["Who"], note["What was done"], note["New value"]) == ("Asha Khan", "Note", "Called back")
    changes = json_file(folder, "history")["rows"]
    with office.reading() as raw:
        hashes = [row[0] for row in raw.execute("SELECT hash FROM changeset ORDER BY n")]
    assert [change["hash"] for change in changes] == hashes[:-1], "all but the export itself"


def test_a_case_has_a_folder_with_its_letters_files_and_an_index(office: Office, tmp_path: Path) -> None:
    case_id = log_complaint(office).case_id
    sent(office, case_id, approved(office, case_id))
    keep_letter(office, case_id, "", "L01", LetterWork())
    names = ("COM1.pdf", "Photo.png", "photo.PNG", "a:b?.pdf")
    contents = (pdf("One"), png(30, 20), png(20, 30), pdf("Two"))
    attach_files(office, case_id, [Source(*each) for each in zip(names, contents, strict=True)])
    made = export(office, tmp_path / "out")
    folder = made.folder / "cases" / "2025" / "CYP-2025-0001"
    letters = sorted(path.name for path in (folder / "letters").iterdir())
    assert [name.endswith(".pdf") for name in letters] == [True, True]
    assert letters[1].startswith("Draft L01")
    assert (folder / "letters" / letters[0]).read_bytes().startswith(b"%PDF-")
    kept = {path.name: path.read_bytes() for path in (folder / "files").iterdir()}
    assert set(kept) == {"_COM1.pdf", "Photo.png", "photo (2).PNG", "a_b_.pdf"}
    assert sorted(kept.values()) == sorted(contents)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert 'href="files/photo%20%282%29.PNG"' in page
    assert (made.letters, made.files, made.problems) == (2, 4, ())
    index = csv_rows(made.folder, "case-folders")
    assert index[0]["Folder"] == "cases/2025/CYP-2025-0001"
    assert (index[0]["Letters"], index[0]["Files"]) == ("2", "4")


def test_removed_things_and_void_cases_are_marked(office: Office, tmp_path: Path) -> None:
    case_id = log_complaint(office).case_id
    attach_files(office, case_id, [Source("Wrong case.pdf", pdf("Wrong"))])
    remove_file(office, case_id, open_case(office, case_id).of_kind("file")[0].id)
    void_case(office, case_id, "Logged twice")
    folder = export(office, tmp_path / "out").folder
    assert csv_rows(folder, "cases")[0]["Status"] == "Void"
    assert csv_rows(folder, "files")[0]["Removed (void)"] == "Yes"
    assert (folder / "cases" / "2025" / "CYP-2025-0001" / "removed" / "Wrong case.pdf").exists()


def test_restricted_cases_are_left_out_for_those_who_may_not_see_them(office: Office, tmp_path: Path) -> None:
    hidden = log_complaint(office, full_name="Hidden Person", owner_id="").case_id
    log_enquiry(office)
    ali = next(person for person in office.staff.values() if person.full_name == "Ali Demir")
    restrict_case(office, hidden, [], "A colleague's own family")
    as_role(office, "restricted")
    office.person = replace(ali, role="complaints_manager")
    made = export(office, tmp_path / "out")
    assert made.cases == 1
    assert "Hidden Person" not in texts_of(made.folder)
    assert made.left_out[0] == "1 restricted case that you may not see, with everything in them."
    assert made.left_out[0] in (made.folder / "README.txt").read_text(encoding="utf-8-sig")


def test_equalities_are_left_out_for_those_who_may_not_see_them(office: Office, tmp_path: Path) -> None:
    case_id = log_complaint(office).case_id
    party = open_case(office, case_id).parties[0]
    record_equalities(office, case_id, party.id, {"religion": "sikh"})
    seen = export(office, tmp_path / "seen").folder
    assert csv_rows(seen, "equalities")[0]["Religion"]
    as_role(office, "equalities")
    made = export(office, tmp_path / "unseen")
    assert not (made.folder / "csv" / "equalities.csv").exists()
    assert "sikh" not in texts_of(made.folder).replace(
        (made.folder / "csv" / "lists.csv").read_text("utf-8"), ""
    )
    assert "Equalities monitoring, which your role does not show." in made.left_out


def test_the_export_is_recorded_with_its_reason(office: Office, tmp_path: Path) -> None:
    log_complaint(office)
    made = export(office, tmp_path / "out")
    past = past_exports(office)
    assert [(each.who, each.what, each.reason, each.folder, each.cases) for each in past] == [
        ("Asha Khan", "everything", WHY, str(made.folder), 1)
    ]
    assert made.changed.message.startswith("1 case, 0 letters and 0 files were exported to ")


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_no_export_without_a_reason(office: Office, tmp_path: Path, reason: str) -> None:
    with pytest.raises(ProblemsError, match="why it is exported"):
        export_everything(office, tmp_path / "out", reason)


def test_only_those_whose_role_allows_it_export(office: Office, tmp_path: Path) -> None:
    office.person = next(person for person in office.staff.values() if person.full_name == "Ali Demir")
    with pytest.raises(NotPermittedError, match="cannot export everything"):
        export_everything(office, tmp_path / "out", WHY)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_never_written_into(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.txt").write_text("kept")
    with pytest.raises(RuleError, match="is there already"):
        export_everything(office, folder, WHY)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    (folder / "mine.txt").unlink()
    export(office, folder)
    assert (folder / "README.txt").exists()
    with pytest.raises(RuleError, match="own folder"):
        export_everything(office, office.paths.folder / "out", WHY)


def test_cancel_leaves_nothing_and_records_nothing(office: Office, tmp_path: Path) -> None:
    for _ in range(3):
        log_complaint(office)
    told: list[str] = []
    made = export_everything(
        office,
        tmp_path / "room" / "out",
        WHY,
        lambda _share, words: told.append(words),
        lambda: len(told) > 1,
    )
    assert made is None
    assert [*(tmp_path / "room").iterdir()] == []
    assert past_exports(office) == ()


def test_a_full_disk_leaves_nothing_and_records_nothing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_complaint(office)

    def full(*_arguments: object, **_more: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(everything, "write_history", full)
    with pytest.raises(DiskFullError, match="Nothing was exported because the disk is full"):
        export_everything(office, tmp_path / "room" / "out", WHY)
    assert [*(tmp_path / "room").iterdir()] == []
    assert past_exports(office) == ()


def test_a_folder_that_cannot_be_written_is_said(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object, **_more: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refused)
    with pytest.raises(ReadOnlyError, match="cannot be written"):
        export_everything(office, tmp_path / "out", WHY)


def test_what_fails_at_the_last_moment_leaves_no_folder(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(everything, "sync_folder", broken)
    with pytest.raises(Exception, match="Nothing was exported"):
        export_everything(office, tmp_path / "room" / "out", WHY)
    assert [*(tmp_path / "room").iterdir()] == []
    assert past_exports(office) == ()


def test_a_file_whose_bytes_are_gone_is_said_and_stops_nothing(office: Office, tmp_path: Path) -> None:
    case_id = log_complaint(office).case_id
    attach_files(office, case_id, [Source("Plan.pdf", pdf("Plan"))])
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM blob")
    made = export(office, tmp_path / "out")
    assert made.files == 0
    assert made.problems[0].startswith("CYP-2025-0001, Plan.pdf: This file is missing")
    assert made.problems[0] in (made.folder / "README.txt").read_text(encoding="utf-8-sig")


def test_a_kind_of_thing_and_a_field_of_a_later_version_come_out_too(office: Office, tmp_path: Path) -> None:
    case_id = log_complaint(office).case_id
    things = (
        new_entity("later-1", "hologram", colour="green"),
        new_entity("later-2", "note", text="Known", mood="calm"),
    )
    office.save(lambda _transaction: [Draft("case", case_id, "case.updated", things)])
    folder = export(office, tmp_path / "out").folder
    other = csv_rows(folder, "other-things")[0]
    assert (other["Kind"], other["Other fields (data)"]) == ("hologram", '{"colour":"green"}')
    assert json_file(folder, "other-things")["rows"][0]["values"] == {"colour": "green"}
    note = next(row for row in csv_rows(folder, "notes") if row["Id"] == "later-2")
    assert (note["Note"], note["Other fields (data)"]) == ("Known", '{"mood":"calm"}')


def test_the_logo_comes_out_as_a_picture(office: Office, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(60, 20))
    change_settings(office, {"logo": keep_logo(office, read_logo(tmp_path / "logo.png"))})
    folder = export(office, tmp_path / "out").folder
    assert (folder / "office-files" / "Logo.png").read_bytes() == png(60, 20)
