"""Everything the page of a case shows, read once, off the UI thread, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from caseworker.actions import case_words
from caseworker.actions.added_apart import Double
from caseworker.actions.clashes import clashes
from caseworker.actions.doubles import doubles_of
from caseworker.actions.extend import ExtensionOffer, extension_offer
from caseworker.actions.letter_choices import LetterChoice, acknowledgement_of, letters_for
from caseworker.actions.links import LinkedCase, linked_cases
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import MoveOffer, moves_for
from caseworker.actions.next_steps.letters import waiting_letter
from caseworker.actions.people_case import Standing, standings_of
from caseworker.actions.sharing import has_known_a_hub
from caseworker.actions.waiting import held_of
from caseworker.actions.worked_alongside import Alongside, worked_alongside
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Status
from caseworker.domain.workflow import move_called
from caseworker.errors import RuleError
from caseworker.office import Office
from ui.cases.history_rows import HistoryRow, history_of
from ui.cases.identity import identity_of
from ui.cases.stage_facts import StageFacts, stages_of
from ui.widgets.identity_banner import Identity

_COMMANDS = {
    "case.note": "case.note",
    "case.edit": "case.edit",
    "case.pause": "case.pause",
    "case.assign": "case.owner",
    "case.answer": "case.outcome",
    "letter.write": "letter.write",
    "letter.print": "letter.print",
    "case.acknowledge": "case.acknowledge",
    "case.reply": "case.reply",
    "case.chase": "case.chase",
    "case.ask_service": "case.ask_service",
    "case.triage": "case.triage",
}
"""The commands of `case_words.next_step` by the names that the window has for them."""

_PARTS = {"part:actions": "Go to Actions", "part:stages": "Go to Steps", "part:letters": "Go to Letters"}
"""Next steps that are done on a part of the page, and the words of the button that leads there."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next.

    Attributes:
        command: what its button does: a command of the window, "case.edit", "letter.write" or "letter.print"; "" for
            no button.
        key: for letters, the key of the page to open.
        label: words for the button where the command alone does not give them.
    """

    words: str
    command: str = ""
    key: str = ""
    label: str = ""


@dataclass(frozen=True)
class CaseFacts:
    """One case as the page shows it. What stands on a part that may never come to the front is worked out there.

    Attributes:
        may: the acts that the role of the person at the keyboard allows.
        read_only: why nothing can be saved in this office at all, or "".
        clashes: how many values of it clash.
        alongside: who else worked on it while the person at the keyboard did, and neither saw the other.
        held: changes of this computer that wait for a decision at the hub.
        doubles: entries that two people probably made of one and the same thing.
        people: what the register knows of each person of the case, by the id of their entry.
    """

    view: CaseView
    identity: Identity
    next_step: NextStep
    may: frozenset[str]
    owner: str
    read_only: str = ""
    links: tuple[LinkedCase, ...] = ()
    clashes: int = 0
    alongside: tuple[Alongside, ...] = ()
    held: int = 0
    doubles: tuple[Double, ...] = ()
    people: Mapping[str, Standing] = field(default_factory=dict)
    office: Office | None = field(default=None, repr=False, compare=False)

    @property
    def case_id(self) -> str:
        """The case's id."""
        return self.view.case_id

    @property
    def offer(self) -> ExtensionOffer | None:
        """How far the deadline may be extended; None where there is none, with the reason in `no_offer`."""
        return self._offer[0]

    @property
    def no_offer(self) -> str:
        """Why the deadline cannot be extended, or ""."""
        return self._offer[1]

    @cached_property
    def _offer(self) -> tuple[ExtensionOffer | None, str]:
        return _offer(self.office, self.view) if self.office else (None, "")

    @cached_property
    def letters(self) -> tuple[LetterChoice, ...]:
        """The letters that fit the case as it stands; nothing is read for it."""
        return letters_for(self.office, self.view) if self.office else ()

    @cached_property
    def moves(self) -> tuple[MoveOffer, ...]:
        """The steps that belong to the case as it stands; nothing is read for it."""
        return moves_for(self.office, self.view) if self.office else ()

    @cached_property
    def stages(self) -> tuple[StageFacts, ...]:
        """The stages in words, the one the case is in first; nothing is read for it."""
        return stages_of(self.office, self.view) if self.office else ()

    @cached_property
    def history(self) -> tuple[HistoryRow, ...]:
        """Who changed what, from, to; nothing is read for it."""
        return history_of(self.office, self.view) if self.office else ()

    @property
    def can_edit(self) -> bool:
        """Whether the person may change details of this case."""
        return "edit" in self.may and not self.read_only and self.view.status.value != "void"


def read_facts(office: Office, case_id: str) -> CaseFacts:
    """Return the case as it is now.

    Raises:
        RuleError: there is no such case on this computer, or the person may not see it.
    """
    role = office.roles.get(office.person.role)
    with office.at_one_look() as look:
        view = open_case(look, case_id)
        people, links = standings_of(look, view), linked_cases(look, view)
        others = _of_others(look, view) if has_known_a_hub(look) else _NONE
    return CaseFacts(
        view=view,
        identity=identity_of(office, view, people, tells_clashes=False),
        people=people,
        next_step=_next_step(office, view),
        may=role.may if role else frozenset(),
        owner=office.staff_name(view.row.owner_id),
        links=links,
        clashes=len(clashes(office, case_id)) if view.conflicts else 0,
        alongside=others.alongside,
        held=others.held,
        doubles=others.doubles,
        office=office,
        read_only="IT must update this program. You can read but not change."
        if office.database.read_only
        else "",
    )


class _OfOthers(NamedTuple):
    """What there can be only where computers share an office."""

    alongside: tuple[Alongside, ...] = ()
    held: int = 0
    doubles: tuple[Double, ...] = ()


_NONE = _OfOthers()


def _of_others(office: Office, view: CaseView) -> _OfOthers:
    return _OfOthers(
        worked_alongside(office, view.case_id), held_of(office, view.case_id), doubles_of(office, view)
    )


def _offer(office: Office, view: CaseView) -> tuple[ExtensionOffer | None, str]:
    if view.row.paused_since:
        return None, "The clock stands still. Let it go on before you extend."
    try:
        offer = extension_offer(office, view)
    except RuleError as error:
        return None, str(error)
    if offer.latest_on is None:
        return None, "The rules for this kind of case allow no extension."
    if view.row.due_on and offer.latest_on <= view.row.due_on:
        return None, f"The answer is due {long_date(view.row.due_on)}; the rules allow no later date."
    return offer, ""


def _next_step(office: Office, view: CaseView) -> NextStep:
    words, command = case_words.next_step(office, view)
    if command in _PARTS:
        return NextStep(words, command, label=_PARTS[command])
    if command.startswith("move:"):
        return NextStep(words, command, label=move_called(command.removeprefix("move:")).label)
    known = _COMMANDS.get(command, command)
    if known == "letter.write":
        code = acknowledgement_of(office, view)
        return (
            NextStep(words, known, f"{view.case_id}/{code}") if code else NextStep(words, "case.acknowledge")
        )
    if known == "letter.print":
        letter = waiting_letter(view, office.person.id)
        return NextStep(words, known, f"{view.case_id}/{letter.id if letter else ''}", label="Open letter")
    if known == "case.outcome" and view.status is Status.ANSWERED:
        return NextStep(words, known, label="Complete record")
    return NextStep(words, known)
