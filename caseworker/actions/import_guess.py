"""Set up an import of somebody's spreadsheet: look at the file, guess, settle, save the mapping for next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from caseworker.actions.imports import find_mapping
from caseworker.actions.settings_change import setting_drafts
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Value
from caseworker.domain.intake import cleaned
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.files import told_of_os
from caseworker.imports import guess
from caseworker.imports.headings import plain_name
from caseworker.imports.mapping import Column, FileMapping, ImportMapping, Target
from caseworker.imports.mapping_file import mapping_of
from caseworker.imports.mapping_text import mapping_text
from caseworker.imports.places import MAKES, PLACES, Place, is_needed, may_repeat
from caseworker.imports.reading import open_table, rows_to_look_at
from caseworker.imports.table import NOT_DONE
from caseworker.imports.values import DATE_FORMS, KEPT_AS_FACT, LOCKED_LISTS, OPEN_LISTS, YES_OR_NO, list_of
from caseworker.imports.verdicts import DueDifference, ImportReport, Result, Verdict
from caseworker.imports.xlsx import is_workbook, sheet_names
from caseworker.office import Office

EXAMPLES, MOST_WORDS = 40, 400

__all__ = [
    "DATE_FORMS",
    "KEPT_AS_FACT",
    "MAKES",
    "PLACES",
    "DueDifference",
    "ImportMapping",
    "ImportReport",
    "Look",
    "Place",
    "Result",
    "Setup",
    "Verdict",
    "WordRow",
    "is_needed",
    "needs_column",
]


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it was found.

    Attributes:
        sheets: names of its sheets; none for a CSV file.
        samples: for each column, its first values.
        row_count: about how many rows there are.
        note: what to know about the file as a whole.
    """

    path: Path
    sheets: tuple[str, ...]
    sheet: str
    heading_row: int
    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    row_count: int
    note: str

    def example(self, heading: str) -> str:
        """Return a few different values of a column, for a person to know it by."""
        values = self.samples[self.header.index(heading)]
        different = list(dict.fromkeys(value.strip() for value in values if value.strip()))
        return "; ".join(value if len(value) <= 40 else f"{value[:40]}…" for value in different[:3])


@dataclass(frozen=True)
class Setup:
    """What is settled about an import.

    Attributes:
        makes: what each row becomes: "case", "stage" or "task".
        columns: heading to place; "": kept as an imported fact.
        words: heading to what each of its words means.
        every: what every row is, where no column says it: place to code.
        source: by which rows imported before are known again; "": by the file's name.
        own_references: whether rows without a reference get one of our own series each.
    """

    makes: str = "case"
    dates: str = "dd/mm/yyyy"
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    every: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    own_references: bool = False


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word of a column: how many rows have it, and what it means; None: not settled."""

    heading: str
    word: str
    count: int
    means: Value


def look_at(path: Path, sheet: str = "", heading_row: int = 0) -> Look:
    """Open a file and read its first rows; the heading row is guessed unless it is given.

    Raises:
        RuleError: the file is not in order; says what to do. UnavailableError: it cannot be read.
    """
    with told_of_os(NOT_DONE, path):
        sheets = sheet_names(path) if not path.is_dir() and is_workbook(path) else ()
    sheet = sheet or (sheets[0] if sheets else "")
    rows = rows_to_look_at(path, sheet)
    if not rows:
        raise RuleError(f"{path.name} has no rows. Choose another file or another sheet.", field="path")
    line = heading_row or guess.heading_row(rows)
    opened = open_table(path, sheet, line, numbered=True)
    width = len(opened.header)
    if not width:
        raise RuleError(
            f"Row {line} of {path.name} has no headings. Choose another row.", field="heading_row"
        )
    below = []
    for row in opened.rows():
        below.append([*row.cells, *[""] * width][:width])
        if len(below) >= EXAMPLES:
            break
    samples = tuple(tuple(cells[index] for cells in below) for index in range(width))
    return Look(path, sheets, sheet, line, opened.header, samples, opened.row_count, opened.note)


def guessed(office: Office, look: Look, makes: str = "case") -> Setup:
    """Return what the file most likely means."""
    columns = guess.columns(look.header, look.samples, office.vocabulary, makes)
    dates = [
        value
        for heading, values in zip(look.header, look.samples, strict=True)
        if columns[heading] and PLACES[makes][columns[heading]].targets[0].field.endswith("_on")
        for value in values
    ]
    return Setup(makes, guess.date_form(dates), columns)


def words_in(office: Office, look: Look, setup: Setup) -> tuple[WordRow, ...]:
    """Return the different words of every column whose values come from a list, with what each most likely means.

    The whole file is read. What was settled already stays.
    """
    asked = {heading: _place(setup, heading) for heading in look.header if _has_words(setup, heading)}
    if not asked:
        return ()
    counts: dict[str, Counter[str]] = {heading: Counter() for heading in asked}
    at = {heading: look.header.index(heading) for heading in asked}
    for row in open_table(look.path, look.sheet, look.heading_row, numbered=True).rows(setup.dates):
        for heading, index in at.items():
            word = row.cells[index].strip() if index < len(row.cells) else ""
            if word and (word in counts[heading] or len(counts[heading]) < MOST_WORDS):
                counts[heading][word] += 1
    rows = []
    for heading, found in counts.items():
        settled = setup.words.get(heading, {})
        for word, count in found.most_common():
            means = (
                settled[word] if word in settled else guess.meaning(word, asked[heading], office.vocabulary)
            )
            rows.append(WordRow(heading, word, count, means))
    return tuple(rows)


def choices_for(office: Office, setup: Setup, heading: str) -> list[tuple[str, str]]:
    """Return what a word of a column can mean: code and words; "" keeps it as an imported fact."""
    return choices_of(office, _place(setup, heading))


def choices_of(office: Office, place: Place) -> list[tuple[str, str]]:
    """Return the values a place can have: code and words."""
    target = place.targets[0]
    if target.field in YES_OR_NO:
        return [("true", "Yes"), ("false", "No")]
    if target.field == "number":
        return [("2", "Stage 2"), ("3", "Stage 3"), ("LGO", "Ombudsman")]
    if target.field == "procedure":
        return [("CA", "Statutory (Children Act)"), ("CORP", "Corporate")]
    entries = office.vocabulary.lists.get(list_of(target) or "", ())
    return [(entry.code, entry.label) for entry in entries]


def with_words(setup: Setup, rows: Sequence[WordRow]) -> Setup:
    """Return the setup with words settled; what is not settled is kept as an imported fact."""
    words: dict[str, dict[str, Value]] = {}
    for row in rows:
        words.setdefault(row.heading, {})[row.word] = KEPT_AS_FACT if row.means is None else row.means
    return replace(setup, words=words)


def mapping_for(office: Office, look: Look, setup: Setup, name: str = "") -> ImportMapping:
    """Return the mapping that the engine imports with, checked as a mapping file is.

    Raises:
        ProblemsError: a needed field has no column.
    """
    problems = [
        Problem(code, f"Choose the column with: {place.label[:1].lower()}{place.label[1:]}")
        for code, place in PLACES[setup.makes].items()
        if needs_column(setup, code)
    ]
    chosen = [code for code in setup.columns.values() if code]
    problems += [
        Problem(
            code, f"{PLACES[setup.makes][code].label} is chosen for {chosen.count(code)} columns. Keep one"
        )
        for code in dict.fromkeys(chosen)
        if chosen.count(code) > 1 and not may_repeat(code)
    ]
    if problems:
        raise ProblemsError(problems)
    title = name or look.path.stem
    columns = tuple(_column(setup, heading) for heading in look.header)
    every = {_target(code): value for code, value in setup.every.items() if value and code not in chosen}
    source = setup.source or f"{look.path.stem}: {setup.makes}"
    own = setup.own_references and setup.makes == "case"
    file = FileMapping(title, setup.makes, source, setup.dates, columns, every, own)
    made = ImportMapping(title, title, (file,), look.sheet, look.heading_row, is_numbered=True)
    return mapping_of(title, mapping_text(made), office.vocabulary)


def needs_column(setup: Setup, code: str) -> bool:
    """Return whether a place still needs a column: a row cannot do without it, and nothing else gives it."""
    own = setup.own_references and setup.makes == "case"
    is_given = code in setup.columns.values() or setup.every.get(code)
    return is_needed(setup.makes, code, own_references=own) and not is_given


def setup_of(mapping: ImportMapping, look: Look) -> Setup:
    """Return what a mapping settles for a file with these headings; columns it does not know are kept as facts.

    Of a mapping for several files it is the part with the most of these columns.
    """
    have = {plain_name(heading) for heading in look.header}
    file = max(
        mapping.files, key=lambda each: len(have & {plain_name(column.name) for column in each.columns})
    )
    known = {plain_name(column.name): column for column in file.columns}
    columns, words = {}, {}
    for heading in look.header:
        column = known.get(plain_name(heading))
        columns[heading] = _code_of(file.makes, column) if column else ""
        if column is not None and column.words is not None:
            words[heading] = column.words
    every = {_code(target): str(value) for target, value in file.defaults.items()}
    return Setup(file.makes, file.dates, columns, words, every, file.source, file.own_references)


# -- kept for next time -----------------------------------------------------------------------------------


def saved_mappings(office: Office) -> tuple[str, ...]:
    """Return the names of the mappings the office keeps."""
    return tuple(sorted(office.settings.import_mappings, key=str.casefold))


def save_mapping(office: Office, name: str, mapping: ImportMapping) -> Changed:
    """Keep a mapping under a name, for this window and the command line.

    Raises:
        ProblemsError: it has no name.
    """
    office.require("import")
    tidy = cleaned(name)
    if not tidy:
        raise ProblemsError([Problem("name", "Enter a name for the mapping")])
    named = replace(mapping, name=tidy, title=tidy)
    return _keep(office, tidy, mapping_text(named), f"The mapping “{tidy}” was saved.")


def load_mapping(office: Office, name: str) -> ImportMapping:
    """Return a mapping the office keeps, or one that ships (RuleError)."""
    return find_mapping(office, name)


# -- inside -----------------------------------------------------------------------------------------------


def _keep(office: Office, name: str, text: str, message: str) -> Changed:
    values = {f"import_mapping:{name}": text}
    written = office.save(lambda transaction: setting_drafts(transaction, values, "mapping.saved", message))
    return office.changed(message if written else f"The mapping “{name}” was kept so already.", written)


def _place(setup: Setup, heading: str) -> Place:
    return PLACES[setup.makes][setup.columns[heading]]


def _has_words(setup: Setup, heading: str) -> bool:
    if not setup.columns.get(heading):
        return False
    target = _place(setup, heading).targets[0]
    if target.field in YES_OR_NO or target.place in (("stage", "number"), ("stage", "procedure")):
        return True
    return list_of(target) in (LOCKED_LISTS | OPEN_LISTS)


def _column(setup: Setup, heading: str) -> Column:
    code = setup.columns.get(heading, "")
    if not code:
        return Column(heading, is_optional=True)
    words = setup.words.get(heading) if _has_words(setup, heading) else None
    if words is None and _must_have_words(setup, heading):
        words = {}
    is_optional = not is_needed(setup.makes, code, own_references=setup.own_references)
    return Column(heading, _place(setup, heading).targets, words, is_optional)


def _must_have_words(setup: Setup, heading: str) -> bool:
    return _has_words(setup, heading) and list_of(_place(setup, heading).targets[0]) not in OPEN_LISTS


def _target(code: str) -> Target:
    return Target(*code.split(".", 2))


def _code(target: Target) -> str:
    return ".".join(part for part in (target.thing, target.field, target.part) if part)


def _code_of(makes: str, column: Column) -> str:
    """The place whose targets a column has; "" when the window has no such place."""
    first = _code(column.targets[0]) if column.targets else ""
    return first if first in PLACES[makes] else ""
