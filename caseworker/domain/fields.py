"""What is kept about each thing: every field, its name on screen, and whether it is about a person.

One catalogue, so that erasure, the history page and the importer have an answer for each field. A new meaning is a new
field; fields are only ever added (offline rule V1). The fields of a case and its stages stand in `case_fields`, those
of its other parts in `part_fields`, those of the office in `office_fields`.
"""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.advocacy_fields import ADVOCACY, ADVOCACY_HOURS
from caseworker.domain.case_fields import CASE, STAGE
from caseworker.domain.field import Field
from caseworker.domain.file_fields import FILE
from caseworker.domain.information_fields import EXEMPTION, THIRD_PARTY
from caseworker.domain.letter_fields import LETTER, LETTER_COMMENT
from caseworker.domain.office_fields import EXPORT, FORK, REDACTION, SETTING, STAFF
from caseworker.domain.part_fields import (
    APPOINTMENT,
    DECISION,
    LOOK,
    NOTE,
    PARTY,
    PAUSE,
    PAYMENT,
    POINT,
    TASK,
)
from caseworker.domain.people_fields import (
    ALERT,
    CONTACT_PLAN,
    EQUALITY,
    PERSON,
    RELATIONSHIP,
    REPRESENTATIVE,
)
from caseworker.domain.report_fields import PUBLICATION
from caseworker.domain.work_fields import BOTH_KEPT, CONTRIBUTION, LINK

ENTITY_KINDS: Mapping[str, Mapping[str, Field]] = {
    "case": CASE,
    "stage": STAGE,
    "party": PARTY,
    "pause": PAUSE,
    "note": NOTE,
    "letter": LETTER,
    "letter_comment": LETTER_COMMENT,
    "task": TASK,
    "point": POINT,
    "appointment": APPOINTMENT,
    "decision": DECISION,
    "payment": PAYMENT,
    "look": LOOK,
    "file": FILE,
    "exemption": EXEMPTION,
    "third_party": THIRD_PARTY,
    "contribution": CONTRIBUTION,
    "advocacy": ADVOCACY,
    "advocacy_hours": ADVOCACY_HOURS,
    "link": LINK,
    "both_kept": BOTH_KEPT,
    "equality": EQUALITY,
    "person": PERSON,
    "relationship": RELATIONSHIP,
    "alert": ALERT,
    "contact_plan": CONTACT_PLAN,
    "staff": STAFF,
    "representative": REPRESENTATIVE,
    "setting": SETTING,
    "export": EXPORT,
    "publication": PUBLICATION,
    "redaction": REDACTION,
    "fork": FORK,
}


def label_of(entity_kind: str, name: str) -> str:
    """Return the field's name on screen; a field this version does not know is shown by its code."""
    known = ENTITY_KINDS.get(entity_kind, {}).get(name)
    return known.label if known else name
