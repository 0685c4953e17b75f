"""What stands behind a step or a reason is told as law or guidance."""

from __future__ import annotations

import pytest

from caseworker.domain.sources import OWN_NUMBER, law_and_guidance
from caseworker.domain.triage_answers import WHAT
from caseworker.domain.triage_scope import GROUPS, SUBJECTS
from caseworker.domain.workflow import ALL


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("WHO-2; Children Act 1989, s26(3)(b), (c)", "Children Act 1989, section 26(3)(b), (c)"),
        ("ACC-1, ACC-2; Regs 9", "SI 2006/1738, regulation 9"),
        ("ACC-3, ACC-4", "SI 2006/1738, regulation 8"),
        ("Regs 2 and 17", "SI 2006/1738, regulations 2 and 17"),
        ("LGO-3; the Ombudsman sets the day (LGO-4)", "The Ombudsman sets the day"),
        ("LGO-7, LGO-8", "The Ombudsman's guidance on remedies"),
        ("LGA 1974, section 31; LGO-5", "Local Government Act 1974, section 31"),
        ("Rule book 4.6: a second person signs off", "A second person signs off"),
        ("Rule book 1.2", ""),
        ("FOI Act s.9(2): within three months", "FOI Act s.9(2): within three months"),
    ],
)
def test_a_source_is_told_as_law_or_guidance(rule: str, told: str) -> None:
    assert law_and_guidance(rule) == told


def test_no_source_of_a_step_or_a_reason_is_told_with_a_number_of_ours() -> None:
    told = [law_and_guidance(row.rule) for row in (*ALL, *GROUPS, *SUBJECTS, *WHAT.values())]

    assert any(told)
    assert [words for words in told if OWN_NUMBER.search(words) or "rule book" in words.lower()] == []
