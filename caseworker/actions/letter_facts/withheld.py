"""What is kept back from an answer to a request, and why: each exemption or exception relied on, with its test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.actions.letter_facts.answers import paragraphs
from caseworker.actions.letter_facts.known import Known, Provider, as_sentence, in_full
from caseworker.domain.exemptions import needs_opinion, needs_test
from caseworker.domain.information import exemptions_of, is_relied_on
from caseworker.domain.letters import Block, Blocks, Heading, Paragraph

Doc = Mapping[str, object]


def _exemptions(known: Known) -> Blocks:
    """A section for each; nothing while one has no reason, so that none goes out without it (s.17(1), reg. 14(3))."""
    docs = [each.doc for each in exemptions_of(known.view) if is_relied_on(each)]
    if not all(doc.get("why") for doc in docs):
        return ()
    return tuple(block for doc in docs for block in _exemption(known, doc))


def _exemption(known: Known, doc: Doc) -> Iterator[Block]:
    yield Heading(f"{_cited(known, doc)}", level=2)
    if doc.get("about"):
        yield Paragraph(f"We used it for: {as_sentence(str(doc['about']))}")
    yield from paragraphs(doc.get("why"))
    if needs_opinion(doc) and doc.get("opinion_on"):
        by = f" by {doc['opinion_by']}" if doc.get("opinion_by") else ""
        yield Paragraph(f"The qualified person's opinion was given{by} on {in_full(doc['opinion_on'])}.")
    if needs_test(doc):
        yield from _test(doc)


def _test(doc: Doc) -> Iterator[Block]:
    for name, words in (
        ("public_interest_for", "For giving the information out: "),
        ("public_interest_against", "For keeping it back: "),
    ):
        if doc.get(name):
            yield from paragraphs(f"{words}{doc[name]}")
    if doc.get("balance") == "withhold":
        yield Paragraph(
            "We weighed the two. The public interest in keeping the information back is greater than the public "
            "interest in giving it out."
        )
    yield from paragraphs(doc.get("balance_reason"))


def _cited(known: Known, doc: Doc) -> str:
    """As it is cited: "Section 31(1)(a): law enforcement and inspection"."""
    section, colon, name = known.label("exemptions", doc.get("section")).partition(":")
    return f"{section}{doc.get('subsection') or ''}{colon}{name}"


PROVIDERS: Mapping[str, Provider] = {"exemptions": _exemptions}
