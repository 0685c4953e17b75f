"""The answer to a complaint in blocks: points with findings and reasons, recommendations, actions, payments, stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from caseworker.actions.letter_facts.known import Known, Provider, as_sentence, in_full, lower_first
from caseworker.domain.compensation import pennies_of, pounds_words
from caseworker.domain.dates_in_words import listed
from caseworker.domain.findings import in_order, open_points, outcome_of
from caseworker.domain.fold import EntityState
from caseworker.domain.letters import Block, Blocks, Bullets, Heading, Paragraph, Table
from caseworker.domain.ombudsman import REMEDIES
from caseworker.domain.tasks import puts_right

Doc = Mapping[str, object]

FINDING_WORDS: Mapping[str, str] = {
    "upheld": "We uphold this point.",
    "partly_upheld": "We uphold part of this point.",
    "not_upheld": "We do not uphold this point.",
    "no_finding": "We could not make a finding on this point.",
}
"""By finding, as it is said to the person."""

NO_RECOMMENDATIONS = "No recommendations were made."

_NOTHING_FOLLOWS = frozenset({"not_upheld", "no_finding"})


def paragraphs(text: object, *, quoted: bool = False) -> Blocks:
    """Return a text as it was typed: a paragraph for each part between empty lines, line ends kept."""
    parts = "\n".join(line.strip() for line in str(text or "").splitlines()).split("\n\n")
    return tuple(Paragraph(part.strip("\n"), quoted) for part in parts if part.strip())


# -- points -----------------------------------------------------------------------------------------------


def _points(known: Known) -> Blocks:
    """One section for each point; nothing while a point has no finding or no reason, so that none is forgotten."""
    docs = in_order(point.doc for point in known.of_stage("point"))
    if open_points(docs) or not all(doc.get("reason") for doc in docs):
        return ()
    return tuple(block for doc in docs for block in _point(known, doc))


def _point(known: Known, doc: Doc) -> Iterator[Block]:
    yield Heading(f"Point {doc.get('number')}", level=2)
    yield from paragraphs(doc.get("text"), quoted=True)
    finding = str(doc.get("finding"))
    yield Paragraph(FINDING_WORDS.get(finding) or as_sentence(known.label("findings", finding)))
    yield from paragraphs(doc.get("reason"))
    yield from paragraphs(doc.get("reply"))
    remedies = [lower_first(known.label("remedies", code)) for code in _codes(doc.get("remedies"))]
    if remedies:
        yield Paragraph(f"To put this right: {listed(remedies)}.")


def _codes(value: object) -> list[str]:
    return [str(code) for code in value] if isinstance(value, list | tuple) else []


def _points_for_agreement(known: Known) -> Blocks:
    """The statement of complaint as drafted or agreed, else the points, numbered."""
    statement = paragraphs(known.stage.get("statement"))
    texts = [str(doc.get("text") or "") for doc in in_order(p.doc for p in known.of_stage("point"))]
    if statement or not texts:
        return statement
    return (Bullets(tuple(" ".join(text.split()) for text in texts), numbered=True),)


def _outcome(known: Known) -> str:
    """What the findings come to, in small letters: "partly upheld"."""
    told = str(known.stage.get("outcome") or outcome_of(p.doc for p in known.of_stage("point")).outcome)
    return lower_first(known.label("outcomes", told))


# -- recommendations --------------------------------------------------------------------------------------


def _recommendations(known: Known) -> Blocks:
    """Each recommendation with the response to it; nothing while a response is missing.

    Where every point has a finding and none a recommendation, the letter says that there are none.
    """
    points = in_order(p.doc for p in known.of_stage("point"))
    docs = [doc for doc in points if doc.get("recommendation")]
    if not docs and known.stage.get("recommendations"):
        return paragraphs(known.stage["recommendations"])
    if not docs:
        return (Paragraph(NO_RECOMMENDATIONS),) if points and not open_points(points) else ()
    if not all(doc.get("response") for doc in docs):
        return ()
    found: list[Block] = []
    for number, doc in enumerate(docs, start=1):
        found.append(Heading(f"Recommendation {number}", level=2))
        found += paragraphs(doc["recommendation"], quoted=True)
        found += paragraphs(f"Our response: {doc['response']}")
    return tuple(found)


# -- actions and payments ---------------------------------------------------------------------------------


def _actions(known: Known) -> Blocks:
    """What puts something right, of this stage and of those before where it is not done; who does it, by when."""
    mine = [task for task in known.view.tasks if puts_right(task.doc) and _is_told(known, task)]
    rows = [(str(t.doc.get("what") or ""), _who(known, t.doc), _by_when(t.doc)) for t in mine]
    return _table(("What we will do", "Who will do it", "By when"), rows) or _no_actions(known)


def _no_actions(known: Known) -> Blocks:
    """Why there is nothing to list: as recorded, or because nothing was upheld. Otherwise an action is missing."""
    if known.view.value("no_action_reason"):
        return paragraphs(known.view.value("no_action_reason"))
    findings = {p.doc.get("finding") for p in known.of_stage("point")}
    if findings and findings <= _NOTHING_FOLLOWS:
        return (
            Paragraph("We did not find anything that we have to put right, so there is no action to list."),
        )
    return ()


def _is_told(known: Known, task: EntityState) -> bool:
    stage_id = task.doc.get("stage_id")
    return not stage_id or stage_id == known.stage_id or not _is_done(task.doc)


def _is_done(doc: Doc) -> bool:
    return bool(doc.get("done_on") or doc.get("satisfied_on"))


def _who(known: Known, doc: Doc) -> str:
    """The service, else the job of who does it: staff are not named unless that is needed (rule book 9.1 rule 3)."""
    if doc.get("service"):
        return known.label("services", doc["service"])
    person = known.office.staff.get(str(doc.get("owner") or ""))
    if person is not None:
        return person.job or known.office.settings.department
    return known.office.settings.department


def _by_when(doc: Doc) -> str:
    done = in_full(doc.get("done_on"))
    return f"Done on {done}" if done else in_full(doc.get("due_on")) or "As soon as possible"


def _remedies_ombudsman(known: Known) -> Blocks:
    tasks = [t.doc for t in known.view.tasks if t.doc.get("kind") in REMEDIES]
    mine = [doc for doc in tasks if doc.get("arising_from") == "Ombudsman"] or tasks
    rows = [(_what(doc), _by_when(doc)) for doc in mine]
    return _table(("What the Ombudsman asked for", "Done, or by when"), rows)


def _what(doc: Doc) -> str:
    amount = doc.get("amount_pounds")
    words = str(doc.get("what") or "").strip()
    return f"{words} ({pounds_words(pennies_of(amount))})" if amount else words


def _payment_docs(known: Known) -> list[Doc]:
    everything = [p.doc for p in known.view.of_kind("payment") if p.doc.get("amount_pounds")]
    return [doc for doc in everything if doc.get("stage_id") in (None, "", known.stage_id)] or list(
        everything
    )


def _payments(known: Known) -> Blocks:
    rows = [
        (known.label("payments", doc.get("kind")), pounds_words(pennies_of(doc.get("amount_pounds"))))
        for doc in _payment_docs(known)
    ]
    return _table(("What it is for", "Amount"), rows)


def _payment_total(known: Known) -> str:
    pennies = [pennies_of(doc.get("amount_pounds")) for doc in _payment_docs(known)]
    return pounds_words(sum(pennies)) if pennies else ""


# -- stages -----------------------------------------------------------------------------------------------


def _stages_so_far(known: Known) -> Blocks:
    rows = [
        (
            str(stage.doc.get("label") or known.view.kind.label),
            in_full(stage.doc.get("started_on")),
            in_full(stage.doc.get("answered_on") or stage.doc.get("closed_on")) or "Not answered yet",
            known.label("outcomes", stage.doc.get("outcome")) or "None yet",
        )
        for stage in known.view.stages
    ]
    return _table(("Stage", "Asked for", "Answered", "Outcome"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Blocks:
    found = tuple(rows)
    return (Table(head, found),) if found else ()


PROVIDERS: Mapping[str, Provider] = {
    "points": _points,
    "points_for_agreement": _points_for_agreement,
    "outcome_overall": _outcome,
    "recommendations": _recommendations,
    "actions": _actions,
    "remedies_ombudsman": _remedies_ombudsman,
    "payments": _payments,
    "payment_total": _payment_total,
    "stages_so_far": _stages_so_far,
}
