"""The office's settings, typed, with their defaults. Each is one entry of the office's part of the change log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from caseworker.domain.clock_facts import ClockSettings
from caseworker.domain.intake import FIRST_DAY
from caseworker.domain.kinds import Procedure
from caseworker.domain.letters import Letterhead
from caseworker.domain.odd_values import is_like, known_day
from caseworker.domain.rulebook import Choice
from caseworker.domain.vocabulary import entry_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What is settled for the whole office.

    Attributes:
        reference_prefix: the letters before the year of a reference (decision 7).
        authority: whose timescales apply: a code of the rule book's schemes.
        s2_basis: "REQUEST" or "AGREED": from when stage 2 counts (decision 15).
        sar_strict: whether a subject access month ends the day before (rule book 4.5).
        advocate_pause: whether finding an advocate stops the stage 1 clock (rule book 1.5, disputed).
        defer_receipt: whether what comes on a day off counts from the next working day (CLK-2; corporate, enquiries).
        closure_days: the office's own closure days (ISO), for corporate and enquiry clocks only (CLK-7).
        clock_stands_on: a day (ISO) the office's clock stands at, for the sample office; empty: the real day.
        notice: a sentence always shown on a strip, such as the sample office's.
        logo: digest of the kept logo picture; empty for none.
        file_limit_mb: how large a file may be that is kept with a case, in megabytes (1,000,000 bytes).
        lists: the council's own lists by name, replacing the standard ones.
        dated_choices: readings of disputed rules that hold from a day on, by the name of the setting they change:
            each a list of {"from_on", "value"}; before the first day the plain setting holds.
        clarification_closing_months: after how long without an answer a request is closed (s45C 1.14).
        targets: shares of cases answered on time aimed at, by step: each a list of {"from_on", "pct"} (rule book 2.2).
        own_schemes: timescales the council wrote itself, as TOML, by "<procedure> <id>" (rules_file.py).
        extra_holidays: days off proclaimed since the list was made: {"day", "name", "nation", "source"} (rule book 6).
        import_mappings: what the columns of the team's own files mean, as TOML, by name (imports/mapping_file.py).
        heads: who heads a service or division, by its code: {"name", "email"}; told of deadlines (L47).
        information_sign_off: whether a second person signs off answers to requests for information (rule book 4.6).
        escalate_before_days: how many working days before a deadline the head of service is told of it.
        letter_texts: the council's own wordings by letter code: each a list of {"from_on", "text"}; an empty text goes
            back to the wording that ships, from that day.
        paragraphs: the council's own standard paragraphs by id: {"topic", "title", "kinds", "content", "until_on"}.
        signatures: digest of the kept picture of a signature, by staff id.
        letter_approval: who approves a letter, by its code, where not as the letter says: "self" or "second".
        letter_marking: whether new letters are marked OFFICIAL-SENSITIVE to begin with.
        advocacy_contracts: advocacy providers by date: {"provider", "from_on", "to_on", "hours", "extra_hours"}, hours
            for each year counted from `from_on` (ADV-4).
        report_texts: what people wrote into reports, by "<document> <period code> <part>".
        outside_figures: figures no case holds, by id (domain/outside_figures.py).
        saved_tables: tables of the council's own, by id (reports/builder).
        smallest_shown: counts below it, but above nothing, are hidden in copies for publication (rule book 10.3).
        smallest_base: shares of fewer cases are hidden there too.
        contact_days: after how many days without the hub a computer shows no cases until it has met it (decision 8).
    """

    council: str = ""
    department: str = "Children's complaints team"
    address_lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    colour: str = "#12436D"
    logo: str = ""
    advocacy_contact: str = ""
    reference_prefix: str = "CYP"
    authority: str = "DEFAULT"
    s2_basis: str = "REQUEST"
    sar_strict: bool = False
    advocate_pause: bool = True
    defer_receipt: bool = False
    closure_days: tuple[str, ...] = ()
    clock_stands_on: str = ""
    notice: str = ""
    file_limit_mb: int = 50
    lists: Mapping[str, Any] | None = None
    dated_choices: Mapping[str, Any] = field(default_factory=dict)
    clarification_closing_months: int = 2
    targets: Mapping[str, Any] = field(default_factory=dict)
    own_schemes: Mapping[str, str] = field(default_factory=dict)
    extra_holidays: tuple[Mapping[str, str], ...] = ()
    import_mappings: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    escalate_before_days: int = 3
    information_sign_off: bool = False
    letter_texts: Mapping[str, Any] = field(default_factory=dict)
    paragraphs: Mapping[str, Any] = field(default_factory=dict)
    signatures: Mapping[str, str] = field(default_factory=dict)
    letter_approval: Mapping[str, str] = field(default_factory=dict)
    letter_marking: bool = False
    advocacy_contracts: tuple[Mapping[str, Any], ...] = ()
    report_texts: Mapping[str, str] = field(default_factory=dict)
    outside_figures: Mapping[str, Any] = field(default_factory=dict)
    saved_tables: Mapping[str, Any] = field(default_factory=dict)
    smallest_shown: int = 5
    smallest_base: int = 10
    contact_days: int = 30

    def choice_on(self, name: str, day: date) -> Any:
        """Return the reading of a disputed rule (`domain.disputed`) that holds on a day."""
        return value_on(self.dated_choices.get(name) or (), day, "value", getattr(self, name))

    def choices(self) -> tuple[Choice, ...]:
        """Return the council's readings of disputed rules that are schemes of their own, from which day on."""
        return tuple(
            Choice(procedure, variants[value], from_on)
            for name, (procedure, variants) in _VARIANTS.items()
            for from_on, value in self._readings(name)
            if variants[value] or self.dated_choices.get(name)
        )

    def _readings(self, name: str) -> list[tuple[date, Any]]:
        dated = [(date.fromisoformat(e["from_on"]), e["value"]) for e in self.dated_choices.get(name) or ()]
        return [(FIRST_DAY, getattr(self, name)), *dated]

    def letterhead(self, logo: bytes | None) -> Letterhead:
        """Return what letters and reports carry at their head."""
        return Letterhead(
            self.council,
            self.department,
            self.address_lines,
            self.phone,
            self.email,
            self.website,
            logo,
            self.colour,
        )


_VARIANTS: Mapping[str, tuple[Procedure, Mapping[Any, str]]] = {
    "s2_basis": (Procedure.CHILDREN_ACT, {"REQUEST": "", "AGREED": "AGREED"}),
    "sar_strict": (Procedure.SAR, {False: "", True: "STRICT"}),
}
"""Disputed rules of which each reading is a scheme of its own."""

PARTS: Mapping[str, str] = {
    "list": "lists",
    "choice": "dated_choices",
    "target": "targets",
    "own_scheme": "own_schemes",
    "import_mapping": "import_mappings",
    "letter": "letter_texts",
    "paragraph": "paragraphs",
    "signature": "signatures",
    "approval": "letter_approval",
    "report_text": "report_texts",
    "outside_figure": "outside_figures",
    "saved_table": "saved_tables",
}
"""Settings kept part by part ("list:themes"), so that two people who change different parts do not clash."""


def choices_on(settings: OfficeSettings, day: date) -> ClockSettings:
    """Return the readings of disputed rules a deadline first counted on that day is counted with (CLK-5)."""
    return ClockSettings(
        settings.choice_on("advocate_pause", day),
        settings.choice_on("defer_receipt", day),
        int(settings.choice_on("clarification_closing_months", day)),
    )


def value_on(entries: Any, day: date, name: str, before: Any) -> Any:
    """Return the value of the latest of dated entries that holds on a day; `before` where none does yet."""
    found = [entry for entry in entries if entry["from_on"] <= day.isoformat()]
    return max(found, key=lambda entry: str(entry["from_on"]))[name] if found else before


def from_entries(entries: Mapping[str, Any]) -> OfficeSettings:
    """Return the settings from their entries.

    A name this version does not know is left alone; a value it can make nothing of is logged and left out, for without
    its settings the office could not be opened at all (offline rules P11, V2).
    """
    known = {f.name: f for f in fields(OfficeSettings)}
    values: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for name, value in entries.items():
        whole, _, part = name.partition(":")
        if part and whole in PARTS:
            parts.setdefault(PARTS[whole], {})[part] = value
        elif name in known:
            values[name] = tuple(value) if isinstance(value, list) else value
    for name, found in parts.items():
        both = {**(values.get(name) or {}), **found}
        values[name] = {part: value for part, value in both.items() if value is not None}  # None: taken out
    return OfficeSettings(**_understood(values))


def _understood(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values this version can make something of."""
    usual = OfficeSettings()
    known = {name: value for name, value in values.items() if is_like(value, getattr(usual, name))}
    if days := known.get("closure_days"):
        known["closure_days"] = tuple(day for day in days if known_day(day))
    if days := known.get("extra_holidays"):
        known["extra_holidays"] = tuple(d for d in days if isinstance(d, Mapping) and known_day(d.get("day")))
    if contracts := known.get("advocacy_contracts"):
        known["advocacy_contracts"] = tuple(each for each in contracts if _is_dated([each]))
    if not known_day(known.get("clock_stands_on")):
        known.pop("clock_stands_on", None)
    for name, (_procedure, variants) in _VARIANTS.items():
        if known.get(name) not in variants:
            known.pop(name, None)
    for name, is_known in _KNOWN_PARTS.items():
        if parts := known.get(name):
            known[name] = {part: value for part, value in parts.items() if is_known(part, value)}
    for name, value in values.items():
        if value and known.get(name) != value:
            _log.warning("a setting, or a part of it, is left out: this version cannot read %s", name)
    return known


def _is_list(entries: Any) -> bool:
    """Whether these are entries of a list."""
    try:
        return bool([entry_of(entry) for entry in entries]) or not entries
    except (AttributeError, KeyError, TypeError):
        return False


def _is_dated(entries: Any) -> bool:
    """Whether each of these holds from a day on."""
    return isinstance(entries, list | tuple) and all(
        isinstance(entry, Mapping) and known_day(entry.get("from_on")) for entry in entries
    )


def _is_choice(name: str, entries: Any) -> bool:
    """Whether these are dated readings of a disputed rule that this version knows."""
    variants = _VARIANTS[name][1] if name in _VARIANTS else None
    return _is_dated(entries) and all(
        "value" in entry and (variants is None or entry["value"] in variants) for entry in entries
    )


_FIGURE = frozenset(("kind", "name", "figure", "from_on", "to_on", "source", "entered_on"))
_KNOWN_PARTS: Mapping[str, Callable[[str, Any], bool]] = {
    "lists": lambda _name, value: _is_list(value),
    "dated_choices": _is_choice,
    "targets": lambda _name, value: _is_dated(value),
    "letter_texts": lambda _name, value: _is_dated(value),
    "own_schemes": lambda _name, value: isinstance(value, str),
    "outside_figures": lambda _name, value: isinstance(value, Mapping) and _FIGURE.issubset(value),
    "saved_tables": lambda _name, value: isinstance(value, Mapping),
}
"""Of settings kept part by part, what a part must be for this version to make something of it."""
