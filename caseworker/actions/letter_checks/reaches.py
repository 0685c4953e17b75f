"""Whether a letter reaches its person as agreed: contact plan, preferred contact, adjustments, format and language.

Safety alerts are for the office's eyes, so their words must not stand in the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.formats import asked_formats
from caseworker.domain.letter_checks.shared_words import shared_words
from caseworker.domain.letter_checks.texts import quoted
from caseworker.domain.letters import Look
from caseworker.domain.people_keys import name_words
from caseworker.domain.words import folded
from caseworker.storage import people as store

PLAN, CONTACT, FORMAT, ALERT = "Contact plan", "Preferred contact", "Adjustments and format", "Safety alerts"


_POINTS = {Look.LARGE_16: 16, Look.LARGE_18: 18}
"""The size of letters of each look in large print."""


def contact(subject: Subject) -> Iterator[Check]:
    """Say what a contact plan and the person's own wish mean for this letter."""
    to = subject.recipient
    if to is None:
        return
    if to.plan:
        routes = to.routes
        is_barred = bool(routes) and not {"letter", "email", "one_officer"} & set(routes)
        signs = set(name_words(subject.preview.letter.signatory_name))
        by_another = "one_officer" in routes and not signs & set(re.findall(r"[^\W_]+", folded(to.plan)))
        why = " Letters are not among these routes." if is_barred else ""
        why = f" {subject.preview.letter.signatory_name} signs this letter." if by_another else why
        yield Check(
            f"plan:{to.plan.casefold()}",
            PLAN,
            "note",
            f"{to.plan}.{why}",
            "Keep to the plan, or say why this letter goes all the same."
            if is_barred or by_another
            else "Send it by a route of the plan, signed by the officer it names.",
            "recipient",
            needs_reason=is_barred or by_another,
        )
    wish = to.preferred_contact.casefold()
    if "email" in wish and not _goes_by_email(subject):
        yield Check(
            "contact:email",
            CONTACT,
            "note",
            f"{to.name} wants to hear from us by {to.preferred_contact.lower()}; this letter has a postal address.",
            f"Send it by email{f' to {to.email}' if to.email else ''} as a PDF, or by post as well if they agreed.",
            "recipient",
        )
    elif wish and "post" not in wish and "letter" not in wish and "email" not in wish:
        yield Check(
            "contact:other",
            CONTACT,
            "note",
            f"{to.name} prefers: {to.preferred_contact}.",
            "Tell them that the letter comes, or read it to them.",
            "recipient",
        )


def _goes_by_email(subject: Subject) -> bool:
    return any("email" in line.casefold() or "@" in line for line in subject.preview.letter.recipient_lines)


def adjustments(subject: Subject) -> Iterator[Check]:
    """Say what the person needs to be able to read the letter, and whether it is so."""
    said = _needs(subject)
    if not said:
        return
    asked = asked_formats(said)
    look = subject.work.look
    is_large = look in (Look.LARGE_16, Look.LARGE_18)
    missing = [
        *(["large print"] if asked.large and not is_large else []),
        *([f"large print, {asked.points} point"] if asked.points > _POINTS.get(look, 99) else []),
        *(["easy read"] if asked.easy_read and look is not Look.EASY_READ else []),
        *([f"in {asked.language}"] if asked.language else []),
        *(["braille"] if asked.braille else []),
        *(["a recording"] if asked.audio else []),
    ]
    if missing:
        yield Check(
            f"format:{said.casefold()[:80]} {look.value}",
            FORMAT,
            "note",
            f"They asked for: {', '.join(missing)}. The letter is in {look.label[:1].lower()}{look.label[1:]}. Kept:"
            f" {quoted(said)}",
            "Choose that look, or say how they will get it.",
            "look",
            needs_reason=True,
        )
        return
    yield Check(
        "format",
        FORMAT,
        "note" if not (asked.large or asked.easy_read) else "ok",
        f"Kept of what they need: {quoted(said)}",
        "Think of it when you write and send this letter." if not (asked.large or asked.easy_read) else "",
        "look",
    )


def _needs(subject: Subject) -> str:
    own = subject.recipient.adjustments if subject.recipient else ""
    party = subject.party
    person_id = str(party.doc.get("person_id") or "") if party else ""
    if not person_id:
        return own.strip()
    with subject.office.reading() as raw:
        person = store.entity(raw, store.kept_ids(raw, [person_id])[person_id])
    kept = str(person.doc.get("adjustments") or "") if person else ""
    return ". ".join(dict.fromkeys(part.strip() for part in (own, kept) if part.strip()))


def alerts(subject: Subject) -> Iterator[Check]:
    """Say where words of a safety alert, or why there is a contact plan, stand in the letter."""
    ids = [str(p.doc["person_id"]) for p in subject.parties if p.doc.get("person_id")]
    if not ids:
        return
    with subject.office.reading() as raw:
        kept = [m for k in store.kept_ids(raw, ids).values() for m in store.merged_ids(raw, k)]
        things = store.things_of(raw, dict.fromkeys(kept), ("alert", "contact_plan"))
    names = {"alert": ("risk", "what_to_do", "evidence"), "contact_plan": ("reason",)}
    found = False
    for _scope, kind, doc in things:
        for name in names[kind]:
            said = shared_words(str(doc.get(name) or ""), subject.whole)
            if said:
                found = True
                what = "a safety alert" if kind == "alert" else "the reason of a contact plan"
                yield Check(
                    f"alert:{said.casefold()}",
                    ALERT,
                    "problem",
                    f"{quoted(said)} are words of {what}, which is for the office alone.",
                    "Take them out, or put them differently.",
                    next((p.field for p in subject.passages if re.search(re.escape(said), p.text, re.I)), ""),
                )
    if things and not found:
        yield Check("alert", ALERT, "ok", "No words of a safety alert or contact plan stand in the letter.")
