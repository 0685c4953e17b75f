"""What each command for a hub does: the one with a server or the one on a share, whichever is named."""

from __future__ import annotations

import argparse
from pathlib import Path

from caseworker import hub_words
from caseworker.commands import DONE, LOOK, opened
from caseworker.errors import RuleError, UnavailableError
from caseworker.hub_asked import (
    copy_passphrase,
    hub_address,
    hub_password,
    new_code,
    new_copy_passphrase,
    refuse_share,
    secret,
    staff_id_of,
    told_of_hub,
)


def init(parsed: argparse.Namespace) -> int:
    """Make a hub; a share's joining code is printed once."""
    with told_of_hub():
        if parsed.share:
            from caseworker.actions.share_folder import check_new_folder
            from caseworker.sync import administer_share

            made = administer_share.init(check_new_folder(str(parsed.share)))
            print(f"The mailbox was made in {parsed.share}.\nJoining code: {made.joining_code}")
            print("Keep it as safe as the cases: it is shown once, and each computer that joins asks for it.")
            print("Let the people in with `hub add-user`.")
        else:
            from caseworker.sync import administer_postgres

            address = hub_address(parsed)
            administer_postgres.init(address, hub_password(parsed))
            print(
                f"The hub was made in {address.database} on {address.server}. Let the people in with `hub add-user`."
            )
    return DONE


def add_user(parsed: argparse.Namespace) -> int:
    """Let a person in; a new password is printed once."""
    staff_id = staff_id_of(parsed, parsed.staff)
    with told_of_hub():
        if parsed.share:
            from caseworker.sync import administer_share

            administer_share.add_user(parsed.share, parsed.name, staff_id)
            print(
                f"{parsed.name} is on the list of the share. There are no passwords: the joining code opens it."
            )
        else:
            from caseworker.sync import administer_postgres

            given = administer_postgres.add_user(
                hub_address(parsed),
                hub_password(parsed),
                parsed.name,
                staff_id,
                sees_all=parsed.sees_all,
                is_manager=parsed.manager,
            )
            print(
                f"{parsed.name} may use the hub.",
                f"Password, shown once: {given}" if given else "The password is as it was.",
            )
    return DONE


def remove_user(parsed: argparse.Namespace) -> int:
    """Take the right to the hub from a person; what they wrote stays."""
    with told_of_hub():
        if parsed.share:
            from caseworker.sync import administer_share

            administer_share.remove_user(parsed.share, parsed.name)
            print(
                f"{parsed.name} is not on the list any more. Take the right to the folder from them too: whoever has "
                "the joining code and the folder can read it."
            )
        else:
            from caseworker.sync import administer_postgres

            administer_postgres.remove_user(hub_address(parsed), hub_password(parsed), parsed.name)
            print(f"{parsed.name} may not use the hub any more.")
    return DONE


def new_password(parsed: argparse.Namespace) -> int:
    """Give a login another password and print it once."""
    refuse_share(parsed, "There are no passwords on a share.")
    from caseworker.sync import administer_postgres

    with told_of_hub():
        given = administer_postgres.new_password(hub_address(parsed), hub_password(parsed), parsed.name)
    print(f"Password of {parsed.name}, shown once: {given}")
    return DONE


def status(parsed: argparse.Namespace) -> int:
    """Print how things stand; what waits for somebody makes the exit code 1."""
    with told_of_hub():
        if parsed.share:
            from caseworker.sync import administer_share

            lines, needs_look = hub_words.of_share(administer_share.status(parsed.share))
        else:
            from caseworker.sync import administer_postgres

            said = administer_postgres.status(hub_address(parsed), hub_password(parsed))
            lines, needs_look = hub_words.of_postgres(said)
    print("\n".join(lines))
    return LOOK if needs_look else DONE


def backup(parsed: argparse.Namespace) -> int:
    """Write a verified copy of the hub."""
    _check_there(parsed.path if parsed.path.is_dir() else parsed.path.absolute().parent)
    with told_of_hub():
        if parsed.share:
            from caseworker.sync import administer_share

            path = administer_share.backup(parsed.share, parsed.path)
            print(
                f"{path}\nThe copy was made and verified. Files of cases are not in it: every computer has its own."
            )
        else:
            from caseworker.sync import administer_postgres

            passphrase = "" if parsed.plain else new_copy_passphrase()
            address, password = hub_address(parsed), hub_password(parsed)
            path = administer_postgres.backup(address, password, parsed.path, passphrase)
            how = (
                "It holds everything in plain: keep it as safe as the server."
                if parsed.plain
                else "Only the passphrase opens it: keep that apart from the copies, where a second person finds it."
            )
            print(f"{path}\nThe copy was made and verified. {how}")
    return DONE


def _check_there(folder: Path) -> None:
    """Stop where a folder of copies is not there (RuleError): in the place of a disk that is away none is made."""
    if not folder.is_dir():
        raise RuleError(
            f"There is no folder {folder}, or this computer does not reach it. Nothing was written. Make it first.",
            field="path",
        )


def keep(parsed: argparse.Namespace) -> int:
    """Write redactions and the list of computers beside the copies of a Postgres hub."""
    refuse_share(parsed, "A file on a share keeps this by itself, beside it.")
    _check_there(parsed.path)
    from caseworker.sync import administer_postgres

    with told_of_hub():
        print(administer_postgres.keep_outside(hub_address(parsed), hub_password(parsed), parsed.path))
    return DONE


def stand_in(parsed: argparse.Namespace) -> int:
    """Let a person see what somebody who is away sees, or no longer."""
    refuse_share(parsed, "A file on a share hides nothing.")
    from caseworker.sync import administer_postgres

    who, for_whom = (staff_id_of(parsed, name) for name in (parsed.who, parsed.for_whom))
    with told_of_hub():
        address, password = hub_address(parsed), hub_password(parsed)
        administer_postgres.stand_in(address, password, who, for_whom, is_on=not parsed.end)
    print(f"{parsed.who} stands in for {parsed.for_whom}{' no longer' if parsed.end else ''}.")
    return DONE


def restore(parsed: argparse.Namespace) -> int:
    """Put a copy in place, as another life of the hub."""
    if not parsed.path.is_file():
        raise RuleError(f"There is no file {parsed.path}. Nothing was changed.", field="path")
    with told_of_hub():
        if parsed.share:
            from caseworker.sync import administer_share

            administer_share.restore(parsed.share, parsed.path)
            print("The copy is in place; the file that was there is kept beside it.")
        else:
            from caseworker.sync import administer_postgres

            passphrase = copy_passphrase(parsed.path)
            address, password = hub_address(parsed), hub_password(parsed)
            done = administer_postgres.restore(address, password, parsed.path, passphrase)
            print(
                f"The copy is in place, up to change {done.head:,}. Redactions done again: {done.redactions}."
            )
            for login in done.without_password:
                print(f"{login} needs a new password: `hub new-password {login}`.")
    print(
        "Each computer offers again what the copy lacks when it next meets the hub. No new blocks of numbers are given"
    )
    print("until every computer has called; `hub status` lists them, `hub retire` ends the wait for one.")
    return DONE


def check(parsed: argparse.Namespace) -> int:
    """Print what is not as it was written; anything makes the exit code 1."""
    with told_of_hub():
        if parsed.share:
            from caseworker.sync import administer_share

            faults = administer_share.check(
                parsed.share, secret("Joining code (Enter to leave contents out): ")
            )
        else:
            from caseworker.sync import administer_postgres

            faults = list(administer_postgres.check(hub_address(parsed), hub_password(parsed)))
    print("\n".join(faults) or "Everything is as it was written.")
    return LOOK if faults else DONE


def upgrade(parsed: argparse.Namespace) -> int:
    """Bring a Postgres hub to this version."""
    refuse_share(parsed, "A file on a share needs no upgrade.")
    from caseworker.sync import administer_postgres

    with told_of_hub():
        done = administer_postgres.upgrade(hub_address(parsed), hub_password(parsed))
    print(f"Applied: {', '.join(done)}." if done else "The hub is up to date.")
    return DONE


def tidy(parsed: argparse.Namespace) -> int:
    """Leave nothing of what was erased in the free pages of a Postgres hub."""
    refuse_share(parsed, "A file on a share is cleared by itself whenever something is erased.")
    from caseworker.sync import administer_postgres

    with told_of_hub():
        done = administer_postgres.tidy(hub_address(parsed), hub_password(parsed))
    print(
        f"The tables were written anew; erased since the last time: {done:,}. The server's write-ahead log, its "
        "archive and copies made before still hold it, until they are written over or removed."
    )
    return DONE


def rebuild(parsed: argparse.Namespace) -> int:
    """Make a share's file again from the office of --data."""
    if not parsed.share:
        raise RuleError(
            "Only a file on a share is made again: name it with --share. A server is restored from a copy."
        )
    from caseworker.actions.rebuild_share import rebuild_share

    with opened(parsed, to_read=True) as office, told_of_hub():
        code = new_code() if parsed.new_code else secret("Joining code: ")
        count = rebuild_share(office.office, parsed.share, code, with_files=not parsed.new_code)
    if parsed.new_code:
        print(f"New joining code: {code}")
        print("Each computer asks for it at its next meeting. Older copies still open with the old one.")
    print(f"The mailbox was made again with {count:,} changes. What was there is kept beside it.")
    print(
        "Each computer sends what this one did not have when it next meets the hub. `hub status` lists the people:"
    )
    print("add again those who are missing.")
    return DONE


def joining_code(parsed: argparse.Namespace) -> int:
    """Print the joining code that this computer keeps."""
    from caseworker.actions.sharing import SHARE, address_of
    from caseworker.security.hub_password import password_of

    with opened(parsed, to_read=True) as office:
        office.office.require("settings")
        address = address_of(office.office)
        code = password_of(address) if address is not None and address.kind == SHARE else None
    if code is None:
        raise UnavailableError(
            "This computer keeps no joining code. Ask whoever made the share, or another computer."
        )
    print(code)
    return DONE


def held(parsed: argparse.Namespace) -> int:
    """List what is held, or decide on one; waiting ones make the exit code 1."""
    refuse_share(
        parsed, "What a file on a share holds, erasures that met a legal hold, is decided under Conflicts."
    )
    from caseworker.sync import administer_postgres

    with told_of_hub():
        address, password = hub_address(parsed), hub_password(parsed)
        if parsed.what == "list":
            found = administer_postgres.held(address, password)
            print("\n".join(map(hub_words.of_held, found)) or "Nothing waits for a decision.")
            return LOOK if any(not each.refused_why for each in found) else DONE
        if not parsed.id:
            raise RuleError("Name the change; `hub held list` lists them.")
        if parsed.what == "accept":
            done = administer_postgres.accept_held(address, password, parsed.id) is not None
        else:
            if not parsed.reason.strip():
                raise RuleError(
                    "Say with --reason why it is refused: whoever wrote it is told.", field="reason"
                )
            done = administer_postgres.refuse_held(address, password, parsed.id, parsed.reason)
    if not done:
        raise RuleError(f"No change {parsed.id} is held.")
    print("It was taken in." if parsed.what == "accept" else "It was refused. Whoever wrote it is told why.")
    return DONE


def retire(parsed: argparse.Namespace) -> int:
    """Wait no longer for a computer."""
    with told_of_hub():
        if parsed.share:
            from caseworker.sync import administer_share

            administer_share.retire(parsed.share, parsed.computer, parsed.why)
        else:
            from caseworker.sync import administer_postgres

            if not administer_postgres.retire(
                hub_address(parsed), hub_password(parsed), parsed.computer, parsed.why
            ):
                raise RuleError(f"There is no computer {parsed.computer}. `hub status` lists them.")
    print(f"{parsed.computer} is waited for no more, and its unused numbers are given up.")
    return DONE


def sync(parsed: argparse.Namespace) -> int:
    """Meet the hub once."""
    from caseworker.actions.sharing import connected
    from caseworker.actions.sync import meet

    with opened(parsed) as office, told_of_hub(is_at_work=True):
        hub = connected(office.office)
        try:
            met = meet(office.office, hub, check=parsed.check)
        finally:
            hub.close()
    lines, needs_look = hub_words.of_meeting(met)
    print("\n".join(lines))
    return LOOK if needs_look else DONE
