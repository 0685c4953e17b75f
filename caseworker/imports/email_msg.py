"""An email saved by Outlook as .msg (MS-OXMSG), read by python-oxmsg; what one property cannot tell, another may."""

from __future__ import annotations

import email.policy
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage
from email.parser import HeaderParser
from email.utils import format_datetime, getaddresses
from io import BytesIO
from typing import TYPE_CHECKING

from caseworker.domain.words import without_controls
from caseworker.errors import RuleError
from caseworker.imports import email_read as words
from caseworker.imports.email_eml import SMALL_PICTURE, decoded, file_name, sent_when
from caseworker.imports.email_html import html_words, tidy_lines
from caseworker.imports.email_read import LONGEST_BODY, MOST_ATTACHMENTS, Attachment, ReadEmail, shortened

if TYPE_CHECKING:
    from oxmsg.storage import Storage

# Property ids: MS-OXPROPS.
SUBJECT, BODY, HTML, BODY_HTML, RTF = 0x0037, 0x1000, 0x1013, 0x1013, 0x1009
SENDER_NAME, SENDER_ADDRESS, SENDER_SMTP, ON_BEHALF_NAME, ON_BEHALF_SMTP = (
    0x0C1A,
    0x0C1F,
    0x5D01,
    0x0042,
    0x5D02,
)
SHOWN_TO, SHOWN_CC, SENT, DELIVERED, HEADERS = 0x0E04, 0x0E03, 0x0039, 0x0E06, 0x007D
PERSON_NAME, PERSON_SMTP, PERSON_ADDRESS, PERSON_TYPE = 0x3001, 0x39FE, 0x3003, 0x0C15
DATA, LONG_NAME, SHORT_NAME, SHOWN_NAME, CONTENT_ID, HIDDEN = 0x3701, 0x3707, 0x3704, 0x3001, 0x3712, 0x7FFE
BINARY, STRING, STRING8, OBJECT = 0x0102, 0x001F, 0x001E, 0x000D
ROOT_HEAD, INNER_HEAD, PART_HEAD = 32, 24, 8
"""Bytes before the properties: of the message, of a message inside it, of an attachment or a recipient."""
TO, CC = 1, 2
DEEPEST = 3
"""How deep emails inside emails are read."""

ONLY_RTF = (
    "Its text is kept only as Outlook's rich text, which is not read here. Open the original to read it."
)
NOT_READ = "This Outlook email could not be read. It may be damaged."


def read_msg(content: bytes) -> ReadEmail:
    """Return what the email says.

    Raises:
        RuleError: it is no Outlook message, or damaged.
    """
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    try:
        with OleFileIO(BytesIO(content)) as ole:
            root = Storage.from_ole(ole)
        read = _read(root, ROOT_HEAD, 0) if _is_message(root) else None
    except Exception as error:  # damaged compound files lead the library into any error there is
        if isinstance(error, MemoryError):
            raise
        raise RuleError(NOT_READ) from error
    if read is None:
        raise RuleError(NOT_READ)
    return read


class _Part:
    """The properties of a message, an attachment or a recipient; a broken one is as good as none."""

    def __init__(self, storage: Storage, head: int) -> None:
        from oxmsg.properties import Properties

        self.storage = storage
        self._properties = Properties(storage, properties_header_offset=head)
        self._streams = {stream.name.upper(): stream.bytes_ for stream in storage.streams}

    def stream(self, number: int, kind: int) -> bytes | None:
        """The bytes of a property that is kept in a stream."""
        return self._streams.get(f"__SUBSTG1.0_{number:04X}{kind:04X}")

    def text(self, number: int) -> str:
        """A property that is text."""
        wide = self.stream(number, STRING)
        if wide is not None:
            return without_controls(wide.decode("utf-16-le", "replace")).strip("\x00")
        narrow = self.stream(number, STRING8)
        return "" if narrow is None else without_controls(narrow.decode(self._encoding(), "replace"))

    def moment(self, number: int) -> datetime | None:
        """A property that is an instant."""
        try:
            found = self._properties.date_prop_value(number)
        except (ValueError, OverflowError, AttributeError, KeyError, TypeError):
            return None
        if found is None or not 1990 <= found.year <= 2200:
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def number(self, number: int) -> int:
        """A property that is a whole number; 0 for none."""
        try:
            return int(self._properties.int_prop_value(number) or 0)
        except (ValueError, AttributeError, KeyError, TypeError):
            return 0

    def html(self) -> str:
        """The HTML of the message, as it is written."""
        raw = self.stream(HTML, BINARY)
        return self.text(BODY_HTML) if raw is None else without_controls(_decoded(raw, self._encoding()))

    def _encoding(self) -> str:
        try:
            name = self._properties.body_encoding or "cp1252"
            "".encode(name)
        except (LookupError, KeyError, ValueError):
            return "cp1252"
        return name


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace")


def _read(storage: Storage, head: int, depth: int) -> ReadEmail:
    message = _Part(storage, head)
    transport = HeaderParser().parsestr(message.text(HEADERS)[:200_000])
    remarks: list[str] = []
    name, address = _sender(message, decoded(str(transport.get("From") or "")))
    sent_at = message.moment(SENT) or sent_when(str(transport.get("Date") or "")) or message.moment(DELIVERED)
    if sent_at is None:
        remarks.append(words.NO_DATE)
    body, is_cut = _body(message)
    if is_cut:
        remarks.append(words.LONG)
    if not body and message.stream(RTF, BINARY):
        remarks.append(ONLY_RTF)
    to, cc = _people(storage, message)
    attachments = _attachments(storage, remarks, depth)
    return ReadEmail(
        name, address, to, cc, shortened(message.text(SUBJECT)), sent_at, body, attachments,
        tuple(dict.fromkeys(remarks)),
    )  # fmt: skip


def _sender(message: _Part, line: str) -> tuple[str, str]:
    """Name and address; the address inside an Exchange server ("/O=COUNCIL/…") is no address to write to."""
    for name, address in getaddresses([line]):
        if "@" in address:
            return shortened(name, 300), shortened(address, 300)
    name = message.text(SENDER_NAME) or message.text(ON_BEHALF_NAME)
    known = [message.text(each) for each in (SENDER_SMTP, ON_BEHALF_SMTP, SENDER_ADDRESS)]
    address = next((each for each in known if "@" in each), "")
    return shortened("" if name == address else name, 300), shortened(address, 300)


def _people(storage: Storage, message: _Part) -> tuple[str, str]:
    found: dict[int, list[str]] = {TO: [], CC: []}
    for part in storage.iter_recipient_storages():
        person = _Part(part, PART_HEAD)
        name = person.text(PERSON_NAME)
        known = [person.text(each) for each in (PERSON_SMTP, PERSON_ADDRESS)]
        address = next((each for each in known if "@" in each), "")
        said = f"{name} <{address}>" if name and address and name != address else address or name
        if said:
            found.setdefault(person.number(PERSON_TYPE), []).append(said)
    to = ", ".join(found[TO]) or message.text(SHOWN_TO).replace(";", ",")
    cc = ", ".join(found[CC]) or message.text(SHOWN_CC).replace(";", ",")
    return shortened(to), shortened(cc)


def _body(message: _Part) -> tuple[str, bool]:
    plain = message.text(BODY)
    if plain.strip():
        return tidy_lines(plain[:LONGEST_BODY]), len(plain) > LONGEST_BODY
    return html_words(message.html(), LONGEST_BODY)


def _attachments(storage: Storage, remarks: list[str], depth: int) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    for each in storage.iter_attachment_storages():
        part = _Part(each, PART_HEAD)
        content = part.stream(DATA, BINARY)
        inner = next(
            (s for s in each.storages if s.name.upper() == f"__SUBSTG1.0_{DATA:04X}{OBJECT:04X}"), None
        )
        name = file_name(part.text(LONG_NAME) or part.text(SHORT_NAME) or part.text(SHOWN_NAME))
        if len(found) == MOST_ATTACHMENTS:
            remarks.append(words.MANY)
        elif content is not None and _is_of_signature(part, name, content):
            remarks.append(words.SIGNATURE)
        elif content is not None:
            found.append(Attachment(name or f"Attachment {len(found) + 1}", content))
        elif inner is not None and depth < DEEPEST and _is_message(inner):
            found.append(_nested(inner, depth + 1, len(found) + 1))
            remarks.append(words.NESTED)
    if any(each.name.lower() == "winmail.dat" for each in found):
        remarks.append(words.WINMAIL)
    return tuple(found)


def _is_message(storage: Storage) -> bool:
    return any(stream.name == "__properties_version1.0" for stream in storage.streams)


def _is_of_signature(part: _Part, name: str, content: bytes) -> bool:
    is_picture = name.lower().endswith((".png", ".gif", ".jpg", ".jpeg", ".bmp"))
    return is_picture and bool(part.text(CONTENT_ID)) and len(content) < SMALL_PICTURE


def _nested(storage: Storage, depth: int, number: int) -> Attachment:
    """A message inside the message, written out as an .eml file: it has no bytes of its own in a .msg."""
    inner = _read(storage, INNER_HEAD, depth)
    name = file_name(inner.subject) or f"Email {number}"
    return Attachment(f"{name}.eml", as_eml(inner))


def as_eml(read: ReadEmail) -> bytes:
    """Return what was read of an email as an .eml file, always the same bytes for the same words."""
    message = EmailMessage(policy=email.policy.SMTP)
    for line, value in (("From", read.sender), ("To", read.to), ("Cc", read.cc), ("Subject", read.subject)):
        if value:
            message[line] = str(Header(value, "utf-8").encode()) if not value.isascii() else value
    if read.sent_at:
        message["Date"] = format_datetime(read.sent_at)
    message.set_content(read.body)
    for each in read.attachments:
        message.add_attachment(
            each.content, maintype="application", subtype="octet-stream", filename=each.name
        )
    if read.attachments:
        message.set_boundary("=_caseworker_part")
    return message.as_bytes()
