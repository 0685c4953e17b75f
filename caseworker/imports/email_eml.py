"""An email saved as .eml (RFC 5322 and MIME), read by the standard library; broken or not."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from caseworker.domain.file_names import safe_name
from caseworker.domain.words import without_controls
from caseworker.imports import email_read as words
from caseworker.imports.email_html import html_words, tidy_lines
from caseworker.imports.email_read import LONGEST_BODY, MOST_ATTACHMENTS, Attachment, ReadEmail, shortened

SMALL_PICTURE = 20_000
"""Bytes: a picture inside the text that is smaller belongs to a signature as a rule."""


def read_eml(content: bytes) -> ReadEmail:
    """Return what the email says. A broken one gives what can be read of it."""
    start = content.lstrip(b"\xef\xbb\xbf\r\n")
    message = email.message_from_bytes(start, policy=email.policy.default)
    remarks: list[str] = []
    name, address = _sender(message)
    sent_at = sent_when(_header(message, "Date"))
    if sent_at is None:
        remarks.append(words.NO_DATE)
    body, is_cut = _body(message)
    attachments = _attachments(message, remarks)
    if is_cut:
        remarks.append(words.LONG)
    return ReadEmail(
        name, address, shortened(_people(message, "To")), shortened(_people(message, "Cc")),
        shortened(_header(message, "Subject")), sent_at, body, attachments, tuple(dict.fromkeys(remarks)),
    )  # fmt: skip


def sent_when(text: str) -> datetime | None:
    """Return the instant a Date line names, None for what is no date; without an offset it is taken for UTC."""
    try:
        moment = parsedate_to_datetime(text)
        moment.timestamp()
    except (TypeError, ValueError, IndexError, OverflowError, OSError):
        return None
    if not 1990 <= moment.year <= 2200:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def decoded(text: str) -> str:
    """Return a line of a head with its coded words read, "=?utf-8?q?Si=C3=A2n?=" as "Siân"."""
    try:
        plain = str(make_header(decode_header(text)))
    except (LookupError, UnicodeError, ValueError):
        plain = text
    return without_controls(plain.replace("\n", " ").replace("\r", " ")).strip()


def _header(message: Any, name: str) -> str:
    """A line of the head. The new parser gives up on some broken lines; they are read by the old rules then."""
    try:
        value = message.get(name)
    except (LookupError, ValueError, IndexError, AttributeError, TypeError, AssertionError):
        value = _raw(message, name)
    return decoded(str(value)) if value is not None else ""


def _raw(message: Message[Any, Any], name: str) -> str:
    found = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    return found[0] if found else ""


def _sender(message: Message[Any, Any]) -> tuple[str, str]:
    for line in ("From", "Sender", "Reply-To", "Return-Path"):
        for name, address in getaddresses([_header(message, line)]):
            if name or address:
                return shortened(name, 300), shortened(address, 300)
    return "", ""


def _people(message: Message[Any, Any], name: str) -> str:
    return _header(message, name)


def _body(message: Message[Any, Any]) -> tuple[str, bool]:
    """The words of the email: its plain text, else its HTML as words."""
    plain, html = "", ""
    for part in _leaves(message):
        if _is_attachment(part):
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and not plain.strip():
            plain = part_text(part)
        elif kind == "text/html" and not html.strip():
            html = part_text(part)
    if plain.strip():
        text = without_controls(plain)
        return tidy_lines(text[:LONGEST_BODY]), len(text) > LONGEST_BODY
    found, is_cut = html_words(without_controls(html), LONGEST_BODY)
    return found, is_cut


def part_text(part: Message[Any, Any]) -> str:
    """Return the text of a part; a charset that is unknown or wrong is read as Windows writes."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, AssertionError):  # a transfer coding that is none
        content = str(part.get_payload()).encode("utf-8", "replace")
    if not isinstance(content, bytes):
        return ""
    charset = (part.get_content_charset() or "utf-8").strip("\"' ")
    for name in (charset, "utf-8"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def _leaves(message: Message[Any, Any], depth: int = 0) -> Iterator[Message[Any, Any]]:
    """The parts that hold something themselves; an email inside the email is one part and is not entered."""
    if message.get_content_maintype() == "multipart" and message.is_multipart() and depth < 50:
        parts = message.get_payload()
        for part in parts if isinstance(parts, list) else []:
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)
    else:
        yield message


def _is_attachment(part: Message[Any, Any]) -> bool:
    kind = part.get_content_maintype()
    return (
        part.get_content_disposition() == "attachment"
        or bool(_name_of(part))
        or kind not in ("text", "multipart")
    )


def _name_of(part: Message[Any, Any]) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError, AttributeError, IndexError):
        name = None
    return file_name(decoded(name)) if name else ""


def file_name(text: str) -> str:
    """Return the name of an attachment as a file may be called: no folders, nothing a system forbids or reserves."""
    return safe_name(re.split(r"[\\/]", text)[-1].strip(" ."), "")


def _attachments(message: Message[Any, Any], remarks: list[str]) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    for part in _leaves(message):
        if not _is_attachment(part) or (part is message and not _name_of(part)):
            continue
        content = _content(part)
        if _is_of_signature(part, content):
            remarks.append(words.SIGNATURE)
        elif len(found) == MOST_ATTACHMENTS:
            remarks.append(words.MANY)
        else:
            found.append(_attachment(part, content, len(found) + 1, remarks))
    return tuple(found)


def _attachment(part: Message[Any, Any], content: bytes, number: int, remarks: list[str]) -> Attachment:
    name = _name_of(part)
    if part.get_content_type() == "message/rfc822":
        remarks.append(words.NESTED)
        inner = part.get_payload()
        subject = _header(inner[0], "Subject") if isinstance(inner, list) and inner else ""
        name = name or f"{file_name(subject) or f'Email {number}'}.eml"
        name = name if name.lower().endswith(".eml") else f"{name}.eml"
    if name.lower() == "winmail.dat" or part.get_content_type() == "application/ms-tnef":
        remarks.append(words.WINMAIL)
    return Attachment(name or f"Attachment {number}{_usual_ending(part)}", content)


def _usual_ending(part: Message[Any, Any]) -> str:
    import mimetypes

    return mimetypes.guess_extension(part.get_content_type()) or ""


def _content(part: Message[Any, Any]) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):  # an email inside the email, or a part that only claims to be one thing
        inner = payload[0] if payload else None
        try:
            return (
                inner.as_bytes(policy=email.policy.SMTP.clone(cte_type="8bit"))
                if isinstance(inner, Message)
                else b""
            )
        except (LookupError, UnicodeError, ValueError, AttributeError, TypeError, IndexError):
            return str(inner).encode("utf-8", "replace")
    try:
        content = part.get_payload(decode=True)
    except (ValueError, AssertionError):
        content = None
    return content if isinstance(content, bytes) else str(payload).encode("utf-8", "replace")


def _is_of_signature(part: Message[Any, Any], content: bytes) -> bool:
    is_inside = part.get_content_disposition() != "attachment" and bool(part.get("Content-ID"))
    return is_inside and part.get_content_maintype() == "image" and len(content) < SMALL_PICTURE
