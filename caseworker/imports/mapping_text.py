"""Writes a mapping as the TOML that `mapping_file` reads: window, file and command line share one form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.domain.toml_text import toml_key, toml_lines, toml_value
from caseworker.imports.mapping import Column, FileMapping, ImportMapping, Target


def mapping_text(mapping: ImportMapping) -> str:
    """Return a mapping with its words as TOML."""
    head = {
        "name": mapping.name,
        "title": mapping.title,
        "dates": mapping.files[0].dates,
        "sheet": mapping.sheet,
        "heading_row": mapping.heading_row if mapping.heading_row != 1 else None,
        "numbered": mapping.is_numbered or None,
    }
    lines = toml_lines(head)
    names: dict[int, str] = {}
    for file in mapping.files:
        for column in file.columns:
            if column.words is not None:
                name = names[id(column)] = _name_of(column, set(names.values()))
                lines += ["", f"[words.{toml_key(name)}]"]
                lines += [f"{toml_key(word)} = {toml_value(code)}" for word, code in column.words.items()]
    for file in mapping.files:
        lines += ["", "[[file]]", *_file(file, mapping.name), "", "[file.columns]"]
        lines += [f"{toml_key(c.name)} = {toml_value(_column(c, names.get(id(c))))}" for c in file.columns]
    return "\n".join([*lines, ""])


def _file(file: FileMapping, system: str) -> list[str]:
    defaults = {_to(target): value for target, value in file.defaults.items()}
    source = file.source if file.source != f"{system}: {file.name}" else ""
    own = file.own_references or None
    return toml_lines(
        {
            "name": file.name,
            "makes": file.makes,
            "source": source,
            "own_references": own,
            "defaults": defaults,
        }
    )


def _column(column: Column, words: str | None) -> Mapping[str, Any]:
    to = [_to(target) for target in column.targets]
    spec: dict[str, Any] = {"to": to[0] if len(to) == 1 else to} if to else {}
    if words is not None:
        spec["words"] = words
    if column.is_optional:
        spec["optional"] = True
    return spec


def _to(target: Target) -> str:
    return ".".join(part for part in (target.thing, target.field, target.part) if part)


def _name_of(column: Column, taken: set[str]) -> str:
    name = column.targets[0].field if column.targets else "words"
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name}_{number}"
    return unique
