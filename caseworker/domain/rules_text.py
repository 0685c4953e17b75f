"""Writes a scheme as the TOML that `rules_file` reads: what a council exports, edits and imports again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from caseworker.domain.rulebook import Scheme, Step
from caseworker.domain.toml_text import toml_lines


def schemes_text(schemes: Iterable[Scheme]) -> str:
    """Return a whole rule file."""
    return "\n".join(scheme_text(scheme) for scheme in schemes)


def scheme_text(scheme: Scheme) -> str:
    """Return one scheme with its steps."""
    head = {
        "id": scheme.id,
        "authority": scheme.authority,
        "procedure": scheme.procedure.value,
        "version": scheme.version,
        "valid_from": scheme.valid_from,
        "valid_to": scheme.valid_to,
        "note": scheme.note,
        "source": scheme.source,
    }
    lines = ["[[scheme]]", *toml_lines(head)]
    for step in scheme.plan:
        lines += ["", "[[scheme.step]]", *toml_lines(_step_values(step))]
    return "\n".join([*lines, ""])


def _step_values(step: Step) -> Mapping[str, Any]:
    return {
        "code": step.code,
        "label": step.label,
        "stage": step.stage,
        "unit": step.unit,
        "period": step.period,
        "calendar": step.calendar,
        "basis": step.basis if step.basis != "TRIGGER" else "",
        "trigger": list(step.triggers) if len(step.triggers) > 1 else "".join(step.triggers),
        "latest_trigger": step.latest_trigger or None,
        "previous": step.previous,
        "set_by": step.set_by,
        "beginning_with": step.beginning_with or None,
        "roll": step.roll if step.roll != "NONE" else "",
        "max_step": step.max_step,
        "extension": step.extension_needs,
        "extension_notice": step.extension_notice if step.extension_notice != "CURRENT" else "",
        "beside": step.beside,
        "pauses": {kind.value: effect.value for kind, effect in step.pauses.items()},
        "target_pct": step.target_pct,
        "owner_role": step.owner_role,
        "letter": step.letter,
        "period_choice": step.period_choice,
        "source": step.source,
        "example": dict(step.example),
    }
