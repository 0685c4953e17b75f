"""The office: who we are and how to reach us, how references begin, whose timescales apply."""

from __future__ import annotations

from typing import Any

from caseworker.actions.schemes import authority_choices
from ui.settings.form_part import FormPart
from ui.widgets.choice_field import ChoiceField
from ui.widgets.text_area import AddressField, TextArea
from ui.widgets.text_field import EmailField, PhoneField, TextField

_PREFIX_HELP = (
    "Two to six capital letters before the year, as in CYP-2026-0412. References already given stay."
)
_AUTHORITY_HELP = (
    "Corporate complaints and enquiries are counted by the council's own timescales. Those of the law (Children Act, "
    "FOI, subject access, Ombudsman) are the same everywhere. Cases keep the dates they were given."
)

_FILE_SIZES = (10, 20, 50, 100, 200)
_FILE_HELP = "A larger file is not kept with a case. Files are part of every backup."


class OfficePart(FormPart):
    """The council and its team."""

    code = "office"
    title = "Office"
    purpose = "Stands on letters and reports."
    save_words = "Save office"

    def add_fields(self) -> None:
        """In the order of a letter's head."""
        self.add("council", "Name of the council", TextField(44, limit=200), needed=True)
        self.add("department", "Department or team", TextField(44, limit=200))
        self.add("address_lines", "Address", AddressField())
        self.add("phone", "Phone", PhoneField())
        self.add("email", "Email", EmailField())
        self.add("website", "Website", TextField(44, limit=200))
        self.add(
            "advocacy_contact",
            "Advocacy service",
            TextArea(2, kind="body"),
            help_words="Name and how to reach it. Every stage 1 acknowledgement carries it.",
        )
        self.add("reference_prefix", "References begin with", TextField(8, limit=6), help_words=_PREFIX_HELP)
        sizes = sorted({*_FILE_SIZES, self.context.office.settings.file_limit_mb})
        largest = ChoiceField(tuple((str(size), f"{size} MB") for size in sizes))
        self.add("file_limit_mb", "Largest file", largest, help_words=_FILE_HELP)
        self._authorities = dict(authority_choices(self.context.office))
        now = self.context.office.settings.authority
        self._authorities.setdefault(now, now)
        choices = ChoiceField(tuple(self._authorities.items()))
        self.add("authority", "Whose timescales apply", choices, help_words=_AUTHORITY_HELP)

    def from_field(self, name: str) -> Any:
        """The address is kept as lines, a size as a number."""
        value = self.form[name].value()
        if name == "file_limit_mb":
            return int(str(value or 0))
        if name == "address_lines":
            return tuple(line.strip() for line in str(value).splitlines() if line.strip())
        return value

    def to_field(self, name: str, value: Any) -> Any:
        """Lines stand below each other."""
        if name == "file_limit_mb":
            return str(value)
        return "\n".join(value) if name == "address_lines" else value

    def words(self, name: str, value: Any) -> str:
        """As read."""
        if name == "address_lines":
            return ", ".join(value)
        if name == "file_limit_mb":
            return f"{value} MB"
        return self._authorities.get(value, str(value)) if name == "authority" else str(value or "")
