"""What may follow each stage: a text for every procedure and stage, in plain words, filled and never typed."""

from __future__ import annotations

from pathlib import Path

import pytest
import textstat

from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Bullets, Paragraph, blocks_text
from caseworker.domain.reckoning import _MAIN_STEPS
from caseworker.errors import RuleError
from caseworker.letters.catalogue import load_catalogue
from caseworker.letters.rights import all_rights
from tests.letters.reading import GRADE_TO_AGE

KNOWN = {
    "next_stage_by_date": "Tuesday 28 October 2025",
    "contact_phone": "020 7946 0000",
    "contact_email": "complaints@northmoor.example",
}
HEAD = "for: CA 1\nname: stage 2\nversion: 1\nsource: the law\n---\n"


@pytest.mark.parametrize("situation", sorted({f"{procedure} {stage}" for procedure, stage in _MAIN_STEPS}))
def test_every_stage_with_a_deadline_has_a_text_of_what_may_follow(situation: str) -> None:
    assert situation in all_rights()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.procedure is None])
def test_every_kind_without_deadlines_has_one_too(kind: Kind) -> None:
    assert f"{kind.value} 1" in all_rights()


@pytest.mark.parametrize("situation", sorted(all_rights()))
def test_what_may_follow_is_said_in_short_words_with_its_source(situation: str) -> None:
    rights = all_rights()[situation]
    blocks = rights.filled(KNOWN)
    assert all(isinstance(block, Paragraph | Bullets) for block in blocks), "the letter brings the heading"
    text = blocks_text(blocks)
    assert "{" not in text
    assert rights.source
    assert textstat.flesch_kincaid_grade(text) + GRADE_TO_AGE < 13


def test_a_text_of_rights_is_no_contact_block() -> None:
    assert "next_stage" not in load_catalogue().blocks


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("for: CA 1\nname: stage 2\n---\nYou can go on.\n", "the head needs a line for: version, source"),
        (f"{HEAD}Ask by {{some_day}}.\n", "some_day is not a fact"),
    ],
)
def test_a_text_that_cannot_be_used_says_where(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "next_stage_own.txt").write_text(text, "utf-8")
    with pytest.raises(RuleError, match=message):
        all_rights(tmp_path)


def test_two_texts_for_one_stage_are_refused(tmp_path: Path) -> None:
    (tmp_path / "blocks").mkdir()
    for name in ("a", "b"):
        (tmp_path / "blocks" / f"next_stage_{name}.txt").write_text(f"{HEAD}You can go on.\n", "utf-8")
    with pytest.raises(RuleError, match="another text is for CA 1 too"):
        all_rights(tmp_path)
