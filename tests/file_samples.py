"""Files for tests, made here: small, real in structure, and always the same bytes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO

DOCX_XML = (
    '<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>The chronology of Gethin</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>Visits stopped in Llanfair.</w:t></w:r></w:p></w:body></w:document>"
)


def png(width: int = 40, height: int = 30, colour: tuple[int, int, int] = (20, 90, 160)) -> bytes:
    """Return a PNG picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + bytes(colour) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def pdf(*pages: str, size: tuple[float, float] = (595, 842)) -> bytes:
    """Return a PDF with a page for each text."""
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for text in pages or ("A page",):
        canvas.drawString(72, size[1] - 100, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def zipped(members: dict[str, bytes | str]) -> bytes:
    """Return an archive."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def docx(xml: str = DOCX_XML, **more: bytes | str) -> bytes:
    """Return a Word document; `more` are further members (vbaProject__bin stands for vbaProject.bin)."""
    extra = {f"word/{name.replace('__', '.')}": content for name, content in more.items()}
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml, **extra})


def odt(words: str = "Words of an open document") -> bytes:
    """Return an OpenDocument text."""
    content = f'<office xmlns:text="urn:t"><text:p>{words}</text:p></office>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def eml(
    subject: str = "No visits since June",
    body: str = "Dear team,\n\nNobody has visited Gethin since June.\n\nSiân",
    attachments: tuple[tuple[str, bytes], ...] = (),
    **head: str,
) -> bytes:
    """Return an email as a file."""
    message = EmailMessage(policy=SMTP)
    message["From"] = head.get("sender", "Siân O’Brien <sian@example.org>")
    message["To"] = head.get("to", "complaints@northmoor.example")
    if "cc" in head:
        message["Cc"] = head["cc"]
    message["Subject"] = subject
    if head.get("date", "x"):
        message["Date"] = head.get("date", "Tue, 14 Oct 2025 23:30:00 +0000")
    message.set_content(body)
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if attachments:
        message.set_boundary("part")
    return message.as_bytes()
