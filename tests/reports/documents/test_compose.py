"""A document from its outline: numbers of sections, what people wrote, what is hidden, what there is to reconcile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caseworker.reports.claims import Disagreement
from caseworker.reports.documents import sentences
from caseworker.reports.documents.blocks import Bullets, Figures, Heading, NewPage, Picture, Quotation, Words
from caseworker.reports.documents.compose import (
    ALL_AGREE,
    DISAGREE,
    IN_SHORT,
    INTERNAL,
    NOTHING,
    TO_COMPLETE,
    Material,
    compose,
)
from caseworker.reports.documents.outline import Fixed, Listed, Narrative, Outline, Say, Section, ShowTable
from caseworker.reports.documents.tables import tables_outline
from caseworker.reports.table import At, Chart, Place
from tests.reports.documents.example_tables import COLUMNS, YEAR, number, share, table

CHART = Chart("Received", "bars", "rows", ("2024-25",), ("Cases", "Others"))
ZEROS = Chart("Nothing", "bars", "rows", ("2023-24",), ("Cases", "Others"))
TABLES = {
    "a": table(
        "a", [("Cases", [number(528), number(0)]), ("Others", [number(3), number(0)])], charts=[CHART, ZEROS]
    ),
    "b": table("b", [("On time", [share(14, 43), share(1, 3)])]),
    "empty": table("empty", []),
}
SAID = sentences.say("{} cases.", sentences.number(At("a", "Cases", "2024-25")))


def outline(*sections: Section) -> Outline:
    return Outline("annual", "Annual report", "About", "year", True, sections, "Source")


def composed(*sections: Section, **more):
    about = {
        "council": "Riverside", "period": YEAR, "data_on": date(2025, 10, 15), "printed_on": date(2025, 10, 16),
        "colour": "#12436D", "tables": TABLES, **more,
    }  # fmt: skip
    return compose(outline(*sections), Material(**about))


def blocks_of(*parts, **more):
    """What the parts of one section become."""
    blocks = composed(Section("One", parts), **more).blocks
    return blocks[[isinstance(block, Heading) for block in blocks].index(True) + 1 :]


def test_sections_are_numbered_and_appendices_lettered_each_on_a_new_page() -> None:
    text = (Fixed("x"),)
    made = composed(
        Section("One", text), Section("Below", text, 2), Section("Again", text, 2), Section("Deep", text, 3),
        Section("Two", text), Section("Below", text, 2), Section("Last", text, is_appendix=True),
        Section("Very last", text, is_appendix=True),
    )  # fmt: skip
    headings = [block for block in made.blocks if isinstance(block, Heading)]
    assert [each.number for each in headings] == [
        "1", "1.1", "1.2", "1.2.1", "2", "2.1", "Appendix A", "Appendix B",
    ]  # fmt: skip
    before = [made.blocks[made.blocks.index(each) - 1] for each in headings[-2:]]
    assert all(isinstance(block, NewPage) for block in before)


def test_a_section_says_its_sentences_then_shows_its_chart_beside_its_table() -> None:
    said, picture, figures = blocks_of(Say(lambda tables, period: [SAID, SAID]), ShowTable("a"))
    assert said == Words("528 cases. 528 cases.")
    assert isinstance(picture, Picture)
    assert isinstance(figures, Figures)
    assert picture.chart.title == "Received", "the chart of noughts is left out"
    assert figures.table.column_headings == COLUMNS


def test_a_section_with_nothing_to_say_says_so_unless_sections_follow_below() -> None:
    nothing = (Say(lambda tables, period: []), ShowTable("nowhere"), ShowTable("empty"))
    assert blocks_of(*nothing) == (Words(NOTHING),)
    made = composed(Section("One", ()), Section("Below", (Fixed("x"),), 2))
    assert Words(NOTHING) not in made.blocks


def test_narrative_becomes_paragraphs_and_lists() -> None:
    text = "First line\ngoes on.\n\n- one\n- two\n\n• three\n\nLast"
    assert blocks_of(Narrative("k", "What belongs here"), narrative={"k": text}) == (
        Words("First line goes on."), Bullets(("one", "two")), Bullets(("three",)), Words("Last"),
    )  # fmt: skip


def test_narrative_to_be_written_is_asked_for_in_an_internal_copy_alone() -> None:
    [asked] = blocks_of(Narrative("k", "what the year was"))
    assert asked == Words("[To be written: what the year was]", is_note=True)
    assert blocks_of(Narrative("k", "what the year was"), hide=lambda place: None) == (Words(NOTHING),)


def test_texts_of_the_records_are_quoted_listed_or_said_to_be_missing() -> None:
    quotes, learning = Listed("compliments", "None."), Listed("learning", "No learning.")
    assert blocks_of(quotes, learning) == (Words("None."), Words("No learning."))
    found = {"compliments": ["Thank you", " "], "learning": ["We ring back", "We write"]}
    assert blocks_of(quotes, learning, listed=found) == (
        Quotation("Thank you"),
        Bullets(("We ring back", "We write")),
    )


def test_a_copy_for_publication_hides_cells_and_the_sentences_that_speak_of_them() -> None:
    def hide(place: Place) -> str | None:
        return "<5" if place.row == "Others" else None

    other = sentences.say("{} others.", sentences.number(At("a", "Others", "2024-25")))
    made = composed(Section("One", (Say(lambda t, p: [SAID, other]), ShowTable("a"))), hide=hide)
    assert Words("528 cases.") in made.blocks
    [shown] = made.tables
    assert [cell.text for cell in shown.cells[1]] == ["<5", "<5"]
    assert [cell.value for cell in shown.cells[1]] == [None, None]
    assert "<5" in shown.note
    assert made.marking == ""
    [picture] = [block for block in made.blocks if isinstance(block, Picture)]
    assert picture.chart.series[0].values == (528, None)


def test_an_internal_copy_is_marked_and_lists_what_does_not_agree_with_its_cases() -> None:
    found = Disagreement("row total", (), tuple(range(1, 31)), "30 cases have no type yet.")
    names = {number: f"CYP-{number:04}" for number in range(1, 31)}
    made = composed(Section("One", (Fixed("x"),)), to_reconcile=[found], references=names)
    assert made.marking == INTERNAL
    [listed] = [block for block in made.blocks if isinstance(block, Bullets)]
    assert listed.items[0].startswith("30 cases have no type yet. CYP-0001, CYP-0002,")
    assert listed.items[0].endswith("CYP-0012 and 18 more.")
    calm = composed(Section("One", (Fixed("x"),)))
    assert (
        Words("To reconcile: nothing. Every total equals the cases behind it.", is_note=True) in calm.blocks
    )


def test_cases_to_complete_are_told_apart_from_figures_that_disagree() -> None:
    wrong = Disagreement("row total", (), (1,), "Table a shows 2, but its row gives 1.")
    lacking = Disagreement("not recorded", (), (2,), "Table a needs the theme; 1 case without.")
    names = {1: "CYP-0001", 2: "CYP-0002"}
    both = composed(Section("One", (Fixed("x"),)), to_reconcile=[wrong, lacking], references=names)
    assert [block.text if isinstance(block, Words) else block.items for block in both.blocks[1:5]] == [
        DISAGREE.format(1),
        (f"{wrong.sentence} CYP-0001.",),
        TO_COMPLETE.format(1),
        (f"{lacking.sentence} CYP-0002.",),
    ]
    alone = composed(Section("One", (Fixed("x"),)), to_reconcile=[lacking], references=names)
    assert [block.text for block in alone.blocks[1:3] if isinstance(block, Words)] == [
        ALL_AGREE,
        TO_COMPLETE.format(1),
    ]


def test_a_copy_for_publication_names_no_case() -> None:
    found = Disagreement("row total", (), (1,), "One case has no type yet.")
    made = composed(
        Section("One", (Fixed("x"),)),
        to_reconcile=[found],
        references={1: "CYP-0001"},
        hide=lambda place: None,
    )
    assert "CYP-0001" not in str(made.blocks)


def test_the_pack_of_tables_is_a_section_for_each_area_with_every_table_listed() -> None:
    made = composed(*tables_outline(list(TABLES.values())).sections)
    assert [block.words for block in made.blocks if isinstance(block, Heading)] == ["Received"]
    figures = [block for block in made.blocks if isinstance(block, Figures)]
    assert [(block.table.code, block.place) for block in figures] == [
        ("a", "listed"), ("b", "listed"), ("empty", "listed"),
    ]  # fmt: skip


def test_one_table_alone_is_titled_by_itself() -> None:
    alone = tables_outline([TABLES["a"]])
    assert (alone.title, alone.has_contents) == ("Table a. Title of a", False)
    made = composed(*alone.sections)
    assert not [block for block in made.blocks if isinstance(block, Heading)]
    assert [block.place for block in made.blocks if isinstance(block, Figures)] == ["alone"]


def test_a_short_document_begins_with_a_sentence_of_each_table_that_has_figures() -> None:
    made = compose(
        replace(outline(Section("One", (ShowTable("a"), ShowTable("empty")))), in_short=True),
        Material("Riverside", YEAR, date(2025, 10, 15), date(2025, 10, 16), "#12436D", TABLES),
    )
    place = made.blocks.index(Heading(1, IN_SHORT))
    shown = next(block.table for block in made.blocks if isinstance(block, Figures))
    assert made.blocks[place + 1 :][:2] == (Bullets((f"{shown.title}: {shown.in_words}",)), NewPage())
