"""Whether an answer answers what the stage of the case waits for (rule book 9.1 rule 4)."""

from __future__ import annotations

from caseworker.actions.letter_checks.subject import Subject
from caseworker.actions.letter_choices import why_unfit
from caseworker.actions.letter_texts import catalogue_on
from caseworker.domain.letter_checks.check import Check

TITLE = "Right letter for this case"


def answers_another_step(subject: Subject) -> Check | None:
    """Say when the letter answers another step: it would be sent, and the case would stay unanswered.

    A letter that names no step of the rules (one of the council's own, say) is left to its writer.
    """
    template, stage = subject.template, subject.view.stage
    main = str(stage.doc.get("main_step") or "") if stage else ""
    if stage is None or template.purpose != "answer" or main in ("", stage.doc.get("ack_step")):
        return None
    steps = {step for scheme in subject.office.rulebook.schemes for step in scheme.steps}
    named = steps.intersection(template.calls)
    if not named or main in named:
        return None
    right = _those_that_answer(subject, main)
    return Check(
        "fits:step",
        TITLE,
        "problem",
        f"{template.title} answers another step than the one this stage waits for; sending it would leave "
        f"{subject.view.reference} unanswered.",
        f"Choose the letter that answers it: {right}."
        if right
        else "Record what comes before this answer first.",
    )


def _those_that_answer(subject: Subject, step: str) -> str:
    """Titles and codes of the letters that answer a step and fit the case."""
    found = [
        f"{each.title} ({each.code})"
        for each in catalogue_on(subject.office, subject.today)
        if each.purpose == "answer" and step in each.calls and not why_unfit(subject.view, each)
    ]
    return " or ".join(found)
