"""The folder of a share as a person names it: cleaned, and what is wrong with it in words."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from caseworker.errors import Problem, ProblemsError
from caseworker.sync.share_tables import MAILBOX

NOT_WHOLE = r"Folder must be the whole path, such as \\server\share\casework."


def folder_named(text: str) -> str:
    """Return the folder that somebody typed, pasted with quotation marks, or named by the file in it."""
    plain = text.strip().strip("\"'“”").strip()
    for divider in ("/", "\\"):
        if plain.endswith(divider + MAILBOX):
            return plain[: -len(divider + MAILBOX)]
    return plain


def is_whole(path: str) -> bool:
    """Whether a path says the same wherever the program was started."""
    return Path(path).is_absolute() or PureWindowsPath(path).is_absolute()


def why_no_folder(path: str) -> str:
    """Return what is wrong with a folder that others shall reach; "" where nothing is to be seen.

    The file system is asked, which may take long where a server does not answer: never on the window's thread.
    """
    if not is_whole(path):
        return NOT_WHOLE
    try:
        folder = Path(path)
        if not folder.exists():
            return f"There is no folder {path}, or this computer does not reach it."
        if not folder.is_dir():
            return f"{path} is a file and not a folder."
    except OSError:
        return f"This computer may not look into {path}."
    return ""


def check_new_folder(path: str) -> Path:
    """Return the folder in which a share is to be made: it is there, or one that is there is to hold it.

    Raises:
        ProblemsError: says at the field what is wrong. Nothing is made in the place of a server that is away.
    """
    if not path:
        raise ProblemsError([Problem("path", "Enter the folder")])
    folder = Path(path)
    why = why_no_folder(path)
    if why.startswith("There is no folder") and not why_no_folder(str(folder.parent)):
        why = ""
    if why:
        raise ProblemsError([Problem("path", why)])
    return folder
