"""Whether a letter goes to the right person at the right place: ticked by a person, compared with the case as it is.

Source: interface rule S10; rule book 9.1 rule 3 (check recipients).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from caseworker.actions.letter_checks.came_back import came_back
from caseworker.actions.letter_checks.subject import Subject
from caseworker.actions.people_address import registered_address
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_checks.check import RECIPIENT, Check
from caseworker.domain.letter_checks.texts import quoted
from caseworker.domain.letter_work import letter_state
from caseworker.domain.people_keys import name_words, postcode_key
from caseworker.domain.words import folded
from caseworker.storage.unknown_then import unknown_then

TITLE, ADDRESS = "The person it goes to", "Name and address belong together"


def recipient(subject: Subject, checked: bool) -> Iterator[Check]:
    """Ask a person to look at name and address, each time."""
    lines = ", ".join(subject.preview.letter.recipient_lines)
    if checked:
        yield Check(RECIPIENT, TITLE, "ok", f"You compared it: {lines}.", field="recipient")
        return
    yield Check(
        RECIPIENT,
        TITLE,
        "todo",
        f"This letter goes to {lines}.",
        "Compare name and address with what you know, then tick that they are right.",
        "recipient",
    )


def address(subject: Subject) -> Iterator[Check]:
    """Say whether name and address are those of one person of the case, as they are kept now."""
    looks = (_gone, _of_somebody_else, _typed, _changed_since, _somebody_else_now, came_back)
    checks = [check for look in looks for check in look(subject)]
    yield from checks
    if not checks:
        name = subject.preview.letter.recipient_lines[0]
        yield Check("address", ADDRESS, "ok", f"The address is the one kept for {name}.", field="recipient")


def _gone(subject: Subject) -> Iterator[Check]:
    wanted = subject.work.recipient
    if wanted.startswith("party:") and wanted.removeprefix("party:") not in {p.id for p in subject.parties}:
        yield Check(
            "address:gone",
            ADDRESS,
            "problem",
            "The person this letter was written to is no longer part of the case.",
            "Choose whom it goes to.",
            "recipient",
        )


def _of_somebody_else(subject: Subject) -> Iterator[Check]:
    """The harm to stop: one person's name over another's address, or a greeting with another's name."""
    printed, lines = _printed(subject), subject.preview.letter.recipient_lines
    named = set(name_words(lines[0]))
    if "address" in subject.work.changed or "recipient_name" in subject.work.changed:
        for party in subject.parties:
            theirs = set(name_words(str(party.doc.get("full_name") or "")))
            if theirs and theirs != named and _same_place(printed, party.doc):
                if any(_same_place(printed, p.doc) for p in _called(subject, named)):
                    continue  # they live together
                yield Check(
                    "address:other",
                    ADDRESS,
                    "problem",
                    f"The address is that of {party.doc['full_name']}, and the letter goes to {lines[0]}.",
                    "Choose the person it goes to again, so that name and address come from the case. If they live "
                    "there too, record that address for them in the case.",
                    "address",
                )
                return
    greeted = set(name_words(subject.preview.letter.salutation.removeprefix("Dear")))
    others = [
        str(p.doc["full_name"])
        for p in subject.parties
        if p.doc.get("full_name")
        and not set(name_words(str(p.doc["full_name"]))) & named
        and greeted & set(name_words(str(p.doc["full_name"])))
    ]
    if others and not greeted & named:
        yield Check(
            "address:greeting",
            ADDRESS,
            "problem",
            f"The letter greets {quoted(subject.preview.letter.salutation)} and goes to {lines[0]}.",
            "Put the greeting right.",
            "salutation",
        )


def _typed(subject: Subject) -> Iterator[Check]:
    """A name or address of the writer's own is named as such."""
    changed, recipient = subject.work.changed, subject.recipient
    lines = subject.preview.letter.recipient_lines
    known = _known_address(subject)
    for fact, what in (("recipient_name", "name"), ("address", "address")):
        text = changed.get(fact, "")
        if not text.strip() or (recipient is not None and recipient.key == "other" and not known):
            continue
        kept = (recipient.name if recipient else "") if fact == "recipient_name" else "\n".join(known)
        if folded(" ".join(text.split())) == folded(" ".join(kept.split())):
            continue
        said = f" The case has {quoted(kept)}." if kept.strip() else " The case has none."
        yield Check(
            f"address:typed {what} {folded(' '.join(text.split()))}",
            ADDRESS,
            "note",
            f"The {what} was typed for this letter: {quoted(text)}.{said}",
            f"Take out your own {what}, or say why it goes there.",
            fact,
            needs_reason=True,
        )
    if recipient is not None and recipient.key == "other":
        yield Check(
            f"address:other person {folded(' '.join(lines))}",
            ADDRESS,
            "note",
            f"{lines[0]} is not a person of this case; name and address were typed.",
            "Say who this is and why the letter goes there.",
            "recipient",
            needs_reason=True,
        )


def _changed_since(subject: Subject) -> Iterator[Check]:
    """Compare what is printed with the case now, and with the day the draft was begun."""
    party, changed = subject.party, subject.work.changed
    if party is None:
        return
    now = _place(party.doc)
    is_from_case = "address" not in changed and "recipient_name" not in changed
    named = set(name_words(str(party.doc.get("full_name") or "")))
    is_other_name = bool(named) and not named & set(name_words(subject.preview.letter.recipient_lines[0]))
    if is_from_case and (is_other_name or _plain(now) not in _plain("\n".join(_printed(subject)))):
        yield Check(
            "address:stale",
            ADDRESS,
            "problem",
            "The name or address of this person was changed while the letter was open.",
            "Make the preview again, and compare the address.",
            "recipient",
        )
        return
    draft = _draft(subject)
    begun = min(draft.versions("code"), default="") if draft else ""
    newer = [name for name in ("full_name", "address") if begun and _is_news(subject, begun, [party], name)]
    if begun and newer:
        what = "name" if newer == ["full_name"] else "address" if newer == ["address"] else "name and address"
        yield Check(
            f"address:since {folded(now)}",
            ADDRESS,
            "note",
            f"The {what} of this person was changed after the letter was begun. It is now {quoted(now or '–')}.",
            "Read name, address and greeting again; say that you did, or what it is about.",
            "recipient",
            needs_reason=True,
        )
    other = _in_register(subject, party)
    if is_from_case and now and other and postcode_key(other) and not _same_postcode(other, party.doc):
        yield Check(
            f"address:register {folded(other)}",
            ADDRESS,
            "note",
            f"The register of people has another address for this person: {quoted(other)}.",
            "Find out which is right, and say which.",
            "recipient",
            needs_reason=True,
        )


def _somebody_else_now(subject: Subject) -> Iterator[Check]:
    """A letter that goes to the usual person goes to another one, once another is contacted first; a corrected letter
    may go to another than the one it replaces."""
    draft, lines = _draft(subject), subject.preview.letter.recipient_lines
    if draft is None:
        return
    begun = min(draft.versions("code"), default="")
    if begun and not subject.work.recipient and _is_news(subject, begun, subject.parties, "contact_order"):
        yield _of_other(
            subject,
            f"Whom we contact first was changed after the letter was begun; it goes to {lines[0]} now.",
        )
    before = next((each.doc for each in subject.view.letters if each.id == draft.doc.get("supersedes")), {})
    went_to = str(before.get("recipient") or "").partition("\n")[0]
    to_party = subject.recipient.party_id if subject.recipient else ""
    if went_to and before.get("seal") and str(before.get("party_id") or "") != to_party:
        yield _of_other(subject, f"The letter it replaces went to {went_to}; this one goes to {lines[0]}.")


def _of_other(subject: Subject, words: str) -> Check:
    return Check(
        f"address:other reader {folded(subject.preview.letter.recipient_lines[0])}",
        ADDRESS,
        "note",
        words,
        "Choose whom it is for, or say why it goes there.",
        "recipient",
        needs_reason=True,
    )


def _draft(subject: Subject) -> EntityState | None:
    """The draft of this letter as it was kept with the case: the newest that can still be changed."""
    drafts = [
        each
        for each in subject.view.letters
        if each.doc.get("code") == subject.template.code and letter_state(each.doc).is_open
    ]
    return drafts[-1] if drafts else None


def _printed(subject: Subject) -> tuple[str, ...]:
    return subject.preview.letter.recipient_lines[1:]


def _known_address(subject: Subject) -> tuple[str, ...]:
    if subject.party is not None and _place(subject.party.doc):
        return tuple(line for line in _place(subject.party.doc).splitlines() if line.strip())
    return subject.recipient.lines if subject.recipient else ()


def _place(doc: Mapping[str, Any]) -> str:
    known = doc.get("address") or {}
    return "\n".join(filter(None, (str(known.get("lines") or ""), str(known.get("postcode") or ""))))


def _same_place(printed: tuple[str, ...], doc: Mapping[str, Any]) -> bool:
    """Whether printed lines are somebody's address: the same words, or the same postcode and house."""
    theirs = _place(doc)
    if not theirs.strip() or not printed:
        return False
    own = _plain("\n".join(printed))
    first = theirs.strip().splitlines()[0]
    return own == _plain(theirs) or (_same_postcode(" ".join(printed), doc) and _plain(first) in own)


def _same_postcode(text: str, doc: Mapping[str, Any]) -> bool:
    known = postcode_key(str((doc.get("address") or {}).get("postcode") or ""))
    return bool(known) and known in postcode_key(text)


def _called(subject: Subject, named: set[str]) -> list[EntityState]:
    return [p for p in subject.parties if set(name_words(str(p.doc.get("full_name") or ""))) == named]


def _plain(text: str) -> str:
    return "".join(c for c in folded(text) if c.isalnum())


def _is_news(subject: Subject, begun: str, people: Iterable[EntityState], name: str) -> bool:
    """Whether a field of somebody was changed after the letter was begun, or elsewhere without its writer knowing."""
    with subject.office.reading() as raw:
        return bool(unknown_then(raw, begun, (v for each in people for v in each.versions(name))))


def _in_register(subject: Subject, party: EntityState) -> str:
    """The address the register keeps of this person; "" for none."""
    with subject.office.reading() as raw:
        return _place({"address": registered_address(raw, party).doc})
