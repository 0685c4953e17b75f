"""When an exemption or exception can be relied on: what it needs, and what is missing.

A qualified exemption needs the public interest test; section 36 needs the opinion of a named qualified person besides.

Source: Freedom of Information Act 2000, s.2(2), s.17(1), s.36(2); SI 2004/3391, regs 12(1), 14(3); DPA Schs 2 to 4.
"""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.changes import Value

QUALIFIED_PERSON = "foi_36"
NOT_HELD = "eir_12_4_a"
"""Under the Regulations "not held" is an exception of its own; its public interest test is a form (reg. 12(4)(a))."""

DISCLOSE = "disclose"

Doc = Mapping[str, Value]


_RULES: Mapping[str, tuple[str, str]] = {
    "foi": (" (s.17(1)(c))", " (s.2(2)(b), s.17(3))"),
    "eir": (" (reg. 14(3))", " (reg. 12(1)(b))"),
    "sar": ("", ""),
}
"""By the law of the exemption: the section that wants the reason, and the one that wants the test."""


def needs_test(doc: Doc) -> bool:
    """Return whether the public interest has to be weighed: a qualified exemption other than "not held"."""
    return doc.get("test") == "qualified" and doc.get("section") != NOT_HELD


def needs_opinion(doc: Doc) -> bool:
    """Return whether the opinion of a named qualified person is needed (section 36)."""
    return doc.get("section") == QUALIFIED_PERSON


def missing(doc: Doc) -> tuple[str, ...]:
    """Return in words what is still to do before the exemption can be relied on in a refusal; nothing when complete."""
    found = []
    regime = str(doc.get("section") or "")[:3]
    regime = regime if regime in _RULES else "sar"
    if not doc.get("why"):
        found.append(f"why it applies{_RULES[regime][0]}")
    if needs_opinion(doc) and not (doc.get("opinion_by") and doc.get("opinion_on")):
        found.append("the opinion of the qualified person, with name and date (s.36(2))")
    if needs_test(doc):
        if not doc.get("public_interest_for") or not doc.get("public_interest_against"):
            found.append(f"both sides of the public interest test{_RULES[regime][1]}")
        if not doc.get("balance"):
            found.append("where the balance lies")
    return tuple(found)


def standing(doc: Doc) -> str:
    """Return in words where an exemption stands: still to do, relied on, or weighed in favour of disclosing."""
    if doc.get("balance") == DISCLOSE:
        return "Disclose: the public interest in withholding is not greater"
    if todo := missing(doc):
        return f"Still to do: {'; '.join(todo)}"
    return "Withhold: the test is done" if needs_test(doc) else "Withhold"
