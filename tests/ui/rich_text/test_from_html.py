"""What is pasted from Word, a browser or an email becomes plain blocks; nothing is fetched or stays of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.letters import Bullets, Heading, Mark, Paragraph
from caseworker.domain.rich_text import blocks_from_value, blocks_to_value
from ui.widgets.rich_text.from_html import blocks_of_html

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- p.MsoNormal {font-family:"Calibri"} --></style><xml><w:WordDocument/></xml></head><body lang=EN-GB>
<!--StartFragment--><h1>What we <span style='color:red'>found</span><o:p></o:p></h1>
<p class=MsoNormal>The visit was <b>late</b> and
<i style='mso-bidi-font-style:normal'>not recorded</i>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]>one<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>two <b>bold</b></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.
<span>&nbsp;</span></span><![endif]>first</p><!--EndFragment--></body></html>"""


def test_word_keeps_its_heading_bold_italic_and_lists() -> None:
    assert blocks_of_html(WORD) == (
        Heading("What we found"),
        Paragraph(
            "The visit was late and not recorded.", marks=(Mark(14, 18, bold=True), Mark(23, 35, italic=True))
        ),
        Bullets(("one", "two bold"), marks=((), (Mark(4, 8, bold=True),))),
        Bullets(("first",), numbered=True),
    )


def test_a_browser_page_keeps_its_words_without_pictures_links_or_colours() -> None:
    html = (
        '<div style="color:#f00"><a href="https://evil.example/x">Read</a> this'
        '<img src="https://evil.example/pixel.gif"><script>alert(1)</script></div>'
        "<ul><li><p>one</p></li><li>two<br>lines</li></ul><ol><li>three</li></ol>"
    )
    assert blocks_of_html(html) == (
        Paragraph("Read this"),
        Bullets(("one", "two\nlines")),
        Bullets(("three",), numbered=True),
    )


def test_a_document_wrapped_in_bold_that_is_not_bold_stays_plain() -> None:
    html = '<b style="font-weight:normal"><p>plain <span style="font-weight:700">bold</span></p></b>'
    assert blocks_of_html(html) == (Paragraph("plain bold", marks=(Mark(6, 10, bold=True),)),)


def test_a_table_comes_as_one_paragraph_for_each_row() -> None:
    html = "<table><tr><th>What</th><th>When</th></tr><tr><td>Visit</td><td>May</td></tr></table>"
    assert [block.text for block in blocks_of_html(html) if isinstance(block, Paragraph)] == [
        "What, When", "Visit, May",
    ]  # fmt: skip


def test_a_quote_stays_a_quote_and_markup_as_words_stays_words() -> None:
    assert blocks_of_html("<blockquote>He said &lt;b&gt;no&lt;/b&gt;</blockquote>") == (
        Paragraph("He said <b>no</b>", quoted=True),
    )


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "<p>&nbsp;</p>", "<b><i></p></b>", "</ul></p>", "<li>", "<![CDATA[x", "<"]
)
def test_broken_or_empty_markup_brings_no_empty_blocks(html: str) -> None:
    assert all(
        "".join(str(value) for value in each.values()).strip()
        for each in blocks_to_value(blocks_of_html(html))
    )


_TAGS = st.sampled_from(
    ["p", "b", "i", "ul", "ol", "li", "h1", "h3", "div", "td", "tr", "span", "blockquote", "br"]
)
_PIECE = st.builds("<{}>".format, _TAGS) | st.builds("</{}>".format, _TAGS) | st.text(max_size=8)


@given(st.lists(_PIECE, max_size=20).map("".join))
def test_whatever_is_pasted_can_be_kept(html: str) -> None:
    blocks = blocks_of_html(html)
    assert blocks_from_value(blocks_to_value(blocks)) == blocks


def test_words_taken_out_in_word_and_its_comments_stay_where_they_are() -> None:
    html = (
        '<p class=MsoNormal>We <del cite="mailto:a">never </del><span class=msoDel>ever </span><ins>always</ins> came'
        '<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[AB1]</a></span>.</p>'
        "<div style='mso-element:comment-list'><p class=MsoCommentText>Is that so?</p></div>"
    )
    assert blocks_of_html(html) == (Paragraph("We always came."),)


def test_a_row_of_a_word_table_is_one_paragraph() -> None:
    cell = "<td><p class=MsoNormal>{}</p></td>"
    two = "<td><p class=MsoNormal>No visit</p><p class=MsoNormal>No call</p></td>"
    second = f"{cell.format('2 July')}{cell.format('Call')}"
    html = f"<table><tr>{cell.format('1 July')}{two}</tr><tr>{second}</tr></table><p>After</p>"
    assert blocks_of_html(html) == (
        Paragraph("1 July, No visit No call"),
        Paragraph("2 July, Call"),
        Paragraph("After"),
    )
