"""One reference, two cases: the later one gets another number, and its complainant is to be told (offline rule R6).

Question: how can it happen, when numbers are leased? Choice: it cannot, unless a file was copied by hand, a hub was put
back without its own command, or both numbers came from elsewhere; then both cases stay, and the computer that logged
the later one mends it, so that two never do; where it has a copy that mended it too, the earlier mending stands
(`mended_twice`). Cost: until that computer calls, both bear the number.
"""

from __future__ import annotations

from caseworker.actions.mended_twice import made_one, mended_twice
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.editing import CaseEdits
from caseworker.office import Office, Transaction
from caseworker.storage.cases import read_case
from caseworker.storage.doubles import LaterCase, later_cases

TASK = "Write to {who}: the reference has changed from {old} to {new}"
_DAYS = 3


def settle_doubles(office: Office, case_ids: tuple[str, ...] | None = None) -> Changed | None:
    """Give each case of this computer that bears an earlier case's reference a new one; None when there is none.

    The old number stays with it among its earlier references, and its owner gets a task to write to the complainant.
    Listeners are not told, so that it may run on any thread after a meeting; the caller passes on what is returned.

    Args:
        case_ids: cases that came or were changed; all by default.
    """
    with office.reading() as raw:
        is_double = any(later.is_own for later in later_cases(raw, case_ids))
        if not is_double and not mended_twice(raw, case_ids):
            return None
    said: list[str] = []
    again: list[str] = []

    def make(transaction: Transaction) -> list[Draft]:
        own = [later for later in later_cases(transaction.raw, case_ids) if later.is_own]
        drafts = [_mended(office, transaction, later, taken, said) for taken, later in enumerate(own)]
        mended = {draft.scope_id for draft in drafts}
        twice = [each for each in mended_twice(transaction.raw, case_ids) if each.case_id not in mended]
        made = [made_one(transaction.raw, each) for each in twice]
        again.extend(words for _draft, words in made)
        return drafts + [draft for draft, _words in made]

    written = office.save(make)
    if not written:
        return None
    messages = (
        [f"{count_of(len(said), 'case')} had the number of an earlier case: {'; '.join(said)}."]
        if said
        else []
    )
    messages += (
        [f"A copy of this computer had given a case another number too: {'; '.join(again)}."] if again else []
    )
    message = " ".join(messages)
    return Changed(message, tuple(c.scope_id for c in written), written[0].group_id)


def _mended(office: Office, transaction: Transaction, later: LaterCase, taken: int, said: list[str]) -> Draft:
    view = read_case(transaction.raw, later.case_id)
    new = transaction.next_reference(taken)
    edits = CaseEdits(view, office.ids)
    old = [*(view.case.doc.get("old_references") or ()), later.reference]
    edits.set(view.case, reference=new, old_references=list(dict.fromkeys(old)))
    complainant = view.complainant
    who = str(complainant.doc.get("full_name") or "") if complainant else ""
    edits.add(
        "task",
        kind="action",
        what=TASK.format(who=who or "the person complaining", old=later.reference, new=new),
        owner=view.case.doc.get("owner_id"),
        due_on=office.calendar.add(office.clock.today(), _DAYS).isoformat(),
        stage_id=view.stage.id if view.stage else "",
    )
    said.append(f"{later.reference} is now {new}")
    return edits.draft("reference.changed", "Another case was given this number earlier.")
