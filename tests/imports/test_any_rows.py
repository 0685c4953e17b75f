"""Whatever a cell holds, its row is taken or refused with a reason; it never breaks the import."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.actions.import_clocks import OfficeStages
from caseworker.actions.imports import find_mapping
from caseworker.domain.changes import canonical
from caseworker.imports.formulas import as_text, from_text
from caseworker.imports.plan import MAKERS, difference, new_case
from caseworker.imports.reading import RawRow
from caseworker.imports.rows import Row, RowReader
from caseworker.office import Office
from tests.example_office import TODAY, make_office
from tests.imports.csv_help import ACTION, CASE, STAGE, header_of

EXAMPLES = {"cases": CASE, "stages": STAGE, "actions": ACTION}
DAYS = st.dates(date(2004, 1, 1), date(2027, 1, 1)).map(lambda day: day.strftime("%d/%m/%Y"))
CELLS = st.one_of(
    st.text(max_size=30), DAYS, st.sampled_from(["Yes", "No", "Open", "Closed", "Withdrawn", "LGSCO"])
)


@pytest.fixture(scope="module")
def shared_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = make_office(tmp_path_factory.mktemp("any") / "office")
    yield opened.office
    opened.close()


def _read(office: Office, name: str, cells: dict[str, str]) -> Row:
    header = header_of(name)
    file = find_mapping(office, "lewisham").file_for(header, name)
    reader = RowReader(file, header, office.vocabulary, TODAY)
    row = reader.read(RawRow(2, [cells.get(column, "") for column in header]))
    if not row.refused:
        things = MAKERS[file.makes](row, file, OfficeStages(office))
        draft = new_case(things, office.ids.new, "")
        assert json.loads(canonical([[f.value for f in e.fields] for e in draft.entities]))
        difference(things.get("stage", {}))
    return row


@pytest.mark.parametrize("name", EXAMPLES)
def test_any_cell_is_taken_or_refused_with_a_reason(shared_office: Office, name: str) -> None:
    @given(st.dictionaries(st.sampled_from(header_of(name)), CELLS, max_size=5))
    def check(changed: dict[str, str]) -> None:
        row = _read(shared_office, name, {**EXAMPLES[name], **changed})
        assert all(said.endswith(".") for said in (*row.refused, *row.corrected, *row.remarks))
        assert row.refused or row.reference

    check()


@given(st.text())
def test_a_value_comes_back_from_a_spreadsheet_as_it_was(value: str) -> None:
    assert from_text(as_text(value)) == value
