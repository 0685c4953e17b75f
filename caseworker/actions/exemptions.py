"""Choose an exemption or exception for a request, weigh the public interest, and take it away again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.exemptions import needs_opinion, standing
from caseworker.domain.fold import EntityState
from caseworker.domain.information import REQUESTS, exemptions_of
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.kinds import Kind
from caseworker.domain.vocabulary import Entry
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exemption as it is entered.

    Attributes:
        section: code of the list "exemptions".
        subsection: the limb relied on, as it is cited: "(1)(b)".
        about: which information it is applied to; why: the prejudice or reason.
        public_interest_for, public_interest_against: for and against disclosing, of a qualified one.
        balance: code of the list "exemption_balances", "" while it is not weighed.
        opinion_by, opinion_on, opinion: of the qualified person, for section 36.
    """

    section: str = ""
    subsection: str = ""
    about: str = ""
    why: str = ""
    public_interest_for: str = ""
    public_interest_against: str = ""
    balance: str = ""
    balance_reason: str = ""
    opinion_by: str = ""
    opinion_on: date | None = None
    opinion: str = ""


def exemptions_offered(office: Office, kind: Kind) -> tuple[Entry, ...]:
    """Return the exemptions that the law of a kind of request knows; none for other kinds of case."""
    return office.vocabulary.offered("exemptions", kind) if kind in REQUESTS else ()


def keep_exemption(
    office: Office, case_id: str, exemption: Exemption, *, exemption_id: str = "", stamp: str = ""
) -> Changed:
    """Choose an exemption, or change one that was chosen.

    Args:
        exemption_id: the one to change; "" for a new one.

    Raises:
        ProblemsError: entries to mend.
        RuleError: the case is not an open request.
    """
    office.require("move")
    reference, said = "", ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, said
        view = _open_request(transaction.case(case_id))
        reference = view.reference
        values = _checked(office, view, exemption, exemption_id)
        edits = CaseEdits(view, office.ids)
        if exemption_id:
            state = _find(view, exemption_id)
            edits.set(state, **values)
            said = standing({**state.doc, **values})
        else:
            edits.add("exemption", stage_id=view.stage.id if view.stage else "", **values)
            said = standing(values)
        kind = "exemption.changed" if exemption_id else "exemption.chosen"
        return [edits.draft(kind)] if edits else []

    written = office.save(make, stamp=stamp)
    if not written:
        return office.changed("Nothing was different, so nothing was changed.", written, reference)
    label = office.vocabulary.label("exemptions", exemption.section)
    return office.changed(f"{reference}: {label}. {said}.", written, reference)


def remove_exemption(office: Office, case_id: str, exemption_id: str) -> Changed:
    """Take an exemption off the request; it stays in the history."""
    office.require("move")
    reference = label = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, label
        view = _open_request(transaction.case(case_id))
        state = _find(view, exemption_id)
        reference, label = (
            view.reference,
            office.vocabulary.label("exemptions", str(state.doc.get("section"))),
        )
        edits = CaseEdits(view, office.ids)
        edits.set(state, voided=True)
        return [edits.draft("exemption.removed")]

    written = office.save(make)
    return office.changed(f"{reference}: {label} is not relied on any more.", written, reference)


def _open_request(view: CaseView) -> CaseView:
    if view.kind not in REQUESTS:
        raise RuleError(
            f"A case of the type {view.kind.label} has no exemptions: they belong to the request."
        )
    if not view.status.is_active or view.stage is None:
        raise RuleError("This request was answered already. Reopen it to change its exemptions.")
    return view


def _find(view: CaseView, exemption_id: str) -> EntityState:
    found = next((each for each in exemptions_of(view) if each.id == exemption_id), None)
    if found is None:
        raise RuleError("This exemption is no longer part of the case. Open the case again.")
    return found


def _checked(office: Office, view: CaseView, given: Exemption, exemption_id: str) -> dict[str, Any]:
    """Return the fields to keep, cleaned."""
    texts = {
        name: cleaned(getattr(given, name))
        for name in (
            "section subsection about why public_interest_for public_interest_against balance balance_reason"
            " opinion_by opinion"
        ).split()
    }
    test = office.vocabulary.parent_of("exemptions", given.section)
    problems = [
        *_problems_of_choice(office, view, given, exemption_id),
        *_problems_of_test(office, texts, test),
        *_problems_of_opinion(office, given),
    ]
    for name, text in texts.items():
        if len(text) > LONGEST:
            problems.append(Problem(name, f"This must be {LONGEST:,} characters or fewer"))
    if problems:
        raise ProblemsError(problems)
    return {
        **texts,
        "test": test,
        "opinion_on": given.opinion_on.isoformat() if given.opinion_on else None,
    }


def _problems_of_choice(office: Office, view: CaseView, given: Exemption, exemption_id: str) -> list[Problem]:
    problems = []
    if given.section not in {entry.code for entry in exemptions_offered(office, view.kind)}:
        problems.append(Problem("section", "Choose the exemption"))
    if not cleaned(given.about):
        problems.append(Problem("about", "Enter which information it is applied to"))
    same = [
        each
        for each in exemptions_of(view)
        if each.id != exemption_id
        and each.doc.get("section") == given.section
        and (each.doc.get("subsection") or "", each.doc.get("about") or "")
        == (cleaned(given.subsection), cleaned(given.about))
    ]
    if same:
        problems.append(Problem("section", "This exemption is chosen already for the same information"))
    return problems


def _problems_of_test(office: Office, texts: dict[str, str], test: str) -> list[Problem]:
    """A balance without both sides is no test (s.17(3))."""
    balance = texts["balance"]
    if not balance:
        return []
    if not office.vocabulary.has("exemption_balances", balance):
        return [Problem("balance", "Choose where the balance lies")]
    if test != "qualified":
        return [Problem("balance", "This exemption has no public interest test, so leave the balance open")]
    return [
        Problem(name, words)
        for name, words in (
            (
                "public_interest_for",
                "Enter the public interest in disclosing: both sides are weighed (s.2(2)(b))",
            ),
            (
                "public_interest_against",
                "Enter the public interest in withholding: both sides are weighed (s.2(2)(b))",
            ),
        )
        if not texts[name]
    ]


def _problems_of_opinion(office: Office, given: Exemption) -> list[Problem]:
    if not needs_opinion({"section": given.section}):
        return []
    problems = []
    if given.opinion_on is not None and given.opinion_on > office.clock.today():
        problems.append(Problem("opinion_on", "Date of the opinion must be today or in the past"))
    if given.opinion_on is not None and not cleaned(given.opinion_by):
        problems.append(Problem("opinion_by", "Enter the name of the qualified person (s.36(5))"))
    if cleaned(given.opinion_by) and given.opinion_on is None:
        problems.append(Problem("opinion_on", "Enter the date of the opinion (s.36(2))"))
    return problems
