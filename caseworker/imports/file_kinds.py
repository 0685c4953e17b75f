"""Which type a file is, by its content and not by its name; programs are refused (why: domain/file_types.py).

Nothing is unpacked here: of an archive only the list of its members is read, so that a zip bomb has nothing to burst.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterable
from io import BytesIO

from caseworker.domain import file_types as types
from caseworker.domain.file_types import PROGRAM_ENDINGS, FileType, ending_of
from caseworker.errors import RuleError

MOST_MEMBERS = 20_000
"""Members of an archive that are looked at; one with more is an archive and nothing else."""
_LOOKED_AT = 64 * 1024
"""Bytes of a text that decide what kind of text it is."""

_STARTS: tuple[tuple[bytes, FileType], ...] = (
    (b"\xff\xd8\xff", types.JPEG),
    (b"\x89PNG\r\n\x1a\n", types.PNG),
    (b"GIF87a", types.GIF),
    (b"GIF89a", types.GIF),
    (b"II*\x00", types.TIFF),
    (b"MM\x00*", types.TIFF),
    (b"{\\rtf", types.RTF),
    (b"ID3", types.MP3),
    (b"\xff\xfb", types.MP3),
    (b"\xff\xf3", types.MP3),
    (b"\x78\x9f\x3e\x22", types.TNEF),
    (b"Rar!\x1a\x07", types.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", types.ARCHIVE),
    (b"\x1f\x8b", types.ARCHIVE),
    (b"BZh", types.ARCHIVE),
    (b"\xfd7zXZ\x00", types.ARCHIVE),
    (b"MSCF", types.ARCHIVE),
)
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe", b"dex\n", b"L\x00\x00\x00\x01\x14\x02\x00", b"#!", b"ITSF",
)  # fmt: skip
_ZIPPED: tuple[tuple[str, FileType, FileType], ...] = (
    ("word/", types.DOCX, types.WORD_MACROS),
    ("xl/", types.XLSX, types.EXCEL_MACROS),
    ("ppt/", types.PPTX, types.SLIDE_MACROS),
)
_HEADER = re.compile(
    rb"^(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to|content-type|reply-to"
    rb"|sender|x-[a-z0-9-]+|dkim-signature|authentication-results|arc-[a-z-]+|thread-[a-z]+|importance) ?:",
    re.IGNORECASE,
)
_OWN_HEADER = re.compile(rb"^(?:from|received|return-path|message-id|date|subject) ?:", re.IGNORECASE)


def type_of(name: str, content: bytes) -> FileType:
    """Return the type of a file.

    Raises:
        RuleError: it is empty, or a program or script, which no case keeps.
    """
    if not content:
        raise RuleError("It is empty.")
    found = _by_start(content) or _by_text(name, content)
    if found is None or ending_of(name) in PROGRAM_ENDINGS:
        raise RuleError("It is a program or a script. Programs are not kept with cases.")
    return found


def _by_start(content: bytes) -> FileType | None:
    """The type that the first bytes tell; UNKNOWN where they tell none and it is no text."""
    head = content[:1024]
    if any(head.startswith(start) for start in _PROGRAMS) and not _is_fake_mz(content):
        raise RuleError("It is a program or a script. Programs are not kept with cases.")
    if head.lstrip(b"\xef\xbb\xbf\r\n\t \x00").startswith(b"%PDF-"):
        return types.PDF
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zipped(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(content)
    if head[4:8] == b"ftyp":
        return _media(head[8:12])
    if head.startswith(b"RIFF"):
        return {b"WEBP": types.WEBP, b"WAVE": types.WAV}.get(head[8:12], types.UNKNOWN)
    if (
        head.startswith(b"BM")
        and len(head) > 18
        and struct.unpack("<I", head[14:18])[0] in (12, 40, 56, 108, 124)
    ):
        return types.BMP
    found = next((kind for start, kind in _STARTS if head.startswith(start)), None)
    if found is None and b"%PDF-" in head and not is_email(content[:_LOOKED_AT]):
        return types.PDF  # PDF readers take one that begins with something else, and so do we
    return found


def _is_fake_mz(content: bytes) -> bool:
    """Whether it is a text that happens to begin with MZ."""
    return content.startswith(b"MZ") and len(content) < 64 and b"\x00" not in content


def _media(brand: bytes) -> FileType:
    if brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"):
        return types.HEIC
    return types.M4A if brand == b"M4A " else types.MP4


def _zipped(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                return types.ARCHIVE
            names = {member.filename for member in members}
            if "mimetype" in names:
                return _open_document(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return types.ARCHIVE
    if "[Content_Types].xml" in names:
        return _office(names)
    if any(name.endswith((".class", ".dex")) for name in names) or "META-INF/MANIFEST.MF" in names:
        raise RuleError("It is a program or a script. Programs are not kept with cases.")
    return types.ARCHIVE


def _office(names: Iterable[str]) -> FileType:
    names = list(names)
    has_macros = any(name.rpartition("/")[2].lower() in ("vbaproject.bin", "xlmmacros.bin") for name in names)
    has_macros = has_macros or any(name.startswith("xl/macrosheets/") for name in names)
    for folder, plain, with_macros in _ZIPPED:
        if any(name.startswith(folder) for name in names):
            return with_macros if has_macros else plain
    return types.ARCHIVE


def _open_document(archive: zipfile.ZipFile) -> FileType:
    with archive.open("mimetype") as member:
        said = member.read(100).decode("ascii", "replace").strip().removesuffix("-template")
    if any(name.startswith("Basic/") and name.endswith(".xml") for name in archive.namelist()):
        return types.WORD_MACROS if said == types.ODT.media_type else types.EXCEL_MACROS
    known = {kind.media_type: kind for kind in (types.ODT, types.ODS, types.ODP)}
    return known.get(said, types.ARCHIVE)


def _compound(content: bytes) -> FileType:
    """What a Microsoft compound file holds, by the names of its streams."""
    names = compound_names(content)
    if "__properties_version1.0" in names:
        return types.MSG
    if "encryptedpackage" in names:
        return types.LOCKED
    has_macros = bool({"macros", "_vba_project_cur", "vba", "_vba_project"} & names)
    for stream, plain, with_macros in (
        ("worddocument", types.DOC, types.WORD_MACROS),
        ("workbook", types.XLS, types.EXCEL_MACROS),
        ("book", types.XLS, types.EXCEL_MACROS),
        ("powerpoint document", types.PPT, types.SLIDE_MACROS),
    ):
        if stream in names:
            return with_macros if has_macros else plain
    return types.OLE


def compound_names(content: bytes) -> set[str]:
    """Return the names of all parts of a compound file, in small letters; none where it cannot be read."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(content)) as whole:
            if str(whole.root.clsid).upper().startswith("000C10"):  # an installer
                raise RuleError("It is a program or a script. Programs are not kept with cases.")
            return {part.lower() for path in whole.listdir(streams=True, storages=True) for part in path}
    except RuleError:
        raise
    except Exception:  # olefile raises whatever a damaged file leads it into; such a file is of no known type
        return set()


def _by_text(name: str, content: bytes) -> FileType | None:
    """What kind of text it is; None for a script, UNKNOWN where it is no text."""
    text = as_text(content[:_LOOKED_AT])
    if text is None:
        return types.UNKNOWN
    if ending_of(name) in PROGRAM_ENDINGS:
        return None
    plain = text.encode("utf-8", "replace")
    if is_email(plain):
        return types.EML
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<script")) or "<html" in start:
        return types.HTML
    if "<svg" in start[:1000]:
        return types.SVG
    return None if start.startswith(("<?php", "@echo")) else types.TEXT


def as_text(content: bytes) -> str | None:
    """Return the bytes as text (UTF-8, UTF-16 or Windows' own), None where they are none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\x00" in content:
        return None
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in content)
    if controls > len(content) // 100:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 4:  # cut inside a letter
            return content[: error.start].decode("utf-8-sig")
        return content.decode("cp1252", "replace")


def is_email(content: bytes) -> bool:
    """Whether a text begins as an email does: lines of its head, two of them an email's own."""
    lines = content.lstrip(b"\xef\xbb\xbf\r\n").splitlines()[:200]
    if lines and lines[0].startswith(b"From "):
        lines = lines[1:]
    own = 0
    for line in lines:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        if not _HEADER.match(line) and not re.match(rb"^[!-9;-~]+:", line):
            return False
        own += bool(_OWN_HEADER.match(line))
    return own >= 2
