"""A letter that is kept in versions, by one person or by several, and its drafts on this computer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor

from caseworker.actions import letter_flow
from caseworker.actions.drafts import list_drafts
from caseworker.actions.edit import edit_case
from caseworker.actions.note import add_note
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Paragraph
from caseworker.errors import DiskFullError, RuleError
from caseworker.office import Office
from tests.ui.letters.desk import FREE, KEEP, case_of, field_text, letter_of, open_letter, sit_down, write
from tests.ui.real_window import alert_words, make_window, press
from ui.letters.letter_page import LetterPage
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def test_ctrl_s_keeps_a_version_and_the_page_goes_on_with_it(window: MainWindow) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear friend")
    press(window, KEEP)
    kept = letter_of(page)
    assert LetterWork.from_value(kept.doc["content"]).changed == {"salutation": "Dear friend"}
    assert page.key == f"{page.case_id}/{kept.id}"
    assert page.head.state.text() == "Version 1 is kept with the case"
    page.writing.form["salutation"].set_value("Dear Siân")
    press(window, KEEP)
    assert page.head.state.text() == "Version 2 is kept with the case"
    assert page.opened is not None
    assert [each.number for each in page.opened.versions] == [1, 2]


def test_a_letter_that_is_not_complete_can_be_kept(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    press(window, KEEP)
    assert letter_of(page).doc["status"] == "draft"


def test_what_is_different_is_marked_by_words_too(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We were late twice.")
    press(window, KEEP)
    write(page, part, "We were late once.")
    page.writing.sections["versions"].set_open(True)
    shown = page.writing.versions.box.toPlainText()
    assert "[− twice. −]" in shown
    assert "[+ once. +]" in shown
    assert page.writing.versions.said.text() == "1 word added, 1 word removed."


def test_writing_goes_on_from_an_earlier_version(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "First words.")
    press(window, KEEP)
    write(page, part, "Other words.")
    page.writing.sections["versions"].set_open(True)
    page.writing.versions.take_button.click()
    assert page.writing.parts.editors[part].value() == (Paragraph("First words."),)


def test_a_second_press_keeps_no_second_letter(window: MainWindow) -> None:
    page = open_letter(window)
    press(window, KEEP, KEEP)
    assert len(case_of(page).letters) == 1


def test_a_full_disk_keeps_the_text_on_the_page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear friend")

    def full(*_: object, **__: object) -> None:
        raise DiskFullError(
            "The letter was not kept because the disk is full. Free some space, then try again."
        )

    monkeypatch.setattr(letter_flow, "keep_letter", full)
    press(window, KEEP)
    assert alert_words(window)[0].startswith("The letter was not kept because the disk is full")
    assert field_text(page, "salutation") == "Dear friend"
    assert page.is_busy is False


def test_a_version_kept_by_a_colleague_is_shown_where_nothing_was_typed(
    window: MainWindow, office: Office
) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "Mine.")
    press(window, KEEP)
    sit_down(office, "Ali Demir")
    theirs = LetterWork(free={part: (Paragraph("Theirs."),)})
    window.context.tell_pages(letter_flow.keep_letter(office, page.case_id, page.which, "L54", theirs))
    assert page.writing.parts.editors[part].value() == (Paragraph("Theirs."),)
    assert page.writing.notice.text() == "Ali Demir kept version 2 meanwhile. It is shown here."


def test_a_version_kept_by_a_colleague_leaves_what_is_being_typed(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "Mine.")
    press(window, KEEP)
    write(page, part, "Mine, longer.")
    sit_down(office, "Ali Demir")
    theirs = LetterWork(free={part: (Paragraph("Theirs."),)})
    window.context.tell_pages(letter_flow.keep_letter(office, page.case_id, page.which, "L54", theirs))
    assert page.writing.parts.editors[part].value() == (Paragraph("Mine, longer."),)
    assert "What you typed is still here" in page.writing.notice.text()


def test_a_version_nobody_was_shown_is_never_written_over(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "Mine.")
    press(window, KEEP)
    write(page, part, "Mine, longer.")
    me = office.person
    sit_down(office, "Ali Demir")
    theirs = LetterWork(free={part: (Paragraph("Theirs."),)})
    letter_flow.keep_letter(office, page.case_id, page.which, "L54", theirs)  # on another computer
    office.person = me
    press(window, KEEP)
    assert "Version 2 of this letter was kept by Ali Demir" in page.writing.summary.accessibleDescription()
    assert "What you typed is still here" in page.writing.notice.text()
    assert LetterWork.from_value(case_of(page).letters[0].doc["content"]) == theirs
    assert page.writing.parts.editors[part].value() == (Paragraph("Mine, longer."),)


# -- drafts -----------------------------------------------------------------------------------------------------------


def test_what_was_typed_comes_back_after_closing_the_tab(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    key, (part,) = page.key, page.writing.parts.editors
    write(page, part, FREE)
    page.writing.form["salutation"].set_value("Dear Siân fach")
    assert window.close_page(page)
    assert [draft.title for draft in list_drafts(office)] == ["General letter, CYP-2025-0001 Siân O’Brien"]
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert field_text(again, "salutation") == "Dear Siân fach"
    assert again.writing.parts.editors[part].value() == FREE
    assert again.writing.form.blocks["salutation"].mark.text() == "You were here"
    assert "Dear Siân fach" in again.reading.text.toPlainText()


def test_a_draft_of_an_earlier_version_of_the_program_is_taken_up(window: MainWindow, office: Office) -> None:
    from caseworker.actions.drafts import save_draft

    page = open_letter(window)
    case_id, key = page.case_id, page.key
    window.close_page(page)
    doc = {"values": {"salutation": "Dear Siân"}, "focus": "salutation", "opens": ["letter", key]}
    save_draft(
        office, "letter", doc, draft_id=f"letter-{case_id}-L01", case_id=case_id, title="L01", started_at=""
    )
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert field_text(again, "salutation") == "Dear Siân"


def test_keeping_the_letter_takes_its_draft_away(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear Siân fach")
    page.autosave.save_now()
    assert len(list_drafts(office)) == 1
    press(window, KEEP)
    assert list_drafts(office) == []
    page.writing.form["salutation"].set_value("Dear Siân fach again")
    page.autosave.save_now()
    assert [draft.id for draft in list_drafts(office)] == [f"letter-{page.case_id}-{page.which}"]


def test_looking_at_a_letter_leaves_no_draft(window: MainWindow, office: Office) -> None:
    window.close_page(open_letter(window))
    assert list_drafts(office) == []


def approved_by_ali(window: MainWindow, office: Office, page: LetterPage, words: LetterWork) -> None:
    """Ali approves the letter from another window, while somebody has this page open."""
    sit_down(office, "Ali Demir")
    changed = letter_flow.approve_letter(
        office, page.case_id, page.which, "L54", words, recipient_checked=True, accepted={}
    )
    sit_down(office, "Asha Khan")
    window.context.tell_pages(changed)


def test_what_is_typed_while_a_colleague_approves_the_letter_stays_a_draft_and_is_said(
    window: MainWindow, office: Office
) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We come on Monday.")
    press(window, KEEP)
    kept = page.writing.work()
    write(page, part, "We come on Tuesday.")
    approved_by_ali(window, office, page, kept)
    assert page.opened is not None
    assert not page.opened.is_open
    (title,) = [words for words in alert_words(window) if words.startswith("Approved without what you typed")]
    assert "Ali Demir approved this letter" in title
    assert len(list_drafts(office)) == 1
    key = page.key
    page.flow.withdraw()
    assert page.writing.parts.editors[part].value() == (Paragraph("We come on Tuesday."),)
    window.close_page(page)
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert again.writing.parts.editors[part].value() == (Paragraph("We come on Tuesday."),)


def test_what_was_typed_can_be_copied_from_the_approved_letter(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We come on Monday.")
    press(window, KEEP)
    kept = page.writing.work()
    write(page, part, "We come on Tuesday.")
    approved_by_ali(window, office, page, kept)
    (alert,) = [each for each in window.strip.alerts() if each.title == "Approved without what you typed"]
    next(action for action in alert.actions if action.text == "Copy what I typed").call()
    assert "We come on Tuesday." in QGuiApplication.clipboard().text()


def test_an_untouched_page_turns_into_the_approved_letter_without_a_word(
    window: MainWindow, office: Office
) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We come on Monday.")
    press(window, KEEP)
    approved_by_ali(window, office, page, page.writing.work())
    assert not [words for words in alert_words(window) if words.startswith("Approved without")]
    assert list_drafts(office) == []


def test_no_letter_is_made_before_its_draft_was_looked_for(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    page.is_loaded = False
    assert page._preview_job() is None
    page.is_loaded = True
    assert page._preview_job() is not None


def test_what_others_change_in_the_case_is_told_on_the_letter_and_the_world_takes_no_words_away(
    window: MainWindow, office: Office
) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear friend")
    sit_down(office, "Ali Demir")
    changed = add_note(office, page.case_id, "She has moved.")
    sit_down(office, "Asha Khan")
    window.tell_changed(changed)
    assert alert_words(window) == [
        "Changed elsewhere: Ali Demir changed CYP-2025-0001: note, 15 October 2025 at 12:00pm. What you are typing is "
        "kept."
    ]
    page._on_not_opened(DiskFullError("The case was not read because the disk is full."))
    assert page.left.isVisible()
    assert field_text(page, "salutation") == "Dear friend"
    page._on_not_opened(RuleError("This letter is no longer part of the case."))
    (copy,) = window.strip.alerts()[0].actions
    copy.call()
    assert QGuiApplication.clipboard().text() == "Dear friend"


def test_a_letter_read_before_an_act_and_shown_after_it_is_passed_over(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_letter(window)
    reads: list[tuple[Any, Any, Any]] = []
    monkeypatch.setattr(
        page.context.tasks,
        "run_read",
        lambda work, done, failed=None, receiver=None: reads.append((work, done, failed)),
    )
    page.refresh()
    early = reads[0][0]()
    page.refresh()
    (_work, come_late, failed_late), (work, done, _failed) = reads[:2]
    done(work())
    shown = page.opened
    come_late(early)
    failed_late(RuleError("This letter is no longer part of the case."))
    assert page.opened is shown


def test_who_is_writing_goes_on_where_they_were_when_the_address_changes_elsewhere(
    window: MainWindow,
) -> None:
    page = open_letter(window)
    office, me = window.context.office, window.context.office.person
    box = page.writing.parts.summary.box
    box.setFocus()
    box.setPlainText("Nobody rang, and ")  # a space just typed
    box.moveCursor(QTextCursor.MoveOperation.End)
    page.writing.form["salutation"].set_value("Dear Siân")
    page.head.check.set_value(True)
    sit_down(office, "Ali Demir")
    view = case_of(page)
    changed = edit_case(
        office, view, view.parties[0].id, {"address": {"lines": "2 New Road", "postcode": "SE1 1AA"}}
    )
    office.person = me
    window.tell_changed(changed)
    box.textCursor().insertText("nobody wrote.")
    assert box.toPlainText() == "Nobody rang, and nobody wrote."
    assert box.document().isUndoAvailable()
    assert field_text(page, "salutation") == "Dear Siân"
    assert field_text(page, "address") == "2 New Road\nSE1 1AA"
    assert not page.head.is_checked()
    assert "details changed (address)" in " ".join(alert_words(window))
