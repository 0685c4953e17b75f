"""The one door to reading emails: by the type of the file, never by its name, and never anything from outside it."""

from __future__ import annotations

from caseworker.domain.file_types import EML, MSG, FileType
from caseworker.errors import RuleError
from caseworker.imports.email_read import ReadEmail


def read_email(content: bytes, kind: FileType) -> ReadEmail:
    """Return what an email says.

    Raises:
        RuleError: it is no email, or it is damaged.
    """
    if kind is MSG:
        from caseworker.imports.email_msg import read_msg

        return read_msg(content)
    if kind is EML:
        from caseworker.imports.email_eml import read_eml

        return read_eml(content)
    raise RuleError(f"It is not an email. Its content is: {kind.label}.")
