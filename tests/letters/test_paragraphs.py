"""Standard paragraphs: those that ship can be read, and a file that cannot be used says where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import textstat

from caseworker.domain.kinds import Kind
from caseworker.errors import RuleError
from caseworker.letters.body import PLACE
from caseworker.letters.paragraphs import (
    StandardParagraph,
    load_paragraphs,
    paragraph_faults,
    read_paragraph,
)
from caseworker.letters.template import AUDIENCES
from tests.letters.reading import GRADE_TO_AGE

HEAD = "topic: Delay\ntitle: Late\nkinds: CA\nexpires: 2026-03-31\nsource: ours\n---\n"

TOPICS = (
    "Advocate", "Interpreter and other formats", "Delay", "Remedies", "What we learn", "Safeguarding",
    "Seeing records", "Ombudsman", "Insurance and legal claims", "Contact", "Schools and special educational needs",
    "What happens to a complaint", "Enquiries of elected members", "Requests for information", "Personal information",
)  # fmt: skip


def written(folder: Path, text: str) -> Path:
    path = folder / "late.txt"
    path.write_text(text, "utf-8")
    return path


def test_what_ships_covers_the_topics_that_come_up_again_and_again() -> None:
    found = load_paragraphs()
    assert {each.topic for each in found.values()} >= set(TOPICS)
    assert all(each.text and each.source and each.title for each in found.values())


@pytest.mark.parametrize("paragraph", load_paragraphs().values(), ids=lambda each: each.id)
def test_a_standard_paragraph_can_be_read_at_twelve(paragraph: StandardParagraph) -> None:
    words = " ".join(PLACE.sub("Name", paragraph.text).split())
    assert textstat.flesch_kincaid_grade(words) + GRADE_TO_AGE <= AUDIENCES["public"]


def test_a_paragraph_has_its_kinds_and_its_last_day(tmp_path: Path) -> None:
    found = read_paragraph(written(tmp_path, HEAD + "We are late.\n"))
    assert (found.id, found.kinds, found.until_on) == ("late", (Kind.STATUTORY,), date(2026, 3, 31))
    assert found.fits(Kind.STATUTORY)
    assert not found.fits(Kind.FOI)
    assert not found.is_over(date(2026, 3, 31))
    assert found.is_over(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD.replace("CA", "XX") + "Late.", 3, "XX is not a kind of case"),
        (HEAD.replace("2026-03-31", "March") + "Late.", 4, "expires must be a day"),
        (HEAD + "We are late, {name}.", 7, "{name} is not a place"),
        (HEAD + "\nWe are late.\nMore <b>soon</b>.", 9, "no markup"),
        (HEAD + "Points follow.\n\n{points}", 7, "brings a table or headings"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(RuleError, match=rf"late\.txt cannot be used\. Line {line}:") as error:
        read_paragraph(written(tmp_path, text))
    assert words in str(error.value)


def test_a_loop_is_no_place() -> None:
    assert paragraph_faults("{% for p in points %}")[0][0] == 1
    assert paragraph_faults("All is well on {due_date}.") == []
