"""Which procedure a contact follows: questions, and a proposal with its reasons, each with the rule behind it.

The check proposes; a person decides. Nothing is refused in silence: what is not dealt with here has its route, the
letter that says so, and the Ombudsman in it.

Source: rule book 1.1 to 1.3 (WHO, ACC, ANON), interface rule S3.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caseworker.domain import triage_checks as checks
from caseworker.domain.dates_in_words import listed
from caseworker.domain.kinds import Kind
from caseworker.domain.triage_answers import WHAT, Answers, Proposal, Reason, Result
from caseworker.domain.triage_scope import ABOUT, WHO, Group, Subject


def propose(answers: Answers, received_on: date) -> Proposal:
    """Return what the answers come to, whatever is still missing; never an exception, never silence."""
    what = WHAT.get(answers.what)
    if what is None:
        proposal = Proposal(Result.NOT_KNOWN, None, "Not decided yet", unknown=("what the person wants",))
    elif answers.what != "complaint":
        words = f"{what.label}."
        label = what.kind.label if what.kind else "Sent on"
        route = f"Goes to {what.route}." if what.route else ""
        proposal = Proposal(
            what.result, what.kind, f"{label}: {checks.lower(words)}", (Reason(f"{words} {route}".strip(), what.rule),),
            route=what.route,
        )  # fmt: skip
    else:
        proposal = _complaint(answers, received_on)
    return _with_safety(proposal, answers)


def _complaint(answers: Answers, received_on: date) -> Proposal:
    if answers.considered == "yes":
        return _elsewhere(
            "the same complaint has been through all stages",
            Reason(
                "The same complaint has been through all stages already.",
                "Getting the Best from Complaints, 2.3",
            ),
            "the Local Government and Social Care Ombudsman",
        )
    if answers.who == "anonymous":
        return _anonymous()
    subjects = [ABOUT[code] for code in answers.subjects if code in ABOUT]
    if not subjects:
        unknown = ("what the complaint is about", *(() if answers.who else ("who complains",)))
        return Proposal(
            Result.NOT_KNOWN, None, "A complaint; which procedure is not known yet", unknown=unknown
        )
    ours = [subject for subject in subjects if subject.road == "statutory"]
    return _in_scope(answers, received_on, subjects, ours) if ours else _out_of_scope(answers, subjects)


def _in_scope(answers: Answers, received_on: date, subjects: list[Subject], ours: list[Subject]) -> Proposal:
    reasons = [Reason(f"In the procedure's scope: {checks.lower(checks.names(ours))}.", checks.rules(ours))]
    letters: list[str] = []
    for subject in subjects:
        if subject.code == "section_47":
            words = "Child protection enquiries are looked at with the rest, in one statutory investigation."
            reasons.append(Reason(words, "Ombudsman's practitioner guide"))
        elif subject.road == "corporate":
            words = f"{subject.label}: looked at with the rest, so that the person has one answer."
            reasons.append(Reason(words, subject.rule))
        elif subject.road != "statutory":
            reasons.append(Reason(f"{subject.label}: that part goes to {subject.route}.", subject.rule))
            letters.append("L04")
    group = WHO.get(answers.who)
    may = checks.may_complain(answers, group, ours)
    if may is False and answers.who == "interest":
        return _no_interest(reasons)
    if may is False:
        return _not_eligible(group, reasons)
    unknown = checks.unknown_of_who(answers, group, may)
    if group is not None and may:
        reasons.append(Reason(f"{group.label}: may complain.", group.rule))
    refused = checks.time(answers, received_on, reasons, unknown)
    if refused is not None:
        return refused
    checks.proceedings(answers, reasons, unknown, letters)
    checks.consent(answers, reasons, unknown, letters)
    checks.considered(answers, unknown)
    return Proposal(
        Result.STATUTORY,
        Kind.STATUTORY,
        f"Statutory complaint: {checks.lower(checks.names(ours))}",
        tuple(reasons),
        letters=checks.once(letters),
        unknown=tuple(unknown),
    )


def _out_of_scope(answers: Answers, subjects: list[Subject]) -> Proposal:
    corporate = [s for s in subjects if s.road == "corporate"]
    data = [s for s in subjects if s.road == "data_protection"]
    sent = [s for s in subjects if s.road in ("elsewhere", "information")]
    away = tuple(Reason(f"{s.label}: goes to {s.route}.", s.rule) for s in sent)
    if corporate:
        return _corporate(answers, corporate, data, away)
    if data:
        words = checks.names(data)
        return Proposal(
            Result.DATA_PROTECTION,
            Kind.DATA_PROTECTION,
            f"Data protection complaint: {checks.lower(words)}",
            (Reason(f"{words}: answered within the time of data protection law.", checks.rules(data)), *away),
            letters=("L04",) if sent else (),
        )
    heading = f"Sent elsewhere: {checks.lower(checks.names(sent))}"
    route = listed([s.route for s in sent])
    return Proposal(Result.ELSEWHERE, None, heading, away, route=route, letters=("L04",))


def _corporate(
    answers: Answers, found: list[Subject], data: list[Subject], away: tuple[Reason, ...]
) -> Proposal:
    words = checks.names(found)
    reasons = [
        Reason(f"Not in the scope of the Children Act procedure: {checks.lower(words)}.", checks.rules(found))
    ]
    reasons += [Reason(f"Open to them besides: {s.route}.", s.rule) for s in found if s.route]
    reasons += [Reason(f"{s.label}: logged as a data protection complaint besides.", s.rule) for s in data]
    unknown: list[str] = []
    letters = ["L04"] if away or any(s.route for s in found) else []
    checks.proceedings(answers, reasons, unknown, letters)
    checks.consent(answers, reasons, unknown, letters)
    checks.considered(answers, unknown)
    return Proposal(
        Result.CORPORATE,
        Kind.CORPORATE,
        f"Corporate complaint: {checks.lower(words)}",
        (*reasons, *away),
        letters=checks.once(letters),
        unknown=tuple(unknown),
    )


def _no_interest(reasons: list[Reason]) -> Proposal:
    words = (
        "No sufficient interest in the child's welfare was found. The person is told, and the child may be."
    )
    return Proposal(
        Result.ELSEWHERE,
        None,
        "Not under the Children Act procedure: no sufficient interest",
        (*reasons, Reason(words, "WHO-4; Children Act 1989, s26(3)(e)")),
        route="the Local Government and Social Care Ombudsman",
        letters=("L05",),
    )


def _not_eligible(group: Group | None, reasons: list[Reason]) -> Proposal:
    label = group.label if group else "The person"
    words = (
        f"{label}: not among those who may use the Children Act procedure; the corporate procedure is open."
    )
    return Proposal(
        Result.CORPORATE,
        Kind.CORPORATE,
        "Corporate complaint: the person may not use the Children Act procedure",
        (*reasons, Reason(words, group.rule if group else "WHO-9")),
        letters=("L04",),
    )


def _anonymous() -> Proposal:
    words = "Anonymous: logged outside the statutory stages; the complaints manager decides what is done."
    return Proposal(
        Result.ENQUIRY, Kind.GENERAL, "General enquiry: anonymous", (Reason(words, "ANON-1"),),
        route="the complaints manager",
    )  # fmt: skip


def _elsewhere(why: str, reason: Reason, route: str) -> Proposal:
    return Proposal(
        Result.ELSEWHERE, None, f"Sent elsewhere: {why}", (reason,), route=route, letters=("L04",)
    )


def _with_safety(proposal: Proposal, answers: Answers) -> Proposal:
    """A child at risk comes first, whatever the procedure."""
    if answers.risk in ("yes", "unsure"):
        safe = Reason(
            "Tell safeguarding today. That does not stop the rest.", "S3; Getting the Best from Complaints, 3"
        )
        return replace(proposal, reasons=(safe, *proposal.reasons))
    if not answers.risk:
        return replace(proposal, unknown=(*proposal.unknown, "whether a child is at risk now"))
    return proposal
