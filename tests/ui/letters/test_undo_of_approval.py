"""Undo of an approval leaves the letter as its writer left it, whether or not a version was kept before."""

from __future__ import annotations

from caseworker.actions.drafts import list_drafts
from caseworker.domain.letter_work import LetterState
from caseworker.office import Office
from tests.ui.letters.desk import approve, case_of, letter_of, open_letter, write
from tests.ui.real_window import make_window

WORDS = "We were closed last week."


def test_a_letter_approved_at_once_is_a_draft_again_with_its_words(office: Office, qtbot: object) -> None:
    window = make_window(office)
    page = open_letter(window, "L54")
    write(page, "letter", WORDS)
    approve(window, page)
    window.context.registry.run("edit.undo")
    assert page.opened is not None
    assert page.opened.state is LetterState.DRAFT
    assert page.reading.bar.isVisible()
    (paragraph,) = page.writing.parts.editors["letter"].value()
    assert paragraph.text == WORDS
    write(page, "letter", "Something else.")
    page.autosave.touch()
    page.autosave.save_now()
    assert "Something else." in str([draft.doc for draft in list_drafts(office)])
    assert len(case_of(page).letters) == 1


def test_what_is_undone_can_be_approved_again(office: Office, qtbot: object) -> None:
    window = make_window(office)
    page = open_letter(window, "L54")
    write(page, "letter", WORDS)
    approve(window, page)
    window.context.registry.run("edit.undo")
    window.context.registry._last_run.clear()  # so that it is not taken for the same press (U2)
    approve(window, page)
    assert letter_of(page).doc["status"] == LetterState.APPROVED.value
