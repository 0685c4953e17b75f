"""A document as a zip of CSV files and as JSON: whole, the same bytes twice, nothing hidden gets out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date

from caseworker.reports.as_csv import document_csv
from caseworker.reports.as_document_json import document_json, table_data
from caseworker.reports.cells import DAY, Unit
from caseworker.reports.documents.blocks import Bullets, Figures, Heading, NewPage, Picture, Quotation, Words
from caseworker.reports.shown import ShownCell
from tests.reports.files.examples import HOSTILE, MARKING, chart, count, document, hidden, share, table, words

SMALL = table([[count(3), share(14, 43)], [hidden(), hidden(Unit.SHARE)]])


def files_of(made: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(made)) as zipped:
        return {
            name: list(csv.reader(io.StringIO(zipped.read(name).decode("utf-8-sig"), newline="")))
            for name in zipped.namelist()
        }


def test_the_zip_holds_a_file_for_each_table_and_the_notes_first() -> None:
    made = document_csv(document(Figures(SMALL), Figures(table([[count(1)]], code="3"))))
    files = files_of(made)
    assert list(files) == ["notes.csv", "table-2a-2024-25.csv", "table-3-2024-25.csv"]
    assert files["table-2a-2024-25.csv"] == [
        ["Quarter", "Column 1", "Column 2", "Column 2 (number)", "Column 2 (out of)"],
        ["Row 1", "3", "33% (14/43)", "14", "43"],
        ["Row 2", "<5", "<5", "<5", "<5"],
    ]


def test_the_notes_say_whose_and_when_and_how_each_table_counts() -> None:
    notes = files_of(document_csv(document(Figures(SMALL))))["notes.csv"]
    assert ["Marking", MARKING] in notes
    assert ["Days", "1 April 2024 to 31 March 2025"] in notes
    assert notes[-1] == [
        "table-2a-2024-25.csv", "Table 2a. New cases by quarter", "How did they spread?",
        "Counted by date received.", "In one sentence.",
    ]  # fmt: skip


def test_a_recorded_text_that_begins_like_a_formula_stays_text_and_a_change_stays_a_figure() -> None:
    shown = table([[words("=HYPERLINK(1)"), ShownCell("+29%", Unit.CHANGE, 0.29), words(HOSTILE)]])
    [row] = files_of(document_csv(document(Figures(shown))))["table-2a-2024-25.csv"][1:]
    assert row[1:3] == ["'=HYPERLINK(1)", "+29%"]
    assert row[3].startswith("'=1+1 <script>")


def test_a_day_is_written_as_every_program_reads_it_and_a_hidden_one_not_at_all() -> None:
    shown = table([[ShownCell("Wed 8 Oct 2025", Unit.TEXT, date(2025, 10, 8).toordinal(), meaning=DAY)]])
    no_day = table([[ShownCell("<5", Unit.TEXT, None, meaning=DAY)]])
    [row] = files_of(document_csv(document(Figures(shown))))["table-2a-2024-25.csv"][1:]
    assert row[1] == "2025-10-08"
    [row] = files_of(document_csv(document(Figures(no_day))))["table-2a-2024-25.csv"][1:]
    assert row[1] == "<5"


def test_the_same_document_gives_the_same_bytes() -> None:
    made = document(Figures(SMALL), Figures(SMALL))
    assert document_csv(made) == document_csv(made)
    assert document_json(made) == document_json(made)
    assert len(files_of(document_csv(made))) == 2, "a table that stands twice is one file"


def test_json_holds_every_block_in_order() -> None:
    made = json.loads(
        document_json(
            document(
                Heading(1, "One", "1"), Words("Text"), Words("Small", is_note=True), Bullets(("a",)), Quotation("q"),
                Picture(chart([[1, None]])), Figures(SMALL), NewPage(),
            )
        )
    )  # fmt: skip
    assert [block["is"] for block in made["blocks"]] == [
        "heading", "paragraph", "note", "list", "quotation", "chart", "table", "new page",
    ]  # fmt: skip
    assert (made["period"], made["data_on"], made["marking"]) == ("2024-25", "2025-10-15", MARKING)


def test_json_gives_figures_as_numbers_and_of_what_is_hidden_its_words_alone() -> None:
    cells = table_data(SMALL)["cells"]
    assert cells[0][0] == {"text": "3", "unit": "count", "value": 3}
    assert cells[0][1] == {
        "text": "33% (14/43)", "unit": "share", "percent": 33, "numerator": 14, "denominator": 43,
    }  # fmt: skip
    assert cells[1][1] == {"text": "<5", "unit": "share", "is_hidden": True}


def test_json_of_a_percentage_alone_does_not_say_what_it_is_of() -> None:
    [[cell]] = table_data(table([[share(1, 3, Unit.PERCENT)]]))["cells"]
    assert cell == {"text": "33%", "unit": "percent", "percent": 33}


def test_half_letters_do_not_stop_a_file() -> None:
    made = json.loads(document_json(document(Words(HOSTILE))))
    assert made["blocks"][0]["text"].startswith("=1+1 <script>")
