"""Whether a folder is one place for all computers, or copies that some program carries to and fro (M3).

Question: how is a synchronised folder told from a share? Choice: by what the system and the names say, before anything
is written; and by a nonce that each computer keeps in a file of its own, which every other must find as the mailbox
says. Two programs that copy files do not keep a promise between two files. Cost: one small file a computer.
Source: offline rule M3.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

from caseworker.paths import CLOUD_VARIABLES, is_unc
from caseworker.sync.share_files import write_through
from caseworker.sync.share_tables import MACHINES

SYNCED_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "nextcloud",
    "owncloud",
    "box sync",
)
OFFLINE_FILES = ("csc", "client side cache")
KEPT_ELSEWHERE = 0x1000 | 0x40000 | 0x400000
"""Windows attributes: offline, recall on open, recall on data access (Win32 file attribute constants)."""
CSC_MASK, CSC_AUTO, CSC_PROGRAMS = 0x30, 0x10, 0x20
"""Caching of a share as its server sets it (SHARE_INFO_1005, lmshare.h): documents, or programs too, by themselves."""


def why_not_shared_here(folder: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """Return why no mailbox may lie in a folder, as the end of a sentence, or None when it may."""
    known = os.environ if environment is None else environment
    inside = [known[name] for name in CLOUD_VARIABLES if known.get(name)]
    if any(PurePath(cloud) in (folder, *folder.parents) for cloud in inside) or _is_synced_by_name(folder):
        return "is copied by a cloud service: each computer would have a mailbox of its own"
    if _is_offline_cache(folder) or _is_kept_elsewhere(folder) or _caches_by_itself(folder):
        return "is kept as Offline Files on this computer: it would not see what others write"
    return None


def new_nonce(folder: Path, origin: str, before: str) -> str:
    """Write a new nonce of this computer, with the one before: the mailbox may know either."""
    nonce = secrets.token_hex(16)
    write_through(_file(folder, origin), [f"{nonce}\n{before}\n".encode()])
    return nonce


def has_nonce(folder: Path, origin: str, nonce: str) -> bool:
    """Whether a computer's nonce is found here as the mailbox says."""
    try:
        return nonce in _file(folder, origin).read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return False


def _file(folder: Path, origin: str) -> Path:
    return folder / MACHINES / f"{''.join(c for c in origin if c.isalnum())}.txt"


def _is_synced_by_name(folder: PurePath) -> bool:
    parts = [part.casefold() for part in folder.parts]
    begins = tuple(f"{name}{end}" for name in SYNCED_NAMES for end in " -(")
    return any(part in SYNCED_NAMES or part.startswith(begins) for part in parts)


def _is_offline_cache(folder: PurePath) -> bool:
    parts = [part.casefold() for part in folder.parts]
    return "windows" in parts and any(name in parts for name in OFFLINE_FILES)


def _is_kept_elsewhere(folder: Path) -> bool:
    """Whether Windows keeps the bytes of the folder somewhere else, and fetches them when asked."""
    try:
        attributes = getattr(folder.stat(), "st_file_attributes", 0)
    except OSError:  # that it is away is said by whoever opens it
        return False
    return bool(attributes & KEPT_ELSEWHERE)


def is_cached(flags: int) -> bool:
    """Whether a share with these flags is kept offline on each computer without being asked."""
    return flags & CSC_MASK in (CSC_AUTO, CSC_PROGRAMS)


def _caches_by_itself(folder: Path) -> bool:
    if sys.platform == "win32":
        text = str(folder.resolve())
        if is_unc(text):
            server, share = text.lstrip("\\/").replace("/", "\\").split("\\")[:2]
            return is_cached(_share_flags(server, share))
    return False


def _share_flags(server: str, share: str) -> int:
    """Ask a Windows server how its share is to be cached; 0 where it does not say (then only the nonces can)."""
    if sys.platform == "win32":
        import ctypes

        found = ctypes.c_void_p()
        netapi = ctypes.windll.netapi32
        if netapi.NetShareGetInfo(server, share, 1005, ctypes.byref(found)) == 0 and found.value:
            flags = ctypes.cast(found, ctypes.POINTER(ctypes.c_uint32)).contents.value
            netapi.NetApiBufferFree(found)
            return int(flags)
    return 0
