"""The post table: order, envelopes, ways of sending; the log as a file and on paper."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseworker.actions.letter_flow import withdraw_approval
from caseworker.actions.letter_mail import (
    letter_to_print,
    read_post,
    sent_csv,
    sent_pdf,
    way_of_sending,
    write_emails,
    write_sent,
)
from caseworker.actions.letter_post import (
    ToSend,
    deal_with_return,
    dispatch_log,
    record_came_back,
    send_letters,
)
from caseworker.actions.letters import letter_bytes
from caseworker.domain.envelopes import Envelope
from caseworker.domain.letters import MARKING
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import approved, letter, on_day, sent, words
from tests.example_office import TODAY, log_complaint


def waiting(*lines: str, **content: str) -> ToSend:
    return ToSend("c", "l", "CYP-1", "L01", "Letter", lines, TODAY, TODAY, "", "", (), content or None)


@pytest.mark.parametrize(
    ("letter_given", "how"),
    [
        (waiting("Siân Wyn", "1 High Street"), "first_class"),
        (waiting("Siân Wyn", "1 High Street", marking=MARKING), "signed_for"),
        (waiting("Siân Wyn", "By email: sian@example.org"), "email"),
        (waiting("Siân Wyn", "By email: sian@example.org", marking=MARKING), "secure_email"),
        (waiting(), "first_class"),
    ],
)
def test_a_way_of_sending_is_proposed(letter_given: ToSend, how: str) -> None:
    assert way_of_sending(letter_given) == how


def test_what_waits_is_shown_in_the_order_of_the_envelopes(office: Office) -> None:
    for name in ("Zoe Zeal", "Ann Abbot", "Mo Marsh"):
        approved(office, log_complaint(office, full_name=name).case_id)
    lines = read_post(office).to_send
    assert [line.name for line in lines] == ["Ann Abbot", "Mo Marsh", "Zoe Zeal"]
    assert {line.envelope for line in lines} == {Envelope.DL}
    assert lines[0].pages == 2
    assert lines[0].address.startswith("Flat 2, 19 Wharfinger Gardens")
    assert (lines[0].how_words, lines[0].is_paper) == ("First class post", True)


def test_a_letter_of_yesterday_is_known_to_bear_another_day(office: Office) -> None:
    approved(office, log_complaint(office).case_id)
    assert not read_post(office).to_send[0].other_day
    with on_day(office, TODAY + timedelta(days=1)):
        assert read_post(office).to_send[0].other_day


def test_what_is_printed_is_the_frozen_pdf_and_only_while_it_waits(office: Office) -> None:
    case_id = log_complaint(office).case_id
    letter_id = approved(office, case_id)
    kept = letter_bytes(office, letter(office, case_id, letter_id).doc["digest"])
    assert letter_to_print(office, case_id, letter_id) == kept
    withdraw_approval(office, case_id, letter_id)
    with pytest.raises(RuleError, match="this letter is a draft"):
        letter_to_print(office, case_id, letter_id)


def test_a_letter_sent_meanwhile_is_not_printed_again(office: Office) -> None:
    case_id = log_complaint(office).case_id
    letter_id = approved(office, case_id)
    sent(office, case_id, letter_id)
    with pytest.raises(RuleError, match="this letter was sent"):
        letter_to_print(office, case_id, letter_id)


def test_letters_that_came_back_wait_until_somebody_dealt_with_them(office: Office) -> None:
    case_id = log_complaint(office).case_id
    letter_id = approved(office, case_id)
    sent(office, case_id, letter_id)
    assert not read_post(office).came_back
    record_came_back(office, case_id, letter_id, TODAY, "gone_away")
    assert [each.returned_why for each in read_post(office).came_back] == ["Gone away"]
    deal_with_return(office, case_id, letter_id, "Phoned; new address taken.")
    assert not read_post(office).came_back


def log_of(office: Office, *names: str) -> None:
    pairs = [(log_complaint(office, full_name=name).case_id) for name in names]
    send_letters(
        office, [(case_id, approved(office, case_id)) for case_id in pairs], "first_class", TODAY, "AB 1"
    )


def test_the_log_is_written_as_a_file_that_a_spreadsheet_does_not_obey(
    office: Office, tmp_path: Path
) -> None:
    log_of(office, "=HYPERLINK(1) Jones", "Ann Abbot")
    rows = dispatch_log(office, TODAY, TODAY)
    assert write_sent(rows, tmp_path / "sent.csv") == 2
    content = (tmp_path / "sent.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["By"] for row in read] == ["First class post", "First class post"]
    assert read[0]["To"].startswith("'=HYPERLINK(1) Jones")
    assert read[1]["Sent"] == TODAY.isoformat()
    assert read[1]["Recorded by"] == "Asha Khan"


def test_an_empty_log_is_a_head_and_nothing_below_it() -> None:
    assert sent_csv([]).decode("utf-8-sig").splitlines()[0].startswith("Sent,Reference,Code,Letter,To,By,")
    assert len(sent_csv([]).splitlines()) == 1


def test_the_log_on_paper_has_a_part_for_each_day_and_the_same_bytes_again(office: Office) -> None:
    log_of(office, "Ann Abbot", "Zoe Zeal")
    rows = dispatch_log(office, TODAY, TODAY)
    made = sent_pdf(office, rows, TODAY, TODAY)
    assert made.startswith(b"%PDF-")
    assert made == sent_pdf(office, rows, TODAY, TODAY)
    assert sent_pdf(office, [], date(2025, 1, 1), TODAY).startswith(b"%PDF-")


def test_every_letter_waits_although_one_cannot_be_read(office: Office) -> None:
    approved(office, log_complaint(office, full_name="Ann Abbot").case_id)
    case_id = log_complaint(office, full_name="Zoe Zeal").case_id
    letter_id = approved(office, case_id, work=words("Other words."))
    digest = letter(office, case_id, letter_id).doc["digest"]
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM blob WHERE digest = ?", (digest,))
    lines = {line.name: line for line in read_post(office).to_send}
    assert lines["Ann Abbot"].problem == ""
    assert "missing from the office" in lines["Zoe Zeal"].problem


def test_emails_are_written_of_what_waits_and_the_rest_is_named(office: Office, tmp_path: Path) -> None:
    cases = [log_complaint(office, full_name="Ann Abbot").case_id]
    cases.append(log_complaint(office, full_name="Mo Marsh", email="").case_id)
    ids = [approved(office, case_id) for case_id in cases]
    lines = read_post(office).to_send
    sent(office, cases[0], ids[0])
    written = write_emails(office, lines, tmp_path)
    assert [path.name for path in written.paths] == ["CYP-2025-0002 L01.eml"]
    assert written.without_address == ("CYP-2025-0002",)
    assert [reference for reference, _why in written.left_out] == ["CYP-2025-0001"]
    assert len(write_emails(office, lines[1:], tmp_path).paths) == 1
    assert sorted(path.name for path in tmp_path.glob("*.eml")) == [
        "CYP-2025-0002 L01 (2).eml", "CYP-2025-0002 L01.eml",
    ]  # fmt: skip
