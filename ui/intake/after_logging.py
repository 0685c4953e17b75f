"""After a case is logged (S5): its reference and due date in words, and the acknowledgement one key away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseworker.actions.letters import acknowledgement_code
from caseworker.actions.log import Logged, log_case
from caseworker.actions.waiting_files import Waiting
from caseworker.domain.intake import Intake
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from ui.context import Context
from ui.messages import Alert, AlertAction
from ui.undo_stack import undo_action


@dataclass(frozen=True, slots=True)
class Outcome:
    """What logging gave: the case, the code of its acknowledgement ("" for none), and what the button says."""

    logged: Logged
    letter: str
    words: str = "Write acknowledgement"


def log_intake(
    office: Office, intake: Intake, draft_id: str, *, acknowledge: bool, files: Sequence[Waiting] = ()
) -> Outcome:
    """Log the contact with the files that waited, and find the letter that acknowledges it.

    Raises:
        RuleError: as `log_case`; nothing was saved.
    """
    logged = log_case(office, intake, draft_id=draft_id, files=files)
    code = acknowledgement_code(intake.kind) if acknowledge else ""
    if intake.kind is Kind.UNDECIDED:  # it is acknowledged under the rules of its type, once that is decided
        return Outcome(logged, code, "Write that it arrived")
    return Outcome(logged, code)


def say_logged(context: Context, outcome: Outcome) -> None:
    """Raise the alert; its first action has the focus."""
    logged = outcome.logged
    letter = AlertAction(
        outcome.words, lambda: context.open_page("letter", f"{logged.case_id}/{outcome.letter}")
    )
    look = AlertAction("Open case", lambda: context.open_page("case", logged.case_id))
    undo = undo_action(context, logged)
    context.messages.alert(
        Alert(
            "success",
            "Case logged",
            logged.message,
            (letter if outcome.letter else look, undo),
            takes_focus=True,
        )
    )
