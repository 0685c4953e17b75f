"""A mapping says what is wrong with it: in which file, at which column."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.actions.imports import find_mapping, import_file, mapping_names
from caseworker.domain.vocabulary import load_vocabulary
from caseworker.errors import RuleError, UnavailableError
from caseworker.imports.mapping import ImportMapping
from caseworker.imports.mapping_file import read_mapping
from caseworker.office import Office
from caseworker.resources import RESOURCES

WORDS = load_vocabulary(RESOURCES / "lists" / "standard.toml")
HEAD = 'name = "old"\ndates = "dd/mm/yyyy"\n[words.yn]\nYes = true\n[words.kinds]\nComplaint = "CORP"\n'
COLUMNS = '"Ref" = "case.reference"\n"Type" = { to = "case.kind", words = "kinds" }\n"Received" = "case.received_on"\n'


def _read(folder: Path, text: str) -> ImportMapping:
    path = folder / "old.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path, WORDS)


def _with(columns: str) -> str:
    return f'{HEAD}[[file]]\nname = "cases"\nmakes = "case"\n[file.columns]\n{columns}'


def test_a_small_mapping_is_enough(tmp_path: Path) -> None:
    mapping = _read(tmp_path, _with(COLUMNS))
    assert (mapping.title, [file.name for file in mapping.files]) == ("old", ["cases"])
    assert mapping.files[0].key.name == "Ref"
    assert mapping.files[0].source == "old: cases"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (COLUMNS + '"Due" = "case.dew_on"', "column “Due”: there is no field “case.dew_on”"),
        (COLUMNS + '"Due" = "case"', "there is no field “case”"),
        (COLUMNS + '"Due" = "link.case"', "there is no field “link.case”"),
        (COLUMNS + '"Street" = "person.address"', "“person.address” must name a part of the field"),
        (COLUMNS + '"Street" = "person.address.street"', "“person.address.street” must name a part"),
        (COLUMNS + '"Ward" = "case.ward.name"', "ward has no parts"),
        (COLUMNS + '"End" = "case.outcome"', "column “End”: it needs `words`"),
        (COLUMNS + '"Paid" = "case.payment_related"', "column “Paid”: it needs `words`"),
        (COLUMNS + '"Paid" = { to = "case.payment_related", words = "yesno" }', "there are no [words.yesno]"),
        (
            COLUMNS + '"End" = { to = "case.outcome", words = "kinds" }',
            "“Complaint” means CORP, which is not in",
        ),
        (
            COLUMNS + '"Paid" = { to = "case.payment_related", words = "kinds" }',
            "“Complaint” must mean true or false",
        ),
        (COLUMNS + '"Ward" = { too = "case.ward" }', "“too” is not known here"),
        (COLUMNS + '"Also" = "case.reference"', "file “cases”: several columns go to case.reference"),
        ('"Ref" = "case.reference"', "file “cases”: no column goes to case.kind"),
    ],
)
def test_a_wrong_column_is_named(tmp_path: Path, columns: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        _read(tmp_path, _with(columns))
    assert said in str(caught.value)
    assert str(caught.value).startswith("The mapping old.toml, file “cases”")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "The mapping old.toml cannot be read: Invalid value (at"),
        ('name = "old"\ndates = "yy"', "old.toml: dates must be one of dd/mm/yyyy"),
        ('name = "old"\ndates = "dd/mm/yyyy"', "old.toml: it has no part [[file]]"),
        ('dates = "dd/mm/yyyy"', "old.toml: name is missing"),
        (
            'nane = "old"',
            "old.toml: “nane” is not known here; known are dates, file, heading_row, name, numbered, sheet",
        ),
        (HEAD + '[[file]]\nname = "x"\nmakes = "people"', "file “x”: makes must be one of case, stage, task"),
        (HEAD + '[[file]]\nname = "x"\nmakes = "case"', "file “x”: it has no columns"),
        (
            _with(COLUMNS).replace("makes", 'defaults = { "case.status" = "shut" }\nmakes'),
            "“its default” means shut, which is not in the list of statuses",
        ),
        (
            HEAD + '[[file]]\nname = "x"\nmakes = "task"\n[file.columns]\n"A" = "case.ward"',
            "a row that makes a task cannot fill “case.ward”",
        ),
    ],
)
def test_a_wrong_mapping_says_what_to_mend(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        _read(tmp_path, text)
    assert said in str(caught.value)


def test_a_stage_must_be_one_the_program_knows(tmp_path: Path) -> None:
    columns = '"Ref" = "stage.old_reference"\n"Case" = "link.case"\n"Asked" = "stage.started_on"\n'
    text = f'{HEAD}Four = "4"\n[[file]]\nname = "x"\nmakes = "stage"\n[file.columns]\n{columns}'
    with pytest.raises(RuleError, match="column “Stage”: “Complaint” must mean one of 2, 3, LGO"):
        _read(tmp_path, text + '"Stage" = { to = "stage.number", words = "kinds" }')


def test_a_mapping_in_other_letters_or_not_there_says_so(tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    path.write_bytes('name = "Zürich"'.encode("cp1252"))
    with pytest.raises(RuleError, match="not written in UTF-8"):
        read_mapping(path, WORDS)
    with pytest.raises(UnavailableError, match=r"none\.toml is not there"):
        read_mapping(tmp_path / "none.toml", WORDS)


def test_a_mapping_is_found_by_name_or_by_path(office: Office, tmp_path: Path) -> None:
    assert "lewisham" in mapping_names()
    assert find_mapping(office, "lewisham").name == "lewisham"
    (tmp_path / "own.toml").write_text(_with(COLUMNS), encoding="utf-8")
    assert find_mapping(office, tmp_path / "own.toml").name == "old"
    with pytest.raises(RuleError, match=r"There is no mapping “bexley”\. Choose one of lewisham"):
        find_mapping(office, "bexley")


def test_every_shipped_mapping_is_in_order(office: Office) -> None:
    assert [find_mapping(office, name).name for name in mapping_names()] == mapping_names()


# -- which part of the mapping a file belongs to ------------------------------------------------------------


def test_columns_in_another_order_or_other_capitals_are_the_same_columns(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "old.toml").write_text(_with(COLUMNS), encoding="utf-8")
    path = tmp_path / "export.csv"
    path.write_text("RECEIVED,ref, Type \n01/05/2024,A1,Complaint\n", encoding="utf-8")
    assert import_file(office, path, tmp_path / "old.toml").accepted == 1


def test_missing_and_unknown_columns_are_named_with_the_part_they_are_nearest_to(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "old.toml").write_text(_with(COLUMNS), encoding="utf-8")
    path = tmp_path / "export.csv"
    path.write_text("Ref,Type,Recieved\nA1,Complaint,01/05/2024\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        import_file(office, path, tmp_path / "old.toml")
    assert str(caught.value) == (
        "export.csv lacks 1 column of “cases” in the mapping old: “Received”. Not known: “Recieved”. Nothing was "
        "imported. Mend the first line of the file, or the mapping."
    )


def test_a_file_of_another_system_is_refused_with_its_first_line(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Surname,Forename\nKhan,Asha\n", encoding="utf-8")
    with pytest.raises(
        RuleError, match=r"has none of the columns of the mapping lewisham.*“Surname”, “Forename”"
    ):
        import_file(office, path, "lewisham")


def test_an_optional_column_may_be_missing_and_an_unknown_one_becomes_a_fact(
    office: Office, tmp_path: Path
) -> None:
    text = _with(COLUMNS + '"Ward" = { to = "case.ward", optional = true }\n')
    (tmp_path / "old.toml").write_text(text, encoding="utf-8")
    path = tmp_path / "export.csv"
    path.write_text("Ref,Type,Received,Cabinet lead\nA1,Complaint,01/05/2024,Cllr Bowen\n", encoding="utf-8")
    report = import_file(office, path, tmp_path / "old.toml")
    assert report.notes == (
        "The mapping does not know “Cabinet lead”; what is in there is kept as imported facts.",
    )
    with office.reading() as raw:
        doc = raw.execute(
            "SELECT json_extract(doc, '$.as_imported') FROM entity WHERE kind = 'case'"
        ).fetchone()[0]
    assert '"Cabinet lead":"Cllr Bowen"' in doc
