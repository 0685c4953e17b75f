"""What the checks of a letter look at: the letter as it would go, the case as it stands, and what a person typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from caseworker.actions.letter_facts import letter_facts
from caseworker.actions.letter_recipients import Recipient
from caseworker.actions.letters import LetterPreview
from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_checks.texts import Passage
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Paragraph, blocks_text, fact_text
from caseworker.domain.rich_text import is_empty
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.template import Template

FRAME = frozenset({"recipient_name", "address", "salutation"})
"""Facts of the frame, which have checks of their own."""

OF_THE_OFFICE = frozenset(
    "advocate_contact advocate_org case_ref case_type contact_email contact_phone council division ico_block next_stage"
    " ombudsman_block scheme_name service_name signatory_name signatory_role stage today".split()
)
"""Facts that hold nothing a person typed about this case."""


@dataclass(frozen=True)
class Subject:
    """One letter that is being checked.

    Attributes:
        recipient: whom it goes to, as the case knows them; None where nobody is known.
        parties: the people of the case as they are stored now, also where `view` is older.
    """

    office: Office
    view: CaseView
    template: Template
    work: LetterWork
    preview: LetterPreview
    recipient: Recipient | None
    parties: tuple[EntityState, ...]

    @property
    def today(self) -> date:
        """The day the letter bears."""
        return self.preview.letter.dated_on

    @cached_property
    def party(self) -> EntityState | None:
        """The recipient's entry in the case, as stored now."""
        wanted = self.recipient.party_id if self.recipient else ""
        return next((party for party in self.parties if party.id == wanted), None)

    @cached_property
    def whole(self) -> str:
        """Every word between salutation and closing, with the line the letter is headed with."""
        return f"{self.preview.letter.title}\n{blocks_text(self.preview.letter.blocks)}"

    @cached_property
    def own_words(self) -> str:
        """The words of the letter that are the council's: all but what is quoted."""
        blocks = self.preview.letter.blocks
        return blocks_text(tuple(b for b in blocks if not (isinstance(b, Paragraph) and b.quoted)))

    @cached_property
    def written(self) -> tuple[Passage, ...]:
        """What was typed for this letter alone: its free parts, and facts given another wording."""
        free = {part.name: part for part in self.template.free}
        found = [
            Passage(f"free.{name}", blocks_text(blocks))
            for name, blocks in self.work.free.items()
            if name in free and not is_empty(blocks)
        ]
        used = (*self.template.facts, *FRAME)
        return (*found, *(Passage(n, t) for n, t in self.work.changed.items() if n in used and t.strip()))

    @cached_property
    def facts(self) -> dict[str, str]:
        """The facts of the letter as the case has them, without what was typed over them."""
        known = letter_facts(self.office, self.view, self.today, self.work, when=self.template.calls)
        return {name: fact_text(fact) for name, fact in known.items()}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What stands in the letter besides its fixed wording: what was typed, and facts of the case."""
        typed = {passage.field for passage in self.written}
        from_case = [
            Passage(name, text)
            for name, text in self.preview.facts.items()
            if name in self.template.facts and name not in typed and name not in OF_THE_OFFICE
        ]
        return (*(p for p in self.written if p.field not in ("address",)), *from_case)

    @property
    def is_answer(self) -> bool:
        """Whether the letter answers the case."""
        return self.template.purpose == "answer"
