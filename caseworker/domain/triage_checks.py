"""The single checks behind the proposal of `triage`: who, when, what else is under way, on what authority."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseworker.domain.dates_in_words import listed, long_date
from caseworker.domain.kinds import Kind
from caseworker.domain.triage_answers import BASES, Answers, Proposal, Reason, Result
from caseworker.domain.triage_scope import ABOUT, WHO, Group, Subject


def last_day_in_time(grounds_on: date) -> date:
    """Return the last day on which a complaint is in time: the same date a year later (ACC-1)."""
    try:
        return grounds_on.replace(year=grounds_on.year + 1)
    except ValueError:  # 29 February
        return date(grounds_on.year + 1, 2, 28)


def is_late(answers: Answers, received_on: date) -> bool:
    """Return whether a complaint came more than a year after the grounds arose."""
    return answers.grounds_on is not None and received_on > last_day_in_time(answers.grounds_on)


def may_complain(answers: Answers, group: Group | None, ours: list[Subject]) -> bool | None:
    """Whether the person may use the procedure; None while it is not known."""
    if group is None:
        return None
    if group.is_eligible and group.only and not any(subject.code in group.only for subject in ours):
        return interest(answers)
    return group.is_eligible if group.is_eligible is not None else interest(answers)


def interest(answers: Answers) -> bool | None:
    return {"yes": True, "no": False}.get(answers.interest)


def unknown_of_who(answers: Answers, group: Group | None, may: bool | None) -> list[str]:
    if group is None:
        return ["who complains"]
    return [] if may else ["whether they have a sufficient interest in the child's welfare"]


def asks_interest(answers: Answers) -> bool:
    """Return whether somebody must decide on a sufficient interest (WHO-4)."""
    group = WHO.get(answers.who)
    ours = [ABOUT[code] for code in answers.subjects if code in ABOUT and ABOUT[code].road == "statutory"]
    if group is None or group.is_eligible is False:
        return False
    return group.is_eligible is None or bool(
        ours and group.only and not any(s.code in group.only for s in ours)
    )


def time(answers: Answers, received_on: date, reasons: list[Reason], unknown: list[str]) -> Proposal | None:
    """Say whether it is in time; a late complaint is screened and never refused by itself (ACC-2)."""
    if answers.grounds_on is None:
        unknown.append("when the grounds arose")
        return None
    last = long_date(last_day_in_time(answers.grounds_on))
    if not is_late(answers, received_on):
        reasons.append(Reason(f"In time: the last day is {last}.", "ACC-1; SI 2006/1738, reg 9(1)"))
        return None
    late = Reason(f"Out of time: the last day was {last}.", "ACC-1; SI 2006/1738, reg 9(1)")
    both = (answers.why_late, answers.still_fair)
    if "no" in both and not {"", "unsure"} & set(both):
        return late_refused(reasons, late, both)
    reasons.append(late)
    if both == ("yes", "yes"):
        words = "Accepted all the same: it could not be expected sooner, and can still be looked at fairly."
        reasons.append(Reason(words, "ACC-2; SI 2006/1738, reg 9(2)"))
    else:
        unknown.append("both questions about a late complaint")
    return None


def late_refused(reasons: list[Reason], late: Reason, both: tuple[str, str]) -> Proposal:
    soon = "It could have been expected sooner." if both[0] == "no" else "It could not be expected sooner."
    fair = "It can no longer be looked at fairly." if both[1] == "no" else "It can still be looked at fairly."
    rule = "ACC-2; SI 2006/1738, reg 9(2)"
    review = Reason("It can still be looked at as a historic case review.", "ACC-2")
    return Proposal(
        Result.ELSEWHERE,
        Kind.CASE_REVIEW,
        "Not accepted: out of time, with a case review offered",
        (*reasons, late, Reason(soon, rule), Reason(fair, rule), review),
        route="the Local Government and Social Care Ombudsman",
        letters=("L06",),
    )


def proceedings(answers: Answers, reasons: list[Reason], unknown: list[str], letters: list[str]) -> None:
    if answers.proceedings in ("", "unsure"):
        unknown.append("whether other proceedings are under way")
        return
    if answers.proceedings == "none":
        return
    rule = "ACC-3; SI 2006/1738, reg 8"
    if answers.prejudice == "yes":
        words = (
            "It waits while it would prejudice the other proceedings, with a day to look at that again; the person may "
            "come back within a year after they end."
        )
        reasons.append(Reason(words, rule))
        letters.append("L07")
    elif answers.prejudice == "part":
        words = "Split it: the part that would prejudice the other proceedings waits, the rest goes on."
        reasons.append(Reason(words, rule))
        letters.append("L07")
    elif answers.prejudice == "no":
        words = "Other proceedings do not stop it: a court case alone is no reason to wait."
        reasons.append(Reason(words, "ACC-3, ACC-4"))
    else:
        unknown.append("whether it would prejudice the other proceedings, issue by issue")


def consent(answers: Answers, reasons: list[Reason], unknown: list[str], letters: list[str]) -> None:
    if answers.acts_for in ("", "own"):
        if not answers.acts_for:
            unknown.append("whether they complain in their own right")
        return
    if answers.basis in ("", "not_yet"):
        unknown.append("on what authority they act for the other person")
        reasons.append(Reason("It is logged now; nothing is shared before consent is there.", "WHO-8"))
        letters.append("L08")
    else:
        reasons.append(Reason(f"They act for another: {lower(dict(BASES)[answers.basis])}.", "WHO-8"))


def considered(answers: Answers, unknown: list[str]) -> None:
    if answers.considered in ("", "unsure"):
        unknown.append("whether the same complaint was looked at before")


def names(subjects: Sequence[Subject]) -> str:
    return listed([subjects[0].label, *(lower(s.label) for s in subjects[1:])]) if subjects else ""


def rules(subjects: Sequence[Subject]) -> str:
    return "; ".join(dict.fromkeys(s.rule for s in subjects))


def lower(words: str) -> str:
    keeps = words[:2].isupper() or words.startswith(("An MP", "The Mayor", "The Chief", "EHC"))
    return words if keeps else f"{words[:1].lower()}{words[1:]}"


def once(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
