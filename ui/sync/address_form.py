"""Where the hub is and how one signs in there: fields for a Postgres server, or for a folder on a network share."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseworker.actions.share_folder import folder_named
from caseworker.actions.sharing import POSTGRES, SHARE, HubAddress, SignInAgain
from caseworker.errors import Problem, RuleError
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.tokens import SPACE_16
from ui.widgets.choice_field import ChoiceField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form, problems_of
from ui.widgets.options_field import OptionsField
from ui.widgets.place_field import PlaceField
from ui.widgets.shown import set_shown
from ui.widgets.text_field import TextField

KINDS = ((POSTGRES, "A Postgres server"), (SHARE, "A folder on a network share"))
TLS = (
    ("require", "Encrypted"),
    ("off", "Not encrypted: only for a server on this computer"),
)
_LETTERS_OF_A_CODE = 50  # a joining code is seen whole while it is typed from paper
_CERTIFICATES = "Certificates (*.pem *.crt *.cer);;All files (*)"
_OF_POSTGRES = ("server", "port", "database", "tls", "certificate")


MOVED_WORDS = (
    "When IT has put the hub on another server or in another folder, enter the new place here, on each computer. "
    "It must be the hub of this office: any other is refused."
)


class SecretField(TextField):
    """One line that is not shown while it is typed."""

    def __init__(self) -> None:
        super().__init__(_LETTERS_OF_A_CODE, limit=500)
        self.show_typed(False)

    def show_typed(self, is_shown: bool) -> None:
        """Show what is typed: forty characters from paper cannot be typed blindly."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)


def ask_secret_of(block: FieldBlock, address: HubAddress) -> None:
    """Ask for the password of a login, or for the joining code of a share, as each is typed."""
    is_share = address.kind == SHARE
    block.set_label("Joining code" if is_share else "Password")
    assert isinstance(block.field, SecretField)
    block.field.show_typed(is_share)


class Purpose(Enum):
    """What the address is asked for."""

    NEW = "new"  # the office is shared for the first time: a share is made anew, so that it has no code yet
    JOIN = "join"  # an office that is there, or the hub that this computer had left
    MOVED = "moved"  # the hub of this office at another address


class AddressForm(QWidget):
    """The fields; those of the other kind are hidden.

    Args:
        files: asks for the folder and the certificate.
    """

    def __init__(
        self,
        purpose: Purpose = Purpose.JOIN,
        files: FileDialogs = SYSTEM_DIALOGS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.purpose, self.files = purpose, files
        self.form = Form()
        self.summary = ErrorSummary(self.form.focus)
        self.kind = OptionsField(KINDS, upright=True)
        self.secret = SecretField()
        self.path = PlaceField(
            lambda parent, title: self.files.choose_folder(parent, title), "Folder of the shared office"
        )
        certificate = PlaceField(
            lambda parent, title: self.files.open_file(parent, title, _CERTIFICATES),
            "Certificate of the server",
        )
        blocks = (
            FieldBlock("kind", "Where the hub is", self.kind),
            FieldBlock("server", "Server", TextField(40), needed=True),
            FieldBlock("port", "Port", TextField(8)),
            FieldBlock("database", "Database", TextField(30), needed=True),
            FieldBlock("path", "Folder", self.path, needed=True),
            FieldBlock("user", "Your login", TextField(30), needed=True),
            FieldBlock("password", "Password", self.secret, needed=True),
            FieldBlock("tls", "Connection", ChoiceField(TLS)),
            FieldBlock(
                "certificate",
                "Certificate of the server (file)",
                certificate,
                help_words="Only if IT gave you one. The server must then be who it says.",
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_16)
        column.addWidget(self.summary)
        for block in blocks:
            column.addWidget(self.form.add(block))
        self.form.fill({"kind": POSTGRES, "port": "5432", "tls": "require"})
        self.kind.changed.connect(self._on_kind)
        self._on_kind()

    @property
    def is_share(self) -> bool:
        """Whether a folder was chosen."""
        return bool(self.kind.value() == SHARE)

    def begin(self, purpose: Purpose, address: HubAddress | None = None) -> None:
        """Ask for another purpose, beginning with an address that is known; what was typed before goes."""
        self.purpose = purpose
        self.clear()
        known = address or HubAddress(port=5432)
        is_file = known.tls not in [code for code, _words in TLS]
        self.form.fill(
            {
                "kind": known.kind,
                "server": known.server,
                "port": str(known.port),
                "database": known.database,
                "user": known.user,
                "path": known.path,
                "password": "",
                "tls": "require" if is_file else known.tls,
                "certificate": known.tls if is_file else "",
            }
        )
        self._on_kind()

    def address(self) -> HubAddress:
        """What was entered."""
        said = {name: str(value or "").strip() for name, value in self.form.values().items()}
        if self.is_share:
            return HubAddress(SHARE, path=folder_named(said["path"]), user=said["user"])
        port = int(said["port"]) if said["port"].isdecimal() else 0
        return HubAddress(
            POSTGRES, said["server"], port, said["database"], said["user"], said["certificate"] or said["tls"]
        )

    def password(self) -> str:
        """The password, or the joining code of a share."""
        return str(self.form["password"].value() or "")

    def first(self) -> QWidget:
        """What is asked for first."""
        if self.purpose is not Purpose.MOVED:
            return self.kind.editor()
        return self.form["path" if self.is_share else "server"].editor()

    def show_error(self, error: RuleError) -> None:
        """Show each problem at its field."""
        found = problems_of(error)
        self.summary.show_problems(self.form.show_problems(found) or found)

    def say(self, words: str, error: Exception) -> None:
        """Say what is in the way, at the secret where the hub did not take it."""
        name = "password" if isinstance(error, SignInAgain) else "path" if self.is_share else "server"
        problems = [Problem(name, words)]
        self.summary.show_problems(self.form.show_problems(problems) or problems)

    def clear(self) -> None:
        """Take away what the last attempt showed."""
        self.form.clear_problems()
        self.summary.show_problems(())

    def _on_kind(self) -> None:
        share, blocks = self.is_share, self.form.blocks
        is_new, is_moved = self.purpose is Purpose.NEW, self.purpose is Purpose.MOVED
        for name in _OF_POSTGRES:
            set_shown(blocks[name], not share)
        set_shown(blocks["kind"], not is_moved)
        set_shown(blocks["path"], share)
        set_shown(blocks["user"], not (share and is_new))
        set_shown(blocks["password"], not (share and is_new))
        blocks["path"].set_help(
            "An empty folder on a server that every computer of the team reaches." if is_new else ""
        )
        blocks["user"].set_label("Your full name, as on the staff list" if share else "Your login")
        blocks["password"].set_needed(not is_moved)
        blocks["password"].set_help("Leave it empty to use the one this computer keeps." if is_moved else "")
        ask_secret_of(blocks["password"], HubAddress(SHARE if share else POSTGRES))
