"""An old spreadsheet without references: each row gets one of our own series, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import import_guess as act
from caseworker.actions.imports import import_file
from caseworker.actions.look_up import case_with_reference, list_count, list_page, open_case, query
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Status
from caseworker.errors import ProblemsError, RuleError
from caseworker.imports.mapping_file import mapping_of
from caseworker.imports.mapping_text import mapping_text
from caseworker.imports.verdicts import ImportReport, Result
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.imports.xlsx_help import write_book

HEAD = ["Date Recd", "Complaint type", "Complainant", "Result"]
ROWS: list[list[object]] = [
    [date(2019, 6, 3), "Statutory", "Siân O’Brien", "Upheld"],
    [date(2019, 6, 4), "Corporate", "Ade Bello", "Not upheld"],
]


def book(folder: Path, *more: list[object], name: str = "old.xlsx", head: list[str] | None = None) -> Path:
    return write_book(folder / name, [list(head or HEAD), *ROWS, *more])


def settled(office: Office, path: Path) -> act.ImportMapping:
    look = act.look_at(path)
    setup = replace(act.guessed(office, look), own_references=True)
    return act.mapping_for(office, look, act.with_words(setup, act.words_in(office, look, setup)))


def taken(office: Office, path: Path, **how: bool) -> ImportReport:
    return import_file(office, path, settled(office, path), **how)  # type: ignore[arg-type]


def count(office: Office) -> int:
    return list_count(office, query(office, "all"))


def test_each_row_becomes_a_case_with_a_reference_of_our_series(office: Office, tmp_path: Path) -> None:
    report = taken(office, book(tmp_path), whole=True)
    assert (report.accepted, report.refused) == (2, 0)
    first = open_case(office, case_with_reference(office, "CYP-2025-0001"))
    assert first.value("received_on") == "2019-06-03"
    assert first.complainant.doc["full_name"] == "Siân O’Brien"  # type: ignore[union-attr]
    assert not first.value("old_references")
    assert case_with_reference(office, "CYP-2025-0002")
    assert report.notes[-1].startswith(
        "2 rows without a reference were given CYP-2025-0001 to CYP-2025-0002."
    )
    assert [verdict.reference for verdict in report.plain] == ["CYP-2025-0001", "CYP-2025-0002"]


def test_the_next_case_logged_goes_on_after_the_imported_ones(office: Office, tmp_path: Path) -> None:
    before = log_complaint(office).reference
    taken(office, book(tmp_path))
    assert (before, log_complaint(office).reference) == ("CYP-2025-0001", "CYP-2025-0004")


def test_the_preview_says_so_and_gives_nothing(office: Office, tmp_path: Path) -> None:
    report = taken(office, book(tmp_path), dry_run=True)
    assert report.taken == 2
    assert report.notes[-1] == (
        "2 rows without a reference would get one of our own series each; the next is CYP-2025-0001. Imported again, "
        "such a row is known as long as none of its cells has changed."
    )
    assert (count(office), log_complaint(office).reference) == (0, "CYP-2025-0001")


def test_importing_the_same_file_twice_adds_nothing_even_under_another_name(
    office: Office, tmp_path: Path
) -> None:
    taken(office, book(tmp_path))
    again = taken(office, book(tmp_path))
    assert (again.unchanged, again.taken, count(office)) == (2, 0, 2)
    assert [v.reference for v in again.plain] == ["CYP-2025-0001", "CYP-2025-0002"]
    renamed = taken(
        office, book(tmp_path, [date(2019, 7, 1), "Corporate", "Jo Bell", None], name="older.xlsx")
    )
    assert (renamed.unchanged, renamed.taken, count(office)) == (2, 1, 3)
    assert renamed.notes[-1].startswith("1 row without a reference was given CYP-2025-0003.")


def test_a_row_that_is_there_twice_is_taken_once_and_says_why(office: Office, tmp_path: Path) -> None:
    report = taken(office, book(tmp_path, list(ROWS[0])))
    assert (report.taken, report.refused) == (2, 1)
    refused = next(v for v in report.verdicts if v.result is Result.REFUSED)
    assert refused.why[0].startswith("Every cell is the same as in line 2, and only the first is taken.")


def test_undo_takes_the_import_back_and_it_can_be_imported_again(office: Office, tmp_path: Path) -> None:
    report = taken(office, book(tmp_path), whole=True)
    undo(office, report.group_id)
    assert open_case(office, case_with_reference(office, "CYP-2025-0001")).status is Status.VOID
    again = taken(office, book(tmp_path), whole=True)
    assert again.accepted == 2, "a void case does not stand in the way"
    assert case_with_reference(office, "CYP-2025-0003"), "a reference once given is final"


def test_more_rows_than_one_transaction_each_get_their_own(office: Office, tmp_path: Path) -> None:
    more = [[date(2019, 7, 1), "Corporate", f"Person {n}", None] for n in range(1500)]
    report = taken(office, book(tmp_path, *more))  # type: ignore[arg-type]
    assert report.taken == 1502
    references = {row.reference for row in list_page(office, query(office, "all"), limit=2000)}
    assert (len(references), max(references)) == (1502, "CYP-2025-1502")
    assert taken(office, book(tmp_path, *more)).unchanged == 1502  # type: ignore[arg-type]


def test_a_row_with_a_reference_keeps_it_and_the_others_get_ours(office: Office, tmp_path: Path) -> None:
    path = write_book(tmp_path / "some.xlsx", [["Ref", *HEAD], ["A1", *ROWS[0]], [None, *ROWS[1]]])
    assert taken(office, path).taken == 2
    assert case_with_reference(office, "A1")
    assert case_with_reference(office, "CYP-2025-0001")
    assert taken(office, path).unchanged == 2


def test_without_the_choice_a_reference_is_asked_for(office: Office, tmp_path: Path) -> None:
    look = act.look_at(book(tmp_path))
    with pytest.raises(ProblemsError, match="reference"):
        act.mapping_for(office, look, act.guessed(office, look))


def test_the_choice_is_kept_with_the_mapping_and_the_command_line_knows_it(
    office: Office, tmp_path: Path
) -> None:
    path = book(tmp_path)
    mapping = settled(office, path)
    assert mapping_of("x", mapping_text(mapping), office.vocabulary) == mapping
    assert act.setup_of(mapping, act.look_at(path)).own_references
    assert "own_references = true" in mapping_text(mapping)
    (tmp_path / "old.toml").write_text(mapping_text(mapping), encoding="utf-8")
    assert import_file(office, path, tmp_path / "old.toml").taken == 2


def test_only_rows_that_make_a_case_can_have_references_of_ours(office: Office) -> None:
    text = (
        'name = "x"\ndates = "dd/mm/yyyy"\n[[file]]\nname = "x"\nmakes = "task"\nown_references = true\n'
        'columns."Ref" = "task.old_reference"\ncolumns."Case" = "link.case"\ncolumns."What" = "task.what"\n'
    )
    with pytest.raises(RuleError, match="only rows that make a case"):
        mapping_of("x", text, office.vocabulary)
