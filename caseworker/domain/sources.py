"""The source behind a step or a reason, in words a council knows: law and guidance, never the numbers of our rules."""

from __future__ import annotations

import re

OWN_NUMBER = re.compile(r"\b(?:(?:WHO|ACC|ANON|ADV|REC|LGO|CLK)-\d+|[SU]\d)\b")
"""A number of our own rules, such as ACC-7 or S3.

Docstrings and the rule of a move carry them; what people read does not.
"""

_GUIDANCE = "Getting the Best from Complaints, part 3"
_OMBUDSMAN = "The Ombudsman's process"
_REMEDIES = "The Ombudsman's guidance on remedies"
_LATE = "SI 2006/1738, regulation 9"
_PROCEEDINGS = "SI 2006/1738, regulation 8"
LAW_BEHIND = {
    "WHO-8": _GUIDANCE, "WHO-9": "Children Act 1989, section 26(3)", "ANON-1": _GUIDANCE,
    "ACC-1": _LATE, "ACC-2": _LATE, "ACC-3": _PROCEEDINGS, "ACC-4": _PROCEEDINGS,
    "ADV-5": "Children Act 1989, section 26A",
    "LGO-3": _OMBUDSMAN, "LGO-4": _OMBUDSMAN, "LGO-7": _REMEDIES, "LGO-8": _REMEDIES,
}  # fmt: skip
"""What stands for a number of ours that stands alone."""

_OWN_NUMBERS = re.compile(rf"{OWN_NUMBER.pattern}(?:(?:, | and | to ){OWN_NUMBER.pattern})*")
_SHORT_NAMES = (
    (re.compile(r"\bRegs (?=\d+ and)"), "SI 2006/1738, regulations "),
    (re.compile(r"\bRegs (?=\d)"), "SI 2006/1738, regulation "),
    (re.compile(r"\breg (?=\d)"), "regulation "),
    (re.compile(r"\bs(?=\d)"), "section "),
    (re.compile(r"\bLGA 1974"), "Local Government Act 1974"),
)


def law_and_guidance(rule: str) -> str:
    """Return the parts of a source that name law, guidance or a reason, without our own numbers.

    Where a source is nothing but our numbers, it is the law or guidance behind them; "" where there is none.
    """
    named = [words for part in rule.split(";") if (words := _put(part))]
    if not named:
        named = [LAW_BEHIND[number] for number in OWN_NUMBER.findall(rule) if number in LAW_BEHIND]
    told = "; ".join(dict.fromkeys(named))
    return f"{told[:1].upper()}{told[1:]}"


def _put(part: str) -> str:
    words = _OWN_NUMBERS.sub("", part).replace("()", "").strip(" ,:")
    if words.lower().startswith("rule book"):
        return words.partition(":")[2].strip()
    for short, full in _SHORT_NAMES:
        words = short.sub(full, words)
    return words
