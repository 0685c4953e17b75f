"""What an export says of the office itself: its pictures, its fields, its lists of words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from caseworker.actions.export.case_folders import Written
from caseworker.actions.export.columns import file_of
from caseworker.actions.export.tables import Tables
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.file_names import safe_name
from caseworker.domain.file_types import file_type
from caseworker.errors import DamagedFileError
from caseworker.imports.formulas import as_text
from caseworker.office import Office
from caseworker.storage.blobs import read_bytes
from caseworker.storage.everything import media_type_of


def write_office_files(office: Office, raw: Any, room: Path, written: Written) -> None:
    """Write the logo and the signatures in use."""
    wanted = {"Logo": office.settings.logo}
    wanted |= {
        f"Signature of {office.staff_name(person_id)}": digest
        for person_id, digest in office.settings.signatures.items()
    }
    folder = room / "office-files"
    for name, digest in wanted.items():
        if not digest:
            continue
        folder.mkdir(exist_ok=True)
        endings = file_type(media_type_of(raw, digest)).endings
        try:
            content = read_bytes(raw, digest)
        except DamagedFileError as error:
            written.trouble(f"{name}: {error}")
            continue
        (folder / safe_name(f"{name}{endings[0] if endings else ''}")).write_bytes(content)


def write_fields(tables: Tables) -> None:
    """Write what every field is called, and what list its values come from."""
    rows = tables.csv("fields", ("File", "Kind", "Field", "Label", "List of values", "About a person"))
    for kind, fields in ENTITY_KINDS.items():
        if kind not in tables.without:
            for name, field in fields.items():
                told = (file_of(kind), kind, name, field.label, field.values or "", field.personal)
                rows.add([*told[:5], "Yes" if told[5] else "No"])


def write_lists(office: Office, tables: Tables) -> None:
    """Write the words of every code of every list, and of the roles."""
    rows = tables.csv("lists", ("List", "Code", "Words", "Under", "From", "To", "Became"))
    for name, entries in office.vocabulary.lists.items():
        for entry in entries:
            told = (name, entry.code, entry.label, entry.parent, entry.from_on, entry.to_on, entry.became)
            rows.add([as_text(value or "") for value in told])
    for role in office.roles.values():
        rows.add(["roles", role.code, role.label, "", "", "", ""])
