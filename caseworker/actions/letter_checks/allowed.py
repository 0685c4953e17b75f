"""Whether this letter may go from this case: it fits kind and stage, has its mandatory parts, holds what may be told.

Sources: rule book 9.1 rule 5 (mandatory parts); section 3 rules 1 to 4 (elected members); section 11 (restricted).
"""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.actions.disclosure import RESULTS, applies_to, check_of
from caseworker.actions.letter_calls import says_what_was_decided
from caseworker.actions.letter_checks.right_step import answers_another_step
from caseworker.actions.letter_checks.subject import Subject
from caseworker.actions.letter_texts import shipped_catalogue, unreadable_texts
from caseworker.actions.letters import check_fits
from caseworker.actions.paragraphs import expired_paragraphs, used_after_end
from caseworker.domain.dates_in_words import listed, long_date
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.names import find_name, name_words_in
from caseworker.domain.letter_checks.texts import plain, quoted
from caseworker.domain.letters import block_lines
from caseworker.errors import RuleError
from caseworker.letters.body import PLACE, block_places
from caseworker.letters.facts import BLOCKS

FITS, PARTS, DISCLOSURE = "Right letter for this case", "What must be in the letter", "Disclosure to a member"
RESTRICTED, PARAGRAPHS = "Restricted case", "Standard paragraphs"


def fits(subject: Subject) -> Iterator[Check]:
    """Say when the letter does not suit the kind, stage or state of the case any more."""
    try:
        check_fits(subject.view, subject.template)
    except RuleError as error:
        what = "Choose another letter, or put the stage of the case right."
        yield Check("fits", FITS, "problem", str(error), what)
        return
    if not says_what_was_decided(subject.view, subject.template):
        yield Check(
            "fits:decision",
            FITS,
            "problem",
            f"{subject.template.title} tells another decision than the one that is recorded in the case.",
            "Choose the letter that tells it, or record another decision.",
        )
        return
    if other := answers_another_step(subject):
        yield other
        return
    yield Check("fits", FITS, "ok", f"{subject.template.title} fits the case as it stands.")
    yield from _for_a_child(subject)
    for sentence in unreadable_texts(subject.office, subject.today):
        if f"wording of {subject.template.code} " in sentence:
            yield Check("fits:wording", FITS, "note", sentence, "Mend the wording in Settings, Letters.")


def _for_a_child(subject: Subject) -> Iterator[Check]:
    """A child who gets the letter of an adult: there may be one written for children."""
    template, to = subject.template, subject.recipient
    if to is None or not to.is_child or template.audience == "child":
        return
    number = str(subject.view.stage.doc.get("number") or "") if subject.view.stage else ""
    alike = [
        each
        for each in shipped_catalogue().for_kind(subject.view.kind)
        if each.audience == "child" and set(each.calls) & set(template.calls)
        if not each.stages or number in each.stages
    ]
    number_of = template.code.rstrip("abcdefgh")
    alike.sort(key=lambda each: each.code.rstrip("abcdefgh") != number_of)
    if alike:
        yield Check(
            f"fits:child {alike[0].code}",
            FITS,
            "note",
            f"{to.name} is a child or young person, and this letter is written for adults.",
            f"There is one in short words: {alike[0].title} ({alike[0].code}).",
        )


def mandatory(subject: Subject) -> Iterator[Check]:
    """Say which part that the law or the rule book demands is not in the letter."""
    letter = plain(subject.whole)
    template, shipped = subject.template, shipped_catalogue().templates.get(subject.template.code)
    needed = dict.fromkeys((*(shipped.mandatory if shipped else ()), *template.mandatory))
    there = {block.part: block.block for block in template.body_blocks if block.part}
    missing = []
    for part in needed:
        block = there.get(part)
        if block is None or not _stands_in(subject, letter, block_lines(block), block_places(block)):
            missing.append(part)
    for part in missing:
        words = f"The part on {part.replace('_', ' ')} must be in this letter and is not."
        what = "Fill it in" if part in there else "Put it back into the wording in Settings, Letters"
        yield Check(f"parts:{part}", PARTS, "problem", words, f"{what}: the law or the rules demand it.")
    typed = list(_typed_over(subject))
    yield from typed
    if needed and not missing and not typed:
        said = listed([part.replace("_", " ") for part in needed])
        yield Check("parts", PARTS, "ok", f"In the letter: {said}.")
    if shipped is None:
        yield from _of_own_letter(subject)


_OF_THE_RULES = BLOCKS | frozenset(
    "advocate_contact case_ref fee_amount ico_block next_stage_name ombudsman_block outcome_overall payment_total"
    " review_deadline".split()
)
"""Facts that the case, the law or the settings say, never the writer of one letter: rights, findings, contacts."""


def _typed_over(subject: Subject) -> Iterator[Check]:
    """Say which of these facts was given other words in this letter alone."""
    for name, text in subject.work.changed.items():
        if name not in _OF_THE_RULES or name not in subject.template.facts or not text.strip():
            continue
        kept = plain(subject.facts.get(name, ""))
        if not kept or kept not in plain(text):
            yield Check(
                f"parts:typed {name}",
                PARTS,
                "problem",
                f"What the letter says of {name.replace('_', ' ')} was typed for this letter: {quoted(text)}",
                "Take it out, so that the letter says what the case and the rules say; record in the case what is new.",
                name,
            )


def _stands_in(subject: Subject, letter: str, lines: tuple[str, ...], places: tuple[str, ...]) -> bool:
    """Whether a part is there: its fixed words, and something in each of its places."""
    fixed = [plain(piece) for line in lines for piece in PLACE.split(line)[::2]]
    free = {part.name for part in subject.template.free}
    filled = all(
        bool(subject.work.free.get(place))
        if place in free
        else bool(subject.preview.facts.get(place, "x").strip())
        for place in places
    )
    return filled and all(piece in letter for piece in fixed if len(piece) > 3)


def _of_own_letter(subject: Subject) -> Iterator[Check]:
    """A letter of the council's own that answers: what the letters that ship carry for this kind and stage."""
    template, stage = subject.template, subject.view.stage
    number = str(stage.doc.get("number") or "") if stage else ""
    alike = [
        each
        for each in shipped_catalogue().for_kind(subject.view.kind)
        if each.purpose == template.purpose and each.audience == template.audience
        if not each.stages or number in each.stages
    ]
    if template.purpose not in ("answer", "acknowledge", "extend") or not alike:
        return
    parts = {part: each for each in reversed(alike) for part in each.mandatory}
    lacking = [part for part in parts if part not in template.mandatory]
    if lacking:
        said = listed([part.replace("_", " ") for part in lacking])
        yield Check(
            f"parts:own {template.code}",
            PARTS,
            "note",
            f"{alike[0].title} ({alike[0].code}) must carry: {said}. This letter of your own marks no such parts.",
            "See that the letter says it, and say so; or use the letter that comes with Caseworker.",
            needs_reason=True,
        )


def disclosure(subject: Subject) -> Iterator[Check]:
    """Say whether the check before information goes to an elected member was recorded, and what it allows."""
    if not applies_to(subject.view.kind) or subject.template.purpose not in ("answer", "inform", "extend"):
        return
    check = check_of(subject.view)
    if check is None:
        if subject.is_answer or _names_child(subject):
            yield Check(
                "disclosure",
                DISCLOSURE,
                "problem",
                "The disclosure check of this enquiry is not recorded.",
                "Record who asked for help, what the question needs and what may be told (Check disclosure).",
            )
        return
    result, reason = str(check.doc.get("result") or ""), str(check.doc.get("reason") or "").strip()
    names_child = _names_child(subject)
    if result == RESULTS["refuse"] and subject.is_answer and names_child:
        yield Check(
            "disclosure:refuse",
            DISCLOSURE,
            "problem",
            f"The disclosure check says: do not disclose. The letter names {quoted(names_child)}.",
            "Take personal information out, or record another check.",
        )
    elif result == RESULTS["general"] and names_child:
        yield Check(
            "disclosure:general",
            DISCLOSURE,
            "problem",
            "The disclosure check allows an answer in general terms, without personal information. The letter names"
            f" {quoted(names_child)}.",
            "Take personal information out, or record another check.",
        )
    elif result == RESULTS["limited"]:
        yield Check(
            f"disclosure:limited {reason.casefold()[:60]}",
            DISCLOSURE,
            "note",
            f"The disclosure check allows an answer within limits: {quoted(reason, 200)}",
            "Read the letter for what is left out, and say that it keeps to the limits.",
            needs_reason=True,
        )
    else:
        yield Check("disclosure", DISCLOSURE, "ok", f"The disclosure check says: {result.lower()}.")


def _names_child(subject: Subject) -> str:
    """How the letter names a child or other person of the case besides the one who wrote; "" where it does not."""
    for party in subject.parties:
        if party.doc.get("role") in ("child", "other"):
            for passage in subject.passages:
                name = str(party.doc.get("full_name") or "")
                found = find_name(passage.text, name_words_in(passage.text), name)
                if found:
                    return found.said
    return ""


def restricted(subject: Subject) -> Iterator[Check]:
    """Remind of a restricted case: who may see it may have the letter."""
    if subject.view.case.doc.get("restricted"):
        reason = str(subject.view.value("restricted_reason") or "").strip()
        yield Check(
            "restricted",
            RESTRICTED,
            "note",
            f"This case is restricted{f': {quoted(reason)}' if reason else ''}.",
            "Print it yourself, seal it, and let nobody else see it on the way.",
        )


def old_paragraphs(subject: Subject) -> Iterator[Check]:
    """Say which standard paragraph in the letter has had its last day."""
    over = expired_paragraphs(subject.office, subject.view.kind, subject.today)
    text = "\n".join(passage.text for passage in subject.written)
    for each in used_after_end(over, text) if text else ():
        ended = f" on {long_date(each.until_on)}" if each.until_on else ""
        yield Check(
            f"paragraphs:{each.id}",
            PARAGRAPHS,
            "note",
            f"The standard paragraph “{each.title}” stands in the letter; its last day was{ended.removeprefix(' on')}.",
            "Use the newer one, or say why it still holds.",
            next((p.field for p in subject.written if used_after_end((each,), p.text)), ""),
            needs_reason=True,
        )
