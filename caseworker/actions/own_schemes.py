"""Timescales that the council wrote itself: copied, changed, taken out, read from a file and written to one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from caseworker.actions.schemes import UNITS
from caseworker.actions.settings_change import save_settings
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Procedure
from caseworker.domain.rulebook import OWN, Scheme
from caseworker.domain.rules_file import OWN_PROCEDURES, check_apart, own_schemes_of
from caseworker.domain.rules_text import scheme_text, schemes_text
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.files import told_of_os, write_whole
from caseworker.office import Office
from caseworker.storage.uses import scheme_uses


@dataclass(frozen=True, slots=True)
class SchemeEdit:
    """Timescales of the council's own, as they are typed.

    Attributes:
        like: key of the set they are copied from or are a change of.
        periods: how long each step takes; None: there is no such step.
    """

    like: str
    id: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    note: str = ""
    periods: Mapping[str, int | None] = field(default_factory=dict)
    is_change: bool = False


def edit_of(office: Office, key: str, *, is_change: bool) -> SchemeEdit:
    """Return a set of timescales as it can be typed over: a copy to begin with, or one of the council's own."""
    scheme = _scheme(office, key)
    if scheme.procedure not in OWN_PROCEDURES:
        raise RuleError("This is timed by law, so it cannot be copied. Copy corporate or enquiry timescales.")
    if is_change and scheme.authority != OWN:
        raise RuleError("This set came with the program. Copy it, then change the copy.")
    return SchemeEdit(
        key,
        scheme.id if is_change else "",
        scheme.valid_from if is_change else None,
        scheme.valid_to if is_change else None,
        scheme.source if is_change else "",
        scheme.note if is_change else f"Copied from {scheme.id}.",
        {step.code: step.period for step in scheme.plan},
        is_change,
    )


def step_labels(office: Office, key: str) -> dict[str, str]:
    """Return what the number of each step is asked with: "Answer at stage 1, working days"."""
    return {step.code: f"{step.label}, {UNITS[step.unit]}s" for step in _scheme(office, key).plan}


def save_own_scheme(office: Office, edit: SchemeEdit) -> Changed:
    """Keep timescales of the council's own.

    Raises:
        ProblemsError: something is missing.
        RuleError: they overlap with others of the council's own, or cases were counted by them with other numbers.
    """
    office.require("settings")
    scheme = _typed(office, edit)
    before = _own(office).get(_key(scheme)) if edit.is_change else None
    if before is None and any(s.id == scheme.id for s in office.rulebook.schemes):
        raise ProblemsError(
            [Problem("id", f"There are timescales called {scheme.id} already. Choose another name")]
        )
    if before is not None and _numbers(before) != _numbers(scheme):
        _refuse_used(office, scheme)
    own = {**_own(office), _key(scheme): scheme}
    _check(own)
    return _write(office, {_key(scheme): scheme_text(scheme)}, f"The timescales {scheme.id} were saved.")


def remove_own_scheme(office: Office, key: str) -> Changed:
    """Take timescales of the council's own out by which no case was counted."""
    office.require("settings")
    scheme = _own(office).get(key)
    if scheme is None:
        raise RuleError("This set came with the program. Only the council's own can be taken out.")
    _refuse_used(office, scheme)
    return _write(office, {key: None}, f"The timescales {scheme.id} were taken out.")


def export_own_schemes(office: Office, path: Path) -> int:
    """Write the council's own timescales as a TOML file; return how many there are."""
    own = _own(office)
    if not own:
        raise RuleError("The council has no timescales of its own to export yet. Copy a set first.")
    write_whole(path, schemes_text(own.values()).encode("utf-8"), not_done="The timescales were not written")
    return len(own)


def import_own_schemes(office: Office, path: Path) -> Changed:
    """Read timescales of the council's own from a TOML file; all of them or none.

    Raises:
        RuleError: the file is not in order; the message names scheme, step and field.
        UnavailableError: it cannot be read.
    """
    office.require("settings")
    with told_of_os("The timescales were not read", path):
        content = path.read_bytes()
    try:
        text = content.decode("utf-8")
        tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{path.name} is not a file of timescales: {error}.", field="path") from error
    read = own_schemes_of(path.name, text)
    if not read:
        raise RuleError(f"{path.name} has no timescales: no part [[scheme]].", field="path")
    shipped = {s.id for s in office.rulebook.schemes if s.authority != OWN}
    known = _own(office)
    for scheme in read:
        if scheme.id in shipped:
            raise RuleError(
                f"{scheme.id} came with the program. Give yours another id in the file.", field="path"
            )
        before = known.get(_key(scheme))
        if before is not None and _numbers(before) != _numbers(scheme):
            _refuse_used(office, scheme)
    new = {_key(scheme): scheme for scheme in read}
    _check({**known, **new})
    message = f"{count_of(len(new), 'set')} of timescales {'was' if len(new) == 1 else 'were'} read from {path.name}."
    return _write(office, {key: scheme_text(scheme) for key, scheme in new.items()}, message)


def _scheme(office: Office, key: str) -> Scheme:
    procedure, _, scheme_id = key.partition(" ")
    return office.rulebook.scheme_by_id(scheme_id, Procedure(procedure))


def _own(office: Office) -> dict[str, Scheme]:
    return {_key(scheme): scheme for scheme in office.rulebook.schemes if scheme.authority == OWN}


def _key(scheme: Scheme) -> str:
    return f"{scheme.procedure.value} {scheme.id}"


def _typed(office: Office, edit: SchemeEdit) -> Scheme:
    like = _scheme(office, edit.like)
    scheme_id, source = cleaned(edit.id).upper(), cleaned(edit.source)
    problems = []
    if not scheme_id:
        problems.append(Problem("id", "Enter a short name, such as NM-2025"))
    if not source:
        problems.append(Problem("source", "Enter where these times are laid down"))
    if edit.valid_from is None:
        problems.append(Problem("valid_from", "Enter the first day"))
    elif edit.valid_to and edit.valid_to < edit.valid_from:
        problems.append(Problem("valid_to", "Last day must be the same as or after the first day"))
    kept = {code: step for code, step in like.steps.items() if edit.periods.get(code) is not None}
    problems += [
        Problem(code, f"{like.steps[code].label} must be between 1 and 365")
        for code, period in edit.periods.items()
        if period is not None and not 1 <= abs(period) <= 365
    ]
    problems += [
        Problem(code, f"{step.label} needs {like.steps[other].label.lower()}")
        for code, step in kept.items()
        for other in (step.previous, step.max_step)
        if other and other not in kept
    ]
    problems += [
        Problem(
            step.max_step, f"{like.steps[step.max_step].label} must not be shorter than {step.label.lower()}"
        )
        for step in kept.values()
        if step.max_step in kept and (edit.periods[step.max_step] or 0) < (edit.periods[step.code] or 0)
    ]
    if not kept:
        problems.append(Problem(next(iter(like.steps)), "Enter how long at least one step takes"))
    if problems or edit.valid_from is None:
        raise ProblemsError(problems)
    steps = {
        code: replace(step, period=edit.periods[code], source=source, example={})  # type: ignore[arg-type]
        for code, step in kept.items()
    }
    version = edit.valid_from.isoformat()[:7]
    made = replace(like, id=scheme_id, authority=OWN, version=version, valid_from=edit.valid_from,
                   valid_to=edit.valid_to, steps=steps, note=cleaned(edit.note), source=source)  # fmt: skip
    return own_schemes_of(scheme_id, scheme_text(made))[0]  # as it will be read, with the same checks


def _numbers(scheme: Scheme) -> dict[str, tuple[Any, ...]]:
    return {s.code: (s.period, s.unit, s.basis, s.triggers, s.max_period, s.previous) for s in scheme.plan}


def _refuse_used(office: Office, scheme: Scheme) -> None:
    with office.reading_lists() as raw:
        count = scheme_uses(raw).get((scheme.procedure.value, scheme.id), 0)
    if count:
        raise RuleError(
            f"{count_of(count, 'stage')} of cases {'was' if count == 1 else 'were'} counted by {scheme.id}, and keep "
            "what they were given. Give it a last day, then copy it under another name for the time after.",
            source="CLK-5",
        )


def _check(own: Mapping[str, Scheme]) -> None:
    try:
        check_apart(tuple(own.values()))
    except RuleError as error:
        words = str(error).replace(" at OWN", "")
        raise RuleError(f"{words.partition('. Mend')[0]}. Change their first or last day.", field="valid_from",
                        source="CLK-8") from error  # fmt: skip


def _write(office: Office, texts: Mapping[str, str | None], message: str) -> Changed:
    return save_settings(office, {f"own_scheme:{key}": text for key, text in texts.items()}, message)
