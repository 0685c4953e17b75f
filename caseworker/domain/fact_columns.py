"""What the reports may ask of a case: the columns of the two tables of facts, each with its meaning.

`stage_fact` has one line for every stage of every case: its first stage stands for the case as it was received, the
others for its stage 2, stage 3, adjudicator, Ombudsman. What a case says (division, theme, ward …) is repeated on
every line of it, so that a table asks one line for everything. `part_fact` has one line for every action, payment,
point of complaint, offer of advocacy and entry of hours. Void cases and void parts have no line.

Every column but `n` and `case_n` is text: a code of a list, a day (ISO), "1" or "" for yes or no; "" where nothing
was recorded. Rule book section 10 says what the tables ask.
"""

from __future__ import annotations

from collections.abc import Mapping

STILL_OPEN = "9999-12-31"
"""`to_on` of what has not ended."""

STAGE_FACTS: Mapping[str, str] = {
    "n": "the stage's own number",
    "case_n": "the number of its case, which a figure opens",
    "from_on": "the day it began: of a first stage the day the case was received",
    "to_on": "the day it ended (`ended_on`) or was left unanswered for the next stage; STILL_OPEN while it was not",
    "last_on": "the later of `to_on` and the day the case was closed: what reading goes by",
    "is_first": "1: it stands for the case as received",
    "step": "S1, S2, S3, ADJ (adjudicator), LGO (Ombudsman), ENQ, FOI, EIR, SAR, DPC, IR (internal review),"
    " ICO (Commissioner), TRIB (tribunal), or the kind of case where no rules time it (COMPL, COMM, ADV, REV, UND)",
    "procedure": "the code of `Procedure` that times the stage",
    "kind": "the code of `Kind` the case was received as",
    "kind_at_closure": "the same when it was closed; as received where nothing else was recorded",
    "received_on": "the day the case was received",
    "started_on": "the day the stage began (stage 2: the request)",
    "due_on": "the day the answer is or was due, as extended",
    "original_due_on": "the day it was due before any extension",
    "max_on": "the latest day the rules allow (20 working days at statutory stage 1)",
    "answered_on": "the day the stage was answered",
    "ended_on": "the day the stage was answered (by the Ombudsman: decided), withdrawn or closed, whichever is recorded"
    " first in this order; at the earliest the day it began",
    "closed_on": "the day the case was closed",
    "accepted_on": "the day a request was accepted",
    "withdrawn_on": "the day it was withdrawn",
    "suspended_on": "the day it was suspended",
    "resumed_on": "the day it was taken up again",
    "acknowledge_by": "the day the acknowledgement was due",
    "acknowledged_on": "the day it was acknowledged",
    "on_time": "1: answered by `due_on`",
    "on_time_original": "1: answered by `original_due_on`",
    "is_extended": "1: the date was extended",
    "status": "the code of `Status` of the case",
    "stage_status": "where the stage stands: open, suspended, withdrawn, answered, closed, left (unanswered, for the"
    " next stage)",
    "outcome": "the stage's outcome (the Ombudsman's: the decision)",
    "case_outcome": "the case's outcome",
    "request_outcome": "what became of a request for stage 2 or a review",
    "escalation_reason": "why it went further",
    "division": "the division (of a later stage its own, where it has one)",
    "service": "the service, likewise",
    "team": "the team of the case",
    "theme": "main category",
    "root_cause": "root cause",
    "channel": "how it arrived",
    "raised_by": "who complained or asked",
    "ward": "ward",
    "late_reason": "why the answer was late",
    "owner_id": "the officer it belongs to",
    "is_payment": "1: about a payment",
    "is_review": "1: historic case review",
    "has_advocate": "1: an advocate took part",
    "compensation": "compensation agreed at the stage, in pounds: its payments, else what is recorded with it",
    "requester_type": "who asked for information",
    "gender": "equalities: answered by the person complaining",
    "ethnicity": "equalities",
    "disability": "equalities",
    "sexual_orientation": "equalities",
    "age_band": "equalities",
    "child_status": "status of the child (in care, child in need …)",
}

PART_FACTS: Mapping[str, str] = {
    "n": "the part's own number",
    "case_n": "the number of its case",
    "thing": "action, payment, point, advocacy, hours, link (of a complaint and its Ombudsman's case)",
    "from_on": "the day that counts: agreed (action, payment), answered (point), referred or offered, given (hours)",
    "to_on": "the day it was done, paid or ended; STILL_OPEN while it was not",
    "due_on": "the day it is due",
    "what": "kind of action or payment, remedy, finding of a point, purpose of advocacy, relation of a link",
    "status": "done, open; of advocacy the answer given; of a point its finding",
    "step": "the stage it follows from, as in `stage_fact`",
    "kind": "the code of `Kind` of the case at closure",
    "service": "the service that owes it, else the case's",
    "division": "the case's division",
    "theme": "learning theme, else the case's main category",
    "eligible_group": "eligible group of advocacy",
    "amount": "pounds or hours; of an action pounds that no payment or stage records too",
    "may_publish": "1: its learning text may be published",
    "supported_at": "where an advocate helped, in the words of the record; of a link the ids of both cases",
}
