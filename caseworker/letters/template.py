"""A letter's text file: read and checked.

The file begins with a head of `name: value` lines (a line that begins with # is a remark), then `---`, then the body
(body.py). There is no logic in it. What the law or the rule book says must be in the letter is listed as `mandatory`
and marked in the body; a file without it is refused, so it cannot be left out by accident. What the writer has to write
is listed as `free` (free_parts.py) and has its place in the body like any fact; a paragraph whose only free part is
left empty is left out, and a heading with nothing below it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Block, Paragraph
from caseworker.letters.body import PLACE, BodyBlock, BodyFault, block_places, places, read_body
from caseworker.letters.facts import BLOCKS, FACTS
from caseworker.letters.free_parts import FreePart, read_free_parts
from caseworker.letters.text_file import problem_in, read_head

HEAD_NAMES = (
    "code", "title", "purpose", "subject", "kinds", "stage", "when", "to", "facts", "mandatory", "source",
)  # fmt: skip
MAY_BE_LEFT_OUT = ("audience", "free", "approve", "enclose", "reading")
MAY_BE_EMPTY = frozenset({"mandatory", "stage", "facts", *MAY_BE_LEFT_OUT})
RECIPIENTS: Mapping[str, str] = {
    "CP": "the person complaining",
    "AD": "the advocate or representative",
    "CHILD": "the child or young person",
    "REQUESTER": "the person asking for information",
    "REP": "the MP, councillor or other elected member",
    "ENQUIRER": "the person enquiring",
    "GIVER": "the person who gave the compliment",
    "SV": "the service",
    "HEAD": "the head of service",
    "DIR": "the director",
    "IO": "the investigating officer",
    "IP": "the independent person",
    "ADJ": "the adjudicating officer",
    "PANEL": "a member of the panel",
    "ADVOCACY": "the advocacy provider",
    "OMB": "the Ombudsman",
    "ICO": "the Information Commissioner",
    "OTHER": "somebody else",
}
PURPOSES = frozenset({"acknowledge", "answer", "ask", "extend", "inform", "remind"})
AUDIENCES: Mapping[str, int] = {"public": 12, "child": 9, "professional": 16}
"""Who reads the letter, and the reading age in years it aims at."""
APPROVALS = frozenset({"self", "second"})
"""Who approves: the writer, or a second person who may sign off."""


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
        audience: who reads it: public, child or professional.
        free: the parts its writer writes.
        approve: "self", or "second" where another person who may sign off has to approve it.
        enclose: what must be sent with it, such as "the investigating officer's report".
        reading: the measured reading age and why, where the law's words force more than the aim.
        text: the file's whole text; `version` names it.
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
    audience: str = "public"
    free: tuple[FreePart, ...] = ()
    approve: str = "self"
    enclose: tuple[str, ...] = ()
    reading: str = ""
    text: str = ""

    @property
    def calls(self) -> tuple[str, ...]:
        """What calls for it, one by one: step codes, codes of changes and moves, words."""
        return _listed(self.when)

    @property
    def version(self) -> str:
        """Names this very wording: the first twelve digits of its digest."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def read_template(path: Path) -> Template:
    """Return the letter that a text file holds.

    Raises:
        RuleError: the file's name, the line, and what to mend there.
    """
    return parse_template(path.name, path.read_text("utf-8-sig"))


def parse_template(file_name: str, text: str) -> Template:
    """Return the letter that a text says; `file_name` is named in errors.

    Raises:
        RuleError: the file's name, the line, and what to mend there.
    """
    lines = text.splitlines()
    head, body_start = read_head(file_name, lines, HEAD_NAMES, MAY_BE_EMPTY, MAY_BE_LEFT_OUT)
    try:
        body = read_body(lines[body_start:], body_start + 1)
    except BodyFault as fault:
        raise problem_in(file_name, fault.line_number, fault.message) from None
    value = {name: text for name, (_, text) in head.items()}
    template = Template(
        code=value["code"],
        title=value["title"],
        purpose=value["purpose"],
        subject=value["subject"],
        kinds=_kinds(file_name, *head["kinds"]),
        stages=_listed(value["stage"]),
        when=value["when"],
        recipients=_listed(value["to"]),
        facts=_listed(value["facts"]),
        mandatory=_listed(value["mandatory"]),
        source=value["source"],
        body_blocks=body,
        audience=value.get("audience") or "public",
        free=_free(file_name, *head.get("free", (0, ""))),
        approve=value.get("approve") or "self",
        enclose=tuple(part.strip() for part in value.get("enclose", "").split(";") if part.strip()),
        reading=value.get("reading", ""),
        text=text,
    )
    _check(file_name, template, {name: number for name, (number, _) in head.items()})
    return template


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _free(file_name: str, number: int, value: str) -> tuple[FreePart, ...]:
    try:
        return read_free_parts(value)
    except ValueError as error:
        raise problem_in(file_name, number, str(error)) from None


def _kinds(file_name: str, number: int, value: str) -> tuple[Kind, ...]:
    codes = {kind.value for kind in Kind}
    for code in _listed(value):
        if code not in codes:
            raise problem_in(file_name, number, f"{code} is not a kind of case; use {', '.join(codes)}")
    return tuple(Kind(code) for code in _listed(value))


def _check(file_name: str, template: Template, line_of: Mapping[str, int]) -> None:
    """Check the head's lists against each other and against the body."""
    in_body = [place for block in template.body_blocks for place in block_places(block.block)]
    used = {*places(template.subject), *in_body}
    free = {part.name for part in template.free}
    parts = {block.part for block in template.body_blocks if block.part}
    checks = (
        ("purpose", {template.purpose} - PURPOSES, "is not a purpose; use " + ", ".join(sorted(PURPOSES))),
        (
            "to",
            set(template.recipients) - set(RECIPIENTS),
            "is not a recipient; use " + ", ".join(RECIPIENTS),
        ),
        ("audience", {template.audience} - set(AUDIENCES), "is not a reader; use " + ", ".join(AUDIENCES)),
        ("approve", {template.approve} - APPROVALS, "must be self or second"),
        ("facts", set(template.facts) - set(FACTS), "is not a fact that letters know"),
        ("facts", used - set(template.facts) - free, "is a place in the letter but is not listed here"),
        ("facts", set(template.facts) - used, "is listed here but is no place in the letter"),
        ("free", free - used, "is listed here but is no place in the letter"),
        ("free", free & set(FACTS), "is the name of a fact; give the part you write another name"),
        ("mandatory", set(template.mandatory) - parts, "must be in the letter: mark it there as [name]"),
        ("mandatory", parts - set(template.mandatory), "is marked in the letter but is not listed here"),
    )
    for name, wrong, message in checks:
        if wrong:
            raise problem_in(file_name, line_of.get(name, 1), f"{', '.join(sorted(wrong))} {message}")
    if not template.body_blocks:
        raise problem_in(file_name, line_of["source"], "there is no text below the head")
    for block in template.body_blocks:
        _check_blocks_alone(file_name, block.block, line_of["facts"])


def _check_blocks_alone(file_name: str, block: Block, number: int) -> None:
    """A fact that brings a table or headings needs a paragraph of its own."""
    is_alone = isinstance(block, Paragraph) and not block.quoted and PLACE.fullmatch(block.text)
    wrong = [] if is_alone else [place for place in block_places(block) if place in BLOCKS]
    if wrong:
        raise problem_in(
            file_name, number, f"{{{wrong[0]}}} must stand alone, with an empty line above and below"
        )
