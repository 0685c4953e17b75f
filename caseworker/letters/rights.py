"""What a person may do next, by procedure and stage: texts of resources/letters/blocks/next_stage_*.txt, with places.

Question: where does a letter take the next stage from? Choice: one text for each situation, named in its head, filled
with the dates of the case; nobody types it. Cost: a council's own stage needs a text of its own here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caseworker.domain.letters import Blocks, Fact
from caseworker.letters.body import BodyBlock, block_places, read_body
from caseworker.letters.catalogue import FOLDER, RIGHTS_FILES
from caseworker.letters.facts import FACTS
from caseworker.letters.filling import filled_blocks
from caseworker.letters.text_file import problem_in, read_head

HEAD = ("for", "name", "version", "source")


@dataclass(frozen=True, slots=True)
class Rights:
    """What may follow one stage.

    Attributes:
        situations: procedure and stage it follows, such as "CA 1"; "CORP 2 of 3" where a third stage follows.
        name: what follows, as said in a sentence: "stage 2".
    """

    situations: tuple[str, ...]
    name: str
    version: str
    source: str
    body: tuple[BodyBlock, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The facts it is filled with."""
        return tuple(dict.fromkeys(place for part in self.body for place in block_places(part.block)))

    def filled(self, facts: Mapping[str, Fact]) -> Blocks:
        """Return the text with its places filled; KeyError for a fact that is not given (a bug)."""
        return tuple(block for part in self.body for block in filled_blocks(part.block, facts))


@cache
def all_rights(folder: Path = FOLDER) -> Mapping[str, Rights]:
    """Return what may follow, by situation.

    Raises:
        RuleError: a file that cannot be used, or two for one situation.
    """
    found: dict[str, Rights] = {}
    for path in sorted(folder.glob(f"blocks/{RIGHTS_FILES}*.txt")):
        rights = _read(path)
        for situation in rights.situations:
            if situation in found:
                raise problem_in(path.name, 1, f"another text is for {situation} too")
            found[situation] = rights
    return found


def _read(path: Path) -> Rights:
    lines = path.read_text("utf-8-sig").splitlines()
    head, body_start = read_head(path.name, lines, HEAD)
    body = read_body(lines[body_start:], body_start + 1)
    situations = tuple(part.strip() for part in head["for"][1].split(",") if part.strip())
    rights = Rights(situations, head["name"][1], head["version"][1], head["source"][1], body)
    if unknown := [place for place in rights.places if place not in FACTS]:
        raise problem_in(path.name, body_start, f"{unknown[0]} is not a fact that letters know")
    return rights
