"""The types of file that are known by their content: what each is called, how it is shown, whether it may be opened.

Question: what of a file that could do harm? Choice: a program or script is refused, for no complaint needs one. A
document with macros, an archive and a type nobody knows are kept with a warning, because losing evidence is worse; they
are never handed to the system's program from here, where the copy would lack the system's own mark of a file from
outside. They can be saved and opened with care. Cost: one step more for such a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

SAVE_FIRST = "Save a copy and have it checked before you open it."


@dataclass(frozen=True, slots=True)
class FileType:
    """One type.

    Attributes:
        endings: how names of this type end, the usual one first; empty: any.
        shows: how it is shown inside the program: "picture", "pdf", "email", "text", or "" for not at all.
        may_open: whether a copy may be handed to the system's program.
        warning: what to know before it is opened, as a sentence; "" for nothing.
    """

    media_type: str
    label: str
    endings: tuple[str, ...] = ()
    shows: str = ""
    may_open: bool = True
    warning: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_MACROS = f"It holds macros, which are small programs. {SAVE_FIRST}"

PDF = FileType("application/pdf", "PDF", (".pdf",), "pdf")
JPEG = FileType("image/jpeg", "JPEG picture", (".jpg", ".jpeg", ".jpe", ".jfif"), "picture")
PNG = FileType("image/png", "PNG picture", (".png",), "picture")
GIF = FileType("image/gif", "GIF picture", (".gif",), "picture")
TIFF = FileType("image/tiff", "TIFF picture", (".tif", ".tiff"), "picture")
BMP = FileType("image/bmp", "BMP picture", (".bmp", ".dib"), "picture")
WEBP = FileType("image/webp", "WebP picture", (".webp",), "picture")
HEIC = FileType("image/heic", "HEIC picture", (".heic", ".heif"))
DOCX = FileType(f"{_OFFICE}wordprocessingml.document", "Word document", (".docx", ".dotx"))
XLSX = FileType(f"{_OFFICE}spreadsheetml.sheet", "Excel workbook", (".xlsx", ".xltx"))
PPTX = FileType(f"{_OFFICE}presentationml.presentation", "PowerPoint slides", (".pptx", ".ppsx", ".potx"))
ODT = FileType(f"{_OPEN}text", "OpenDocument text", (".odt", ".ott"))
ODS = FileType(f"{_OPEN}spreadsheet", "OpenDocument spreadsheet", (".ods", ".ots"))
ODP = FileType(f"{_OPEN}presentation", "OpenDocument slides", (".odp", ".otp"))
DOC = FileType("application/msword", "Word 97 document", (".doc", ".dot"))
XLS = FileType("application/vnd.ms-excel", "Excel 97 workbook", (".xls", ".xlt"))
PPT = FileType("application/vnd.ms-powerpoint", "PowerPoint 97 slides", (".ppt", ".pps"))
RTF = FileType("application/rtf", "Rich text", (".rtf", ".doc"))
MSG = FileType("application/vnd.ms-outlook", "Outlook email", (".msg", ".oft"), "email")
EML = FileType("message/rfc822", "Email", (".eml",), "email")
TEXT = FileType(
    "text/plain", "Plain text",
    (".txt", ".text", ".csv", ".tsv", ".log", ".md", ".ics", ".vcf", ".json", ".xml"), "text",
)  # fmt: skip
HTML = FileType(
    "text/html", "Web page", (".html", ".htm", ".xhtml", ".mht"), "text", may_open=False,
    warning="It is a web page, so only its words are shown here.",
)  # fmt: skip
SVG = FileType(
    "image/svg+xml", "SVG drawing", (".svg",), may_open=False, warning=f"It can hold scripts. {SAVE_FIRST}"
)
MP3 = FileType("audio/mpeg", "MP3 sound", (".mp3",))
WAV = FileType("audio/wav", "WAV sound", (".wav",))
M4A = FileType("audio/mp4", "M4A sound", (".m4a",))
MP4 = FileType("video/mp4", "MP4 video", (".mp4", ".m4v", ".mov", ".3gp"))
WORD_MACROS = FileType(
    "application/vnd.ms-word.document.macroEnabled.12", "Word document with macros", (".docm", ".dotm", ".doc"),
    may_open=False, warning=_MACROS,
)  # fmt: skip
EXCEL_MACROS = FileType(
    "application/vnd.ms-excel.sheet.macroEnabled.12", "Excel workbook with macros",
    (".xlsm", ".xltm", ".xlsb", ".xls"), may_open=False, warning=_MACROS,
)  # fmt: skip
SLIDE_MACROS = FileType(
    "application/vnd.ms-powerpoint.presentation.macroEnabled.12", "PowerPoint slides with macros",
    (".pptm", ".ppsm", ".potm", ".ppt"), may_open=False, warning=_MACROS,
)  # fmt: skip
LOCKED = FileType(
    "application/x-ole-encrypted", "Document with a password", (".docx", ".xlsx", ".pptx"),
    warning="It is protected by a password, so its words cannot be searched.",
)  # fmt: skip
OLE = FileType(
    "application/x-ole-storage", "Microsoft compound file", may_open=False,
    warning=f"What it holds is not known. {SAVE_FIRST}",
)  # fmt: skip
TNEF = FileType(
    "application/vnd.ms-tnef", "Outlook's winmail.dat", (".dat", ".tnef"), may_open=False,
    warning="Outlook packed the attachments of the email into it. Ask the sender to send them as ordinary attachments.",
)  # fmt: skip
ARCHIVE = FileType(
    "application/zip", "Archive", (".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".cab"), may_open=False,
    warning=f"Archives are kept as they are and not unpacked here. {SAVE_FIRST}",
)  # fmt: skip
UNKNOWN = FileType(
    "application/octet-stream", "File of an unknown type", may_open=False,
    warning=f"Its type is not known. {SAVE_FIRST}",
)  # fmt: skip

FILE_TYPES: Mapping[str, FileType] = {
    each.media_type: each
    for each in (
        PDF, JPEG, PNG, GIF, TIFF, BMP, WEBP, HEIC, DOCX, XLSX, PPTX, ODT, ODS, ODP, DOC, XLS, PPT, RTF, MSG, EML,
        TEXT, HTML, SVG, MP3, WAV, M4A, MP4, WORD_MACROS, EXCEL_MACROS, SLIDE_MACROS, LOCKED, OLE, TNEF, ARCHIVE,
        UNKNOWN,
    )
}  # fmt: skip

PROGRAM_ENDINGS = frozenset(
    ".exe .com .scr .pif .cpl .dll .sys .msi .msp .msix .appx .bat .cmd .ps1 .psm1 .vbs .vbe .js .jse .mjs .ws .wsf"
    " .wsc .hta .sct .lnk .url .reg .inf .jar .class .apk .app .dmg .pkg .deb .rpm .sh .bash .command .py .pyw .rb .pl"
    " .php .chm .hlp .gadget .application .appref-ms .msc .iso .img .vhd .xll .wll .scf .desktop".split()
)
"""Names that make a computer run a file, whatever text it holds."""


def file_type(media_type: str) -> FileType:
    """Return the type of that media type; one this version does not know is not opened."""
    return FILE_TYPES.get(media_type, UNKNOWN)


def ending_of(name: str) -> str:
    """Return how a name ends, in small letters, with its dot; "" for a name without an ending."""
    return PurePath(name).suffix.lower()


def name_disagrees(name: str, kind: FileType) -> str:
    """Return in a sentence that a name says something else than the content; "" when they agree or nothing is said."""
    ending = ending_of(name)
    if not ending or not kind.endings or ending in kind.endings:
        return ""
    known = any(ending in each.endings for each in FILE_TYPES.values())
    return f"Its name ends in {ending}, but its content is: {kind.label}." if known else ""


def true_name(name: str, kind: FileType) -> str:
    """Return a name that ends as the content does, for a copy that another program opens."""
    if not kind.endings or ending_of(name) in kind.endings:
        return name
    return f"{name}{kind.endings[0]}"


def warnings_about(name: str, media_type: str) -> tuple[str, ...]:
    """Return in sentences what to know of a file before it is opened."""
    kind = file_type(media_type)
    return tuple(filter(None, (kind.warning, name_disagrees(name, kind))))


def size_words(size: int) -> str:
    """Return a size as people read it: "640 bytes", "12 KB", "3.4 MB"."""
    if size < 1_000:
        return f"{size} bytes" if size != 1 else "1 byte"
    if size < 1_000_000:
        return f"{round(size / 1_000)} KB"
    return f"{size / 1_000_000:.1f} MB"
