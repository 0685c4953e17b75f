"""Share an office, join one that is shared, sign in again, stop sharing on this computer.

Question: what if the line breaks, or the program is closed, in the middle of the first exchange? Choice: the address
is kept first; from then on every meeting goes on where the last one stopped. Cost: an office may be half there for a
while, and says so. Source: offline rules P1, P7, P13, M1; decision 8.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from caseworker import __version__
from caseworker.actions.at_keyboard import become, has_said_who
from caseworker.actions.restricted_at_hub import refuse_blind_login, refuse_restricted
from caseworker.actions.share_folder import NOT_WHOLE, check_new_folder, is_whole
from caseworker.actions.starting import NewOffice, empty_office, take_away_new
from caseworker.actions.sync import ADDRESS, Met, Report, meet, replica_of, sync_status
from caseworker.domain.staff import Person
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.security import keys
from caseworker.security.hub_password import forget_password, keep_password, password_of
from caseworker.storage.emptying import settle, tidy
from caseworker.storage.local import local_setting, set_local_setting, sync_state
from caseworker.storage.log import last_place
from caseworker.sync.address import POSTGRES, SHARE, HubAddress
from caseworker.sync.lives import refuse_strangers
from caseworker.sync.port import Greeting, Hub, HubRefuses, SignInAgain

__all__ = ["POSTGRES", "SHARE", "HubAddress", "SignInAgain"]

Connect = Callable[[HubAddress, str | None], Hub]

JOIN_APART = (
    "To work in that office, join it: IT starts Caseworker with --data and a new folder; the office of this computer "
    "stays as it is."
)

_LOGIN = "hub_person"
"""Local setting: whom the login at the hub stands for, as it said when this computer joined."""

_LEFT = "hub_left"
"""Local setting: where the hub was that this computer stopped using."""

_NO_OFFICE = "This hub has no office yet. Share one from the computer that has it, then try again."

_typed: dict[HubAddress, str] = {}
"""Passwords typed on a computer that keeps none, for as long as the program runs."""


def address_of(office: Office) -> HubAddress | None:
    """Return where the office's hub is; None while the office is on this computer alone."""
    with office.reading() as raw:
        kept = local_setting(raw, ADDRESS)
    return HubAddress.from_json(kept) if kept else None


def connected(office: Office) -> Hub:
    """Return a connection to the office's hub.

    Raises:
        HubAway, SignInAgain, HubRefuses: as the hub says.
    """
    address = address_of(office)
    if address is None:
        raise HubRefuses("This office is on this computer alone. Share it under Settings, “Sharing”.")
    return open_hub(address, _password_of(address))


def open_hub(address: HubAddress, password: str | None) -> Hub:
    """Return a connection to a hub at an address."""
    from caseworker.sync.connect import connect

    return connect(address, password)


def share_office(
    office: Office,
    address: HubAddress,
    password: str,
    report: Report = lambda _what, _done, _of: None,
    connect: Connect = open_hub,
) -> Met:
    """Share an office that was on this computer alone: everything goes to a hub that is empty.

    Raises:
        ProblemsError, RuleError: the address is not whole, or the office may not be shared there; nothing was sent.
        HubAway, SignInAgain, HubRefuses, Stopped: it goes on with the next meeting.
    """
    begin_sharing(office, address, password, connect)
    hub = connect(address, password)
    try:
        return meet(office, hub, report)
    finally:
        hub.close()


def begin_sharing(office: Office, address: HubAddress, password: str, connect: Connect = open_hub) -> None:
    """Check that an office may be shared there, and keep the address; the next meeting sends everything.

    Raises:
        ProblemsError: the address is not whole. RuleError: restricted cases may not go to a share.
        HubAway, SignInAgain, HubRefuses: the hub cannot be used.
    """
    office.require("settings")
    _refuse_second(office)
    _check(address, password)
    refuse_restricted(office, address)
    greeting = _greeted(office, address, password, connect)
    if greeting.head:
        raise HubRefuses(
            f"This hub has an office already. Nothing was sent. {JOIN_APART} To share this one, ask whoever looks "
            "after the hub for an empty one."
        )
    _check_person(office, greeting)
    refuse_blind_login(office, address, greeting)
    _keep(office, address, password)


def begin_share(office: Office, folder: str) -> str:
    """Make a mailbox in a folder that every computer reaches, and share the office there.

    Everybody on the staff list is put on its list by their full name.

    Returns: the joining code, which is typed on each computer that joins.

    Raises:
        ProblemsError, RuleError: no folder, or restricted cases, or no place for a mailbox. HubRefuses: there is one.
    """
    from caseworker.sync.administer_share import add_user, init
    from caseworker.sync.share_making import unmake

    office.require("settings")
    _refuse_second(office)
    place = check_new_folder(folder)
    address = HubAddress(SHARE, path=folder, user=office.person.full_name)
    refuse_restricted(office, address)
    if _is_taken(place):
        raise RuleError(
            f"There is a shared office in {folder} already. Nothing was changed. {JOIN_APART} To share this one, "
            "choose an empty folder.",
            field="path",
        )
    made = init(place)
    try:
        for person in office.staff.values():
            add_user(place, person.full_name, person.id)
        begin_sharing(office, address, made.joining_code)
    except BaseException:  # nobody would know its code, and the next attempt would find it in the way
        unmake(place)
        raise
    return made.joining_code


def _is_taken(place: Path) -> bool:
    from caseworker.sync.share_tables import MAILBOX

    try:
        return (place / MAILBOX).exists()
    except OSError:  # that it may not be looked into is said by whoever writes there
        return False


def go_on_sharing(
    office: Office, address: HubAddress, password: str = "", connect: Connect = open_hub
) -> None:
    """Go on with this office's own hub: at another address, after IT moved it, or after this computer had stopped.

    Args:
        password: of the login, for a share its joining code; "" takes the one this computer keeps.

    Raises:
        ProblemsError: the address is not whole. RuleError: the office never had a hub, or has restricted cases and the
            hub is a share. HubRefuses: another office's hub is there, or an older copy of the hub.
        HubAway, SignInAgain: the hub cannot be used. Nothing is changed then.
    """
    before = address_of(office)
    if not has_known_a_hub(office):
        raise RuleError("This office is on this computer alone.")
    if before is not None and not password:
        password = _kept(before) or ""
    _check(address, password)
    refuse_restricted(office, address)
    greeting = _greeted(office, address, password, connect)
    replica = replica_of(office)
    refuse_strangers(replica.state(), greeting, replica.own_head())
    _check_person(office, greeting)
    refuse_blind_login(office, address, greeting)
    _keep(office, address, password)
    if before is not None and before != address:
        forget_password(before)


def address_left(office: Office) -> HubAddress | None:
    """Return where the hub was that this computer stopped using; None where it never had one, or has one now."""
    with office.reading() as raw:
        if local_setting(raw, ADDRESS) or not sync_state(raw).get("hub_id"):
            return None
        kept = local_setting(raw, _LEFT)
    return HubAddress.from_json(kept) if kept else HubAddress()


def has_known_a_hub(office: Office) -> bool:
    """Whether the office has been shared from this computer, though it may have stopped."""
    with office.reading() as raw:
        return bool(sync_state(raw).get("hub_id"))


def _refuse_second(office: Office) -> None:
    """Refuse to share an office anew that has a hub (RuleError); a second hub would part the office in two."""
    if address_of(office) is not None:
        raise RuleError("This office is shared already.")
    if has_known_a_hub(office):
        raise RuleError(
            "This office has a hub already, which this computer stopped using. Go on with that one: others may still "
            "work there."
        )


def join_office(
    paths: OfficePaths,
    address: HubAddress,
    password: str,
    passphrase: str | None = None,
    connect: Connect = open_hub,
) -> NewOffice:
    """Begin an empty office in a folder that will be filled from a hub by the meetings that follow.

    Args:
        passphrase: how the file is kept shut; None to let this computer keep the key.

    Raises:
        ProblemsError: the address is not whole. HubAway, SignInAgain, HubRefuses: the hub cannot be used. Nothing is
        begun then.
    """
    _check(address, password)
    made = empty_office(paths, keys.KeyringSecret() if passphrase is None else keys.Passphrase(passphrase))
    office = made.opened.office
    try:
        greeting = _greeted(office, address, password, connect)
        if not greeting.head:
            raise HubRefuses(_NO_OFFICE)
        _keep(office, address, password)
        with office.database.raw_writer() as raw:
            set_local_setting(raw, _LOGIN, greeting.person_id)
    except BaseException:  # nothing is in it yet
        made.opened.close()
        take_away_new(paths)
        raise
    return made


def person_of_login(office: Office) -> Person | None:
    """Return whom the login at the hub stands for: they sit at this computer; None where the hub does not say."""
    with office.reading() as raw:
        return office.staff.get(local_setting(raw, _LOGIN))


def seat_by_login(office: Office) -> None:
    """Make whom the login stands for the person here, where the program was closed before they sat down."""
    person = person_of_login(office)
    if person is not None and not has_said_who(office):
        become(office, person)


def _greeted(office: Office, address: HubAddress, password: str, connect: Connect) -> Greeting:
    hub = connect(address, password)
    try:
        return hub.hello(replica_of(office).caller(__version__))
    finally:
        hub.close()


def refuse_empty_hub(office: Office) -> None:
    """Say so when a hub that was joined has no office.

    Raises:
        HubRefuses: nobody shared an office there.
    """
    with office.reading() as raw:
        if not last_place(raw):
            raise HubRefuses(
                "This hub has no office yet. Share one from the computer that has it, then try again."
            )


def people_here(office: Office) -> tuple[Person, ...]:
    """Return who may sit at this computer: everybody who works here today, by name."""
    today = office.clock.today()
    return tuple(
        sorted((p for p in office.staff.values() if p.works_on(today)), key=lambda p: p.full_name.casefold())
    )


def needs_to_arrive(office: Office) -> bool:
    """Whether the office is still on its way to this computer, or nobody has said who they are."""
    status = sync_status(office)
    return status.is_shared and (status.is_arriving or (not office.person.id and not office.staff))


def sit_down(office: Office, person_id: str) -> Person:
    """Make a member of staff the person at this keyboard.

    Raises:
        RuleError: there is no such member of staff.
    """
    person = office.staff.get(person_id)
    if person is None:
        raise RuleError("Choose who you are from the staff list.", field="person")
    become(office, person)
    return person


def sign_in(office: Office, password: str, connect: Connect = open_hub) -> None:
    """Keep a new password once the hub takes it; what waits is sent by the next meeting (P13).

    Raises:
        SignInAgain: it is not taken. HubAway, HubRefuses: it could not be tried.
    """
    address = address_of(office)
    if address is None:
        raise RuleError("This office is on this computer alone.")
    _check(address, password)
    _greeted(office, address, password, connect)
    _keep(office, address, password)


def leave(office: Office) -> None:
    """Stop sharing on this computer: the password is forgotten, every case stays here (M1).

    Where the hub is stays known to whoever goes on sharing later (`address_left`).
    """
    office.require("settings")
    address = address_of(office)
    if address is None:
        return
    forget_password(address)
    _typed.pop(address, None)
    with office.database.raw_writer() as raw:
        set_local_setting(raw, ADDRESS, "")
        set_local_setting(raw, _LEFT, address.as_json())
        settle(raw)  # what was erased here and the hub has not taken is destroyed now
    tidy(office.database)


def _keep(office: Office, address: HubAddress, password: str) -> None:
    if not keep_password(address, password):
        _typed[address] = password
    with office.database.raw_writer() as raw:
        set_local_setting(raw, ADDRESS, address.as_json())


def _kept(address: HubAddress) -> str | None:
    return _typed.get(address) or password_of(address)


def _password_of(address: HubAddress) -> str | None:
    password = _kept(address)
    if password is None:
        raise SignInAgain("This computer does not keep the password. Sign in under Settings, “Sharing”.")
    return password


def _check(address: HubAddress, password: str) -> None:
    problems: list[Problem] = []
    try:
        address.check()
    except ProblemsError as error:
        problems += error.problems
    if address.kind == SHARE and address.path and not is_whole(address.path):
        problems.append(Problem("path", NOT_WHOLE))
    if address.kind == SHARE and not address.user:
        problems.append(Problem("user", "Enter your full name, as on the staff list"))
    if not password:
        what = "the joining code" if address.kind == SHARE else "the password"
        problems.append(Problem("password", f"Enter {what}"))
    if problems:
        raise ProblemsError(problems)


def _check_person(office: Office, greeting: Greeting) -> None:
    """The login must be somebody of the staff list, else their work would be somebody else's at the hub."""
    if greeting.person_id and greeting.person_id not in office.staff:
        raise HubRefuses(
            "This login belongs to somebody who is not on this office's staff list. Nothing was sent. Ask whoever "
            "looks after the hub to give the login the id shown in Settings, “Staff”."
        )
