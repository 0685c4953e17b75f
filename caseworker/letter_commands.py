"""Letters on the command line: written from a case into a file, and the list of letters."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.commands import DONE, LOOK, opened
from caseworker.domain.letter_checks import unmet
from caseworker.domain.letter_checks.check import RECIPIENT
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import MARKING, Blocks, Look
from caseworker.domain.rich_text import blocks_of_text
from caseworker.errors import RuleError
from caseworker.files import told_of_os

if TYPE_CHECKING:
    from caseworker.actions.letters import LetterPreview
    from caseworker.domain.cases import CaseView
    from caseworker.letters.template import Template
    from caseworker.office import Office

ENDINGS = (".pdf", ".docx", ".eml")
_DRAFT = "It is a draft: check and approve it in the window before it goes out."
Adder = Callable[..., argparse.ArgumentParser]


def add_commands(add: Adder) -> None:
    """Add the commands of letters to the command line."""
    one = add(
        "letter",
        letter,
        "write a letter of a case as PDF, Word or email draft, and keep it with the case",
        "examples:\n  main.py letter CYP-2025-0001 L01 --out letter.pdf\n"
        "  main.py letter CYP-2025-0001 L54 --part-file answer=words.txt --look large16 --out letter.docx\n"
        "  main.py letter CYP-2025-0001 L01 --approve --out letter.eml\n"
        "the ending of --out says what is written. The letter is kept as a draft; --approve approves it, and says\n"
        "that you have checked name and address. Checks not met are printed, and the exit code is 1.\n"
        "an email draft carries an approved letter: add --approve. Nothing is sent, and nothing is recorded as sent.",
    )
    one.add_argument("reference", metavar="REF", help="reference of the case, also an earlier one")
    one.add_argument("code", metavar="CODE", help="letter, such as L01; `letters` lists them")
    one.add_argument("--out", type=Path, required=True, metavar="FILE", help="letter.pdf, .docx or .eml")
    one.add_argument(
        "--part",
        action="append",
        default=[],
        metavar="NAME=TEXT",
        help="words of a part that its writer writes",
    )
    one.add_argument(
        "--part-file",
        action="append",
        default=[],
        metavar="NAME=FILE",
        help="the same, from a text file (UTF-8)",
    )
    one.add_argument("--recipient", default="", metavar="WHO", help="whom it goes to: name, role or key")
    one.add_argument("--look", choices=[look.value for look in Look], default=Look.STANDARD.value)
    one.add_argument("--marking", action="store_true", help=f"mark every page {MARKING}")
    one.add_argument(
        "--approve", action="store_true", help="approve it; you say that you have checked name and address"
    )
    every = add(
        "letters",
        letters,
        "list the letters",
        "examples:\n  main.py letters\n  main.py letters --code L01\n  main.py letters --case CYP-2025-0001\n"
        "with --case: the letters that fit it, those that are due first, with why.",
    )
    every.add_argument("--code", default="", metavar="CODE", help="say what one letter needs")
    every.add_argument("--case", default="", metavar="REF", help="only letters that fit this case")


def letter(parsed: argparse.Namespace) -> int:
    """Write a letter into a file and keep it with its case; unmet checks make the exit code 1."""
    from caseworker.actions.letter_flow import approve_letter, keep_letter
    from caseworker.actions.letters import letter_template, preview_letter
    from caseworker.actions.look_up import case_with_reference, open_case

    ending = parsed.out.suffix.lower()
    if ending not in ENDINGS:
        raise RuleError(f"The file of --out must end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    if ending == ".eml" and not parsed.approve:
        raise RuleError(
            "An email draft carries an approved letter. Add --approve, or write a PDF or Word file."
        )
    with opened(parsed) as data:
        office = data.office
        case_id = case_with_reference(office, parsed.reference)
        view = open_case(office, case_id)
        template = letter_template(office, parsed.code)
        work = _work(office, view, template, parsed)
        preview = preview_letter(office, view, parsed.code, work)
        stopping = _unmet(office, view, parsed.code, work, preview)
        if parsed.approve:
            kept = approve_letter(office, case_id, "", parsed.code, work, recipient_checked=True)
        else:
            kept = keep_letter(office, case_id, "", parsed.code, work)
        try:
            hints = _write(office, open_case(office, case_id), kept.letter_id, parsed.out)
        finally:
            print(kept.message if parsed.approve else f"{kept.message} {_DRAFT}")
    print(parsed.out)
    for hint in hints:
        print(hint, file=sys.stderr)
    if not parsed.approve:
        for words in stopping:
            print(words, file=sys.stderr)
    return LOOK if stopping and not parsed.approve else DONE


def letters(parsed: argparse.Namespace) -> int:
    """Print the letters, those of a case, or what one letter needs."""
    if parsed.case:
        with opened(parsed) as data:
            return _print_case(data.office, parsed.case, parsed.code)
    from caseworker.actions.letter_texts import shipped_catalogue

    catalogue = shipped_catalogue()
    if parsed.code:
        _print_all(_about(catalogue[parsed.code]))
        return DONE
    width = max(len(template.code) for template in catalogue)
    for template in catalogue:
        kinds = ", ".join(kind.label for kind in template.kinds)
        print(f"{template.code:<{width}}  {template.title} ({kinds})")
    return DONE


def _print_case(office: Office, reference: str, code: str) -> int:
    from caseworker.actions.letter_choices import letters_for
    from caseworker.actions.letter_recipients import recipients_for
    from caseworker.actions.letters import letter_template
    from caseworker.actions.look_up import case_with_reference, open_case

    view = open_case(office, case_with_reference(office, reference))
    if code:
        template = letter_template(office, code)
        _print_all(_about(template))
        for recipient in recipients_for(office, view, template):
            print(f"May go to: {recipient.key}  {recipient.label}")
        return DONE
    for choice in letters_for(office, view):
        print(f"{choice.code:<5} {choice.title}{f': {choice.why}' if choice.why else ''}")
    return DONE


def _about(template: Template) -> Iterator[str]:
    from caseworker.letters.template import RECIPIENTS

    yield f"{template.code} {template.title}"
    yield f"For: {', '.join(kind.label for kind in template.kinds)}"
    yield f"To: {', '.join(RECIPIENTS[code] for code in template.recipients)}"
    yield f"Approved by: {'a second person' if template.approve == 'second' else 'its writer'}"
    for part in template.free:
        yield f"Part {part.name}{' (may stay empty)' if part.may_be_empty else ''}: {part.label}. {part.hint}".strip()
    yield f"Source: {template.source}"


def _print_all(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)


def _work(office: Office, view: CaseView, template: Template, parsed: argparse.Namespace) -> LetterWork:
    return LetterWork(
        free=_parts(template, parsed.part, parsed.part_file),
        recipient=_recipient(office, view, template, parsed.recipient),
        look=Look(parsed.look),
        marking=MARKING if parsed.marking else "",
    )


def _parts(template: Template, texts: Sequence[str], files: Sequence[str]) -> dict[str, Blocks]:
    """Return what was written, by part; the same part twice is refused."""
    found: dict[str, Blocks] = {}
    for given, is_file in [*((text, False) for text in texts), *((file, True) for file in files)]:
        name, equals, value = given.partition("=")
        name = name.strip()
        if not equals:
            form = "--part-file NAME=FILE" if is_file else "--part NAME=TEXT"
            raise RuleError(f"Write {form}. “{given}” has no equals sign.")
        known = {part.name: part.label for part in template.free}
        if name not in known:
            listed = "; ".join(f"{each} ({label})" for each, label in known.items()) or "none"
            raise RuleError(f"{template.code} has no part called {name}. Parts to be written: {listed}.")
        if name in found:
            raise RuleError(f"The part {name} is given twice.")
        found[name] = blocks_of_text(_read(Path(value)) if is_file else value)
    return found


def _read(path: Path) -> str:
    with told_of_os("The part was not read", path):
        content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleError(f"{path} is not a text file in UTF-8. Save it as UTF-8 and try again.") from None


def _recipient(office: Office, view: CaseView, template: Template, who: str) -> str:
    """Return the key of the recipient meant by a key, a role's code, a name or a label."""
    from caseworker.actions.letter_recipients import OTHER, recipients_for

    if not who:
        return ""
    offered = [each for each in recipients_for(office, view, template) if each.key != OTHER]
    wanted = who.strip().casefold()
    found = [
        each
        for each in offered
        if wanted in (each.key.casefold(), each.code.casefold(), each.name.casefold())
    ]
    if len(found) == 1:
        return found[0].key
    listed = "; ".join(f"{each.key} ({each.label})" for each in found or offered) or "nobody"
    if found:
        raise RuleError(f"“{who}” may be several people: {listed}. Name one by its key.")
    raise RuleError(f"{template.code} cannot go to “{who}” in this case. It may go to: {listed}.")


def _unmet(office: Office, view: CaseView, code: str, work: LetterWork, preview: LetterPreview) -> list[str]:
    """What stops the approval besides the tick of name and address, a sentence each."""
    from caseworker.actions.letter_checks import check_letter

    checks = check_letter(office, view, code, work, preview)
    return [
        f"{check.title}: {check.words} {check.what_to_do}".strip()
        for check in unmet(checks, {})
        if not (check.area == RECIPIENT and check.state == "todo")
    ]


def _write(office: Office, view: CaseView, letter_id: str, out: Path) -> Sequence[str]:
    """Write the kept letter into the file, by its ending; return what has to be looked at."""
    from caseworker.actions.letter_files import (
        frozen_pdf,
        kept_letter_email,
        kept_letter_word,
        save_letter_file,
    )
    from caseworker.actions.letter_record import letter_of
    from caseworker.actions.letters import preview_letter
    from caseworker.domain.letter_work import letter_state

    hints: Sequence[str] = ()
    letter = letter_of(view, letter_id)
    if out.suffix.lower() == ".docx":
        content = kept_letter_word(office, view, letter_id)
    elif out.suffix.lower() == ".eml":
        draft = kept_letter_email(office, view, letter_id)
        content, hints = draft.content, draft.hints
    elif letter_state(letter.doc).is_open:
        work = LetterWork.from_value(letter.doc.get("content"))
        content = preview_letter(office, view, str(letter.doc["code"]), work).pdf
    else:
        content = frozen_pdf(office, letter)
    save_letter_file(out, content)
    return hints
