"""A letter's text file: read, checked, and filled with facts.

The file begins with a head of `name: value` lines (a line that begins with # is a remark), then `---`, then the body
(body.py). There is no logic in it. What the law or the rule book says must be in the letter is listed as `mandatory`
and marked in the body; a file without it is refused, so it cannot be left out by accident.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Block, Bullets, Heading, LetterText, Paragraph
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.letters.body import PLACE, BodyBlock, BodyFault, block_places, places, read_body
from caseworker.letters.facts import FACTS

HEAD_NAMES = (
    "code", "title", "purpose", "subject", "kinds", "stage", "when", "to", "facts", "mandatory", "source",
)  # fmt: skip
MAY_BE_EMPTY = frozenset({"mandatory", "stage"})
RECIPIENTS = frozenset({"CP", "AD", "SV", "IP", "IO", "DIR", "OMB", "REP", "CHILD", "REQUESTER"})
PURPOSES = frozenset({"acknowledge", "answer", "ask", "extend", "inform", "remind"})


@dataclass(frozen=True, slots=True)
class Template:
    """One letter of the catalogue.

    Attributes:
        code: as in the rule book's catalogue, such as "L01".
        title: what the letter is called in lists.
        purpose: what it does: acknowledge, extend, answer, ask, inform or remind.
        subject: the line the letter is headed with; may hold places.
        kinds: the kinds of case it is for.
        stages: the stages it is for, such as ("1",).
        when: the step code or event that calls for it.
        recipients: who may get it: CP (the person complaining), AD (advocate), REQUESTER and so on.
        facts: the facts it cannot do without.
        mandatory: the parts it must carry (marked * in rule book 9.2).
        source: law, guidance or rule it follows.
    """

    code: str
    title: str
    purpose: str
    subject: str
    kinds: tuple[Kind, ...]
    stages: tuple[str, ...]
    when: str
    recipients: tuple[str, ...]
    facts: tuple[str, ...]
    mandatory: tuple[str, ...]
    source: str
    body_blocks: tuple[BodyBlock, ...]


def read_template(path: Path) -> Template:
    """Return the letter that a text file holds.

    Raises:
        RuleError: the file's name, the line, and what to mend there.
    """
    lines = path.read_text("utf-8-sig").splitlines()
    head, body_start = read_head(path.name, lines, HEAD_NAMES, MAY_BE_EMPTY)
    try:
        body = read_body(lines[body_start:], body_start + 1)
    except BodyFault as fault:
        raise problem_in(path.name, fault.line_number, fault.message) from None
    value = {name: text for name, (_, text) in head.items()}
    template = Template(
        code=value["code"],
        title=value["title"],
        purpose=value["purpose"],
        subject=value["subject"],
        kinds=_kinds(path.name, *head["kinds"]),
        stages=_listed(value["stage"]),
        when=value["when"],
        recipients=_listed(value["to"]),
        facts=_listed(value["facts"]),
        mandatory=_listed(value["mandatory"]),
        source=value["source"],
        body_blocks=body,
    )
    _check(path.name, template, {name: number for name, (number, _) in head.items()})
    return template


def read_head(
    file_name: str, lines: list[str], names: tuple[str, ...], may_be_empty: frozenset[str] = frozenset()
) -> tuple[dict[str, tuple[int, str]], int]:
    """Return the head's values with their line numbers, and the index of the first line of the body.

    Raises:
        RuleError: a line that is not `name: value`, a name unknown, missing, double or empty, or no `---`.
    """
    head: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip() == "---":
            missing = [name for name in names if name not in head]
            if missing:
                raise problem_in(file_name, number, f"the head needs a line for: {', '.join(missing)}")
            return head, number
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or name not in names:
            raise problem_in(file_name, number, f"a head line must begin with one of: {', '.join(names)}")
        if name in head:
            raise problem_in(file_name, number, f"{name} stands twice; the first is on line {head[name][0]}")
        if not value and name not in may_be_empty:
            raise problem_in(file_name, number, f"{name} needs a value")
        head[name] = (number, value)
    raise problem_in(file_name, len(lines) or 1, "the head must end with a line of three hyphens: ---")


def problem_in(file_name: str, number: int, message: str) -> RuleError:
    """Return an error that leads to the line to mend."""
    return RuleError(
        f"The letter file {file_name} cannot be used. Line {number}: {message}.", field="template"
    )


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _kinds(file_name: str, number: int, value: str) -> tuple[Kind, ...]:
    codes = {kind.value for kind in Kind}
    for code in _listed(value):
        if code not in codes:
            raise problem_in(file_name, number, f"{code} is not a kind of case; use {', '.join(codes)}")
    return tuple(Kind(code) for code in _listed(value))


def _check(file_name: str, template: Template, line_of: Mapping[str, int]) -> None:
    """Check the head's lists against each other and against the body."""
    used = dict.fromkeys(places(template.subject))
    for block in template.body_blocks:
        used.update(dict.fromkeys(block_places(block.block)))
    parts = {block.part for block in template.body_blocks if block.part}
    checks = (
        ("purpose", {template.purpose} - PURPOSES, "is not a purpose; use " + ", ".join(sorted(PURPOSES))),
        (
            "to",
            set(template.recipients) - RECIPIENTS,
            "is not a recipient; use " + ", ".join(sorted(RECIPIENTS)),
        ),
        ("facts", set(template.facts) - set(FACTS), "is not a fact that letters know"),
        ("facts", set(used) - set(template.facts), "is a place in the letter but is not listed here"),
        ("facts", set(template.facts) - set(used), "is listed here but is no place in the letter"),
        ("mandatory", set(template.mandatory) - parts, "must be in the letter: mark it there as [name]"),
        ("mandatory", parts - set(template.mandatory), "is marked in the letter but is not listed here"),
    )
    for name, wrong, message in checks:
        if wrong:
            raise problem_in(file_name, line_of[name], f"{', '.join(sorted(wrong))} {message}")
    if not template.body_blocks:
        raise problem_in(file_name, line_of["source"], "there is no text below the head")


def fill(template: Template, facts: Mapping[str, str]) -> LetterText:
    """Return the letter's wording with every place filled by plain text.

    A place that stands alone in a paragraph keeps the paragraphs of its text; elsewhere it becomes one line.

    Raises:
        ProblemsError: one sentence for each fact that is missing or empty.
    """
    missing = missing_facts(template.facts, facts)
    if missing:
        raise ProblemsError(missing)
    blocks = [filled for part in template.body_blocks for filled in _filled(part.block, facts)]
    return LetterText(tuple(blocks), _one_line(template.subject, facts))


def missing_facts(needed: tuple[str, ...], facts: Mapping[str, str]) -> list[Problem]:
    """Return what to do for each needed fact that is missing or empty."""
    return [Problem(name, FACTS[name]) for name in needed if not facts.get(name, "").strip()]


def _filled(block: Block, facts: Mapping[str, str]) -> list[Block]:
    if isinstance(block, Heading):
        return [Heading(_one_line(block.text, facts))]
    if isinstance(block, Bullets):
        return [Bullets(tuple(_one_line(item, facts) for item in block.items))]
    alone = PLACE.fullmatch(block.text)
    if alone is None:
        return [Paragraph(_one_line(block.text, facts), block.quoted)]
    return [Paragraph(text, block.quoted) for text in _paragraphs(facts[alone[1]])]


def _one_line(text: str, facts: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: " ".join(facts[place[1]].split()), text)


def _paragraphs(text: str) -> list[str]:
    """Return the text's paragraphs, parted at empty lines, with single line ends kept."""
    lines = [line.strip() for line in re.split("\r\n|[\n\r\u2028\u2029]", text)]
    return [part for part in re.split("\n{2,}", "\n".join(lines).strip("\n")) if part]
