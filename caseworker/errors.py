"""Every error Caseworker raises on purpose.

    CaseworkerError
    ├── RuleError             not allowed, and why (shown at the field)
    │   ├── NotPermittedError   this person's role does not allow it
    │   └── ProblemsError       several fields need mending at once
    └── UnavailableError      the world is in the way: said plainly, work goes on, may be tried again
        ├── WrongKeyError       the key does not open this file
        ├── KeyNeededError      a passphrase or recovery key must be given
        ├── DamagedFileError    the file is not what was written
        │   └── NotHereYetError   its bytes are still on their way from another computer
        ├── NewerDatabaseError  written by a newer version: read, do not change
        ├── ReadOnlyError       the folder or file cannot be written
        ├── DiskFullError       no room left
        └── AlreadyOpenError    another Caseworker has this office open

Anything else that escapes is a bug and is reported as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class CaseworkerError(Exception):
    """The family's root. `str(error)` is a sentence fit to be shown to a caseworker."""


class RuleError(CaseworkerError):
    """Not allowed, and why.

    Attributes:
        field: the name of the field to show it at, or None.
        source: the rule or law that says so, or None.
    """

    def __init__(self, message: str, *, field: str | None = None, source: str | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.source = source


class NotPermittedError(RuleError):
    """The current person's role does not allow this act."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the field's name and a sentence that says how."""

    field: str
    message: str


class ProblemsError(RuleError):
    """Several entries need mending; nothing was saved and every entry is kept."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(" ".join(p.message.rstrip(".") + "." for p in self.problems), field=first.field)


class UnavailableError(CaseworkerError):
    """The world is in the way: what did not happen, that work is safe, what to do."""


class WrongKeyError(UnavailableError):
    """The key given does not open this file."""


class KeyNeededError(UnavailableError):
    """The file needs a passphrase or a recovery key before it can be opened."""


class DamagedFileError(UnavailableError):
    """The file is not what Caseworker wrote."""


class NotHereYetError(DamagedFileError):
    """The file's bytes are on their way from another computer: nothing is wrong, and nothing can be read yet."""


class NewerDatabaseError(UnavailableError):
    """A newer Caseworker wrote this database; this one may read but not change it."""


class ReadOnlyError(UnavailableError):
    """The folder or the file cannot be written."""


class DiskFullError(UnavailableError):
    """There is no room left on the disk."""


class AlreadyOpenError(UnavailableError):
    """Another Caseworker on this computer has this office open."""
