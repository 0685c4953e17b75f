"""The directory of MPs and councillors: kept, ended, imported with a verdict for every row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseworker.actions.directory import (
    directory_matches,
    new_representative,
    representatives,
    save_representative,
)
from caseworker.actions.directory_import import import_directory, plan_directory
from caseworker.actions.undo import undo
from caseworker.domain.directory import Representative
from caseworker.domain.kinds import Kind
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY

CSV = """Title,First name,Surname,Ward,Party,E-mail address,Telephone,Elected
Cllr,Nia,Bowen,Wharf,Independent,nia@northmoor.example,020 7946 0200,05/05/2022
Cllr,Łukasz,Żółć,Mill Hill,,lukasz@northmoor.example,,31/02/2022
Cllr,,,Empty,,,,
Cllr,Ann,Shaw,Quay,,ann,,
"""


def _entry(at: Office, **more: object) -> Representative:
    entry = replace(new_representative(at), full_name="Nia Bowen", office="councillor", area="Wharf")
    return replace(entry, **more)  # type: ignore[arg-type]


def test_an_entry_is_kept_changed_ended_and_comes_back_with_undo(office: Office) -> None:
    entry = _entry(office)
    save_representative(office, entry)
    save_representative(office, replace(entry, phone="020 7946 0200"))
    (known,) = representatives(office)
    ended = save_representative(office, replace(known, to_on=TODAY - timedelta(days=1)))
    assert [each.phone for each in representatives(office)] == ["020 7946 0200"]
    assert representatives(office, TODAY) == []
    undo(office, ended.group_id)
    assert [each.id for each in representatives(office, TODAY)] == [entry.id]


def test_what_cannot_be_is_refused(office: Office) -> None:
    wrong = _entry(
        office, full_name=" ", office="king", email="nobody", from_on=TODAY, to_on=TODAY - timedelta(days=1)
    )
    with pytest.raises(ProblemsError) as caught:
        save_representative(office, wrong)
    assert [p.field for p in caught.value.problems] == ["full_name", "office", "email", "to_on"]
    office.person = replace(office.person, role="auditor")
    with pytest.raises(NotPermittedError):
        save_representative(office, _entry(office))


def test_only_those_in_office_whose_office_fits_the_enquiry_are_offered(office: Office) -> None:
    save_representative(office, _entry(office))
    save_representative(office, _entry(office, full_name="Nia Bowens", office="mp", area="Northmoor East"))
    save_representative(office, _entry(office, full_name="Nia Bowen-Hall", to_on=TODAY - timedelta(days=1)))
    assert [m.name for m in directory_matches(office, "bowen", Kind.MEMBER)] == ["Nia Bowen"]
    assert [m.name for m in directory_matches(office, "bowen", Kind.MP)] == ["Nia Bowens"]
    assert [m.reasons for m in directory_matches(office, "bowem", Kind.MEMBER)] == [("similar name",)]
    assert (
        directory_matches(office, "bowen", Kind.STATUTORY) == directory_matches(office, "bo", Kind.MP) == []
    )


def test_a_file_is_read_by_its_headings_and_every_row_has_a_verdict(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text(CSV, encoding="utf-8")
    plan = plan_directory(office, path)
    assert [(row.line, row.verdict) for row in plan.rows] == [
        (2, "new"),
        (3, "refused"),
        (4, "refused"),
        (5, "refused"),
    ]
    assert plan.rows[1].why == "“31/02/2022” is not a date"
    assert plan.rows[2].why == "Enter the name"
    assert (plan.columns["area"], plan.columns["email"], plan.left_out) == (
        "Ward",
        "E-mail address",
        ("Title",),
    )
    assert representatives(office) == [], "a preview changes nothing"
    imported = import_directory(office, plan)
    (entry,) = representatives(office)
    assert (entry.full_name, entry.office, entry.area, entry.from_on) == (
        "Nia Bowen",
        "councillor",
        "Wharf",
        date(2022, 5, 5),
    )
    assert plan_directory(office, path).rows[0].verdict == "same"
    path.write_text(CSV.replace("020 7946 0200", "020 7946 0201"), encoding="utf-8")
    assert plan_directory(office, path).rows[0].verdict == "changed"
    undo(office, imported.group_id)
    assert representatives(office) == []


def test_mps_are_known_by_the_heading_of_their_constituency(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "mps.csv"
    path.write_text(
        "Name;Constituency;Office\nNia Bowen;Northmoor East;\nHuw Parry;;Mayor\n", encoding="utf-8"
    )
    plan = plan_directory(office, path)
    assert [row.entry.office for row in plan.rows] == ["mp", "mayor"]
    assert plan.words() == "2 new, 0 changed, 0 as they are, 0 refused."


def test_a_file_without_names_is_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "wards.csv"
    path.write_text("Ward,Party\nWharf,Independent\n", encoding="utf-8")
    with pytest.raises(RuleError, match="has no column called “Name”"):
        plan_directory(office, path)


def test_entries_without_an_id_are_new_ones_and_stand_beside_each_other(office: Office) -> None:
    save_representative(office, replace(_entry(office), id=""))
    save_representative(office, replace(_entry(office, full_name="Daniel Achebe", area="North"), id=""))
    found = representatives(office)
    assert {each.full_name for each in found} >= {"Daniel Achebe"}
    assert len(found) == 2
    assert all(each.id for each in found)
