"""A file of a case as pages: a PDF as it is, a picture, an email or a text set on paper."""

from __future__ import annotations

from caseworker.actions.case_words import moment_words
from caseworker.domain import file_types as types
from caseworker.domain.file_types import file_type
from caseworker.domain.fold import EntityState
from caseworker.domain.papers import Facts
from caseworker.errors import RuleError
from caseworker.imports.emails import read_email
from caseworker.imports.file_kinds import as_text
from caseworker.office import Office

MOST_LETTERS = 200_000
"""Letters of one text that become pages."""


def file_pages(office: Office, file: EntityState, content: bytes, title: str) -> bytes:
    """Return the pages of a file of a case, as a PDF.

    Raises:
        RuleError: its text is too long.
    """
    from caseworker.paper.sheets import picture_pages, text_pages

    kind = file_type(str(file.doc.get("media_type")))
    council, colour = office.settings.council, office.settings.colour
    if kind is types.PDF:
        return content
    if kind.shows == "picture":
        return picture_pages(content, title)
    if kind.shows == "email":
        read = read_email(content, kind)
        sent = moment_words(read.sent_at.isoformat()) if read.sent_at else "Not said"
        attached = ", ".join(each.name for each in read.attachments)
        head = (("From", read.sender), ("To", read.to), ("Copy to", read.cc), ("Sent", sent))
        facts = tuple((k, v) for k, v in (*head, ("Attachments", attached)) if v)
        return text_pages(
            read.subject or title,
            Facts(facts),
            read.body or "This email has no words.",
            council=council,
            colour=colour,
        )
    text = as_text(content) or ""
    if kind is types.HTML:
        from caseworker.imports.email_html import html_words

        text = html_words(text, MOST_LETTERS)[0]
    if len(text) > MOST_LETTERS:
        raise RuleError(
            "Its text is too long for a bundle. Save the part that matters as PDF and add that file."
        )
    return text_pages(title, Facts(()), text, council=council, colour=colour)
