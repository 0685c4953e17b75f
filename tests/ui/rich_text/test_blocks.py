"""Blocks of a letter go into a text document and come out as they went in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from caseworker.domain.letters import Block, Blocks, Bullets, Heading, Mark, Marks, Paragraph, Table
from ui.widgets.rich_text.from_document import read_document
from ui.widgets.rich_text.into_document import fill_document, insert_blocks

_LETTERS = st.characters(
    exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufdd0\ufdd1\ufffc\ufffe\uffff"
)
_TEXT = st.text(_LETTERS | st.just("\n"), min_size=1, max_size=24).filter(str.strip)


@st.composite
def _marks(draw: st.DrawFn, length: int) -> Marks:
    found: list[Mark] = []
    at = 0
    while at < length and draw(st.booleans()):
        start = draw(st.integers(at, length - 1))
        end = draw(st.integers(start + 1, length))
        bold, italic = draw(st.sampled_from([(True, False), (False, True), (True, True)]))
        last = found[-1] if found else None
        if last is None or (last.end, last.bold, last.italic) != (start, bold, italic):
            found.append(Mark(start, end, bold, italic))
        at = end
    return tuple(found)


@st.composite
def _paragraph(draw: st.DrawFn) -> Block:
    text = draw(_TEXT)
    return Paragraph(text, draw(st.booleans()), draw(_marks(len(text))))


@st.composite
def _bullets(draw: st.DrawFn) -> Block:
    items = draw(st.lists(_TEXT, min_size=1, max_size=3))
    marks = tuple(draw(_marks(len(item))) for item in items)
    return Bullets(tuple(items), draw(st.booleans()), marks if any(marks) else ())


@st.composite
def _table(draw: st.DrawFn) -> Block:
    columns = draw(st.integers(1, 3))
    rows = draw(st.lists(st.tuples(*[_TEXT] * columns), min_size=1, max_size=3))
    return Table(rows[0], tuple(rows[1:]), draw(st.just("") | _TEXT))


_BLOCKS = st.lists(
    st.builds(Heading, _TEXT, st.integers(1, 2)) | _paragraph() | _bullets() | _table(), max_size=5
).map(tuple)


@settings(deadline=None, max_examples=150)
@given(_BLOCKS)
def test_what_goes_into_a_document_comes_out_unchanged(blocks: Blocks) -> None:
    assert QApplication.instance() is not None
    document = QTextDocument()
    fill_document(document, blocks)
    assert read_document(document) == blocks


def test_empty_paragraphs_and_points_are_left_out(qapp: QApplication) -> None:
    document = QTextDocument()
    fill_document(document, (Paragraph("One"), Paragraph("  "), Bullets(("", "two")), Heading("")))
    assert read_document(document) == (Paragraph("One"), Bullets(("two",)))


def test_control_characters_do_not_get_in(qapp: QApplication) -> None:
    document = QTextDocument()
    fill_document(document, (Paragraph("a\x00b\x07\ufdd0\ufffcc"),))
    assert read_document(document) == (Paragraph("abc"),)


def test_blocks_put_in_behind_a_list_do_not_become_its_points(qapp: QApplication) -> None:
    document = QTextDocument()
    fill_document(document, (Bullets(("one",)),))
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    insert_blocks(cursor, (Paragraph("Then"), Bullets(("a", "b"), numbered=True)))
    assert read_document(document) == (
        Bullets(("one",)), Paragraph("Then"), Bullets(("a", "b"), numbered=True),
    )  # fmt: skip


def test_one_undo_takes_back_all_that_was_put_in(qapp: QApplication) -> None:
    document = QTextDocument()
    fill_document(document, (Paragraph("Before"),))
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    insert_blocks(cursor, (Paragraph("One"), Paragraph("Two"), Bullets(("three",))))
    document.undo()
    assert read_document(document) == (Paragraph("Before"),)
