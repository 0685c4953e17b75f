"""What is dropped or pasted as files: paths from a folder, a picture, or what Outlook hands over from its list.

Classic Outlook on Windows gives a list of names ("FileGroupDescriptorW") and the contents one by one ("FileContents").
The new Outlook may give nothing that can be read; then a sentence says how to do it instead.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from caseworker.actions.gather_files import Source

_NAMES = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
_CONTENTS = 'application/x-qt-windows-mime;value="FileContents";index={}'
_ENTRY, _NAME_AT = 592, 72  # bytes of one FILEDESCRIPTORW, and where the name stands in it
_OUTLOOK = re.compile(
    r"RenPrivate|Object Descriptor|application/x-maillist|text/x-moz-message", re.IGNORECASE
)

NOT_HANDED_OVER = (
    "The mail program did not hand over a file. Save the email there (File, Save as), then press Ctrl+Shift+I and "
    "choose it."
)


def has_files(mime: QMimeData) -> bool:
    """Whether something that is dropped or pasted is meant as files, and not as text for a box."""
    if any(url.isLocalFile() for url in mime.urls()) or mime.hasFormat(_NAMES) or is_from_mail(mime):
        return True
    return mime.hasImage() and not mime.hasText() and not mime.hasHtml()


def is_from_mail(mime: QMimeData) -> bool:
    """Whether it comes from the list of a mail program."""
    return any(_OUTLOOK.search(name) for name in mime.formats())


def files_in(mime: QMimeData, added_from: str, picture_name: str) -> list[Source | Path]:
    """Return the files: paths to be read later, or bytes that are here now.

    Args:
        added_from: "drop" or "paste".
        picture_name: what a picture without a name is called.
    """
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return list(paths)
    virtual = _handed_over(mime, added_from)
    if virtual or not mime.hasImage() or mime.hasFormat(_NAMES):
        return list(virtual)
    content = _as_png(mime.imageData())
    return [Source(picture_name, content, added_from)] if content else []


def _handed_over(mime: QMimeData, added_from: str) -> list[Source]:
    found = []
    for number, name in enumerate(file_names(bytes(mime.data(_NAMES).data()))):
        content = bytes(mime.data(_CONTENTS.format(number)).data())
        if content:
            found.append(Source(name, content, added_from))
    return found


def file_names(descriptor: bytes) -> list[str]:
    """Return the names in a FILEGROUPDESCRIPTORW (Windows Shell, shlobj_core.h)."""
    if len(descriptor) < 4:
        return []
    (count,) = struct.unpack_from("<I", descriptor)
    names = []
    for number in range(min(count, 1_000)):
        start = 4 + number * _ENTRY + _NAME_AT
        raw = descriptor[start : start + 520]
        name = raw.decode("utf-16-le", "ignore").split("\x00")[0]
        if name:
            names.append(re.split(r"[\\/]", name)[-1])
    return names


def _as_png(picture: object) -> bytes:
    image = picture if isinstance(picture, QImage) else None
    if image is None or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
