"""Rules that can be read in two ways, each with its default and its source: the council chooses, from a day on.

Source: rule book section 12, decision 15. A case keeps the reading its deadlines were counted with (CLK-5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.domain.changes import Value


@dataclass(frozen=True, slots=True)
class Disputed:
    """One such rule.

    Attributes:
        name: the setting's name.
        title: what it is about, for a list.
        question: what has to be decided, in words.
        options: the values there are, each with its words; the first is the default.
        source: why it is in doubt and where the default comes from.
    """

    name: str
    title: str
    question: str
    options: tuple[tuple[Value, str], ...]
    source: str

    @property
    def default(self) -> Value:
        """The reading that holds until the council chooses."""
        return self.options[0][0]

    def words(self, value: Value) -> str:
        """Return a value as it is read."""
        return dict(self.options).get(value, str(value))


_ALL = (
    Disputed(
        "s2_basis",
        "Start of stage 2",
        "From when do the 25 working days of stage 2 count?",
        (("REQUEST", "From the request"), ("AGREED", "From the agreed statement of complaint")),
        "Children Act 1989 Representations Procedure (England) Regulations 2006, reg. 17. The guidance of 2006 counts "
        "from the agreed statement; recent Ombudsman decisions count from the request. Both dates are always shown.",
    ),
    Disputed(
        "advocate_pause",
        "Advocate at stage 1",
        "Does finding an advocate stop the clock of stage 1?",
        ((True, "Yes, until the advocate is found"), (False, "No, the clock goes on")),
        "Getting the Best from Complaints 3.5. The Regulations do not say so.",
    ),
    Disputed(
        "defer_receipt",
        "Receipt on a day off",
        "When does a corporate complaint or enquiry count as received that comes on a day off or after hours?",
        ((False, "On the day it came"), (True, "On the next working day")),
        "Our reading of “receipt”. It never applies to statutory complaints, FOI or subject access.",
    ),
    Disputed(
        "sar_strict",
        "End of a subject access month",
        "On which day does a month of a subject access request end?",
        ((False, "On the same day of the month, as the Commissioner counts"), (True, "On the day before")),
        "UK GDPR Art. 12(3); Information Commissioner, right of access guidance. Some councils keep the day before, to "
        "be on the safe side.",
    ),
    Disputed(
        "clarification_closing_months",
        "Our question is not answered",
        "After how long without an answer to our question is an information request closed?",
        ((2, "2 months"), (1, "1 month"), (3, "3 months"), (6, "6 months")),
        "Freedom of Information Code of Practice 2018, 1.14: two months is suggested. The law names no period.",
    ),
    Disputed(
        "information_sign_off",
        "Second person signs off",
        "Does a second person sign off every answer to a request for information?",
        ((False, "Only when somebody asks for it"), (True, "Yes, before the answer goes out")),
        "No law asks for it; many councils have it so. It binds FOI, EIR, subject access, reviews "
        "and data protection complaints.",
    ),
)

DISPUTED: Mapping[str, Disputed] = {each.name: each for each in _ALL}
