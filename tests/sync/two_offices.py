"""Two real offices that share a real mailbox file: Asha Khan shares hers, Ali Demir joins it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from caseworker.actions.opening import OpenOffice
from caseworker.actions.sharing import HubAddress, join_office, open_hub, share_office, sit_down
from caseworker.actions.sync import Met, meet
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.sync import administer_share
from caseworker.sync.port import Hub
from tests.example_office import make_office

PASSPHRASE = "three random words"


@dataclass
class Computer:
    """An open office and its way to the hub; `hub` may be put in between for one meeting."""

    opened: OpenOffice
    address: HubAddress
    code: str

    @property
    def office(self) -> Office:
        return self.opened.office

    def hub(self) -> Hub:
        return open_hub(self.address, self.code)

    def meets(self, hub: Hub | None = None, *, files: bool = True) -> Met:
        return meet(self.office, hub or self.hub(), files=files)


@contextmanager
def two_offices(folder: Path) -> Iterator[tuple[Computer, Computer]]:
    """Give both computers; each has everything."""
    share = folder / "share"
    code = administer_share.init(share).joining_code
    with ExitStack() as stack:
        first = make_office(folder / "asha")
        stack.callback(first.close)
        asha, ali = (first.office.staff_named(name) for name in ("Asha Khan", "Ali Demir"))
        for name, person in (("asha", asha), ("ali", ali)):
            administer_share.add_user(share, name, person.id)
        one = Computer(first, HubAddress("share", path=str(share), user="asha"), code)
        share_office(first.office, one.address, code)
        address = HubAddress("share", path=str(share), user="ali")
        second = join_office(OfficePaths(folder / "ali"), address, code, PASSPHRASE).opened
        stack.callback(second.close)
        two = Computer(second, address, code)
        two.meets()
        sit_down(second.office, ali.id)
        yield one, two
