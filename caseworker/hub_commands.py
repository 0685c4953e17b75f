"""The hub of a shared office on the command line: made, looked after, copied, restored; and one meeting with it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from caseworker import hub_acts
from caseworker.hub_asked import PASSWORD_VARIABLE

Adder = Callable[..., argparse.ArgumentParser]

HELP = f"""\
the hub is named by --share FOLDER, or by --server and --database (with --user, --port, --tls).
its password, for a share its joining code, is asked for or taken from the variable {PASSWORD_VARIABLE}.

examples:
  main.py hub init --share //server/complaints/caseworker
  main.py hub add-user anna --staff "Anna Lloyd" --share //server/complaints/caseworker
  main.py hub init --server db.council.example --database caseworker --user hubadmin
  main.py hub add-user anna --staff "Anna Lloyd" --server db.council.example --database caseworker --user hubadmin
  main.py hub status --share //server/complaints/caseworker
  main.py hub restore copies/2026-11-20.db --share //server/complaints/caseworker

`main.py hub ACT --help` tells of each act. exit codes: 0 done; 1 something needs a look; 2 wrong use; 3 the hub
cannot be reached, or refuses; 4 a fault in the program."""

SYNC_HELP = """\
sends what was done here, receives what others did, and fetches files: what the window does by itself every half minute.
the office must not be open in a window. exit codes: 0 done; 1 something needs a look: values that differ, changes that
wait for a decision at the hub or that this version cannot show; 3 the hub is away or refuses; your work is kept.

example:
  main.py sync --check"""


def add_commands(add: Adder) -> None:
    """Add the commands to the command line."""
    hub = add("hub", hub_acts.status, "make the hub of a shared office, and look after it", HELP)
    acts = hub.add_subparsers(dest="act", metavar="ACT", required=True, title="acts")

    def act(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = acts.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        made.set_defaults(run=run)
        _add_address(made)
        return made

    act("init", hub_acts.init, "make an empty hub")
    one = act("add-user", hub_acts.add_user, "let a person in, or say anew who a login is")
    one.add_argument(
        "name", metavar="NAME", help="login; on a share the full name that is typed when joining"
    )
    one.add_argument("--staff", required=True, metavar="WHO", help="id or full name on the staff list")
    one.add_argument(
        "--sees-all",
        action="store_true",
        help="sees restricted cases too; whoever shares the office first needs it (Postgres)",
    )
    one.add_argument(
        "--manager",
        action="store_true",
        help="may erase cases for ever, and decides under Conflicts about changes that wait (Postgres)",
    )
    for name, run, text in (
        ("remove-user", hub_acts.remove_user, "take the right to the hub from a person"),
        ("new-password", hub_acts.new_password, "give a login another password (Postgres)"),
    ):
        act(name, run, text).add_argument("name", metavar="NAME", help="login; on a share a name")
    act("status", hub_acts.status, "say who uses the hub, what it holds and what waits")
    one = act(
        "backup",
        hub_acts.backup,
        "write a verified copy; that of a Postgres hub is sealed with a passphrase, asked for or taken from"
        " CASEWORKER_COPY_PASSPHRASE",
    )
    one.add_argument(
        "path", type=Path, metavar="PATH", help="new file, or a folder: then it is named by the day"
    )
    one.add_argument(
        "--plain",
        action="store_true",
        help="do not seal it (Postgres): whoever finds it reads every case; keep it as safe as the server",
    )
    act(
        "restore", hub_acts.restore, "put a copy in place: every computer offers again what the copy lacks"
    ).add_argument("path", type=Path, metavar="COPY")
    act("check", hub_acts.check, "look whether everything there is as it was written")
    act(
        "tidy",
        hub_acts.tidy,
        "clear the server's free pages of what was erased; nobody can send meanwhile (Postgres)",
    )
    act("upgrade", hub_acts.upgrade, "bring the hub to this version, before the computers are (Postgres)")
    one = act(
        "rebuild",
        hub_acts.rebuild,
        "make a damaged or lost file on a share again from the office of this computer",
    )
    one.add_argument(
        "--new-code", action="store_true", help="with another joining code, when the old one is known"
    )
    act("joining-code", hub_acts.joining_code, "print the joining code of the share that this computer uses")
    one = act(
        "keep",
        hub_acts.keep,
        "write what a restore must not forget into the folder of copies; every hour (Postgres)",
    )
    one.add_argument("path", type=Path, metavar="FOLDER")
    one = act(
        "stand-in",
        hub_acts.stand_in,
        "let a person see the restricted cases of somebody they stand in for (Postgres)",
    )
    one.add_argument("who", metavar="WHO", help="id or full name on the staff list")
    one.add_argument("for_whom", metavar="FOR", help="id or full name of who is away")
    one.add_argument("--end", action="store_true", help="from now on no longer")
    one = act(
        "held", hub_acts.held, "list changes that wait for a decision, take one in or refuse it (Postgres)"
    )
    one.add_argument("what", choices=("list", "accept", "refuse"), metavar="list|accept|refuse")
    one.add_argument("id", nargs="?", default="", metavar="ID")
    one.add_argument(
        "--reason", default="", metavar="TEXT", help="why it is refused; it is kept all the same"
    )
    one = act("retire", hub_acts.retire, "wait no longer for a computer, and give up its unused numbers")
    one.add_argument("computer", metavar="COMPUTER", help="its code, such as K07")
    one.add_argument("--why", default="The computer is not used any more", metavar="TEXT")

    one = add("sync", hub_acts.sync, "meet the hub of the office once", SYNC_HELP)
    one.add_argument("--check", action="store_true", help="compare the whole record with the hub's")


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="folder of the office"
    )
    place = parser.add_argument_group("the hub")
    place.add_argument("--share", type=_folder, metavar="FOLDER", help="folder on a network share")
    place.add_argument("--server", default="", metavar="NAME", help="Postgres server")
    place.add_argument("--port", type=int, default=5432, metavar="N", help="its port (default 5432)")
    place.add_argument("--database", default="", metavar="NAME", help="its database")
    place.add_argument(
        "--user", default="", metavar="NAME", help="login that administers it (default: your sign-in name)"
    )
    place.add_argument(
        "--tls", default="require", metavar="HOW", help="require (default), a certificate's file, or off"
    )


def _folder(text: str) -> Path:
    """Return the folder of a share, named by itself or by the mailbox in it."""
    from caseworker.sync.share_tables import MAILBOX

    path = Path(text).absolute()
    return path.parent if path.name == MAILBOX else path
