"""The catalogue of kinds of change: what each is called in the history and on the timeline.

Codes are past tense and dotted. A kind this version does not know is kept and shown by its code (offline rule V2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One kind: its title on the timeline, the group the timeline filters by, and whether Undo takes it back."""

    code: str
    title: str
    group: str = "Casework"
    can_undo: bool = True


_ALL = (
    ChangeKind("case.logged", "Logged"),
    ChangeKind("case.imported", "Imported", "Import"),
    ChangeKind("case.updated", "Details changed"),
    ChangeKind("case.assigned", "Owner changed"),
    ChangeKind("case.triaged", "Procedure decided"),
    ChangeKind("case.acknowledged", "Acknowledged", "Deadlines"),
    ChangeKind("case.answered", "Answered", "Deadlines"),
    ChangeKind("case.completed", "Record completed and case closed"),
    ChangeKind("point.added", "Points of complaint added", "Points"),
    ChangeKind("point.changed", "Point of complaint changed", "Points"),
    ChangeKind("point.moved", "Points of complaint put in another order", "Points"),
    ChangeKind("point.removed", "Point of complaint removed", "Points"),
    ChangeKind("point.carried", "Points taken over from the stage before", "Points"),
    ChangeKind("finding.recorded", "Finding recorded", "Points"),
    ChangeKind("action.added", "Action added", "Actions"),
    ChangeKind("action.changed", "Action changed", "Actions"),
    ChangeKind("action.done", "Action done", "Actions"),
    ChangeKind("action.satisfied", "Action accepted as done", "Actions"),
    ChangeKind("action.reopened", "Action not done after all", "Actions"),
    ChangeKind("action.removed", "Action removed", "Actions"),
    ChangeKind("payment.recorded", "Compensation recorded", "Actions"),
    ChangeKind("payment.changed", "Compensation changed", "Actions"),
    ChangeKind("payment.removed", "Compensation removed", "Actions"),
    ChangeKind("case.reopened", "Reopened", "Deadlines"),
    ChangeKind("case.voided", "Made void"),
    ChangeKind("case.restricted", "Restricted"),
    ChangeKind("case.unrestricted", "Restriction lifted"),
    ChangeKind("hold.placed", "Legal hold placed"),
    ChangeKind("hold.lifted", "Legal hold lifted"),
    ChangeKind("case.viewed", "Restricted case looked at", "Looked at", can_undo=False),
    ChangeKind("note.added", "Note", "Notes"),
    ChangeKind("note.removed", "Note removed", "Notes"),
    ChangeKind("clock.extended", "Deadline extended", "Deadlines"),
    ChangeKind("clock.paused", "Clock stopped", "Deadlines"),
    ChangeKind("clock.resumed", "Clock goes on", "Deadlines"),
    ChangeKind("letter.written", "Letter written", "Letters"),
    ChangeKind("letter.printed", "Letter printed", "Letters"),
    ChangeKind("letter.drafted", "Letter drafted", "Letters"),
    ChangeKind("letter.changed", "Letter changed", "Letters"),
    ChangeKind("letter.submitted", "Letter given for review", "Letters"),
    ChangeKind("letter.returned", "Letter returned with comments", "Letters"),
    ChangeKind("letter.commented", "Comment on a letter", "Letters"),
    ChangeKind("letter.comment_done", "Comment on a letter dealt with", "Letters"),
    ChangeKind("letter.approved", "Letter approved", "Letters"),
    ChangeKind("letter.withdrawn", "Approval of a letter taken back", "Letters"),
    ChangeKind("letter.discarded", "Draft of a letter discarded", "Letters"),
    ChangeKind("letter.sent", "Letter sent", "Letters"),
    ChangeKind("letter.redated", "Letter dated anew", "Letters"),
    ChangeKind("letter.not_sent", "Letter was not sent after all", "Letters"),
    ChangeKind("letter.came_back", "Letter came back", "Letters"),
    ChangeKind("letter.return_settled", "Letter that came back dealt with", "Letters"),
    ChangeKind("letter.reissued", "Letter corrected and issued again", "Letters"),
    ChangeKind("letter_text.changed", "Wording of a letter changed", "Office"),
    ChangeKind("paragraph.changed", "Standard paragraph changed", "Office"),
    ChangeKind("report.written", "Text of a report written", "Office"),
    ChangeKind("report.published", "Report published", "Office", can_undo=False),
    ChangeKind("report.withdrawn", "Published report withdrawn", "Office", can_undo=False),
    ChangeKind("signature.changed", "Signature changed", "Office"),
    ChangeKind("file.added", "Files added", "Files"),
    ChangeKind("email.imported", "Email imported", "Files"),
    ChangeKind("file.described", "File described", "Files"),
    ChangeKind("file.removed", "File removed", "Files"),
    ChangeKind("record.printed", "Case record printed", "Files"),
    ChangeKind("bundle.made", "Bundle made", "Files"),
    ChangeKind("change.undone", "Undone"),
    ChangeKind("reference.changed", "Given another reference", can_undo=False),
    ChangeKind("conflict.settled", "Clash settled"),
    ChangeKind("service.asked", "Service asked", "Services"),
    ChangeKind("service.replied", "Service replied", "Services"),
    ChangeKind("case.chased", "Chased", "Services"),
    ChangeKind("head.told", "Head of service told", "Services"),
    ChangeKind("case.linked", "Linked to another case"),
    ChangeKind("case.unlinked", "Link removed"),
    ChangeKind("double.kept", "Two entries both kept"),
    ChangeKind("case.handed_over", "Handed over"),
    ChangeKind("case.follow_up_set", "Follow-up date set"),
    ChangeKind("case.waiting_set", "Waiting for changed"),
    ChangeKind("person.recorded", "Person recorded", "People"),
    ChangeKind("person.updated", "Details of the person changed", "People"),
    ChangeKind("person.linked", "Person linked", "People"),
    ChangeKind("person.unlinked", "Person no longer linked", "People"),
    ChangeKind("person.merged", "Two people merged", "People"),
    ChangeKind("person.unmerged", "Merge taken back", "People"),
    ChangeKind("relationship.added", "Relationship added", "People"),
    ChangeKind("relationship.ended", "Relationship removed", "People"),
    ChangeKind("alert.recorded", "Safety alert recorded", "People"),
    ChangeKind("alert.reviewed", "Safety alert reviewed", "People"),
    ChangeKind("alert.ended", "Safety alert ended", "People"),
    ChangeKind("plan.recorded", "Contact plan recorded", "People"),
    ChangeKind("plan.renewed", "Contact plan renewed", "People"),
    ChangeKind("plan.ended", "Contact plan ended", "People"),
    ChangeKind("party.added", "Person added", "People"),
    ChangeKind("consent.recorded", "Consent and authority recorded", "People"),
    ChangeKind("exemption.chosen", "Exemption chosen"),
    ChangeKind("exemption.changed", "Exemption weighed"),
    ChangeKind("exemption.removed", "Exemption removed"),
    ChangeKind("cost_limit.decided", "Cost limit worked out"),
    ChangeKind("equality.recorded", "Equalities monitoring recorded", "People"),
    ChangeKind("disclosure.checked", "Disclosure to an elected member checked", "People"),
    ChangeKind("office.opened", "Office set up", "Office", can_undo=False),
    ChangeKind("setting.changed", "Setting changed", "Office"),
    ChangeKind("staff.changed", "Staff list changed", "Office"),
    ChangeKind("list.changed", "List changed", "Office"),
    ChangeKind("clock.recounted", "Deadlines counted again", "Deadlines"),
    ChangeKind("mapping.saved", "Import mapping saved", "Office"),
    ChangeKind("office.exported", "Exported", "Office", can_undo=False),
    ChangeKind("fork.explained", "Number given twice explained", "Office", can_undo=False),
    ChangeKind("case.erased", "Case erased for ever", "Office", can_undo=False),
    ChangeKind("directory.changed", "Directory of MPs and councillors changed", "Office"),
)

_PLAIN: Mapping[str, ChangeKind] = {kind.code: kind for kind in _ALL}


@cache
def every_change_kind() -> Mapping[str, ChangeKind]:
    """Return every kind by its code; a move of the table (`workflow`) is a kind of its own."""
    from caseworker.domain.workflow import ALL  # a hundred rows: read when first asked for, not at the start

    moves = (ChangeKind(move.code, move.done, move.group) for move in ALL)
    return {**_PLAIN, **{kind.code: kind for kind in moves}}


def change_kind(code: str) -> ChangeKind:
    """Return the kind's entry; an unknown one is shown by its code and cannot be undone here."""
    return _PLAIN.get(code) or every_change_kind().get(code) or ChangeKind(code, code, can_undo=False)
