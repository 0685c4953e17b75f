"""What follows an answer, and complaints about personal data: review, Commissioner, tribunal, enquiries.

Source: rule book 4.1 (internal review, Commissioner), 4.7; FOI Act ss.50, 57; EIR reg. 11; DPA 2018 s.164A, s.165.
"""

from __future__ import annotations

from caseworker.domain.information import REQUESTS
from caseworker.domain.kinds import Kind
from caseworker.domain.move import ANY, Ask, Move
from caseworker.domain.moves.information_needs import (
    commissioner_asked,
    may_be_reviewed,
    not_answered,
    not_at_commissioner,
    notice_came,
)

_DPC = (Kind.DATA_PROTECTION,)
_ICO = (Kind.COMMISSIONER,)

MOVES: tuple[Move, ...] = (
    Move(
        "review.opened",
        "Open an internal review",
        "Internal review opened",
        REQUESTS,
        statuses=ANY,
        asks=(
            Ask("on", "Date the review was asked for", "day", needed=True, begins="today"),
            Ask("about", "What the person disagrees with", "text", needed=True),
            Ask("reviewer", "Reviewed by", "staff"),
            Ask(
                "late",
                "Why a late request is accepted",
                "text",
                help="Asked when the request comes after its last day; the council may accept it all the same.",
            ),
        ),
        needs=(may_be_reviewed,),
        rule="FOI Code of Practice 5.1 to 5.5; EIR reg. 11; for personal data only where the council offers one",
    ),
    Move(
        "commissioner.opened",
        "Open the Commissioner's case",
        "Commissioner's case opened",
        (*REQUESTS, Kind.DATA_PROTECTION, Kind.INTERNAL_REVIEW),
        statuses=ANY,
        asks=(
            Ask("on", "Date the Commissioner wrote", "day", needed=True, begins="today"),
            Ask("reference", "Commissioner's reference", "line"),
            Ask("about", "What the complaint is about", "text", needed=True),
            Ask("due", "Day the Commissioner set for our reply", "day", ahead=True),
        ),
        needs=(not_at_commissioner,),
        rule="FOI Act s.50; EIR reg. 18; Data Protection Act 2018 s.165",
    ),
    Move(
        "commissioner.questions",
        "Record questions of the Commissioner",
        "Questions of the Commissioner",
        _ICO,
        stages=("1",),
        asks=(
            Ask(
                "on", "Date received", "day", needed=True, field="stage.commissioner_asked_on", begins="today"
            ),
            Ask(
                "due",
                "Day the Commissioner set",
                "day",
                field="stage.commissioner_due_on",
                ahead=True,
                help="Without a day, 20 working days are counted.",
            ),
            Ask("what", "What is asked", "text"),
        ),
        needs=(not_answered,),
        rule="FOI Act s.50, s.51 (information notice)",
        group="Deadlines",
    ),
    Move(
        "commissioner.replied",
        "Record our reply to the Commissioner",
        "Replied to the Commissioner",
        _ICO,
        stages=("1",),
        asks=(
            Ask("on", "Date sent", "day", needed=True, field="stage.commissioner_replied_on", begins="today"),
            Ask("what", "What was said", "text"),
        ),
        needs=(commissioner_asked, not_answered),
        rule="FOI Act s.50, s.51",
        group="Deadlines",
    ),
    Move(
        "commissioner.decided",
        "Record the decision notice",
        "Decision notice received",
        _ICO,
        stages=("1",),
        asks=(
            Ask(
                "on",
                "Date of the notice",
                "day",
                needed=True,
                field="stage.decision_notice_on",
                begins="today",
            ),
            Ask(
                "decision",
                "Decision",
                "options",
                "commissioner_decisions",
                needed=True,
                field="stage.decision_notice",
            ),
            Ask("steps", "Steps the notice orders", "text"),
            Ask("steps_by", "Steps due by", "day", ahead=True),
        ),
        needs=(not_answered,),
        rule="FOI Act s.50(3), (4); appeal within 28 days, s.57",
        group="Deadlines",
    ),
    Move(
        "tribunal.appealed",
        "Record an appeal to the tribunal",
        "Appeal to the tribunal",
        _ICO,
        stages=("1",),
        statuses=ANY,
        leads_to="tribunal",
        asks=(
            Ask("on", "Date of the appeal", "day", needed=True, begins="today"),
            Ask(
                "by",
                "Appealed by",
                "options",
                (("requester", "The person who asked"), ("council", "The council")),
                needed=True,
            ),
            Ask("reference", "Tribunal's reference", "line"),
        ),
        needs=(notice_came,),
        rule="FOI Act s.57; First-tier Tribunal (Information Rights): 28 days",
    ),
    Move(
        "enquiries.made",
        "Record the enquiries made",
        "Enquiries made",
        _DPC,
        asks=(
            Ask("on", "Date", "day", needed=True, field="stage.enquiries_on", begins="today"),
            Ask(
                "what",
                "What was enquired, and what was found",
                "text",
                needed=True,
                field="stage.enquiries",
                begins="stage.enquiries",
            ),
        ),
        needs=(not_answered,),
        rule="Data Protection Act 2018 s.164A(4)(a): appropriate enquiries, without undue delay",
    ),
    Move(
        "person.informed",
        "Record that the person was told how it stands",
        "Person told how it stands",
        _DPC,
        asks=(
            Ask("on", "Date told", "day", needed=True, field="stage.informed_on", begins="today"),
            Ask("what", "What they were told", "text", needed=True),
        ),
        needs=(not_answered,),
        rule="Data Protection Act 2018 s.164A(4)(b): the person is kept informed",
    ),
)
