"""The letters that ship: each is whole, and each kind of case finds its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from caseworker.domain.kinds import Kind
from caseworker.domain.letters import block_lines
from caseworker.errors import RuleError
from caseworker.letters.catalogue import FOLDER, load_catalogue
from caseworker.letters.facts import FACTS
from tests.letters.reading import prose

CATALOGUE = load_catalogue()
CODES = list(CATALOGUE.templates)


@pytest.mark.parametrize("code", CODES)
def test_every_letter_is_named_by_its_file_and_gives_its_source(code: str) -> None:
    template = CATALOGUE[code]
    assert (FOLDER / f"{template.code}.txt").exists()
    assert "rule book 9.2" in template.source
    assert template.mandatory
    assert set(template.facts) <= set(FACTS)


@pytest.mark.parametrize("code", CODES)
def test_sentences_are_short_and_words_are_plain(code: str) -> None:
    text = prose(CATALOGUE[code])
    sentences = [s for s in re.split(r"(?<=[.?!])\s+", text) if s]
    lengths = [len(sentence.split()) for sentence in sentences] or [0]
    assert max(lengths) <= 35
    assert sum(lengths) / len(lengths) < 16
    assert not re.search(
        r"\b(please|pursuant|aforementioned|hereby|regarding|utilise|sorry you)\b", text, re.IGNORECASE
    )


def test_statutory_acknowledgement_carries_what_the_rules_ask_for() -> None:
    parts = {b.part: block_lines(b.block)[0] for b in CATALOGUE["L01"].body_blocks if b.part}
    assert {"{due_date}", "{max_due_date}"} <= set(re.findall(r"\{\w+\}", parts["target_dates"]))
    assert "10 working days" in parts["target_dates"]
    assert "20 working days" in parts["target_dates"]
    assert "advocate" in parts["advocate_offer"]
    assert "ombudsman_block" in CATALOGUE["L01"].facts


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Kind.STATUTORY, "L01"), (Kind.CORPORATE, "L24"), (Kind.FOI, "L32"), (Kind.SAR, "L40a")],
)
def test_each_kind_finds_its_acknowledgement(kind: Kind, code: str) -> None:
    found = CATALOGUE.acknowledgement_for(kind)
    assert found is not None
    assert found.code == code
    assert found in CATALOGUE.for_kind(kind)


def test_a_compliment_has_no_acknowledgement() -> None:
    assert CATALOGUE.acknowledgement_for(Kind.COMPLIMENT) is None
    assert {t.purpose for t in CATALOGUE.for_kind(Kind.COMPLIMENT)} == {"inform"}


def test_an_unknown_code_names_the_known_ones() -> None:
    with pytest.raises(RuleError, match=r"There is no letter L77\. Choose one of L01, L02"):
        CATALOGUE["L77"]


def test_contact_blocks_fill_what_the_office_has_not_said() -> None:
    facts = CATALOGUE.with_blocks({"advocate_contact": "Ask for Noor.", "ombudsman_block": " "})
    assert facts["advocate_contact"] == "Ask for Noor."
    assert "0300 061 0614" in facts["ombudsman_block"]
    assert "www.lgo.org.uk" in facts["ombudsman_block"]


def test_two_letters_of_one_code_are_refused(tmp_path: Path) -> None:
    for name in ("L01.txt", "L01 copy.txt"):
        shutil.copy(FOLDER / "L01.txt", tmp_path / name)
    with pytest.raises(RuleError, match="there is another letter L01"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fact: colour\nversion: 1\nsource: s\n---\nText\n", "Line 1: colour is not a fact"),
        ("fact: ico_block\nversion: 1\nsource: s\n---\n\n", "there is no text below the head"),
        ("fact: ico_block\nsource: s\n---\nText\n", "the head needs a line for: version"),
    ],
)
def test_a_bad_contact_block_leads_to_the_line_to_mend(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "b.txt").write_text(text, "utf-8")
    with pytest.raises(RuleError, match=re.escape(says)):
        load_catalogue(tmp_path)
