"""What an export reads: few cases at a time, and no more than the reader may see."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from caseworker.domain import html_page as html
from caseworker.domain.changes import Draft
from caseworker.domain.editing import new_entity
from caseworker.domain.readers import EVERYTHING, Reader
from caseworker.office import Office
from caseworker.storage.everything import case_batches, changes, count_cases, things_of
from tests.example_office import log_complaint


def test_cases_are_read_a_few_at_a_time(office: Office) -> None:
    ids = [log_complaint(office).case_id for _ in range(5)]
    with office.reading() as raw:
        batches = [[case.id for case in batch] for batch in case_batches(raw, EVERYTHING, 2)]
        assert batches == [ids[:2], ids[2:4], ids[4:]]
        things = things_of(raw, ids[:2])
    assert [*things] == ids[:2]
    assert {state.kind for state in things[ids[0]]} >= {"case", "stage", "party"}


def test_changes_of_a_case_that_is_in_no_list_are_kept_from_who_does_not_see_all(office: Office) -> None:
    made = new_entity("lost-note", "note", text="Its case has not arrived")
    office.save(lambda _transaction: [Draft("case", "a-case-elsewhere", "note.added", (made,))])
    few = Reader((office.person.id,))
    with office.reading() as raw:
        assert "note.added" in [change.kind for change in changes(raw, EVERYTHING)]
        assert "note.added" not in [change.kind for change in changes(raw, few)]
        assert "office.opened" in [change.kind for change in changes(raw, few)]


def test_the_cases_somebody_may_not_see_are_counted(office: Office) -> None:
    log_complaint(office)
    with office.reading() as raw:
        assert count_cases(raw, EVERYTHING) == (1, 0)
        assert count_cases(raw, Reader(may_read=False)) == (0, 1)


class _Tags(HTMLParser):
    """Fails where a tag is closed that was not opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", ["plain", "<b>\"quoted\"</b> & 'more'", "two\nlines", "]]><!--", ""])
def test_every_piece_of_a_page_is_whole_whatever_the_text(text: str) -> None:
    parts = (
        html.heading(text),
        html.paragraph(text),
        html.facts(((text, text), ("Empty", ""))),
        html.table(text, (text, text), [(text, html.Link(text, f"files/{text}"))]),
    )
    page = html.html_page(text, text, parts, text)
    tags = _Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    assert "<b>" not in page
    assert "Empty" not in page
