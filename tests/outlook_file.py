"""Writes Outlook messages (.msg) for tests: a compound file (MS-CFB) with the streams of MS-OXMSG.

No library writes them (python-oxmsg reads only), and no real one may be put here; so this writes the structure as the
two specifications have it: header, FAT, mini FAT with its stream, a directory tree, and the properties in it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF


@dataclass
class Storage:
    """A folder of a compound file: streams by name, and folders in it."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Storage] = field(default_factory=dict)


@dataclass
class _Entry:
    name: str
    kind: int  # 1 folder, 2 stream, 5 root
    content: bytes = b""
    child: int = NONE
    right: int = NONE
    start: int = END


def compound_file(root: Storage) -> bytes:
    """Return the bytes of a compound file."""
    entries = [_Entry("Root Entry", 5)]
    _add_children(entries, 0, root)
    mini, mini_fat = bytearray(), list[int]()
    for entry in entries:
        if entry.kind == 2 and 0 < len(entry.content) < CUTOFF:
            entry.start = len(mini_fat)
            count = -(-len(entry.content) // MINI)
            mini_fat += [*range(entry.start + 1, entry.start + count), END]
            mini += entry.content.ljust(count * MINI, b"\x00")
    entries[0].content = bytes(mini)
    sectors, fat = list[bytes](), list[int]()

    def put(content: bytes) -> int:
        if not content:
            return END
        start, count = len(sectors), -(-len(content) // SECTOR)
        fat.extend([*range(start + 1, start + count), END])
        sectors.extend(content[n * SECTOR : (n + 1) * SECTOR].ljust(SECTOR, b"\x00") for n in range(count))
        return start

    for entry in entries:
        if entry.kind == 5 or len(entry.content) >= CUTOFF:
            entry.start = put(entry.content)
    per_sector = SECTOR // 4
    mini_sectors = -(-len(mini_fat) // per_sector)
    mini_fat += [FREE] * (mini_sectors * per_sector - len(mini_fat))
    mini_start = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat))
    while len(entries) % 4:
        entries.append(_Entry("", 0))
    directory_start = put(b"".join(map(_directory_entry, entries)))
    fat_count = 1
    while (len(fat) + fat_count) > fat_count * per_sector:
        fat_count += 1
    fat_start = len(sectors)
    table = fat + [FAT_SECTOR] * fat_count
    table += [FREE] * (fat_count * per_sector - len(table))
    packed = struct.pack(f"<{len(table)}I", *table)
    sectors += [packed[n * SECTOR : (n + 1) * SECTOR] for n in range(fat_count)]
    assert fat_count <= 109
    places = [*range(fat_start, fat_start + fat_count), *[FREE] * (109 - fat_count)]
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, fat_count, directory_start, 0, CUTOFF, mini_start, mini_sectors, END, 0, places[0],
    ) + struct.pack("<108I", *places[1:])  # fmt: skip
    return head + b"".join(sectors)


def _add_children(entries: list[_Entry], parent: int, storage: Storage) -> None:
    """Hang the children as one long right branch, in the order the format compares names by."""
    things = [(name, content) for name, content in storage.streams.items()]
    names = sorted([*(n for n, _ in things), *storage.folders], key=lambda name: (len(name), name.upper()))
    before = NONE
    for name in names:
        place = len(entries)
        if name in storage.folders:
            entries.append(_Entry(name, 1))
            _add_children(entries, place, storage.folders[name])
        else:
            entries.append(_Entry(name, 2, storage.streams[name]))
        if before == NONE:
            entries[parent].child = place
        else:
            entries[before].right = place
        before = place


def _directory_entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    size = (len(entry.name) + 1) * 2 if entry.name else 0
    return struct.pack(
        "<64sHBBIII16sIQQIQ", name, size, entry.kind, 1, NONE, entry.right, entry.child, b"", 0, 0, 0,
        entry.start if entry.kind in (2, 5) else 0, len(entry.content),
    )  # fmt: skip


def _filetime(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


class Properties:
    """The properties of a message, an attachment or a recipient."""

    def __init__(self) -> None:
        self.rows: list[bytes] = []
        self.streams: dict[str, bytes] = {}

    def text(self, number: int, value: str, *, narrow: str = "") -> Properties:
        """A text, as Unicode or in an old code page."""
        kind, content = (0x001E, value.encode(narrow)) if narrow else (0x001F, value.encode("utf-16-le"))
        return self.raw(number, kind, content, len(content) + (1 if narrow else 2))

    def raw(self, number: int, kind: int, content: bytes, size: int | None = None) -> Properties:
        """Bytes in a stream of their own."""
        self.streams[f"__substg1.0_{number:04X}{kind:04X}"] = content
        size = len(content) if size is None else size
        self.rows.append(struct.pack("<HHIII", kind, number, 6, size, 0))
        return self

    def number(self, number: int, value: int) -> Properties:
        """A whole number."""
        self.rows.append(struct.pack("<HHIII", 0x0003, number, 6, value, 0))
        return self

    def moment(self, number: int, value: datetime) -> Properties:
        """An instant."""
        self.rows.append(struct.pack("<HHIQ", 0x0040, number, 6, _filetime(value)))
        return self

    def storage(self, head: bytes) -> Storage:
        """The folder of the thing; `head` stands before its properties."""
        return Storage({**self.streams, "__properties_version1.0": head + b"".join(self.rows)})


def attachment(name: str, content: bytes, *, content_id: str = "") -> Storage:
    """An attached file."""
    made = Properties().number(0x3705, 1).text(0x3707, name).raw(0x3701, 0x0102, content)
    if content_id:
        made.text(0x3712, content_id)
    return made.storage(bytes(8))


def inner_message(message: Storage, name: str = "") -> Storage:
    """A message attached to a message."""
    made = Properties().number(0x3705, 5).text(0x3001, name)
    made.rows.append(struct.pack("<HHIII", 0x000D, 0x3701, 6, 0xFFFFFFFF, 1))
    storage = made.storage(bytes(8))
    storage.folders["__substg1.0_3701000D"] = message
    return storage


def message_storage(
    *, subject: str = "", body: str = "", html: bytes = b"", sender: tuple[str, str] = ("", ""), exchange: str = "",
    to: tuple[tuple[str, str], ...] = (), cc: tuple[tuple[str, str], ...] = (), sent: datetime | None = None,
    headers: str = "", attachments: tuple[Storage, ...] = (), is_inner: bool = False, narrow: str = "",
) -> Storage:  # fmt: skip
    """A message as a folder of a compound file."""
    made = Properties().text(0x001A, "IPM.Note").text(0x0037, subject, narrow=narrow)
    if narrow:
        made.number(0x3FFD, 1250)
    if body:
        made.text(0x1000, body, narrow=narrow)
    if html:
        made.raw(0x1013, 0x0102, html)
    if sender[0]:
        made.text(0x0C1A, sender[0])
    if sender[1]:
        made.text(0x5D01, sender[1])
    if exchange:
        made.text(0x0C1F, exchange)
    if sent:
        made.moment(0x0039, sent)
    if headers:
        made.text(0x007D, headers)
    people = [(1, *person) for person in to] + [(2, *person) for person in cc]
    counts = struct.pack("<8xIIII", len(people), len(attachments), len(people), len(attachments))
    storage = made.storage(counts if is_inner else counts + bytes(8))
    storage.folders["__nameid_version1.0"] = Storage({f"__substg1.0_000{n}0102": b"" for n in (2, 3, 4)})
    for number, (kind, name, address) in enumerate(people):
        person = Properties().number(0x0C15, kind).text(0x3001, name).text(0x39FE, address)
        storage.folders[f"__recip_version1.0_#{number:08X}"] = person.storage(bytes(8))
    for number, part in enumerate(attachments):
        storage.folders[f"__attach_version1.0_#{number:08X}"] = part
    return storage


def msg(**parts: object) -> bytes:
    """Return an Outlook message as a file."""
    return compound_file(message_storage(**parts))  # type: ignore[arg-type]
