"""A mailbox on a share for tests: made once, copied for each."""

from __future__ import annotations

from pathlib import Path

from caseworker.security.share_key import ShareKey
from caseworker.sync import administer_share
from caseworker.sync.mailbox import Mailbox
from caseworker.sync.share import ShareHub

PEOPLE = ("anna", "ben", "cara")


class Share:
    """A mailbox in a folder, with its three people."""

    def __init__(self, folder: Path, code: str) -> None:
        self.folder, self.code, self.copy = folder, code, folder.with_name("copy.db")

    @classmethod
    def made(cls, folder: Path) -> Share:
        """Make one."""
        code = administer_share.init(folder).joining_code
        for name in PEOPLE:
            administer_share.add_user(folder, name, name)
        return cls(folder, code)

    def hub(self, login: str, patience: float = 20.0) -> ShareHub:
        mailbox = Mailbox(self.folder, patience=patience)
        return ShareHub(self.folder, login, ShareKey.from_code(self.code), mailbox=mailbox)

    def back_up(self) -> None:
        self.copy.unlink(missing_ok=True)
        administer_share.backup(self.folder, self.copy)

    def restore(self) -> None:
        administer_share.restore(self.folder, self.copy)
