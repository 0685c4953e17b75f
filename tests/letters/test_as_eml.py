"""The letter as an email draft: short words, the PDF attached, headers nobody can smuggle anything into."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.letters import MARKING
from caseworker.errors import ProblemsError
from caseworker.letters.as_eml import Attachment, file_name, letter_eml
from tests.letters.example import LETTERHEAD, example

PDF = b"%PDF-1.7 the letter"


def draft(**given: Any) -> bytes:
    letter = replace(example(), **given.pop("letter", {}))
    return letter_eml(letter, LETTERHEAD, PDF, **given)


def read(made: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(made, policy=default))


def body_of(made: bytes) -> str:
    body = read(made).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_it_opens_as_an_unsent_draft_with_the_letter_attached_under_its_reference():
    message = read(draft(to=[("Siân Wyn", "sian@example.org")]))
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Siân Wyn <sian@example.org>"
    attached = list(message.iter_attachments())
    assert [(each.get_filename(), each.get_content_type()) for each in attached] == [
        ("CYP-2025-0412 L01.pdf", "application/pdf")
    ]
    assert attached[0].get_content() == PDF


def test_nobody_is_guessed():
    message = read(draft())
    assert [message[name] for name in ("To", "Cc", "Bcc", "From")] == [None] * 4


def test_the_words_say_that_a_letter_is_attached_and_nothing_of_what_it_says():
    words = body_of(draft())
    assert words.startswith("Dear Ms Wyn\n")
    assert "Wednesday 15 October 2025 is attached, with our reference CYP-2025-0412." in " ".join(
        words.split()
    )
    assert "phone 020 7946 0123" in words
    assert "Niamh" not in words
    assert "complaint" not in words.replace("Children's complaints team", "").replace(
        "Complaints manager", ""
    )
    assert max(map(len, words.splitlines())) <= 76


def test_the_subject_line_names_nobody_and_bears_the_marking():
    assert read(draft())["Subject"] == "Letter, our reference CYP-2025-0412"
    marked = read(draft(letter={"marking": MARKING}))
    assert marked["Subject"] == "OFFICIAL-SENSITIVE: Letter, our reference CYP-2025-0412"


def test_enclosures_are_attached_and_named():
    made = draft(enclosures=[Attachment("Report of the officer.docx", b"word", "application/msword")])
    names = [each.get_filename() for each in read(made).iter_attachments()]
    assert names == ["CYP-2025-0412 L01.pdf", "Report of the officer.docx"]
    assert "1 other file goes with it: Report of the officer.docx." in " ".join(body_of(made).split())


def test_the_same_draft_is_the_same_bytes():
    assert draft(to=[("", "a@example.org")]) == draft(to=[("", "a@example.org")])


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x00"])
def test_a_line_end_cannot_begin_another_header(end: str):
    evil = f"Hello{end}Bcc: thief@example.org{end}{end}body"
    made = draft(
        letter={"reference": evil, "salutation": evil, "signatory_name": evil},
        subject_line=evil,
        to=[(evil, "sian@example.org")],
        enclosures=[Attachment(evil, b"x", f"text/plain{end}X-Evil: 1")],
    )
    message = read(made)
    assert message["Bcc"] is None
    assert message["X-Evil"] is None
    assert message["Subject"] == "Hello Bcc: thief@example.org body"
    assert len(list(message.iter_attachments())) == 2


@pytest.mark.parametrize(
    "address", ["", "no at", "two@at@example.org", "a@b", "a b@example.org", "a@example.org\r\nBcc: b@example.org",
                "a@example.org, b@example.org", "<a@example.org>", "sîan@example.org"]
)  # fmt: skip
def test_an_address_that_cannot_be_sent_to_is_named(address: str):
    with pytest.raises(ProblemsError, match="must be a real one") as found:
        draft(to=[("Siân", address)])
    assert found.value.problems[0].field == "email"


@given(st.text(max_size=80))
def test_any_name_becomes_a_file_name_that_every_system_takes(name: str):
    made = file_name(name)
    assert made
    assert not set(made) & set('<>:"/\\|?*\n\r\x00')
    assert len(made) <= 120


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_a_message_of_the_same_headers(text: str, name: str):
    made = letter_eml(
        replace(example(), signatory_name=text, salutation=text), LETTERHEAD, PDF,
        to=[(name, "a@example.org")], subject_line=text,
    )  # fmt: skip
    message = read(made)
    names = sorted(header.lower() for header in message.keys())  # noqa: SIM118 - a message is no dict
    assert names == ["content-type", "mime-version", "subject", "to", "x-unsent"]
    assert [each.get_content() for each in message.iter_attachments()] == [PDF]
