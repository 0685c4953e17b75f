"""All letters of the office: read from a folder of text files, found by code or by kind of case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Fact, fact_text
from caseworker.errors import RuleError
from caseworker.letters.facts import FACTS
from caseworker.letters.template import Template, read_template
from caseworker.letters.text_file import problem_in, read_head
from caseworker.resources import RESOURCES

FOLDER = RESOURCES / "letters"
BLOCK_HEAD = ("fact", "version", "source")
RIGHTS_FILES = "next_stage_"
"""How the files of blocks begin that say what may follow a stage (rights.py)."""


@dataclass(frozen=True, slots=True)
class ContactBlock:
    """A text kept once and used in many letters, such as how to reach the Ombudsman."""

    fact: str
    version: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every letter by its code, and the contact blocks by the fact they fill."""

    templates: Mapping[str, Template]
    blocks: Mapping[str, ContactBlock]

    def __getitem__(self, code: str) -> Template:
        """Return one letter.

        Raises:
            RuleError: there is no letter of this code.
        """
        if code not in self.templates:
            known = ", ".join(self.templates)
            raise RuleError(f"There is no letter {code}. Choose one of {known}.", field="code")
        return self.templates[code]

    def __iter__(self) -> Iterator[Template]:
        return iter(self.templates.values())

    def for_kind(self, kind: Kind) -> tuple[Template, ...]:
        """Return the letters that may be written in a case of this kind, in order of their codes."""
        return tuple(template for template in self if kind in template.kinds)

    def acknowledgement_for(self, kind: Kind) -> Template | None:
        """Return the letter that tells the person their case has arrived, or None where there is none."""
        fitting = (template for template in self.for_kind(kind) if template.purpose == "acknowledge")
        return next(fitting, None)

    def with_blocks(self, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        """Return the facts, with the contact blocks for those that are missing or empty."""
        known = {name: fact for name, fact in facts.items() if fact_text(fact).strip()}
        return {name: block.text for name, block in self.blocks.items()} | known


def load_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Return all letters of a folder, with the contact blocks of its folder `blocks`.

    Raises:
        RuleError: a file that cannot be used, or two letters of one code.
    """
    templates: dict[str, Template] = {}
    for path in sorted(folder.glob("*.txt")):
        template = read_template(path)
        if template.code in templates:
            raise problem_in(path.name, 1, f"there is another letter {template.code}")
        templates[template.code] = template
    paths = [p for p in sorted(folder.glob("blocks/*.txt")) if not p.name.startswith(RIGHTS_FILES)]
    blocks = {block.fact: block for path in paths for block in [read_block(path)]}
    return Catalogue(dict(sorted(templates.items())), blocks)


def read_block(path: Path) -> ContactBlock:
    """Return the contact block that a text file holds.

    Raises:
        RuleError: the file's name, the line, and what to mend there.
    """
    lines = path.read_text("utf-8-sig").splitlines()
    head, body_start = read_head(path.name, lines, BLOCK_HEAD)
    number, fact = head["fact"]
    if fact not in FACTS:
        raise problem_in(path.name, number, f"{fact} is not a fact that letters know")
    text = "\n".join(lines[body_start:]).strip()
    if not text:
        raise problem_in(path.name, len(lines), "there is no text below the head")
    return ContactBlock(fact, head["version"][1], head["source"][1], text)
