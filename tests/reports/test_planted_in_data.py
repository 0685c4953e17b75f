"""Each kind of published error planted in the data: lines moved, dropped or counted twice, figures and cases alike.

The figure of each cell is then what its cases come to, as in a count done wrong; only the other tables give it away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from caseworker.reports.cells import Cell, count_cell, percent_cell, share_cell
from caseworker.reports.check_sentences import check_prose, check_sentences
from caseworker.reports.documents.catalogue import DOCUMENTS
from caseworker.reports.documents.sentences import compared, number, percent, say
from caseworker.reports.publication.published import sentences_of
from caseworker.reports.shown import ShownCell, shown_cell
from caseworker.reports.table import At, Place
from tests.reports.planting import Tables, altered, first_line, found, without_first_case

MP, CSC = "MP enquiry", "Children's Social Care"
NOW = At("1b", "2024-25", "Total")
BEFORE = At("1b", "2023-24", "Total")
RECEIVED = say("{} were received, {} the year before.", number(NOW, "case", "cases"), compared(NOW, BEFORE))
ON_TIME = say("Of MP enquiries in the first quarter {} were answered on time.", percent(At("3", "Q1", MP)))


@dataclass(frozen=True)
class Planted:
    """One error in the data.

    Attributes:
        at: the cell counted wrongly, of which `change` makes the wrong one.
        kinds: the identities that must name it, with the cell and exactly the cases not counted alike.
    """

    name: str
    at: Place
    change: Callable[[Cell], Cell]
    kinds: frozenset[str]


def late_counted_as_on_time(cell: Cell) -> Cell:
    assert cell.rows is not None
    assert cell.part is not None
    return share_cell(cell.part | first_line(cell.rows - cell.part), cell.rows)


def due_dropped(cell: Cell) -> Cell:
    assert cell.rows is not None
    assert cell.part is not None
    rows = cell.rows - first_line(cell.rows)
    return share_cell(cell.part & rows, rows)


def percent_of_fewer(cell: Cell) -> Cell:
    assert cell.rows is not None
    assert cell.part is not None
    return percent_cell(cell.part - first_line(cell.part), cell.rows)


DROPPED = (
    Planted("row total", Place("2b", "April", "Total"), without_first_case, frozenset({"row total"})),
    Planted("column total", Place("5", "Total", "Total"), without_first_case, frozenset({"column total"})),
    Planted(
        "quarter vs months",
        Place("2a", "Q2", MP),
        without_first_case,
        frozenset({"quarter and months", "column total", "row total"}),
    ),
    Planted("table vs table", Place("3", "Q3", MP), due_dropped, frozenset({"due and received"})),
    Planted(
        "on time in two tables",
        Place("3", "Q1", MP),
        late_counted_as_on_time,
        frozenset({"quarters and divisions"}),
    ),
    Planted(
        "outcomes and received",
        Place("5r", "Total", "Corporate Stage 1"),
        without_first_case,
        frozenset({"outcomes and received"}),
    ),
    Planted(
        "requests and outcomes", Place("7", "Total", "Statutory"), without_first_case,
        frozenset({"outcomes and reasons"}),
    ),
    Planted(
        "requests in two tables", Place("6i", "New requests received", "Total"), without_first_case,
        frozenset({"new requests", "row total"}),
    ),
    Planted(
        "requests for information", Place("13b", "2022-23", "Requests"), without_first_case,
        frozenset({"requests by year", "row total"}),
    ),
)  # fmt: skip


def changed_cases(before: Cell, after: Cell) -> set[int]:
    """The cases that stand in one of the two and not in the other, above or below the line."""
    return (set(before.cases()) ^ set(after.cases())) | (set(before.part_cases()) ^ set(after.part_cases()))


@pytest.mark.parametrize("planted", DROPPED, ids=lambda planted: planted.name)
def test_a_line_dropped_or_counted_wrongly_is_named_with_place_and_case(sample_pack: Any, planted: Planted):
    tables = sample_pack("2024-25").tables
    assert found(tables).keys() <= {"not recorded"}
    before = cell_at(tables, planted.at)
    wrong = altered(tables, planted.at, planted.change)
    disagreements = found(wrong)
    assert "cases behind" not in disagreements  # the figure is what its lines come to
    assert planted.kinds <= set(disagreements)
    cases = changed_cases(before, cell_at(wrong, planted.at))
    for kind in planted.kinds:
        named = [each for each in disagreements[kind] if planted.at in each.places]
        assert named
        assert any(set(each.cases) == cases for each in named), kind


def test_a_line_moved_to_another_quarter_is_named_in_both(sample_pack: Any):
    tables = sample_pack("2024-25").tables
    one, other = Place("2a", "Q2", "Mayor enquiry"), Place("2a", "Q3", "Mayor enquiry")
    moved = first_line(cell_at(tables, one).rows)  # type: ignore[arg-type]
    wrong = altered(tables, one, lambda cell: count_cell(cell.rows - moved))  # type: ignore[operator]
    wrong = altered(wrong, other, lambda cell: count_cell(cell.rows | moved))  # type: ignore[operator]
    named = found(wrong)["quarter and months"]
    assert {each.places[0] for each in named} == {one, other}
    assert {each.cases for each in named} == {moved.case_numbers()}
    assert "column total" not in found(wrong)  # the total of the year is still right


def test_a_line_counted_twice_is_named(sample_pack: Any):
    tables = sample_pack("2024-25").tables
    twice = first_line(cell_at(tables, Place("2a", "Q1", MP)).rows)  # type: ignore[arg-type]
    at = Place("2a", "Q2", MP)
    wrong = altered(tables, at, lambda cell: count_cell(cell.rows | twice))  # type: ignore[operator]
    (column,) = [each for each in found(wrong)["column total"] if each.places[0].column == MP]
    assert column.cases == twice.case_numbers()


def test_a_percentage_of_other_cases_than_its_row_is_named(sample_pack: Any):
    tables = sample_pack("2024-25").tables
    at = Place("5", "Upheld", "%")
    wrong = altered(tables, at, lambda cell: percent_of_fewer(cell))
    assert cell_at(wrong, at).numerator == 91
    (named,) = found(wrong)["share and counts"]
    assert named.places == (at, Place("5", "Upheld", "Total"))
    assert len(named.cases) == 1


@pytest.mark.parametrize(
    ("sentence", "words", "place", "said"),
    [
        (
            RECEIVED,
            "530 cases were received, 160 more than the year before.",
            Place("1b", "2024-25", "Total"),
            "says 530 cases, but Table 1b, 2024-25, Total gives 528 cases",
        ),
        (
            RECEIVED,
            "528 cases were received, 12 fewer than the year before.",
            Place("1b", "2024-25", "Total"),
            "says 12 fewer than, but Table 1b, 2024-25, Total gives 160 more than",
        ),
        (
            ON_TIME,
            "Of MP enquiries in the first quarter 68% were answered on time.",
            Place("3", "Q1", MP),
            "says 68%, but Table 3, Q1, MP enquiry gives 86%",
        ),
    ],
)
def test_a_sentence_that_says_another_figure_is_named(
    sample_pack: Any, sentence: Any, words: str, place: Place, said: str
):
    tables = sample_pack("2024-25").tables
    (wrong,) = check_sentences([(sentence, words)], tables)
    assert (wrong.kind, wrong.places[0]) == ("sentence and table", place)
    assert said in wrong.sentence
    assert set(cell_at(tables, place).cases()) <= set(wrong.cases)


def test_a_kept_sentence_is_found_wrong_after_the_data_changed(sample_pack: Any):
    """The words were right when written; since then a case was taken out of the table."""
    tables = sample_pack("2024-25").tables
    kept = RECEIVED.text({table.code: table for table in tables}) or ""
    assert check_sentences([(RECEIVED, kept)], tables) == ()
    changed = altered(tables, NOW.place, without_first_case)
    numbers = check_sentences([(RECEIVED, kept)], changed)
    assert [each.sentence.split(", but ")[0] for each in numbers] == [
        f"“{kept}” says 528 cases",
        f"“{kept}” says 160 more than",
    ]


def test_words_of_another_make_are_named_whole_and_a_missing_table_says_nothing(sample_pack: Any):
    tables = sample_pack("2024-25").tables
    (wrong,) = check_sentences([(RECEIVED, "Many cases.")], tables)
    assert wrong.sentence.startswith("“Many cases.” is not what the tables say")
    assert check_sentences([(RECEIVED, "Many cases.")], tables[:1]) == ()


@pytest.mark.parametrize("asked", ["2024-25", "2024-25-Q2", "2024-07", "2025-26"])
def test_every_sentence_of_every_document_says_what_its_tables_print(sample_pack: Any, asked: str):
    pack = sample_pack(asked)
    tables = {table.code: table for table in pack.tables}
    said = 0
    for outline in DOCUMENTS:
        sentences = list(sentences_of(outline, tables, pack.period))
        said += sum(sentence.text(tables) is not None for sentence in sentences)
        assert check_prose(sentences, tables) == ()
    assert said >= 30


def test_a_table_printed_with_another_figure_than_its_sentence_is_named(sample_pack: Any):
    tables = {table.code: table for table in sample_pack("2024-25").tables}
    true = cell_at(tuple(tables.values()), NOW.place)

    def printed(cell: Cell) -> ShownCell:
        shown = shown_cell(cell)
        return replace(shown, text="530", value=530) if cell is true else shown

    wrong = check_prose([RECEIVED, ON_TIME], tables, printed)
    assert {each.places[0] for each in wrong} == {NOW.place}
    assert "says 530 cases, but Table 1b, 2024-25, Total gives 528 cases" in wrong[0].sentence
    assert not wrong[0].is_to_complete


def cell_at(tables: Tables, place: Place) -> Cell:
    return next(table for table in tables if table.code == place.code).cell(place.row, place.column)
