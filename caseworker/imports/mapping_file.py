"""Reads a mapping (`resources/mappings/*.toml`) and checks it: what is wrong is said with file, part and column.

name = "lewisham"
title = "…"
dates = "dd/mm/yyyy"                      # a key of values.DATE_FORMS

[words.case_types]                        # what each word of the other system means
"Corporate Stage 1" = "CORP"

[[file]]
name = "cases"
makes = "case"                            # "case", "stage" or "task"
defaults = { "case.status" = "closed" }   # values every row has
columns."Case Ref" = "case.reference"     # one field, or several: ["case.outcome", "stage.outcome"]
columns."Case Type" = { to = "case.kind", words = "case_types" }
columns."Escalation Ref" = { optional = true }   # no home: kept as an imported fact

For the team's own spreadsheets, at the top: heading_row = 3, sheet = "2024", numbered = true (headings that are there
twice become "Date (2)", missing ones "Column C"). A word that means "" is kept as an imported fact. A file may have a
source of its own, by which its rows are known again, whatever the mapping is called: source = "log: log". Rows of a
file without references become cases with references of our own series: own_references = true.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from caseworker.domain.changes import Value
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.kinds import Procedure
from caseworker.domain.vocabulary import Vocabulary
from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.imports.mapping import KEYS, THINGS, Column, FileMapping, ImportMapping, Target
from caseworker.imports.values import DATE_FORMS, KEPT_AS_FACT, LOCKED_LISTS, YES_OR_NO, list_of

PARTS: Mapping[str, tuple[str, ...] | None] = {"address": ("lines", "postcode"), "equalities": None}
"""Fields whose value has named parts; None: whatever the mapping names."""

STAGE_NUMBERS = ("2", "3", "LGO")


def read_mapping(path: Path, vocabulary: Vocabulary) -> ImportMapping:
    """Return the mapping in a file.

    Raises:
        UnavailableError: the file cannot be read.
        RuleError: it is not a mapping; the message names file, part, column and what to mend.
    """
    with told_of_os("The mapping was not read", path):
        content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(
            f"The mapping {path.name} is not written in UTF-8. Save it so, then try again."
        ) from error
    return mapping_of(path.name, text, vocabulary)


def mapping_of(name: str, text: str, vocabulary: Vocabulary) -> ImportMapping:
    """Return the mapping written in a text; `name` is what it is called in messages (RuleError)."""
    try:
        doc = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"The mapping {name} cannot be read: {error}. Mend that, then try again.") from error
    return _MappingReader(name, vocabulary).read(doc)


class _MappingReader:
    def __init__(self, file_name: str, vocabulary: Vocabulary) -> None:
        self._where = [file_name]
        self._vocabulary = vocabulary

    def read(self, doc: Mapping[str, Any]) -> ImportMapping:
        self._only(doc, {"name", "title", "dates", "words", "file", "sheet", "heading_row", "numbered"})
        name = self._text(doc, "name")
        dates = self._text(doc, "dates")
        if dates not in DATE_FORMS:
            raise self._wrong(f"dates must be one of {', '.join(DATE_FORMS)}")
        parts = doc.get("file")
        if not isinstance(parts, list) or not parts:
            raise self._wrong("it has no part [[file]]")
        words = doc.get("words", {})
        files = tuple(self._file(part, name, dates, words) for part in parts)
        heading_row = doc.get("heading_row", 1)
        if not isinstance(heading_row, int) or heading_row < 1:
            raise self._wrong("heading_row must be a whole number, 1 or more")
        sheet, numbered = str(doc.get("sheet", "")), doc.get("numbered", False) is True
        return ImportMapping(name, str(doc.get("title") or name), files, sheet, heading_row, numbered)

    def _file(
        self, part: Mapping[str, Any], system: str, dates: str, words: Mapping[str, Any]
    ) -> FileMapping:
        name = self._text(part, "name")
        self._where.append(f"file “{name}”")
        self._only(part, {"name", "makes", "source", "columns", "defaults", "own_references"})
        makes = self._text(part, "makes")
        if makes not in KEYS:
            raise self._wrong(f"makes must be one of {', '.join(KEYS)}")
        columns = part.get("columns")
        if not isinstance(columns, dict) or not columns:
            raise self._wrong("it has no columns")
        made = FileMapping(
            name,
            makes,
            str(part.get("source") or f"{system}: {name}"),
            dates,
            tuple(self._column(column, spec, makes, words) for column, spec in columns.items()),
            {self._target(to, makes): value for to, value in part.get("defaults", {}).items()},
            self._own_references(part, makes),
        )
        self._check_whole(made)
        self._where.pop()
        return made

    def _own_references(self, part: Mapping[str, Any], makes: str) -> bool:
        wanted = part.get("own_references", False)
        if not isinstance(wanted, bool):
            raise self._wrong("own_references must be true or false")
        if wanted and makes != "case":
            raise self._wrong("only rows that make a case can have references of our own")
        return wanted

    def _column(self, name: str, spec: Any, makes: str, words: Mapping[str, Any]) -> Column:
        self._where.append(f"column “{name}”")
        if not isinstance(spec, dict):
            spec = {"to": spec}
        self._only(spec, {"to", "words", "optional"})
        to = spec.get("to", [])
        targets = tuple(self._target(each, makes) for each in ([to] if isinstance(to, str) else to))
        meaning = self._words(spec.get("words"), targets, words)
        self._where.pop()
        return Column(name, targets, meaning, bool(spec.get("optional", False)))

    def _target(self, to: Any, makes: str) -> Target:
        thing, _, rest = str(to).partition(".")
        field, _, part = rest.partition(".")
        if (thing, field, part) == ("link", "case", "") and makes != "case":
            return Target("link", "case")
        if thing not in THINGS or field not in ENTITY_KINDS[THINGS[thing]]:
            raise self._wrong(f"there is no field “{to}”")
        if makes != "case" and thing != makes:
            raise self._wrong(f"a row that makes a {makes} cannot fill “{to}”")
        allowed = PARTS.get(field, ())
        if bool(part) != (field in PARTS) or (allowed and part not in allowed):
            raise self._wrong(
                f"“{to}” must name a part of the field" if field in PARTS else f"{field} has no parts"
            )
        return Target(thing, field, part)

    def _words(
        self, name: Any, targets: tuple[Target, ...], words: Mapping[str, Any]
    ) -> Mapping[str, Value] | None:
        lists = {list_of(target) for target in targets}
        if name is None:
            if lists & LOCKED_LISTS or any(t.field in YES_OR_NO or t.field == "number" for t in targets):
                raise self._wrong("it needs `words`, which say what each word means")
            return None
        if name not in words:
            raise self._wrong(f"there are no [words.{name}]")
        meaning: Mapping[str, Value] = words[name]
        for target in targets:
            for word, code in meaning.items():
                self._check_code(target, word, code)
        return meaning

    def _check_code(self, target: Target, word: str, code: Value) -> None:
        if code == KEPT_AS_FACT:
            return
        listed = list_of(target)
        if listed and not self._vocabulary.has(listed, code):
            raise self._wrong(f"“{word}” means {code}, which is not in the list of {listed}")
        if target.field in YES_OR_NO and not isinstance(code, bool):
            raise self._wrong(f"“{word}” must mean true or false")
        if target.place == ("stage", "number") and code not in STAGE_NUMBERS:
            raise self._wrong(f"“{word}” must mean one of {', '.join(STAGE_NUMBERS)}")
        if target.place == ("stage", "procedure") and code not in list(Procedure):
            raise self._wrong(f"“{word}” means {code}, which is no procedure")

    def _check_whole(self, made: FileMapping) -> None:
        filled = [t.place for c in made.columns for t in c.targets]
        given = {*filled, *(t.place for t in made.defaults)}
        for thing, field in made.needed:
            if (thing, field) not in given:
                raise self._wrong(f"no column goes to {thing}.{field}")
        whole = [place for place in filled if place[1] not in PARTS]
        twice = {f"{thing}.{field}" for thing, field in whole if whole.count((thing, field)) > 1}
        if twice:
            raise self._wrong(f"several columns go to {', '.join(sorted(twice))}")
        for target, value in made.defaults.items():
            self._check_code(target, "its default", value)

    def _text(self, doc: Mapping[str, Any], key: str) -> str:
        value = doc.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(f"{key} is missing")
        return value

    def _only(self, doc: Mapping[str, Any], known: set[str]) -> None:
        unknown = sorted(set(doc) - known)
        if unknown:
            raise self._wrong(f"“{unknown[0]}” is not known here; known are {', '.join(sorted(known))}")

    def _wrong(self, what: str) -> RuleError:
        return RuleError(f"The mapping {', '.join(self._where)}: {what}.", field="mapping")
