"""Tables of the council's own: saved by name, counted with all others under the codes o1, o2, …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caseworker.actions.settings_change import setting_drafts
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.intake import cleaned
from caseworker.domain.periods import Period
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

if TYPE_CHECKING:
    from caseworker.reports.builder import Definition
    from caseworker.reports.table import Report, Table

_PART = "saved_table"
_WHO_SEES_EQUALITIES = "equalities"


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A saved table.

    Attributes:
        key: what it is kept under.
        code: what it is called: "o1".
    """

    key: str
    code: str
    definition: Definition


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen, each as code and words.

    Attributes:
        measures: everything that can be measured.
        dimensions: what each measure can be by.
        filters: what each measure can be limited by.
    """

    measures: tuple[tuple[str, str], ...]
    dimensions: Mapping[str, tuple[tuple[str, str], ...]]
    filters: Mapping[str, tuple[tuple[str, str], ...]]


def own_tables(office: Office) -> tuple[OwnTable, ...]:
    """Return the saved tables in the order of their codes; one that a newer program made is left out."""
    from caseworker.reports.builder import check, definition_of

    found: dict[int, OwnTable] = {}
    for key, doc in sorted(office.settings.saved_tables.items()):
        definition = definition_of(doc)
        try:
            check(definition)
        except ProblemsError:
            continue
        number = int(doc.get("number") or 1)
        while number in found:  # two computers saved one at the same time
            number += 1
        found[number] = OwnTable(key, f"o{number}", definition)
    return tuple(found[number] for number in sorted(found))


def own_reports(office: Office) -> tuple[Report, ...]:
    """Return the saved tables as reports, for the catalogue of the office."""
    from caseworker.reports.builder import report_of

    names = owner_names(office)
    return tuple(report_of(own.definition, own.code, names) for own in own_tables(office))


def find_report(office: Office, code: str) -> Report:
    """Return a report by its code, of the catalogue or saved here.

    Raises:
        RuleError: there is none; names those there are.
    """
    from caseworker.reports.catalogue import find

    own = {report.code: report for report in own_reports(office)}
    said = code.strip().lower().removeprefix("table").strip()
    if said in own:
        return own[said]
    try:
        return find(code)
    except RuleError as error:
        more = f" Saved here: {', '.join(own)}." if own else ""
        raise RuleError(f"{error}{more}", field="report") from error


def own_table(office: Office, code: str) -> OwnTable:
    """Return one saved table by its code.

    Raises:
        RuleError: there is none.
    """
    for own in own_tables(office):
        if own.code == code:
            return own
    raise RuleError("This table was removed.", field="report")


def preview_own(office: Office, definition: Definition, period: Period, code: str = "new") -> Table:
    """Return the table a definition gives, saved or not; `code` is what it is called.

    Raises:
        ProblemsError: no table can be made of it.
        RuleError: the person may not see it.
    """
    from caseworker.actions.reports import reading_for
    from caseworker.reports.builder import report_of

    _require(office, definition)
    report = report_of(
        replace(definition, name=definition.name or "A table of our own"), code, owner_names(office)
    )
    with reading_for(office, period) as brief:
        return report.build(brief)


def save_own(office: Office, definition: Definition, key: str = "") -> Changed:
    """Save a table under its name, or change one (by its key).

    Raises:
        ProblemsError: entries to mend.
        RuleError: the person may not see it, or it was removed already.
    """
    from caseworker.reports.builder import check

    definition = replace(definition, name=cleaned(definition.name).strip())
    _require(office, definition)
    check(definition)
    known = own_tables(office)
    for other in known:
        if other.key != key and other.definition.name.casefold() == definition.name.casefold():
            raise ProblemsError([Problem("name", f"There is a table called {other.definition.name} already")])
    if key and key not in office.settings.saved_tables:
        raise RuleError("This table was removed. Save it under a name of its own.", field="name")
    before = office.settings.saved_tables.get(key) or {}
    number = before.get("number") or _next_number(office)
    doc = {**definition.to_doc(), "number": number}
    message = f"Table o{number}, {definition.name}, was {'changed' if key else 'saved'}."
    return _write(office, {f"{_PART}:{key or office.ids.new()}": doc}, message)


def remove_own(office: Office, key: str) -> Changed:
    """Take a saved table out; Undo brings it back.

    Raises:
        RuleError: it was removed already.
    """
    own = _kept(office, key)
    office.require("report")
    return _write(office, {f"{_PART}:{key}": None}, f"Table {own.code}, {own.definition.name}, was removed.")


def choices(office: Office) -> Choices:
    """Return what the person at the keyboard can choose."""
    from caseworker.reports.builder import DIMENSIONS, MEASURES

    may_see = may_see_equalities(office)
    offered = [each for each in DIMENSIONS.values() if may_see or not each.is_sensitive]
    dimensions = {
        measure.code: tuple((each.code, each.words) for each in offered if measure.of in each.of)
        for measure in MEASURES.values()
    }
    times = {each.code for each in offered if each.is_time}
    return Choices(
        measures=tuple((measure.code, measure.words) for measure in MEASURES.values()),
        dimensions=dimensions,
        filters={
            code: tuple(pair for pair in pairs if pair[0] not in times) for code, pairs in dimensions.items()
        },
    )


def values_of(office: Office, dimension: str) -> tuple[tuple[str, str], ...]:
    """Return what a dimension can be limited to: codes and words; last what is not recorded."""
    from caseworker.reports.builder import DIMENSIONS

    chosen = DIMENSIONS[dimension]
    none = ("", "Not recorded")
    if chosen.known is not None:
        return tuple(chosen.known.items())
    if dimension == "owner":
        return (*sorted(owner_names(office).items(), key=lambda pair: pair[1].casefold()), none)
    if chosen.list_name:
        return (*((entry.code, entry.label) for entry in office.vocabulary.entries(chosen.list_name)), none)
    with office.reading_lists() as raw:
        rows = raw.execute("SELECT DISTINCT ward FROM stage_fact WHERE ward <> '' ORDER BY ward")
        return (*((str(ward), str(ward)) for (ward,) in rows), none)


def definition_from(doc: Mapping[str, object]) -> Definition:
    """Return a definition from its entries: name, measure, rows, columns, filters."""
    from caseworker.reports.builder import definition_of

    return definition_of(doc)


def owner_names(office: Office) -> dict[str, str]:
    """Return the names of the staff, by id; of two of one name the second with a number."""
    found: dict[str, str] = {}
    for person in office.staff.values():
        name, again = person.full_name, 2
        while name in found.values():
            name, again = f"{person.full_name} ({again})", again + 1
        found[person.id] = name
    return found


def _require(office: Office, definition: Definition) -> None:
    from caseworker.reports.builder import DIMENSIONS

    office.require("report")
    codes = (definition.rows, definition.columns, *(code for code, _values in definition.filters))
    if any(code in DIMENSIONS and DIMENSIONS[code].is_sensitive for code in codes):
        office.require(_WHO_SEES_EQUALITIES)


def may_see_equalities(office: Office) -> bool:
    """Return whether the person at the keyboard may see who is what."""
    try:
        office.require(_WHO_SEES_EQUALITIES)
    except RuleError:
        return False
    return True


def _kept(office: Office, key: str) -> OwnTable:
    for own in own_tables(office):
        if own.key == key:
            return own
    raise RuleError("This table was removed already.")


def _next_number(office: Office) -> int:
    numbers = [int(doc.get("number") or 0) for doc in office.settings.saved_tables.values()]
    return max(numbers, default=0) + 1


def _write(office: Office, values: Mapping[str, object], message: str) -> Changed:
    def make(transaction: Transaction) -> list[Draft]:
        return setting_drafts(transaction, values, reason=message)

    written = office.save(make)
    return office.changed(message if written else "Nothing was different.", written)
