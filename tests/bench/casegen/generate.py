"""Writes a large casework history for the speed figures.

Writes cases.csv, stages.csv, actions.csv, foi.csv and compliments.csv in the columns of the sample year, row by row, so
that memory does not grow with the number of cases. The same numbers give the same files.

The distributions follow 2024-25: type, division, theme, timeliness, outcome, escalation (14% of complaints). Volume
grows by about 4% a year, with the months of the school year and the days of the week; one case in eight comes from
somebody who wrote before; a few summaries are very long.
"""

from __future__ import annotations

import csv
import random
from collections import deque
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from tests.bench.casegen import people, wording
from tests.bench.casegen.lewisham import (
    ACTION_HEADER,
    CASE_HEADER,
    CHIEF,
    COMPLIMENT_HEADER,
    CORPORATE,
    CSC,
    DIVISIONS,
    EDU,
    FOI_HEADER,
    FQC,
    GENERAL,
    MAYOR,
    MEMBER,
    MP,
    SERVICES,
    STAGE_HEADER,
    STATUTORY,
    TYPES,
    case_row,
    new_case,
    set_people,
    set_theme,
    stage,
    stage_row,
    uk,
)
from tests.bench.casegen.timing import acknowledged, answered_late, answered_on_time, information_request
from tests.bench.casegen.workdays import LAST, add_working_days, days_in, is_working_day

TYPE_WEIGHTS = {CORPORATE: 165, STATUTORY: 124, GENERAL: 37, MAYOR: 29, MEMBER: 46, MP: 124, CHIEF: 3}
DIVISION_WEIGHTS = {
    CORPORATE: (48, 107, 10),
    STATUTORY: (111, 1, 10),
    GENERAL: (21, 14, 2),
    MAYOR: (4, 25, 0),
    MEMBER: (11, 29, 6),
    MP: (39, 75, 10),
    CHIEF: (1, 0, 0),
}
ON_TIME = {CORPORATE: 0.43, STATUTORY: 0.28, GENERAL: 0.57, MAYOR: 0.76, MEMBER: 0.65, MP: 0.56, CHIEF: 0.33}
OUTCOMES = {
    CORPORATE: (
        ("Upheld", 79),
        ("Not upheld", 41),
        ("Partly upheld", 24),
        ("Returned", 12),
        ("Withdrawn", 6),
        ("Resolved upon receipt", 1),
    ),
    STATUTORY: (
        ("Not upheld", 64),
        ("Partly upheld", 28),
        ("Upheld", 13),
        ("Returned", 12),
        ("Withdrawn", 6),
        ("Resolved upon receipt", 1),
        ("Case review", 2),
    ),
}
MONTH_WEIGHTS = {4: 37, 5: 38, 6: 37, 7: 40, 8: 48, 9: 56, 10: 54, 11: 48, 12: 34, 1: 44, 2: 46, 3: 47}
WEEKDAY_WEIGHTS = (24, 22, 21, 19, 17, 2, 2)
GROWTH = 1.04
RETURNING = 0.25  # share of parents' complaints from a parent who complained before
REMEMBERED = 4000  # how many earlier parents can come back


def volumes(total, first, last):
    """How many cases each day gets: the days' weights, rounded so that they add up to the total."""
    weights = []
    days = days_in(first, last)
    for day in days:
        weight = (
            MONTH_WEIGHTS[day.month]
            * WEEKDAY_WEIGHTS[day.weekday()]
            * GROWTH ** ((day - first).days / 365.25)
        )
        weights.append(weight * (0.15 if day.weekday() < 5 and not is_working_day(day) else 1))
    scale, running, given = total / sum(weights), 0.0, 0
    for day, weight in zip(days, weights, strict=True):
        running += weight * scale
        count = round(running) - given
        given += count
        yield day, count


class Output:
    """A CSV file that is written row by row and counts its rows."""

    def __init__(self, file, header):
        self.rows = 0
        self.writer = csv.DictWriter(file, header, lineterminator="\n")
        self.writer.writeheader()

    def write(self, row):
        self.writer.writerow(row)
        self.rows += 1


def make_case(rng, day, number, extracted, known):
    kind = rng.choices(TYPES, list(TYPE_WEIGHTS.values()))[0]
    case = new_case(kind, day)
    case["division"] = rng.choices((CSC, EDU, FQC), DIVISION_WEIGHTS[kind])[0]
    case["on time"] = rng.random() < ON_TIME[kind]
    complaint = kind in OUTCOMES
    if complaint:
        names, weights = zip(*OUTCOMES[kind], strict=True)
        case["outcome"] = rng.choices(names, weights)[0]
        case["review"] = case["outcome"] == "Case review"
        case["division"] = CSC if case["review"] else case["division"]
        case["payment"] = kind == CORPORATE and rng.random() < 0.22
    case["due"] = limit = add_working_days(day, 10)
    if kind == STATUTORY and rng.random() < 0.3:
        case["extended"] = limit = add_working_days(day, 20)
    case["responded"] = (
        answered_on_time(rng, day, limit, earliest=11 if case["extended"] else 1)
        if case["on time"]
        else answered_late(rng, day, limit)
    )
    if case["responded"] > extracted or rng.random() < 0.002:
        case["responded"], case["outcome"] = None, ""
    case["acknowledged"] = min(acknowledged(rng, day), case["responded"] or extracted)
    set_theme(rng, case)
    set_people(rng, case)
    if case["raised by"] == "Parent":
        if known and rng.random() < RETURNING:  # the same person, child and address as before
            case.update(rng.choice(known))
            case["summary"] = wording.summary(
                rng, wording.THEMES, case["theme"], case["child"].split()[0], day
            )
        else:
            known.append(
                {k: case[k] for k in ("complainant", "child", "age", "address", "equalities", "relationship")}
            )
    if rng.random() < 0.01:
        more = [
            wording.summary(rng, wording.THEMES, rng.choice(list(wording.THEMES)), None, day)
            for _ in range(rng.randrange(5, 60))
        ]
        case["summary"] = "\n".join([case["summary"], *more])
    case["advocate"] = (
        "NYAS"
        if complaint and case["raised by"] in ("Young person", "Advocate") and rng.random() < 0.5
        else ""
    )
    case["ref"] = f"CYP{number}"
    return case


def escalate(rng, case, number, extracted):
    """Stage 2, and now and then Stage 3 or the Ombudsman, with what is known by the date of the extract."""
    if case["outcome"] not in ("Upheld", "Partly upheld", "Not upheld") or rng.random() > 0.16:
        return []
    statutory = case["type"] == STATUTORY
    requested = add_working_days(case["responded"], rng.randrange(2, 30))
    records = []
    accepted = add_working_days(requested, rng.randrange(1, 6))
    record = stage(
        number,
        "Stage 2",
        case,
        requested,
        "Statutory" if statutory else "Corporate",
        accepted=accepted,
        due=add_working_days(requested, 25 if statutory else 20),
        reason=rng.choice(wording.STAGE_2_REASONS[case["division"]]),
        outcome=rng.choices(["Not upheld", "Partly upheld", "Upheld"], [23, 10, 7])[0],
    )
    if statutory:
        record["extended"] = add_working_days(requested, 65) if rng.random() < 0.7 else None
        record["officer"], record["independent"] = people.person(rng).name, people.person(rng).name
    if rng.random() < 0.03:
        record.update(withdrawn=add_working_days(accepted, 5), outcome="Withdrawn")
    else:
        record["completed"] = add_working_days(accepted, rng.randrange(15, 110 if statutory else 40))
    records.append(record)
    if record["completed"] and statutory and rng.random() < 0.05:
        asked = add_working_days(record["completed"], rng.randrange(5, 20))
        panel = add_working_days(asked, rng.randrange(18, 40))
        records.append(
            stage(
                number + 1,
                "Stage 3",
                case,
                asked,
                "Statutory",
                accepted=add_working_days(asked, 1),
                due=add_working_days(asked, 30),
                panel=panel,
                findings=add_working_days(panel, 5),
                completed=add_working_days(panel, rng.randrange(10, 25)),
                outcome=rng.choice(["Not upheld", "Partly upheld", "Upheld"]),
                reason="Dissatisfied with the Stage 2 adjudication",
            )
        )
    if record["completed"] and rng.random() < 0.1:
        asked = add_working_days(records[-1]["completed"], rng.randrange(5, 60))
        decision = rng.choice(
            ["Fault causing injustice", "Not upheld: no fault", "Closed after initial enquiries"]
        )
        records.append(
            stage(
                number + len(records),
                "LGSCO",
                case,
                asked,
                record["procedure"],
                completed=add_working_days(asked, rng.randrange(10, 90)),
                outcome=decision,
                reason="Complaint to the Ombudsman",
                remedy="Apology; payment" if decision.startswith("Fault") else "",
                compensation=rng.choice([200, 300, 500, 1000, 2500]) if decision.startswith("Fault") else "",
                ombudsman=f"{asked:%y}{rng.randrange(100000, 999999)}",
            )
        )
    kept = []
    for record in records:
        if record["requested"] > extracted:
            break
        if record["completed"] and record["completed"] > extracted:
            record.update(completed=None, outcome="", findings=None)
        kept.append(record)
    return kept


def action_row(rng, case, record, number, extracted):
    agreed = record["completed"] if record else case["responded"]
    done = add_working_days(agreed, rng.randrange(2, 70))
    due = add_working_days(agreed, 20)
    kind, text = rng.choice(
        [
            ("Apology", "Apologise in the response"),
            ("Payment", "Pay the arrears"),
            ("Practice reminder", "Discuss the complaint in supervision"),
            ("Service provided", "Arrange the support by the date given"),
            ("Procedure changed", "Review the procedure"),
        ]
    )
    finished = done <= extracted and rng.random() < 0.93
    return {
        "Action Ref": f"ACT{number}",
        "Case Ref": case["ref"],
        "Escalation Ref": record["ref"] if record else "",
        "Arising From": record["stage"] if record else "Stage 1",
        "Action Type": kind,
        "Action": text,
        "Amount (GBP)": rng.randrange(5, 300) * 10 if kind == "Payment" else "",
        "Owner": case["service"],
        "Date Agreed": uk(agreed),
        "Date Due": uk(due),
        "Date Completed": uk(done) if finished else "",
        "Action Status": "Completed" if finished else "Overdue" if due < extracted else "Open",
    }


def foi_row(rng, day, number, extracted):
    due, answered = information_request(rng, day, rng.random() < 0.66)
    return {
        "Request Ref": f"FOI{number}",
        "Request Type": "Request",
        "Parent Request Ref": "",
        "Date Received": uk(day),
        "Date Due": uk(due),
        "Date Responded": uk(answered) if answered <= extracted else "",
        "Division": rng.choices(DIVISIONS, [5, 4, 1])[0],
        "Subject": rng.choice(wording.FOI_SUBJECTS),
        "Requester Type": rng.choice(
            ["Member of the public", "Journalist", "Company", "Campaign group", "Researcher"]
        ),
        "Outcome": rng.choice(["Disclosed in full", "Disclosed in part", "Refused", "Information not held"])
        if answered <= extracted
        else "",
    }


def compliment_row(rng, day, number):
    division = rng.choices(DIVISIONS, [11, 7, 2])[0]
    service, team = rng.choice(rng.choice(list(SERVICES[division].values())))
    return {
        "Compliment Ref": f"CMP{number}",
        "Date Received": uk(day),
        "Division": division,
        "Service": service,
        "Team": team,
        "From": people.person(rng).name,
        "Relationship": "Parent",
        "Channel": "Email",
        "Compliment": rng.choice(wording.COMPLIMENTS[division]),
    }


def write_history(folder: Path, cases: int = 100_000, seed: int = 1, start: int = 2013, years: int = 12):
    """Write the five files into a folder and return how many rows each has.

    Args:
        start: the first financial year begins in April of this year; bank holidays are known from 2012.
    """
    first, last = date(start, 4, 1), date(start + years, 3, 31)
    extracted = last + timedelta(days=14)
    if first.year < 2012 or extracted.year >= LAST.year:
        raise ValueError(
            f"bank holidays are known for 2012 to {LAST.year} only, later stages need two years more"
        )
    folder.mkdir(parents=True, exist_ok=True)
    headers = {
        "cases": CASE_HEADER,
        "stages": STAGE_HEADER,
        "actions": ACTION_HEADER,
        "foi": FOI_HEADER,
        "compliments": COMPLIMENT_HEADER,
    }
    with ExitStack() as stack:
        out = {
            name: Output(
                stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline="")), header
            )
            for name, header in headers.items()
        }
        _write_days(out, random.Random(seed), volumes(cases, first, last), extracted)
    return {name: output.rows for name, output in out.items()}


def _write_days(out, rng, days, extracted):
    known = deque(maxlen=REMEMBERED)
    reference = escalation = 1_000_000
    for day, count in days:
        for _ in range(count):
            reference += rng.randrange(1, 4)
            case = make_case(rng, day, reference, extracted, known)
            out["cases"].write(case_row(case))
            records = escalate(rng, case, escalation, extracted)
            escalation += len(records)
            _write_records(out, rng, case, records, extracted)
            if rng.random() < 0.52:
                out["foi"].write(foi_row(rng, day, 1_000_000 + out["foi"].rows, extracted))
            if rng.random() < 0.04:
                out["compliments"].write(compliment_row(rng, day, 1_000_000 + out["compliments"].rows))


def _write_records(out, rng, case, records, extracted):
    actions = out["actions"]
    for record in records:
        out["stages"].write(stage_row(record))
        if record["completed"] and record["outcome"] in (
            "Upheld",
            "Partly upheld",
            "Fault causing injustice",
        ):
            actions.write(action_row(rng, case, record, 1_000_000 + actions.rows, extracted))
    if case["outcome"] in ("Upheld", "Partly upheld") and rng.random() < 0.45:
        actions.write(action_row(rng, case, None, 1_000_000 + actions.rows, extracted))
