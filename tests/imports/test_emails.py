"""Emails are read as far as they can be, nothing outside them is asked for, nothing in them is run."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.file_types import EML, MSG, PDF
from caseworker.errors import RuleError
from caseworker.imports import email_read as words
from caseworker.imports.email_eml import file_name, read_eml
from caseworker.imports.email_html import html_words
from caseworker.imports.email_msg import NOT_READ, ONLY_RTF, read_msg
from caseworker.imports.emails import read_email
from tests.file_samples import eml, pdf, png
from tests.outlook_file import (
    Properties,
    Storage,
    attachment,
    compound_file,
    inner_message,
    message_storage,
    msg,
)

SENT = datetime(2025, 10, 14, 9, 5, tzinfo=UTC)


def html_of(text: str) -> str:
    return html_words(text, 10_000)[0]


def test_an_email_gives_its_head_words_and_attachments() -> None:
    read = read_eml(
        eml(attachments=(("plan.pdf", pdf("x")), ("photo.png", png())), cc="Ali <ali@example.org>")
    )
    assert (read.sender_name, read.sender_email) == ("Siân O’Brien", "sian@example.org")
    assert read.sender == "Siân O’Brien <sian@example.org>"
    assert read.subject == "No visits since June"
    assert read.body.startswith("Dear team,\n\nNobody has visited")
    assert read.sent_at == datetime(2025, 10, 14, 23, 30, tzinfo=UTC)
    assert [each.name for each in read.attachments] == ["plan.pdf", "photo.png"]
    assert read.attachments[0].content == pdf("x")
    assert read.cc == "Ali <ali@example.org>"
    assert read.remarks == ()


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Tue, 99 Foo 2025 99:99:99 +9999", "Tue, 14 Oct 1950 10:00:00 +0000"]
)
def test_an_email_without_a_real_date_says_so(date: str) -> None:
    read = read_eml(b"From: a@example.org\r\nDate: " + date.encode() + b"\r\n\r\nWords")
    assert read.sent_at is None
    assert words.NO_DATE in read.remarks


def test_coded_and_broken_lines_of_the_head_are_read_as_far_as_they_go() -> None:
    read = read_eml(
        b"From: =?utf-8?q?Si=C3=A2n?= <sian@example.org>\r\nSubject: =?no-such-charset?b?4pyT?= and =?utf-8?b?!!?=\r\n"
        b"Date: Tue, 14 Oct 2025 10:00:00 -0000\r\nTo: \xff\xfe broken <<>>,,;\r\n"
        b"Content-Type: text/plain; charset=klingon\r\n\r\n"
        b"caf\xe9"
    )
    assert read.sender_name == "Siân"
    assert read.body == "café"
    assert read.sent_at == datetime(2025, 10, 14, 10, tzinfo=UTC)


def test_a_head_of_a_thousand_recipients_is_shortened() -> None:
    many = ", ".join(f"person{n}@example.org" for n in range(1000))
    read = read_eml(eml(to=many))
    assert len(read.to) <= words.LONGEST_HEADER
    assert read.to.endswith("…")


def test_html_becomes_words_and_nothing_else() -> None:
    assert (
        html_of(
            "<html><head><title>t</title><style>p{}</style></head><body><script>alert(1)</script><p>Dear&nbsp;team,</p>"
            "<p>One<br>two</p><ul><li>first<li>second</ul><form><input value='x'><button>Pay</button></form>"
            "<img src='http://tracker.example/open.gif'><iframe src='x'>inside</iframe>"
            "<div style='display:none'>hidden</div>"
            "<table><tr><td>a</td><td>b</td></tr></table><!-- note --></body></html>"
        )
        == "Dear team,\n\nOne\ntwo\n\n• first\n• second\n\na\tb"
    )


def test_a_link_that_hides_where_it_leads_is_shown() -> None:
    told = html_of("<a href='https://evil.example/x'>https://www.northmoor.example</a>")
    assert told == "https://www.northmoor.example (this link leads to evil.example)"
    assert html_of("<a href='https://www.northmoor.example/a'>northmoor</a>") == "northmoor"


@given(st.text(max_size=300))
def test_no_html_is_an_error_or_leaves_a_tag_of_a_script(text: str) -> None:
    assert "<script" not in html_of(f"<p>{text}<script>x</script>").lower() or "<script" in text.lower()


def test_an_html_email_is_read_when_there_is_no_plain_text() -> None:
    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"] = "a@example.org", "x"
    message.set_content("<p>Only <b>HTML</b></p>", subtype="html")
    assert read_eml(message.as_bytes()).body == "Only HTML"


def test_an_email_inside_an_email_is_a_file_of_its_own() -> None:
    outer, inner = EmailMessage(policy=SMTP), EmailMessage(policy=SMTP)
    inner["From"], inner["Subject"] = "b@example.org", "First/complaint"
    inner.set_content("what it was about")
    outer["From"], outer["Subject"] = "a@example.org", "Forwarded"
    outer.set_content("see below")
    outer.add_attachment(inner)
    read = read_eml(outer.as_bytes())
    assert [each.name for each in read.attachments] == ["complaint.eml"]
    assert read_eml(read.attachments[0].content).body == "what it was about"
    assert words.NESTED in read.remarks
    assert read.body == "see below"


def test_pictures_of_a_signature_stay_inside_and_winmail_is_told() -> None:
    message = EmailMessage(policy=SMTP)
    message["From"] = "a@example.org"
    message.set_content("words")
    message.add_attachment(
        png(), maintype="image", subtype="png", cid="<logo>", disposition="inline", filename="logo.png"
    )
    message.add_attachment(
        b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    read = read_eml(message.as_bytes())
    assert [each.name for each in read.attachments] == ["winmail.dat"]
    assert words.SIGNATURE in read.remarks
    assert words.WINMAIL in read.remarks


def test_an_attachment_cannot_name_a_folder() -> None:
    assert file_name("..\\..\\Windows\\evil.txt") == "evil.txt"
    assert file_name("../../etc/passwd") == "passwd"
    assert file_name('a<b>:"|?*.txt') == "a_b______.txt"
    assert [file_name(name) for name in ("nul.pdf", "CON", "..")] == ["_nul.pdf", "_CON", ""]
    assert file_name("plan\u202efdp.exe") == "planfdp.exe"


@given(st.binary(max_size=600))
def test_any_bytes_are_read_as_an_email_without_an_error(content: bytes) -> None:
    read_eml(b"From: a@example.org\r\n" + content)


@given(st.lists(st.sampled_from([
    b"Content-Type: multipart/mixed; boundary=x\r\n", b"Content-Type: message/rfc822\r\n", b"\r\n--x\r\n", b"--x--\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"Content-Disposition: attachment; filename*=utf-8''%zz\r\n", b"\r\n",
    b"Content-Type: text/html; charset=utf-7\r\n", b"Subject: =?utf-8?b?\xff?=\r\n", b"\xff\x00\r\n", b"YQ\r\n",
]), max_size=25))  # fmt: skip
def test_broken_structures_are_read_without_an_error(lines: list[bytes]) -> None:
    read_eml(b"From: a@example.org\r\n" + b"".join(lines))


def test_an_outlook_email_gives_the_same_as_any_other() -> None:
    big = bytes(range(256)) * 40
    content = msg(
        subject="Constituent’s child", body="Dear Sir\r\n\r\nWhen will the plan be issued?",
        sender=("Nia Bowen MP", "nia@example.org"),
        exchange="/O=PARLIAMENT/CN=NIA", to=(("Complaints", "complaints@northmoor.example"),),
        cc=(("Office", "office@example.org"),), sent=SENT,
        attachments=(attachment("letter.pdf", pdf("x")), attachment("long.bin", big)),
    )  # fmt: skip
    read = read_email(content, MSG)
    assert read.sender == "Nia Bowen MP <nia@example.org>"
    assert read.to == "Complaints <complaints@northmoor.example>"
    assert read.cc == "Office <office@example.org>"
    assert read.subject == "Constituent’s child"
    assert read.body == "Dear Sir\n\nWhen will the plan be issued?"
    assert read.sent_at == SENT
    assert [(each.name, each.content) for each in read.attachments] == [
        ("letter.pdf", pdf("x")),
        ("long.bin", big),
    ]


def test_the_address_inside_an_exchange_server_is_not_taken_for_an_email_address() -> None:
    read = read_msg(
        msg(subject="x", body="y", sender=("Ali Demir", ""), exchange="/O=COUNCIL/CN=ALI", sent=SENT)
    )
    assert read.sender == "Ali Demir"


def test_the_head_that_travelled_with_it_names_the_sender_and_the_day() -> None:
    head = "From: =?utf-8?q?Si=C3=A2n?= <sian@example.org>\r\nDate: Tue, 14 Oct 2025 10:05:00 +0100\r\n"
    read = read_msg(msg(subject="x", html=b"<p>In <b>HTML</b></p>", headers=head))
    assert read.sender == "Siân <sian@example.org>"
    assert read.sent_at == SENT
    assert read.body == "In HTML"


def test_an_outlook_email_in_an_old_code_page_is_read() -> None:
    read = read_msg(msg(subject="Łukasz Żółć", body="Dzień dobry", narrow="cp1250"))
    assert (read.subject, read.body) == ("Łukasz Żółć", "Dzień dobry")


def test_an_outlook_email_inside_another_becomes_a_file() -> None:
    inner = message_storage(
        subject="Ąbove", body="deep", sender=("Ann", "ann@example.org"), sent=SENT, is_inner=True,
        attachments=(attachment("x.txt", b"hello"),),
    )  # fmt: skip
    read = read_msg(msg(subject="Forwarded", body="see", attachments=(inner_message(inner),)))
    assert [each.name for each in read.attachments] == ["Ąbove.eml"]
    again = read_eml(read.attachments[0].content)
    assert (again.subject, again.body, again.sender_email) == ("Ąbove", "deep", "ann@example.org")
    assert again.sent_at == SENT
    assert [(a.name, a.content) for a in again.attachments] == [("x.txt", b"hello")]


def test_text_that_is_only_outlooks_rich_text_is_told() -> None:
    made = Properties().text(0x0037, "x").raw(0x1009, 0x0102, b"LZFu")
    assert ONLY_RTF in read_msg(compound_file(made.storage(bytes(32)))).remarks


def test_a_damaged_outlook_email_is_said_to_be_so() -> None:
    good = msg(subject="x", body="y" * 6000)
    for broken in (good[:700], good[:512] + bytes(len(good) - 512), compound_file(Storage({"x": b"y"}))):
        with pytest.raises(RuleError, match=NOT_READ[:20]):
            read_msg(broken)


@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=8))
def test_an_outlook_email_with_some_bytes_changed_is_read_or_refused(place: int, noise: bytes) -> None:
    content = bytearray(msg(subject="x", body="words", attachments=(attachment("a.txt", b"hello"),)))
    place %= len(content)
    content[place : place + len(noise)] = noise
    with suppress(RuleError):
        read_msg(bytes(content))


def test_what_is_no_email_is_not_read_as_one() -> None:
    with pytest.raises(RuleError, match="not an email"):
        read_email(pdf("x"), PDF)
    assert read_email(eml(), EML).subject
