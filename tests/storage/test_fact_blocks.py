"""Blocks of facts say what the lines say, whatever happened since they were made; without them figures are the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseworker.actions.checking import rebuild_tables
from caseworker.actions.erase import erase_case
from caseworker.actions.report_blocks import keep_counted
from caseworker.actions.reports import build_pack
from caseworker.domain.coded_columns import CodedColumn
from caseworker.domain.periods import between, financial_year
from caseworker.office import Office
from caseworker.reports.brief import covered_by
from caseworker.storage import fact_blocks, fact_spans
from caseworker.storage.database import Database
from caseworker.storage.fact_blocks import (
    FACT_TABLES,
    PARTS,
    STAGES,
    Block,
    block_of_lines,
    kept_blocks,
    names_of,
    not_kept,
)
from caseworker.storage.fact_spans import keep_span, kept_span, new_span
from caseworker.storage.populations import read_facts
from caseworker.storage.rebuild import forget_scope, reproject_scope
from tests.example_office import TODAY, log_complaint, make_office
from tests.storage.test_random_history import Caseworker

YEAR = financial_year(2025)
COVERED = covered_by(YEAR)
AS_LONG_AS_IT_GOES = between(date(2022, 4, 1), date(2026, 3, 31))


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caseworker]:
    """An office in which blocks are made again after every few acts."""
    opened = make_office(tmp_path_factory.mktemp("blocks") / "office")
    worker = Caseworker(opened.office, 5)
    for days in (35, 70, 300, 1400, 36, 71, 301, 1401):
        logged = log_complaint(opened.office, received_on=TODAY - timedelta(days=days))
        worker.case_ids.append(logged.case_id)
    left_alone = worker.case_ids[:4]
    del worker.case_ids[:4]
    for _ in range(25):
        worker.step()
    worker.case_ids += left_alone[:2]
    keep_counted(opened.office, YEAR)
    yield worker
    opened.close()


def said(block: Block) -> tuple[object, ...]:
    return list(block.numbers), list(block.cases), {name: list(held) for name, held in block.columns.items()}


def right_blocks(office: Office) -> int:
    """How many blocks are kept; each says what its lines say, and so does each span."""
    found = 0
    right_spans(office)
    with office.reading_lists() as raw:
        for table in FACT_TABLES:
            kept = kept_blocks(raw, table, names_of(AS_LONG_AS_IT_GOES))
            for name, block in kept.items():
                assert said(block) == said(block_of_lines(raw, table, name)), (table.name, name)
            found += len(kept)
    return found


def right_spans(office: Office) -> int:
    """How many spans are kept; each says what the lines of its blocks say, in their order."""
    found = 0
    with office.reading_lists() as raw:
        for table in FACT_TABLES:
            span = kept_span(raw, table, COVERED)
            if span is not None:
                lines = [block_of_lines(raw, table, name) for name in names_of(COVERED)]
                assert list(span.numbers) == [n for block in lines for n in block.numbers]
                assert list(span.cases) == [n for block in lines for n in block.cases]
                for name in table.columns[2:]:
                    column = span.column(name)
                    assert list(column) == [value for block in lines for value in block.columns[name]], name
                    held = {value: lines for value, lines in column.all_masks().items() if lines}
                    assert held == CodedColumn(list(column)).all_masks(), name
                found += 1
    return found


def figures(office: Office, known_on: date | None = None) -> list[object]:
    pack = build_pack(office, YEAR, known_on)
    return [
        [(table.row_headings, [[cell.text for cell in row] for row in table.cells]) for table in pack.tables],
        pack.to_reconcile,
    ]


def drop_all(office: Office) -> None:
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM fact_block")


def test_after_every_act_each_block_says_what_its_lines_say(worked: Caseworker) -> None:
    office, dropped, spans_dropped = worked.office, 0, 0
    kept, spans = right_blocks(office), right_spans(office)
    for _ in range(40):
        worked.step()
        left = right_blocks(office)
        dropped += left < kept
        spans_dropped += right_spans(office) < spans
        keep_counted(office, YEAR)
        kept, spans = right_blocks(office), right_spans(office)
        assert spans, "a span is made again as soon as the blocks are"
    assert kept > 3, "else this test tries nothing"
    assert dropped > 10
    assert spans_dropped >= dropped


def test_the_tables_are_the_same_with_blocks_without_and_as_known_before(worked: Caseworker) -> None:
    office, before = worked.office, TODAY - timedelta(days=1)
    keep_counted(office, YEAR)
    with_blocks, then = figures(office), figures(office, before)
    assert keep_counted(office, YEAR) == 0, "all there is to keep is kept"
    drop_all(office)
    assert (with_blocks, then) == (figures(office), figures(office, before))
    keep_counted(office, YEAR)


@pytest.mark.parametrize(
    "days", [(date(2025, 10, 1), date(2025, 10, 31)), (date(2025, 10, 7), date(2025, 10, 12))], ids=str
)
def test_the_lines_of_any_days_come_in_the_same_order_with_blocks_and_without(
    worked: Caseworker, days: tuple[date, date]
) -> None:
    def read() -> list[list[object]]:
        with worked.office.reading_lists() as raw:
            facts = read_facts(raw, between(*days))
            return [
                list(population.column(name))
                for population, table in ((facts.stages, STAGES), (facts.parts, PARTS))
                for name in table.columns
            ]

    keep_counted(worked.office, between(*days))
    with_blocks = read()
    drop_all(worked.office)
    assert with_blocks == read()
    assert with_blocks[0]


def test_nothing_of_an_erased_or_hidden_case_stays_in_a_block(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    office = opened.office
    erased, hidden, _kept = (log_complaint(office, received_on=TODAY - timedelta(days=9)) for _ in range(3))
    keep_counted(office, YEAR)
    assert right_blocks(office) == 1
    erase_case(office, erased.case_id, "Retention schedule 4.2", "The period is over")
    with office.reading() as raw:
        assert raw.execute("SELECT count(*) FROM fact_block").fetchone()[0] == 0
    keep_counted(office, YEAR)
    with office.database.raw_writer() as raw:
        places = forget_scope(raw, hidden.case_id)
        assert raw.execute("SELECT count(*) FROM fact_block").fetchone()[0] == 0
        reproject_scope(raw, hidden.case_id)
    assert places
    keep_counted(office, YEAR)
    rebuild_tables(office)
    with office.reading() as raw:
        assert raw.execute("SELECT count(*) FROM fact_block").fetchone()[0] == 0
    opened.close()


def test_a_block_of_other_columns_is_not_read_but_made_again(
    worked: Caseworker, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_counted(worked.office, YEAR)
    fewer = STAGES._replace(columns=STAGES.columns[:-1])
    with worked.office.reading_lists() as raw:
        assert kept_blocks(raw, STAGES, names_of(YEAR))
        assert kept_blocks(raw, fewer, names_of(YEAR)) == {}


def test_a_block_reads_the_same_on_a_computer_that_begins_numbers_at_the_other_end(
    worked: Caseworker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with worked.office.reading_lists() as raw:
        block = block_of_lines(raw, STAGES, "2025-10")
        monkeypatch.setattr(sys, "byteorder", "big")
        there = fact_blocks.little(fact_blocks.little(block.numbers))
    assert there == block.numbers


def test_a_span_is_not_kept_when_a_block_of_it_was_dropped_or_made_anew_meanwhile(worked: Caseworker) -> None:
    office = worked.office
    keep_counted(office, YEAR)
    drop_spans(office)
    with office.reading() as raw:
        made = new_span(raw, STAGES, COVERED)
    assert made is not None
    logged = log_complaint(office, received_on=TODAY - timedelta(days=2))
    with office.database.raw_writer() as raw:
        assert not keep_span(raw, STAGES, COVERED, made), "a block is dropped"
        assert new_span(raw, STAGES, COVERED) is None
    keep_counted(office, YEAR)
    drop_spans(office)
    with office.database.raw_writer() as raw:
        assert not keep_span(raw, STAGES, COVERED, made), "a block says something else"
        made = new_span(raw, STAGES, COVERED)
        assert made is not None
        assert keep_span(raw, STAGES, COVERED, made)
        span = kept_span(raw, STAGES, COVERED)
    assert span is not None
    assert logged.case_id
    assert right_spans(office) == 1
    keep_counted(office, YEAR)


def drop_spans(office: Office) -> None:
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM fact_block WHERE block > '~'")


def test_a_span_of_other_columns_is_not_read(worked: Caseworker) -> None:
    keep_counted(worked.office, YEAR)
    fewer = STAGES._replace(columns=STAGES.columns[:-1])
    with worked.office.reading_lists() as raw:
        assert kept_span(raw, STAGES, COVERED) is not None
        assert kept_span(raw, fewer, COVERED) is None


def test_numbers_that_need_eight_bytes_are_kept_whole() -> None:
    assert list(fact_spans._narrow([1, 1 << 40])) == [1, 1 << 40]


def test_an_office_open_to_read_only_keeps_nothing_and_counts_the_same(worked: Caseworker) -> None:
    office = worked.office
    drop_all(office)
    shown = figures(office)
    writable, office.database = (
        office.database,
        Database.open(office.database.path, office.database.key, read_only=True),
    )
    try:
        assert keep_counted(office, YEAR) == 0
        assert figures(office) == shown
        with office.reading() as raw:
            assert not_kept(raw, STAGES, YEAR)
    finally:
        office.database.close()
        office.database = writable
