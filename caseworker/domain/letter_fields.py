"""The fields of a letter of a case, and of the remarks made on it while it is written.

`content` is what its writer settled (letter_work.LetterWork.to_value): each change of it is a version. What stands
under "once approved" is written once and never again: the sent letter is frozen.
"""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.field import Field, about

LETTER: Mapping[str, Field] = {
    "code": Field("Letter"),
    "title": Field("Title"),
    "status": Field("State"),
    "stage_id": Field("Stage"),
    "content": about("What was written"),
    "written_by": Field("Written by", values="staff"),
    "review_by": Field("Reviewer", values="staff"),
    "review_on": Field("Given for review"),
    "returned_by": Field("Sent back by", values="staff"),
    # once approved
    "dated_on": Field("Dated"),
    "recipient": about("To"),
    "recipient_role": Field("Recipient"),
    "party_id": Field("Person"),
    "text": about("Text"),
    "digest": Field("Digest of the PDF"),
    "template_version": Field("Version of the wording"),
    "facts": about("Facts used"),
    "checks": about("Checks"),
    "approved_by": Field("Approved by", values="staff"),
    "approved_on": Field("Approved"),
    "signatory_id": Field("Signed by", values="staff"),
    "signature_digest": Field("Digest of the signature"),
    "enclosed": about("Enclosed"),
    "seal": Field("Seal over what was approved"),
    # once sent
    "sent_on": Field("Sent"),
    "sent_how": Field("Sent by", values="dispatch_methods"),
    "sent_by": Field("Recorded as sent by", values="staff"),
    "tracking": Field("Tracking number"),
    "returned_on": Field("Came back on"),
    "returned_why": Field("Came back because", values="return_reasons"),
    "returned_dealt_on": Field("Dealt with on"),
    "supersedes": Field("Replaces the letter"),
    "superseded_by": Field("Replaced by the letter"),
    "reissue_reason": about("Why it was corrected"),
    "voided": Field("Removed"),
}

LETTER_COMMENT: Mapping[str, Field] = {
    "letter_id": Field("Letter"),
    "text": about("Comment"),
    "about": about("The words it is about"),
    "by": Field("By", values="staff"),
    "on": Field("On"),
    "done_on": Field("Dealt with"),
    "done_by": Field("Dealt with by", values="staff"),
    "voided": Field("Removed"),
}
