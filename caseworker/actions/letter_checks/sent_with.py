"""What goes with the letter and who else gets it: each enclosure named, attached and as it was kept; each copy allowed.

Source: rule book 9.2 (reports enclosed); WHO-8 (consent and its limits); 9.1 rule 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.enclosed import same_enclosure, says_enclosed
from caseworker.domain.letter_checks.texts import quoted
from caseworker.domain.letter_work import Enclosure
from caseworker.domain.people import consent_gap
from caseworker.domain.people_keys import name_words
from caseworker.storage.blobs import has_blob

ENCLOSED, COPIES, CONSENT = "Enclosures", "Copies", "Consent"


def enclosures(subject: Subject) -> Iterator[Check]:
    """Say what must be enclosed and is not, what is named without a file, and what only the words enclose."""
    named = subject.work.enclosures
    checks = [*_needed(subject, named), *_files(subject, named), *_said(subject, named)]
    yield from checks
    if named and not checks:
        yield Check("enclosures", ENCLOSED, "ok", f"Enclosed: {'; '.join(each.name for each in named)}.")


def _needed(subject: Subject, named: tuple[Enclosure, ...]) -> Iterator[Check]:
    for needed in subject.template.enclose:
        if not any(same_enclosure(needed, each.name) for each in named):
            yield Check(
                f"enclosures:{needed.casefold()}",
                ENCLOSED,
                "problem",
                f"This letter must have {needed} with it.",
                f"Add the file as an enclosure, and call it {needed.removeprefix('the ')}.",
                "enclosures",
            )


def _files(subject: Subject, named: tuple[Enclosure, ...]) -> Iterator[Check]:
    files = {each.id: each for each in subject.view.of_kind("file")}
    for each in named:
        kept = files.get(each.file_id)
        key = f"enclosures:{each.name.casefold()}"
        if not each.file_id:
            yield Check(
                key,
                ENCLOSED,
                "note",
                f"{quoted(each.name)} is named, and no file is attached.",
                "Choose the file kept with the case, or say how it gets into the envelope.",
                "enclosures",
                needs_reason=True,
            )
        elif kept is None:
            yield _gone(key, f"The file for {quoted(each.name)} is not kept with this case any more.")
        elif each.digest and each.digest != kept.doc.get("digest"):
            yield _gone(
                key, f"The file for {quoted(each.name)} is not the one that was chosen: it was changed."
            )
        elif not _is_there(subject, kept):
            yield _gone(key, f"The file for {quoted(each.name)} is not on this computer.")


def _gone(code: str, words: str) -> Check:
    return Check(code, ENCLOSED, "problem", words, "Choose the file again, or leave it out.", "enclosures")


def _is_there(subject: Subject, kept: EntityState) -> bool:
    with subject.office.reading() as raw:
        return has_blob(raw, str(kept.doc.get("digest") or ""))


def _said(subject: Subject, named: tuple[Enclosure, ...]) -> Iterator[Check]:
    said = next(((p, words) for p in subject.written if (words := says_enclosed(p.text))), None)
    if not named and said is not None:
        yield Check(
            "enclosures:said",
            ENCLOSED,
            "problem",
            f"The letter says {quoted(said[1])}, and nothing is enclosed.",
            "Add what is enclosed, or take the words out.",
            said[0].field,
        )
    elif not named and not subject.template.enclose and (words := says_enclosed(subject.own_words)):
        yield Check(
            "enclosures:wording",
            ENCLOSED,
            "note",
            f"The letter says {quoted(words)}, and no enclosure is named.",
            "Add what is enclosed, or say how it comes.",
            "enclosures",
            needs_reason=True,
        )
    elif named and not says_enclosed(subject.own_words):
        yield Check(
            "enclosures:unsaid",
            ENCLOSED,
            "note",
            "What is enclosed is listed at the foot of the letter; its words do not mention it.",
            "Say in the letter what is enclosed and why, if it helps the reader.",
            "enclosures",
        )


def copies(subject: Subject) -> Iterator[Check]:
    """Say which copies go to somebody who is not of the case, or whose consent is missing or has limits."""
    known = {str(p.doc.get("full_name") or ""): p for p in subject.parties}
    near = [str(a.doc.get("full_name") or "") for a in subject.view.of_kind("appointment")]
    near += [person.full_name for person in subject.office.staff.values()]
    near += [str(head.get("name") or "") for head in subject.office.settings.heads.values()]
    near += [str(a.doc.get("advocate") or "") for a in subject.view.of_kind("advocacy")]
    for copy in subject.work.copies:
        words = set(name_words(copy))
        party = next((p for name, p in known.items() if name and set(name_words(name)) <= words), None)
        if party is not None:
            yield from _of_party(party, COPIES, f"A copy goes to {copy}", "copies")
        elif not any(set(name_words(name)) <= words for name in near if name_words(name)):
            yield Check(
                f"copies:{copy.casefold()}",
                COPIES,
                "note",
                f"A copy goes to {quoted(copy)}, who is not known in this case.",
                "Say why they may have it, or take the copy out.",
                "copies",
                needs_reason=True,
            )


def consent(subject: Subject) -> Iterator[Check]:
    """Say when the recipient acts for somebody without consent, or with consent that has limits."""
    if subject.party is not None and not subject.template.code.startswith("L08"):
        name = str(subject.party.doc.get("full_name") or "the recipient")
        tells = subject.template.purpose in ("answer", "inform")
        yield from _of_party(subject.party, CONSENT, f"The letter goes to {name}", "recipient", tells)


def _of_party(party: EntityState, title: str, goes: str, field: str, tells: bool = True) -> Iterator[Check]:
    """What consent says; `tells`: the letter tells something of the case, so that its lack needs a word why."""
    gap, state = consent_gap(party.doc), str(party.doc.get("consent") or "")
    code = "copies" if title == COPIES else "consent"
    if state == "refused":
        yield Check(
            f"{code}:{party.id}",
            title,
            "problem",
            f"{goes}. Consent was refused.",
            "Do not send it to them; record consent first if it is given after all.",
            field,
        )
    elif gap:
        yield Check(
            f"{code}:{party.id}",
            title,
            "note",
            f"{goes}. {gap}.",
            "Record the consent, or say why they may have this letter without it.",
            field,
            needs_reason=tells,
        )
    elif state == "limited":
        limits = str(party.doc.get("consent_limits") or "")
        yield Check(
            f"{code}:{party.id} {limits.casefold()[:60]}",
            title,
            "note",
            f"{goes}. Consent has limits: {quoted(limits)}",
            "Read the letter for what may not be shared, and say that it keeps to the limits.",
            field,
            needs_reason=True,
        )
