"""Reading the rule files: TOML in, checked schemes out.

    [[scheme]]              id, authority ("*" everywhere), procedure, version, valid_from, valid_to, note, source
    like = "CA-REQ"         optional: take the steps of that scheme; those written here change or add fields
    [[scheme.step]]         the fields of `rulebook.Step`; `trigger` is one event name or a list of them;
                            `extension` is what an extension must be given with

Every mistake is told with file, scheme, step and field, because a lawyer edits these files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

from caseworker.domain.clock_facts import EVENTS
from caseworker.domain.kinds import Procedure
from caseworker.domain.pauses import Effect, PauseKind
from caseworker.domain.rulebook import OWN, Basis, Needs, Scheme, Step, Unit
from caseworker.domain.working_days import CalendarId, Roll
from caseworker.errors import RuleError, UnavailableError

_SCHEME_FIELDS = {
    "id": str,
    "authority": str,
    "procedure": str,
    "version": str,
    "valid_from": date,
    "valid_to": date,
    "note": str,
    "source": str,
    "variant": str,
    "like": str,
    "step": list,
}
_STEP_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "code": str,
    "label": str,
    "stage": str,
    "unit": str,
    "period": int,
    "calendar": str,
    "source": str,
    "basis": str,
    "trigger": (str, list),
    "latest_trigger": bool,
    "previous": str,
    "set_by": str,
    "beginning_with": bool,
    "roll": str,
    "max_step": str,
    "extension": str,
    "extension_notice": str,
    "beside": str,
    "pauses": dict,
    "target_pct": int,
    "owner_role": str,
    "letter": str,
    "period_choice": str,
    "example": dict,
}
_ONE_OF: Mapping[str, Sequence[str]] = {
    "unit": get_args(Unit),
    "basis": get_args(Basis),
    "calendar": get_args(CalendarId),
    "roll": get_args(Roll),
    "extension": get_args(Needs),
    "extension_notice": ("CURRENT", "ORIGINAL"),
    "stage": ("1", "2", "3", "review"),
    "period_choice": ("clarification_closing_months",),
}
OWN_PROCEDURES = (Procedure.CORPORATE, Procedure.ENQUIRY)
"""What a council may time itself; everything else is timed by law."""

_NEEDED = ("label", "stage", "unit", "period", "calendar", "source", "example")


def read_schemes(folder: Path) -> tuple[Scheme, ...]:
    """Every scheme of a folder's rule files, checked.

    Raises:
        UnavailableError: there are none, or a file cannot be read.
        RuleError: a rule is malformed, or two schemes hold at the same time.
    """
    try:
        paths = sorted(folder.glob("*.toml"))
        texts = [(path.name, path.read_text(encoding="utf-8")) for path in paths]
    except (OSError, UnicodeDecodeError) as error:
        raise UnavailableError(
            "The rules could not be read. Install Caseworker again, then start it."
        ) from error
    if not texts:
        raise UnavailableError(
            f"There are no rules in the folder {folder.name}. Install Caseworker again, then start it."
        )
    schemes = tuple(scheme for name, text in texts for scheme in schemes_of(name, text))
    check_apart(schemes)
    return schemes


def own_schemes_of(name: str, text: str) -> list[Scheme]:
    """The schemes a council wrote itself, for corporate complaints and enquiries alone; examples may be left out.

    Raises:
        RuleError: a rule is malformed, or times what the law times.
    """
    schemes = [replace(scheme, authority=OWN) for scheme in schemes_of(name, text, needs_examples=False)]
    for scheme in schemes:
        if scheme.procedure not in OWN_PROCEDURES or scheme.variant:
            raise RuleError(
                f"{scheme.id}: a council may time corporate complaints and enquiries itself. Everything else is timed "
                "by law.",
                field="procedure",
            )
    return schemes


def schemes_of(name: str, text: str, *, needs_examples: bool = True) -> list[Scheme]:
    """The schemes written in one rule file."""
    try:
        doc = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: {error}") from error
    steps_of: dict[str, dict[str, dict[str, Any]]] = {}
    schemes = []
    for raw in doc.get("scheme", []):
        where = f"{name}, scheme {raw.get('id', '?')}"
        _check_fields(raw, _SCHEME_FIELDS, where)
        steps_of[raw.get("id", "")] = _merged_steps(raw, steps_of, where)
        schemes.append(_scheme(raw, steps_of[raw["id"]], where, _NEEDED if needs_examples else _NEEDED[:-1]))
    return schemes


def _merged_steps(
    raw: Mapping[str, Any], known: Mapping[str, dict[str, dict[str, Any]]], where: str
) -> dict[str, dict[str, Any]]:
    if "like" in raw and raw["like"] not in known:
        raise RuleError(f"{where}, like: no scheme {raw['like']} stands above it in this file")
    steps = {code: dict(step) for code, step in known.get(raw.get("like", ""), {}).items()}
    for step in raw.get("step", []):
        code = step.get("code")
        if not isinstance(code, str) or not code:
            raise RuleError(f"{where}: a step has no code")
        steps[code] = {**steps.get(code, {}), **step}
    return steps


def _scheme(
    raw: Mapping[str, Any],
    steps: Mapping[str, Mapping[str, Any]],
    where: str,
    needed_of_steps: tuple[str, ...],
) -> Scheme:
    for needed in ("id", "authority", "procedure", "version", "valid_from", "source"):
        if needed not in raw:
            raise RuleError(f"{where}: {needed} is missing")
    if raw["procedure"] not in list(Procedure):
        raise RuleError(f"{where}, procedure: {raw['procedure']} is not one of {', '.join(Procedure)}")
    if "valid_to" in raw and raw["valid_to"] < raw["valid_from"]:
        raise RuleError(f"{where}, valid_to: the last day is before the first")
    made = {code: _step(step, f"{where}, step {code}", needed_of_steps) for code, step in steps.items()}
    return Scheme(
        id=raw["id"],
        authority=raw["authority"],
        procedure=Procedure(raw["procedure"]),
        version=raw["version"],
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        steps=_in_working_order(made, where),
        note=raw.get("note", ""),
        source=raw["source"],
        variant=raw.get("variant", ""),
    )


def _step(raw: Mapping[str, Any], where: str, needed_fields: tuple[str, ...]) -> Step:
    _check_fields(raw, _STEP_FIELDS, where)
    for needed in needed_fields:
        if needed not in raw:
            raise RuleError(f"{where}: {needed} is missing")
    for name, allowed in _ONE_OF.items():
        if name in raw and raw[name] not in allowed:
            raise RuleError(f"{where}, {name}: {raw[name]} is not one of {', '.join(allowed)}")
    trigger = raw.get("trigger", [])
    triggers = (trigger,) if isinstance(trigger, str) else tuple(trigger)
    for event in (*triggers, *filter(None, (raw.get("set_by"), raw.get("beside")))):
        if event not in EVENTS:
            raise RuleError(f"{where}: there is no event called {event}")
    extension = raw.get("extension")
    same = {name: raw[name] for name in _STEP_FIELDS if name in raw and name not in _CONVERTED}
    return Step(
        **same,
        triggers=triggers,
        pauses=_pauses(raw.get("pauses", {}), where),
        extension_allowed=extension is not None,
        extension_needs=extension,
        example=dict(raw.get("example", {})),
    )


_CONVERTED = ("trigger", "pauses", "extension", "example")


def _pauses(raw: Mapping[str, Any], where: str) -> dict[PauseKind, Effect]:
    try:
        return {PauseKind(kind): Effect(effect) for kind, effect in raw.items()}
    except ValueError as error:
        raise RuleError(f"{where}, pauses: {error}") from error


def _check_fields(raw: Mapping[str, Any], fields: Mapping[str, Any], where: str) -> None:
    for name, value in raw.items():
        if name not in fields:
            raise RuleError(f"{where}: there is no field called {name}")
        wrong_bool = isinstance(value, bool) and fields[name] is not bool
        if wrong_bool or not isinstance(value, fields[name]):
            raise RuleError(f"{where}, {name}: {value!r} is not of the right kind")


def _in_working_order(steps: dict[str, Step], where: str) -> dict[str, Step]:
    """The steps, each after those it refers to, with what it takes from them."""
    ordered: dict[str, Step] = {}

    def place(code: str, asked_by: tuple[str, ...]) -> None:
        if code in ordered:
            return
        if code not in steps:
            raise RuleError(f"{where}, step {asked_by[-1]}: there is no step {code}")
        if code in asked_by:
            raise RuleError(f"{where}, step {code}: it depends on itself")
        step = steps[code]
        for other in filter(None, (step.previous, step.max_step)):
            place(other, (*asked_by, code))
        ordered[code] = _completed(step, ordered, where)

    for code in steps:
        place(code, ())
    return ordered


def _completed(step: Step, earlier: Mapping[str, Step], where: str) -> Step:
    if step.basis in ("ACK", "PREVIOUS_STEP"):
        if step.previous is None:
            raise RuleError(f"{where}, step {step.code}: basis {step.basis} needs previous")
        version_events = earlier[step.previous].version_events
    elif not step.triggers:
        raise RuleError(f"{where}, step {step.code}: trigger is missing")
    else:
        version_events = step.triggers
    if step.extension_allowed and step.max_step is None:
        raise RuleError(f"{where}, step {step.code}: an extension needs max_step, the step that limits it")
    longest = earlier[step.max_step].period if step.max_step else None
    return replace(step, version_events=version_events, max_period=longest)


def check_apart(schemes: Sequence[Scheme]) -> None:
    """Let schemes pass of which no two hold for the same procedure and council on the same day (RuleError)."""
    for one, other in combinations(schemes, 2):
        if (one.procedure, one.authority, one.variant) != (other.procedure, other.authority, other.variant):
            continue
        if one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max):
            raise RuleError(
                f"The rules {one.id} and {other.id} hold for {one.procedure.value} at {one.authority} "
                "at the same time. Mend valid_from and valid_to",
                source="CLK-8",
            )
